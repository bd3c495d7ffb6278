//! What the administrators of the demonstration have set up: a group, a rule, an agreement, a review.

use crate::demo::people::{PEOPLE, person};
use crate::demo::requests::{become_person, scope};
use crate::storage::{Author, Error, Tx};
use crate::use_cases::access_review::ReviewOrder;
use crate::use_cases::membership::adding::Naming;
use crate::{store, use_cases};
use domain::access_review::{ReviewRule, Selection};
use domain::automation::{Conditions, DomainCondition, Rule, RuleVerdict};
use domain::group::Label;
use domain::membership::Terms;
use domain::moment::days;
use domain::person::Language;
use domain::rules::newcomer::Name;
use domain::smart_account::SmartAccount;
use domain::{DomainIdentifier, GroupId, Moment, Role, RuleId};

/// Everything below is for this account.
pub fn populate(tx: &mut Tx, lumen: &SmartAccount, now: Moment) -> Result<(), Error> {
    become_person(tx, now.minus(days(100)), "amina")?;
    accept_terms(tx, lumen)?;
    become_person(tx, now.minus(days(50)), "amina")?;
    night_shift(tx, lumen)?;
    become_person(tx, now.minus(days(30)), "bruno")?;
    rule_for_visitors(tx, lumen)?;
    become_person(tx, now.minus(days(5)), "amina")?;
    review_everybody(tx, lumen, now)?;
    tx.author = Author::program("demo");
    Ok(())
}

fn accept_terms(tx: &mut Tx, lumen: &SmartAccount) -> Result<(), Error> {
    let amina = person(tx, "amina")?;
    let new = use_cases::agreement::NewVersion {
        title: "Terms for shared licences".into(),
        words: "Licences are used at the sites they were bought for.\nWhoever leaves a site gives theirs back within a week.".into(),
        is_required: true,
    };
    let id = use_cases::agreement::publish(tx, &lumen.id, None, &amina, &new)??;
    use_cases::agreement::accept(tx, &lumen.id, &id, 1, &amina)??;
    Ok(())
}

fn night_shift(tx: &mut Tx, lumen: &SmartAccount) -> Result<(), Error> {
    let amina = person(tx, "amina")?;
    let label = Label {
        name: "Night shift".into(),
        description: Some("Looks after the lines in Montréal when it is night in Lyon.".into()),
    };
    let id = use_cases::group::create(tx, &lumen.id, &amina, None, &label)?;
    for name in ["gwen", "hugo"] {
        joins_when_invited(tx, lumen, &id, name)?;
    }
    let terms = Terms {
        role: Role::VaViewer,
        scope: scope(tx, "Montréal")?,
        until: None,
    };
    use_cases::group::give_role(tx, &lumen.id, &amina, &id, &terms)??;
    Ok(())
}

/// Amina invites somebody into a group, and they accept.
fn joins_when_invited(
    tx: &mut Tx,
    lumen: &SmartAccount,
    group: &GroupId,
    name: &str,
) -> Result<(), Error> {
    let (amina, invited) = (person(tx, "amina")?, person(tx, name)?);
    let address = store::person::find(tx.db, &invited)?.email;
    let address = address.ok_or_else(|| Error::corrupt("demo", name, "address"))?;
    let keys = [address.key()];
    let naming = Naming {
        account: &lumen.id,
        by: &amina,
        names: &[Name::Email(address)],
        seen: None,
        passes_over_held: true,
    };
    use_cases::group::adding::add(tx, naming, group, Language::English)??;
    let (at, before) = (tx.now.plus(days(1)), tx.now);
    for open in store::invitation::open_for(tx.db, &lumen.id, &keys)? {
        become_person(tx, at, name)?;
        use_cases::invitation::accept_open(tx, &open, &invited)?;
    }
    become_person(tx, before, "amina")
}

/// Lets in, for a month and to look only, whoever comes from a company that comes often. None of the people here does.
fn rule_for_visitors(tx: &mut Tx, lumen: &SmartAccount) -> Result<(), Error> {
    const OFTEN_HERE: &str = "Quartz Foundry";
    debug_assert!(PEOPLE.iter().all(|cast| cast.2 != OFTEN_HERE));
    let bruno = person(tx, "bruno")?;
    let rule = Rule {
        id: RuleId::new(tx.new_id()),
        account: lumen.id.clone(),
        name: "Engineers of Quartz Foundry may look".into(),
        version: 1,
        place: 1,
        conditions: Conditions {
            domain: Some(DomainCondition::Inside(DomainIdentifier::stored(
                "quartz-foundry.example".into(),
            ))),
            organisation: Some(OFTEN_HERE.into()),
            role_at_most: Some(Role::VaViewer),
            ..Conditions::default()
        },
        verdict: RuleVerdict::Approve {
            role: Role::VaViewer,
            scope: scope(tx, "Lyon")?,
            days: Some(30),
        },
        saved_by: bruno.clone(),
        saved_at: tx.now,
    };
    use_cases::automation::save(tx, &rule, None, &bruno)??;
    Ok(())
}

fn review_everybody(tx: &mut Tx, lumen: &SmartAccount, now: Moment) -> Result<(), Error> {
    let amina = person(tx, "amina")?;
    let order = ReviewOrder {
        name: "Who still needs access?".into(),
        who: Selection::Everyone,
        due: now.plus(days(16)),
        rule: ReviewRule::Keep,
    };
    use_cases::access_review::start(tx, &amina, &lumen.id, &order)??;
    Ok(())
}
