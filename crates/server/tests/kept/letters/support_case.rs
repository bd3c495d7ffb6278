//! A support case about a request that nobody decides.

use super::cast::Cast;
use super::post::Letters;
use domain::RequestId;
use parvis::{store, use_cases};

pub fn opened_and_closed(letters: &mut Letters, cast: &Cast, request: &RequestId) {
    let (id, camille) = (request.clone(), cast.camille.clone());
    let case = letters.office.write(move |tx| {
        use_cases::support_case::open(tx, &id, &camille, "Nobody answers and it is urgent.")
    });
    letters.sent("Camille opens a support case");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::answer(tx, &id, &sam, true, "I have called Amina.")
    });
    letters.sent("Sam answers");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        for number in 1..=21 {
            let words = format!("This is message {number}.");
            use_cases::support_case::answer(tx, &id, &camille, false, &words)?;
        }
        Ok(())
    });
    letters.sent("Camille writes many messages one after the other");
    let by = cast.sam.clone();
    letters.office.write(move |tx| {
        let sam = store::person::find(tx.db, &by)?;
        use_cases::support_case::close(tx, &case, &sam)
    });
    letters.sent("Sam closes the case");
}
