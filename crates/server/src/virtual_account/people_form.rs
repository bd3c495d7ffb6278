//! The people a new Virtual Account starts with, as they are typed: user IDs or addresses, for each of its three roles.

use crate::language::end_of_day;
use crate::person::store::find_by_name;
use crate::smart_account::desk::{Desk, MakeVirtualAccounts};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::refusals;
use crate::web::visit::Visit;
use domain::person::Person;
use domain::{Refusal, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// As many people as are looked up for one form; more are added on the page of users, which is made for many.
const MOST_PEOPLE: usize = 20;

#[derive(Deserialize, Default, Clone)]
pub struct PeopleForm {
    #[serde(default)]
    administrators: String,
    #[serde(default)]
    users: String,
    #[serde(default)]
    viewers: String,
    #[serde(default)]
    pub until: String,
}

impl PeopleForm {
    /// Everything typed, to be carried along.
    pub fn pairs(&self) -> [(&'static str, String); 4] {
        [
            ("administrators", self.administrators.clone()),
            ("users", self.users.clone()),
            ("viewers", self.viewers.clone()),
            ("until", self.until.clone()),
        ]
    }

    fn by_role(&self) -> [(Role, &str); 3] {
        [
            (Role::VaAdministrator, &self.administrators),
            (Role::VaUser, &self.users),
            (Role::VaViewer, &self.viewers),
        ]
    }
}

/// Whom the form names, and what is wrong with it.
#[derive(Default)]
pub struct Found {
    pub people: Vec<(Person, Role)>,
    pub faults: BTreeMap<Role, String>,
    pub until: Option<String>,
    pub whole: Option<String>,
}

impl Found {
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && self.until.is_none() && self.whole.is_none()
    }
}

pub struct PeopleFields {
    pub roles: Vec<Field>,
    pub until: Field,
    pub whole: Option<String>,
}

impl PeopleFields {
    pub fn new(visit: &Visit, typed: &PeopleForm, mut found: Found) -> Self {
        let t = &visit.words.text;
        let names = ["administrators", "users", "viewers"];
        let roles = typed
            .by_role()
            .into_iter()
            .zip(names)
            .map(|((role, text), name)| {
                Field::new(name, visit.words.role(role))
                    .kind(Kind::Area)
                    .value(text)
                    .optional(fl!(t, "field-optional"))
                    .hint(fl!(t, "people-hint"))
                    .identifier()
                    .fault(found.faults.remove(&role))
            })
            .collect();
        Self {
            roles,
            until: Field::new("until", fl!(t, "wish-until"))
                .kind(Kind::Date)
                .value(&typed.until)
                .optional(fl!(t, "field-optional"))
                .fault(found.until),
            whole: found.whole,
        }
    }

    pub fn faults(&self) -> Faults {
        let mut all: Vec<&Field> = self.roles.iter().collect();
        all.push(&self.until);
        Faults::default()
            .with("main", self.whole.clone())
            .also(&all)
    }
}

/// Looks up everybody who is named.
pub async fn find_people(
    desk: &Desk<MakeVirtualAccounts>,
    typed: &PeopleForm,
) -> Result<Found, PageError> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let mut found = Found::default();
    let mut named: Vec<(Role, String)> = Vec::new();
    for (role, text) in typed.by_role() {
        let names = text.split([',', ';', '\n', '\r', ' ', '\t']);
        let names = names.filter(|name| !name.is_empty());
        named.extend(names.map(|name| (role, name.to_owned())));
    }
    if named.len() > MOST_PEOPLE {
        found.whole = Some(fl!(plain, "people-too-many", most = MOST_PEOPLE));
        return Ok(found);
    }
    let until = end_of_day(&typed.until, &desk.zone);
    found.until = match (typed.until.trim(), until) {
        ("", _) => None,
        (_, None) => Some(fl!(t, "field-date")),
        (_, Some(until)) if until <= desk.now => {
            Some(refusals::words(desk, &Refusal::EndDateInThePast))
        }
        _ => None,
    };
    let looked_up = desk
        .app
        .db
        .read(move |db| {
            let known = named.into_iter().map(|(role, name)| {
                let person = find_by_name(db, &name)?.filter(|known| known.is_active);
                Ok((role, name, person.map(|known| known.person)))
            });
            known.collect::<Result<Vec<_>, crate::storage::Error>>()
        })
        .await?;
    for (role, name, person) in looked_up {
        let fault = match person {
            None => Some(fl!(plain, "people-unknown", name = name)),
            Some(person) if person.id == desk.person.id => {
                Some(refusals::words(desk, &Refusal::OwnMembership))
            }
            Some(person) => {
                let twice =
                    |(known, as_role): &(Person, Role)| known.id == person.id && *as_role == role;
                if !found.people.iter().any(twice) {
                    found.people.push((person, role));
                }
                None
            }
        };
        if let Some(fault) = fault {
            found.faults.entry(role).or_insert(fault);
        }
    }
    Ok(found)
}
