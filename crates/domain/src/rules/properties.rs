//! Changing an account's properties and aliases.

use crate::smart_account::SmartAccountFact;
use crate::smart_account::properties::{MOST_ALIASES, Properties};
use crate::{DomainIdentifier, Event, Refusal, SmartAccountId};
use std::collections::BTreeSet;

/// What a change needs to know of the account.
#[derive(Debug, Clone)]
pub struct Facts {
    pub account: SmartAccountId,
    pub domain: DomainIdentifier,
    pub properties: Properties,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
    /// Those of the wanted aliases in whose domain somebody who administers the account, or changes this, has a verified address.
    pub proven: BTreeSet<DomainIdentifier>,
    /// Those of the wanted aliases that another account is known by.
    pub taken: BTreeSet<DomainIdentifier>,
}

/// Changes the properties. Out: no event where nothing differs.
///
/// Errors: a new alias in whose domain nobody of the account has a verified address is refused in the same way whether or not
/// another account has it.
pub fn change(
    facts: &Facts,
    seen_version: u32,
    wanted: Properties,
) -> Result<Option<Event>, Refusal> {
    let is_unproven = |alias: &&DomainIdentifier| {
        let is_new = !facts.properties.aliases.contains(alias) && **alias != facts.domain;
        is_new && !facts.proven.contains(alias)
    };
    let unproven = wanted.aliases.iter().find(is_unproven).cloned();
    carry_out(facts, seen_version, wanted, unproven)
}

/// Sets the aliases as an operator, who need not show that a domain is the account's.
pub fn set_aliases(
    facts: &Facts,
    seen_version: u32,
    aliases: BTreeSet<DomainIdentifier>,
) -> Result<Option<Event>, Refusal> {
    let wanted = Properties {
        aliases,
        ..facts.properties.clone()
    };
    carry_out(facts, seen_version, wanted, None)
}

fn carry_out(
    facts: &Facts,
    seen_version: u32,
    mut wanted: Properties,
    unproven: Option<DomainIdentifier>,
) -> Result<Option<Event>, Refusal> {
    if facts.version != seen_version {
        return Err(Refusal::ChangedMeanwhile);
    }
    wanted.aliases.remove(&facts.domain);
    if wanted.aliases.len() > MOST_ALIASES {
        return Err(Refusal::TooManyAliases);
    }
    if let Some(identifier) = unproven {
        return Err(Refusal::AliasUnproven { identifier });
    }
    if let Some(identifier) = wanted.aliases.intersection(&facts.taken).next() {
        return Err(Refusal::AliasTaken {
            identifier: identifier.clone(),
        });
    }
    if wanted == facts.properties {
        return Ok(None);
    }
    Ok(Some(Event::SmartAccount(
        SmartAccountFact::PropertiesChanged {
            account: facts.account.clone(),
            before: Box::new(facts.properties.clone()),
            after: Box::new(wanted),
        },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smart_account::{AccountKind, Visibility};

    fn facts() -> Facts {
        Facts {
            account: SmartAccountId::new(1),
            domain: DomainIdentifier::stored("lumen.example".into()),
            properties: Properties {
                name: "Lumen".into(),
                kind: AccountKind::Customer,
                visibility: Visibility::Unrestricted,
                aliases: BTreeSet::new(),
                headquarters: None,
                accent: None,
            },
            version: 3,
            proven: ["lumen.test", "vault.example"]
                .map(|domain| DomainIdentifier::stored(domain.into()))
                .into(),
            taken: ["vault.example", "hidden.example"]
                .map(|domain| DomainIdentifier::stored(domain.into()))
                .into(),
        }
    }

    #[test]
    fn an_alias_is_nobody_elses_and_not_the_identifier_itself() {
        let facts = facts();
        let with = |identifier: &str| {
            let mut wanted = facts.properties.clone();
            wanted
                .aliases
                .insert(DomainIdentifier::stored(identifier.into()));
            change(&facts, 3, wanted)
        };
        assert_eq!(with("lumen.example"), Ok(None));
        assert!(matches!(with("lumen.test"), Ok(Some(_))));
        let refused = with("vault.example");
        assert!(matches!(refused, Err(Refusal::AliasTaken { .. })));
        // Nobody of the account has an address there: whether another account has it is not told.
        for identifier in ["hidden.example", "nobodys.example"] {
            let refused = with(identifier);
            let identifier = DomainIdentifier::stored(identifier.into());
            assert_eq!(refused, Err(Refusal::AliasUnproven { identifier }));
        }
        let any = |identifier: &str| {
            let aliases = [DomainIdentifier::stored(identifier.into())].into();
            set_aliases(&facts, 3, aliases)
        };
        assert!(matches!(any("nobodys.example"), Ok(Some(_))));
        assert!(matches!(
            any("hidden.example"),
            Err(Refusal::AliasTaken { .. })
        ));
        let wanted = facts.properties.clone();
        assert_eq!(change(&facts, 2, wanted), Err(Refusal::ChangedMeanwhile));
    }
}
