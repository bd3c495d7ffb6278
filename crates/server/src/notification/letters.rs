//! Notices put into words: who reads them, and what each reader is told, in their language.

use crate::language;
use crate::language::{Words, words};
use domain::email::EmailAddress;
use domain::notification_preference::LetterKind;
use domain::person::{Language, Person};
use domain::{Moment, PersonId, RequestId};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Who reads a mail.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Nobody where it goes to an address, whoever may read there.
    pub person: Option<PersonId>,
    /// For `To:`, where it is known.
    pub name: Option<String>,
    pub address: EmailAddress,
    pub language: Language,
    /// By its name, such as `Europe/Paris`.
    pub time_zone: String,
}

impl Reader {
    /// The person, if they have an address.
    pub fn of(person: &Person) -> Option<Self> {
        Some(Self {
            person: Some(person.id.clone()),
            name: Some(person.profile.full_name.clone()),
            address: person.email.clone()?,
            language: person.profile.language,
            time_zone: person.profile.time_zone.clone(),
        })
    }

    /// Whoever reads the mail of an address: nobody who is known here, with a language and time zone chosen for them.
    pub fn stranger(address: EmailAddress, language: Language, time_zone: String) -> Self {
        Self {
            person: None,
            name: None,
            address,
            language,
            time_zone,
        }
    }

    /// What letters to them are written in.
    pub fn words(&self) -> &'static Words {
        words(self.language)
    }

    /// What the dates in letters to them are put by.
    pub fn zone(&self) -> TimeZone {
        language::zone(&self.time_zone)
    }

    /// The day, with its zone where it is another's: a reader without a sign-in has chosen none.
    pub fn date(&self, moment: Moment) -> String {
        let day = self.words().date(moment, &self.zone());
        match self.person {
            Some(_) => day,
            None => format!("{day} ({})", self.time_zone),
        }
    }
}

/// A part of a mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    Paragraph(String),
    /// What somebody wrote, word for word.
    Quote(String),
    /// Label and value.
    Facts(Vec<(String, String)>),
    /// The one thing to do: label and address.
    Action(String, String),
}

/// One mail to one reader.
#[derive(Debug, Clone)]
pub struct Letter {
    pub reader: Reader,
    pub kind: LetterKind,
    pub request: Option<RequestId>,
    /// For mails to the deciders of a request: the number of the requester's reminder, 0 for the first notice.
    pub reminder: Option<u32>,
    /// What mail programs gather it under.
    pub thread: Option<String>,
    /// The link that ends what the letter belongs to, where it is one that may be ended.
    pub unsubscribe: Option<String>,
    pub subject: String,
    pub blocks: Vec<Block>,
}
