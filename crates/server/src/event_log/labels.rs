//! The names of what events carry.

use crate::language::Words;
use i18n_embed_fl::fl;

/// The name of a field of an event. One that has no name yet is shown as it is kept.
pub fn label(words: &Words, key: &str) -> String {
    let t = &words.plain;
    match key {
        "added_at" => fl!(t, "column-since"),
        "added_by" => fl!(t, "notification-address-added-by"),
        "applicant" => fl!(t, "detail-applicant"),
        "asks_for" | "virtual_account" | "virtual_accounts" => fl!(t, "desk-virtual-accounts"),
        "before" => fl!(t, "column-before"),
        "by" => fl!(t, "detail-by"),
        "case" => fl!(t, "detail-case"),
        "class" => fl!(t, "detail-class"),
        "code" => fl!(t, "detail-code"),
        "description" => fl!(t, "detail-description"),
        "domain" | "identifier" => fl!(t, "account-domain-identifier"),
        "email" | "address" => fl!(t, "profile-email"),
        "full_name" => fl!(t, "profile-full-name"),
        "granted_by" => fl!(t, "detail-granted-by"),
        "group" => fl!(t, "detail-group"),
        "invited_at" => fl!(t, "column-invited"),
        "is_default" => fl!(t, "virtual-account-default"),
        "kind" => fl!(t, "account-type"),
        "language" => fl!(t, "layout-language"),
        "lapses_at" => fl!(t, "column-lapses"),
        "file_name" => fl!(t, "upload-file"),
        "lines" => fl!(t, "upload-lines"),
        "new" => fl!(t, "upload-changing"),
        "known" => fl!(t, "upload-known"),
        "invited" => fl!(t, "upload-invited"),
        "faulty" => fl!(t, "upload-faulty"),
        "name" => fl!(t, "column-name"),
        "note" => fl!(t, "detail-note"),
        "number" => fl!(t, "detail-number"),
        "offers" => fl!(t, "detail-offers"),
        "organisation" => fl!(t, "profile-organisation"),
        "parent" => fl!(t, "column-inside"),
        "person" | "holder" => fl!(t, "column-person"),
        "phone" => fl!(t, "profile-phone"),
        "reason" => fl!(t, "access-request-reason"),
        "request" => fl!(t, "detail-request"),
        "role" => fl!(t, "column-role"),
        "scope" => fl!(t, "decision-scope"),
        "since" => fl!(t, "column-since"),
        "source" => fl!(t, "column-source"),
        "status" => fl!(t, "column-status"),
        "time_zone" => fl!(t, "profile-time-zone"),
        "until" => fl!(t, "column-until"),
        "user_id" => fl!(t, "profile-user-id"),
        "visibility" => fl!(t, "account-visibility"),
        "why" | "cause" => fl!(t, "detail-why"),
        "words" => fl!(t, "detail-words"),
        other => other.replace('_', " "),
    }
}
