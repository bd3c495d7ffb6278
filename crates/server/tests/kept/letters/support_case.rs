//! A support case about a request that nobody decides.

use super::cast::{Cast, agent};
use super::post::Letters;
use domain::RequestId;
use parvis::use_cases;
use parvis::use_cases::support_case::Opening;

pub fn opened_and_closed(letters: &mut Letters, cast: &Cast, request: &RequestId) {
    let (id, camille) = (request.clone(), cast.camille.clone());
    let case = letters.office.write(move |tx| {
        let opening = Opening {
            subject: "Access to lumen.example".into(),
            words: "Nobody answers and it is urgent.".into(),
            request: Some(id.clone()),
            ..Opening::default()
        };
        use_cases::support_case::open(tx, &camille, &opening)
    });
    letters.sent("Camille opens a support case");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::answer(tx, &id, &sam, "I have called Amina."));
    letters.sent("Sam answers");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        for number in 1..=21 {
            let words = format!("This is message {number}.");
            use_cases::support_case::answer(tx, &id, &camille, &words)?;
        }
        Ok(())
    });
    letters.sent("Camille writes many messages one after the other");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::note(tx, &id, &sam, "Amina is on leave until Monday.")?;
        use_cases::support_case::solve(tx, &id, &sam, "Bruno decides in her place.")
    });
    letters.sent("Sam solves the case, and notes something for the other agents");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::reopen(tx, &id, &camille, "He has not answered either.")
    });
    letters.sent("Camille reopens it");
    let sue = agent(letters, "sue@support.example", "Sue Marchetti");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::assign(tx, &id, &sam, Some(&sue)));
    letters.sent("Sam hands the case to Sue");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::close(tx, &id, &sam));
    letters.sent("Sam closes the case");
}
