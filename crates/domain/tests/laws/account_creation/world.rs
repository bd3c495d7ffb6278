//! One creation, and what people and time have made of it.

use super::asking::{asked, creator, fresh};
use super::story::Command;
use crate::support::nouns::{OPENING, account, email, person};
use domain::account_creation::{Creation, CreationEvent, CreationFact};
use domain::email::EmailAddress;
use domain::rules::account_creation::{self as rules, CreationTimetable, Nominee, Way};
use domain::smart_account::{SmartAccount, SmartAccountFact};
use domain::{Event, Moment, Refusal};

type Answer = Result<Vec<Event>, Refusal>;

fn email_of(number: u128) -> EmailAddress {
    email(&format!("n{number}@boss.example"))
}

fn nominee(number: u128) -> Nominee {
    Nominee {
        person: person(number),
        emails: vec![email_of(number)],
    }
}

/// Everything that happened, and what it has led to.
pub struct World {
    pub now: Moment,
    pub facts: Vec<CreationFact>,
    pub events: Vec<Event>,
    pub state: Creation,
    pub account: Option<SmartAccount>,
    seed: u128,
}

impl World {
    pub fn begin(domain: &str, way: Way) -> Self {
        let events = asked(domain, way, None).unwrap();
        let first = events.iter().find_map(|event| match event {
            Event::AccountCreation(CreationEvent {
                fact: CreationFact::Asked(first),
                ..
            }) => Some((**first).clone()),
            _ => None,
        });
        let mut world = World {
            now: OPENING,
            facts: Vec::new(),
            events: Vec::new(),
            state: first.unwrap(),
            account: None,
            seed: 1000,
        };
        world.takes_in(events);
        world
    }

    pub fn takes_in(&mut self, events: Vec<Event>) {
        for event in &events {
            match event {
                Event::AccountCreation(event) => {
                    self.state.apply(&event.fact);
                    self.facts.push(event.fact.clone());
                }
                Event::SmartAccount(SmartAccountFact::Created(account)) => {
                    self.account = Some(account.clone());
                }
                Event::SmartAccount(SmartAccountFact::StatusChanged { before, after, .. }) => {
                    let account = self.account.as_mut().expect("an account");
                    assert_eq!(account.status, *before);
                    account.status = *after;
                }
                _ => {}
            }
        }
        self.events.extend(events);
    }

    /// What the rules answer.
    pub fn does(&mut self, command: &Command) -> Answer {
        let (table, now) = (CreationTimetable::default(), self.now);
        self.seed += 10;
        let fresh = fresh(self.seed);
        let state = &self.state;
        let (version, parent) = (state.version, account(7));
        match command {
            Command::Name(who) => {
                rules::name_nominee(state, &creator().emails, email_of(*who), now)
            }
            Command::Authorise(who, with) => {
                rules::authorise(state, &nominee(*who), *with, &fresh, now)
            }
            Command::DeclineNomination(who) => {
                rules::decline_nomination(state, &nominee(*who), "No".into(), now)
            }
            Command::Approve(by) => {
                rules::approve(state, version, &person(*by), false, &fresh, now)
            }
            Command::Decline => rules::decline(state, version, &person(9), "No".into(), now),
            Command::Tell => Ok(vec![Event::AccountCreation(CreationEvent {
                creation: state.id.clone(),
                creator: person(1),
                account: None,
                parent: None,
                fact: CreationFact::ParentTold { parent, at: now },
            })]),
            Command::Object => rules::object(state, &parent, &person(5), "Not ours".into(), now),
            Command::SettleObjection => rules::settle_objection(state, &person(9), now),
            Command::Withdraw => rules::withdraw(state, &person(1), now),
            Command::Revive => rules::revive(state, self.account.as_ref(), &person(1), &table, now),
            Command::Extend => rules::extend(state, &person(9), &table, now),
            Command::Pass(span) => {
                self.now = self.now.plus(*span);
                Ok(Vec::new())
            }
        }
    }

    /// What is due, one step at a time.
    pub fn lets_time_work(&mut self) -> usize {
        for steps in 0..50 {
            let events = rules::pass_time(&self.state, &CreationTimetable::default(), self.now);
            if events.is_empty() {
                return steps;
            }
            self.takes_in(events);
        }
        panic!("time never stops working on {:?}", self.state);
    }
}
