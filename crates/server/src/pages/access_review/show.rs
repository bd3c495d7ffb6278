//! One access review: how far it has come, its lines, and the form that decides some of them.

use crate::pages::access_review::decision_form::{DecisionFields, ReviewDecision, ticked};
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::access_review::{LineFilter, Review};
use crate::use_cases::access_review::{LineStanding, standing};
use crate::web::desk::{Desk, DeskTab, ManageMembers, part_name};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Query};
use crate::web::page::{Page, render};
use crate::words::access_review::outcome;
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::access_review::{LineOutcome, ReviewLine, ReviewRule, Stage};
use domain::membership::{Holder, Reach};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::{Moment, PersonId, ReviewId, ReviewLineId, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lists of a review's lines, as the address names them.
const SHOWS: [&str; 4] = ["", "mine", "decided", "all"];

/// A role that is asked about, in words.
pub struct Row {
    id: ReviewLineId,
    /// What the form sends: the line, and what is seen of it.
    pub ticked: String,
    /// What the role was when the review began, where it was changed since.
    was: Option<String>,
    is_gone: bool,
    pub holder: String,
    user: Option<String>,
    /// Where more is said of the holder.
    about: String,
    pub role: String,
    pub on: Option<String>,
    since: Moment,
    until: Option<Moment>,
    last_active: Option<Moment>,
    /// Whether the reader may decide it now.
    is_mine: bool,
    is_ticked: bool,
    verdict: Option<VerdictShown>,
}

/// What was decided, by whom and when.
struct VerdictShown {
    class: &'static str,
    icon: &'static str,
    what: String,
    at: Moment,
    words: Vec<String>,
}

/// The page: a list of lines, and the form below it.
#[derive(Template)]
#[template(path = "access_review/show.html")]
pub(crate) struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    review: Review,
    stage: &'static str,
    filters: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    may_close: bool,
    takes_answers: bool,
    faults: Faults,
    fields: DecisionFields,
    /// The place in the lists to come back to.
    show: String,
    cursor: String,
}

/// Which lines are wanted.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(flatten)]
    after: After,
}

/// Which part of a review's lines is shown.
#[derive(Clone, Default)]
pub(crate) struct ReviewPlace {
    pub show: String,
    pub cursor: Option<String>,
}

impl ReviewPlace {
    /// Errors: a list that there is not.
    pub fn new(show: &str, cursor: Option<String>) -> Result<Self, PageError> {
        if !SHOWS.contains(&show) {
            return Err(PageError::BadForm);
        }
        let show = show.to_owned();
        Ok(Self { show, cursor })
    }
}

/// Errors: not found, where the review asks about nothing this person may see.
pub(crate) async fn found(desk: &Desk<ManageMembers>, id: &str) -> Result<Review, PageError> {
    let id: ReviewId = id.parse().map_err(|_| PageError::NotFound)?;
    let sight = desk.sight();
    Ok(desk
        .read(move |db| store::access_review::find_seen(db, &sight, &id))
        .await?)
}

/// Lines, and what is known of the people in them.
#[derive(Default)]
pub(crate) struct Known {
    lines: Vec<LineStanding>,
    /// The reader and their groups.
    own: Vec<String>,
    people: BTreeMap<String, Person>,
    last_active: BTreeMap<String, Moment>,
}

impl Known {
    /// In: lines, and the reader.
    pub fn of(
        db: &mut AnyConnection,
        lines: Vec<ReviewLine>,
        own: Vec<String>,
    ) -> Result<Self, Error> {
        let deciders = lines.iter().filter_map(|line| {
            let verdict = line.verdict.as_ref()?;
            verdict.by.as_ref()
        });
        let holders = lines.iter().filter_map(ReviewLine::person);
        let ids: Vec<String> = holders.chain(deciders).map(ToString::to_string).collect();
        let people = store::person::find_all(db, &ids)?;
        let last_active = store::person::last_active_of(db, &ids)?;
        Ok(Self {
            lines: standing(db, lines)?,
            own,
            people: people
                .into_iter()
                .map(|one| (one.id.to_string(), one))
                .collect(),
            last_active,
        })
    }

    fn name(&self, id: &PersonId) -> String {
        let known = self.people.get(id.as_str());
        known.map_or_else(|| id.to_string(), |one| one.profile.full_name.clone())
    }

    /// In: whether lines can be decided now.
    pub fn rows(&self, desk: &Desk<ManageMembers>, takes_answers: bool) -> Result<Vec<Row>, Error> {
        let lines = self.lines.iter();
        lines
            .map(|line| self.row(desk, line, takes_answers))
            .collect()
    }

    fn row(
        &self,
        desk: &Desk<ManageMembers>,
        standing: &LineStanding,
        takes_answers: bool,
    ) -> Result<Row, Error> {
        let line = &standing.line;
        let held = &line.membership;
        let holder = held.holder.id();
        let about = match &held.holder {
            Holder::Person(id) => format!("users/{id}"),
            Holder::Group(id) => format!("groups/{id}"),
        };
        let known = self.people.get(holder);
        Ok(Row {
            id: line.id.clone(),
            ticked: ticked(&line.id, &standing.print()?),
            was: standing
                .was
                .as_ref()
                .map(|was| role_until(desk, was.role, was.until)),
            is_gone: standing.is_gone,
            holder: known.map_or_else(
                || line.holder_name.clone(),
                |one| one.profile.full_name.clone(),
            ),
            user: known.map(|one| one.user_id.to_string()),
            about: desk.address(&about),
            role: desk.words.role(held.role),
            on: held
                .virtual_account
                .as_ref()
                .map(|id| part_name(&desk.parts_ever, id)),
            since: held.since,
            until: held.until,
            last_active: (self.last_active.get(holder).copied())
                .and_then(|seen| held.told_activity(seen)),
            is_mine: takes_answers
                && line.verdict.is_none()
                && !self.own.iter().any(|own| own == holder),
            is_ticked: false,
            verdict: self.verdict(desk, line),
        })
    }

    fn verdict(&self, desk: &Desk<ManageMembers>, line: &ReviewLine) -> Option<VerdictShown> {
        let t = &desk.words.text;
        let verdict = line.verdict.as_ref()?;
        let (class, icon) = match verdict.outcome {
            LineOutcome::Kept => ("good", "check"),
            LineOutcome::Changed | LineOutcome::Superseded => ("wait", "people"),
            LineOutcome::Ended => ("bad", "cross"),
            LineOutcome::Gone => ("still", "dash"),
        };
        let what = outcome(desk.words, verdict.outcome);
        let by = match &verdict.by {
            Some(by) => self.name(by),
            None => fl!(t, "review-by-rule"),
        };
        let after = verdict
            .after
            .map(|(role, until)| role_until(desk, role, until));
        let kept = verdict.why.as_ref();
        let kept = kept.map(|why| match why.as_str() {
            "account-not-open" => fl!(t, "review-kept-suspended"),
            _ => fl!(t, "refusal-last-administrator"),
        });
        let words = verdict.words.clone();
        Some(VerdictShown {
            class,
            icon,
            what: format!("{what} · {by}"),
            at: verdict.at,
            words: after.into_iter().chain(words).chain(kept).collect(),
        })
    }
}

fn role_until(desk: &Desk<ManageMembers>, role: Role, until: Option<Moment>) -> String {
    let role = desk.words.role(role);
    match until {
        Some(until) => format!("{role} · {}", desk.words.last_day(until, &desk.zone)),
        None => role,
    }
}

/// In: a list as the address names it; the reader and their groups, whose own lines are not theirs to decide.
fn filter(show: &str, own: &[String]) -> LineFilter {
    LineFilter {
        open: match show {
            "" | "mine" => Some(true),
            "decided" => Some(false),
            _ => None,
        },
        but: if show == "mine" {
            own.to_vec()
        } else {
            Vec::new()
        },
    }
}

/// A page of lines, with the form as somebody has filled it in.
pub(crate) async fn show_page(
    desk: &Desk<ManageMembers>,
    review: Review,
    mut place: ReviewPlace,
    decision: ReviewDecision,
) -> Result<ShowPage, PageError> {
    let stage = review.campaign.stage;
    if matches!(stage, Stage::Closed { .. }) && place.show.is_empty() {
        // Nothing is open any more.
        place.show = "all".into();
    }
    let (known, next) = lines_at(desk, &review, &place).await?;
    let takes_answers = matches!(stage, Stage::Gathering | Stage::Open) && place.show != "decided";
    let mut rows = known.rows(desk, takes_answers)?;
    for row in &mut rows {
        row.is_ticked = decision.form.has(&row.id);
    }
    let fields = DecisionFields::new(desk, decision);
    Ok(ShowPage {
        p: desk.page(&review.campaign.name),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        stage: stage_key(stage),
        filters: filters(desk, &place.show),
        rows,
        next,
        is_first: place.cursor.is_none(),
        may_close: desk.reach == Reach::Account && stage == Stage::Open,
        takes_answers,
        faults: fields.faults(),
        fields,
        show: place.show,
        cursor: place.cursor.unwrap_or_default(),
        review,
    })
}

/// The lines at this place, and where the list goes on, if it does.
async fn lines_at(
    desk: &Desk<ManageMembers>,
    review: &Review,
    place: &ReviewPlace,
) -> Result<(Known, Option<String>), PageError> {
    let (sight, id, me) = (
        desk.sight(),
        review.campaign.id.clone(),
        desk.person.id.clone(),
    );
    let ReviewPlace { show, cursor } = place.clone();
    let read = desk.read(move |db| {
        let groups = store::group::groups_of(db, &me)?;
        let groups = groups.iter().map(ToString::to_string);
        let own: Vec<String> = groups.chain([me.to_string()]).collect();
        let (filter, cursor, limit) = (filter(&show, &own), cursor.as_deref(), PAGE as i64 + 1);
        let mut lines = store::access_review::lines(db, &sight, &id, &filter, cursor, limit)?;
        let next = cut(&mut lines, |line| line.id.to_string());
        Ok((Known::of(db, lines, own)?, next))
    });
    Ok(read.await?)
}

/// The lists to choose from, and which of them is shown.
fn filters(desk: &Desk<ManageMembers>, shown: &str) -> Vec<(&'static str, String, bool)> {
    let t = &desk.words.text;
    let filters = [
        ("", fl!(t, "review-show-open")),
        ("mine", fl!(t, "review-show-mine")),
        ("decided", fl!(t, "review-show-decided")),
        ("all", fl!(t, "review-show-all")),
    ];
    filters
        .into_iter()
        .map(|(key, words)| (key, words, key == shown))
        .collect()
}

fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Gathering => "gathering",
        Stage::Open => "open",
        Stage::Settling => "settling",
        Stage::Closed { .. } => "closed",
    }
}

/// The review with the first of its lines, or those after a line.
pub async fn show(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let place = ReviewPlace::new(&wanted.show, wanted.after.cursor())?;
    let review = found(&desk, &id).await?;
    let page = show_page(&desk, review, place, ReviewDecision::default()).await?;
    Ok(render(&page))
}

/// Its stage and how many lines are decided, for a page that watches it.
pub async fn progress(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?;
    let stage = stage_key(review.campaign.stage);
    Ok(web::progress::answer(stage, review.decided))
}
