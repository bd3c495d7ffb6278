//! The page where an administrator decides, and what comes of the decision.

use super::pages::{Entry, wish_words};
use super::{Decision, decide, store};
use crate::event_log::store::Recorded;
use crate::language::{end_of_day, field_date};
use crate::person;
use crate::person::pages::text_fault;
use crate::smart_account::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::refusals;
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, Grant, Outcome, RequestFact, Status, Wish,
};
use domain::person::Person;
use domain::role::Extent;
use domain::smart_account::SmartAccount;
use domain::text::{self, WORDS};
use domain::{Event, Moment, Refusal, RequestId, Right, Role, Scope};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "smart_account/request.html")]
struct RequestPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    request: AccessRequest,
    outcome: Outcome,
    applicant: Person,
    asked: String,
    known: Vec<Known>,
    settled: Option<Settled>,
    entries: Vec<Entry>,
    own: bool,
    faults: Faults,
    form: DecisionForm,
    scope_parts: Vec<(String, String, bool)>,
    can_grant_entire: bool,
    role: Field,
    until: Field,
    note: Field,
    class: Field,
    words: Field,
    outcome_fault: Option<String>,
    scope_fault: Option<String>,
    allowances: Vec<(String, String)>,
}

/// Something known about who asks.
struct Known {
    class: &'static str,
    icon: &'static str,
    label: String,
    words: String,
}

/// What was decided, by whom and when.
struct Settled {
    words: String,
    granted: Option<String>,
    text: Option<String>,
}

/// What the decision form sends.
#[derive(Deserialize, Default, Clone)]
pub struct DecisionForm {
    version: Option<u32>,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    virtual_accounts: Vec<String>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    words: String,
}

/// What is wrong with a decision, by field.
#[derive(Default)]
struct DecisionFaults {
    outcome: Option<String>,
    scope: Option<String>,
    role: Option<String>,
    until: Option<String>,
    note: Option<String>,
    class: Option<String>,
    words: Option<String>,
}

impl DecisionFaults {
    fn is_empty(&self) -> bool {
        [
            &self.outcome,
            &self.scope,
            &self.role,
            &self.until,
            &self.note,
            &self.class,
            &self.words,
        ]
        .iter()
        .all(|f| f.is_none())
    }
}

struct Loaded {
    request: AccessRequest,
    applicant: Person,
    emails: Vec<domain::person::EmailAddress>,
    held: Vec<domain::membership::Membership>,
    events: Vec<Recorded>,
    people: BTreeMap<String, String>,
    before: Option<(RequestId, Moment)>,
}

async fn load(desk: &Desk<Decide>, id: &str) -> Result<Loaded, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let loaded = desk.app.db.read(move |db| {
        let request = store::find(db, &id)?;
        if request.account.as_ref() != Some(&account) || !request.is_within(&reach) {
            return Err(Refusal::NotFound.into());
        }
        let events = crate::event_log::store::of_request(db, &id)?;
        let mut ids: Vec<String> = events
            .iter()
            .filter_map(|e| e.actor.person().map(ToString::to_string))
            .collect();
        ids.sort();
        ids.dedup();
        let people = person::store::find_all(db, &ids)?
            .into_iter()
            .map(|p| (p.id.to_string(), p.profile.full_name))
            .collect();
        Ok(Loaded {
            applicant: person::store::find(db, &request.applicant)?,
            emails: person::store::verified_emails(db, &request.applicant)?,
            held: crate::membership::store::held(db, &request.applicant, &account)?,
            before: store::last_denial(db, &request.applicant, &request.identifier)?
                .filter(|(denied, _)| *denied != request.id),
            events,
            people,
            request,
        })
    });
    Ok(loaded.await?)
}

pub async fn show(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let loaded = load(&desk, &id).await?;
    let form = first_form(&desk, &loaded.request);
    Ok(render(&request_page(
        &desk,
        loaded,
        form,
        DecisionFaults::default(),
    )))
}

/// The form as it is first shown: what was asked for is chosen already.
fn first_form(desk: &Desk<Decide>, request: &AccessRequest) -> DecisionForm {
    let wish = &request.wish;
    let scope = match &wish.scope {
        Some(Scope::EntireAccount) => "entire",
        Some(Scope::VirtualAccounts(_)) => "selected",
        None if desk.within().is_some() => "selected",
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
        until: wish.until.map_or_else(String::new, |until| {
            field_date(Moment(until.0 - 1), &desk.zone)
        }),
        ..DecisionForm::default()
    }
}

fn request_page(
    desk: &Desk<Decide>,
    loaded: Loaded,
    form: DecisionForm,
    faults: DecisionFaults,
) -> RequestPage {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let within = desk.within();
    let chosen: BTreeSet<&str> = form.virtual_accounts.iter().map(String::as_str).collect();
    let scope_parts = desk
        .parts
        .iter()
        .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)))
        .map(|va| {
            (
                va.id.to_string(),
                va.name.clone(),
                chosen.contains(va.id.as_str()),
            )
        })
        .collect();
    let grantable = Role::ALL
        .into_iter()
        .filter(|role| within.is_none() || role.is_for_virtual_accounts());
    let mut roles = vec![(String::new(), fl!(t, "decision-choose-role"))];
    roles.extend(grantable.map(|role| (role.key().to_owned(), desk.words.role(role))));
    let mut classes = vec![(String::new(), fl!(t, "decision-choose-reason"))];
    classes.extend(
        DenialClass::ALL
            .iter()
            .map(|class| (class.key().to_owned(), desk.words.denial(*class))),
    );
    let optional = || fl!(t, "field-optional");
    let role = Field::new("role", fl!(t, "decision-role"))
        .value(&form.role)
        .options(roles)
        .fault(faults.role);
    let until = Field::new("until", fl!(t, "wish-until"))
        .kind(Kind::Date)
        .value(&form.until)
        .optional(optional())
        .fault(faults.until);
    let note = Field::new("note", fl!(t, "decision-note"))
        .kind(Kind::Area)
        .value(&form.note)
        .optional(optional())
        .hint(fl!(t, "decision-note-hint"))
        .fault(faults.note);
    let class = Field::new("class", fl!(t, "decision-reason"))
        .value(&form.class)
        .options(classes)
        .fault(faults.class);
    let words = Field::new("words", fl!(t, "decision-words"))
        .kind(Kind::Area)
        .value(&form.words)
        .optional(optional())
        .fault(faults.words);
    let name = loaded.applicant.profile.full_name.clone();
    RequestPage {
        p: desk.page(&fl!(plain, "desk-asks-for-access", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        outcome: loaded.request.outcome(),
        asked: wish_words(desk, &loaded.request.wish, &desk.parts),
        known: known(desk, &loaded),
        settled: settled(desk, &loaded),
        entries: loaded
            .events
            .iter()
            .filter_map(|recorded| entry(desk, recorded, &loaded))
            .collect(),
        own: loaded.request.applicant == desk.person.id,
        faults: Faults::default()
            .with("approve", faults.outcome.clone())
            .with("entire", faults.scope.clone())
            .also(&[&role, &until, &note, &class, &words]),
        scope_parts,
        can_grant_entire: within.is_none(),
        role,
        until,
        note,
        class,
        words,
        allowances: allowances(desk),
        outcome_fault: faults.outcome,
        scope_fault: faults.scope,
        applicant: loaded.applicant,
        request: loaded.request,
        form,
    }
}

fn known(desk: &Desk<Decide>, loaded: &Loaded) -> Vec<Known> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let domain = desk.account.domain.shown();
    let mut known = Vec::new();
    if loaded
        .emails
        .iter()
        .any(|email| email.is_inside(&desk.account.domain))
    {
        let words = fl!(plain, "known-inside-words", domain = domain);
        known.push(Known {
            class: "good",
            icon: "check",
            label: fl!(t, "known-inside"),
            words,
        });
    } else {
        let words = fl!(plain, "known-outside-words", domain = domain);
        known.push(Known {
            class: "wait",
            icon: "clock",
            label: fl!(t, "known-outside"),
            words,
        });
    }
    if !loaded.held.is_empty() {
        let roles: BTreeSet<String> = loaded
            .held
            .iter()
            .map(|m| desk.words.role(m.role))
            .collect();
        let words = roles.into_iter().collect::<Vec<_>>().join(", ");
        known.push(Known {
            class: "good",
            icon: "people",
            label: fl!(t, "known-member"),
            words,
        });
    }
    match &loaded.before {
        Some((_, at)) => {
            let words = fl!(
                plain,
                "known-denied-words",
                date = desk.words.date(*at, &desk.zone)
            );
            known.push(Known {
                class: "bad",
                icon: "cross",
                label: fl!(t, "known-denied"),
                words,
            });
        }
        None => {
            known.push(Known {
                class: "still",
                icon: "dash",
                label: fl!(t, "known-first"),
                words: fl!(t, "known-first-words"),
            });
        }
    }
    known
}

fn name_of(desk: &Desk<Decide>, loaded: &Loaded, id: &domain::PersonId) -> String {
    if *id == desk.person.id {
        return fl!(desk.words.plain, "you");
    }
    loaded
        .people
        .get(id.as_str())
        .cloned()
        .unwrap_or_else(|| id.to_string())
}

fn settled(desk: &Desk<Decide>, loaded: &Loaded) -> Option<Settled> {
    let plain = &desk.words.plain;
    let at = |moment| desk.words.date_time(moment, &desk.zone);
    let (words, granted, text) = match &loaded.request.status {
        Status::Pending => return None,
        Status::Approved {
            by,
            at: when,
            grant,
        } => {
            let wish = Wish {
                scope: Some(grant.scope.clone()),
                role: Some(grant.role),
                until: grant.until,
            };
            let granted = wish_words(desk, &wish, &desk.parts);
            (
                fl!(
                    plain,
                    "settled-approved",
                    name = name_of(desk, loaded, by),
                    at = at(*when)
                ),
                Some(granted),
                grant.note.clone(),
            )
        }
        Status::Denied {
            by,
            at: when,
            denial,
        } => {
            let reason = desk.words.denial(denial.class);
            let words = fl!(
                plain,
                "settled-denied",
                name = name_of(desk, loaded, by),
                at = at(*when),
                reason = reason
            );
            (words, None, denial.words.clone())
        }
        Status::Withdrawn { at: when } => {
            (fl!(plain, "settled-withdrawn", at = at(*when)), None, None)
        }
        Status::Expired { at: when } => (fl!(plain, "settled-expired", at = at(*when)), None, None),
    };
    Some(Settled {
        words,
        granted,
        text,
    })
}

fn entry(desk: &Desk<Decide>, recorded: &Recorded, loaded: &Loaded) -> Option<Entry> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let Event::AccessRequest(event) = &recorded.event else {
        return None;
    };
    let (words, class) = match &event.fact {
        RequestFact::Sent(_) => (fl!(t, "timeline-sent"), ""),
        RequestFact::Approved { by, .. } => (
            fl!(
                plain,
                "timeline-approved-by",
                name = name_of(desk, loaded, by)
            ),
            "good",
        ),
        RequestFact::Denied { by, denial, .. } => {
            let reason = desk.words.denial(denial.class);
            (
                fl!(
                    plain,
                    "timeline-denied-by",
                    name = name_of(desk, loaded, by),
                    reason = reason
                ),
                "bad",
            )
        }
        RequestFact::Withdrawn { .. } => (fl!(t, "timeline-withdrawn"), ""),
        RequestFact::Expired { .. } => (fl!(t, "timeline-expired"), "bad"),
        RequestFact::Nudged { .. } => (fl!(t, "timeline-nudged"), ""),
        RequestFact::DecidersReminded { .. } => (fl!(t, "timeline-reminded"), ""),
        RequestFact::Escalated { .. } => (fl!(t, "timeline-escalated"), ""),
        RequestFact::ExpiryAnnounced { .. } => (fl!(t, "timeline-expiry-warned"), ""),
        RequestFact::DecisionRefused { by, .. } => (
            fl!(
                plain,
                "timeline-decision-refused",
                name = name_of(desk, loaded, by)
            ),
            "bad",
        ),
    };
    Some(Entry {
        words,
        at: Some(recorded.at),
        class,
        quote: None,
    })
}

/// Turns the form into a decision, or says what is wrong with it.
fn read(visit: &Visit, form: &DecisionForm) -> Result<Result<Decision, DecisionFaults>, PageError> {
    let t = &visit.words.text;
    let mut faults = DecisionFaults::default();
    let mut optional = |text: &str, place: fn(&mut DecisionFaults) -> &mut Option<String>| {
        match text::clean_optional(text, WORDS) {
            Ok(words) => words,
            Err(fault) => {
                *place(&mut faults) = Some(text_fault(visit, fault));
                None
            }
        }
    };
    let decision = match form.outcome.as_str() {
        "approve" => {
            let note = optional(&form.note, |faults| &mut faults.note);
            let scope = match form.scope.as_str() {
                "entire" => Some(Scope::EntireAccount),
                "selected" => {
                    let ids: Result<BTreeSet<_>, _> =
                        form.virtual_accounts.iter().map(|id| id.parse()).collect();
                    Some(Scope::VirtualAccounts(ids.map_err(|_| PageError::BadForm)?))
                }
                "" => None,
                _ => return Err(PageError::BadForm),
            };
            let until = match form.until.trim() {
                "" => None,
                date => {
                    let until = end_of_day(date, &visit.zone);
                    if until.is_none() {
                        faults.until = Some(fl!(t, "field-date"));
                    }
                    until
                }
            };
            let role = match form.role.as_str() {
                "" => None,
                key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
            };
            if scope.is_none() {
                faults.scope = Some(fl!(t, "decision-scope-missing"));
            }
            if role.is_none() {
                faults.role = Some(fl!(t, "decision-role-missing"));
            }
            scope.zip(role).map(|(scope, role)| {
                Decision::Approve(Grant {
                    role,
                    scope,
                    until,
                    note,
                })
            })
        }
        "decline" => {
            let words = optional(&form.words, |faults| &mut faults.words);
            let class = match form.class.as_str() {
                "" => None,
                key => Some(DenialClass::from_key(key).ok_or(PageError::BadForm)?),
            };
            if class.is_none() {
                faults.class = Some(fl!(t, "decision-class-missing"));
            }
            class.map(|class| Decision::Decline(Denial { class, words }))
        }
        "" => {
            faults.outcome = Some(fl!(t, "decision-outcome-missing"));
            None
        }
        _ => return Err(PageError::BadForm),
    };
    Ok(match decision {
        Some(decision) if faults.is_empty() => Ok(decision),
        _ => Err(faults),
    })
}

pub async fn create_decision(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let loaded = load(&desk, &id).await?;
    let version = form.version.ok_or(PageError::BadForm)?;
    let decision = match read(&desk, &form)? {
        Ok(decision) => decision,
        Err(faults) if loaded.request.outcome() == Outcome::Pending => {
            let page = request_page(&desk, loaded, form, faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        // Settled meanwhile: what is wrong with the form no longer matters.
        Err(_) => {
            return Ok(render_with(
                StatusCode::CONFLICT,
                &request_page(&desk, loaded, form, DecisionFaults::default()),
            ));
        }
    };
    let (request, by, decided) = (
        loaded.request.id.clone(),
        desk.person.id.clone(),
        decision.clone(),
    );
    let result = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            decide(tx, &request, version, &by, &decided)
        })
        .await?;
    match result {
        Ok(_) => {
            let name = loaded.applicant.profile.full_name;
            let said = match decision {
                Decision::Approve(_) => fl!(desk.words.plain, "decision-approved", name = name),
                Decision::Decline(_) => fl!(desk.words.plain, "decision-declined", name = name),
            };
            Ok(
                Onward::to(&desk.app, &desk.address(&format!("requests/{id}")))
                    .saying(&said)
                    .into_response(),
            )
        }
        Err(refusal) => {
            // Loaded anew: what stands there now is what the person must see.
            let loaded = load(&desk, &id).await?;
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::CONFLICT);
            let faults = faults_of(&desk, &refusal);
            let mut form = form;
            form.version = Some(loaded.request.version);
            Ok(render_with(
                status,
                &request_page(&desk, loaded, form, faults),
            ))
        }
    }
}

/// Where on the page a refusal belongs.
fn faults_of(visit: &Visit, refusal: &Refusal) -> DecisionFaults {
    let words = Some(refusals::words(visit, refusal));
    match refusal {
        // The page shows what was decided, by whom and when.
        Refusal::AlreadySettled { .. } => DecisionFaults::default(),
        Refusal::RoleDoesNotFitScope | Refusal::ApproverOutsideDomain { .. } => DecisionFaults {
            role: words,
            ..Default::default()
        },
        Refusal::NoVirtualAccountChosen
        | Refusal::VirtualAccountOfAnotherAccount
        | Refusal::BeyondOwnRights => DecisionFaults {
            scope: words,
            ..Default::default()
        },
        Refusal::EndDateInThePast => DecisionFaults {
            until: words,
            ..Default::default()
        },
        _ => DecisionFaults {
            outcome: words,
            ..Default::default()
        },
    }
}

/// What each role allows, for the table beside the form.
fn allowances(visit: &Visit) -> Vec<(String, String)> {
    Role::ALL
        .into_iter()
        .map(|role| {
            let rights: Vec<String> = Right::ALL
                .into_iter()
                .filter(|right| role.extent(*right) != Extent::Nothing)
                .map(|right| visit.words.right(right))
                .collect();
            (visit.words.role(role), rights.join(", "))
        })
        .collect()
}
