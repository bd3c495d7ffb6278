//! The people a new Virtual Account starts with, as they are typed: user IDs or addresses, for each of its three roles.

use crate::language::end_of_day;
use crate::storage::{Error, Tx};
use crate::use_cases::invitation::budget::Budget;
use crate::use_cases::membership::adding::called;
use crate::web::desk::{Desk, MakeVirtualAccounts};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::visit::Visit;
use crate::{standing, store, web};
use domain::email::EmailAddress;
use domain::person::Person;
use domain::rules::newcomer::{Name, pasted};
use domain::{PersonId, Refusal, Right, Role, SmartAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// As many people as are looked up for one form; more are added on the page of users, which is made for many.
const MOST_PEOPLE: usize = 20;

/// What was typed: names for each role, one a line, and the last day of those roles.
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
    /// Those whom the account knows.
    pub people: Vec<(Person, Role)>,
    /// Other addresses, which are invited.
    pub invited: Vec<(EmailAddress, Role)>,
    pub faults: BTreeMap<Role, String>,
    pub until: Option<String>,
    pub whole: Option<String>,
}

impl Found {
    /// Whether nothing is wrong with it.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && self.until.is_none() && self.whole.is_none()
    }

    /// Everybody named, for the role they are named for.
    pub fn named(&self) -> Vec<(Name, Role)> {
        let people = self.people.iter();
        let people = people.map(|(person, role)| (Name::UserId(person.user_id.clone()), *role));
        let invited = self.invited.iter();
        let invited = invited.map(|(email, role)| (Name::Email(email.clone()), *role));
        people.chain(invited).collect()
    }

    /// Somebody named twice for one role is added once, by whatever names.
    fn add(&mut self, person: &Person, role: Role) {
        let is_same = |(known, as_role): &(Person, Role)| known.id == person.id && *as_role == role;
        if !self.people.iter().any(is_same) {
            self.people.push((person.clone(), role));
        }
    }

    /// The first that is wrong with a role's names is said beside them.
    fn blame(&mut self, role: Role, fault: String) {
        self.faults.entry(role).or_insert(fault);
    }

    fn invite(&mut self, email: EmailAddress, role: Role) {
        let is_same = |(known, as_role): &(EmailAddress, Role)| {
            known.key() == email.key() && *as_role == role
        };
        if !self.invited.iter().any(is_same) {
            self.invited.push((email, role));
        }
    }
}

/// The fields of the step, one for each role and one for the date.
pub struct PeopleFields {
    pub roles: Vec<Field>,
    pub until: Field,
    pub whole: Option<String>,
}

impl PeopleFields {
    /// The fields with what was typed and what is wrong with it.
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

    /// What is wrong, for the list at the top of the page.
    pub fn faults(&self) -> Faults {
        let mut all: Vec<&Field> = self.roles.iter().collect();
        all.push(&self.until);
        Faults::default()
            .with("main", self.whole.clone())
            .also(&all)
    }
}

/// Looks up everybody who is named, and says what is wrong with the names and the date.
pub async fn find_people(
    desk: &Desk<MakeVirtualAccounts>,
    typed: &PeopleForm,
) -> Result<Found, PageError> {
    let mut found = Found::default();
    let Some(named) = read_names(desk, typed, &mut found.faults) else {
        let plain = &desk.words.plain;
        found.whole = Some(fl!(plain, "people-too-many", most = MOST_PEOPLE));
        return Ok(found);
    };
    found.until = until_fault(desk, &typed.until);
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let names: Vec<Name> = named.iter().map(|(_, name)| name.clone()).collect();
    let looked_up = desk
        .write(move |tx| look_up(tx, &account, &by, &names))
        .await?;
    let known = match looked_up {
        Ok(known) => known,
        Err(refusal) => {
            found.whole = Some(web::refusals::words(desk, &refusal));
            return Ok(found);
        }
    };
    for (role, name) in named {
        match (known.get(&name.key()), name) {
            (None, Name::Email(email)) => found.invite(email, role),
            (None, name) => {
                let names = name.key();
                let fault = fl!(desk.words.plain, "users-add-nobody", names = names);
                found.blame(role, fault);
            }
            (Some(known), name) => match known_fault(desk, known, &name) {
                Some(fault) => found.blame(role, fault),
                None => found.add(&known.person, role),
            },
        }
    }
    Ok(found)
}

/// Everybody named, for the role they are named for; nothing where they are more than are looked up. In: where to say what is no
/// name.
fn read_names(
    desk: &Desk<MakeVirtualAccounts>,
    typed: &PeopleForm,
    faults: &mut BTreeMap<Role, String>,
) -> Option<Vec<(Role, Name)>> {
    let mut named = Vec::new();
    let mut count = 0;
    for (role, text) in typed.by_role() {
        let list = pasted(text);
        count += list.len();
        if !list.wrong.is_empty() {
            let names = desk.words.list(&list.wrong);
            let fault = fl!(desk.words.plain, "users-add-no-name", names = names);
            faults.insert(role, fault);
        }
        named.extend(list.names.into_iter().map(|name| (role, name)));
    }
    (count <= MOST_PEOPLE).then_some(named)
}

/// What is wrong with the end of their roles, which may be left open.
fn until_fault(desk: &Desk<MakeVirtualAccounts>, typed: &str) -> Option<String> {
    match (typed.trim(), end_of_day(typed, &desk.zone)) {
        ("", _) => None,
        (_, None) => Some(fl!(desk.words.text, "field-date")),
        (_, Some(until)) if until <= desk.now => {
            Some(web::refusals::words(desk, &Refusal::EndDateInThePast))
        }
        _ => None,
    }
}

/// Why somebody whom the account knows can have no role here.
fn known_fault(desk: &Desk<MakeVirtualAccounts>, known: &Known, name: &Name) -> Option<String> {
    if !known.is_active {
        let names = name.key();
        return Some(fl!(
            desk.words.plain,
            "users-add-deactivated",
            names = names
        ));
    }
    let is_own = known.person.id == desk.person.id;
    is_own.then(|| web::refusals::words(desk, &Refusal::OwnMembership))
}

/// Somebody whom the account knows.
struct Known {
    person: Person,
    is_active: bool,
}

/// Those named whom the account knows, by name. Counts the others as far as there may be any.
fn look_up(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    names: &[Name],
) -> Result<Result<HashMap<String, Known>, Refusal>, Error> {
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let called = called(tx.db, account, &authority.reach, names)?;
    let mut budget = Budget::open(tx, account, by, None)?;
    for name in names {
        if !called.contains_key(&name.key())
            && let Err(refusal) = budget.name()
        {
            return Ok(Err(refusal));
        }
    }
    budget.count_names(tx)?;
    let ids: Vec<String> = called.values().map(ToString::to_string).collect();
    let gone = store::person::deactivated(tx.db, &ids)?;
    let people = store::person::find_all(tx.db, &ids)?;
    let known = called.into_iter().filter_map(|(name, id)| {
        let person = people.iter().find(|person| person.id == id)?.clone();
        let is_active = !gone.contains(id.as_str());
        Some((name, Known { person, is_active }))
    });
    Ok(Ok(known.collect()))
}
