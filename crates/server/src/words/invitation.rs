//! What an invitation offers, in words.

use crate::language::Words;
use crate::words::wish::wish_in;
use domain::access_request::Wish;
use domain::invitation::{Gives, Offer};
use domain::virtual_account::VirtualAccount;
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;

/// A role as a wish for it is put into words, or the group one would be in.
pub fn offer_words(
    words: &Words,
    zone: &TimeZone,
    offer: &Offer,
    parts: &[VirtualAccount],
) -> String {
    match &offer.gives {
        Gives::Group(place) => {
            fl!(words.plain, "offer-group", name = place.name.as_str())
        }
        Gives::Terms(terms) => {
            let wish = Wish {
                scope: Some(terms.scope.clone()),
                role: Some(terms.role),
                until: terms.until,
            };
            wish_in(words, zone, &wish, parts)
        }
    }
}
