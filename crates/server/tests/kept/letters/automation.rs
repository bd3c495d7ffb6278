//! Rules: what one decides it signs, and what one leaves to somebody who then has to be found another way.

use super::cast::Cast;
use super::invitation::invites;
use super::post::Letters;
use crate::support::world;
use domain::access_request::Wish;
use domain::automation::{Conditions, DomainCondition, Rule, RuleVerdict};
use domain::{PersonId, Role, RuleId, Scope};
use parvis::use_cases;

/// A rule of an account that leaves everything to whoever saves it.
fn rule(letters: &Letters, domain: &str, by: &PersonId) -> Rule {
    Rule {
        id: RuleId::new(letters.office.write(|tx| Ok(tx.new_id()))),
        account: letters.office.account_at(domain).id,
        name: "Everything".into(),
        version: 0,
        place: 1,
        conditions: Conditions::default(),
        verdict: RuleVerdict::SendTo(by.clone()),
        saved_by: by.clone(),
        saved_at: letters.office.now(),
    }
}

fn saves(letters: &Letters, rule: Rule) {
    letters.office.write(move |tx| {
        use_cases::automation::save(tx, &rule, None, &rule.saved_by)?.unwrap();
        Ok(())
    });
}

pub fn approved_by_rule(letters: &mut Letters, cast: &Cast) {
    let inside = DomainCondition::Inside(world::identifier("atelier.example"));
    let atelier = Rule {
        name: "Atelier".into(),
        conditions: Conditions {
            domain: Some(inside),
            ..Conditions::default()
        },
        verdict: RuleVerdict::Approve {
            role: Role::SaViewer,
            scope: Scope::EntireAccount,
            days: Some(30),
        },
        ..rule(letters, "bücher.example", &cast.amina)
    };
    saves(letters, atelier);
    let lise = letters.person("Lise Arnaud", "Atelier Lumen", "lise@atelier.example");
    let (wish, reason) = (Wish::default(), "I keep the accounts.");
    letters.office.asks(&lise, "bücher.example", reason, &wish);
    letters.sent("a rule approves what Lise asks");
}

/// A rule leaves a request to Amina, who deletes what it asks for; and whoever wrote the rule leaves.
pub fn left_to_amina(letters: &mut Letters, cast: &Cast) {
    let north = Rule {
        name: "North".into(),
        conditions: Conditions {
            organisation: Some("Atelier Nord".into()),
            ..Conditions::default()
        },
        verdict: RuleVerdict::SendTo(cast.amina.clone()),
        ..rule(letters, "lumen.example", &cast.bruno)
    };
    saves(letters, north);
    let tess = letters.person("Tess Moreau", "Atelier Nord", "tess@nord.example");
    let wish = Wish {
        scope: Some(letters.lyon()),
        ..Wish::default()
    };
    let reason = "Downloads for the site.";
    letters.office.asks(&tess, "lumen.example", reason, &wish);
    invites(letters, cast, "sacha@atelier.example");
    letters.sent("a rule leaves what Tess asks to Amina, and she invites Sacha");
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        let account = world::account_at(tx.db, "lumen.example")?.id;
        let lyon = world::part(tx.db, "lumen.example", "Lyon")?;
        let plan =
            use_cases::virtual_account::plan_deletion(tx.db, &account, &lyon, &amina, tx.now)?;
        let (seen, much) = (plan.seen(), plan.how_much);
        use_cases::virtual_account::delete(tx, &account, &lyon, &amina, &seen, much)?.unwrap();
        Ok(())
    });
    letters.sent("Amina deletes Lyon");
    let bruno = cast.bruno.clone();
    letters.office.write(move |tx| {
        use_cases::person::deactivation::deactivate(tx, &bruno, None)?.unwrap();
        Ok(())
    });
    letters.sent("Bruno is deactivated, who wrote the rule");
}
