//! People: who has a sign-in, and how they are reached.

use crate::organisation::is_owned;
use crate::smart_account::keyed;
use crate::text::{self, TextFault};
use crate::{DomainIdentifier, Event, PersonId, Refusal};
use email_address::{EmailAddress as Syntax, Options};
use serde::{Deserialize, Serialize};
use std::fmt;

keyed! {
    /// A language that every page and mail is written in.
    Language { English = "en", French = "fr" }
}

keyed! {
    /// A duty towards the installation, apart from any role.
    Duty { Operator = "operator", SupportAgent = "support-agent" }
}

/// What a person says about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub full_name: String,
    pub organisation: String,
    pub phone: Option<Phone>,
    pub language: Language,
    /// An IANA time zone name.
    pub time_zone: String,
}

/// Somebody with a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub user_id: UserId,
    pub profile: Profile,
    /// Where their mail goes; verified by them, or vouched for by whoever imported it.
    pub email: Option<EmailAddress>,
    pub is_operator: bool,
    pub is_support_agent: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum PersonFact {
    Registered(Person),
    ProfileChanged {
        person: PersonId,
        before: Profile,
        after: Profile,
    },
    EmailChanged {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// Whoever reads the mail of an address put it back in the place of the one it was changed to.
    EmailTakenBack {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// An operator put another address in its place, and vouches for it.
    EmailReplaced {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// An operator took the address from somebody deactivated, so that its owner of today may use it.
    EmailFreed {
        person: PersonId,
        email: EmailAddress,
    },
    PasswordChanged {
        person: PersonId,
    },
    OperatorAppointed {
        person: PersonId,
    },
    OperatorRemoved {
        person: PersonId,
    },
    SupportAgentAppointed {
        person: PersonId,
    },
    SupportAgentRemoved {
        person: PersonId,
    },
    /// Whoever runs the machine made a link by which they set a new password.
    ResetLinkMade {
        person: PersonId,
    },
    /// They can no longer log in, hold nothing and are told nothing; what they held stands again once they are back.
    Deactivated {
        person: PersonId,
        reason: Option<String>,
    },
    Reactivated {
        person: PersonId,
    },
    /// Whom too many attempts kept out may try again.
    Unlocked {
        person: PersonId,
    },
}

/// Why a user ID cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserIdFault;

/// 2 to 64 of `a-z 0-9 . _ -`, beginning with a letter or digit. Capitals are folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(String);

impl UserId {
    pub fn parse(typed: &str) -> Result<Self, UserIdFault> {
        let folded = typed.trim().to_lowercase();
        let fits = (2..=64).contains(&folded.len())
            && folded.starts_with(|c: char| c.is_ascii_alphanumeric())
            && folded
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
        if fits {
            Ok(Self(folded))
        } else {
            Err(UserIdFault)
        }
    }

    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an e-mail address cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailFault;

/// An e-mail address (RFC 5321, without quoted local parts and address literals), as typed but for its domain,
/// which is in normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    pub fn parse(typed: &str) -> Result<Self, EmailFault> {
        let typed = typed.trim();
        let options = Options::default()
            .without_display_text()
            .without_domain_literal()
            .with_required_tld();
        let address = Syntax::parse_with_options(typed, options).map_err(|_| EmailFault)?;
        let local = address.local_part();
        let is_unfit = |c: char| c.is_control() || c.is_whitespace() || text::is_ignorable(c);
        if local.starts_with('"') || local.chars().any(is_unfit) {
            return Err(EmailFault);
        }
        let domain = crate::DomainIdentifier::parse(address.domain()).map_err(|_| EmailFault)?;
        let whole = format!("{local}@{domain}");
        if whole.len() > 254 {
            Err(EmailFault)
        } else {
            Ok(Self(whole))
        }
    }

    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What makes two addresses the same for us: everything in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Whether the address shows that its owner belongs to `domain`: it lies there, and the domain is some organisation's own.
    pub fn is_at(&self, domain: &DomainIdentifier) -> bool {
        self.domain() == domain.as_str() && is_owned(domain)
    }

    /// As [`EmailAddress::is_at`], there or anywhere below.
    pub fn is_inside(&self, domain: &DomainIdentifier) -> bool {
        self.lies_in(domain) && is_owned(domain)
    }

    /// Whether the address lies in `domain` or below it, whosever that is: for what shows nothing of its owner.
    pub(crate) fn lies_in(&self, domain: &DomainIdentifier) -> bool {
        let rest = self.domain().strip_suffix(domain.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a phone number cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneFault;

/// A phone number as people write it: 4 to 20 digits with spaces, dots, hyphens, brackets, a leading `+`, an extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Nothing typed is no fault: a phone number is never required.
    pub fn parse(typed: &str) -> Result<Option<Self>, PhoneFault> {
        let text = typed.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let plain = text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-./() x\u{a0}\u{202f}".contains(c));
        if plain && (4..=20).contains(&digits) && text.chars().count() <= 40 {
            Ok(Some(Self(text.to_owned())))
        } else {
            Err(PhoneFault)
        }
    }

    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What must be known of somebody who is to be deactivated.
#[derive(Debug, Clone)]
pub struct Standing {
    pub person: PersonId,
    pub is_active: bool,
    /// Accounts that would be left without an administrator who stays.
    pub alone_in: Vec<DomainIdentifier>,
    /// Whether nobody else who is active is an operator.
    pub is_last_operator: bool,
}

/// Deactivates somebody, unless an account or the installation would be left to nobody.
pub fn deactivate(
    who: &Standing,
    by: Option<&PersonId>,
    reason: Option<String>,
) -> Result<Event, Refusal> {
    if by == Some(&who.person) {
        return Err(Refusal::OwnDeactivation);
    }
    if !who.is_active {
        return Err(Refusal::NothingToChange);
    }
    if !who.alone_in.is_empty() {
        return Err(Refusal::LastAdministratorOf {
            accounts: who.alone_in.clone(),
        });
    }
    if who.is_last_operator {
        return Err(Refusal::LastOperator);
    }
    Ok(Event::Person(PersonFact::Deactivated {
        person: who.person.clone(),
        reason,
    }))
}

/// Lets somebody back in, with all they held.
pub fn reactivate(who: &Standing) -> Result<Event, Refusal> {
    if who.is_active {
        return Err(Refusal::NothingToChange);
    }
    Ok(Event::Person(PersonFact::Reactivated {
        person: who.person.clone(),
    }))
}

/// An operator puts another address in place of somebody's own: never of their own, which they change as everybody does.
///
/// In: whether anybody has the new one.
pub fn replace_email(
    who: &Person,
    by: Option<&PersonId>,
    after: EmailAddress,
    is_taken: bool,
) -> Result<Event, Refusal> {
    if by == Some(&who.id) {
        return Err(Refusal::OwnEmail);
    }
    if who.email.as_ref() == Some(&after) {
        return Err(Refusal::NothingToChange);
    }
    let is_own = who
        .email
        .as_ref()
        .is_some_and(|own| own.key() == after.key());
    if is_taken && !is_own {
        return Err(Refusal::EmailTaken);
    }
    Ok(Event::Person(PersonFact::EmailReplaced {
        person: who.id.clone(),
        before: who.email.clone(),
        after,
    }))
}

/// An operator frees the address of somebody who is deactivated. Whoever uses it next is somebody else and holds nothing.
pub fn free_email(who: &Person, is_active: bool) -> Result<Event, Refusal> {
    if is_active {
        return Err(Refusal::StillActive);
    }
    let email = who.email.clone().ok_or(Refusal::NothingToChange)?;
    Ok(Event::Person(PersonFact::EmailFreed {
        person: who.id.clone(),
        email,
    }))
}

/// What must be known of somebody who is to be given a duty, or relieved of it.
#[derive(Debug, Clone)]
pub struct OnDuty {
    pub person: PersonId,
    pub is_active: bool,
    /// Whether they have the duty already.
    pub has_it: bool,
    /// Whether nobody else who is active has it.
    pub is_last: bool,
}

/// Gives somebody a duty. Whoever cannot log in cannot do it.
pub fn appoint(who: &OnDuty, duty: Duty) -> Result<Event, Refusal> {
    if who.has_it {
        return Err(Refusal::NothingToChange);
    }
    if !who.is_active {
        return Err(Refusal::PersonDeactivated);
    }
    let person = who.person.clone();
    Ok(Event::Person(match duty {
        Duty::Operator => PersonFact::OperatorAppointed { person },
        Duty::SupportAgent => PersonFact::SupportAgentAppointed { person },
    }))
}

/// Relieves somebody of a duty. The last operator who is active stays; without an agent operators do what agents did.
pub fn relieve(who: &OnDuty, duty: Duty) -> Result<Event, Refusal> {
    if !who.has_it {
        return Err(Refusal::NothingToChange);
    }
    if duty == Duty::Operator && who.is_active && who.is_last {
        return Err(Refusal::LastOperator);
    }
    let person = who.person.clone();
    Ok(Event::Person(match duty {
        Duty::Operator => PersonFact::OperatorRemoved { person },
        Duty::SupportAgent => PersonFact::SupportAgentRemoved { person },
    }))
}

/// A name on one line.
pub fn name(typed: &str) -> Result<String, TextFault> {
    text::clean(typed, text::LINE)
}

/// Shortest password taken (NIST SP 800-63B: at least 8; we ask for 10 as there is no second factor yet).
pub const PASSWORD_LEAST: usize = 10;
/// Longest, in characters, so that hashing stays bounded.
pub const PASSWORD_MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DomainIdentifier;

    #[test]
    fn addresses_lie_inside_domains_at_label_borders_only() {
        let lumen = DomainIdentifier::parse("lumen.example").unwrap();
        let inside = |text: &str| EmailAddress::parse(text).unwrap().is_inside(&lumen);
        assert!(inside("a@lumen.example") && inside("a@lyon.lumen.example"));
        assert!(!inside("a@notlumen.example") && !inside("a@lumen.example.org"));
    }

    #[test]
    fn an_address_shows_nothing_where_anybody_may_have_one() {
        for (address, domain) in [
            ("a@gmail.com", "gmail.com"),
            ("a@mail.gmx.net", "mail.gmx.net"),
            ("a@shop.co.uk", "co.uk"),
            ("a@github.io", "github.io"),
        ] {
            let (address, domain) = (
                EmailAddress::parse(address).unwrap(),
                DomainIdentifier::parse(domain).unwrap(),
            );
            assert!(
                !address.is_at(&domain) && !address.is_inside(&domain),
                "{address}"
            );
        }
    }

    #[test]
    fn addresses_that_could_carry_a_header_are_refused() {
        for bad in [
            "a@b.example\r\nBcc: c@d.example",
            "\"a b\"@c.example",
            "A <a@b.example>",
            "a@[192.0.2.1]",
            "a@b",
            "ami\u{ad}na@b.example",
            "@b.example",
            "",
        ] {
            assert_eq!(EmailAddress::parse(bad), Err(EmailFault), "{bad}");
        }
        assert_eq!(
            EmailAddress::parse(" Ann@LUMEN.example ").unwrap().as_str(),
            "Ann@lumen.example"
        );
    }

    #[test]
    fn duties_go_to_the_active_and_the_last_operator_stays() {
        let who = |is_active, has_it, is_last| OnDuty {
            person: PersonId::new(1),
            is_active,
            has_it,
            is_last,
        };
        for duty in Duty::ALL.iter().copied() {
            let stays = duty == Duty::Operator;
            assert!(appoint(&who(true, false, true), duty).is_ok());
            for is_active in [true, false] {
                let again = appoint(&who(is_active, true, false), duty);
                assert_eq!(again, Err(Refusal::NothingToChange));
                let never = relieve(&who(is_active, false, false), duty);
                assert_eq!(never, Err(Refusal::NothingToChange));
                assert!(relieve(&who(is_active, true, false), duty).is_ok());
            }
            let gone = appoint(&who(false, false, false), duty);
            assert_eq!(gone, Err(Refusal::PersonDeactivated));
            assert_eq!(relieve(&who(true, true, true), duty).is_err(), stays);
            assert!(relieve(&who(false, true, true), duty).is_ok());
        }
    }

    #[test]
    fn user_ids_fold_capitals() {
        assert_eq!(UserId::parse(" Camille ").unwrap().as_str(), "camille");
        for bad in ["", "a", "a b", "a@b.example", "-ab", "é12"] {
            assert_eq!(UserId::parse(bad), Err(UserIdFault), "{bad}");
        }
    }
}
