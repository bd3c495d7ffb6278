//! Which mail a person gets, and when: every kind of letter belongs to one topic, and each topic comes at once, once a day
//! with everything else, or not at all.
//!
//! To turn a topic off is to look for oneself. It changes nothing about who may decide: whoever can log in and decide counts as
//! somebody who can be reached, reminders fall due as before, and a request that nobody answers goes to the operators on its
//! day. So nobody who asks is left without an answer because those who could give one want no mail.

use crate::PersonId;
use crate::key::keyed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! letters {
    ($($(#[$doc:meta])* $kind:ident = $key:literal in $topic:ident),+ $(,)?) => {
        /// Every kind of letter. One that has no topic does not compile.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LetterKind { $($(#[$doc])* $kind),+ }

        impl LetterKind {
            /// In the order they are declared.
            pub const ALL: &[LetterKind] = &[$(LetterKind::$kind),+];

            /// As it is kept with a mail.
            pub fn key(self) -> &'static str {
                match self { $(LetterKind::$kind => $key),+ }
            }

            /// The kind of a [`LetterKind::key`].
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.key() == key)
            }

            /// The one topic by which people choose how letters of this kind come.
            pub fn topic(self) -> Topic {
                match self { $(LetterKind::$kind => Topic::$topic),+ }
            }
        }
    };
}

letters! {
    /// Somebody asks: to those who may decide.
    RequestSent = "request-sent" in ToDecide,
    /// The same, and that nobody has answered: to the extra addresses of the account.
    RequestCopy = "request-copy" in ToDecide,
    /// Somebody left a request to somebody else.
    RequestPassedOn = "request-passed-on" in ToDecide,
    /// What the requester said to a question or a proposal: to those who may decide.
    RequestAnswered = "request-answered" in ToDecide,
    /// What the requester wrote of themselves: to those who may decide.
    RequesterWrote = "requester-wrote" in ToDecide,
    OfferDeclined = "offer-declined" in ToDecide,
    /// Nobody has answered: to those who may decide.
    RequestReminder = "request-reminder" in Reminder,
    /// Somebody else decided: to those who need not any more.
    RequestSettled = "request-settled" in Settled,
    RequestWithdrawn = "request-withdrawn" in Settled,
    OfferAccepted = "offer-accepted" in Settled,
    /// The answer, to who asked.
    RequestDecided = "request-decided" in Decision,
    /// The request waits for a word from who asked.
    RequesterAsked = "requester-asked" in Decision,
    /// That it has come: to who asked.
    RequestReceived = "request-received" in Progress,
    /// Nobody answers: to who asked.
    RequestWithOperators = "request-with-operators" in Progress,
    RequestExpiryAnnounced = "request-expiry-announced" in Progress,
    RequestExpired = "request-expired" in Progress,
    /// Nobody answers: to the operators.
    RequestEscalated = "request-escalated" in Operation,
    /// That what they wrote in their case has come: to whoever opened it.
    CaseReceived = "case-received" in Progress,
    CaseMessage = "case-message" in Case,
    CaseClosed = "case-closed" in Case,
    CaseSolved = "case-solved" in Case,
    CaseAssigned = "case-assigned" in Case,
    /// What became of an account that somebody creates: to them, and to whom they named.
    CreationNews = "creation-news" in Decision,
    /// Somebody creates an account below another: to whoever administers that one.
    CreationBelow = "creation-below" in Account,
    AccessReview = "access-review" in Account,
    AccessReviewReminder = "access-review-reminder" in Reminder,
    RuleIdle = "rule-idle" in Account,
    /// An SA Approver has no address in the domain any more: to whoever administers the account.
    ApproverAsleep = "approver-asleep" in Account,
    CreationOperators = "creation-operators" in Operation,
    AccountStatus = "account-status" in Account,
    RoleChanged = "role-changed" in Account,
    /// Roles end soon, or have ended: to those who hold them; that they end soon, to whoever administers the account.
    RolesEnd = "roles-end" in Account,
    /// What somebody has by a request for a programme or a contract ends soon, or has ended: to them.
    EntitlementEnds = "entitlement-ends" in Account,
    /// Somebody is away, and who decides in their place: to these.
    Absence = "absence" in Account,
    AdministratorNamed = "administrator-named" in Account,
    InvitationSent = "invitation-sent" in Account,
    InvitationAccepted = "invitation-accepted" in Account,
    InvitationDeclined = "invitation-declined" in Account,
    InvitationLapsed = "invitation-lapsed" in Account,
    NotificationAddress = "notification-address" in Account,
    /// A file that was checked or applied, to whoever had it done.
    UploadOver = "upload-over" in Account,
    /// To whoever is asked whether an account may be created, with the link by which they say so.
    CreationNominee = "creation-nominee" in Security,
    PersonReactivated = "person-reactivated" in Security,
    /// A duty towards the installation was given or taken away.
    DutyChanged = "duty-changed" in Security,
    PasswordChanged = "password-changed" in Security,
    SignUp = "sign-up" in Security,
    SignUpKnown = "sign-up-known" in Security,
    Forgotten = "forgotten" in Security,
    EmailChange = "email-change" in Security,
    EmailChanged = "email-changed" in Security,
    EmailReplaced = "email-replaced" in Security,
    /// To the address that somebody gave who is not logged in, with the link by which what they wrote reaches support.
    Contact = "contact" in Security,
    /// What is said in the case of somebody who is not logged in: to their address, with the link that leads to it.
    VisitorCase = "visitor-case" in Security,
    /// Somebody wants in who is deactivated: to their address.
    SignInClosed = "sign-in-closed" in Security,
    Digest = "digest" in Digest,
}

keyed! {
    /// What letters are about, as people choose by it.
    #[derive(PartialOrd, Ord)]
    Topic {
        ToDecide = "to-decide",
        Reminder = "reminder",
        Settled = "settled",
        Decision = "decision",
        Progress = "progress",
        Case = "case",
        Account = "account",
        Operation = "operation",
        // Asked for a moment ago, or about who may log in: never held up.
        Security = "security",
        // What was gathered, sent when its hour has come.
        Digest = "digest",
    }
}

keyed! {
    /// How letters about a topic come.
    Mode { AtOnce = "at-once", Daily = "daily", Off = "off" }
}

impl Topic {
    /// The topics a person may choose about.
    pub fn chosen() -> impl Iterator<Item = Topic> {
        Topic::ALL
            .iter()
            .copied()
            .filter(|topic| topic.has_choice())
    }

    fn has_choice(self) -> bool {
        !matches!(self, Topic::Security | Topic::Digest)
    }

    /// Whether letters about it may come so. The answer to one's own request always comes, and so does what operators must
    /// look after.
    pub fn allows(self, mode: Mode) -> bool {
        match mode {
            Mode::AtOnce => true,
            Mode::Daily => self.has_choice(),
            Mode::Off => self.has_choice() && !matches!(self, Topic::Decision | Topic::Operation),
        }
    }

    /// Whether a letter about it tells somebody that they may decide a request.
    pub fn is_for_deciders(self) -> bool {
        matches!(self, Topic::ToDecide | Topic::Reminder)
    }

    /// Whether it is said among those who may decide a request, also of what is decided, and to nobody who may not any more.
    pub fn is_among_deciders(self) -> bool {
        self.is_for_deciders() || self == Topic::Settled
    }
}

/// The hours, by the person's clock, during which mail that can wait does; from one up to another, over midnight where the
/// first is the later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first quiet hour, 0 to 23.
    pub from: u8,
    /// The first hour after, 0 to 23.
    pub to: u8,
}

impl QuietHours {
    /// Whether mail waits in this hour of the reader's day, 0 to 23. No hour is quiet where both ends are the same.
    pub fn hold(self, hour: u8) -> bool {
        if self.from <= self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        }
    }
}

/// What one person has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// What differs from "at once".
    pub(crate) modes: BTreeMap<Topic, Mode>,
    pub quiet_hours: Option<QuietHours>,
    /// The hour, by the person's clock, at which the daily mail is sent.
    pub daily_at: u8,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            modes: BTreeMap::new(),
            quiet_hours: None,
            daily_at: 8,
        }
    }
}

/// What a link in a mail ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscription {
    Daily,
    Reminders,
}

impl Subscription {
    /// Both of them.
    pub const ALL: [Subscription; 2] = [Subscription::Daily, Subscription::Reminders];

    /// As links in mails name it.
    pub fn key(self) -> &'static str {
        match self {
            Subscription::Daily => "daily",
            Subscription::Reminders => "reminders",
        }
    }

    /// The subscription of a [`Subscription::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The subscription a letter of this kind belongs to, if it is one that can be ended from the letter.
    pub fn of(kind: LetterKind) -> Option<Self> {
        match kind.topic() {
            Topic::Digest => Some(Subscription::Daily),
            Topic::Reminder => Some(Subscription::Reminders),
            _ => None,
        }
    }
}

/// What becomes of one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    Now,
    /// When it is this hour by the reader's clock.
    AtHour(u8),
    /// With the daily mail.
    Daily,
    Never,
}

/// What happens to somebody's preferences, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum NotificationPreferenceFact {
    Changed {
        person: PersonId,
        before: Preferences,
        after: Preferences,
    },
}

impl Preferences {
    /// How letters about a topic come: as chosen, or at once where nothing is or what is may not be.
    pub fn mode(&self, topic: Topic) -> Mode {
        let chosen = self.modes.get(&topic).copied().unwrap_or(Mode::AtOnce);
        if topic.allows(chosen) {
            chosen
        } else {
            Mode::AtOnce
        }
    }

    /// The same with one choice more.
    pub fn with(mut self, topic: Topic, mode: Mode) -> Self {
        if mode == Mode::AtOnce {
            self.modes.remove(&topic);
        } else {
            self.modes.insert(topic, mode);
        }
        self
    }

    /// What becomes of a letter about `topic` that is written when it is `hour` for its reader.
    pub fn delivery(&self, topic: Topic, hour: u8) -> Delivery {
        match self.mode(topic) {
            Mode::Off => Delivery::Never,
            Mode::Daily => Delivery::Daily,
            Mode::AtOnce if topic == Topic::Security => Delivery::Now,
            Mode::AtOnce => match self.quiet_hours {
                Some(quiet) if quiet.hold(hour) => Delivery::AtHour(quiet.to),
                _ => Delivery::Now,
            },
        }
    }
}
