//! What a request has given, where that is no role, as the page of whoever decides shows it.

use crate::pages::access_request::decide_facts::name_of_another;
use crate::pages::access_request::talk_form::Typed;
use crate::pages::parts::reason::{counter, reason_span};
use crate::pages::parts::timeline::of_its_end;
use crate::use_cases::access_request::RequestToDecide;
use crate::web::forms::{Field, Kind};
use crate::web::request_desk::RequestDesk;
use crate::words::entitlement::entitlement_words;
use domain::Moment;
use domain::entitlement::Entitlement;
use domain::rules::access_request::LatestEnd;
use i18n_embed_fl::fl;

/// What a request has given, as its page shows it.
pub struct Given {
    /// What it is, and until when.
    pub what: String,
    /// How and when it ended; nothing as long as it holds.
    pub ended: Option<(String, Moment)>,
    /// It ends soon, and would be given for longer now.
    pub can_renew: bool,
    /// It holds, and is somebody else's.
    pub can_take_away: bool,
    /// Why it is taken away.
    pub words: Field,
}

impl Given {
    /// Whether the part that takes it away stands open, because something in it needs attention.
    pub fn is_open(&self) -> bool {
        !self.words.error.is_empty()
    }
}

/// What the request has given; nothing where that is a role, or it has given nothing.
pub(crate) fn given(desk: &RequestDesk, loaded: &RequestToDecide, typed: &Typed) -> Option<Given> {
    let one = loaded.given.as_ref()?;
    let holds = one.holds_at(desk.now);
    let (least, most) = reason_span(desk);
    let (words, fault) = &typed.taking;
    let hint = fl!(
        desk.words.plain,
        "taking-away-hint",
        least = least,
        most = most
    );
    let mut field = Field::new("why_away", fl!(desk.words.text, "taking-away-words"))
        .kind(Kind::Area)
        .value(words)
        .hint(hint)
        .fault(fault.clone());
    field.counter = Some(counter(desk, words));
    Some(Given {
        what: entitlement_words(desk, one),
        ended: of_its_end(desk, one, |id| name_of_another(desk, loaded, id)),
        can_renew: holds && !loaded.is_own && can_renew(desk, loaded, one),
        can_take_away: holds && !loaded.is_own,
        words: field,
    })
}

fn can_renew(desk: &RequestDesk, loaded: &RequestToDecide, one: &Entitlement) -> bool {
    let (LatestEnd::OfContracts(led_to), Some(access)) = (&loaded.latest, one.to.access_type())
    else {
        return false;
    };
    let latest = led_to.latest_end(access, desk.now);
    one.announced.is_some()
        && latest.is_ok_and(|latest| one.until.is_some_and(|until| until < latest))
}
