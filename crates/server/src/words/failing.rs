//! Mail that does not arrive, in words.

use crate::language::Words;
use crate::store::person::Failing;
use domain::person::MailFailure;
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;

/// Since when mail to somebody's address fails, and what the mail server said.
pub fn failing_words(words: &Words, zone: &TimeZone, failing: &Failing) -> String {
    let (since, said) = (words.date(failing.since, zone), failing.said.as_str());
    let t = &words.text;
    match failing.by {
        MailFailure::Refused => fl!(t, "person-email-refused", since = since, said = said),
        MailFailure::Returned => fl!(t, "person-email-returned", since = since, said = said),
    }
}
