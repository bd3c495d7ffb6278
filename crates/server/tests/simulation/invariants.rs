//! What must hold, whatever happens.

use crate::support::tables::{another_program, count, lines};
use crate::town::{AN_HOUR, Inhabitant, Town};
use domain::access_request::AccessRequest;
use domain::moment::hours;
use domain::notification::budget::is_counted;
use domain::notification_preference::LetterKind;
use domain::{Event, PersonId, RequestId};
use parvis::standing::access_request::{able_to_decide, deciders};
use parvis::store;
use std::collections::{BTreeMap, BTreeSet};

/// Who could decide each request that waits and of which operators do not know.
type WhoDecides = BTreeMap<RequestId, BTreeSet<PersonId>>;

fn pending(town: &Town) -> Vec<RequestId> {
    let query = "SELECT id AS line FROM access_requests WHERE outcome = 'pending' AND account_id IS NOT NULL \
         AND account_id NOT LIKE 'sa_000%' AND operators_told_at IS NULL ORDER BY id";
    let found = lines(&mut another_program(&town.office), query);
    found.iter().map(|id| id.parse().expect("an id")).collect()
}

/// Who could decide what waits now.
fn who_decides(town: &Town) -> WhoDecides {
    let rules = town.office.app.db.shared_rules();
    let now = town.office.now();
    let waits = pending(town);
    town.office.read(move |db| {
        let mut found = BTreeMap::new();
        for id in waits {
            let request = store::access_request::find(db, &id)?;
            let able = deciders(db, &rules, &request, now)?;
            found.insert(id, able.into_iter().map(|one| one.id).collect());
        }
        Ok(found)
    })
}

/// After the worker has done all there was to do. Errors: what does not hold.
pub fn hold_after_work(town: &mut Town) -> Result<(), String> {
    let now = who_decides(town);
    if let Some((id, _)) = now.iter().find(|(_, able)| able.is_empty()) {
        return Err(format!(
            "reached: nobody can decide {id}, and no operator knows"
        ));
    }
    mail_goes_to_those_it_is_for(town, &now)?;
    nothing_is_left_lying(town)?;
    nobody_is_mailed_beyond_the_budget(town)?;
    no_role_outlives_its_end(town)
}

/// Those who decide are mailed that they may, and nobody else; ten of them at most.
fn mail_goes_to_those_it_is_for(town: &mut Town, now: &WhoDecides) -> Result<(), String> {
    let mut told: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for mail in town.post.collected() {
        *town.mails.entry(mail.kind.clone()).or_default() += 1;
        let kind = LetterKind::from_key(&mail.kind).expect("a kind of letter");
        let (Some(person), Some(request)) = (&mail.person, &mail.request) else {
            continue;
        };
        if !kind.topic().is_for_deciders() {
            continue;
        }
        let id: RequestId = request.parse().expect("an id");
        let who: PersonId = person.parse().expect("an id");
        let is_able = now.get(&id).is_some_and(|able| able.contains(&who));
        // What was written before they went away, or were reached no more, may come late.
        if !is_able && !has_the_right(town, person, request) {
            return Err(format!(
                "mail: {} about {id} went to {}",
                mail.kind, mail.address
            ));
        }
        let key = (mail.kind.clone(), request.clone());
        told.entry(key).or_default().insert(person.clone());
    }
    for ((kind, request), people) in told {
        if people.len() > domain::notification::MOST_DECIDERS_MAILED {
            return Err(format!(
                "mail: {kind} about {request} went to {} people",
                people.len()
            ));
        }
    }
    Ok(())
}

/// Whether somebody may decide a request, whether or not they are here.
fn has_the_right(town: &Town, person: &str, request: &str) -> bool {
    let rules = town.office.app.db.shared_rules();
    let now = town.office.now();
    let (person, request) = (person.to_owned(), request.to_owned());
    let able = town
        .office
        .read(move |db| able_to_decide(db, &rules, &person, &[&request], now));
    !able.is_empty()
}

/// Every notice became letters, and every letter was sent, waits until a moment that is to come, or was given up where operators see it.
fn nothing_is_left_lying(town: &Town) -> Result<(), String> {
    let now = town.office.now().0;
    let mut db = another_program(&town.office);
    let notices = count(&mut db, "notices");
    if notices > 0 {
        return Err(format!("notices: {notices} were not turned into letters"));
    }
    let still = count(&mut db, "mail_standstills");
    let late = count(
        &mut db,
        &format!("outbox WHERE state = 'waiting' AND next_attempt_at <= {now}"),
    );
    if still == 0 && late > 0 {
        return Err(format!(
            "notices: {late} letters are due and were not tried"
        ));
    }
    Ok(())
}

/// Nobody gets more letters by themselves within an hour than the budget has.
fn nobody_is_mailed_beyond_the_budget(town: &Town) -> Result<(), String> {
    let free: Vec<String> = LetterKind::ALL
        .iter()
        .filter(|kind| !is_counted(**kind))
        .map(|kind| format!("'{}'", kind.key()))
        .collect();
    let query = format!(
        "SELECT person_id AS line FROM outbox WHERE person_id IS NOT NULL AND created_at > {} AND kind NOT IN ({}) \
         GROUP BY person_id HAVING COUNT(*) > {AN_HOUR}",
        town.office.now().minus(hours(1)).0,
        free.join(", ")
    );
    match lines(&mut another_program(&town.office), &query).first() {
        None => Ok(()),
        Some(person) => Err(format!(
            "budget: {person} was mailed more than {AN_HOUR} times in an hour"
        )),
    }
}

fn no_role_outlives_its_end(town: &Town) -> Result<(), String> {
    let now = town.office.now().0;
    let over = count(
        &mut another_program(&town.office),
        &format!("memberships WHERE until <= {now}"),
    );
    match over {
        0 => Ok(()),
        over => Err(format!("ends: {over} roles are over and still there")),
    }
}

/// After every day. Errors: what does not hold.
pub fn hold_after_a_day(town: &mut Town) -> Result<(), String> {
    every_account_is_administered(town)?;
    no_request_ends_twice(town)?;
    the_log_leads_to_what_is_stored(town)?;
    hidden_and_unknown_are_alike(town)
}

fn every_account_is_administered(town: &Town) -> Result<(), String> {
    for domain in &town.domains {
        let account = town.office.account_at(domain);
        if !account.is_open() {
            continue;
        }
        let id = account.id.clone();
        let found = town
            .office
            .read(move |db| store::membership::administrators(db, &id));
        if !found.iter().any(|one| one.is_lasting_administrator()) {
            return Err(format!("administered: nobody administers {domain}"));
        }
    }
    Ok(())
}

fn no_request_ends_twice(town: &Town) -> Result<(), String> {
    let ends = "('access-request.approved', 'access-request.denied', 'access-request.withdrawn', 'access-request.expired', \
         'access-request.expired-unanswered', 'access-request.applicant-deactivated')";
    let query = format!(
        "SELECT request_id AS line FROM events WHERE name IN {ends} GROUP BY request_id HAVING COUNT(*) > 1"
    );
    let twice = lines(&mut another_program(&town.office), &query);
    match twice.first() {
        None => Ok(()),
        Some(id) => Err(format!("twice: {id} ended more than once")),
    }
}

/// Some of all there are, and those that wait.
fn the_log_leads_to_what_is_stored(town: &mut Town) -> Result<(), String> {
    let mut some = town.open.clone();
    some.truncate(10);
    let all = lines(
        &mut another_program(&town.office),
        "SELECT id AS line FROM access_requests ORDER BY id DESC LIMIT 300",
    );
    for _ in 0..15 {
        some.extend(town.chance.pick(&all).map(|id| id.parse().expect("an id")));
    }
    for id in some {
        let wanted: RequestId = id.clone();
        let (stored, events) = town.office.read(move |db| {
            let stored = store::access_request::find(db, &wanted)?;
            Ok((stored, store::event::of_request(db, &wanted)?))
        });
        let facts = events.iter().filter_map(|recorded| match &recorded.event {
            Event::AccessRequest(event) => Some(&event.fact),
            _ => None,
        });
        if AccessRequest::replay(facts).as_ref() != Some(&stored) {
            return Err(format!("log: the events of {id} do not lead to it"));
        }
    }
    Ok(())
}

/// What each of the two reads of theirs, with what is their own taken out, and how many mails they got.
fn hidden_and_unknown_are_alike(town: &Town) -> Result<(), String> {
    let Some(pair) = &town.pair else {
        return Ok(());
    };
    let seen = |(who, request, identifier): &(Inhabitant, RequestId, String)| {
        let mut visitor = town.office.session_of(&who.email, &who.id);
        visitor.goes_to(&format!("/access/requests/{request}"));
        let name = who.email.split('@').next().unwrap_or_default();
        let called = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        let (_, guild) = who.email.split_once('@').expect("an address");
        let text = visitor.page.text();
        [
            (identifier.as_str(), "IDENTIFIER"),
            (who.email.as_str(), "ADDRESS"),
            (guild, "GUILD"),
            (called.as_str(), "NAME"),
            (name, "NAME"),
        ]
        .iter()
        .fold(text, |text, (own, word)| text.replace(own, word))
    };
    let (one, other) = (seen(&pair.hidden), seen(&pair.unknown));
    if one != other {
        return Err(format!("alike: hidden reads {one}\n and unknown {other}"));
    }
    let mut db = another_program(&town.office);
    let mut mails =
        |who: &Inhabitant| count(&mut db, &format!("outbox WHERE person_id = '{}'", who.id));
    let (one, other) = (mails(&pair.hidden.0), mails(&pair.unknown.0));
    match one == other {
        true => Ok(()),
        false => Err(format!(
            "alike: {one} mails where hidden, {other} where unknown"
        )),
    }
}
