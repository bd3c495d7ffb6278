//! The message to those who decide, as a form.

use crate::pages::parts::reason::{counter, reason_span};
use crate::use_cases::access_request::OwnRequest;
use crate::web::door::SignedIn;
use crate::web::forms::{Field, Kind};
use domain::access_request::RequestOutcome;
use domain::rules::access_request::Writing;
use domain::{Moment, rules};
use i18n_embed_fl::fl;

/// The form, or from when it is there again.
pub struct WritingView {
    pub field: Field,
    pub from: Option<Moment>,
}

/// Nothing where the request is settled, an answer is waited for instead, or the account is seen to be closed.
pub(crate) fn writing_view(
    visit: &SignedIn,
    own: &OwnRequest,
    typed: &str,
    fault: Option<String>,
) -> Option<WritingView> {
    let is_closed = own
        .account
        .as_ref()
        .is_some_and(|account| !account.is_open());
    if own.request.outcome() != RequestOutcome::Pending || own.is_unmanaged || is_closed {
        return None;
    }
    let from = match rules::access_request::writing(&own.request, visit.now) {
        Writing::Now => None,
        Writing::From(from) => Some(from),
        Writing::YourTurn => return None,
    };
    let (least, most) = reason_span(visit);
    let plain = &visit.words.plain;
    let mut field = Field::new("message", fl!(visit.words.text, "message-field"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(plain, "message-hint", least = least, most = most))
        .fault(fault);
    field.counter = Some(counter(visit, typed));
    Some(WritingView { field, from })
}
