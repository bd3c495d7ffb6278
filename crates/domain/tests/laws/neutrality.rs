//! Nobody can tell an account they may not know of from an identifier that nobody has.

use crate::account_creation::asking::asked;
use crate::support::cases::cases;
use crate::support::nouns::{OPEN, OPENING, account, email, reason};
use crate::world::cast;
use crate::world::states::{applicants, hidden_accounts, moments, requests};
use crate::world::story::{terms, timetables};
use domain::access_request::{AccessRequest, RequestFact, Target, Wish};
use domain::notification::{self, Notice};
use domain::rules::access_request::Sought;
use domain::rules::account_creation::{Found, Way};
use domain::smart_account::AccountStatus;
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn notices(answer: &Result<Vec<Event>, Refusal>) -> Vec<Notice> {
    let events: Vec<Event> = answer.iter().flatten().cloned().collect();
    notification::notices(&events, None)
}

/// The same identifier, as another account's or nobody's.
fn of(target: &Target, account: Option<SmartAccountId>) -> Target {
    let identifier = target.domain_identifier().expect("a Smart Account").clone();
    Target::SmartAccount {
        identifier,
        account,
    }
}

fn without_account(mut events: Vec<Event>) -> Vec<Event> {
    for event in &mut events {
        if let Event::AccessRequest(event) = event {
            event.account = None;
            if let RequestFact::Sent(request) = &mut event.fact {
                request.target = of(&request.target, None);
            }
        }
    }
    events
}

/// Does the same to two requests and says whether the answers are the same but for the account.
fn both(
    one: &mut AccessRequest,
    other: &mut AccessRequest,
    act: impl Fn(&AccessRequest) -> Result<Vec<Event>, Refusal>,
) -> bool {
    let (first, second) = (act(one), act(other));
    for (request, answer) in [(one, &first), (other, &second)] {
        let events = answer.iter().flatten();
        events.for_each(|event| {
            if let Event::AccessRequest(event) = event {
                request.apply(&event.fact)
            }
        });
    }
    first.map(without_account) == second
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_hidden_account_answers_as_if_there_were_none(
        applicant in applicants(),
        hidden in hidden_accounts(),
        terms in terms(),
        now in moments(),
        table in timetables(),
    ) {
        let identifier = cast::identifier(2);
        let ask = |account| {
            let target = Sought::SmartAccount { identifier: identifier.clone(), account };
            let wish = Wish { scope: terms.scope.clone(), role: terms.role, until: terms.lasts.map(Moment) };
            let id = RequestId::new(1);
            rules::access_request::send(id, &applicant, &target, reason(), wish, &table, now)
        };
        let (of_none, of_hidden) = (ask(None), ask(Some(hidden)));
        prop_assert_eq!(notices(&of_hidden), notices(&of_none));
        prop_assert_eq!(of_hidden.map(without_account), of_none);
    }

    #[test]
    fn time_and_the_applicant_find_no_difference_either(
        request in requests(),
        table in timetables(),
        clock in vec(moments(), 1..10),
    ) {
        let mut of_hidden = AccessRequest { target: of(&request.target, Some(account(2))), ..request.clone() };
        let mut of_none = AccessRequest { target: of(&request.target, None), ..request };
        for now in clock {
            let passed = both(&mut of_hidden, &mut of_none, |r| Ok(rules::access_request::pass_time(r, &table, now)));
            let reminded = both(&mut of_hidden, &mut of_none, |r| {
                rules::access_request::remind(r, &r.applicant, OPEN, &table, now)
            });
            let wrote = both(&mut of_hidden, &mut of_none, |r| {
                rules::access_request::write(r, &r.applicant, reason(), OPEN, now)
            });
            prop_assert!(passed && reminded && wrote);
        }
        prop_assert!(both(&mut of_hidden, &mut of_none, |r| rules::access_request::withdraw(r, &r.applicant, OPENING)));
    }

    #[test]
    fn a_hidden_account_is_asked_for_like_an_identifier_that_nobody_has(
        status in select(AccountStatus::ALL), nominee in any::<bool>(),
    ) {
        let way = if nominee { Way::Nominee(email("n2@boss.example")) } else { Way::Authority };
        let hidden = Found { status, is_visible: false };
        prop_assert_eq!(asked("other.example", way.clone(), Some(hidden)), asked("other.example", way.clone(), None));
        let seen = asked("other.example", way, Some(Found { status, is_visible: true }));
        prop_assert_eq!(seen.is_err(), status != AccountStatus::Lapsed);
    }
}
