//! Groups: access asked for all who are in one, and what becomes of it as they leave.

use super::cast::{Cast, account};
use super::post::Letters;
use crate::support::world;
use domain::access_request::{Grant, Wish};
use domain::membership::Terms;
use domain::notification::{GroupNews, Notice, RoleChange};
use domain::text::Reason;
use domain::{GroupId, RequestId, Role, Scope};
use parvis::store;
use parvis::use_cases::access_request::{Decision, send_for};

/// Amina asks for the night shift, which Camille is in.
fn asks_for_the_group(letters: &Letters, cast: &Cast, group: &GroupId) -> RequestId {
    let (amina, group) = (cast.amina.clone(), group.clone());
    letters.office.write(move |tx| {
        let reason = Reason::parse("The night shift looks after your lines.").unwrap();
        let (quartz, wish) = (world::identifier("quartz.example"), Wish::default());
        Ok(send_for(tx, &amina, Some(&group), &quartz, &reason, &wish)?.unwrap())
    })
}

pub fn asked_for(letters: &mut Letters, cast: &Cast) {
    let hugo = letters.person("Hugo Brandt", "Quartz", "hugo@quartz.example");
    account(letters, "quartz.example", "Quartz", &hugo);
    letters.office.were_at(&["camille"], "lumen.example");
    let members = ["camille@atelier.example"];
    let group = letters
        .office
        .group("lumen.example", &cast.amina, "Night shift", &members);
    let request = asks_for_the_group(letters, cast, &group);
    letters.sent("Amina asks for access for a whole group");
    let grant = Grant::of_role(
        Terms {
            role: Role::SaViewer,
            scope: Scope::EntireAccount,
            until: None,
        },
        None,
    );
    letters.decides(&hugo, &request, Decision::Approve(grant));
    letters.sent("Hugo grants it to the group");
    left_and_lost(letters, cast, &group);
}

fn left_and_lost(letters: &mut Letters, cast: &Cast, group: &GroupId) {
    let id = group.clone();
    let held = letters
        .office
        .read(move |db| store::membership::held_by_group(db, &id, 1));
    let ended = RoleChange {
        before: held.first().cloned().map(Box::new),
        after: None,
    };
    for (news, who, changes, what) in [
        (GroupNews::Left, &cast.amina, Vec::new(), "leaves the group"),
        (
            GroupNews::Deleted,
            &cast.camille,
            vec![ended],
            "loses the group",
        ),
    ] {
        letters.announces(Notice::GroupNews {
            group: group.clone(),
            news,
            people: vec![who.clone()],
            after: None,
            changes,
        });
        letters.sent(&format!("somebody {what}"));
    }
}
