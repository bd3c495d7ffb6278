//! What is read of each table that keeps something of people: which rows are theirs, and what of them.

use crate::store::personal_data::part::Part;
use crate::store::personal_data::part::Value::{Document, Flag, Moment, Plain};

const DOMAIN: &str = "(SELECT a.domain FROM smart_accounts a WHERE a.id = account_id)";
const VIRTUAL_ACCOUNT: &str =
    "(SELECT v.name FROM virtual_accounts v WHERE v.id = virtual_account_id)";

pub(super) const PROFILE: Part = Part {
    name: "profile",
    table: "people",
    key: "id",
    whose: "id = $1",
    fields: &[
        ("id", "id", Plain),
        ("user_id", "user_id", Plain),
        ("full_name", "full_name", Plain),
        ("organisation", "organisation", Plain),
        ("phone", "phone", Plain),
        ("language", "language", Plain),
        ("time_zone", "time_zone", Plain),
        ("is_operator", "is_operator", Flag),
        ("is_support_agent", "is_support_agent", Flag),
        ("registered_at", "registered_at", Moment),
        ("last_active_at", "last_active_at", Moment),
    ],
};

pub(super) const ADDRESSES: Part = Part {
    name: "email_addresses",
    table: "email_addresses",
    key: "key",
    whose: "person_id = $1",
    fields: &[
        ("address", "address", Plain),
        ("verified_at", "verified_at", Moment),
        ("is_main", "is_main", Flag),
        ("organisation_domain", "organisation_domain", Plain),
        ("failing_since", "failing_since", Moment),
        ("failing_by", "failing_by", Plain),
        ("failing_said", "failing_said", Plain),
    ],
};

pub(super) const ABSENCE: Part = Part {
    name: "absence",
    table: "absences",
    key: "person_id",
    whose: "person_id = $1",
    fields: &[
        ("from", "from_at", Moment),
        ("until", "until_at", Moment),
        ("deputy", "deputy_id", Plain),
    ],
};

pub(super) const SESSIONS: Part = Part {
    name: "sessions",
    table: "sessions",
    key: "token_hash",
    whose: "person_id = $1",
    fields: &[
        ("began_at", "began_at", Moment),
        ("ends_at", "ends_at", Moment),
    ],
};

pub(super) const LINKS: Part = Part {
    name: "links_in_mails",
    table: "single_use_links",
    key: "token_hash",
    whose: "person_id = $1",
    fields: &[
        ("allows", "link", Document(&[])),
        ("works_until", "expires_at", Moment),
    ],
};

pub(super) const COUNTS: Part = Part {
    name: "counts_of_attempts",
    table: "throttles",
    key: "key",
    whose: "key LIKE '%:' || $1",
    fields: &[
        ("what", "key", Plain),
        ("since", "since", Moment),
        ("count", "count", Plain),
    ],
};

pub(super) const PREFERENCES: Part = Part {
    name: "notification_preferences",
    table: "notification_preferences",
    key: "person_id",
    whose: "person_id = $1",
    fields: &[("preferences", "preferences", Document(&[]))],
};

pub(super) const ROLES: Part = Part {
    name: "roles",
    table: "memberships",
    key: "id",
    whose: "person_id = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("role", "role", Plain),
        ("virtual_account", VIRTUAL_ACCOUNT, Plain),
        ("from", "origin", Plain),
        ("since", "since", Moment),
        ("until", "until", Moment),
        ("last_there_on", "holder_seen_on", Moment),
    ],
};

pub(super) const GROUPS: Part = Part {
    name: "groups",
    table: "group_members",
    key: "group_id",
    whose: "person_id = $1",
    fields: &[
        (
            "group",
            "(SELECT g.name FROM groups g WHERE g.id = group_id)",
            Plain,
        ),
        ("since", "since", Moment),
    ],
};

pub(super) const ENTITLEMENTS: Part = Part {
    name: "entitlements",
    table: "entitlements",
    key: "request_id",
    whose: "person_id = $1",
    fields: &[
        ("request", "request_id", Plain),
        ("to", "what", Document(&[])),
        ("since", "since", Moment),
        ("until", "until", Moment),
        ("ended_at", "ended_at", Moment),
        ("ended_because", "end_cause", Plain),
        ("ended_words", "end_words", Plain),
    ],
};

pub(super) const INVITATIONS: Part = Part {
    name: "invitations",
    table: "invitations",
    key: "id",
    whose: "email_key IN (SELECT e.key FROM email_addresses e WHERE e.person_id = $1)",
    fields: &[
        ("account", DOMAIN, Plain),
        ("address", "email", Plain),
        ("invited_at", "invited_at", Moment),
        ("open_until", "lapses_at", Moment),
        ("status", "status", Plain),
    ],
};

/// Whether there is an account behind the identifier is not theirs to know, nor who decides.
pub(super) const REQUESTS: Part = Part {
    name: "requests",
    table: "access_requests",
    key: "id",
    whose: "applicant_id = $1",
    fields: &[
        ("id", "id", Plain),
        ("asked_for", "identifier", Plain),
        ("details", "target", Document(&[])),
        ("reason", "reason", Plain),
        ("wish", "wish", Document(&[])),
        ("sent_at", "sent_at", Moment),
        ("outcome", "outcome", Plain),
        ("decision", "status", Document(&["at", "grant", "denial"])),
        ("waits_for", "progress", Document(&["turn"])),
        ("settled_at", "settled_at", Moment),
    ],
};

pub(super) const COMMENTS: Part = Part {
    name: "comments_among_deciders",
    table: "access_request_comments",
    key: "id",
    whose: "author_id = $1",
    fields: &[
        ("request", "request_id", Plain),
        ("words", "words", Plain),
        ("at", "at", Moment),
    ],
};

pub(super) const READ: Part = Part {
    name: "requests_opened",
    table: "access_request_readers",
    key: "request_id",
    whose: "person_id = $1",
    fields: &[("request", "request_id", Plain)],
};

/// What reviewers wrote of it stays among them.
pub(super) const REVIEWED: Part = Part {
    name: "roles_reviewed",
    table: "access_review_lines",
    key: "id",
    whose: "person_id = $1",
    fields: &[
        (
            "account",
            "(SELECT a.domain FROM access_reviews r JOIN smart_accounts a ON a.id = r.account_id WHERE r.id = review_id)",
            Plain,
        ),
        ("virtual_account", VIRTUAL_ACCOUNT, Plain),
        ("name", "holder_name", Plain),
        ("outcome", "state", Plain),
    ],
};

pub(super) const CREATIONS: Part = Part {
    name: "new_accounts",
    table: "account_creations",
    key: "id",
    whose: "creator_id = $1",
    fields: &[
        ("domain", "domain", Plain),
        ("outcome", "outcome", Plain),
        ("asked", "body", Document(&["plan", "reason", "asked_at"])),
    ],
};

const AGREEMENT: &str = "agreement_id || '/' || CAST(number AS TEXT)";

pub(super) const ACCEPTED: Part = Part {
    name: "agreements_accepted",
    table: "agreement_versions",
    key: AGREEMENT,
    whose: "accepted_by = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("title", "title", Plain),
        ("version", "number", Plain),
        ("accepted_at", "accepted_at", Moment),
    ],
};

pub(super) const PUBLISHED: Part = Part {
    name: "agreements_published",
    table: "agreement_versions",
    key: AGREEMENT,
    whose: "published_by = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("title", "title", Plain),
        ("version", "number", Plain),
        ("published_at", "published_at", Moment),
    ],
};

pub(super) const RULES: Part = Part {
    name: "rules_saved",
    table: "automation_rules",
    key: "id",
    whose: "saved_by = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("name", "name", Plain),
        ("saved_at", "saved_at", Moment),
    ],
};

pub(super) const MAILBOXES: Part = Part {
    name: "notification_addresses_added",
    table: "notification_addresses",
    key: "id",
    whose: "added_by = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("address", "email", Plain),
        ("added_at", "added_at", Moment),
    ],
};

pub(super) const UPLOADS: Part = Part {
    name: "files_uploaded",
    table: "uploads",
    key: "id",
    whose: "uploaded_by = $1",
    fields: &[
        ("account", DOMAIN, Plain),
        ("file", "file_name", Plain),
        ("uploaded_at", "uploaded_at", Moment),
        ("state", "state", Plain),
        ("lines", "lines", Plain),
    ],
};

/// What was written in one that was sent is not kept.
pub(super) const MAIL: Part = Part {
    name: "mail",
    table: "outbox",
    key: "id",
    whose: "person_id = $1",
    fields: &[
        ("address", "address", Plain),
        ("subject", "subject", Plain),
        ("written_at", "created_at", Moment),
        ("state", "state", Plain),
        ("settled_at", "settled_at", Moment),
    ],
};

pub(super) const DIGEST: Part = Part {
    name: "waiting_for_the_daily_mail",
    table: "digest_letters",
    key: "id",
    whose: "person_id = $1",
    fields: &[
        ("topic", "topic", Plain),
        ("request", "request_id", Plain),
        ("due_at", "due_at", Moment),
        ("is_daily", "is_daily", Flag),
    ],
};

pub(super) const DIGEST_DUE: Part = Part {
    name: "daily_mail",
    table: "digests",
    key: "person_id",
    whose: "person_id = $1",
    fields: &[("due_at", "due_at", Moment)],
};
