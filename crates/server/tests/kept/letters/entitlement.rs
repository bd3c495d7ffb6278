//! Access by contracts: asked for, decided by Support, announced to end, renewed, over, and ended with its contract.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world::{agreed, number};
use domain::access_request::{Grant, GrantedAccess};
use domain::contract::AccessType;
use domain::moment::days;
use domain::text::Reason;
use domain::{PersonId, RequestId};
use parvis::use_cases;
use parvis::use_cases::access_request::{Decision, decide, send_to_contract};

pub fn by_contract(letters: &mut Letters, cast: &Cast) {
    letters.sent_unseen();
    let lasting = asks(letters, &cast.camille, "300100");
    letters.sent("Camille asks for access to a contract");
    gives(letters, cast, &lasting, 20);
    letters.sent("Sam gives it for a while");
    letters.time_passes(days(7));
    letters.sent("it ends soon");
    let (id, sam) = (lasting, cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::entitlement::renew(tx, &id, &sam));
    letters.sent("Sam renews it");
    let short = asks(letters, &cast.camille, "300200");
    letters.sent_unseen();
    gives(letters, cast, &short, 3);
    letters.sent_unseen();
    letters.time_passes(days(4));
    letters.sent("another is over");
    let contract = letters.office.write(|tx| {
        let new = agreed("300300", "Lumen Networks");
        Ok(use_cases::contract::create(tx, &new)?.unwrap())
    });
    let iris = letters.person("Iris Lund", "Lumen Networks", "iris@lumen.example");
    asks(letters, &iris, "300300");
    letters.sent("Iris is of the company and is given access at once");
    letters.office.write(move |tx| {
        use_cases::contract::end(tx, &contract, 1, None)?.unwrap();
        Ok(())
    });
    letters.sent("the contract is ended");
    let again = asks(letters, &cast.camille, "300400");
    letters.sent_unseen();
    gives(letters, cast, &again, 100);
    letters.sent_unseen();
    let sam = cast.sam.clone();
    letters.office.write(move |tx| {
        let words = Reason::parse("The routers are looked after by somebody else now.").unwrap();
        use_cases::entitlement::take_away(tx, &again, &sam, &words)?.unwrap();
        Ok(())
    });
    letters.sent("Sam takes it away");
}

fn asks(letters: &Letters, who: &PersonId, by: &'static str) -> RequestId {
    let who = who.clone();
    letters.office.write(move |tx| {
        let reason = Reason::parse("We look after the routers.").unwrap();
        let (number, access) = (number(by), AccessType::SoftwareDownload);
        Ok(send_to_contract(tx, &who, &number, access, &reason)?.unwrap())
    })
}

fn gives(letters: &Letters, cast: &Cast, request: &RequestId, for_days: u64) {
    let (id, sam) = (request.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        let grant = Grant {
            access: GrantedAccess::Contract {
                contract_access: AccessType::SoftwareDownload,
            },
            until: Some(tx.now.plus(days(for_days))),
            note: None,
        };
        decide(tx, &id, 1, &sam, &Decision::Approve(grant))?.unwrap();
        Ok(())
    });
}
