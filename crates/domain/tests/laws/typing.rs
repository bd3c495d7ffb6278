//! What somebody types has one normal form, whatever it is.

use crate::support::cases::cases;
use crate::support::texts;
use domain::email::EmailAddress;
use domain::person::{Phone, UserId};
use domain::text::Reason;
use domain::{text, *};
use proptest::collection::vec;
use proptest::prelude::*;

fn is_dns_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn kinds_of_id(text: &str) -> [Option<String>; 10] {
    [
        text.parse().ok().map(|id: PersonId| id.to_string()),
        text.parse().ok().map(|id: SmartAccountId| id.to_string()),
        text.parse().ok().map(|id: VirtualAccountId| id.to_string()),
        text.parse().ok().map(|id: MembershipId| id.to_string()),
        text.parse().ok().map(|id: RequestId| id.to_string()),
        text.parse().ok().map(|id: CaseId| id.to_string()),
        text.parse().ok().map(|id: MessageId| id.to_string()),
        text.parse().ok().map(|id: EventId| id.to_string()),
        text.parse().ok().map(|id: NoticeId| id.to_string()),
        text.parse().ok().map(|id: MailId| id.to_string()),
    ]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_domain_identifier_has_one_normal_form(typed in texts::anything()) {
        if let Ok(identifier) = DomainIdentifier::parse(&typed) {
            prop_assert_eq!(DomainIdentifier::parse(identifier.as_str()), Ok(identifier));
        }
    }

    #[test]
    fn a_domain_identifier_shown_is_the_same_identifier(typed in texts::domains()) {
        if let Ok(identifier) = DomainIdentifier::parse(&typed) {
            let shown = identifier.shown();
            prop_assert_eq!(shown != identifier.as_str(), identifier.is_international());
            prop_assert_eq!(DomainIdentifier::parse(&shown), Ok(identifier));
        }
    }

    #[test]
    fn a_domain_identifier_is_shaped_like_a_dns_name(typed in prop_oneof![texts::domains(), texts::anything()]) {
        if let Ok(identifier) = DomainIdentifier::parse(&typed) {
            let text = identifier.as_str();
            prop_assert!(text.len() <= 253 && text.contains('.'));
            prop_assert!(text.split('.').all(is_dns_label), "{text}");
            let last = text.rsplit('.').next().expect("a label");
            prop_assert!(!last.bytes().all(|b| b.is_ascii_digit()), "{text}");
            prop_assert!(u32::from_str_radix(last.strip_prefix("0x").unwrap_or("-"), 16).is_err(), "{text}");
        }
    }

    #[test]
    fn a_suggestion_can_be_taken_as_it_is(typed in texts::anything()) {
        use domain::identifier::IdentifierFault::{IsAddress, IsEmail};
        if let Err(IsAddress { suggestion: Some(found) } | IsEmail { suggestion: Some(found) }) =
            DomainIdentifier::parse(&typed)
        {
            prop_assert_eq!(DomainIdentifier::parse(found.as_str()), Ok(found));
        }
    }

    #[test]
    fn an_email_address_has_one_normal_form(typed in prop_oneof![texts::addresses(), texts::anything()]) {
        if let Ok(address) = EmailAddress::parse(&typed) {
            prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
            let domain = DomainIdentifier::parse(address.domain()).expect("a domain");
            prop_assert_eq!(address.is_inside(&domain), domain::organisation::is_owned(&domain));
            prop_assert!(!address.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
        }
    }

    #[test]
    fn a_user_id_has_one_normal_form(typed in texts::user_ids()) {
        if let Ok(id) = UserId::parse(&typed) {
            prop_assert!(id.as_str().is_ascii() && (2..=64).contains(&id.as_str().len()));
            prop_assert_eq!(UserId::parse(id.as_str()), Ok(id));
        }
    }

    #[test]
    fn a_phone_number_has_one_normal_form(typed in texts::phones()) {
        if let Ok(Some(phone)) = Phone::parse(&typed) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(Some(phone)));
        }
    }

    #[test]
    fn a_text_has_one_normal_form(typed in texts::words(), limits in texts::limits()) {
        if let Ok(clean) = text::clean(&typed, limits) {
            prop_assert!((limits.least..=limits.most).contains(&clean.chars().count()));
            prop_assert_eq!(clean.trim(), &clean);
            prop_assert!(!clean.contains('\r') && (limits.lines || !clean.contains('\n')));
            prop_assert_eq!(text::clean(&clean, limits), Ok(clean));
        }
        let nothing = text::clean_optional(&typed, limits) == Ok(None);
        prop_assert!(nothing || !typed.trim().is_empty());
        prop_assert!(!nothing || !typed.chars().any(|c| c.is_ascii_graphic()));
    }

    #[test]
    fn a_reason_has_one_normal_form(typed in texts::words()) {
        if let Ok(reason) = Reason::parse(&typed) {
            prop_assert!((10..=1000).contains(&reason.as_str().chars().count()));
            prop_assert_eq!(Reason::parse(reason.as_str()), Ok(reason));
        }
    }

    #[test]
    fn line_ends_do_not_matter(lines in vec("[a-z ]{0,9}", 0..6)) {
        let typed = |end: &str| text::clean(&lines.join(end), text::WORDS);
        prop_assert_eq!(typed("\r\n"), typed("\n"));
        prop_assert_eq!(typed("\r"), typed("\n"));
    }

    #[test]
    fn a_text_is_an_id_of_one_kind_at_most(typed in prop_oneof![texts::anything(), texts::ids()]) {
        let kinds = kinds_of_id(&typed);
        prop_assert!(kinds.iter().filter(|read| read.is_some()).count() <= 1);
        for read in kinds.into_iter().flatten() {
            let digits = read.split_once('_').expect("a prefix").1;
            prop_assert_eq!((&read, digits.len()), (&typed, 32));
            prop_assert!(digits.bytes().all(|b| b"0123456789abcdef".contains(&b)));
        }
    }

    #[test]
    fn an_id_reads_back(bits in any::<u128>()) {
        let id = RequestId::new(bits);
        prop_assert_eq!(id.as_str().parse(), Ok(id));
    }
}
