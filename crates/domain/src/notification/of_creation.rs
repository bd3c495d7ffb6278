//! Which notice follows from what happens to a request for a new account.

use crate::account_creation::{CreationEvent, CreationFact};
use crate::notification::notice::{CreationNews, Notice};

/// The one notice that follows from an event, if any; who reads it is found when it is turned into mail.
pub(crate) fn about_creation(event: &CreationEvent) -> Option<Notice> {
    let creation = event.creation.clone();
    let news = match &event.fact {
        CreationFact::Asked(asked) => {
            let nominee = asked.nominee().cloned();
            return Some(Notice::CreationAsked { creation, nominee });
        }
        CreationFact::ParentTold { parent, .. } => {
            let parent = parent.clone();
            return Some(Notice::CreationBelow { creation, parent });
        }
        CreationFact::NomineeNamed { after, .. } => {
            return Some(Notice::NomineeAsked {
                creation,
                number: 0,
                nominee: Some(after.clone()),
            });
        }
        CreationFact::NomineeReminded {
            number, nominee, ..
        } => {
            return Some(Notice::NomineeAsked {
                creation,
                number: *number,
                nominee: nominee.clone(),
            });
        }
        CreationFact::Objected { .. } => return Some(Notice::CreationObjected { creation }),
        CreationFact::Authorised { .. }
        | CreationFact::ObjectionSettled { .. }
        | CreationFact::Withdrawn { .. }
        | CreationFact::Closed { .. } => return None,
        CreationFact::NomineeDeclined { .. } => CreationNews::NomineeDeclined,
        CreationFact::Approved { .. } => CreationNews::Approved,
        CreationFact::Activated { .. } => CreationNews::Active,
        CreationFact::Declined { .. } => CreationNews::Declined,
        CreationFact::LapseAnnounced { .. } => CreationNews::LapseAnnounced,
        CreationFact::Lapsed { .. } => CreationNews::Lapsed,
        CreationFact::Revived { .. } => CreationNews::Revived,
        CreationFact::Extended { .. } => CreationNews::Extended,
    };
    let nominee = match &event.fact {
        CreationFact::Revived { nominee, .. } => nominee.clone(),
        _ => None,
    };
    Some(Notice::CreationNews {
        creation,
        news,
        nominee,
    })
}
