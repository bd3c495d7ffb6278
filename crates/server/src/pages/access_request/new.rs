//! The page where access is asked for: the identifier first, then the reason.

use crate::pages::access_request::second_step::{Asking, SecondStep, SendFaults};
use crate::standing;
use crate::standing::access_request::LookedUp;
use crate::standing::access_request::for_group::ChosenGroup;
use crate::use_cases::access_request::look_up;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::identifier_fault;
use crate::web::forms::{Faults, Field, Query};
use crate::web::page::{Page, render, render_with};
use crate::words::target::DecidersNamed;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::group::Group;
use domain::identifier::IdentifierFault;
use domain::person::Person;
use domain::{DomainIdentifier, GroupId, Refusal};
use i18n_embed_fl::fl;

/// The page of both steps, which sending shows again where something is wrong.
#[derive(Template)]
#[template(path = "access_request/new.html")]
pub(crate) struct NewPage {
    p: Page,
    faults: Faults,
    person: Person,
    /// To whom the profile goes: in French with its preposition.
    to_deciders: String,
    /// The group that is asked for, where it is not for oneself.
    group: Option<ChosenGroup>,
    /// For whom one may ask, where there is a choice.
    whom: Option<Field>,
    /// The first step's field.
    identifier: Field,
    suggestion: Option<String>,
    /// The second step, once an identifier is looked up.
    second: Option<SecondStep>,
    /// Days after which the deciders are reminded, as words, and after which operators are told.
    reminder_days: String,
    escalation_day: u64,
}

/// For whom is asked, and for whom might be.
pub(crate) struct Whom {
    pub(crate) group: Option<ChosenGroup>,
    offered: Vec<Group>,
}

/// A group that one does not manage is not there.
pub(crate) async fn whom(visit: &SignedIn, typed: &str) -> Result<Whom, PageError> {
    let id: Option<GroupId> = match typed {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::NotFound)?),
    };
    let (person, now) = (visit.person.id.clone(), visit.now);
    let found = visit.read(move |db| {
        Ok(Whom {
            group: match id {
                Some(id) => Some(standing::access_request::for_group::managed(
                    db, &person, &id, now,
                )?),
                None => None,
            },
            offered: standing::access_request::for_group::offered(db, &person, now)?,
        })
    });
    Ok(found.await?)
}

impl Whom {
    fn field(&self, visit: &SignedIn) -> Option<Field> {
        let t = &visit.words.text;
        let chosen = self.group.as_ref();
        let mut choices = vec![(String::new(), fl!(t, "group-for-oneself"))];
        choices.extend(
            self.offered
                .iter()
                .map(|group| (group.id.to_string(), group.name.clone())),
        );
        if let Some(group) = chosen
            && !self.offered.iter().any(|offered| offered.id == group.id)
        {
            choices.push((group.id.to_string(), group.name.clone()));
        }
        let value = chosen.map_or_else(String::new, |group| group.id.to_string());
        (choices.len() > 1).then(|| {
            Field::new("for", fl!(t, "group-for-whom"))
                .value(value)
                .hint(fl!(t, "group-for-whom-hint"))
                .options(choices)
        })
    }
}

/// The page with what was typed. In: what is wrong with the identifier, and what may have been meant by it. With a second step
/// the faults listed are those of its fields.
pub(crate) fn new_page(
    visit: &SignedIn,
    whom: Whom,
    typed: &str,
    fault: Option<(String, Option<String>)>,
    second: Option<SecondStep>,
) -> NewPage {
    let t = &visit.words.text;
    let (fault, suggestion) = fault.map_or((None, None), |(words, suggestion)| {
        (Some(words), suggestion)
    });
    let identifier = Field::new("identifier", fl!(t, "account-domain-identifier"))
        .value(typed)
        .identifier()
        .hint(fl!(t, "identifier-hint"))
        .fault(fault);
    let mut faults = Faults::of(&[&identifier]);
    if let Some(second) = &second {
        faults = Faults::of(&[&second.reason, &second.role, &second.until])
            .with("scope-selected", second.scope_fault.clone());
    }
    let table = &visit.app.config.timetable;
    let days: Vec<String> = table.decider_days.iter().map(ToString::to_string).collect();
    NewPage {
        p: visit.page(&fl!(t, "access-request-new")),
        faults,
        person: visit.person.clone(),
        to_deciders: DecidersNamed::in_queue(None, visit.app.db.rules(), visit.words).to,
        whom: whom.field(visit),
        group: whom.group,
        identifier,
        suggestion,
        second,
        reminder_days: visit.words.list(&days),
        escalation_day: table.escalation_days,
    }
}

/// The first step; with an identifier in the address, the second. The look is counted: after too many the first step says so.
pub async fn form(visit: SignedIn, Query(query): Query<Asking>) -> Result<Response, PageError> {
    let whom = whom(&visit, &query.whom).await?;
    // An identifier sent empty is a fault of the field; an address without one is the first step.
    if query.identifier.is_empty() && !visit.here.contains("identifier=") {
        return Ok(render(&new_page(&visit, whom, "", None, None)));
    }
    let identifier = match DomainIdentifier::parse(&query.identifier) {
        Ok(identifier) => identifier,
        Err(fault) => return Ok(unreadable(&visit, whom, &query.identifier, &fault)),
    };
    let Some(found) = looked_up(&visit, &whom, &identifier).await? else {
        return Ok(too_many(&visit, whom, &query.identifier));
    };
    let second = SecondStep::of(&visit, found, &query, SendFaults::default());
    Ok(render(&new_page(
        &visit,
        whom,
        identifier.as_str(),
        None,
        Some(second),
    )))
}

/// The first step again, as what was typed is no identifier.
pub(crate) fn unreadable(
    visit: &SignedIn,
    whom: Whom,
    typed: &str,
    fault: &IdentifierFault,
) -> Response {
    let fault = Some(identifier_fault(visit, fault));
    let page = new_page(visit, whom, typed, fault, None);
    render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The first step again, as this person has looked up too much for now (429).
pub(crate) fn too_many(visit: &SignedIn, whom: Whom, typed: &str) -> Response {
    let fault = (fl!(visit.words.text, "identifier-too-many"), None);
    let page = new_page(visit, whom, typed, Some(fault), None);
    render_with(StatusCode::TOO_MANY_REQUESTS, &page)
}

/// What stands behind an identifier, unless this person has looked up too much this hour.
pub(crate) async fn looked_up(
    visit: &SignedIn,
    whom: &Whom,
    identifier: &DomainIdentifier,
) -> Result<Option<LookedUp>, PageError> {
    let (person, identifier) = (visit.person.id.clone(), identifier.clone());
    let group = whom.group.as_ref().map(|group| group.id.clone());
    let found = visit
        .write(move |tx| look_up(tx, &person, group.as_ref(), &identifier))
        .await?;
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::TooOften { .. }) => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}
