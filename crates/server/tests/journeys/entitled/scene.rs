//! What several of these stories begin with.

use crate::support::visitor::Visitor;

/// Whoever is the only one who decides about Certification asks for it.
pub fn sits_the_exam(dora: &mut Visitor<'_>) {
    dora.goes_to("/access/programmes/certification").presses(
        "Send request",
        &[
            ("Candidate number", "CERT-20417"),
            ("Records", "on"),
            ("No", "on"),
            ("Reason for request", "I sit the exam myself."),
        ],
    );
}

/// Somebody asks for Smart Services, which Support decides.
pub fn wants_reports(camille: &mut Visitor<'_>) {
    camille
        .goes_to("/access/programmes/smart-services")
        .presses(
            "Send request",
            &[
                ("Site code", "lyon-02"),
                ("Reason for request", "Reports for the Lyon site"),
            ],
        );
}
