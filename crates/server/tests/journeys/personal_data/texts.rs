//! Every text of every table is looked through when somebody is erased, or says why not.

use crate::on_both_engines;
use crate::personal_data::scene::lines;
use crate::support::Office;
use parvis::store::erasure::PLACES;
use std::collections::BTreeSet;

on_both_engines!(every_text_is_looked_through_or_says_why_not,);

/// Texts that are looked through by no step: what else becomes of them, or why they name nobody. A new table or column fails here until
/// it is looked through ([`PLACES`]) or named.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "emptied or taken away by the event itself",
        "people.user_id people.full_name people.organisation people.phone people.language people.time_zone people.password_hash \
         email_addresses.key email_addresses.address email_addresses.failing_said email_addresses.organisation_domain group_members.member_name \
         memberships.holder_name notification_preferences.preferences sessions.token_hash",
    ),
    (
        "emptied and filled anew at the end",
        "person_terms.term smart_account_terms.term membership_terms.term group_terms.term group_member_terms.term \
         access_request_terms.term support_case_terms.term event_person_terms.term event_person_terms.place contract_terms.term",
    ),
    ("goes with the last step", "erasures.sought erasures.cursor"),
    (
        "goes when the import is carried out, or was left behind: before anybody is erased",
        "import_lines.body import_names.name imports.counts",
    ),
    (
        "one of a few words of the program",
        "smart_accounts.kind smart_accounts.status smart_accounts.visibility memberships.role memberships.source memberships.origin \
         access_requests.outcome access_requests.asked_role access_requests.queue access_request_terms.queue access_requests.waiting_on entitlements.end_cause \
         access_review_lines.state account_creations.outcome support_cases.status support_cases.priority support_case_letters.side \
         support_case_messages.kind notification_addresses.language invitations.language invitations.status uploads.state imports.state \
         upload_lines.outcome events.name put_offs.work outbox.kind outbox.language outbox.state digest_letters.topic \
         search_indexes.name search_indexes.cursor contract_keys.kind contracts.offers support_cases.visitor_language support_case_attachments.kind",
    ),
    (
        "internal numbers, fingerprints and secrets",
        "reachability_checks.last_seen throttles.key single_use_links.token_hash events.actor access_requests.wish access_reviews.cursor access_review_lines.membership upload_lines.print \
         support_case_letters.through support_case_attachments.digest support_cases.number outbox.thread outbox.unsubscribe signs_of_life.ballast \
         installation_secrets.name installation_secrets.secret",
    ),
    (
        "an organisation's",
        "smart_accounts.domain smart_accounts.country account_identifiers.identifier virtual_account_tags.key access_requests.identifier \
         entitlements.target account_creations.domain contracts.number contracts.bill_to contracts.serials contracts.domains \
         contract_keys.number contract_domains.domain upload_numbers.number",
    ),
];

fn every_text_is_looked_through_or_says_why_not(office: &Office) {
    let columns = match office.app.db.is_embedded() {
        true => {
            "SELECT t.name || '.' || c.name AS line FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND c.type = 'TEXT' AND substr(t.name, 1, 2) <> '__'"
        }
        false => {
            "SELECT table_name || '.' || column_name AS line FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type = 'text' AND left(table_name, 2) <> '__'"
        }
    };
    let looked_through = PLACES.iter().flat_map(|place| {
        let texts = place.texts.iter();
        texts.map(|text| format!("{}.{text}", place.table))
    });
    let elsewhere = ELSEWHERE.iter().flat_map(|(_, all)| all.split_whitespace());
    let said: Vec<String> = looked_through
        .chain(elsewhere.map(ToOwned::to_owned))
        .collect();
    let once: BTreeSet<String> = said.iter().cloned().collect();
    assert_eq!(once.len(), said.len(), "a text is said twice");
    let is_number = |column: &String| {
        let name = column.split('.').nth(1).unwrap_or("");
        name == "id" || name.ends_with("_by") || (name.ends_with("_id") && name != "user_id")
    };
    let there: BTreeSet<String> = lines(office, columns)
        .into_iter()
        .filter(|column| !is_number(column))
        .collect();
    assert_eq!(there, once);
}
