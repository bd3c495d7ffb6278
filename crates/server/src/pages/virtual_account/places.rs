//! Virtual Accounts in the order in which people read a nested list.

use crate::web::desk::{Desk, EditVirtualAccounts, Needs, part_name};
use crate::web::forms::Field;
use domain::membership::Reach;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{Scope, VirtualAccountId};
use i18n_embed_fl::fl;
use std::collections::{BTreeMap, BTreeSet};

/// As many as a list to choose from offers; beyond that the name is typed.
const MOST_OFFERED: usize = 300;

/// One Virtual Account at its place in the list.
pub struct Placed<'a> {
    pub part: &'a VirtualAccount,
    /// How deep below what is shown; 0 at the edge.
    pub depth: usize,
    /// The names of those it is nested in, outermost first.
    pub inside: Vec<&'a str>,
}

/// Those `within` (all, where that is none): each followed by what is nested in it, the default first, then by name.
pub fn in_order<'a>(
    parts: &'a [VirtualAccount],
    within: Option<&[VirtualAccountId]>,
) -> Vec<Placed<'a>> {
    let own: Option<BTreeSet<_>> = within.map(|within| within.iter().collect());
    let shown = |id: &VirtualAccountId| own.as_ref().is_none_or(|own| own.contains(id));
    let mut below: BTreeMap<Option<&VirtualAccountId>, Vec<&VirtualAccount>> = BTreeMap::new();
    for part in parts.iter().filter(|part| shown(&part.id)) {
        let parent = part.parent.as_ref().filter(|parent| shown(parent));
        below.entry(parent).or_default().push(part);
    }
    for siblings in below.values_mut() {
        siblings.sort_by_cached_key(|part| (!part.is_default, part.name.to_lowercase()));
    }
    let mut order = Vec::new();
    let mut waiting: Vec<(&VirtualAccount, Vec<&str>)> = below
        .get(&None)
        .into_iter()
        .flatten()
        .rev()
        .map(|part| (*part, Vec::new()))
        .collect();
    while let Some((part, inside)) = waiting.pop() {
        let mut path = inside.clone();
        path.push(part.name.as_str());
        let nested = below.get(&Some(&part.id)).into_iter().flatten().rev();
        waiting.extend(nested.map(|nested| (*nested, path.clone())));
        order.push(Placed {
            part,
            depth: inside.len(),
            inside,
        });
    }
    order
}

/// The field that says in what a Virtual Account is nested: itself and what is nested in it are left out. Where there are
/// very many the name is typed, with the same meaning.
pub fn place_field<R: Needs>(
    desk: &Desk<R>,
    reach: &Reach,
    moving: Option<&VirtualAccountId>,
    chosen: &str,
    fault: Option<String>,
) -> Field {
    let t = &desk.words.text;
    let tree = Tree::of(&desk.parts);
    let stays = moving.and_then(|id| desk.parts.iter().find(|va| va.id == *id));
    let is_own =
        |part: &VirtualAccount| reach.covers(&Scope::VirtualAccounts([part.id.clone()].into()));
    let allowed = |part: &VirtualAccount| {
        let free = moving.is_none_or(|id| !tree.is_within(&part.id, id));
        free && is_own(part)
    };
    // Whoever may not know of it reads what they read of one that is in none.
    let in_unseen = stays
        .and_then(|va| va.parent.as_ref())
        .and_then(|id| desk.parts.iter().find(|part| part.id == *id))
        .filter(|part| !is_own(part));
    let chosen = match in_unseen {
        Some(parent) if parent.id.as_str() == chosen => "",
        _ => chosen,
    };
    let field = Field::new("parent", fl!(t, "virtual-account-inside"));
    if desk.parts.len() > MOST_OFFERED {
        let named = find(&desk.parts, chosen).filter(|part| is_own(part));
        let typed = named.map_or(chosen, |part| part.name.as_str());
        return field
            .value(typed)
            .hint(fl!(t, "virtual-account-inside-typed"))
            .fault(fault);
    }
    let mut options = Vec::new();
    let at_top = stays.is_some_and(|va| va.parent.is_none());
    if *reach == Reach::Account || at_top || in_unseen.is_some() {
        let words = fl!(
            t,
            "virtual-account-at-top",
            account = desk.account.name.as_str()
        );
        options.push((String::new(), words));
    }
    for placed in in_order(&desk.parts, None) {
        if allowed(placed.part) {
            let name = format!("{}{}", "\u{2003}".repeat(placed.depth), placed.part.name);
            options.push((placed.part.id.to_string(), name));
        }
    }
    field.value(chosen).options(options).fault(fault)
}

/// Those that may be named as a place: within reach. For whoever chooses there are no others.
pub fn known<R: Needs>(desk: &Desk<R>, reach: &Reach) -> Vec<VirtualAccount> {
    let is_own =
        |part: &&VirtualAccount| reach.covers(&Scope::VirtualAccounts([part.id.clone()].into()));
    desk.parts.iter().filter(is_own).cloned().collect()
}

/// The Virtual Account meant by an id or a name.
pub fn find<'a>(parts: &'a [VirtualAccount], typed: &str) -> Option<&'a VirtualAccount> {
    let typed = typed.trim();
    let name = typed.to_lowercase();
    parts
        .iter()
        .find(|va| va.id.as_str() == typed)
        .or_else(|| parts.iter().find(|va| va.name.to_lowercase() == name))
}

/// What it is nested in, as far as they may know its name.
pub(crate) fn inside(desk: &Desk<EditVirtualAccounts>, va: &VirtualAccount) -> String {
    match &va.parent {
        Some(id)
            if desk
                .reach
                .covers(&Scope::VirtualAccounts([id.clone()].into())) =>
        {
            part_name(&desk.parts, id)
        }
        // Whoever may not know what it is in reads what they read of one that is in none.
        _ => desk.account.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::SmartAccountId;

    fn part(id: u128, parent: Option<u128>, name: &str) -> VirtualAccount {
        VirtualAccount {
            id: VirtualAccountId::new(id),
            account: SmartAccountId::new(1),
            parent: parent.map(VirtualAccountId::new),
            name: name.into(),
            is_default: name == "Default",
        }
    }

    #[test]
    fn each_is_followed_by_what_is_nested_in_it() {
        let parts = [
            part(1, None, "Lyon"),
            part(2, Some(1), "Pentes"),
            part(3, None, "Default"),
            part(4, Some(1), "croix-Rousse"),
            part(5, Some(2), "Escaliers"),
        ];
        let shown = |within: Option<&[VirtualAccountId]>| -> Vec<String> {
            in_order(&parts, within)
                .iter()
                .map(|placed| format!("{}{}", "-".repeat(placed.depth), placed.part.name))
                .collect()
        };
        assert_eq!(
            shown(None),
            ["Default", "Lyon", "-croix-Rousse", "-Pentes", "--Escaliers"]
        );
        let own = [2, 5].map(VirtualAccountId::new);
        assert_eq!(shown(Some(&own)), ["Pentes", "-Escaliers"]);
        assert_eq!(in_order(&parts, None)[4].inside, ["Lyon", "Pentes"]);
    }
}
