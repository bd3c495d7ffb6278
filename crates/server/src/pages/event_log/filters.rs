//! The filters of the event log: what was typed, what it means, and the form it stands in.

use crate::language::{end_of_day, start_of_day};
use crate::sight::Sight;
use crate::standing::event::asker::Asker;
use crate::standing::event::filter::{WantedEvents, actor_of};
use crate::storage::{AnyConnection, Error};
use crate::web::desk::{Desk, SeeEvents};
use crate::web::forms::{Faults, Field, Kind};
use crate::{search_index, standing, storage, store, words};
use domain::virtual_account::VirtualAccount;
use domain::{Actor, PersonId, RequestId};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub from: String,
    pub to: String,
    /// The stable name of an event.
    pub kind: String,
    /// A user ID or address; or, behind an @, Parvis itself, a visitor or a program.
    pub by: String,
    /// A user ID or address.
    pub about: String,
    /// The id of a Virtual Account.
    pub part: String,
    /// The id of a request, the beginning of an event's name, or words of people's names.
    pub q: String,
}

/// How many people a search goes on with.
const MOST_PEOPLE: usize = 20;

/// A filter that cannot be used as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    From,
    To,
    /// The first day comes after the last.
    Order,
}

/// What the filters mean, found out in the database.
pub struct Meant {
    pub wanted: WantedEvents,
    /// Who reads it, to whom some things are not shown.
    pub reader: Asker,
    pub kinds: Vec<String>,
    /// More people are called so than were searched for.
    pub too_many: bool,
}

impl Typed {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        [
            &self.from,
            &self.to,
            &self.kind,
            &self.by,
            &self.about,
            &self.part,
            &self.q,
        ]
        .iter()
        .all(|text| text.trim().is_empty())
    }

    /// The part of an address that says the same.
    pub fn query(&self) -> String {
        let fields = [
            ("from", &self.from),
            ("to", &self.to),
            ("kind", &self.kind),
            ("by", &self.by),
            ("about", &self.about),
            ("part", &self.part),
            ("q", &self.q),
        ];
        let pairs = fields.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = pairs
            .map(|(name, value)| {
                let value = crate::web::text::form_urlencoded(value);
                format!("{name}={value}")
            })
            .collect();
        pairs.join("&")
    }

    /// The days asked for, in the reader's zone.
    fn moment(&self, zone: &TimeZone) -> Result<WantedEvents, Fault> {
        let day = |typed: &str, read: fn(&str, &TimeZone) -> Option<domain::Moment>, fault| {
            if typed.trim().is_empty() {
                Ok(None)
            } else {
                read(typed, zone).map(Some).ok_or(fault)
            }
        };
        let wanted = WantedEvents {
            from: day(&self.from, start_of_day, Fault::From)?,
            until: day(&self.to, end_of_day, Fault::To)?,
            ..WantedEvents::default()
        };
        match (wanted.from, wanted.until) {
            (Some(from), Some(until)) if from >= until => Err(Fault::Order),
            _ => Ok(wanted),
        }
    }

    /// What is asked for, before anything is looked up: the days, and the Virtual Account.
    pub fn plain(&self, zone: &TimeZone) -> Result<WantedEvents, Fault> {
        let mut wanted = self.moment(zone)?;
        if !self.part.is_empty() {
            wanted.part = self.part.parse().ok();
            wanted.is_void = wanted.part.is_none();
        }
        Ok(wanted)
    }

    /// What the rest means: people by their names, kinds by theirs. Somebody who is not known has done nothing.
    pub fn meant(
        &self,
        db: &mut AnyConnection,
        sight: &Sight,
        reader: &PersonId,
        plain: WantedEvents,
    ) -> Result<Meant, Error> {
        let mut meant = Meant {
            wanted: plain,
            reader: Asker::find(db, reader)?,
            kinds: standing::event::search::kinds(db, sight)?,
            too_many: false,
        };
        let wanted = &mut meant.wanted;
        if !self.kind.is_empty() {
            wanted.names = Some(vec![self.kind.clone()]);
            wanted.is_void |= !meant.kinds.contains(&self.kind);
        }
        match (self.by.trim(), actor_named(self.by.trim())) {
            ("", _) => {}
            (_, Some(actor)) => wanted.actor = Some(storage::json::text(&actor)?),
            (name, None) => match store::person::find_by_name(db, name)? {
                Some(known) => wanted.actor = Some(actor_of(&known.person.id)),
                None => wanted.is_void = true,
            },
        }
        if !self.about.trim().is_empty() {
            match store::person::find_by_name(db, &self.about)? {
                Some(known) => wanted.person = Some(known.person.id),
                None => wanted.is_void = true,
            }
        }
        self.search(db, sight, &mut meant)?;
        Ok(meant)
    }

    /// A request by its id, a kind by its name, or people by how the words of their names begin: those who occur where the reader
    /// may look.
    fn search(
        &self,
        db: &mut AnyConnection,
        sight: &Sight,
        meant: &mut Meant,
    ) -> Result<(), Error> {
        let typed = self.q.trim();
        if typed.is_empty() {
            return Ok(());
        }
        if let Ok(request) = typed.parse::<RequestId>() {
            meant.wanted.request = Some(request);
            return Ok(());
        }
        let below = format!("{}.", typed.trim_end_matches('.'));
        let is_named = |kind: &&String| *kind == typed || kind.starts_with(&below);
        let named: Vec<String> = meant.kinds.iter().filter(is_named).cloned().collect();
        if !named.is_empty() {
            let chosen = meant.wanted.names.take();
            let both = |kind: &String| chosen.as_ref().is_none_or(|chosen| chosen.contains(kind));
            meant.wanted.names = Some(named.into_iter().filter(both).collect());
            return Ok(());
        }
        let narrowed = meant.wanted.part.as_ref().map(|part| sight.only([part]));
        let sight = narrowed.as_ref().unwrap_or(sight);
        let places: Vec<String> = match sight.within() {
            Some(parts) => parts.iter().map(ToString::to_string).collect(),
            None => vec![sight.account().to_string()],
        };
        let words = search_index::wanted(typed);
        let called = store::event::people::called(db, &places, &words, MOST_PEOPLE)?;
        meant.too_many = called.more;
        meant.wanted.anyone = Some(called.people);
        Ok(())
    }
}

/// Who is no person, as a filter names them: what cannot be a user ID.
fn actor_named(typed: &str) -> Option<Actor> {
    match typed.strip_prefix('@')? {
        "parvis" => Some(Actor::System),
        "visitor" => Some(Actor::Visitor),
        program => Some(Actor::Program(program.into())),
    }
}

/// The same the other way round.
pub fn actor_name(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Person(_) => None,
        Actor::System => Some("@parvis".into()),
        Actor::Visitor => Some("@visitor".into()),
        Actor::Program(name) => Some(format!("@{name}")),
    }
}

/// The form with what was typed and what is wrong with it.
pub fn fields(
    desk: &Desk<SeeEvents>,
    typed: &Typed,
    kinds: &[String],
    fault: Option<Fault>,
) -> (Vec<Field>, Faults) {
    let t = &desk.words.text;
    let says =
        |of: &[Fault], words: String| fault.filter(|fault| of.contains(fault)).map(|_| words);
    let date = fl!(t, "events-date-fault");
    let order = fl!(t, "events-order-fault");
    let fields = vec![
        Field::new("q", fl!(t, "events-search"))
            .hint(fl!(t, "events-search-hint"))
            .value(&typed.q),
        Field::new("from", fl!(t, "events-from"))
            .kind(Kind::Date)
            .value(&typed.from)
            .fault(says(&[Fault::From], date.clone())),
        Field::new("to", fl!(t, "events-to"))
            .kind(Kind::Date)
            .value(&typed.to)
            .fault(says(&[Fault::To], date).or_else(|| says(&[Fault::Order], order))),
        Field::new("kind", fl!(t, "column-what"))
            .options(kind_options(desk, kinds))
            .value(&typed.kind),
        Field::new("part", fl!(t, "events-part"))
            .options(part_options(desk))
            .value(&typed.part),
        Field::new("by", fl!(t, "events-by"))
            .hint(fl!(t, "events-person-hint"))
            .value(&typed.by),
        Field::new("about", fl!(t, "events-about"))
            .hint(fl!(t, "events-person-hint"))
            .value(&typed.about),
    ];
    let faults = Faults::of(&fields.iter().collect::<Vec<_>>());
    (fields, faults)
}

/// The kinds to choose from, by their words, after all of them.
fn kind_options(desk: &Desk<SeeEvents>, kinds: &[String]) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = kinds
        .iter()
        .map(|name| (name.clone(), words::event::kind(desk.words, name)))
        .collect();
    options.sort_by(|one, other| one.1.cmp(&other.1));
    options.insert(0, (String::new(), fl!(desk.words.text, "events-any")));
    options
}

/// The Virtual Accounts to choose from, those that are deleted too, after all of them.
fn part_options(desk: &Desk<SeeEvents>) -> Vec<(String, String)> {
    let within = desk.within();
    let is_seen = |part: &&VirtualAccount| {
        within
            .as_ref()
            .is_none_or(|within| within.contains(&part.id))
    };
    let is_gone = |part: &VirtualAccount| !desk.parts.iter().any(|there| there.id == part.id);
    let mut options = vec![(String::new(), fl!(desk.words.text, "filter-all"))];
    options.extend(desk.parts_ever.iter().filter(is_seen).map(|part| {
        let name = match is_gone(part) {
            true => fl!(desk.words.plain, "part-deleted", name = part.name.as_str()),
            false => part.name.clone(),
        };
        (part.id.to_string(), name)
    }));
    options
}
