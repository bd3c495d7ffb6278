//! All that people live through, one after the other, and what they are written meanwhile.

use super::cast::{Cast, cast};
use super::post::Letters;
use super::{
    access_request, access_review, account_creation, automation, entitlement, group, invitation,
    membership, notification_address, notification_preference, person, smart_account, support_case,
    upload,
};
use crate::contracts::snapshot;
use domain::person::Language;

/// In this order: later scenes rely on earlier ones.
const STORY: [fn(&mut Letters, &Cast); 34] = [
    access_request::approved,
    access_request::declined,
    access_request::withdrawn_and_unanswered,
    person::signing_up,
    person::password_forgotten,
    person::address_changed,
    smart_account::suspended,
    smart_account::administrator_named,
    person::let_back_in,
    person::address_replaced,
    person::duties,
    account_creation::authorised_by_berta,
    account_creation::active_at_once,
    account_creation::declined,
    account_creation::asked_by_the_only_operator,
    access_review::reviewed,
    invitation::invited,
    access_request::talked_about,
    access_request::question_unanswered,
    automation::approved_by_rule,
    membership::given_changed_and_ended,
    membership::two_at_once,
    membership::end_by_themselves,
    notification_preference::daily,
    group::asked_for,
    notification_address::copied,
    automation::left_to_amina,
    upload::checked_and_applied,
    upload::of_contracts,
    upload::overtaken,
    entitlement::by_contract,
    support_case::without_account,
    person::away,
    person::decided_by_a_deputy,
];

pub fn lived_through(language: Language) -> Letters {
    let mut letters = Letters::open(language);
    let cast = cast(&letters);
    for scene in STORY {
        scene(&mut letters, &cast);
    }
    letters
}

#[test]
fn every_mail_in_english() {
    snapshot("mails_in_english", &lived_through(Language::English).text);
}

#[test]
fn every_mail_in_french() {
    snapshot("mails_in_french", &lived_through(Language::French).text);
}

#[test]
fn a_mail_in_html() {
    let mut letters = lived_through(Language::French);
    let approved = letters
        .shown
        .iter()
        .find(|mail| mail.kind == "request-decided")
        .unwrap();
    snapshot("mail_in_html", &letters.names.stand_in(&approved.html_body));
}
