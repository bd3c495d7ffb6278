//! What somebody chooses to be told of.

use crate::notification_preference::{
    Mode, NotificationPreferenceFact, Preferences, Subscription, Topic,
};
use crate::{Event, PersonId, Refusal};

impl Preferences {
    fn check(&self) -> Result<(), Refusal> {
        if self.modes.iter().any(|(topic, mode)| !topic.allows(*mode)) {
            return Err(Refusal::MailCannotBeOff);
        }
        let hours = self
            .quiet_hours
            .iter()
            .flat_map(|quiet| [quiet.from, quiet.to]);
        if hours.chain([self.daily_at]).any(|hour| hour > 23)
            || self.quiet_hours.is_some_and(|quiet| quiet.from == quiet.to)
        {
            return Err(Refusal::NoSuchHours);
        }
        Ok(())
    }
}

/// Changes what a person has chosen. Nothing happens where nothing differs.
pub fn change(
    person: &PersonId,
    before: &Preferences,
    after: Preferences,
) -> Result<Vec<Event>, Refusal> {
    after.check()?;
    if *before == after {
        return Ok(Vec::new());
    }
    Ok(vec![Event::NotificationPreference(
        NotificationPreferenceFact::Changed {
            person: person.clone(),
            before: before.clone(),
            after,
        },
    )])
}

/// Ends a subscription: what came with it is off from now on; what cannot be off comes at once.
pub fn unsubscribe(
    person: &PersonId,
    before: &Preferences,
    from: Subscription,
) -> Result<Vec<Event>, Refusal> {
    let mut after = before.clone();
    for topic in Topic::chosen() {
        let ends = match from {
            Subscription::Reminders => topic == Topic::Reminder,
            Subscription::Daily => before.mode(topic) == Mode::Daily,
        };
        if ends {
            let mode = if topic.allows(Mode::Off) {
                Mode::Off
            } else {
                Mode::AtOnce
            };
            after = after.with(topic, mode);
        }
    }
    change(person, before, after)
}
