//! The desk's queue of access requests.

use crate::pages::parts::help::HelpTopic;
use crate::paging::{After, PAGE, cut};
use crate::sight::RequestsOf;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::{
    AskedRole, ListedRequest, Narrowed, QueueFilter, WaitingRequests,
};
use crate::web::desk::DeskTab;
use crate::web::errors::PageError;
use crate::web::forms::{Field, Query};
use crate::web::page::{Page, render};
use crate::web::request_desk::RequestDesk;
use crate::web::visit::Visit;
use crate::words::entitlement::end_words;
use crate::{standing, store, words};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access_request::RequestOutcome;
use domain::entitlement::EntitlementEnd;
use domain::membership::Reach;
use domain::moment::days;
use domain::smart_account::SmartAccount;
use domain::{RequestId, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A request in the queue, in the words of whoever looks.
pub struct Row {
    pub listed: ListedRequest,
    pub asked: String,
    pub outcome: RequestOutcome,
    /// Whom it waits for in particular.
    pub with: Option<String>,
    /// The group it is for.
    pub group: Option<String>,
    /// Whether it can be selected, to be decided with others.
    pub selectable: bool,
}

#[derive(Template)]
#[template(path = "access_request/queue.html")]
struct QueuePage {
    p: Page,
    /// None in a queue.
    account: Option<SmartAccount>,
    queue: Option<String>,
    help: HelpTopic,
    /// Where the pages of requests stand here.
    base: String,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    is_filtered: bool,
    can_select: bool,
    filters: Vec<Field>,
    /// Automation rules that act no more, for those who may change that.
    idle_rules: Vec<String>,
}

/// The filters as the address has them, each empty where it leaves nothing out, and the place in the list.
#[derive(Deserialize)]
pub struct Wanted {
    /// A queue opens on what waits there, where the address names none.
    #[serde(default)]
    status: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    waiting: String,
    #[serde(default)]
    age: String,
    #[serde(flatten)]
    after: After,
}

/// The ages a queue can be filtered by, in days.
const AGES: [u64; 4] = [1, 2, 7, 14];
/// Whatever became of them: in a queue, which opens on what waits, that has to be said.
const ALL: &str = "all";
/// As many words as are looked for at once.
const MOST_WORDS: usize = 4;

/// A choice of a filter: nothing chosen, or one of what the page offers.
fn chosen<T>(key: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, PageError> {
    match key {
        "" => Ok(None),
        key => read(key).map(Some).ok_or(PageError::BadForm),
    }
}

impl Wanted {
    fn is_filtered(&self) -> bool {
        let status = self.status.as_str();
        [
            if status == ALL { "" } else { status },
            self.words.as_str(),
            self.role.as_str(),
            self.waiting.as_str(),
            self.age.as_str(),
        ]
        .iter()
        .any(|filter| !filter.trim().is_empty())
    }

    /// The key of the status that is shown; empty or [`ALL`] for all. In: whether it is an account's.
    fn status(&self, of_account: bool) -> &str {
        match self.status.as_str() {
            "" if !of_account => RequestOutcome::Pending.key(),
            status => status,
        }
    }

    fn narrowed(&self, desk: &RequestDesk) -> Result<Narrowed, PageError> {
        let (me, now) = (&desk.person.id, desk.now);
        let of_account = desk.account().is_some();
        // PostgreSQL takes no NUL in a text.
        if self.words.contains('\0') {
            return Err(PageError::BadForm);
        }
        let mut words = store::membership::terms::words(&self.words);
        words.truncate(MOST_WORDS);
        let age = chosen(&self.age, |key| {
            key.parse().ok().filter(|days| AGES.contains(days))
        })?;
        Ok(Narrowed {
            words,
            outcome: match self.status(of_account) {
                ALL => None,
                status => chosen(status, RequestOutcome::from_key)?,
            },
            oldest_first: !of_account && self.status(of_account) == RequestOutcome::Pending.key(),
            asked_role: chosen(&self.role, |key| match key {
                "unsaid" => Some(AskedRole::Unsaid),
                key => Role::from_key(key).map(AskedRole::This),
            })?,
            waiting: chosen(&self.waiting, |key| match key {
                "nobody" => Some(WaitingRequests::Nobody),
                "me" => Some(WaitingRequests::Decider(me.clone())),
                "requester" => Some(WaitingRequests::Requester),
                _ => None,
            })?,
            sent_before: age.map(|age| now.minus(days(age))),
        })
    }

    /// The filters as fields, with what is chosen. In: whether roles are asked for here.
    fn fields(&self, visit: &Visit, has_roles: bool) -> Vec<Field> {
        let t = &visit.words.text;
        let status = self.status(has_roles);
        let any = || (String::new(), fl!(t, "queue-any"));
        let all = if has_roles { "" } else { ALL };
        let mut statuses = vec![(all.to_owned(), fl!(t, "filter-all"))];
        statuses.extend(
            RequestOutcome::ALL
                .iter()
                .map(|one| (one.key().to_owned(), visit.words.outcome(*one))),
        );
        let mut roles = vec![
            (String::new(), fl!(t, "queue-any-role")),
            ("unsaid".to_owned(), fl!(t, "queue-role-unsaid")),
        ];
        let all = Role::ALL.into_iter();
        roles.extend(all.map(|role| (role.key().to_owned(), visit.words.role(role))));
        let waiting = vec![
            any(),
            ("me".to_owned(), fl!(t, "queue-waiting-me")),
            ("nobody".to_owned(), fl!(t, "queue-waiting-nobody")),
            ("requester".to_owned(), fl!(t, "queue-waiting-requester")),
        ];
        let mut ages = vec![any()];
        ages.extend(AGES.map(|age| {
            let words = fl!(visit.words.plain, "queue-age-days", days = age);
            (age.to_string(), words)
        }));
        let choice = |name, label, value: &str, options| {
            Field::new(name, label).value(value).options(options)
        };
        let words = if has_roles {
            fl!(t, "queue-words")
        } else {
            fl!(t, "queue-words-or-identifier")
        };
        let role = choice("role", fl!(t, "queue-asked-role"), &self.role, roles);
        let mut fields = vec![
            choice("status", fl!(t, "column-status"), status, statuses),
            Field::new("words", words).value(&self.words),
        ];
        fields.extend(has_roles.then_some(role));
        fields.extend([
            choice("waiting", fl!(t, "queue-waiting"), &self.waiting, waiting),
            choice("age", fl!(t, "queue-age"), &self.age, ages),
        ]);
        fields
    }
}

/// The requests within reach as the filters leave them, a page at a time; for those who decide for the whole account, with the
/// rules that act no more. Errors: a choice that the page does not offer.
pub async fn queue(desk: RequestDesk, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let filters = wanted.fields(&desk, desk.account().is_some());
    let is_filtered = wanted.is_filtered();
    let narrowed = wanted.narrowed(&desk)?;
    let (of, reach, me) = (desk.of(), desk.reach(), desk.person.id.clone());
    let now = desk.now;
    let (found, next, names, ended, idle_rules, reader) = desk
        .read(move |db| {
            let reader = Asker::find(db, &me)?;
            let filter = QueueFilter {
                of: &of,
                narrowed: &narrowed,
            };
            let (found, next) = page_within(db, &filter, &reach, &reader, cursor)?;
            let names = names_of_holders(db, &found)?;
            let ended = match &of {
                RequestsOf::Queue { .. } => ends_of(db, &found)?,
                // Roles end by themselves, and stand on another page.
                RequestsOf::Account(_) => BTreeMap::new(),
            };
            let idle = match (&of, &reach) {
                (RequestsOf::Account(sight), Reach::Account) => {
                    standing::automation::of_account(db, sight.account(), now)?
                }
                _ => Vec::new(),
            };
            let idle: Vec<String> = idle.into_iter().map(|rule| rule.name).collect();
            Ok((found, next, names, ended, idle, reader))
        })
        .await?;
    let rows: Vec<Row> = found
        .into_iter()
        .map(|listed| row(&desk, listed, &names, &ended, &reader))
        .collect();
    let page = QueuePage {
        p: desk.page(&fl!(desk.words.text, "desk-access-requests")),
        account: desk.account().cloned(),
        queue: desk.queue_name(),
        help: HelpTopic::of_deciding(&desk.of()).unwrap_or(HelpTopic::Queue),
        base: desk.address("requests"),
        tabs: desk.tabs(),
        subtabs: desk.subtabs(),
        can_select: rows.iter().any(|row| row.selectable),
        rows,
        next,
        is_first,
        is_filtered,
        filters,
        idle_rules,
    };
    Ok(render(&page))
}

/// The names of those whom requests were left to, and of the groups they are for.
fn names_of_holders(
    db: &mut AnyConnection,
    found: &[ListedRequest],
) -> Result<BTreeMap<String, String>, Error> {
    let to = |listed: &ListedRequest| listed.request.progress.passed_to.clone();
    let mut ids: Vec<String> = found.iter().filter_map(to).map(String::from).collect();
    ids.sort();
    ids.dedup();
    let people = store::person::find_all(db, &ids)?.into_iter();
    let mut names = standing::access_request::for_group::names_of(
        db,
        found.iter().map(|listed| &listed.request),
    )?;
    names.extend(people.map(|p| (p.id.to_string(), p.profile.full_name)));
    Ok(names)
}

/// How what these requests gave has ended.
fn ends_of(
    db: &mut AnyConnection,
    found: &[ListedRequest],
) -> Result<BTreeMap<RequestId, EntitlementEnd>, Error> {
    let ids: Vec<&str> = found.iter().map(|one| one.request.id.as_str()).collect();
    Ok(store::entitlement::ended(db, &ids)?.into_iter().collect())
}

fn row(
    desk: &RequestDesk,
    listed: ListedRequest,
    names: &BTreeMap<String, String>,
    ended: &BTreeMap<RequestId, EntitlementEnd>,
    reader: &Asker,
) -> Row {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let request = &listed.request;
    let is_pending = request.outcome() == RequestOutcome::Pending;
    let is_own = reader.asks(request);
    let with = match (&request.progress.turn, &request.progress.passed_to) {
        _ if !is_pending => {
            let why = ended.get(&request.id);
            why.map(|why| end_words(desk.words, *why))
        }
        (Some(_), _) => Some(fl!(t, "queue-waiting-requester")),
        // To whom deciders leave it is not for those who ask.
        (None, Some(_)) if is_own => None,
        (None, Some(id)) if *id == desk.person.id => Some(fl!(t, "queue-your-turn")),
        (None, Some(id)) => {
            let name = names.get(id.as_str()).map_or("–", String::as_str);
            Some(fl!(plain, "queue-with", name = name))
        }
        (None, None) => None,
    };
    Row {
        asked: words::wish::asked_words(desk, request, desk.parts_ever()),
        outcome: request.outcome(),
        with,
        group: standing::access_request::for_group::name_in(names, request),
        // Several are decided at once where roles are given.
        selectable: is_pending && !is_own && desk.account().is_some(),
        listed,
    }
}

/// How often more is read where a page holds requests that lie only partly within reach.
const MOST_READS: usize = 20;

/// One page of what lies within reach, and where the next begins. The query goes by Virtual Account; whether all that is
/// asked for lies within reach is the rules' to say.
fn page_within(
    db: &mut AnyConnection,
    filter: &QueueFilter<'_>,
    reach: &Reach,
    reader: &Asker,
    mut cursor: Option<String>,
) -> Result<(Vec<ListedRequest>, Option<String>), Error> {
    // Whether their own request was left to somebody would show in which of these lists it stands.
    let hides_own = matches!(
        filter.narrowed.waiting,
        Some(WaitingRequests::Nobody | WaitingRequests::Decider(_))
    );
    let mut rows = Vec::new();
    for _ in 0..MOST_READS {
        let mut found =
            store::access_request::page(db, filter, cursor.as_deref(), PAGE as i64 + 1)?;
        cursor = cut(&mut found, |listed| listed.request.id.to_string());
        found.retain(|listed| {
            let request = &listed.request;
            request.is_within(reach) && !(hides_own && reader.asks(request))
        });
        rows.append(&mut found);
        if cursor.is_none() || rows.len() >= PAGE {
            break;
        }
    }
    let next = cut(&mut rows, |listed| listed.request.id.to_string()).or(cursor);
    Ok((rows, next))
}

/// How many requests wait, as a plain number, for the badge that keeps itself fresh.
pub async fn pending_count(desk: RequestDesk) -> Response {
    (
        [
            (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        desk.pending().to_string(),
    )
        .into_response()
}
