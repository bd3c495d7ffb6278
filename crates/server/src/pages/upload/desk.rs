//! Who may have to do with an upload, and with which of the desk's pages it stands.

use crate::pages::parts::group::Held;
use crate::storage::{AnyConnection, Error};
use crate::store::upload::Upload;
use crate::web::desk::{Desk, DeskTab, Look, Needs};
use crate::web::errors::PageError;
use crate::{pages, store, words};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::group::Group;
use domain::rules::upload::Looker;
use domain::upload::Destination;
use domain::{GroupId, Refusal, Right, UploadId};
use std::ops::Deref;

/// Somebody at the desk of an account to which an upload went that is theirs to see. To others it does not exist.
pub struct UploadDesk {
    desk: Desk<Look>,
    pub upload: Upload,
    /// Whose members it names.
    pub to: Option<Named>,
}

/// The group whose members a file names, as far as it is still there.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: GroupId,
    pub name: String,
    pub group: Option<Group>,
}

impl Named {
    fn find(db: &mut AnyConnection, id: &GroupId) -> Result<Self, Error> {
        let group = store::group::find_all(db, &[id.to_string()])?.pop();
        let name = match &group {
            Some(group) => group.name.clone(),
            None => store::group::name(db, id)?,
        };
        Ok(Self {
            id: id.clone(),
            name,
            group,
        })
    }
}

impl Deref for UploadDesk {
    type Target = Desk<Look>;
    fn deref(&self) -> &Desk<Look> {
        &self.desk
    }
}

/// How far somebody's rights over what is uploaded reach.
pub fn looker<R: Needs>(desk: &Desk<R>) -> Looker {
    Looker {
        person: desk.person.id.clone(),
        users: desk.reach_of(Right::MemberManage),
        groups: desk.reach_of(Right::GroupManage),
    }
}

/// The subtabs with the one shown that an upload stands with.
pub fn subtabs<R: Needs>(desk: &Desk<R>, to: Option<&Named>) -> Vec<DeskTab> {
    let current = if to.is_some() { "groups" } else { "users" };
    desk.subtabs("users", current)
}

/// An upload of one's own that is not done with.
pub struct Unfinished {
    pub address: String,
    pub name: String,
    pub state: String,
}

/// Where a file goes that is sent from this desk: to the account, or to a group of it.
pub fn destination<R: Needs>(desk: &Desk<R>, group: Option<&GroupId>) -> Destination {
    let account = desk.account.id.clone();
    match group.cloned() {
        None => Destination::Users { account },
        Some(group) => Destination::Members { account, group },
    }
}

/// What somebody uploaded to an account, or to a group of it, that is not done with.
pub async fn unfinished<R: Needs>(
    desk: &Desk<R>,
    group: Option<&GroupId>,
) -> Result<Option<Unfinished>, PageError> {
    let (to, by) = (destination(desk, group), desk.person.id.clone());
    let open = desk
        .read(move |db| store::upload::open_of(db, &to, &by))
        .await?;
    Ok(open.map(|upload| Unfinished {
        address: desk.address(&format!("uploads/{}", upload.id)),
        state: words::upload::state(desk.words, upload.state),
        name: upload.file_name,
    }))
}

impl UploadDesk {
    /// The address of the upload's page.
    pub fn page_address(&self) -> String {
        self.address(&format!("uploads/{}", self.upload.id))
    }

    /// Where another such file is chosen; a group that is gone takes none.
    pub fn form_address(&self) -> String {
        match &self.to {
            None => self.address("users/new"),
            Some(Named {
                id, group: Some(_), ..
            }) => self.address(&format!("groups/{id}/members/file")),
            Some(_) => self.address("groups"),
        }
    }

    /// What those who join the group will have.
    pub(crate) async fn held(&self) -> Result<Vec<Held>, PageError> {
        match &self.to {
            Some(Named {
                group: Some(group), ..
            }) => pages::parts::group::held(&self.desk, group).await,
            _ => Ok(Vec::new()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for UploadDesk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let desk = Desk::<Look>::from_request_parts(parts, state).await?;
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| PageError::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id");
        let id: Option<UploadId> = id.and_then(|(_, value)| value.parse().ok());
        let (id, account) = (id.ok_or(PageError::NotFound)?, desk.account.id.clone());
        let looker = looker(&desk);
        let (upload, to) = desk
            .read(move |db| {
                let upload = store::upload::find(db, &id, &account)?;
                let group = upload.to.group();
                let to = group.map(|id| Named::find(db, id)).transpose()?;
                let group = to.as_ref().and_then(|to| to.group.as_ref());
                let scope = group.map(Group::scope);
                if looker.may_see(&upload.uploaded_by, to.is_some(), scope.as_ref()) {
                    Ok((upload, to))
                } else {
                    Err(Error::Refused(Refusal::NotFound))
                }
            })
            .await?;
        Ok(UploadDesk { desk, upload, to })
    }
}
