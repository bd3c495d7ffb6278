//! What a change tells.

use super::world::{Account, Attempt, Try};
use crate::support::nouns::OPENING;
use domain::membership::Reach;
use domain::rules::virtual_account::Hands;
use domain::virtual_account::{Settings, Traits, VirtualAccountFact, Wanted};
use domain::{Event, Refusal, rules};

#[test]
fn a_change_tells_before_and_after_and_nothing_where_nothing_changes() {
    let mut account = Account::default();
    let all = Hands {
        create: Reach::Account,
        edit: Reach::Account,
    };
    for name in [0, 1] {
        let what = Try {
            attempt: Attempt::Create { below: None, name },
            own: None,
            stale_by: 0,
        };
        let events = account.tries(&what).unwrap();
        account.take_in(&events);
    }
    let old = account.detailed(&account.parts[1]);
    let same = Wanted {
        name: "Part 1".into(),
        parent: None,
        settings: Settings::default(),
    };
    let change = |wanted: &Wanted| {
        rules::virtual_account::change(
            &old,
            old.version,
            wanted.clone(),
            &account.parts,
            &all,
            OPENING,
        )
    };
    assert_eq!(change(&same), Ok(Vec::new()));
    let settings = Settings {
        preferred_until: Some(OPENING),
        ..Settings::default()
    };
    assert_eq!(
        change(&Wanted {
            settings,
            ..same.clone()
        }),
        Err(Refusal::EndDateInThePast)
    );
    assert_eq!(
        change(&Wanted {
            name: "PART 0".into(),
            ..same.clone()
        }),
        Err(Refusal::VirtualAccountNameTaken)
    );
    assert_eq!(
        change(&Wanted {
            parent: Some(old.virtual_account.id.clone()),
            ..same.clone()
        }),
        Err(Refusal::VirtualAccountInsideItself)
    );
    let events = change(&Wanted {
        name: "Lyon".into(),
        ..same
    })
    .unwrap();
    let [Event::VirtualAccount(VirtualAccountFact::Changed { before, after, .. })] = &events[..]
    else {
        panic!("{events:?}")
    };
    let traits = |name: &str| Traits {
        name: name.into(),
        settings: Settings::default(),
    };
    assert_eq!((before, after), (&traits("Part 1"), &traits("Lyon")));
}
