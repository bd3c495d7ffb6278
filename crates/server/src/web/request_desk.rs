//! Where requests are decided: the desk of the account that is asked for, or that of a queue. The same pages serve both.

use crate::sight::RequestsOf;
use crate::standing;
use crate::standing::request_queue::QueueReach;
use crate::store;
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::Page;
use crate::web::request_queue;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::access_request::RequestQueue;
use domain::membership::Reach;
use domain::programme::ProgrammeKey;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{Moment, PersonId, Refusal, RequestId, Scope};
use i18n_embed_fl::fl;
use std::ops::Deref;

/// Somebody where they decide requests. To others its pages do not exist.
pub struct RequestDesk(Place);

enum Place {
    Account(Box<Desk<Decide>>),
    Queue(Box<QueueDesk>),
}

struct QueueDesk {
    visit: SignedIn,
    queue: RequestQueue,
    /// Whose requests alone are decided; none where all are.
    only: Option<PersonId>,
    /// Its name in the reader's language.
    name: String,
    /// How many requests wait there.
    pending: i64,
}

impl Deref for RequestDesk {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        match &self.0 {
            Place::Account(desk) => desk,
            Place::Queue(desk) => &desk.visit,
        }
    }
}

impl RequestDesk {
    /// The account, where it is one's desk.
    pub fn account(&self) -> Option<&SmartAccount> {
        self.of_account().map(|desk| &desk.account)
    }

    /// The desk of the account, where it is one.
    pub fn of_account(&self) -> Option<&Desk<Decide>> {
        match &self.0 {
            Place::Account(desk) => Some(desk),
            Place::Queue(_) => None,
        }
    }

    /// What the queue is called, where it is one.
    pub fn queue_name(&self) -> Option<String> {
        match &self.0 {
            Place::Account(_) => None,
            Place::Queue(desk) => Some(desk.name.clone()),
        }
    }

    /// Whose requests are decided here.
    pub fn of(&self) -> RequestsOf {
        match &self.0 {
            Place::Account(desk) => RequestsOf::Account(desk.sight()),
            Place::Queue(desk) => RequestsOf::Queue {
                queue: desk.queue.clone(),
                only: desk.only.clone(),
            },
        }
    }

    /// How far the right to decide reaches: all of a queue.
    pub fn reach(&self) -> Reach {
        match &self.0 {
            Place::Account(desk) => desk.reach.clone(),
            Place::Queue(_) => Reach::Account,
        }
    }

    /// The Virtual Accounts there are now; none in a queue.
    pub fn parts(&self) -> &[VirtualAccount] {
        self.of_account().map_or(&[], |desk| &desk.parts)
    }

    /// As [`RequestDesk::parts`], with those that are deleted.
    pub fn parts_ever(&self) -> &[VirtualAccount] {
        self.of_account().map_or(&[], |desk| &desk.parts_ever)
    }

    /// The earliest of the ends preferred for what a role is to be held on.
    pub fn preferred_end(&self, scope: Option<&Scope>) -> Option<Moment> {
        self.of_account()?.preferred_end(scope)
    }

    /// Whether anything is decided here now: not in an account that rests.
    pub fn is_open(&self) -> bool {
        self.account().is_none_or(SmartAccount::is_open)
    }

    /// How many requests wait that this person may decide.
    pub fn pending(&self) -> i64 {
        match &self.0 {
            Place::Account(desk) => desk.pending,
            Place::Queue(desk) => desk.pending,
        }
    }

    /// What every page here shows around its own.
    pub fn page(&self, title: &str) -> Page {
        match &self.0 {
            Place::Account(desk) => desk.page(title),
            Place::Queue(desk) => desk.visit.page(title),
        }
    }

    /// The tabs of the account; a queue has none.
    pub fn tabs(&self) -> Vec<DeskTab> {
        self.of_account()
            .map_or_else(Vec::new, |desk| desk.tabs("requests"))
    }

    /// The pages below the tab of requests; a queue has none.
    pub fn subtabs(&self) -> Vec<DeskTab> {
        self.of_account()
            .map_or_else(Vec::new, |desk| desk.subtabs("requests", "requests"))
    }

    /// The address of a page here. In: what follows the account or the queue, without the slash before it.
    pub fn address(&self, page: &str) -> String {
        match &self.0 {
            Place::Account(desk) => desk.address(page),
            Place::Queue(desk) => format!("{}/{page}", request_queue::address(&desk.queue)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestDesk {
    type Rejection = PageError;

    async fn from_request_parts(request: &mut Parts, state: &S) -> Result<Self, PageError> {
        if let Some(key) = param(request, state, "key").await? {
            let visit = SignedIn::from_request_parts(request, state).await?;
            let key = ProgrammeKey::parse(&key).ok_or(PageError::NotFound)?;
            let desk = queue_desk(visit, RequestQueue::Programme(key)).await?;
            return Ok(Self(Place::Queue(Box::new(desk))));
        }
        if param(request, state, "domain").await?.is_none() {
            let visit = SignedIn::from_request_parts(request, state).await?;
            let desk = queue_desk(visit, RequestQueue::Contracts).await?;
            return Ok(Self(Place::Queue(Box::new(desk))));
        }
        let desk = Desk::from_request_parts(request, state).await?;
        Ok(Self(Place::Account(Box::new(desk))))
    }
}

/// Errors: not found, where the person decides nothing there or there is no such programme.
async fn queue_desk(visit: SignedIn, queue: RequestQueue) -> Result<QueueDesk, PageError> {
    let rules = visit.app.db.shared_rules();
    let name = match &queue {
        RequestQueue::Contracts => fl!(visit.words.text, "contract-requests"),
        RequestQueue::Programme(key) => {
            let programme = rules.programme(key.as_str()).ok_or(PageError::NotFound)?;
            let name = &programme.definition.name;
            name.in_language(visit.words.language).to_owned()
        }
    };
    let (person, of) = (visit.person.clone(), queue.clone());
    let (only, pending) = visit
        .read(move |db| {
            let only = match standing::request_queue::reach(db, &rules, &of, &person)? {
                QueueReach::All => None,
                QueueReach::Of(only) => Some(only),
                QueueReach::Nothing => return Err(Refusal::NotFound.into()),
            };
            let pending = store::access_request::count_pending_in(db, &of.key(), only.as_ref())?;
            Ok((only, pending))
        })
        .await?;
    Ok(QueueDesk {
        pending,
        only,
        visit,
        queue,
        name,
    })
}

async fn param<S: Send + Sync>(
    request: &mut Parts,
    state: &S,
    name: &str,
) -> Result<Option<String>, PageError> {
    let params = RawPathParams::from_request_parts(request, state)
        .await
        .map_err(|_| PageError::NotFound)?;
    let found = params.iter().find(|(own, _)| *own == name);
    Ok(found.map(|(_, text)| text.to_owned()))
}

/// The request that an address names.
pub struct RequestInPath(pub RequestId);

impl<S: Send + Sync> FromRequestParts<S> for RequestInPath {
    type Rejection = PageError;

    async fn from_request_parts(request: &mut Parts, state: &S) -> Result<Self, PageError> {
        let id = param(request, state, "id").await?;
        let id = id.ok_or(PageError::NotFound)?;
        id.parse().map(Self).map_err(|_| PageError::NotFound)
    }
}
