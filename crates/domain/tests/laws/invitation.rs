//! Invitations: nobody gets by one what its giver may not give at the moment it is accepted.

use crate::support::cases::cases;
use crate::support::nouns::{
    self, account, email, identifier, membership_ids, parts, person, roles, virtual_account,
};
use domain::email::EmailAddress;
use domain::group::Group;
use domain::invitation::{
    Gives, GroupPlace, Invitation, InvitationFact, InvitationStatus, OPEN_FOR, Offer,
};
use domain::membership::{Holder, MembershipFact, Reach, Source, Terms};
use domain::person::Language;
use domain::rules::invitation::{Givers, Invited};
use domain::rules::membership::{Authority, Grantee, MembershipGround};
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

const GIVER: u128 = 1;
const INVITED: u128 = 2;

/// An account with four Virtual Accounts.
fn ground() -> MembershipGround {
    let parts = (0..4).map(|number| virtual_account(number, account(1), None));
    let parts: Vec<VirtualAccount> = parts.collect();
    nouns::ground(account(1), identifier("lumen.example"), Tree::of(&parts))
}

fn authority(reach: &Reach) -> Authority {
    nouns::authority(person(GIVER), reach.clone())
}

fn reaches() -> impl Strategy<Value = Reach> {
    nouns::reaches(parts(0..4, 1..4))
}

/// There is no fifth Virtual Account.
fn terms() -> impl Strategy<Value = Terms> {
    let until = option::of((0_i64..3_000_000_000).prop_map(Moment));
    (roles(), nouns::scopes(parts(0..5, 0..4)), until).prop_map(|(role, scope, until)| Terms {
        role,
        scope,
        until,
    })
}

/// An address outside the account's domain, or inside it.
fn emails() -> impl Strategy<Value = EmailAddress> {
    select(vec!["nadia@ortega.example", "nadia@lumen.example"]).prop_map(email)
}

fn invited(email: &EmailAddress) -> Invited {
    Invited {
        email: email.clone(),
        language: Language::English,
        upload: None,
    }
}

fn grantee(email: &EmailAddress) -> Grantee {
    Grantee {
        holder: Holder::Person(person(INVITED)),
        emails: vec![email.clone()],
        held: Vec::new(),
    }
}

/// All that these terms offer one after the other, as far as they may be offered.
fn invitation(all: &[Terms], email: &EmailAddress, reach: &Reach) -> Option<Invitation> {
    let mut open: Option<Invitation> = None;
    for terms in all {
        let by = authority(reach);
        let new_id = || InvitationId::new(1);
        let fact = rules::invitation::invite(
            &by,
            &invited(email),
            terms,
            &ground(),
            open.as_ref(),
            Moment(0),
            new_id,
        );
        if let Ok(Some(fact)) = fact {
            open = Some(fact.invitation().clone());
        }
    }
    open
}

fn accept(
    invitation: &Invitation,
    email: &EmailAddress,
    reach: &Reach,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let givers = Givers {
        authorities: vec![authority(reach)],
        ..Givers::default()
    };
    rules::invitation::accept(
        invitation,
        &person(INVITED),
        &grantee(email),
        &givers,
        &ground(),
        now,
        membership_ids(),
    )
}

fn group(number: u128) -> Group {
    Group {
        id: GroupId::new(number),
        account: account(1),
        virtual_account: None,
        name: format!("Shift {number}"),
        description: None,
        version: 1,
    }
}

fn place_in(group: &Group) -> Offer {
    Offer {
        gives: Gives::Group(GroupPlace {
            id: group.id.clone(),
            name: group.name.clone(),
            scope: Scope::EntireAccount,
        }),
        by: person(GIVER),
        upload: None,
    }
}

/// An open invitation that offers nothing.
fn offering_nothing() -> Invitation {
    Invitation {
        id: InvitationId::new(1),
        account: account(1),
        email: email("nadia@ortega.example"),
        language: Language::English,
        offers: Vec::new(),
        invited_at: Moment(0),
        lapses_at: Moment(0).plus(OPEN_FOR),
        version: 1,
        status: InvitationStatus::Open,
    }
}

proptest! {
    #![proptest_config(cases())]

    /// An invitation loses what is deleted and nothing else, and is withdrawn with the last of it.
    #[test]
    fn what_is_deleted_is_offered_no_more(all in vec(terms(), 1..4), email in emails(), which in 0_u128..4) {
        let Some(found) = invitation(&all, &email, &Reach::Account) else { return Ok(()) };
        let gone = virtual_account(which, account(1), None);
        let offered = |one: &Invitation| -> BTreeSet<VirtualAccountId> {
            let scopes = one.offers.iter().map(|offer| offer.gives.scope());
            scopes.flat_map(Scope::virtual_accounts).cloned().collect()
        };
        let mut left = offered(&found);
        let was_named = left.remove(&gone.id);
        match found.without_virtual_account(&gone) {
            None => prop_assert!(!was_named),
            Some(Event::Invitation(InvitationFact::Narrowed { after, .. })) => {
                prop_assert!(was_named && after.status == InvitationStatus::Open && !after.offers.is_empty());
                prop_assert_eq!(offered(&after), left);
                prop_assert_eq!(after.version, found.version);
                let entire = |one: &Invitation| one.offers.iter().filter(|o| *o.gives.scope() == Scope::EntireAccount).count();
                prop_assert_eq!(entire(&after), entire(&found));
            }
            Some(Event::Invitation(InvitationFact::LeftEmpty { invitation, .. })) => {
                prop_assert!(left.is_empty() && invitation.status == InvitationStatus::Withdrawn);
                prop_assert!(found.offers.iter().all(|o| *o.gives.scope() != Scope::EntireAccount));
            }
            Some(other) => prop_assert!(false, "{:?}", other),
        }
    }

    /// The same of a group: the place in it goes, and whatever else is offered stays as it is.
    #[test]
    fn a_group_that_is_deleted_is_offered_no_more(all in vec(terms(), 0..4), places in vec(0_u128..3, 0..3), which in 0_u128..3) {
        let mut found = invitation(&all, &email("nadia@ortega.example"), &Reach::Account).unwrap_or_else(offering_nothing);
        found.offers.extend(places.iter().map(|number| place_in(&group(*number))));
        let gone = group(which);
        let kept: Vec<Offer> = found.offers.iter().filter(|one| **one != place_in(&gone)).cloned().collect();
        let is_named = kept.len() < found.offers.len();
        match found.without_group(&gone) {
            None => prop_assert!(!is_named),
            Some(Event::Invitation(InvitationFact::Narrowed { after, name, .. })) => {
                prop_assert!(is_named && after.status == InvitationStatus::Open && !kept.is_empty());
                prop_assert_eq!((after.offers, after.version, name), (kept, found.version, gone.name.clone()));
            }
            Some(Event::Invitation(InvitationFact::LeftEmpty { invitation, .. })) => {
                prop_assert!(is_named && kept.is_empty() && invitation.status == InvitationStatus::Withdrawn);
            }
            Some(other) => prop_assert!(false, "{:?}", other),
        }
        found.status = InvitationStatus::Lapsed;
        prop_assert_eq!(found.without_group(&gone), None);
    }

    #[test]
    fn nothing_is_offered_beyond_the_givers_reach(all in vec(terms(), 1..4), email in emails(), reach in reaches()) {
        if let Some(found) = invitation(&all, &email, &reach) {
            prop_assert!(found.is_within(&reach));
            prop_assert!(found.is_open_at(Moment(0)) && !found.is_open_at(Moment(0).plus(OPEN_FOR)));
        }
    }

    #[test]
    fn what_is_accepted_is_what_the_giver_may_give_then(
        all in vec(terms(), 1..4), email in emails(), before in reaches(), then in reaches(), now in (0_i64..2_000_000_000).prop_map(Moment),
    ) {
        let Some(found) = invitation(&all, &email, &before) else { return Ok(()) };
        let came = accept(&found, &email, &then, now);
        if !found.is_open_at(now) {
            prop_assert_eq!(came, Err(Refusal::InvitationOver));
            return Ok(());
        }
        let Ok(events) = came else { return Ok(()) };
        let mut places = BTreeSet::new();
        for event in &events {
            match event {
                Event::Membership(MembershipFact::Granted(held)) => {
                    prop_assert!(then.covers(&held.scope()), "{held:?}");
                    prop_assert!(held.until.is_none_or(|until| until > now));
                    prop_assert_eq!(&held.source, &Source::Invitation(found.id.clone()));
                    let scope = held.scope();
                    prop_assert!(found.offers.iter().any(|offer| matches!(&offer.gives, Gives::Terms(terms) if terms.role == held.role) && scope.virtual_accounts().all(|id| offer.gives.scope().virtual_accounts().any(|own| own == id))));
                    places.insert((held.role, held.virtual_account.clone(), held.until));
                }
                Event::Membership(MembershipFact::Ended { .. }) => {}
                Event::Invitation(InvitationFact::Accepted { invitation, refused, .. }) => {
                    prop_assert_eq!(invitation.status, InvitationStatus::Accepted);
                    prop_assert!(refused.len() < found.offers.len());
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        prop_assert_eq!(events.iter().filter(|event| matches!(event, Event::Invitation(_))).count(), 1);
    }

    #[test]
    fn it_is_answered_once(all in vec(terms(), 1..4), email in emails()) {
        let Some(found) = invitation(&all, &email, &Reach::Account) else { return Ok(()) };
        let Ok(events) = accept(&found, &email, &Reach::Account, Moment(0)) else { return Ok(()) };
        let Some(Event::Invitation(fact)) = events.last() else { panic!("{events:?}") };
        let declined = rules::invitation::decline(&found, Moment(0)).unwrap();
        let withdrawn = rules::invitation::withdraw(&found, &authority(&Reach::Account), Moment(0)).unwrap();
        for ended in [fact, &declined, &withdrawn] {
            let ended = ended.invitation();
            prop_assert_eq!(accept(ended, &email, &Reach::Account, Moment(0)), Err(Refusal::InvitationOver));
            prop_assert_eq!(rules::invitation::decline(ended, Moment(0)), Err(Refusal::InvitationOver));
            prop_assert_eq!(rules::invitation::withdraw(ended, &authority(&Reach::Account), Moment(0)), Err(Refusal::InvitationOver));
            prop_assert_eq!(rules::invitation::lapse(ended, Moment(i64::MAX)), None);
        }
    }

    #[test]
    fn the_same_offer_again_changes_nothing(terms in terms(), email in emails()) {
        let Some(found) = invitation(std::slice::from_ref(&terms), &email, &Reach::Account) else { return Ok(()) };
        let again = rules::invitation::invite(&authority(&Reach::Account), &invited(&email), &terms, &ground(), Some(&found), Moment(0), || InvitationId::new(2));
        prop_assert_eq!(again, Ok(None));
    }

    #[test]
    fn nobody_else_accepts(all in vec(terms(), 1..4)) {
        let nadia = email("nadia@ortega.example");
        let other = email("other@ortega.example");
        let Some(found) = invitation(&all, &nadia, &Reach::Account) else { return Ok(()) };
        prop_assert_eq!(accept(&found, &other, &Reach::Account, Moment(0)), Err(Refusal::InvitedByAnotherAddress));
    }

    #[test]
    fn approvers_are_invited_inside_the_domain_alone(email in emails()) {
        let terms = Terms { role: Role::SaApprover, scope: Scope::EntireAccount, until: None };
        let found = invitation(&[terms], &email, &Reach::Account);
        prop_assert_eq!(found.is_some(), email.as_str().ends_with("@lumen.example"));
    }
}
