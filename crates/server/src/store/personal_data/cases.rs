//! What is read of support cases: those somebody opened, with and without an account, and what both sides wrote in them.

use crate::store::personal_data::part::Part;
use crate::store::personal_data::part::Value::{Moment, Plain};

/// Priority, and who looks after it, are support's own.
pub(super) const CASES: Part = Part {
    name: "support_cases",
    table: "support_cases",
    key: "id",
    whose: "opened_by = $1",
    fields: &[
        ("id", "id", Plain),
        ("number", "number", Plain),
        ("subject", "subject", Plain),
        ("request", "request_id", Plain),
        ("status", "status", Plain),
        ("opened_at", "opened_at", Moment),
        ("changed_at", "changed_at", Moment),
    ],
};

/// Opened without logging in, from an address of theirs. Whoever reads its mail had a link to what was said; that it is theirs today does not
/// make them whoever wrote.
pub(super) const VISITED: Part = Part {
    name: "support_cases_without_logging_in",
    table: "support_cases",
    key: "id",
    whose: "visitor_email IS NOT NULL \
        AND lower(visitor_email) IN (SELECT e.key FROM email_addresses e WHERE e.person_id = $1)",
    fields: &[
        ("number", "number", Plain),
        ("subject", "subject", Plain),
        ("name", "visitor_name", Plain),
        ("address", "visitor_email", Plain),
        ("status", "status", Plain),
        ("opened_at", "opened_at", Moment),
    ],
};

/// What both sides of such a case read. Whoever opened it is known by the address alone.
pub(super) const VISITED_SAID: Part = Part {
    name: "messages_without_logging_in",
    table: "support_case_messages",
    key: "id",
    whose: "kind IN ('said', 'solution', 'reopening') AND case_id IN (SELECT c.id FROM support_cases c WHERE c.visitor_email IS NOT NULL \
        AND lower(c.visitor_email) IN (SELECT e.key FROM email_addresses e WHERE e.person_id = $1))",
    fields: &[
        ("case", "case_id", Plain),
        (
            "by",
            "CASE WHEN author_id IS NULL THEN 'you' ELSE 'support' END",
            Plain,
        ),
        ("words", "words", Plain),
        ("at", "at", Moment),
    ],
};

/// What both sides read.
pub(super) const SAID: Part = Part {
    name: "support_case_messages",
    table: "support_case_messages",
    key: "id",
    whose: "case_id IN (SELECT c.id FROM support_cases c WHERE c.opened_by = $1) AND kind IN ('said', 'solution', 'reopening')",
    fields: &[
        ("case", "case_id", Plain),
        (
            "by",
            "(SELECT CASE WHEN c.opened_by = author_id THEN 'you' ELSE 'support' END FROM support_cases c WHERE c.id = case_id)",
            Plain,
        ),
        ("words", "words", Plain),
        ("at", "at", Moment),
    ],
};

pub(super) const SAID_AS_AGENT: Part = Part {
    name: "written_for_support",
    table: "support_case_messages",
    key: "id",
    whose: "author_id = $1 AND NOT EXISTS (SELECT 1 FROM support_cases c WHERE c.id = case_id AND c.opened_by = $1)",
    fields: &[
        ("case", "case_id", Plain),
        ("kind", "kind", Plain),
        ("words", "words", Plain),
        ("at", "at", Moment),
    ],
};

/// Those of their cases that both sides see, and those that they attached themselves.
pub(super) const ATTACHED: Part = Part {
    name: "support_case_attachments",
    table: "support_case_attachments",
    key: "id",
    whose: "message_id IN (SELECT m.id FROM support_case_messages m WHERE m.author_id = $1) \
        OR (case_id IN (SELECT c.id FROM support_cases c WHERE c.opened_by = $1) \
        AND message_id IN (SELECT m.id FROM support_case_messages m \
        WHERE m.case_id = support_case_attachments.case_id AND m.kind IN ('said', 'solution', 'reopening')))",
    fields: &[
        ("case", "case_id", Plain),
        ("name", "name", Plain),
        ("kind", "kind", Plain),
        ("bytes", "size", Plain),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use domain::support_case::MessageKind;

    /// A new kind of message fails here until it is read as well, or not.
    #[test]
    fn what_both_sides_read_is_all_that_both_sides_read() {
        for part in [VISITED_SAID, SAID, ATTACHED] {
            for kind in MessageKind::ALL {
                let is_read = part.whose.contains(&format!("'{}'", kind.key()));
                assert_eq!(is_read, !kind.is_internal(), "{} {kind:?}", part.name);
            }
        }
    }
}
