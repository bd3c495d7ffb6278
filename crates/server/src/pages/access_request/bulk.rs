//! Several requests at once: a page to look at each first, and one that says what became of them.

use crate::pages::parts::terms_form::{TermsFaults, TermsFields};
use crate::use_cases::access_request::bulk::{BulkPlan, Left, MOST, PlannedDecision};
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::text::form_urlencoded;
use crate::web::visit::Onward;
use crate::words::wish::{asked_words, granted_words};
use crate::{pages, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{Denial, DenialClass};
use domain::smart_account::SmartAccount;
use domain::text::WORDS;
use domain::{RequestId, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is selected and what is to be done with it. Requests come as ids, or as `id:version` where they were looked at.
#[derive(Deserialize, Default, Clone)]
pub struct BulkForm {
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    request: Vec<String>,
    /// Those among the selected that cannot be decided as things are: they are looked at again, and never decided unseen.
    #[serde(default)]
    other: Vec<String>,
    /// The choice by which the page said what each gets.
    #[serde(default)]
    shown: String,
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

impl BulkForm {
    fn terms(&self) -> pages::parts::terms_form::Typed<'_> {
        pages::parts::terms_form::Typed {
            scope: &self.scope,
            virtual_accounts: &self.virtual_accounts,
            role: &self.role,
            until: &self.until,
        }
    }

    /// All that is chosen where a request does not say, as one text to compare.
    fn choice(&self) -> String {
        let parts = self.virtual_accounts.join(" ");
        let all = [&self.scope, &parts, &self.role, &self.until];
        all.map(String::as_str).join(" ").trim().to_owned()
    }
}

/// What is wrong with it, by field.
#[derive(Default)]
struct BulkFaults {
    choice: Option<String>,
    until: Option<String>,
    note: Option<String>,
    class: Option<String>,
    words: Option<String>,
}

/// One of the selected on the page that looks at each first: what it asks for, what it would get, and why it cannot be decided.
pub struct Row {
    planned: PlannedDecision,
    asked: String,
    gets: Option<String>,
    why_not: Option<String>,
}

#[derive(Template)]
#[template(path = "access_request/review.html")]
struct ReviewPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    is_approval: bool,
    form: BulkForm,
    rows: Vec<Row>,
    /// How many can be decided.
    count: usize,
    faults: Faults,
    terms: TermsFields,
    note: Field,
    class: Field,
    words: Field,
}

/// The ids selected, each once.
fn selected(form: &BulkForm) -> Result<Vec<RequestId>, PageError> {
    let ids = form.request.iter().chain(&form.other).map(|text| {
        let id = text.split(':').next().unwrap_or("");
        id.parse::<RequestId>().map_err(|_| PageError::BadForm)
    });
    let ids: BTreeSet<RequestId> = ids.collect::<Result<_, _>>()?;
    if ids.is_empty() || ids.len() > MOST {
        return Err(PageError::BadForm);
    }
    Ok(ids.into_iter().collect())
}

/// What is to be done with each, as far as it is said so far.
fn plan_so_far(desk: &Desk<Decide>, form: &BulkForm) -> Result<(BulkPlan, BulkFaults), PageError> {
    let mut faults = BulkFaults::default();
    let plan = match form.outcome.as_str() {
        "approve" => {
            let (terms, wrong) = pages::parts::terms_form::read_some(desk, form.terms())?;
            faults.until = wrong.until;
            BulkPlan::Approve {
                scope: terms.scope,
                role: terms.role,
                until: terms.until,
                note: None,
            }
        }
        "decline" => BulkPlan::Decline(use_cases::access_request::bulk::some_denial()),
        _ => return Err(PageError::BadForm),
    };
    Ok((plan, faults))
}

/// What is to be done with each, whole.
fn whole_plan(
    desk: &Desk<Decide>,
    form: &BulkForm,
) -> Result<Result<BulkPlan, BulkFaults>, PageError> {
    let (mut plan, mut faults) = plan_so_far(desk, form)?;
    let words = |text: &str, fault: &mut Option<String>| match text::clean_optional(text, WORDS) {
        Ok(words) => words,
        Err(wrong) => {
            *fault = Some(text_fault(desk, wrong));
            None
        }
    };
    match &mut plan {
        BulkPlan::Approve { note, .. } => *note = words(&form.note, &mut faults.note),
        BulkPlan::Decline(denial) => {
            let said = words(&form.words, &mut faults.words);
            match form.class.as_str() {
                "" => faults.class = Some(fl!(desk.words.text, "decision-class-missing")),
                key => {
                    let class = DenialClass::from_key(key).ok_or(PageError::BadForm)?;
                    *denial = Denial { class, words: said };
                }
            }
        }
    }
    let sound = [&faults.until, &faults.note, &faults.class, &faults.words];
    Ok(if sound.iter().all(|fault| fault.is_none()) {
        Ok(plan)
    } else {
        Err(faults)
    })
}

/// What would come of each of the selected, before anything is done. Errors: an outcome or an id that no page of ours sends, or
/// more requests than [`MOST`].
pub async fn review(
    desk: Desk<Decide>,
    Query(form): Query<BulkForm>,
) -> Result<Response, PageError> {
    if !["", "approve", "decline"].contains(&form.outcome.as_str()) {
        return Err(PageError::BadForm);
    }
    if form.request.is_empty() && form.other.is_empty() {
        let said = fl!(desk.words.plain, "queue-bulk-none");
        return Ok(Onward::to(&desk.app, &desk.address("requests"))
            .saying(&said)
            .into_response());
    }
    let (plan, faults) = plan_so_far(&desk, &form)?;
    let page = review_page(&desk, form, plan, faults).await?;
    Ok(render(&page))
}

async fn review_page(
    desk: &Desk<Decide>,
    form: BulkForm,
    plan: BulkPlan,
    faults: BulkFaults,
) -> Result<ReviewPage, PageError> {
    let ids = selected(&form)?;
    let (account, now) = (desk.account.clone(), desk.now);
    let (me, reach) = (desk.person.id.clone(), desk.reach.clone());
    let rules = desk.app.db.shared_rules();
    let planned = desk
        .read(move |db| {
            let by = (&me, &reach);
            use_cases::access_request::bulk::plan(db, &rules, &account, by, &ids, &plan, now)
        })
        .await?;
    let rows: Vec<Row> = planned.into_iter().map(|one| row(desk, one)).collect();
    let t = &desk.words.text;
    let is_approval = form.outcome == "approve";
    let title = if is_approval {
        fl!(t, "bulk-approve-title")
    } else {
        fl!(t, "bulk-decline-title")
    };
    let terms = TermsFields::new(
        desk,
        form.terms(),
        TermsFaults {
            until: faults.until.clone(),
            ..TermsFaults::default()
        },
    );
    let choice = faults.choice.clone();
    let [note, class, words] = fields(desk, &form, faults);
    Ok(ReviewPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "requests"),
        is_approval,
        count: rows.iter().filter(|row| row.why_not.is_none()).count(),
        rows,
        faults: Faults::default()
            .with("gets", choice)
            .then(terms.faults())
            .also(&[&note, &class, &words]),
        terms,
        note,
        class,
        words,
        form,
    })
}

fn fields(desk: &Desk<Decide>, form: &BulkForm, faults: BulkFaults) -> [Field; 3] {
    let t = &desk.words.text;
    let mut classes = vec![(String::new(), fl!(t, "decision-choose-reason"))];
    let all = DenialClass::OF_ACCOUNT.iter();
    classes.extend(all.map(|class| (class.key().to_owned(), desk.words.denial(*class))));
    let optional = || fl!(t, "field-optional");
    [
        Field::new("note", fl!(t, "decision-note"))
            .kind(Kind::Area)
            .value(&form.note)
            .optional(optional())
            .hint(fl!(t, "decision-note-hint"))
            .fault(faults.note),
        Field::new("class", fl!(t, "decision-reason"))
            .value(&form.class)
            .options(classes)
            .fault(faults.class),
        Field::new("words", fl!(t, "decision-words"))
            .kind(Kind::Area)
            .value(&form.words)
            .optional(optional())
            .fault(faults.words),
    ]
}

fn row(desk: &Desk<Decide>, planned: PlannedDecision) -> Row {
    let gets = planned.grant.as_ref();
    Row {
        asked: asked_words(desk, &planned.listed.request, &desk.parts_ever),
        gets: gets.map(|grant| granted_words(desk, grant, &desk.parts)),
        why_not: planned.left.as_ref().map(|left| match left {
            Left::Unsaid => fl!(desk.words.text, "bulk-missing"),
            Left::Refused(refusal) => web::refusals::to_deciders(desk, refusal),
            Left::Failed => fl!(desk.words.text, "error-busy-words"),
        }),
        planned,
    }
}

/// Decides each of the selected under the version that was seen, and leads to what became of each. What is wrong with the form,
/// or a choice other than the one the page was shown by, is the page again. Errors: as [`review`].
pub async fn create(
    desk: Desk<Decide>,
    Path(_): Path<String>,
    Form(form): Form<BulkForm>,
) -> Result<Response, PageError> {
    selected(&form)?;
    // The same request twice is one request.
    let seen: BTreeMap<RequestId, u32> = form
        .request
        .iter()
        .map(|text| {
            let (id, version) = text.split_once(':').ok_or(PageError::BadForm)?;
            let id = id.parse().map_err(|_| PageError::BadForm)?;
            Ok((id, version.parse().map_err(|_| PageError::BadForm)?))
        })
        .collect::<Result<_, PageError>>()?;
    let plan = match whole_plan(&desk, &form)? {
        Ok(plan) => plan,
        Err(faults) => {
            let (plan, _) = plan_so_far(&desk, &form)?;
            let page = review_page(&desk, form, plan, faults).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    // The page said what each gets by another choice: nobody approves what they have not seen.
    if form.outcome == "approve" && form.shown != form.choice() {
        let faults = BulkFaults {
            choice: Some(fl!(desk.words.text, "bulk-choice-changed")),
            ..BulkFaults::default()
        };
        let page = review_page(&desk, form, plan, faults).await?;
        return Ok(render_with(StatusCode::CONFLICT, &page));
    }
    let (author, me) = (desk.author(), &desk.person.id);
    let results = use_cases::access_request::bulk::carry_out(
        &desk.app.db,
        &author,
        seen,
        me,
        &desk.account,
        &plan,
    )
    .await?;
    let pairs: Vec<String> = results
        .into_iter()
        .map(|(id, result)| match result {
            Ok(()) => format!("done={id}"),
            Err(left) => format!("left={}", form_urlencoded(&format!("{id}:{}", left.code()))),
        })
        .collect();
    let to = format!("{}?{}", desk.address("requests/decisions"), pairs.join("&"));
    Ok(Onward::to(&desk.app, &to).into_response())
}
