//! Whoever lives through it, and the two accounts it is about.

use super::post::Letters;
use crate::support::world;
use domain::{PersonId, Role};
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::{store, use_cases};

pub struct Cast {
    pub amina: PersonId,
    pub bruno: PersonId,
    pub camille: PersonId,
    pub olga: PersonId,
    pub sam: PersonId,
}

pub fn cast(letters: &Letters) -> Cast {
    let amina = letters.person("Amina Belkacem", "Lumen Networks", "amina@lumen.example");
    let bruno = letters.person("Bruno Keller", "Lumen Networks", "bruno@lumen.example");
    let camille = letters.person("Camille Morel", "Atelier Lumen", "camille@atelier.example");
    let olga = letters.office.person_as(NewPerson {
        is_operator: true,
        ..letters.new_person("Olga Lind", "Operations", "olga@operations.example")
    });
    let sam = agent(letters, "sam@support.example", "Sam Okafor");
    account(letters, "lumen.example", "Lumen Networks", &amina);
    account(letters, "bücher.example", "Bücher & Söhne", &amina);
    letters
        .office
        .grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    Cast {
        amina,
        bruno,
        camille,
        olga,
        sam,
    }
}

/// A support agent who reads letters in the language of all.
pub fn agent(letters: &Letters, email: &str, name: &str) -> PersonId {
    let agent = letters.office.staff(email, false, true);
    let (language, id, name) = (letters.language, agent.clone(), name.to_owned());
    letters.office.write(move |tx| {
        let mut profile = store::person::find(tx.db, &id)?.profile;
        (profile.language, profile.full_name) = (language, name.clone());
        use_cases::person::change_profile(tx, &id, &profile)
    });
    agent
}

/// An account with Virtual Accounts Default and Lyon.
pub fn account(letters: &Letters, domain: &str, name: &str, administrator: &PersonId) {
    letters.office.account_as(NewAccount {
        name: name.into(),
        virtual_accounts: vec!["Default".into(), "Lyon".into()],
        ..world::new_account(domain, administrator)
    });
}
