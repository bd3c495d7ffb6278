//! A second door: use cases called plainly, as a program's door would call them, with none of a page's lines around them. Whatever
//! a page refuses is refused there too, and whatever it counts is counted.

mod agents;
mod calls;
mod desk;
mod ground;
mod limits;
mod operators;
mod own;
mod queue;

use crate::guarded::allows;
use crate::scene::{Doorway, Scene};
use crate::support::{Engine, Office};
use agents::of_agents;
use calls::Call;
use desk::at_the_desk;
use diesel::prelude::*;
use domain::{Actor, PersonId, Refusal, Role};
use ground::Ground;
use operators::of_operators;
use own::with_ones_own;
use parvis::routes::Door;
use parvis::storage::schema::events;
use parvis::storage::{Author, Error, Tx};
use parvis::web::desk::GO_ON_WHILE_SUSPENDED;
use queue::in_queues;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// What came of a call: what was refused, or how many events it recorded.
type Outcome = Result<i64, Refusal>;

/// Makes a call as somebody, and undoes all of it, so that each call finds the same.
fn called(ground: &Ground, by: &PersonId, call: Call) -> Outcome {
    let told: Arc<Mutex<Option<Outcome>>> = Arc::default();
    let (tell, stage, by) = (told.clone(), ground.stage.clone(), by.clone());
    let author = Author {
        actor: Actor::Person(by.clone()),
        origin: "a second door".into(),
    };
    let work = move |tx: &mut Tx| -> Result<(), Error> {
        let before: i64 = events::table.count().get_result(tx.db)?;
        let came = match call(tx, &stage, &by) {
            Ok(()) => Ok(events::table.count().get_result::<i64>(tx.db)? - before),
            Err(Error::Refused(refusal)) => Err(refusal),
            Err(fault) => panic!("{fault}"),
        };
        *tell.lock().unwrap() = Some(came);
        Err(Refusal::NotFound.into())
    };
    let undone = ground
        .office
        .runtime
        .block_on(ground.office.app.db.write(author, work));
    assert!(
        matches!(undone, Err(Error::Refused(Refusal::NotFound))),
        "{undone:?}"
    );
    let came = told.lock().unwrap().take();
    came.expect("the call was made")
}

#[test]
fn whoever_may_can_do_everything_by_plain_calls() {
    let office = Office::open(Engine::Sqlite);
    let ground = Ground::laid(&office);
    for (address, call) in at_the_desk() {
        let came = called(&ground, &ground.stage.amina, call);
        assert!(came.is_ok(), "{address}: {came:?}");
    }
    for (address, call) in of_operators() {
        // Not everything is in a state for it; to an operator it is there.
        let came = called(&ground, &ground.stage.olga, call);
        assert_ne!(came, Err(Refusal::NotFound), "{address}");
    }
    for (address, call) in in_queues() {
        let came = called(&ground, &ground.stage.dora, call);
        assert!(came.is_ok(), "{address}: {came:?}");
    }
    for (address, call) in of_agents() {
        let came = called(&ground, &ground.stage.sam, call);
        assert_ne!(came, Err(Refusal::NotFound), "{address}");
    }
}

#[test]
fn whoever_holds_no_right_is_refused_without_a_page() {
    let office = Office::open(Engine::Sqlite);
    let ground = Ground::laid(&office);
    let viewer = office.person("vera@lumen.example");
    office.grant(&viewer, "lumen.example", Role::SaViewer, None);
    let elsewhere = ground.stage.dora.clone();
    office.account(
        "holding.example",
        domain::smart_account::Visibility::Unrestricted,
        &elsewhere,
    );
    let others = [&viewer, &elsewhere, &ground.stage.olga];
    for (address, call) in at_the_desk() {
        for other in others {
            let came = called(&ground, other, call);
            assert!(nothing_came_of(&came), "{address}: {came:?}");
        }
    }
    for (address, call) in of_operators() {
        let came = called(&ground, &ground.stage.amina, call);
        assert_eq!(came, Err(Refusal::NotFound), "{address}");
    }
    for (address, call) in in_queues() {
        for other in [&ground.stage.amina, &ground.stage.sam, &ground.stage.olga] {
            let came = called(&ground, other, call);
            assert_eq!(came, Err(Refusal::NotFound), "{address}");
        }
    }
    for (address, call) in of_agents() {
        // Where there is an agent, operators are not the support.
        for other in [&ground.stage.amina, &ground.stage.olga] {
            let came = called(&ground, other, call);
            assert_eq!(came, Err(Refusal::NotFound), "{address}");
        }
    }
}

#[test]
fn what_is_somebodys_own_is_refused_to_others_without_a_page() {
    let office = Office::open(Engine::Sqlite);
    let ground = Ground::laid(&office);
    for (address, call) in with_ones_own() {
        let came = called(&ground, &ground.stage.mallory, call);
        assert!(came.is_err(), "{address}: {came:?}");
        let came = called(&ground, &ground.stage.camille, call);
        assert_ne!(came, Err(Refusal::NotFound), "{address}");
    }
}

/// A refusal, or lines passed over because they are out of reach.
fn nothing_came_of(came: &Outcome) -> bool {
    !matches!(came, Ok(1..))
}

#[test]
fn what_rests_in_a_suspended_account_rests_without_a_page() {
    let office = Office::open(Engine::Sqlite);
    let ground = Ground::laid(&office);
    let account = ground.stage.account.clone();
    office.write(move |tx| {
        parvis::use_cases::smart_account::operation::suspend(tx, &account, "It is disputed.")?
            .unwrap();
        Ok(())
    });
    for (address, call) in at_the_desk() {
        if !GO_ON_WHILE_SUSPENDED.contains(&address) {
            let came = called(&ground, &ground.stage.amina, call);
            assert_eq!(came, Err(Refusal::AccountNotOpen), "{address}");
        }
    }
    office.may_leave_mail();
}

#[test]
fn every_form_about_a_thing_has_its_plain_call() {
    let office = Office::open(Engine::Sqlite);
    let scene = Scene::set(&office);
    for (door, calls) in [
        (Door::Desk, at_the_desk()),
        (Door::Operator, of_operators()),
        (Door::SupportAgent, of_agents()),
        (Door::Queue, in_queues()),
    ] {
        let called: BTreeSet<&str> = calls.iter().map(|(address, _)| *address).collect();
        // Signed in, people also send forms about nobody's thing: these are not refused to anybody, and are counted.
        let about_a_thing =
            |way: &Doorway| way.door != Door::SignedIn || way.pattern.contains("{id}");
        let doorways = scene.doorways().into_iter();
        let doorways = doorways.filter(|way| way.door == door && about_a_thing(way));
        let forms: BTreeSet<&str> = doorways
            .filter(|way| allows(&scene, way).contains("POST"))
            .map(|way| way.pattern)
            .collect();
        assert_eq!(called, forms, "{door:?}");
    }
}
