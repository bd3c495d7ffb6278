//! What people do, by chance.

use crate::support::world;
use crate::town::{Inhabitant, Pair, Town};
use domain::access_request::{Denial, DenialClass, Grant, Wish};
use domain::membership::Terms;
use domain::moment::days;
use domain::text::Reason;
use domain::{PersonId, RequestId, Role, Scope};
use parvis::standing::access_request::deciders;
use parvis::store;
use parvis::use_cases::access_request::{self, Decision};
use parvis::use_cases::membership::changes::{self, WantedChange};
use parvis::use_cases::person::absence::{self, Planned};
use parvis::use_cases::person::{deactivation, failing};
use parvis::use_cases::smart_account::operation;

const REASON: &str = "Downloads for the site in Lyon";

/// Something happens. Errors: what must not have happened.
pub fn happens(town: &mut Town) -> Result<(), String> {
    match town.chance.below(100) {
        0..30 => asks(town),
        30..61 => decides(town)?,
        61..66 => two_decide_at_once(town)?,
        66..69 => withdraws(town),
        69..74 => reminds(town),
        74..79 => {
            town.joins();
        }
        79..80 => leaves(town),
        80..84 => goes_away(town),
        84..86 => comes_back(town),
        86..92 => loses_mail(town),
        92..93 => finds_mail(town),
        93..96 => changes_a_role(town),
        96..98 => account_rests(town),
        _ => operator_names_somebody(town),
    }
    Ok(())
}

fn somebody(town: &mut Town) -> Inhabitant {
    let people = town.people.clone();
    town.chance.pick(&people).expect("somebody").clone()
}

fn somewhere(town: &mut Town) -> String {
    let domains = town.domains.clone();
    town.chance.pick(&domains).expect("an account").clone()
}

fn terms(town: &mut Town) -> (Option<Role>, Option<&'static str>, Option<u64>) {
    let until = town
        .chance
        .one_in(3)
        .then(|| 1 + town.chance.below(40) as u64);
    match town.chance.below(4) {
        0 => (Some(Role::VaUser), Some("Lyon"), until),
        1 if town.chance.one_in(10) => (Some(Role::SaAdministrator), None, None),
        2 => (None, None, until),
        _ => (Some(Role::SaUser), None, until),
    }
}

fn asks(town: &mut Town) {
    let who = somebody(town);
    let domain = match town.chance.one_in(12) {
        true => format!("nobody{}.example", town.chance.below(50)),
        false => somewhere(town),
    };
    let (role, part, until) = terms(town);
    // What may not be seen has no parts to choose from.
    let wish = Wish {
        role: role.filter(|_| part.is_none()),
        scope: None,
        until: until.map(|count| town.office.now().plus(days(count))),
    };
    if let Some(id) = sends(town, &who.id, &domain, &wish) {
        town.open.push(id);
    }
}

fn sends(town: &mut Town, who: &PersonId, domain: &str, wish: &Wish) -> Option<RequestId> {
    let (asks, domain, wish) = (who.clone(), domain.to_owned(), wish.clone());
    let sent = town.attempt("asks", who, move |tx| {
        Ok(world::asks(tx, &asks, &domain, REASON, &wish)?.map(drop))
    });
    sent.ok()?;
    town.lives += 1;
    let who = who.clone();
    let newest = town
        .office
        .read(move |db| store::access_request::pending_of_applicant(db, &who));
    newest.into_iter().next_back().map(|request| request.id)
}

/// One of those that wait, and whoever decides it; sometimes somebody who may not.
fn one_to_decide(town: &mut Town) -> Option<(RequestId, u32, Vec<PersonId>)> {
    let open = town.open.clone();
    let id = town.chance.pick(&open)?.clone();
    let rules = town.office.app.db.shared_rules();
    let now = town.office.now();
    let wanted = id.clone();
    let (version, is_pending, mut able) = town.office.read(move |db| {
        let request = store::access_request::find(db, &wanted)?;
        let able = deciders(db, &rules, &request, now)?;
        let able: Vec<PersonId> = able.into_iter().map(|one| one.id).collect();
        Ok((request.version, request.settled().is_none(), able))
    });
    if !is_pending {
        town.open.retain(|other| *other != id);
    }
    if town.chance.one_in(10) || able.is_empty() {
        able = vec![somebody(town).id];
    }
    Some((id, version, able))
}

fn decision(town: &mut Town) -> Decision {
    if town.chance.one_in(3) {
        let class = DenialClass::NotKnown;
        return Decision::Decline(Denial { class, words: None });
    }
    let (role, _, until) = terms(town);
    Decision::Approve(Grant::of_role(
        Terms {
            role: role
                .filter(|role| !role.is_for_virtual_accounts())
                .unwrap_or(Role::SaUser),
            scope: Scope::EntireAccount,
            until: until.map(|count| town.office.now().plus(days(count))),
        },
        None,
    ))
}

fn decides(town: &mut Town) -> Result<(), String> {
    let Some((id, version, able)) = one_to_decide(town) else {
        return Ok(());
    };
    let by = town.chance.pick(&able).expect("somebody").clone();
    let stale = u32::from(town.chance.one_in(12));
    let decision = decision(town);
    let (wanted, who) = (id.clone(), by.clone());
    let seen = version.saturating_sub(stale);
    let done = town.attempt("decides", &by, move |tx| {
        Ok(access_request::decide(tx, &wanted, seen, &who, &decision)?.map(drop))
    });
    if done.is_ok() && stale > 0 {
        return Err(format!("stale: {id} was decided on a page that was stale"));
    }
    Ok(())
}

fn two_decide_at_once(town: &mut Town) -> Result<(), String> {
    let Some((id, version, able)) = one_to_decide(town) else {
        return Ok(());
    };
    let mut done = 0;
    for _ in 0..2 {
        let by = town.chance.pick(&able).expect("somebody").clone();
        let decision = decision(town);
        let (wanted, who) = (id.clone(), by.clone());
        let answer = town.attempt("decides at once", &by, move |tx| {
            Ok(access_request::decide(tx, &wanted, version, &who, &decision)?.map(drop))
        });
        done += u32::from(answer.is_ok());
    }
    match done {
        0 | 1 => Ok(()),
        _ => Err(format!(
            "twice: version {version} of {id} was decided twice"
        )),
    }
}

fn withdraws(town: &mut Town) {
    let open = town.open.clone();
    let Some(id) = town.chance.pick(&open).cloned() else {
        return;
    };
    let wanted = id.clone();
    let applicant = town
        .office
        .read(move |db| Ok(store::access_request::find(db, &wanted)?.applicant));
    let by = match town.chance.one_in(8) {
        true => somebody(town).id,
        false => applicant,
    };
    let who = by.clone();
    let _ = town.attempt("withdraws", &by, move |tx| {
        access_request::withdraw(tx, &id, &who).map(Ok)
    });
}

fn reminds(town: &mut Town) {
    let open = town.open.clone();
    let Some(id) = town.chance.pick(&open).cloned() else {
        return;
    };
    let wanted = id.clone();
    let by = town
        .office
        .read(move |db| Ok(store::access_request::find(db, &wanted)?.applicant));
    let who = by.clone();
    if town.chance.one_in(3) {
        let message = Reason::parse("Is anybody there to look at it?").expect("a message");
        let _ = town.attempt("writes", &by, move |tx| {
            access_request::talking::write(tx, &id, &who, &message)
        });
    } else {
        let _ = town.attempt("reminds", &by, move |tx| {
            access_request::remind(tx, &id, &who).map(Ok)
        });
    }
}

fn leaves(town: &mut Town) {
    let who = somebody(town).id;
    let by = town.operator.clone();
    let gone = who.clone();
    let _ = town.attempt("leaves", &by, move |tx| {
        deactivation::deactivate(tx, &gone, None)
    });
    // Some come back.
    if town.chance.one_in(3) {
        let _ = town.attempt("is let back in", &by, move |tx| {
            deactivation::reactivate(tx, &who)
        });
    }
}

/// Somebody who decides somewhere, more often than not.
fn somebody_who_decides(town: &mut Town) -> PersonId {
    if town.chance.one_in(4) {
        return somebody(town).id;
    }
    let domain = somewhere(town);
    let found = town.office.read(move |db| {
        let account = world::account_at(db, &domain)?;
        store::membership::administrators(db, &account.id)
    });
    let found: Vec<PersonId> = found
        .iter()
        .filter_map(|one| one.holder.person().cloned())
        .collect();
    match town.chance.pick(&found) {
        Some(found) => found.clone(),
        None => somebody(town).id,
    }
}

fn goes_away(town: &mut Town) {
    let who = somebody_who_decides(town);
    let deputy = match town.chance.below(3) {
        0 => String::new(),
        1 => {
            let other = somebody_who_decides(town);
            let found = town.office.read(move |db| store::person::find(db, &other));
            found.user_id.to_string()
        }
        _ => somebody(town).email,
    };
    let from = town.office.now().plus(days(town.chance.below(3) as u64));
    let planned = Planned {
        from,
        until: from.plus(days(town.chance.below(15) as u64)),
        deputy,
    };
    let by = match town.chance.one_in(5) {
        true => town.operator.clone(),
        false => who.clone(),
    };
    let _ = town.attempt("goes away", &by, move |tx| {
        absence::go_away(tx, &who, &planned)
    });
}

fn comes_back(town: &mut Town) {
    let who = somebody_who_decides(town);
    let by = who.clone();
    let _ = town.attempt("comes back", &by, move |tx| absence::come_back(tx, &who));
}

fn address_of(town: &Town, who: &PersonId) -> Option<String> {
    let who = who.clone();
    let found = town.office.read(move |db| store::person::find(db, &who));
    found.email.map(|email| email.to_string())
}

fn loses_mail(town: &mut Town) {
    let who = somebody_who_decides(town);
    if let Some(address) = address_of(town, &who) {
        town.post.dead.lock().unwrap().insert(address);
    }
}

fn finds_mail(town: &mut Town) {
    let dead: Vec<String> = town.post.dead.lock().unwrap().iter().cloned().collect();
    let Some(address) = town.chance.pick(&dead).cloned() else {
        return;
    };
    town.post.dead.lock().unwrap().remove(&address);
    let found = town.people.iter().find(|one| one.email == address).cloned();
    if let Some(found) = found {
        let who = found.id.clone();
        let _ = town.attempt("says that mail arrives", &found.id, move |tx| {
            failing::address_works(tx, &who)
        });
    }
}

fn changes_a_role(town: &mut Town) {
    let (domain, by) = (somewhere(town), somebody_who_decides(town));
    let now = town.office.now();
    let wanted = domain.clone();
    let held = town.office.read(move |db| {
        let account = world::account_at(db, &wanted)?;
        let people = store::membership::members(db, &account.id, None, 200, now)?;
        let mut held = Vec::new();
        for person in people {
            held.extend(store::membership::held(db, &person.id, &account.id)?);
        }
        Ok((account.id, held))
    });
    let (account, held) = held;
    let Some(one) = town.chance.pick(&held).cloned() else {
        return;
    };
    let change = match town.chance.below(4) {
        0 => WantedChange::End,
        1 => WantedChange::Role(Role::SaViewer),
        2 => WantedChange::Until(Some(now.plus(days(1 + town.chance.below(30) as u64)))),
        _ => WantedChange::Until(None),
    };
    let who = by.clone();
    let _ = town.attempt("changes a role", &by, move |tx| {
        let ids = [one.id.clone()];
        let planned = changes::plan(tx.db, &who, &account, &ids, change, tx.now)?;
        let refused = planned.iter().find_map(|one| one.outcome.clone().err());
        if let Some(refusal) = refused {
            return Ok(Err(refusal));
        }
        let seen = changes::print(&planned)?;
        changes::carry_out(tx, &who, &account, &ids, change, &seen).map(|_| Ok(()))
    });
}

fn account_rests(town: &mut Town) {
    let domain = somewhere(town);
    let by = town.operator.clone();
    let account = town.office.account_at(&domain).id;
    match town.chance.one_in(4) {
        true => {
            let _ = town.attempt("suspends", &by, move |tx| {
                operation::suspend(tx, &account, "Not paid")
            });
        }
        false => {
            let _ = town.attempt("opens again", &by, move |tx| {
                operation::reactivate(tx, &account, None)
            });
        }
    }
}

fn operator_names_somebody(town: &mut Town) {
    if !town.chance.one_in(10) {
        return;
    }
    let (domain, who) = (somewhere(town), somebody(town).id);
    let by = town.operator.clone();
    let account = town.office.account_at(&domain).id;
    let _ = town.attempt("names an administrator", &by, move |tx| {
        operation::name_administrator(tx, &account, &who, true)
    });
}

/// Once a month two people who are nobody here ask, at the same moment, for an account that is hidden and for what nobody has.
pub fn asks_for_what_is_hidden(town: &mut Town) {
    if town.pair.as_ref().is_some_and(|pair| town.day < pair.ends) {
        return;
    }
    let hidden = town.domains[3].clone();
    let unknown = format!("nothing{}.example", town.day);
    let wish = Wish::default();
    let (one, other) = (town.joins(), town.joins());
    // Nothing else happens to them.
    town.people.truncate(town.people.len() - 2);
    let first = sends(town, &one.id, &hidden, &wish);
    let second = sends(town, &other.id, &unknown, &wish);
    // They are looked at by nobody: what is decided is seen, and may be.
    if let (Some(first), Some(second)) = (first, second) {
        town.pair = Some(Pair {
            hidden: (one, first, hidden),
            unknown: (other, second, unknown),
            ends: town.day + 30,
        });
    }
}
