//! Access requests: decided, withdrawn, talked about, and left alone.

use super::cast::Cast;
use super::post::Letters;
use super::support_case;
use domain::access_request::{Denial, DenialClass, Grant, Wish};
use domain::membership::Terms;
use domain::moment::{days, hours};
use domain::text::Reason;
use domain::{PersonId, RequestId, Role, Scope};
use parvis::use_cases::access_request::Decision;
use parvis::use_cases::access_request::talking::{Reply, Said};
use parvis::{store, use_cases};

impl Letters {
    pub fn decides(&self, who: &PersonId, request: &RequestId, decision: Decision) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let version = store::access_request::find(tx.db, &id)?.version;
            use_cases::access_request::decide(tx, &id, version, &who, &decision)?.unwrap();
            Ok(())
        });
    }

    fn says(&self, who: &PersonId, request: &RequestId, said: Said) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let version = store::access_request::find(tx.db, &id)?.version;
            use_cases::access_request::talking::say(tx, &id, version, &who, &said)?.unwrap();
            Ok(())
        });
    }

    fn writes(&self, who: &PersonId, request: &RequestId, words: &str) {
        let (who, id) = (who.clone(), request.clone());
        let message = Reason::parse(words).unwrap();
        self.office.write(move |tx| {
            use_cases::access_request::talking::write(tx, &id, &who, &message)?.unwrap();
            Ok(())
        });
    }

    fn replies(&self, who: &PersonId, request: &RequestId, said: Reply) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let request = store::access_request::find(tx.db, &id)?;
            let turn = request.progress.turn.unwrap().number;
            use_cases::access_request::talking::reply(tx, &id, turn, &who, &said)?.unwrap();
            Ok(())
        });
    }
}

pub fn approved(letters: &mut Letters, cast: &Cast) {
    let wish = Wish {
        scope: Some(letters.lyon()),
        role: Some(Role::VaUser),
        until: None,
    };
    let reason = "Downloads for the Lyon site.\nAmina knows about it.";
    let request = letters
        .office
        .asks(&cast.camille, "lumen.example", reason, &wish);
    letters.sent("Camille asks for access");
    letters.time_passes(days(2));
    letters.sent("two days later");
    letters.time_passes(hours(25));
    let (id, camille) = (request.clone(), cast.camille.clone());
    letters
        .office
        .write(move |tx| use_cases::access_request::remind(tx, &id, &camille));
    letters.sent("Camille sends a reminder");
    support_case::opened_and_closed(letters, cast, &request);
    let grant = Grant::of_role(
        Terms {
            role: Role::VaViewer,
            scope: letters.lyon(),
            until: Some(letters.office.now().plus(days(90))),
        },
        Some("You may look first.\nThen we see.".into()),
    );
    letters.decides(&cast.amina, &request, Decision::Approve(grant));
    letters.sent("Amina approves something else");
}

pub fn declined(letters: &mut Letters, cast: &Cast) {
    let (wish, reason) = (Wish::default(), "I keep the accounts there.");
    let request = letters
        .office
        .asks(&cast.camille, "bücher.example", reason, &wish);
    letters.sent("Camille asks for an account with an international name");
    let denial = Denial {
        class: DenialClass::NeedsSponsor,
        words: Some("Ask Bruno to support you.".into()),
    };
    letters.decides(&cast.amina, &request, Decision::Decline(denial));
    letters.sent("Amina declines");
    let david = letters.person("David Roux", "Atelier Lumen", "david@atelier.example");
    let reason = "I shall sign the agreements.";
    let request = letters.office.asks(&david, "lumen.example", reason, &wish);
    letters.sent_unseen();
    let denial = Denial {
        class: DenialClass::WrongRole,
        words: None,
    };
    letters.decides(&cast.bruno, &request, Decision::Decline(denial));
    letters.sent("Bruno declines what David asked, without words");
}

pub fn withdrawn_and_unanswered(letters: &mut Letters, cast: &Cast) {
    let emma = letters.person("Emma Petit", "Atelier Lumen", "emma@atelier.example");
    let (wish, reason) = (Wish::default(), "I work for Camille Morel.");
    let request = letters.office.asks(&emma, "lumen.example", reason, &wish);
    letters.days_pass(1);
    let who = emma.clone();
    letters
        .office
        .write(move |tx| use_cases::access_request::withdraw(tx, &request, &who));
    letters.sent("Emma withdraws her request");
    letters.office.asks(&emma, "lumen.example", reason, &wish);
    for (day, what) in [
        (13, "after two weeks"),
        (6, "after three weeks"),
        (6, "after four weeks"),
    ] {
        letters.days_pass(day);
        letters.time_passes(days(1));
        letters.sent(&format!("nobody answers Emma: {what}"));
    }
    let reason = "I want to be an approver, too.";
    letters
        .office
        .asks(&cast.amina, "bücher.example", reason, &wish);
    letters.sent("Amina asks, and nobody else could decide");
}

/// What is said before a decision, and what is proposed instead of what was asked for.
pub fn talked_about(letters: &mut Letters, cast: &Cast) {
    let ines = letters.person("Inès Faure", "Atelier Lumen", "ines@atelier.example");
    let wish = Wish {
        scope: Some(Scope::EntireAccount),
        role: Some(Role::SaUser),
        until: None,
    };
    let reason = "I work for Camille Morel.";
    let request = letters.office.asks(&ines, "lumen.example", reason, &wish);
    letters.writes(&ines, &request, "I start on Monday.\nThe site is Lyon.");
    letters.sent("Inès writes to the administrators");
    letters.days_pass(1);
    let to = cast.bruno.clone();
    letters.says(&cast.amina, &request, Said::PassOn { to, words: None });
    letters.sent("Amina passes the request of Inès to Bruno");
    let question = Reason::parse("For which site\ndo you need it?").unwrap();
    letters.says(&cast.bruno, &request, Said::Question(question));
    letters.sent("Bruno asks her for more");
    letters.days_pass(10);
    letters.time_passes(days(1));
    letters.sent("she is reminded to answer");
    let answer = Reason::parse("For the site of Lyon.").unwrap();
    letters.replies(&ines, &request, Reply::Answer(answer));
    letters.sent("Inès answers");
    let offer = Grant::of_role(
        Terms {
            role: Role::VaUser,
            scope: letters.lyon(),
            until: None,
        },
        Some("Lyon is all you need.".into()),
    );
    letters.decides(&cast.bruno, &request, Decision::Propose(offer.clone()));
    letters.sent("Bruno proposes something else");
    let why = Some("Our work is in Montréal too.".into());
    letters.replies(&ines, &request, Reply::KeepOriginal(why));
    letters.sent("Inès keeps what she asked for");
    letters.decides(&cast.bruno, &request, Decision::Propose(offer));
    letters.sent_unseen();
    letters.replies(&ines, &request, Reply::AcceptOffer);
    letters.sent("Bruno proposes it again, and Inès accepts");
}

pub fn question_unanswered(letters: &mut Letters, cast: &Cast) {
    let karim = letters.person("Karim Haddad", "Atelier Lumen", "karim@atelier.example");
    let (wish, reason) = (Wish::default(), "I work for Inès.");
    let request = letters.office.asks(&karim, "lumen.example", reason, &wish);
    letters.office.works();
    let question = Reason::parse("Who is Inès to us?").unwrap();
    letters.says(&cast.bruno, &request, Said::Question(question));
    letters.days_pass(13);
    letters.time_passes(days(1));
    letters.sent("Karim does not answer");
}
