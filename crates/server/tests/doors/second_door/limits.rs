//! What is counted: each limit is met by calling the use case alone, as often as the settings allow and once more.

use crate::second_door::ground::Ground;
use crate::support::office::PASSWORD;
use crate::support::{Engine, Office};
use domain::access_request::Wish;
use domain::account_creation::CreationPlan;
use domain::email::EmailAddress;
use domain::person::Language;
use domain::rules::account_creation::Way;
use domain::smart_account::properties::Properties;
use domain::smart_account::{AccountKind, Visibility};
use domain::text::Reason;
use domain::{DomainIdentifier, PersonId, Refusal};
use parvis::config::Config;
use parvis::storage::{Author, Error, Tx};
use parvis::use_cases;
use parvis::use_cases::person::letters::{Stranger, ask_for_new_password, ask_to_sign_up};
use parvis::use_cases::person::passwords::{NotChanged, Owner};
use parvis::use_cases::support_case::{NewAttachment, Opening, Saying};

/// Each limit is three, so that none hides behind another that is met first.
fn tight(config: &mut Config) {
    let limits = &mut config.limits;
    for limit in [
        &mut limits.look_ups,
        &mut limits.sends,
        &mut limits.sign_in_by_name,
        &mut limits.sign_up_by_address,
        &mut limits.forgotten_by_address,
        &mut limits.letters_by_person,
        &mut limits.messages,
        &mut limits.attachments,
    ] {
        *limit = 3;
    }
}

/// Calls a use case four times. In: the number of the call. Fails unless the fourth is refused, and no other.
fn is_met_at_the_fourth(
    office: &Office,
    what: &str,
    call: impl Fn(&mut Tx, u32) -> Result<(), Error> + Clone + Send + 'static,
    is_meant: impl Fn(&Refusal) -> bool,
) {
    for number in 1..=4 {
        let call = call.clone();
        let write = office.app.db.write(Author::program("test"), move |tx| {
            // A refusal that leaves its trace is an answer; the count stays.
            match call(tx, number) {
                Ok(()) => Ok(None),
                Err(Error::Refused(refusal)) => Ok(Some(refusal)),
                Err(fault) => Err(fault),
            }
        });
        let refusal = office.runtime.block_on(write).unwrap();
        let is_over = refusal.as_ref().is_some_and(&is_meant);
        assert_eq!(is_over, number == 4, "{what}, {number}: {refusal:?}");
    }
}

fn is_too_often(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::TooOften { .. })
}

fn identifier(number: u32) -> DomainIdentifier {
    DomainIdentifier::parse(&format!("place{number}.example")).unwrap()
}

fn order(number: u32) -> use_cases::account_creation::CreationOrder {
    use_cases::account_creation::CreationOrder {
        plan: CreationPlan {
            domain: identifier(number),
            name: "A place".into(),
            kind: AccountKind::Customer,
            visibility: Visibility::Unrestricted,
            virtual_accounts: vec!["Default".into()],
        },
        way: Way::Authority,
        reason: Some(Reason::parse("We have bought it lately.").unwrap()),
    }
}

#[test]
fn looking_up_and_sending_are_counted() {
    let office = Office::open_as(Engine::Sqlite, false, tight);
    office.may_leave_mail();
    let somebody = |name: &str| office.person(&format!("{name}@atelier.example"));
    let by = somebody("camille");
    is_met_at_the_fourth(
        &office,
        "looking up",
        move |tx, number| {
            use_cases::access_request::look_up(tx, &by, None, &identifier(number))?.map(drop)?;
            Ok(())
        },
        is_too_often,
    );
    let by = somebody("chloe");
    is_met_at_the_fourth(
        &office,
        "looking ahead",
        move |tx, number| {
            use_cases::account_creation::look_ahead(tx, &by, &order(number))?.map(drop)?;
            Ok(())
        },
        is_too_often,
    );
    let by = somebody("colette");
    is_met_at_the_fourth(
        &office,
        "sending",
        move |tx, number| {
            let reason = Reason::parse("Downloads for the Lyon site").unwrap();
            let wish = Wish::default();
            use_cases::access_request::send(tx, &by, &identifier(number), &reason, &wish)?
                .map(drop)?;
            Ok(())
        },
        is_too_often,
    );
    let by = somebody("corinne");
    is_met_at_the_fourth(
        &office,
        "asking for an account",
        move |tx, number| {
            use_cases::account_creation::ask(tx, &by, &order(number))?.map(drop)?;
            Ok(())
        },
        is_too_often,
    );
}

#[test]
fn other_names_for_an_account_are_counted_as_look_ups() {
    let office = Office::open_as(Engine::Sqlite, false, tight);
    let ground = Ground::laid(&office);
    let (amina, account) = (ground.stage.amina.clone(), ground.stage.account.clone());
    is_met_at_the_fourth(
        &office,
        "aliases",
        move |tx, number| {
            let wanted = Properties {
                name: "Lumen".into(),
                kind: AccountKind::Customer,
                visibility: Visibility::Unrestricted,
                aliases: [identifier(number)].into(),
                headquarters: None,
                accent: None,
            };
            use_cases::smart_account::properties::change(tx, &account, &amina, 1, &wanted)?
                .map(drop)?;
            Ok(())
        },
        is_too_often,
    );
}

#[test]
fn letters_that_strangers_ask_for_are_counted() {
    let office = Office::open_as(Engine::Sqlite, false, tight);
    office.may_leave_mail();
    is_met_at_the_fourth(
        &office,
        "signing up",
        |tx, number| {
            let stranger = Stranger {
                email: EmailAddress::parse(&format!("eve{number}@elsewhere.example")).unwrap(),
                full_name: "Eve Example".into(),
                organisation: "Eve Ltd".into(),
                language: Language::English,
                next: None,
            };
            ask_to_sign_up(tx, "203.0.113.7", &stranger)??;
            Ok(())
        },
        is_too_often,
    );
    is_met_at_the_fourth(
        &office,
        "forgetting",
        |tx, number| {
            ask_for_new_password(tx, "203.0.113.7", &format!("eve{number}"))??;
            Ok(())
        },
        is_too_often,
    );
}

fn person_of(office: &Office, id: &PersonId) -> domain::person::Person {
    let id = id.clone();
    office.read(move |db| parvis::store::person::find(db, &id))
}

fn owner<'a>(office: &'a Office, person: &'a domain::person::Person) -> Owner<'a> {
    Owner {
        app: &office.app,
        person,
        author: Author::program("test"),
        client: "203.0.113.7",
    }
}

#[test]
fn guesses_at_ones_own_password_are_counted() {
    let office = Office::open_as(Engine::Sqlite, false, tight);
    let person = person_of(&office, &office.person("camille@atelier.example"));
    for number in 1..=4 {
        let guess = owner(&office, &person)
            .change_password("guess".into(), "a stranger harbour at dawn".into());
        let came = office.runtime.block_on(guess).unwrap().err();
        let is_over = matches!(came, Some(NotChanged::Refused(Refusal::TooOften { .. })));
        assert_eq!(is_over, number == 4, "{number}: {came:?}");
    }
}

#[test]
fn letters_to_another_address_and_messages_are_counted() {
    let office = Office::open_as(Engine::Sqlite, false, tight);
    let ground = Ground::laid(&office);
    let person = person_of(&office, &ground.stage.mallory);
    for number in 1..=4 {
        let email = EmailAddress::parse(&format!("eve{number}@elsewhere.example")).unwrap();
        let sent = owner(&office, &person).change_email(email, PASSWORD.into());
        let came = office.runtime.block_on(sent).unwrap().err();
        let is_over = matches!(
            came,
            Some(NotChanged::Refused(Refusal::OwnLettersTooSoon { .. }))
        );
        assert_eq!(is_over, number == 4, "{number}: {came:?}");
    }
    office.hours_pass(1);
    let (camille, request) = (ground.stage.camille.clone(), ground.stage.request.clone());
    is_met_at_the_fourth(
        &office,
        "messages",
        move |tx, number| {
            let opening = Opening {
                subject: "Nobody answers".into(),
                words: format!("Nobody answers. ({number})"),
                request: Some(request.clone()),
                ..Opening::default()
            };
            use_cases::support_case::open(tx, &camille, &opening).map(drop)
        },
        |refusal| matches!(refusal, Refusal::MessagesTooSoon { .. }),
    );
    let (sam, case) = (ground.stage.sam.clone(), ground.stage.case.clone());
    is_met_at_the_fourth(
        &office,
        "attachments",
        move |tx, number| {
            let log = NewAttachment::of("trace.log", "text/plain", b"12:00 started").unwrap();
            let saying = Saying {
                words: format!("This is what I see. ({number})"),
                files: vec![log],
                ..Saying::default()
            };
            use_cases::support_case::answer(tx, &case, &sam, saying)
        },
        |refusal| matches!(refusal, Refusal::AttachmentsTooSoon { .. }),
    );
}
