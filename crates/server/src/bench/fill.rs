//! Made-up people, requests and events: people and accounts through the import, requests as people send them, events in bulk.

use crate::app::App;
use crate::bench::subject::{Filled, LAST, OPERATOR, Subject, YEARS};
use crate::storage::{AnyConnection, Author, Error, Tx};
use crate::store::event::{EventRow, append_rows};
use crate::store::person::{find_by_name, ids_of};
use crate::{bench, event_log, import, storage, store, use_cases};
use domain::access_request::{RequestEvent, RequestFact, Wish};
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Source};
use domain::moment::hours;
use domain::person::PersonFact;
use domain::text::Reason;
use domain::virtual_account::VirtualAccount;
use domain::{
    Actor, DomainIdentifier, Event, EventId, MembershipId, Moment, PersonId, RequestId, Role,
    SmartAccountId,
};
use std::fmt::Write as _;
use std::path::Path;

const FIRST: [&str; 24] = [
    "Amina", "Bruno", "Camille", "Dora", "Emma", "Farid", "Gwen", "Hugo", "Inès", "Jonas", "Kenza",
    "Louis", "Maya", "Nora", "Omar", "Pia", "Quentin", "Rosa", "Sam", "Tariq", "Uma", "Victor",
    "Wen", "Zoé",
];

const PARTS: [&str; 6] = ["Default", "Lyon", "Montréal", "Lille", "Genève", "Rabat"];
/// Those that somebody administers who does not administer the account.
const KEPT: [&str; 2] = ["Lyon", "Montréal"];
const ROLES: [(&str, bool); 5] = [
    ("sa-user", false),
    ("sa-viewer", false),
    ("va-user", true),
    ("va-viewer", true),
    ("sa-approver", false),
];
/// Rows in one transaction.
const BATCH: u64 = 5_000;

/// In: from 1, below the number of members.
pub(super) fn user_id(subject: &Subject, number: u64) -> String {
    let last = LAST[(number / 24 % 20) as usize].to_lowercase();
    let plain: String = last.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{plain}-{}-{number}", subject.name)
}

/// Fills an account: by the import, by use cases, and events row by row. `say` is told what goes on. Errors: the database is not
/// empty, or gives no answer.
pub(super) async fn account(
    app: &App,
    folder: &Path,
    subject: &Subject,
    say: &dyn Fn(&str),
) -> Result<Filled, Error> {
    let doing = |what: &str| say(&format!("{}: {what}", subject.domain()));
    doing("people and memberships");
    let files = folder.join("files").join(subject.name);
    write_files(&files, subject).map_err(|fault| Error::Shared(fault.to_string()))?;
    let report = import::run(&app.db, &files)
        .await
        .map_err(|fault| Error::Shared(fault.to_string()))?;
    if !report.faults.is_empty() || report.added.accounts != subject.size.accounts() + 1 {
        return Err(Error::Shared(format!(
            "the database is not empty, or the people were not taken: {report}"
        )));
    }
    let known = *subject;
    let (account, administrator) = app
        .db
        .write(Author::program("bench"), move |tx| {
            appoint(tx)?;
            let account = account_of(tx.db, &known)?;
            let boss = find_by_name(tx.db, &known.administrator())?;
            let missing = || Error::corrupt("person", known.name, "is missing");
            Ok((account, boss.ok_or_else(missing)?.person.id))
        })
        .await?;
    doing("requests");
    requests(app, subject).await?;
    doing("events");
    events(app, subject, &account).await?;
    doing("groups and invitations");
    let group = bench::others::groups(app, subject, &account, &administrator).await?;
    bench::others::invitations(app, subject, &account, &administrator).await?;
    doing("an access review");
    let review = bench::review::gather(app, subject, &account, &administrator).await?;
    Ok(Filled {
        subject: *subject,
        account,
        administrator,
        review,
        group,
    })
}

fn account_of(db: &mut AnyConnection, subject: &Subject) -> Result<SmartAccountId, Error> {
    let domain = DomainIdentifier::stored(subject.domain());
    let account = store::smart_account::find_by_identifier(db, &domain)?;
    let missing = || Error::corrupt("account", domain.as_str(), "is missing");
    Ok(account.ok_or_else(missing)?.id)
}

fn appoint(tx: &mut Tx) -> Result<(), Error> {
    let Some(known) = find_by_name(tx.db, OPERATOR)? else {
        return Err(Error::corrupt("person", OPERATOR, "is missing"));
    };
    let person = known.person.id;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::OperatorAppointed { person })],
    )
}

fn write_files(files: &Path, subject: &Subject) -> std::io::Result<()> {
    std::fs::create_dir_all(files)?;
    let (domain, boss, keeper) = (subject.domain(), subject.administrator(), subject.keeper());
    let mut people = "user,full_name,organisation,email\n".to_owned();
    let mut accounts = "domain,name\n".to_owned();
    let mut parts = "domain,name\n".to_owned();
    let mut memberships = "user,domain,role,virtual_account\n".to_owned();
    let _ = writeln!(accounts, "{domain},The {} company", subject.name);
    for number in 0..subject.size.accounts() {
        let name = LAST[(number % 20) as usize];
        let _ = writeln!(accounts, "a{number}.{domain},{name} and daughters {number}");
        let _ = writeln!(
            memberships,
            "{OPERATOR},a{number}.{domain},sa-administrator,"
        );
    }
    for part in PARTS {
        let _ = writeln!(parts, "{domain},{part}");
    }
    let _ = writeln!(
        people,
        "{OPERATOR},The Operator,Parvis,operator@parvis.example"
    );
    let _ = writeln!(people, "{boss},The Administrator,{domain},{boss}@{domain}");
    let _ = writeln!(people, "{keeper},The Keeper,{domain},{keeper}@{domain}");
    let _ = writeln!(memberships, "{boss},{domain},sa-administrator,");
    for part in KEPT {
        let _ = writeln!(memberships, "{keeper},{domain},va-administrator,{part}");
    }
    for number in 1..subject.size.members {
        let user = user_id(subject, number);
        let (first, last) = (
            FIRST[(number % 24) as usize],
            LAST[(number / 24 % 20) as usize],
        );
        let _ = writeln!(
            people,
            "{user},{first} {last} {number},{domain},{user}@{domain}"
        );
        let (role, on_part) = ROLES[(number % 5) as usize];
        let part = if on_part {
            PARTS[(number % 6) as usize]
        } else {
            ""
        };
        let _ = writeln!(memberships, "{user},{domain},{role},{part}");
    }
    std::fs::write(files.join(import::source::PEOPLE), people)?;
    std::fs::write(files.join(import::source::ACCOUNTS), accounts)?;
    std::fs::write(files.join(import::source::VIRTUAL_ACCOUNTS), parts)?;
    std::fs::write(files.join(import::source::MEMBERSHIPS), memberships)
}

/// Requests for more, an hour apart; every third is withdrawn.
async fn requests(app: &App, subject: &Subject) -> Result<(), Error> {
    let (subject, now) = (*subject, app.db.now());
    let all = subject.size.requests.min(subject.size.members - 1);
    for from in (0..all).step_by(100) {
        app.db
            .write(Author::program("bench"), move |tx| {
                for number in from..(from + 100).min(all) {
                    tx.pretend(now.minus(hours(all - number)));
                    request(tx, &subject, number)?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

fn request(tx: &mut Tx, subject: &Subject, number: u64) -> Result<(), Error> {
    let domain = DomainIdentifier::stored(subject.domain());
    let Some(known) = find_by_name(tx.db, &user_id(subject, number + 1))? else {
        return Ok(());
    };
    let by = known.person.id;
    let reason = Reason::stored("The downloads of my site, as my colleagues have them.".into());
    let sent = use_cases::access_request::send(tx, &by, &domain, &reason, &Wish::default())?;
    if let (Ok(id), true) = (sent, number.is_multiple_of(3)) {
        use_cases::access_request::withdraw(tx, &id, &by)?;
    }
    Ok(())
}

/// What made-up events are about.
struct Stage {
    account: SmartAccountId,
    parts: Vec<VirtualAccount>,
    people: Vec<PersonId>,
    administrator: PersonId,
    start: Moment,
    step: u64,
}

async fn events(app: &App, subject: &Subject, account: &SmartAccountId) -> Result<(), Error> {
    let (subject, account, now) = (*subject, account.clone(), app.db.now());
    // The members' roles stand in the log already.
    let count = subject.size.events.saturating_sub(subject.size.members);
    let span = hours(24 * 365 * YEARS);
    let stage = app
        .db
        .read(move |db| {
            let some: Vec<String> = (1..subject.size.members.min(5_000))
                .map(|number| user_id(&subject, number))
                .chain([subject.administrator()])
                .collect();
            let mut ids = ids_of(db, &some)?;
            let administrator = ids
                .remove(&subject.administrator())
                .ok_or_else(|| Error::corrupt("person", subject.name, "is missing"))?;
            let mut people: Vec<PersonId> = ids.into_values().collect();
            people.sort();
            Ok(Stage {
                parts: store::virtual_account::virtual_accounts(db, &account)?,
                account,
                people,
                administrator,
                start: now.minus(span),
                step: u64::try_from(span.as_millis()).unwrap_or(u64::MAX) / count.max(1),
            })
        })
        .await?;
    let stage = std::sync::Arc::new(stage);
    for from in (0..count).step_by(BATCH as usize) {
        let (stage, to) = (stage.clone(), (from + BATCH).min(count));
        app.db
            .write(Author::program("bench"), move |tx| {
                let made: Result<Vec<_>, Error> =
                    (from..to).map(|number| event(&stage, number)).collect();
                append_rows(tx, &made?)
            })
            .await?;
    }
    Ok(())
}

/// One event: a role given or ended, a reminder, a request that expired; by the administrator, by others, by the system.
fn event(stage: &Stage, number: u64) -> Result<(EventRow, Event), Error> {
    let person = stage.people[(number % stage.people.len() as u64) as usize].clone();
    let on_part = number.is_multiple_of(3);
    let part = &stage.parts[(number % stage.parts.len() as u64) as usize];
    let at = Moment(stage.start.0 + i64::try_from(number * stage.step).unwrap_or(0));
    let actor = match number % 10 {
        0 => Actor::System,
        1 => Actor::Person(person.clone()),
        2 => Actor::Program("import".into()),
        _ => Actor::Person(stage.administrator.clone()),
    };
    let membership = || Membership {
        id: MembershipId::new(number.into()),
        holder: Holder::Person(person.clone()),
        account: stage.account.clone(),
        role: if on_part { Role::VaUser } else { Role::SaUser },
        virtual_account: on_part.then(|| part.id.clone()),
        source: Source::Import,
        granted_by: actor.clone(),
        since: at,
        until: None,
    };
    let of_request = |fact| {
        Event::AccessRequest(RequestEvent {
            request: RequestId::new(number.into()),
            account: Some(stage.account.clone()),
            applicant: person.clone(),
            for_group: None,
            asks_for: Vec::new(),
            fact,
        })
    };
    let event = match number % 7 {
        0..=2 => Event::Membership(MembershipFact::Granted(membership())),
        3 | 4 => Event::Membership(MembershipFact::Ended {
            membership: membership(),
            why: EndCause::Removed,
        }),
        5 => of_request(RequestFact::Nudged { number: 1, at }),
        _ => of_request(RequestFact::Expired { at }),
    };
    let concerns = event.concerns();
    let millis = u128::try_from(at.0).unwrap_or(0);
    let row = EventRow {
        id: EventId::new((millis << 80) | (7 << 76) | u128::from(number)).into(),
        at: at.0,
        name: event.name().into(),
        actor: storage::json::text(&actor)?,
        origin: "bench".into(),
        account_id: concerns.account.map(Into::into),
        request_id: concerns.request.map(Into::into),
        person_id: concerns.person.map(Into::into),
        body: storage::json::text(&event)?,
        contract_id: None,
        case_id: None,
    };
    Ok((row, event))
}
