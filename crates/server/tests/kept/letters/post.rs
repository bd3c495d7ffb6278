//! An office where everybody speaks one language, and the mails that were sent there.

use crate::export::Names;
use crate::support::mailbox::token_in;
use crate::support::{Engine, Office, world};
use domain::notification::Notice;
use domain::person::{Language, Phone};
use domain::{CaseId, PersonId, Scope};
use parvis::notification::written::WrittenMail;
use parvis::store;
use parvis::store::notification::announce;
use parvis::store::support_case::CaseFilter;
use parvis::use_cases::person::NewPerson;
use std::collections::BTreeSet;
use std::time::Duration;

pub struct Letters {
    pub office: Office,
    pub language: Language,
    pub names: Names,
    read: usize,
    /// What stood in each mail that is shown.
    pub shown: Vec<WrittenMail>,
    pub text: String,
}

impl Letters {
    pub fn open(language: Language) -> Self {
        let office = Office::open(Engine::Sqlite);
        Self {
            office,
            language,
            names: Names::default(),
            read: 0,
            shown: Vec::new(),
            text: String::new(),
        }
    }

    pub fn person(&self, full_name: &str, organisation: &str, email: &str) -> PersonId {
        let new = self.new_person(full_name, organisation, email);
        self.office.person_as(new)
    }

    pub fn new_person(&self, full_name: &str, organisation: &str, email: &str) -> NewPerson {
        NewPerson {
            full_name: full_name.into(),
            organisation: organisation.into(),
            phone: Phone::parse("+33 4 72 00 00 00").unwrap(),
            language: self.language,
            time_zone: "Europe/Paris".into(),
            ..world::new_person(email)
        }
    }

    /// The scope of one Virtual Account of lumen.example.
    pub fn lyon(&self) -> Scope {
        Scope::VirtualAccounts([self.office.part("lumen.example", "Lyon")].into())
    }

    pub fn announces(&self, notice: Notice) {
        self.office.write(move |tx| announce(tx, &notice));
    }

    /// Shows what is sent now, each letter once however many get it.
    pub fn sent(&mut self, when: &str) {
        self.office.works();
        let mails = self.office.mailbox.all();
        self.text.push_str(&format!("======== {when}\n"));
        let mut seen = BTreeSet::new();
        for mail in mails.into_iter().skip(self.read) {
            self.read += 1;
            let letter = self
                .names
                .stand_in(&format!("Subject: {}\n\n{}", mail.subject, mail.text_body));
            // Each reader has a link of their own to end such mails.
            let same = |line: &&str| !line.contains("/unsubscribe?");
            let told: Vec<&str> = letter.lines().filter(same).collect();
            if seen.insert(told.join("\n")) {
                self.text.push_str(&format!(
                    "-------- {} to {}\n{letter}",
                    mail.kind, mail.address
                ));
                self.shown.push(mail);
            }
        }
    }

    /// Sends what there is to send without showing it.
    pub fn sent_unseen(&mut self) {
        self.office.works();
        self.read = self.office.mailbox.all().len();
    }

    /// The token in the newest mail to an address.
    pub fn token(&self, address: &str) -> String {
        token_in(&self.office.mailbox.newest(address, "").text_body)
    }

    /// The support case found by these words.
    pub fn case_called(&self, words: &str) -> CaseId {
        let filter = CaseFilter {
            text: words.into(),
            ..CaseFilter::default()
        };
        let found = self
            .office
            .read(move |db| store::support_case::page(db, &filter, None, 1));
        found.0[0].case.id.clone()
    }

    /// Time goes by before the worker comes to anything.
    pub fn time_passes(&self, time: Duration) {
        self.office.app.clock.set(self.office.now().plus(time));
    }

    /// Time goes by with what it brings, which is not shown.
    pub fn days_pass(&mut self, count: u64) {
        self.office.days_pass(count);
        self.sent_unseen();
    }
}
