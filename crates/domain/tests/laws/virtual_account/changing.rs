//! What a change tells.

use super::world::{Account, Attempt, Try};
use crate::support::nouns::OPENING;
use domain::membership::Reach;
use domain::rules::virtual_account::Hands;
use domain::virtual_account::{Settings, Traits, VirtualAccountFact, WantedVirtualAccount};
use domain::{Event, Refusal, rules};

/// "Part 0" and "Part 1", side by side.
fn two_parts() -> Account {
    let mut account = Account::default();
    for name in [0, 1] {
        let what = Try {
            attempt: Attempt::Create { below: None, name },
            own: None,
            stale_by: 0,
        };
        let events = account.tries(&what).unwrap();
        account.take_in(&events);
    }
    account
}

fn traits(name: &str) -> Traits {
    Traits {
        name: name.into(),
        settings: Settings::default(),
    }
}

#[test]
fn a_change_tells_before_and_after_and_nothing_where_nothing_changes() {
    let account = two_parts();
    let all = Hands {
        create: Reach::Account,
        edit: Reach::Account,
    };
    let old = account.detailed(&account.parts[1]);
    let same = WantedVirtualAccount {
        name: "Part 1".into(),
        parent: None,
        settings: Settings::default(),
    };
    let change = |wanted: WantedVirtualAccount| {
        let seen = old.version;
        rules::virtual_account::change(&old, seen, wanted, &account.parts, &all, OPENING)
    };
    assert_eq!(change(same.clone()), Ok(Vec::new()));
    let over = WantedVirtualAccount {
        settings: Settings {
            preferred_until: Some(OPENING),
            ..Settings::default()
        },
        ..same.clone()
    };
    assert_eq!(change(over), Err(Refusal::EndDateInThePast));
    let taken = WantedVirtualAccount {
        name: "PART 0".into(),
        ..same.clone()
    };
    assert_eq!(change(taken), Err(Refusal::VirtualAccountNameTaken));
    let inside_itself = WantedVirtualAccount {
        parent: Some(old.virtual_account.id.clone()),
        ..same.clone()
    };
    assert_eq!(
        change(inside_itself),
        Err(Refusal::VirtualAccountInsideItself)
    );
    let renamed = WantedVirtualAccount {
        name: "Lyon".into(),
        ..same
    };
    let events = change(renamed).unwrap();
    let [Event::VirtualAccount(VirtualAccountFact::Changed { before, after, .. })] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((before, after), (&traits("Part 1"), &traits("Lyon")));
}
