//! What the demonstration's people have asked for besides Smart Accounts, lived through by the real rules.

use crate::demo::people::person;
use crate::demo::requests::become_person;
use crate::storage::{Author, Error, Tx};
use crate::store;
use crate::use_cases::access_request::{
    Decision, ProgrammeEntries, ProgrammeFault, decide, send_to_contract, send_to_programme,
    withdraw,
};
use domain::access_request::{Denial, DenialClass, Grant, GrantedAccess, Target};
use domain::contract::{AccessType, ContractNumber};
use domain::moment::{days, hours};
use domain::text::Reason;
use domain::{Moment, Refusal, RequestId};

/// Errors: somebody is not there yet whom the requests are about.
pub fn populate(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    camilles_programme(tx, now)?;
    let ago = |count| now.minus(days(count)).plus(hours(2));
    let serial = asks(tx, ago(9), "LMN2231A0K2", AccessType::SoftwareDownload)?;
    become_person(tx, ago(8), "camille")?;
    let camille = person(tx, "camille")?;
    withdraw(tx, &serial, &camille)?;
    let billed = asks(tx, ago(7), "7001004", AccessType::FullSupport)?;
    become_person(tx, ago(6), "sam")?;
    let denial = Denial {
        class: DenialClass::NotKnown,
        words: Some("Ask with an address of the company that pays for it.".into()),
    };
    decides(tx, &billed, "sam", &Decision::Decline(denial))?;
    asks(tx, ago(2), "204995", AccessType::SoftwareDownload)?;
    tx.author = Author::program("demo");
    Ok(())
}

/// Camille asks for a contract by one of its numbers.
fn asks(tx: &mut Tx, at: Moment, number: &str, access: AccessType) -> Result<RequestId, Error> {
    become_person(tx, at, "camille")?;
    let camille = person(tx, "camille")?;
    let reason = Reason::stored("We look after the routers of Lumen Networks in Lyon".into());
    let number = ContractNumber::stored(number.into());
    Ok(send_to_contract(tx, &camille, &number, access, &reason)??)
}

/// Records of certificates, which Dora has approved; they open none of the applications.
fn camilles_programme(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let sent = now.minus(days(30)).plus(hours(2));
    become_person(tx, sent, "camille")?;
    let camille = person(tx, "camille")?;
    let typed = ProgrammeEntries {
        identifier: "CERT-20417".into(),
        access_type: "records".into(),
        answers: [("certified".into(), "no".into())].into(),
    };
    let reason = Reason::stored("I prepare for the exams in spring".into());
    let asked = send_to_programme(tx, &camille, "certification", &typed, &reason, None)?;
    let id = asked.map_err(|fault| match fault {
        ProgrammeFault::Refused(refusal) => refusal,
        ProgrammeFault::Typed(_) => Refusal::NotFound,
    })?;
    become_person(tx, sent.plus(days(1)), "dora")?;
    let request = store::access_request::find(tx.db, &id)?;
    let Target::Programme(target) = request.target else {
        return Err(Refusal::NotFound.into());
    };
    let grant = Grant {
        access: GrantedAccess::Programme {
            programme_access: target.programme_access,
        },
        until: None,
        note: Some("Good luck with the exams.".into()),
    };
    decides(tx, &id, "dora", &Decision::Approve(grant))
}

fn decides(tx: &mut Tx, id: &RequestId, who: &str, decision: &Decision) -> Result<(), Error> {
    let by = person(tx, who)?;
    let seen = store::access_request::find(tx.db, id)?.version;
    decide(tx, id, seen, &by, decision)??;
    Ok(())
}
