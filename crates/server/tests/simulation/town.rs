//! The installation that is lived in: its accounts, its people, its days.

use crate::chance::Chance;
use crate::deeds;
use crate::invariants;
use crate::post::Post;
use crate::sabotage::Sabotage;
use crate::support::tables::{another_program, count};
use crate::support::{Engine, Office, world};
use domain::moment::hours;
use domain::smart_account::Visibility;
use domain::{Actor, PersonId, Refusal, RequestId, Role};
use parvis::event_log::Answer;
use parvis::storage::{Author, Error, Tx};
use parvis::use_cases::smart_account::NewAccount;
use std::collections::BTreeMap;
use std::time::Duration;

/// As many accounts as there are, every fourth of them hidden.
const ACCOUNTS: usize = 8;
/// As many people as there are at first.
const PEOPLE: usize = 60;
/// As many letters go to one person each by itself, in an hour.
pub const AN_HOUR: u32 = 3;
/// As often as it is waited for that what hangs on refused mail is looked at.
const MOST_LOOKS: usize = 20;
/// As many things as happen in each quarter of a day.
const DEEDS: usize = 30;

/// Somebody who lives there.
#[derive(Debug, Clone)]
pub struct Inhabitant {
    pub id: PersonId,
    pub email: String,
}

/// Two who ask for what they may not know of at the same moment: one for an account that is hidden, one for what nobody has.
pub struct Pair {
    pub hidden: (Inhabitant, RequestId, String),
    pub unknown: (Inhabitant, RequestId, String),
    pub ends: u64,
}

pub struct Town {
    pub office: Office,
    pub chance: Chance,
    pub post: Post,
    pub people: Vec<Inhabitant>,
    pub operator: PersonId,
    pub domains: Vec<String>,
    /// Requests that wait, as far as is known here.
    pub open: Vec<RequestId>,
    pub pair: Option<Pair>,
    pub sabotage: Option<Sabotage>,
    pub day: u64,
    pub lives: u64,
    /// How often each thing was done, and what came of it.
    pub done: BTreeMap<(&'static str, String), u64>,
    pub mails: BTreeMap<String, u64>,
    pub born: usize,
}

impl Town {
    pub fn found(engine: Engine, seed: u64, sabotage: Option<Sabotage>) -> Self {
        let office = Office::open_as(engine, false, |config| {
            // People here do in an hour what elsewhere takes them a week.
            config.limits.sends = 1_000;
            config.limits.mails_an_hour = AN_HOUR;
            config.limits.mails_a_day = 30;
        });
        office.may_leave_mail();
        let operator = office.staff("olga@operations.example", true, false);
        office.staff("otto@operations.example", true, false);
        let mut town = Self {
            office,
            chance: Chance::new(seed),
            post: Post::new(seed),
            people: Vec::new(),
            operator,
            domains: Vec::new(),
            open: Vec::new(),
            pair: None,
            sabotage,
            day: 0,
            lives: 0,
            done: BTreeMap::new(),
            mails: BTreeMap::new(),
            born: 0,
        };
        for _ in 0..PEOPLE {
            town.joins();
        }
        for number in 0..ACCOUNTS {
            let domain = format!("company{number}.example");
            let visibility = match number % 4 {
                3 => Visibility::Restricted,
                _ => Visibility::Unrestricted,
            };
            let administrator = town.people[number].id.clone();
            town.office.account_as(NewAccount {
                visibility,
                ..world::new_account(&domain, &administrator)
            });
            let second = town.people[number + ACCOUNTS].id.clone();
            town.office
                .grant(&second, &domain, Role::SaAdministrator, None);
            let of_part = town.people[number + 2 * ACCOUNTS].id.clone();
            town.office
                .grant(&of_part, &domain, Role::VaAdministrator, Some("Lyon"));
            town.domains.push(domain);
        }
        town
    }

    /// Somebody new, at one of a few companies that have no account here.
    pub fn joins(&mut self) -> Inhabitant {
        let number = self.born;
        self.born += 1;
        let email = format!("person{number}@guild{}.example", number % 5);
        let id = self.office.person(&email);
        let new = Inhabitant { id, email };
        self.people.push(new.clone());
        new
    }

    /// A day: things are done, the worker works, and all is looked at. Errors: what does not hold.
    pub fn lives_a_day(&mut self) -> Result<(), String> {
        self.day += 1;
        deeds::asks_for_what_is_hidden(self);
        for _ in 0..4 {
            for _ in 0..DEEDS {
                deeds::happens(self)?;
            }
            self.office.clock_goes_on(hours(6));
            if let Some(sabotage) = self.sabotage {
                sabotage.strikes(self);
            }
            self.works();
            invariants::hold_after_work(self)?;
        }
        invariants::hold_after_a_day(self)
    }

    /// The worker does all there is to do, and what hangs on mail that was refused, which is looked at some minutes later.
    fn works(&mut self) {
        self.office.works_with(&self.post);
        for _ in 0..MOST_LOOKS {
            let waits = count(&mut another_program(&self.office), "reachability_checks");
            if waits == 0 {
                break;
            }
            self.office.clock_goes_on(Duration::from_secs(11 * 60));
            self.office.works_with(&self.post);
        }
    }

    /// A write in the name of somebody. Out: what came of it, in a word: done, or the code of a refusal. Panics where it is a fault.
    pub fn attempt(
        &mut self,
        deed: &'static str,
        by: &PersonId,
        work: impl Fn(&mut Tx) -> Answer<()> + Send + 'static,
    ) -> Result<(), Refusal> {
        let author = Author {
            actor: Actor::Person(by.clone()),
            origin: "simulation".into(),
        };
        let written = self
            .office
            .runtime
            .block_on(self.office.app.db.write(author, work));
        let came = match written {
            Ok(answer) => answer,
            Err(Error::Refused(refusal)) => Err(refusal),
            Err(fault) => panic!("{deed} on day {}: {fault}", self.day),
        };
        let word = match &came {
            Ok(()) => "done".to_owned(),
            Err(refusal) => refusal.code().to_owned(),
        };
        *self.done.entry((deed, word)).or_default() += 1;
        came
    }

    /// Keeps what there is in the folder that SIMULATION_KEEP names, to be looked at.
    pub fn is_kept(&self) {
        let Some(folder) = std::env::var_os("SIMULATION_KEEP") else {
            return;
        };
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        for file in std::fs::read_dir(self.office.folder()).expect("the data") {
            let file = file.expect("a file");
            std::fs::copy(file.path(), folder.join(file.file_name())).expect("a copy");
        }
    }

    /// What happened, in lines.
    pub fn summary(&self) -> String {
        let mut lines = vec![format!(
            "{} lives in {} days, {} people",
            self.lives,
            self.day,
            self.people.len()
        )];
        let done = self.done.iter();
        lines.extend(done.map(|((deed, came), times)| format!("  {deed}: {came} {times}")));
        let mails = self.mails.iter();
        lines.extend(mails.map(|(kind, times)| format!("  mail {kind}: {times}")));
        lines.join("\n")
    }
}
