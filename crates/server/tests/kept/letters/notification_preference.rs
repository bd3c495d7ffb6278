//! What is gathered for whoever wants one mail a day.

use super::cast::Cast;
use super::post::Letters;
use domain::access_request::Wish;
use domain::moment::days;
use domain::notification_preference::{Mode, Preferences, Topic};
use parvis::use_cases;

pub fn daily(letters: &mut Letters, cast: &Cast) {
    let bruno = cast.bruno.clone();
    letters.office.write(move |tx| {
        let daily = Preferences::default().with(Topic::ToDecide, Mode::Daily);
        use_cases::notification_preference::change(tx, &bruno, &daily)
    });
    let wish = Wish::default();
    for (user_id, reason) in [("david", "I need it again."), ("emma", "I still need it.")] {
        let who = letters.office.known(user_id);
        letters.office.asks(&who, "lumen.example", reason, &wish);
    }
    letters.sent_unseen();
    letters.time_passes(days(1));
    letters.sent("Bruno gets his daily mail");
}
