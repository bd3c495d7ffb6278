//! The page where an administrator decides, and what comes of the decision.

use crate::pages::access_request::decide_facts::{Settled, allowances, entry, settled};
use crate::pages::access_request::decide_known::known;
use crate::pages::access_request::decision_form::{
    DecisionFaults, DecisionForm, decision_fields, faults_of, read,
};
use crate::pages::access_request::given::{Given, given};
use crate::pages::access_request::grant_fields::{GrantFields, grant_fields};
use crate::pages::access_request::known::Known;
use crate::pages::access_request::talk_form::{Talk, TalkFaults, TalkForm, Typed, talk};
use crate::pages::parts::help::HelpTopic;
use crate::pages::parts::terms_form::last_day;
use crate::pages::parts::timeline::TimelineEntry;
use crate::standing::access_request::for_group::ForGroup;
use crate::use_cases::access_request::{Decision, RequestToDecide, decide, within_reach};
use crate::web::desk::DeskTab;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form};
use crate::web::page::{Page, render, render_with};
use crate::web::request_desk::{RequestDesk, RequestInPath};
use crate::web::visit::Onward;
use crate::words::target::{answers_in, target_fact};
use crate::words::wish::{asked_words, granted_words};
use crate::{standing, store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{AccessRequest, Matter, RequestOutcome};
use domain::membership::Reach;
use domain::person::Person;
use domain::rules::access_request::LatestEnd;
use domain::smart_account::SmartAccount;
use domain::{Moment, RequestId, Role, Scope};
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "access_request/decide.html")]
struct RequestPage {
    p: Page,
    /// None in a queue.
    account: Option<SmartAccount>,
    queue: Option<String>,
    help: HelpTopic,
    /// Where the pages of requests stand here.
    base: String,
    tabs: Vec<DeskTab>,
    target: (String, String),
    answers: Vec<(String, String)>,
    request: AccessRequest,
    outcome: RequestOutcome,
    applicant: Person,
    asked: String,
    group: Option<ForGroup>,
    known: Vec<Known>,
    waiting: Option<Waiting>,
    talk: Talk,
    settled: Option<Settled>,
    /// What was decided on this page came second.
    not_recorded: Option<NotRecorded>,
    /// All that the number leads to has ended: there is nothing to give.
    is_over: bool,
    /// Nothing is decided, as the account is not active.
    is_closed: bool,
    entries: Vec<TimelineEntry>,
    own: bool,
    /// It is for a group its sender does not manage any more.
    is_unmanaged: bool,
    faults: Faults,
    form: DecisionForm,
    grant: GrantFields,
    note: Field,
    why: Field,
    class: Field,
    words: Field,
    outcome_fault: Option<String>,
    allowances: Vec<(String, String)>,
    given: Option<Given>,
}

/// A decision that was sent after somebody else's.
struct NotRecorded {
    /// What was written with it.
    words: Option<String>,
}

/// It is the requester's turn.
struct Waiting {
    words: String,
    /// What is proposed, where something is.
    offer: Option<String>,
    /// The question, or what goes with the offer.
    quote: Option<String>,
}

/// Everything there is to see of a request.
pub(crate) async fn load(desk: &RequestDesk, id: &RequestId) -> Result<RequestToDecide, PageError> {
    let (of, reach, id) = (desk.of(), desk.reach(), id.clone());
    let (me, now) = (desk.person.id.clone(), desk.now);
    let rules = desk.app.db.shared_rules();
    let loaded = desk.read(move |db| {
        use_cases::access_request::to_decide(db, &rules, &of, &reach, &me, &id, now)
    });
    Ok(loaded.await?)
}

/// The request alone, for what is sent about it.
pub(crate) async fn in_brief(
    desk: &RequestDesk,
    id: &RequestId,
) -> Result<AccessRequest, PageError> {
    let (of, reach, id) = (desk.of(), desk.reach(), id.clone());
    let found = desk.read(move |db| within_reach(db, &of, &reach, &id));
    Ok(found.await?)
}

/// The request with the form to decide it. Errors: not found, where not all it asks for lies within the reach of the desk.
pub async fn show(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
) -> Result<Response, PageError> {
    let loaded = load(&desk, &id).await?;
    let form = first_form(&desk, &loaded);
    let typed = Typed {
        form,
        ..Typed::default()
    };
    Ok(render(&request_page(&desk, loaded, typed)))
}

/// The page with what is wrong with what was said on it.
pub(crate) fn said_wrongly(
    desk: &RequestDesk,
    loaded: RequestToDecide,
    status: StatusCode,
    talk: TalkForm,
    talk_faults: TalkFaults,
) -> Response {
    let typed = Typed {
        talk,
        talk_faults,
        ..Typed::default()
    };
    typed_wrongly(desk, loaded, status, typed)
}

/// The page as it is first shown, but for what was typed beside the decision.
pub(crate) fn typed_wrongly(
    desk: &RequestDesk,
    loaded: RequestToDecide,
    status: StatusCode,
    mut typed: Typed,
) -> Response {
    typed.form = first_form(desk, &loaded);
    render_with(status, &request_page(desk, loaded, typed))
}

/// What is waited for from the requester, if anything is.
fn waiting(desk: &RequestDesk, request: &AccessRequest) -> Option<Waiting> {
    let plain = &desk.words.plain;
    let turn = request.progress.turn.as_ref()?;
    let date = desk.words.date(turn.since, &desk.zone);
    Some(match &turn.matter {
        Matter::Question(question) => Waiting {
            words: fl!(plain, "turn-waiting-question", date = date),
            offer: None,
            quote: Some(question.as_str().to_owned()),
        },
        Matter::Offer(offer) => Waiting {
            words: match turn.by == desk.person.id {
                true => fl!(plain, "turn-waiting-your-offer", date = date),
                false => fl!(plain, "turn-waiting-offer", date = date),
            },
            offer: Some(granted_words(desk, offer, desk.parts_ever())),
            quote: offer.note.clone(),
        },
    })
}

/// The form as it is first shown: what was asked for is chosen already.
fn first_form(desk: &RequestDesk, loaded: &RequestToDecide) -> DecisionForm {
    let request = &loaded.request;
    let wish = &request.wish;
    let scope = match &wish.scope {
        Some(Scope::EntireAccount) => "entire",
        Some(Scope::VirtualAccounts(_)) => "selected",
        None if desk.reach() != Reach::Account => "selected",
        None => "",
    };
    DecisionForm {
        version: Some(request.version),
        scope: scope.into(),
        virtual_accounts: wish
            .scope
            .iter()
            .flat_map(Scope::virtual_accounts)
            .map(ToString::to_string)
            .collect(),
        role: wish.role.map_or("", Role::key).into(),
        access: request.target.access_key().unwrap_or("").into(),
        // Without a wish of the applicant's, the end that is preferred there, or the latest there is.
        until: wish
            .until
            .or(desk.preferred_end(request.wish.scope.as_ref()))
            .or(latest_asked(&loaded.request, &loaded.latest, desk.now))
            .map_or_else(String::new, |until| last_day(until, &desk.zone)),
        ..DecisionForm::default()
    }
}

/// The latest end of what was asked for; none where it may go without, or cannot be given.
fn latest_asked(request: &AccessRequest, latest: &LatestEnd, now: Moment) -> Option<Moment> {
    let asked = request.target.access_asked()?;
    latest.of(&asked, now).ok().flatten()
}

fn request_page(desk: &RequestDesk, loaded: RequestToDecide, typed: Typed) -> RequestPage {
    let talk = talk(desk, &loaded, &typed);
    let given = given(desk, &loaded, &typed);
    let (form, faults) = (typed.form, typed.faults);
    let plain = &desk.words.plain;
    let fields = decision_fields(desk, &loaded.request.target, &form, &faults);
    let latest = latest_asked(&loaded.request, &loaded.latest, desk.now);
    let grant = grant_fields(desk, &loaded.request, latest, &form, &faults);
    let name = loaded.applicant.profile.full_name.clone();
    RequestPage {
        p: desk.page(&fl!(plain, "desk-asks-for-access", name = name)),
        account: desk.account().cloned(),
        queue: desk.queue_name(),
        help: HelpTopic::of_deciding(&desk.of()).unwrap_or(HelpTopic::Decide),
        base: desk.address("requests"),
        tabs: desk.tabs(),
        target: target_fact(&loaded.request.target, desk.words),
        answers: answers_in(&loaded.request.target, desk.words),
        outcome: loaded.request.outcome(),
        asked: asked_words(desk, &loaded.request, desk.parts_ever()),
        known: known(desk, &loaded),
        group: loaded.group.clone(),
        settled: settled(desk, &loaded),
        not_recorded: not_recorded(&loaded.request, &form),
        is_closed: !desk.is_open(),
        is_over: match &loaded.latest {
            LatestEnd::OfContracts(led_to) => led_to.is_over(desk.now),
            LatestEnd::OfProgramme(_) => false,
        },
        is_unmanaged: loaded.is_unmanaged,
        entries: loaded
            .events
            .iter()
            .filter_map(|recorded| entry(desk, recorded, &loaded))
            .collect(),
        own: loaded.is_own,
        waiting: waiting(desk, &loaded.request),
        faults: Faults::default()
            .with("approve", faults.outcome.clone())
            .then(grant.faults())
            .also(&[&fields.note, &fields.why, &fields.class, &fields.words])
            .also(&talk.fields())
            .also(&given.iter().map(|one| &one.words).collect::<Vec<_>>()),
        talk,
        grant,
        note: fields.note,
        why: fields.why,
        class: fields.class,
        words: fields.words,
        given,
        allowances: match desk.account() {
            Some(_) => allowances(desk),
            None => Vec::new(),
        },
        outcome_fault: faults.outcome,
        applicant: loaded.applicant,
        request: loaded.request,
        form,
    }
}

/// Only a form that was sent has an outcome.
fn not_recorded(request: &AccessRequest, form: &DecisionForm) -> Option<NotRecorded> {
    let words = match form.outcome.as_str() {
        "approve" => &form.note,
        "propose" => &form.why,
        _ => &form.words,
    };
    let came_second = request.outcome() != RequestOutcome::Pending && !form.outcome.is_empty();
    came_second.then(|| NotRecorded {
        words: (!words.trim().is_empty()).then(|| words.clone()),
    })
}

/// Carries the decision out; what is wrong with it or refused, also as somebody was faster, is the page again. Errors: as
/// [`show`]; a form without the version that was seen.
pub async fn create_decision(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
    Form(form): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let request = in_brief(&desk, &id).await?;
    let version = form.version.ok_or(PageError::BadForm)?;
    let latest = latest_end(&desk, &request).await?;
    let decision = match read(&desk, &form, &request, &latest)? {
        Ok(decision) => decision,
        Err(faults) if request.outcome() == RequestOutcome::Pending => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown_again(&desk, &id, status, form, faults).await;
        }
        // Settled meanwhile: what is wrong with the form no longer matters.
        Err(_) => {
            let faults = DecisionFaults::default();
            return shown_again(&desk, &id, StatusCode::CONFLICT, form, faults).await;
        }
    };
    let (by, decided, of) = (desk.person.id.clone(), decision.clone(), request.id.clone());
    let result = desk
        .write(move |tx| decide(tx, &of, version, &by, &decided))
        .await?;
    match result {
        Ok(_) => {
            let said = said(&desk, &request, &decision).await?;
            let back = desk.address(&format!("requests/{id}"));
            Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
        }
        Err(refusal) => {
            let mut form = form;
            // What stands there now is what the person must see.
            form.version = Some(in_brief(&desk, &id).await?.version);
            let (status, faults) = (web::refusals::status(&refusal), faults_of(&desk, &refusal));
            shown_again(&desk, &id, status, form, faults).await
        }
    }
}

/// What limits the end of what is given for a request now.
async fn latest_end(desk: &RequestDesk, request: &AccessRequest) -> Result<LatestEnd, PageError> {
    let (target, now) = (request.target.clone(), desk.now);
    let rules = desk.app.db.shared_rules();
    let found = desk.read(move |db| standing::entitlement::latest_end(db, &rules, &target, now));
    Ok(found.await?)
}

/// The page with what was chosen and what is wrong with it.
async fn shown_again(
    desk: &RequestDesk,
    id: &RequestId,
    status: StatusCode,
    form: DecisionForm,
    faults: DecisionFaults,
) -> Result<Response, PageError> {
    let loaded = load(desk, id).await?;
    let typed = Typed {
        form,
        faults,
        ..Typed::default()
    };
    Ok(render_with(status, &request_page(desk, loaded, typed)))
}

async fn said(
    desk: &RequestDesk,
    request: &AccessRequest,
    decision: &Decision,
) -> Result<String, PageError> {
    let applicant = request.applicant.clone();
    let applicant = desk.read(move |db| store::person::find(db, &applicant));
    let (plain, name) = (&desk.words.plain, applicant.await?.profile.full_name);
    Ok(match decision {
        Decision::Approve(_) => fl!(plain, "decision-approved", name = name),
        Decision::Decline(_) => fl!(plain, "decision-declined", name = name),
        Decision::Propose(_) => fl!(plain, "decision-proposed", name = name),
    })
}
