//! Words, dates and names in the reader's language.
//!
//! Messages are Fluent; `fl!` checks their ids and arguments when the program is built. Two loaders a language: `text` sets
//! what is filled in apart by direction marks (UAX #9), `plain` does not, for titles, subjects and counters.

use domain::access_request::{DenialClass, RequestOutcome};
use domain::moment::days;
use domain::person::Language;
use domain::smart_account::{AccountKind, AccountStatus, Visibility};
use domain::support_case::{CaseStatus, Priority};
use domain::{Moment, Right, Role, account_creation};
use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::{YMD, YMDT};
use icu::datetime::input::{Date, DateTime, Time};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::list::ListFormatter;
use icu::list::options::{ListFormatterOptions, ListLength};
use icu::locale::{Locale, locale};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use std::sync::LazyLock;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../locales"]
struct Locales;

/// Everything needed to speak one language.
pub struct Words {
    pub language: Language,
    /// Messages for pages, with marks of direction around what is put into them, and the same without.
    pub text: FluentLanguageLoader,
    pub plain: FluentLanguageLoader,
    date: DateTimeFormatter<YMD>,
    date_time: DateTimeFormatter<YMDT>,
    number: DecimalFormatter,
    list: ListFormatter,
}

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::load(Language::English, locale!("en-GB")));
static FRENCH: LazyLock<Words> = LazyLock::new(|| Words::load(Language::French, locale!("fr")));

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
    }
}

/// The language's own name.
pub fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::French => "français",
    }
}

/// The language that fits an `Accept-Language` header best (RFC 4647 lookup), if any does.
pub fn accepted(header: &str) -> Option<Language> {
    use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
    let wanted = parse_accepted_languages(&by_weight(header));
    let offered: Vec<fluent_langneg::LanguageIdentifier> = Language::ALL
        .iter()
        .filter_map(|l| l.key().parse().ok())
        .collect();
    let chosen = negotiate_languages(&wanted, &offered, None, NegotiationStrategy::Lookup);
    chosen
        .first()
        .and_then(|found| Language::from_key(found.language.as_str()))
}

/// The tags of an `Accept-Language` header, the most wanted first (RFC 9110, section 12.4.2).
fn by_weight(header: &str) -> String {
    let weighed = header.split(',').filter_map(|range| {
        let (tag, rest) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight: f32 = rest.trim().strip_prefix("q=")?.parse().ok()?;
        (weight > 0.0).then_some((tag.trim(), weight))
    });
    let mut weighed: Vec<(&str, f32)> = weighed.collect();
    weighed.sort_by(|one, other| other.1.total_cmp(&one.1));
    let tags: Vec<&str> = weighed.into_iter().map(|(tag, _)| tag).collect();
    tags.join(",")
}

/// The time zone of that IANA name, UTC where it is unknown.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// The IANA time zone names offered for choosing.
pub fn zone_names() -> Vec<String> {
    let named = |name: &str| {
        name.contains('/')
            && !name.starts_with("Etc/")
            && !name.starts_with("posix")
            && !name.starts_with("right")
    };
    let mut names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(|name| named(name))
        .collect();
    names.push("UTC".into());
    names.sort();
    names
}

/// The first moment after the day `date` (ISO 8601) ends in `zone`; none where it is no date.
pub fn end_of_day(date: &str, zone: &TimeZone) -> Option<Moment> {
    let day: civil::Date = date.trim().parse().ok()?;
    if !(1970..=9998).contains(&day.year()) {
        return None;
    }
    let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?;
    Some(Moment(next.timestamp().as_millisecond()))
}

/// Where an end date in a file lies: at the end of that day in `zone`, or, as in lists that left here ([`machine_time`]), at that
/// very moment; none where it is neither.
pub fn end_in_file(text: &str, zone: &TimeZone) -> Option<Moment> {
    let exact: Option<Timestamp> = text.trim().parse().ok();
    match exact.map(|exact| exact.as_millisecond()) {
        // As late as a day may be.
        Some(moment) if (0..253_370_764_800_000).contains(&moment) => Some(Moment(moment)),
        Some(_) => None,
        None => end_of_day(text, zone),
    }
}

/// The first moment of the day `date` (ISO 8601) in `zone`; none where it is no date.
pub fn start_of_day(date: &str, zone: &TimeZone) -> Option<Moment> {
    let day: civil::Date = date.trim().parse().ok()?;
    if !(1970..=9998).contains(&day.year()) {
        return None;
    }
    let first = day.to_zoned(zone.clone()).ok()?;
    Some(Moment(first.timestamp().as_millisecond()))
}

/// The year it is, in universal time.
pub fn year_of(now: Moment) -> u16 {
    let year = zoned(now, &TimeZone::UTC).year();
    u16::try_from(year).unwrap_or_default()
}

fn zoned(moment: Moment, zone: &TimeZone) -> jiff::Zoned {
    Timestamp::from_millisecond(moment.0)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone())
}

/// RFC 3339, for machines.
pub fn machine_time(moment: Moment) -> String {
    Timestamp::from_millisecond(moment.0)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_string()
}

/// The hour of the day, 0 to 23.
pub fn hour(moment: Moment, zone: &TimeZone) -> i8 {
    zoned(moment, zone).hour()
}

/// The next moment at which it is this hour in `zone`. Where clocks skip the hour, it is when they have; where it comes twice,
/// the first time.
pub fn next_hour(now: Moment, zone: &TimeZone, hour: u8) -> Moment {
    let local = zoned(now, zone);
    let hour = i8::try_from(hour.min(23)).unwrap_or(0);
    let mut day = local.date();
    for _ in 0..3 {
        match day.at(hour, 0, 0, 0).to_zoned(zone.clone()) {
            Ok(at) if at > local => return Moment(at.timestamp().as_millisecond()),
            _ => day = day.tomorrow().unwrap_or(day),
        }
    }
    now.plus(days(1))
}

/// An ISO date, as date fields want it.
pub fn field_date(moment: Moment, zone: &TimeZone) -> String {
    zoned(moment, zone).date().to_string()
}

impl Words {
    fn load(language: Language, locale: Locale) -> Self {
        let loader = |isolating| {
            let loader = i18n_embed::fluent::fluent_language_loader!();
            // Both are compiled in: failing here means a broken build, which a test notices.
            let wanted = language.key().parse().expect("a language tag");
            loader
                .load_languages(&Locales, &[wanted])
                .expect("the messages are compiled in");
            loader.set_use_isolating(isolating);
            loader
        };
        let preferences = || (&locale).into();
        Self {
            language,
            text: loader(true),
            plain: loader(false),
            date: DateTimeFormatter::try_new(preferences(), YMD::long()).expect("compiled data"),
            date_time: DateTimeFormatter::try_new(preferences(), YMD::long().with_time_hm())
                .expect("compiled data"),
            number: DecimalFormatter::try_new((&locale).into(), Default::default())
                .expect("compiled data"),
            list: ListFormatter::try_new_and(
                (&locale).into(),
                ListFormatterOptions::default().with_length(ListLength::Wide),
            )
            .expect("compiled data"),
        }
    }

    /// "22 November 2026", in the reader's zone.
    pub fn date(&self, moment: Moment, zone: &TimeZone) -> String {
        let day = zoned(moment, zone).date();
        match Date::try_new_iso(
            day.year().into(),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        ) {
            Ok(date) => self.date.format(&date).to_string(),
            Err(_) => day.to_string(),
        }
    }

    /// The last day on which something with this end still holds.
    pub fn last_day(&self, until: Moment, zone: &TimeZone) -> String {
        // At the end itself it holds no more.
        self.date(Moment(until.0 - 1), zone)
    }

    /// "22 November 2026 at 14:05", in the reader's zone.
    pub fn date_time(&self, moment: Moment, zone: &TimeZone) -> String {
        let at = zoned(moment, zone);
        let date = Date::try_new_iso(
            at.year().into(),
            at.month().unsigned_abs(),
            at.day().unsigned_abs(),
        );
        let time = Time::try_new(
            at.hour().unsigned_abs(),
            at.minute().unsigned_abs(),
            at.second().unsigned_abs(),
            0,
        );
        match (date, time) {
            (Ok(date), Ok(time)) => self.date_time.format(&DateTime { date, time }).to_string(),
            _ => at.to_string(),
        }
    }

    /// "1,000".
    pub fn number(&self, n: u64) -> String {
        self.number.format_to_string(&Decimal::from(n))
    }

    /// "2, 5 and 10".
    pub fn list(&self, items: &[String]) -> String {
        self.list.format_to_string(items.iter())
    }

    /// "Virtual Account User".
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::SaAdministrator => fl!(self.text, "role-sa-administrator"),
            Role::SaApprover => fl!(self.text, "role-sa-approver"),
            Role::SaUser => fl!(self.text, "role-sa-user"),
            Role::SaViewer => fl!(self.text, "role-sa-viewer"),
            Role::VaAdministrator => fl!(self.text, "role-va-administrator"),
            Role::VaUser => fl!(self.text, "role-va-user"),
            Role::VaViewer => fl!(self.text, "role-va-viewer"),
        }
    }

    /// What somebody may do by it, to stand in a list or a sentence: "see who has access".
    pub fn right(&self, right: Right) -> String {
        match right {
            Right::RequestDecide => fl!(self.text, "right-request-decide"),
            Right::AccountEdit => fl!(self.text, "right-account-edit"),
            Right::AgreementAccept => fl!(self.text, "right-agreement-accept"),
            Right::MemberView => fl!(self.text, "right-member-view"),
            Right::MemberManage => fl!(self.text, "right-member-manage"),
            Right::VirtualAccountCreate => fl!(self.text, "right-virtual-account-create"),
            Right::VirtualAccountEdit => fl!(self.text, "right-virtual-account-edit"),
            Right::GroupManage => fl!(self.text, "right-group-manage"),
            Right::Use => fl!(self.text, "right-use"),
            Right::View => fl!(self.text, "right-view"),
            Right::EventView => fl!(self.text, "right-event-view"),
            Right::NotificationManage => fl!(self.text, "right-notification-manage"),
        }
    }

    /// How a request stands.
    pub fn outcome(&self, outcome: RequestOutcome) -> String {
        match outcome {
            RequestOutcome::Pending => fl!(self.text, "access-request-pending"),
            RequestOutcome::Approved => fl!(self.text, "access-request-approved"),
            RequestOutcome::Denied => fl!(self.text, "access-request-denied"),
            RequestOutcome::Withdrawn => fl!(self.text, "access-request-withdrawn"),
            RequestOutcome::Expired => fl!(self.text, "access-request-expired"),
        }
    }

    /// The reason that was chosen for a denial; the words that go with it are whoever decided's own.
    pub fn denial(&self, class: DenialClass) -> String {
        match class {
            DenialClass::NotKnown => fl!(self.text, "denial-not-known"),
            DenialClass::WrongAccount => fl!(self.text, "denial-wrong-account"),
            DenialClass::WrongRole => fl!(self.text, "denial-wrong-role"),
            DenialClass::NeedsSponsor => fl!(self.text, "denial-needs-sponsor"),
            DenialClass::Other => fl!(self.text, "denial-other"),
            DenialClass::ContractEnded => fl!(self.text, "denial-contract-ended"),
            DenialClass::TypeNotOffered => fl!(self.text, "denial-type-not-offered"),
        }
    }

    pub fn account_kind(&self, kind: AccountKind) -> String {
        match kind {
            AccountKind::Customer => fl!(self.text, "smart-account-customer"),
            AccountKind::Holding => fl!(self.text, "smart-account-holding"),
        }
    }

    pub fn account_status(&self, status: AccountStatus) -> String {
        match status {
            AccountStatus::Pending => fl!(self.text, "smart-account-pending"),
            AccountStatus::Active => fl!(self.text, "smart-account-active"),
            AccountStatus::Suspended => fl!(self.text, "smart-account-suspended"),
            AccountStatus::Lapsed => fl!(self.text, "smart-account-lapsed"),
        }
    }

    /// How the creation of an account stands, in the words of requests and accounts where they are in the same case.
    pub fn creation_outcome(&self, outcome: account_creation::CreationOutcome) -> String {
        use domain::account_creation::CreationOutcome;
        match outcome {
            CreationOutcome::Pending => fl!(self.text, "creation-pending"),
            CreationOutcome::Active => fl!(self.text, "smart-account-active"),
            CreationOutcome::Declined => fl!(self.text, "creation-was-declined"),
            CreationOutcome::Withdrawn => fl!(self.text, "access-request-withdrawn"),
            CreationOutcome::Lapsed => fl!(self.text, "smart-account-lapsed"),
            CreationOutcome::Closed => fl!(self.text, "creation-closed"),
        }
    }

    /// What strangers see of an account, in a sentence.
    pub fn visibility(&self, visibility: Visibility) -> String {
        match visibility {
            Visibility::Unrestricted => fl!(self.text, "smart-account-unrestricted"),
            Visibility::Restricted => fl!(self.text, "smart-account-restricted"),
        }
    }

    pub fn case_status(&self, status: CaseStatus) -> String {
        match status {
            CaseStatus::Open => fl!(self.text, "support-case-open"),
            CaseStatus::Answered => fl!(self.text, "support-case-answered"),
            CaseStatus::Solved => fl!(self.text, "support-case-solved"),
            CaseStatus::Closed => fl!(self.text, "support-case-closed"),
        }
    }

    pub fn priority(&self, priority: Priority) -> String {
        match priority {
            Priority::Low => fl!(self.text, "support-case-low"),
            Priority::Normal => fl!(self.text, "support-case-normal"),
            Priority::High => fl!(self.text, "support-case-high"),
            Priority::Urgent => fl!(self.text, "support-case-urgent"),
        }
    }
}

/// Titles and headers take no direction marks.
pub fn without_marks(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_in_the_readers_zone() {
        let late = Moment(1_795_305_000_000); // 2026-11-21T23:50:00Z
        let paris = zone("Europe/Paris");
        assert_eq!(
            words(Language::English).date(late, &TimeZone::UTC),
            "21 November 2026"
        );
        assert_eq!(
            words(Language::English).date(late, &paris),
            "22 November 2026"
        );
        assert_eq!(
            words(Language::French).date(late, &paris),
            "22 novembre 2026"
        );
        assert!(
            words(Language::French)
                .date_time(late, &paris)
                .contains("00:50")
        );
        assert_eq!(
            end_of_day("2026-11-21", &TimeZone::UTC),
            Some(Moment(1_795_305_600_000))
        );
        assert_eq!(end_of_day("21/11/2026", &TimeZone::UTC), None);
    }

    #[test]
    fn the_browsers_wish_is_followed() {
        assert_eq!(accepted("fr-CA,fr;q=0.9,en;q=0.5"), Some(Language::French));
        assert_eq!(accepted("de, en-US;q=0.8"), Some(Language::English));
        assert_eq!(accepted("en;q=0.2, fr; q=0.8"), Some(Language::French));
        assert_eq!(accepted("fr;q=0, en;q=0.1"), Some(Language::English));
        assert_eq!(accepted("fr;q=x, en;q=NaN"), None);
        assert_eq!(accepted("zz-!!, *"), None);
        assert_eq!(accepted(""), None);
    }
}
