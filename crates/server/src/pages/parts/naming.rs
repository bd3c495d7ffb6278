//! Naming people on a page: what was typed, what stands in the way of whom, and the page that says whom a name means before
//! anything is given.

use crate::use_cases::membership::adding::{Added, AddingPlan, Wrong};
use crate::web;
use crate::web::visit::Visit;
use domain::rules::newcomer::{Name, NewcomerFault, pasted};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

/// The names in what was typed, or what is wrong with it. In: as many may be named at once.
pub fn names(visit: &Visit, typed: &str, most: usize) -> Result<Vec<Name>, String> {
    let plain = &visit.words.plain;
    let found = pasted(typed);
    if found.is_empty() {
        return Err(fl!(plain, "naming-nobody"));
    }
    if found.len() > most {
        let found = found.len();
        return Err(fl!(plain, "users-add-too-many", most = most, found = found));
    }
    if found.wrong.is_empty() {
        return Ok(found.names);
    }
    let short = |text: &String| text.chars().take(80).collect::<String>();
    let wrong: Vec<String> = found.wrong.iter().map(short).collect();
    let names = visit.words.list(&wrong);
    Err(fl!(plain, "users-add-no-name", names = names))
}

/// Everything that stands in the way, a sentence each, with those it is about by name. In: what a refusal means here.
pub fn wrong_words(
    visit: &Visit,
    wrong: &[(Name, Wrong)],
    refused: impl Fn(&domain::Refusal) -> String,
) -> Vec<String> {
    let plain = &visit.words.plain;
    let mut alike: BTreeMap<String, (&Wrong, Vec<String>)> = BTreeMap::new();
    for (name, why) in wrong {
        let of_these = alike.entry(why.key()).or_insert((why, Vec::new()));
        of_these.1.push(name.key());
    }
    let sentences = alike.into_values().map(|(why, names)| {
        let names = visit.words.list(&names);
        match why {
            Wrong::Held => fl!(plain, "users-add-held", names = names),
            Wrong::Invited => fl!(plain, "users-add-invited", names = names),
            Wrong::Fault(NewcomerFault::Nobody) => fl!(plain, "users-add-nobody", names = names),
            Wrong::Fault(NewcomerFault::Deactivated) => {
                fl!(plain, "users-add-deactivated", names = names)
            }
            Wrong::Fault(NewcomerFault::Refused(refusal)) => {
                let why = refused(refusal);
                fl!(plain, "users-add-refused", names = names, why = why)
            }
        }
    });
    sentences.collect()
}

/// A plan in words, to be looked at before it is carried out.
pub struct PlanWords {
    pub people: Vec<Meant>,
    pub invited: Vec<String>,
    pub left_out: Vec<String>,
    /// Goes back with the form: what is carried out is what was looked at.
    pub print: String,
}

/// Who is meant by a name.
pub struct Meant {
    pub full_name: String,
    pub user_id: String,
    pub email: String,
}

impl PlanWords {
    /// The plan in the reader's words.
    pub fn new(visit: &Visit, plan: AddingPlan) -> Self {
        let people = plan.people.into_iter().map(|(_, person)| Meant {
            user_id: person.user_id.to_string(),
            email: person
                .email
                .map_or_else(String::new, |email| email.to_string()),
            full_name: person.profile.full_name,
        });
        Self {
            people: people.collect(),
            invited: plan.invited.iter().map(ToString::to_string).collect(),
            left_out: wrong_words(visit, &plan.left_out, |refusal| {
                web::refusals::words(visit, refusal)
            }),
            print: plan.print,
        }
    }
}

/// Who was invited and who was left out, after `first` about those who have it now.
pub fn said(visit: &Visit, first: Option<String>, added: &Added) -> String {
    let plain = &visit.words.plain;
    let invited = (added.invited > 0).then(|| fl!(plain, "users-invited", count = added.invited));
    let left_out = (!added.left_out.is_empty()).then(|| {
        let names: Vec<String> = added.left_out.iter().map(Name::key).collect();
        fl!(plain, "users-left-out", names = visit.words.list(&names))
    });
    let all: Vec<String> = first.into_iter().chain(invited).chain(left_out).collect();
    all.join(" ")
}
