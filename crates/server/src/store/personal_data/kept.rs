//! Every table: what of a person it keeps that they may have, or why there is nothing. A test holds this against the tables there are.

use crate::store::personal_data::cases::*;
use crate::store::personal_data::fields::*;
use crate::store::personal_data::part::Holds;
use Holds::{Events, Nothing, Parts};

const INDEX: Holds = Nothing("words of what stands elsewhere, to find it by");
const ACCOUNT: Holds = Nothing("an organisation's, and nobody's own");

/// By the order in which the file has them.
pub const TABLES: &[(&str, Holds)] = &[
    ("people", Parts(&[PROFILE])),
    ("email_addresses", Parts(&[ADDRESSES])),
    ("sessions", Parts(&[SESSIONS])),
    ("single_use_links", Parts(&[LINKS])),
    ("throttles", Parts(&[COUNTS])),
    ("notification_preferences", Parts(&[PREFERENCES])),
    ("memberships", Parts(&[ROLES])),
    ("group_members", Parts(&[GROUPS])),
    ("entitlements", Parts(&[ENTITLEMENTS])),
    ("invitations", Parts(&[INVITATIONS])),
    ("access_requests", Parts(&[REQUESTS])),
    ("access_request_comments", Parts(&[COMMENTS])),
    ("access_request_readers", Parts(&[READ])),
    ("access_review_lines", Parts(&[REVIEWED])),
    ("account_creations", Parts(&[CREATIONS])),
    ("agreement_versions", Parts(&[ACCEPTED, PUBLISHED])),
    ("automation_rules", Parts(&[RULES])),
    ("notification_addresses", Parts(&[MAILBOXES])),
    ("support_cases", Parts(&[CASES, VISITED])),
    (
        "support_case_messages",
        Parts(&[SAID, VISITED_SAID, SAID_AS_AGENT]),
    ),
    ("support_case_attachments", Parts(&[ATTACHED])),
    (
        "support_case_attachment_pieces",
        Nothing("the bytes of attachments, which are fetched on the page of the case"),
    ),
    ("uploads", Parts(&[UPLOADS])),
    ("outbox", Parts(&[MAIL])),
    ("absences", Parts(&[ABSENCE])),
    ("digest_letters", Parts(&[DIGEST])),
    ("digests", Parts(&[DIGEST_DUE])),
    ("events", Events),
    ("person_terms", INDEX),
    ("membership_terms", INDEX),
    ("group_member_terms", INDEX),
    ("access_request_terms", INDEX),
    ("support_case_terms", INDEX),
    ("event_person_terms", INDEX),
    ("group_terms", INDEX),
    ("smart_account_terms", INDEX),
    ("contract_terms", INDEX),
    ("smart_accounts", ACCOUNT),
    ("account_identifiers", ACCOUNT),
    ("virtual_accounts", ACCOUNT),
    ("virtual_account_tags", ACCOUNT),
    ("groups", ACCOUNT),
    ("former_groups", ACCOUNT),
    ("contracts", ACCOUNT),
    ("contract_keys", ACCOUNT),
    ("contract_domains", ACCOUNT),
    (
        "access_reviews",
        Nothing("an account's; who started one stands in the log"),
    ),
    (
        "access_request_virtual_accounts",
        Nothing("what a request is filed under; it says so itself"),
    ),
    (
        "invitation_virtual_accounts",
        Nothing("what an invitation is filed under"),
    ),
    (
        "event_virtual_accounts",
        Nothing("what an event is filed under"),
    ),
    (
        "support_case_letters",
        Nothing("up to which message a side of a case was written to"),
    ),
    (
        "upload_numbers",
        Nothing("which company lines of a file name, while it is worked on"),
    ),
    ("imports", Nothing("how far an import is")),
    (
        "import_lines",
        Nothing("lines of files about others, until they are carried out"),
    ),
    (
        "import_names",
        Nothing("names in those lines, for as long as them"),
    ),
    (
        "upload_lines",
        Nothing("lines of files about others, for thirty days"),
    ),
    (
        "notices",
        Nothing(
            "what is to be written, for as long as that takes; the letters stand in the outbox",
        ),
    ),
    (
        "put_offs",
        Nothing("work that could not be done, by the id of the thing"),
    ),
    ("mail_standstills", Nothing("what a mail server answered")),
    ("signs_of_life", Nothing("when a node was last at work")),
    (
        "write_turns",
        Nothing("no rows: who writes beside others, and who alone"),
    ),
    (
        "deletions",
        Nothing("what goes bit by bit; who had it deleted stands in the log"),
    ),
    (
        "reachability_checks",
        Nothing(
            "what is to be looked at, by the id of an account or a person, for as long as that takes",
        ),
    ),
    (
        "erasures",
        Nothing("what is looked for while somebody is erased, who takes nothing away any more"),
    ),
    (
        "installation_secrets",
        Nothing("secrets of the installation"),
    ),
    ("search_indexes", Nothing("how far indexes are filled")),
];
