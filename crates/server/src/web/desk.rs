//! The administrators' desk of one account: proof that somebody holds a right there, and the tabs they may open.

use crate::sight::{Sight, limits};
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::count_pending;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::Page;
use crate::{standing, store};
use axum::extract::{FromRequestParts, MatchedPath, RawPathParams};
use axum::http::request::Parts;
use domain::membership::{Membership, Reach, reach};
use domain::smart_account::SmartAccount;
use domain::smart_account::properties::Hue;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{
    DomainIdentifier, MembershipId, Moment, PersonId, Refusal, Right, Role, Scope, SmartAccountId,
    VirtualAccountId,
};
use i18n_embed_fl::fl;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Deref;

/// A right that a page needs, as a type, so that a handler names it among its arguments.
pub trait Needs: Send + Sync + 'static {
    const RIGHT: Right;
}

macro_rules! needs {
    ($($name:ident = $right:ident),+ $(,)?) => {$(
        /// Held in the account of the address; see [`Needs`].
        pub struct $name;
        impl Needs for $name { const RIGHT: Right = Right::$right; }
    )+};
}

needs! {
    Decide = RequestDecide, SeeMembers = MemberView, ManageMembers = MemberManage, Look = View, SeeEvents = EventView,
    MakeVirtualAccounts = VirtualAccountCreate, EditVirtualAccounts = VirtualAccountEdit, EditAccount = AccountEdit,
    ManageGroups = GroupManage, AcceptAgreements = AgreementAccept, ManageNotifications = NotificationManage,
}

/// Somebody at the desk of an account where they hold the right `R`. To others the account's pages do not exist.
pub struct Desk<R: Needs> {
    visit: SignedIn,
    pub account: SmartAccount,
    /// All Virtual Accounts that there are, however far the right reaches.
    pub parts: Vec<VirtualAccount>,
    /// The same and those that are deleted, for what still names them.
    pub parts_ever: Vec<VirtualAccount>,
    /// The ends preferred for roles on Virtual Accounts, those still to come.
    pub preferred: BTreeMap<VirtualAccountId, Moment>,
    /// The hue of the account's pages.
    accent: Option<Hue>,
    /// Whether an agreement waits to be accepted.
    is_held_back: bool,
    /// How far the right reaches.
    pub reach: Reach,
    held: Vec<Membership>,
    /// What lets them decide as deputies of who is away; for nothing else.
    lent: Vec<Membership>,
    /// How many requests wait that this person may decide.
    pub pending: i64,
    right: PhantomData<R>,
}

impl<R: Needs> Deref for Desk<R> {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.visit
    }
}

/// One tab of the desk.
pub struct DeskTab {
    pub address: String,
    pub label: String,
    pub current: bool,
    /// How much waits there, if anything does.
    pub count: Option<i64>,
}

impl<R: Needs> Desk<R> {
    /// The Virtual Accounts the right is limited to; none where it reaches the whole account.
    pub fn within(&self) -> Option<Vec<VirtualAccountId>> {
        limits(&self.reach)
    }

    /// What lists of this desk may contain.
    pub fn sight(&self) -> Sight {
        self.sight_within(&self.reach)
    }

    /// What lists may contain that another right of theirs is for.
    pub fn sight_of(&self, right: Right) -> Sight {
        self.sight_within(&self.reach_of(right))
    }

    fn sight_within(&self, reach: &Reach) -> Sight {
        let parts = self.parts_ever.iter().map(|part| part.id.clone());
        Sight::new(&self.account.id, parts, reach)
    }

    /// Whether they hold another right anywhere in the account.
    pub fn can(&self, right: Right) -> bool {
        !self.reach_of(right).is_nothing()
    }

    /// What every page of the desk shows around its own: the account's accent among it.
    pub fn page(&self, title: &str) -> Page {
        let mut page = self.visit.page(title);
        if let Some(accent) = self.accent {
            page.accent = accent.degrees();
        }
        page.held_back = self
            .is_held_back
            .then(|| self.address("properties/agreements"));
        page
    }

    /// The earliest of the ends preferred for what a role is to be held on.
    pub fn preferred_end(&self, scope: Option<&Scope>) -> Option<Moment> {
        let on = scope.into_iter().flat_map(Scope::virtual_accounts);
        on.filter_map(|id| self.preferred.get(id)).min().copied()
    }

    /// How far another right of theirs reaches.
    pub fn reach_of(&self, right: Right) -> Reach {
        let held = with_lent(&self.held, &self.lent, right);
        reach(&held, &Tree::of(&self.parts), right, self.now)
    }

    /// As [`Desk::reach_of`], by what they hold themselves: what is lent to them is for requests alone.
    pub fn own_reach_of(&self, right: Right) -> Reach {
        reach(&self.held, &Tree::of(&self.parts), right, self.now)
    }

    /// As [`Desk::reach_of`], over Virtual Accounts that are gone as well: what became of one stays with those whom it was nested under.
    pub fn reach_ever(&self, right: Right) -> Reach {
        reach(&self.held, &Tree::of(&self.parts_ever), right, self.now)
    }

    /// As [`Desk::reach_of`], once these roles of theirs have ended.
    pub fn reach_without(&self, right: Right, ended: &[MembershipId]) -> Reach {
        let kept = self.held.iter().filter(|held| !ended.contains(&held.id));
        let kept: Vec<Membership> = kept.cloned().collect();
        reach(&kept, &Tree::of(&self.parts), right, self.now)
    }

    /// The tabs this person may open; `current` is the last part of the address of the one shown.
    pub fn tabs(&self, current: &str) -> Vec<DeskTab> {
        let t = &self.words.text;
        let all = [
            ("users", fl!(t, "desk-users"), Right::MemberView),
            (
                "virtual-accounts",
                fl!(t, "desk-virtual-accounts"),
                Right::View,
            ),
            ("requests", fl!(t, "desk-requests"), Right::RequestDecide),
            ("properties", fl!(t, "desk-properties"), Right::View),
            ("events", fl!(t, "desk-events"), Right::EventView),
        ];
        all.into_iter()
            .filter(|(_, _, right)| self.can(*right))
            .map(|(key, label, right)| DeskTab {
                address: self.address(key),
                label,
                current: key == current,
                count: (right == Right::RequestDecide && self.pending > 0).then_some(self.pending),
            })
            .collect()
    }

    /// The pages below a tab, each under a name that no tab has, as far as this person may open them; `current` is the last part of the address of the one shown.
    pub fn subtabs(&self, tab: &str, current: &str) -> Vec<DeskTab> {
        let t = &self.words.text;
        let pages: Vec<(&str, String, Right)> = match tab {
            "users" => vec![
                ("users", fl!(t, "desk-users-who"), Right::MemberView),
                ("reviews", fl!(t, "reviews"), Right::MemberManage),
                ("invitations", fl!(t, "invitations"), Right::MemberManage),
                ("groups", fl!(t, "groups"), Right::GroupManage),
            ],
            "requests" => {
                let requests = fl!(t, "desk-access-requests");
                let mut pages = vec![("requests", requests, Right::RequestDecide)];
                // Rules are for those who decide for the whole account.
                if self.own_reach_of(Right::RequestDecide) == Reach::Account {
                    pages.push(("automation", fl!(t, "automation"), Right::RequestDecide));
                }
                pages
            }
            "properties" => vec![
                ("properties", fl!(t, "desk-properties-details"), Right::View),
                ("properties/agreements", fl!(t, "agreements"), Right::View),
                (
                    "properties/notifications",
                    fl!(t, "notification-addresses"),
                    Right::NotificationManage,
                ),
            ],
            _ => Vec::new(),
        };
        pages
            .into_iter()
            .filter(|(_, _, right)| self.can(*right))
            .map(|(key, label, _)| DeskTab {
                address: self.address(key),
                label,
                current: key == current,
                count: None,
            })
            .collect()
    }

    /// The address of a page of this desk. In: what follows the account, without the slash before it.
    pub fn address(&self, page: &str) -> String {
        format!("/accounts/{}/{page}", self.account.domain)
    }

    /// Whether the account has a single administrator who stays, which is one too few.
    pub async fn lone_administrator(&self) -> Result<bool, PageError> {
        let id = self.account.id.clone();
        let found = self
            .app
            .db
            .read(move |db| store::membership::administrators(db, &id))
            .await?;
        Ok(found
            .iter()
            .filter(|m| m.role == Role::SaAdministrator && m.until.is_none())
            .count()
            < 2)
    }
}

impl<S: Send + Sync, R: Needs> FromRequestParts<S> for Desk<R> {
    type Rejection = PageError;

    async fn from_request_parts(request: &mut Parts, state: &S) -> Result<Self, PageError> {
        let visit = SignedIn::from_request_parts(request, state).await?;
        let domain = domain_in(request, state).await?;
        let (person, now) = (visit.person.id.clone(), visit.now);
        let found = visit
            .read(move |db| find(db, &domain, &person, R::RIGHT, now))
            .await?;
        // Asked here for all of them: a page that is added changes nothing in a suspended account unless it is listed.
        let path = request.extensions.get::<MatchedPath>();
        let goes_on = path.is_some_and(|path| GO_ON_WHILE_SUSPENDED.contains(&path.as_str()));
        if !(request.method.is_safe() || goes_on) {
            found.account.must_be_open()?;
        }
        Ok(Desk {
            visit,
            account: found.account,
            parts: found.parts,
            parts_ever: found.parts_ever,
            preferred: found.preferred,
            accent: found.accent,
            is_held_back: found.is_held_back,
            reach: found.reach,
            held: found.held,
            lent: found.lent,
            pending: found.pending,
            right: PhantomData,
        })
    }
}

/// Errors: the address names no account.
async fn domain_in<S: Send + Sync>(
    request: &mut Parts,
    state: &S,
) -> Result<DomainIdentifier, PageError> {
    let params = RawPathParams::from_request_parts(request, state)
        .await
        .map_err(|_| PageError::NotFound)?;
    let domain = params.iter().find(|(name, _)| *name == "domain");
    domain
        .and_then(|(_, text)| DomainIdentifier::parse(text).ok())
        .ok_or(PageError::NotFound)
}

/// What the database says of an account to somebody with a right there; see [`Desk`].
struct Found {
    account: SmartAccount,
    parts: Vec<VirtualAccount>,
    parts_ever: Vec<VirtualAccount>,
    preferred: BTreeMap<VirtualAccountId, Moment>,
    accent: Option<Hue>,
    is_held_back: bool,
    reach: Reach,
    held: Vec<Membership>,
    lent: Vec<Membership>,
    pending: i64,
}

/// What somebody holds, with what is lent to them where the right is to decide.
fn with_lent<'a>(
    held: &'a [Membership],
    lent: &[Membership],
    right: Right,
) -> Cow<'a, [Membership]> {
    if right == Right::RequestDecide && !lent.is_empty() {
        Cow::Owned([held, lent].concat())
    } else {
        Cow::Borrowed(held)
    }
}

/// Errors: `NotFound` where there is no such account, and where the person lacks the right there.
fn find(
    db: &mut AnyConnection,
    domain: &DomainIdentifier,
    person: &PersonId,
    right: Right,
    now: Moment,
) -> Result<Found, Error> {
    // A stranger is told in the same time that there is nothing, whether or not there is an account.
    let account = store::smart_account::find_by_identifier(db, domain)?;
    let nobodys = SmartAccountId::nobodys();
    let id = account.as_ref().map_or(&nobodys, |account| &account.id);
    let held = standing::membership::awake(db, person, id)?;
    let lent = standing::absence::lent(db, person, id, now)?;
    let lent: Vec<Membership> = lent.into_iter().flat_map(|one| one.held).collect();
    let account = account.filter(|_| !held.is_empty() || !lent.is_empty());
    let account = account.ok_or(Refusal::NotFound)?;
    let store::virtual_account::PartsEver {
        current: parts,
        gone,
        mut preferred,
    } = store::virtual_account::virtual_accounts_ever(db, &account.id)?;
    preferred.retain(|_, until| now < *until);
    let parts_ever = [parts.as_slice(), gone.as_slice()].concat();
    let tree = Tree::of(&parts);
    // What happened to a Virtual Account stays with those whom it was nested under.
    let needed = match right {
        Right::EventView => reach(&held, &Tree::of(&parts_ever), right, now),
        right => reach(&with_lent(&held, &lent, right), &tree, right, now),
    };
    if needed.is_nothing() {
        return Err(Error::Refused(Refusal::NotFound));
    }
    let deciding = with_lent(&held, &lent, Right::RequestDecide);
    let deciding = reach(&deciding, &tree, Right::RequestDecide, now);
    Ok(Found {
        pending: count_pending(db, &account.id, &deciding)?,
        accent: store::smart_account::properties::accent(db, &account.id)?,
        is_held_back: !store::agreement::held_back(db, &[account.id.to_string()])?.is_empty(),
        account,
        parts,
        parts_ever,
        preferred,
        reach: needed,
        held,
        lent,
    })
}

/// The name of a Virtual Account among `parts`.
pub fn part_name(parts: &[VirtualAccount], id: &VirtualAccountId) -> String {
    parts
        .iter()
        .find(|va| va.id == *id)
        .map_or_else(|| id.to_string(), |va| va.name.clone())
}

/// Where forms of an account's desk go while the account is suspended: what takes access away, calls something off or speaks up;
/// and what says itself, beside its form, that it rests.
pub const GO_ON_WHILE_SUSPENDED: [&str; 21] = [
    "/accounts/{domain}/users/changes",
    "/accounts/{domain}/users/new",
    "/accounts/{domain}/uploads",
    "/accounts/{domain}/uploads/{id}/application",
    "/accounts/{domain}/uploads/{id}/disposal",
    "/accounts/{domain}/invitations/{id}/letters",
    "/accounts/{domain}/invitations/{id}/withdrawal",
    "/accounts/{domain}/automation/{id}/deletion",
    "/accounts/{domain}/requests/decisions",
    "/accounts/{domain}/requests/{id}/decision",
    "/accounts/{domain}/requests/{id}/questions",
    "/accounts/{domain}/requests/{id}/handovers",
    "/accounts/{domain}/requests/{id}/comments",
    "/accounts/{domain}/properties/notifications",
    "/accounts/{domain}/properties/notifications/{id}/letters",
    "/accounts/{domain}/properties/notifications/{id}/removal",
    "/accounts/{domain}/creations/{id}/objection",
    "/accounts/{domain}/groups/{id}/members",
    "/accounts/{domain}/groups/{id}/members/removal",
    "/accounts/{domain}/groups/{id}/roles/{role}/end",
    "/accounts/{domain}/groups/{id}/uploads",
];
