//! What may happen to an office, drawn by chance: commands of those who take part, with what they ask for or give.

use domain::Role;
use domain::access_request::DenialClass;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

/// Shared mailboxes; the last one is somebody else's.
const EXTRA: [&str; 4] = [
    "it-access@lumen.example",
    "IT-Access@lumen.example",
    "desk@lyon.lumen.example",
    "desk@atelier.example",
];
const PARTS: [&str; 3] = ["Default", "Lyon", "Montréal"];

#[derive(Debug, Clone)]
pub enum Command {
    Register,
    Ask {
        who: Index,
        identifier: &'static str,
        terms: Terms,
    },
    Approve {
        which: Index,
        by: &'static str,
        stale: bool,
        terms: Terms,
    },
    Decline {
        which: Index,
        by: &'static str,
        class: DenialClass,
    },
    /// By whoever asked, or by somebody who may not.
    Withdraw {
        which: Index,
        by: Option<&'static str>,
    },
    Remind {
        which: Index,
    },
    HoursPass(u64),
    OpenCase {
        which: Index,
    },
    AddAddress {
        email: &'static str,
        by: &'static str,
    },
    RenewAddress {
        which: Index,
        by: &'static str,
    },
    /// By the link of the newest letter to it.
    ConfirmAddress {
        which: Index,
    },
    RemoveAddress {
        which: Index,
        by: &'static str,
    },
    AnswerCase {
        which: Index,
        by: &'static str,
    },
    CloseCase {
        which: Index,
        by: &'static str,
    },
}

/// What is asked for or given. No parts is the entire account.
#[derive(Debug, Clone)]
pub struct Terms {
    pub parts: Option<BTreeSet<&'static str>>,
    pub role: Option<Role>,
    pub days: Option<u64>,
}

fn terms() -> impl Strategy<Value = Terms> {
    let parts = option::of(btree_set(select(&PARTS[..]), 0..3));
    (
        parts,
        option::of(select(&Role::ALL[..])),
        option::of(0..40_u64),
    )
        .prop_map(|(parts, role, days)| Terms { parts, role, days })
}

/// The usual things, or anything at all.
fn asked_or_given(usual: Role) -> impl Strategy<Value = Terms> {
    let everything = Terms {
        parts: None,
        role: Some(usual),
        days: None,
    };
    let of_lyon = Terms {
        parts: Some(["Lyon"].into()),
        role: Some(Role::VaUser),
        days: Some(9),
    };
    prop_oneof![2 => Just(everything), 2 => Just(of_lyon), 1 => terms()]
}

fn command() -> impl Strategy<Value = Command> {
    let index = any::<Index>;
    let decider = || {
        select(
            &[
                "amina", "amina", "amina", "bruno", "bruno", "chen", "victor", "camille",
            ][..],
        )
    };
    let identifier = || {
        select(
            &[
                "lumen.example",
                "lumen.example",
                "lumen.example",
                "vault.example",
                "nowhere.example",
            ][..],
        )
    };
    let manager = || select(&["amina", "amina", "bruno", "chen"][..]);
    let speaker = || select(&["sam", "sam", "camille", "david", "amina"][..]);
    prop_oneof![
        1 => Just(Command::Register),
        2 => (select(&EXTRA[..]), manager()).prop_map(|(email, by)| Command::AddAddress { email, by }),
        1 => (index(), manager()).prop_map(|(which, by)| Command::RenewAddress { which, by }),
        2 => index().prop_map(|which| Command::ConfirmAddress { which }),
        1 => (index(), manager()).prop_map(|(which, by)| Command::RemoveAddress { which, by }),
        5 => (index(), identifier(), asked_or_given(Role::SaViewer)).prop_map(|(who, identifier, terms)| Command::Ask { who, identifier, terms }),
        4 => (index(), decider(), prop::bool::weighted(0.1), asked_or_given(Role::SaUser)).prop_map(|(which, by, stale, terms)| Command::Approve { which, by, stale, terms }),
        2 => (index(), decider(), select(DenialClass::ALL)).prop_map(|(which, by, class)| Command::Decline { which, by, class }),
        1 => (index(), option::weighted(0.2, decider())).prop_map(|(which, by)| Command::Withdraw { which, by }),
        3 => index().prop_map(|which| Command::Remind { which }),
        5 => select(&[1, 25, 49, 100, 200][..]).prop_map(Command::HoursPass),
        2 => index().prop_map(|which| Command::OpenCase { which }),
        2 => (index(), speaker()).prop_map(|(which, by)| Command::AnswerCase { which, by }),
        1 => (index(), speaker()).prop_map(|(which, by)| Command::CloseCase { which, by }),
    ]
}

/// Two requests and what then happens, so that there is something to act on from the start.
pub fn story(length: usize) -> impl Strategy<Value = Vec<Command>> {
    let asks = |place| {
        let who = any::<Index>();
        (who, asked_or_given(Role::SaUser)).prop_map(move |(who, terms)| Command::Ask {
            who,
            identifier: place,
            terms,
        })
    };
    (
        asks("lumen.example"),
        asks("lumen.example"),
        vec(command(), length),
    )
        .prop_map(|(first, second, rest)| [vec![first, second], rest].concat())
}
