//! How much mail one person gets.

use crate::support::cases::cases;
use crate::support::nouns::OPENING;
use domain::moment::{days, hours};
use domain::notification::budget::{Budget, Held, is_counted};
use domain::notification_preference::{LetterKind, Topic};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Duration;

proptest! {
    #![proptest_config(cases())]

    /// However letters come, no hour sees more of them go by themselves than the budget has, and no day.
    #[test]
    fn no_hour_and_no_day_sees_more(
        gaps in vec(0_u64..4_000, 1..80), an_hour in 1_u32..6, a_day in 1_u32..20,
    ) {
        let budget = Budget { an_hour, a_day };
        let (mut now, mut went) = (OPENING, Vec::new());
        for gap in gaps {
            now = now.plus(Duration::from_secs(gap));
            match budget.hold(&went, now) {
                None => went.push(now),
                Some(Held::Until(at)) => {
                    // It comes within the hour, and then there is room.
                    prop_assert!(now < at && at <= now.plus(hours(1)));
                }
                Some(Held::ForTheDay) => {}
            }
            let in_window = |window: Duration| went.iter().filter(|one| now.since(**one) < window).count();
            prop_assert!(in_window(hours(1)) <= an_hour as usize);
            prop_assert!(in_window(days(1)) <= a_day as usize);
        }
    }

    /// The first letters go at once.
    #[test]
    fn what_is_within_the_budget_goes(an_hour in 1_u32..6, before in 0_usize..6) {
        let budget = Budget { an_hour, a_day: 100 };
        let held = budget.hold(&vec![OPENING; before], OPENING);
        prop_assert_eq!(held.is_none(), before < an_hour as usize);
    }
}

#[test]
fn security_mail_and_what_lets_people_in_is_never_counted() {
    for kind in LetterKind::ALL {
        let is_free = kind.topic() == Topic::Security
            || [
                LetterKind::InvitationSent,
                LetterKind::NotificationAddress,
                LetterKind::Digest,
            ]
            .contains(kind);
        assert_eq!(is_counted(*kind), !is_free, "{kind:?}");
    }
}
