//! The desk's list of users: who holds which role on what, since and until when, and where it comes from.

use crate::language::Words;
use crate::paging::{AfterPlace, ListPlace, PAGE};
use crate::store::membership::list::{ListedMembership, MembershipFilter, Sort, Who};
use crate::web::desk::{Desk, DeskTab, SeeMembers, part_name};
use crate::web::errors::PageError;
use crate::web::forms::{Field, Query};
use crate::web::page::{Page, render};
use crate::{search_index, standing, store};
use askama::Template;
use axum::response::Response;
use domain::membership::{Reach, Source};
use domain::moment::days;
use domain::smart_account::SmartAccount;
use domain::{MembershipId, Moment, RequestId, Right, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::time::Duration;

/// A role ends soon where its last day is no further away than this.
pub const SOON: Duration = days(30);
/// Somebody is dormant who has not been here for so long, by whole days.
pub const DORMANT: Duration = days(90);

/// A role in the words of whoever looks; `request` is there for those alone who see every request.
pub struct Row {
    pub id: MembershipId,
    pub who: Who,
    pub role: String,
    /// Whether it gives nothing as things stand.
    pub is_asleep: bool,
    pub on: Option<String>,
    pub source: String,
    pub request: Option<RequestId>,
    pub since: Moment,
    pub until: Option<Moment>,
}

#[derive(Template)]
#[template(path = "membership/users.html")]
struct UsersPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    is_filtered: bool,
    /// The query of the exports: the filters, without the place.
    query: String,
    filters: Vec<Field>,
    lone_administrator: bool,
    manages: bool,
}

/// What a list of users is asked for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    part: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    sort: String,
    #[serde(flatten)]
    after: AfterPlace,
}

const ENDING: &str = "ending";
const DORMANT_KEY: &str = "dormant";

impl Wanted {
    /// What the list is asked for, as far as the right reaches. Errors: a choice that the page does not offer.
    pub(crate) fn filter(&self, desk: &Desk<SeeMembers>) -> Result<MembershipFilter, PageError> {
        let role = match self.role.as_str() {
            "" => None,
            key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
        };
        let part = match self.part.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| PageError::BadForm)?),
        };
        let origin = match self.source.as_str() {
            "" => None,
            key => Some(
                store::membership::ORIGINS
                    .into_iter()
                    .find(|origin| *origin == key)
                    .ok_or(PageError::BadForm)?,
            ),
        };
        let sort = match (self.sort.as_str(), self.show.as_str()) {
            ("ending", _) | (_, ENDING) => Sort::Ending,
            ("", DORMANT_KEY) => Sort::Seen,
            ("" | "name", _) => Sort::Name,
            ("newest", _) => Sort::Newest,
            _ => return Err(PageError::BadForm),
        };
        if !["", ENDING, DORMANT_KEY].contains(&self.show.as_str()) {
            return Err(PageError::BadForm);
        }
        Ok(MembershipFilter {
            words: search_index::wanted(&self.q),
            role,
            part,
            origin,
            ends_before: (self.show == ENDING).then(|| desk.now.plus(SOON)),
            not_seen_since: (self.show == DORMANT_KEY).then(|| desk.now.minus(DORMANT).day()),
            sort,
        })
    }

    /// The filters as a query, without the place.
    fn query(&self) -> String {
        let all = [
            ("q", &self.q),
            ("role", &self.role),
            ("part", &self.part),
            ("source", &self.source),
            ("show", &self.show),
            ("sort", &self.sort),
        ];
        let pairs = all
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::web::text::form_urlencoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Where a role comes from, in words.
pub fn source(words: &Words, source: &Source) -> String {
    match source {
        Source::Rule(grant) => {
            let (name, version) = (grant.rule.name.as_str(), grant.rule.version);
            fl!(
                words.text,
                "source-rule-named",
                name = name,
                version = version
            )
        }
        other => source_words(words, store::membership::origin(other)),
    }
}

/// As [`source`], at a desk: a rule is named to those alone who may open the list of rules.
pub fn source_for(desk: &Desk<impl crate::web::desk::Needs>, of: &Source) -> String {
    match desk.reach_of(Right::RequestDecide) {
        Reach::Account => source(desk.words, of),
        _ => source_words(desk.words, store::membership::origin(of)),
    }
}

/// What roles come from, in words, by the kind that `store::origin` tells.
pub fn source_words(words: &Words, origin: &str) -> String {
    let t = &words.text;
    match origin {
        "request" => fl!(t, "source-request"),
        "rule" => fl!(t, "source-rule"),
        "import" => fl!(t, "source-import"),
        "creation" => fl!(t, "source-creation"),
        "operator" => fl!(t, "source-operator"),
        "invitation" => fl!(t, "source-invitation"),
        "upload" => fl!(t, "source-upload"),
        _ => fl!(t, "source-administrator"),
    }
}

/// A role as the desk shows it. Whether it is asleep is for the caller to find out.
pub fn row(desk: &Desk<impl crate::web::desk::Needs>, listed: ListedMembership) -> Row {
    // A Virtual Account Administrator may not see every request that led to a role here.
    let decides = desk.can(Right::RequestDecide) && desk.within().is_none();
    let held = listed.membership;
    Row {
        is_asleep: false,
        role: desk.words.role(held.role),
        on: held
            .virtual_account
            .as_ref()
            .map(|id| part_name(&desk.parts, id)),
        source: source_for(desk, &held.source),
        request: held.source.request().filter(|_| decides).cloned(),
        id: held.id,
        since: held.since,
        until: held.until,
        who: listed.who,
    }
}

/// The roles within reach as the filters leave them, a page at a time. Errors: a choice that the page does not offer.
pub async fn users(
    desk: Desk<SeeMembers>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let filter = wanted.filter(&desk)?;
    let (sight, query) = (desk.sight(), wanted.query());
    let domain = desk.account.domain.clone();
    let filters = fields(&desk, &wanted);
    let place = wanted.after.place();
    let is_first = place.is_none();
    let is_filtered = !query.is_empty();
    let ((found, next), asleep) = desk
        .read(move |db| {
            let page = store::membership::list::page(db, &sight, &filter, place.as_ref(), PAGE)?;
            let approvers = page.0.iter().map(|listed| &listed.membership);
            let approvers = approvers.filter(|m| m.role == Role::SaApprover);
            let approvers = approvers.filter_map(|m| m.holder.person().map(ToString::to_string));
            let asleep =
                standing::membership::outside(db, &approvers.collect::<Vec<_>>(), &domain)?;
            Ok((page, asleep))
        })
        .await?;
    let rows = found.into_iter().map(|listed| {
        let held = &listed.membership;
        let holder = held
            .holder
            .person()
            .filter(|_| held.role == Role::SaApprover);
        let is_asleep = holder.is_some_and(|id| asleep.contains(id.as_str()));
        Row {
            is_asleep,
            ..row(&desk, listed)
        }
    });
    let rows = rows.collect();
    let page = UsersPage {
        p: desk.page(&fl!(desk.words.text, "desk-users")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        rows,
        next: next.as_ref().map(ListPlace::written),
        is_first,
        is_filtered,
        query,
        filters,
        lone_administrator: desk.can(Right::MemberManage) && desk.lone_administrator().await?,
        manages: desk.can(Right::MemberManage),
    };
    Ok(render(&page))
}

/// The filters as fields, with what is chosen.
fn fields(desk: &Desk<SeeMembers>, wanted: &Wanted) -> Vec<Field> {
    let t = &desk.words.text;
    let all = || vec![(String::new(), fl!(t, "filter-all"))];
    let mut roles = all();
    roles.extend(Role::ALL.map(|role| (role.key().to_owned(), desk.words.role(role))));
    let within = desk.within();
    let mut parts = all();
    parts.extend(
        desk.parts
            .iter()
            .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)))
            .map(|va| (va.id.to_string(), va.name.clone())),
    );
    let mut sources = vec![(String::new(), fl!(t, "users-all-sources"))];
    sources.extend(
        store::membership::ORIGINS
            .map(|origin| (origin.to_owned(), source_words(desk.words, origin))),
    );
    let mut shown = all();
    shown.push((ENDING.into(), fl!(t, "users-ending")));
    shown.push((DORMANT_KEY.into(), fl!(t, "users-dormant")));
    let sorts = vec![
        (String::new(), fl!(t, "users-by-name")),
        ("newest".into(), fl!(t, "users-newest")),
        ("ending".into(), fl!(t, "users-by-end")),
    ];
    let choice =
        |name, label, options, chosen: &str| Field::new(name, label).value(chosen).options(options);
    vec![
        Field::new("q", fl!(t, "users-search")).value(&wanted.q),
        choice("role", fl!(t, "column-role"), roles, &wanted.role),
        choice("part", fl!(t, "virtual-account-a"), parts, &wanted.part),
        choice("source", fl!(t, "column-source"), sources, &wanted.source),
        choice("show", fl!(t, "users-show"), shown, &wanted.show),
        choice("sort", fl!(t, "users-sort"), sorts, &wanted.sort),
    ]
}
