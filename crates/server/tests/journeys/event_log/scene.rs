//! An account where some things have happened.

use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::membership::{EndCause, Membership, MembershipFact, Source};
use domain::{Actor, DomainIdentifier, Event, MembershipId, Moment, PersonId, Role};
use parvis::storage::AnyConnection;
use parvis::store;

pub const EVENTS: &str = "/accounts/lumen.example/events";

pub fn lumen() -> DomainIdentifier {
    DomainIdentifier::parse("lumen.example").unwrap()
}

/// Camille asked for Lyon and got it on Sunday; David asked for everything on Monday.
pub fn scene(office: &Office) -> Visitor<'_> {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon"], "Virtual Account User");
    office.days_pass(1);
    let mut david = office.visitor("david@atelier.example");
    david.asks_for("lumen.example", "Everything, if I may ask");
    office.log_in("amina@lumen.example")
}

pub fn ends_a_role(office: &Office, person: &PersonId) {
    let person = person.clone();
    office.write(move |tx| {
        let account = store::smart_account::find_by_identifier(tx.db, &lumen())?.unwrap();
        let held = parvis::store::membership::held(tx.db, &person, &account.id)?;
        let ended = MembershipFact::Ended {
            membership: held[0].clone(),
            why: EndCause::Removed,
        };
        parvis::event_log::record(tx, &[Event::Membership(ended)])
    });
}

/// Somebody's role in the account, given and taken away by no one in particular.
pub fn role(db: &mut AnyConnection, number: u128) -> Result<Membership, parvis::storage::Error> {
    let account = store::smart_account::find_by_identifier(db, &lumen())?.unwrap();
    Ok(Membership {
        id: MembershipId::new(number),
        holder: domain::membership::Holder::Person(PersonId::new(number)),
        account: account.id,
        role: Role::SaUser,
        virtual_account: None,
        source: Source::Import,
        granted_by: Actor::System,
        since: Moment(0),
        until: None,
    })
}

pub fn given(db: &mut AnyConnection, number: u128) -> Result<Event, parvis::storage::Error> {
    Ok(Event::Membership(MembershipFact::Granted(role(
        db, number,
    )?)))
}
