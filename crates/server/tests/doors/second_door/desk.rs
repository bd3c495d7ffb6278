//! For each form of the desk, by its address: the use case that answers it, called with something that would change something if it
//! came from the right person.

use crate::second_door::calls::{Call, changes, email};
use crate::second_door::ground::Stage;
use domain::access_request::{Denial, DenialClass};
use domain::access_review::{ReviewAnswer, ReviewRule, Selection};
use domain::group::Label;
use domain::membership::Terms;
use domain::moment::days;
use domain::person::{Language, UserId};
use domain::rules::newcomer::Name;
use domain::rules::notification_address::NewNotificationAddress as NewAddress;
use domain::smart_account::SmartAccount;
use domain::smart_account::properties::Properties;
use domain::text::Reason;
use domain::virtual_account::{Settings, WantedVirtualAccount};
use domain::{PersonId, Role, Scope};
use parvis::storage::{Error, Tx};
use parvis::use_cases::access_request::talking::{Said, say};
use parvis::use_cases::access_request::{Decision, decide};
use parvis::use_cases::account_creation::CreationChange;
use parvis::use_cases::membership::adding::Naming;
use parvis::{sight, store, use_cases};

fn find(tx: &mut Tx, stage: &Stage) -> Result<SmartAccount, Error> {
    store::smart_account::find(tx.db, &stage.account)
}

fn terms() -> Terms {
    Terms {
        role: Role::SaUser,
        scope: Scope::EntireAccount,
        until: None,
    }
}

fn label() -> Label {
    Label {
        name: "Night shift".into(),
        description: None,
    }
}

fn naming<'a>(stage: &'a Stage, by: &'a PersonId, names: &'a [Name]) -> Naming<'a> {
    Naming {
        account: &stage.account,
        by,
        names,
        seen: None,
        passes_over_held: false,
    }
}

fn user(name: &str) -> [Name; 1] {
    [Name::UserId(UserId::parse(name).unwrap())]
}

fn decides(tx: &mut Tx, stage: &Stage, by: &PersonId) -> Result<(), Error> {
    let denial = Denial {
        class: DenialClass::NotKnown,
        words: None,
    };
    let version = store::access_request::find(tx.db, &stage.request)?.version;
    decide(tx, &stage.request, version, by, &Decision::Decline(denial))??;
    Ok(())
}

fn says(tx: &mut Tx, stage: &Stage, by: &PersonId, said: &Said) -> Result<(), Error> {
    let version = store::access_request::find(tx.db, &stage.request)?.version;
    say(tx, &stage.request, version, by, said)??;
    Ok(())
}

fn wanted(name: &str) -> WantedVirtualAccount {
    WantedVirtualAccount {
        name: name.into(),
        parent: None,
        settings: Settings::default(),
    }
}

fn publishes(tx: &mut Tx, stage: &Stage, by: &PersonId, is_next: bool) -> Result<(), Error> {
    let new = use_cases::agreement::NewVersion {
        title: "Terms".into(),
        words: "Be kinder to one another.".into(),
        is_required: false,
    };
    let next_of = is_next.then_some((&stage.agreement, 1));
    use_cases::agreement::publish(tx, &stage.account, next_of, by, &new)??;
    Ok(())
}

/// Puts the upload aside that waits to be applied, which stands in the way of another.
fn makes_way(tx: &mut Tx, stage: &Stage) -> Result<(), Error> {
    use_cases::upload::discard(tx, &stage.upload, &stage.amina)
}

fn begins(tx: &mut Tx, stage: &Stage, by: &PersonId, of_group: bool) -> Result<(), Error> {
    use domain::upload::Destination;
    use parvis::use_cases::upload::{BegunUpload, begin};
    makes_way(tx, stage)?;
    let group = of_group.then(|| stage.group.clone());
    let to = Destination::of(Some(stage.account.clone()), group).expect("a destination");
    match begin(tx, &to, by, "people.csv")? {
        BegunUpload::At(_) => Ok(()),
        BegunUpload::Open(_) | BegunUpload::Refused(_) => {
            Err(domain::Refusal::AccountNotOpen.into())
        }
    }
}

fn reviews(tx: &mut Tx, stage: &Stage, by: &PersonId) -> Result<(), Error> {
    let order = use_cases::access_review::ReviewOrder {
        name: "Winter".into(),
        who: Selection::Everyone,
        due: tx.now.plus(days(60)),
        rule: ReviewRule::Keep,
    };
    use_cases::access_review::start(tx, by, &stage.account, &order)??;
    Ok(())
}

fn decides_lines(tx: &mut Tx, stage: &Stage, by: &PersonId) -> Result<(), Error> {
    let sight = sight::Sight::of_the_program(&stage.account, None);
    let filter = store::access_review::LineFilter {
        open: Some(true),
        but: vec![stage.amina.to_string()],
    };
    let lines = store::access_review::lines(tx.db, &sight, &stage.review, &filter, None, 1)?;
    let mut seen = Vec::new();
    for standing in use_cases::access_review::standing(tx.db, lines)? {
        seen.push(use_cases::access_review::SeenLine {
            id: standing.line.id.clone(),
            print: standing.print()?,
        });
    }
    let (account, review) = (&stage.account, &stage.review);
    use_cases::access_review::decide(tx, by, account, review, &seen, ReviewAnswer::Keep, None)?;
    Ok(())
}

pub fn at_the_desk() -> Vec<(&'static str, Call)> {
    let mut all = about_the_account();
    all.extend(about_people());
    all.extend(about_requests());
    all
}

fn about_the_account() -> Vec<(&'static str, Call)> {
    vec![
        ("/accounts/{domain}/properties", |tx, stage, by| {
            let account = find(tx, stage)?;
            let wanted = Properties {
                name: "Lumen & Daughters".into(),
                kind: account.kind,
                visibility: account.visibility,
                aliases: Default::default(),
                headquarters: None,
                accent: None,
            };
            use_cases::smart_account::properties::change(tx, &stage.account, by, 1, &wanted)??;
            Ok(())
        }),
        (
            "/accounts/{domain}/properties/agreements",
            |tx, stage, by| publishes(tx, stage, by, false),
        ),
        (
            "/accounts/{domain}/properties/agreements/{id}/versions",
            |tx, stage, by| publishes(tx, stage, by, true),
        ),
        (
            "/accounts/{domain}/properties/agreements/{id}/acceptances",
            |tx, stage, by| {
                use_cases::agreement::accept(tx, &stage.account, &stage.agreement, 1, by)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/properties/notifications",
            |tx, stage, by| {
                let new = NewAddress {
                    email: email("desk@lumen.example"),
                    language: Language::English,
                };
                use_cases::notification_address::add(tx, &stage.account, by, &new)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/properties/notifications/{id}/letters",
            |tx, stage, by| {
                use_cases::notification_address::renew(tx, &stage.address, &stage.account, by)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/properties/notifications/{id}/removal",
            |tx, stage, by| {
                use_cases::notification_address::remove(tx, &stage.address, &stage.account, by)?;
                Ok(())
            },
        ),
        ("/accounts/{domain}/virtual-accounts", |tx, stage, by| {
            let new = use_cases::virtual_account::NewVirtualAccount {
                name: "Nantes".into(),
                parent: None,
                settings: Settings::default(),
                people: Vec::new(),
                language: Language::English,
                until: None,
            };
            let account = find(tx, stage)?;
            use_cases::virtual_account::create(tx, &account, by, &new)?;
            Ok(())
        }),
        (
            "/accounts/{domain}/virtual-accounts/{id}/settings",
            |tx, stage, by| {
                let (account, wanted) = (&stage.account, wanted("Lyon-Est"));
                use_cases::virtual_account::change(tx, account, &stage.part, by, 1, &wanted)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}/default",
            |tx, stage, by| {
                use_cases::virtual_account::make_default(tx, &stage.account, &stage.part, by, 1)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}/deletion",
            |tx, stage, by| {
                let (account, part, now) = (&stage.account, &stage.part, tx.now);
                let plan = use_cases::virtual_account::plan_deletion(
                    tx.db,
                    account,
                    part,
                    &stage.amina,
                    now,
                )?;
                let (seen, much) = (plan.seen(), plan.how_much);
                use_cases::virtual_account::delete(tx, account, part, by, &seen, much)??;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/creations/{id}/objection",
            |tx, stage, by| {
                let what = CreationChange::Object {
                    parent: stage.account.clone(),
                    words: "They are no part of us.".into(),
                };
                changes(tx, stage, by, &what)
            },
        ),
    ]
}

fn about_people() -> Vec<(&'static str, Call)> {
    vec![
        ("/accounts/{domain}/users/new", |tx, stage, by| {
            let names = user("camille");
            let naming = naming(stage, by, &names);
            use_cases::membership::adding::add(tx, naming, &terms(), Language::English)??;
            Ok(())
        }),
        ("/accounts/{domain}/users/changes", |tx, stage, by| {
            use parvis::use_cases::membership::changes::{WantedChange, carry_out, plan, print};
            let held = [stage.holding.1.clone()];
            let (account, now) = (&stage.account, tx.now);
            let seen = print(&plan(
                tx.db,
                &stage.amina,
                account,
                &held,
                WantedChange::End,
                now,
            )?)?;
            carry_out(tx, by, account, &held, WantedChange::End, &seen)?;
            Ok(())
        }),
        ("/accounts/{domain}/uploads", |tx, stage, by| {
            begins(tx, stage, by, false)
        }),
        ("/accounts/{domain}/groups/{id}/uploads", |tx, stage, by| {
            begins(tx, stage, by, true)
        }),
        (
            "/accounts/{domain}/uploads/{id}/application",
            |tx, stage, by| use_cases::upload::apply(tx, &stage.upload, by, true),
        ),
        (
            "/accounts/{domain}/uploads/{id}/disposal",
            |tx, stage, by| use_cases::upload::discard(tx, &stage.upload, by),
        ),
        (
            "/accounts/{domain}/invitations/{id}/letters",
            |tx, stage, by| {
                use_cases::invitation::renew(tx, &stage.invitation, &stage.account, by)?;
                Ok(())
            },
        ),
        (
            "/accounts/{domain}/invitations/{id}/withdrawal",
            |tx, stage, by| {
                use_cases::invitation::withdraw(tx, &stage.invitation, &stage.account, by)?;
                Ok(())
            },
        ),
        ("/accounts/{domain}/reviews", reviews),
        ("/accounts/{domain}/reviews/{id}/decisions", decides_lines),
        (
            "/accounts/{domain}/reviews/{id}/closure",
            |tx, stage, by| use_cases::access_review::close(tx, by, &stage.account, &stage.review),
        ),
        ("/accounts/{domain}/groups", |tx, stage, by| {
            use_cases::group::create(tx, &stage.account, by, None, &label())?;
            Ok(())
        }),
        ("/accounts/{domain}/groups/{id}", |tx, stage, by| {
            use_cases::group::change(tx, &stage.account, by, &stage.group, 1, &label())
        }),
        (
            "/accounts/{domain}/groups/{id}/deletion",
            |tx, stage, by| {
                let group = store::group::find(tx.db, &stage.doomed)?;
                let seen = use_cases::group::plan_deletion(tx.db, &group)?.seen;
                use_cases::group::delete(tx, &stage.account, by, &stage.doomed, &seen)??;
                Ok(())
            },
        ),
        ("/accounts/{domain}/groups/{id}/members", |tx, stage, by| {
            let names = user("camille");
            let naming = naming(stage, by, &names);
            use_cases::group::adding::add(tx, naming, &stage.doomed, Language::English)??;
            Ok(())
        }),
        (
            "/accounts/{domain}/groups/{id}/members/removal",
            |tx, stage, by| {
                let people = [stage.camille.clone()].into();
                use_cases::group::remove_members(tx, &stage.account, by, &stage.group, &people)?;
                Ok(())
            },
        ),
        ("/accounts/{domain}/groups/{id}/roles", |tx, stage, by| {
            use_cases::group::give_role(tx, &stage.account, by, &stage.group, &terms())??;
            Ok(())
        }),
        (
            "/accounts/{domain}/groups/{id}/roles/{role}/end",
            |tx, stage, by| {
                let (group, role) = &stage.holding;
                use_cases::group::end_role(tx, &stage.account, by, group, role)
            },
        ),
    ]
}

fn about_requests() -> Vec<(&'static str, Call)> {
    vec![
        ("/accounts/{domain}/requests/{id}/decision", decides),
        // Several are decided one after the other.
        ("/accounts/{domain}/requests/decisions", decides),
        (
            "/accounts/{domain}/requests/{id}/questions",
            |tx, stage, by| {
                let question = Reason::parse("Which site are you at?").unwrap();
                says(tx, stage, by, &Said::Question(question))
            },
        ),
        (
            "/accounts/{domain}/requests/{id}/comments",
            |tx, stage, by| says(tx, stage, by, &Said::Comment("I know them.".into())),
        ),
        (
            "/accounts/{domain}/requests/{id}/handovers",
            |tx, stage, by| {
                let to = PersonId::new(0);
                match says(tx, stage, by, &Said::PassOn { to, words: None }) {
                    // Amina alone decides here: that the next is nobody is asked last of all.
                    Err(Error::Refused(domain::Refusal::NotADecider)) if *by == stage.amina => {
                        Ok(())
                    }
                    came => came,
                }
            },
        ),
        ("/accounts/{domain}/automation", |tx, stage, by| {
            let rules = store::automation::of_account(tx.db, &stage.account)?;
            let mut rule = rules.into_iter().next().unwrap();
            rule.saved_by = by.clone();
            rule.name = "Nobody at all".into();
            let seen = Some(rule.version);
            use_cases::automation::save(tx, &rule, seen, by)??;
            Ok(())
        }),
        (
            "/accounts/{domain}/automation/{id}/deletion",
            |tx, stage, by| {
                use_cases::automation::delete(tx, &stage.account, &stage.rule, 1, by)??;
                Ok(())
            },
        ),
    ]
}
