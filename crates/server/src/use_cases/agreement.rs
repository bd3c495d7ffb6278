//! Agreements of accounts: published in versions, accepted on behalf of the account.

use crate::event_log::Answer;
use crate::storage::Tx;
use crate::{event_log, standing, store};
use domain::agreement::Version;
use domain::{AgreementId, PersonId, Refusal, Right, SmartAccountId, rules};

/// What somebody fills in to publish a version.
#[derive(Clone)]
pub struct NewVersion {
    pub title: String,
    pub words: String,
    pub is_required: bool,
}

/// Publishes the first version of a new agreement, or the next of one that is there.
pub fn publish(
    tx: &mut Tx,
    account: &SmartAccountId,
    next_of: Option<(&AgreementId, u32)>,
    by: &PersonId,
    new: &NewVersion,
) -> Answer<AgreementId> {
    standing::membership::must_reach_open(tx.db, by, account, Right::AccountEdit, tx.now)?;
    let newest = match next_of {
        Some((id, _)) => store::agreement::versions_of(tx.db, account, id)?
            .into_iter()
            .next(),
        None => None,
    };
    let id = match next_of {
        Some((id, _)) => id.clone(),
        None => AgreementId::new(tx.new_id()),
    };
    let version = Version {
        agreement: id.clone(),
        account: account.clone(),
        number: 0,
        title: new.title.clone(),
        words: new.words.clone(),
        is_required: new.is_required,
        published_by: by.clone(),
        published_at: tx.now,
        accepted: None,
    };
    let seen = next_of.map_or(0, |(_, seen)| seen);
    let all = store::agreement::count(tx.db, account)?;
    let answer =
        rules::agreement::publish(newest.as_ref(), seen, all, version).map(|event| [event]);
    Ok(event_log::record_answer(tx, answer)?.map(|()| id))
}

/// Accepts the newest version on behalf of the account.
pub fn accept(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &AgreementId,
    seen: u32,
    by: &PersonId,
) -> Answer<()> {
    standing::membership::must_reach_open(tx.db, by, account, Right::AgreementAccept, tx.now)?;
    let versions = store::agreement::versions_of(tx.db, account, id)?;
    let newest = versions.first().ok_or(Refusal::NotFound)?;
    let accepted = rules::agreement::accept(newest, seen, by, tx.now);
    event_log::record_answer(tx, accepted.map(Vec::from_iter))
}
