//! How cases show how they stand: shape, word and colour.

use crate::web::page::{Page, icon};
use domain::Moment;
use domain::support_case::{CaseStatus, Due, DueWhat, Priority, SupportCase};
use i18n_embed_fl::fl;

fn tag(class: &str, drawing: &str, words: &str) -> String {
    format!(
        "<span class=\"tag {class}\">{}{words}</span>",
        icon(drawing)
    )
}

/// How it stands, for whoever opened it: with a second sign where it is their turn.
pub(super) fn for_opener(p: &Page, case: &SupportCase) -> String {
    let status = |status| p.w.case_status(status);
    match case.status() {
        CaseStatus::Open => tag("wait", "clock", &status(CaseStatus::Open)),
        CaseStatus::Answered => format!(
            "{} {}",
            tag("wait", "clock", &status(CaseStatus::Open)),
            tag("wait", "mail", &fl!(p.t, "support-case-your-turn"))
        ),
        over => over_tag(p, over),
    }
}

/// How it stands, for agents, with what is late.
pub(super) fn for_agents(p: &Page, case: &SupportCase, now: Moment) -> String {
    let status = case.status();
    let mut signs = match status {
        CaseStatus::Open => tag("wait", "clock", &p.w.case_status(status)),
        CaseStatus::Answered => tag("still", "mail", &p.w.case_status(status)),
        over => over_tag(p, over),
    };
    if case.is_overdue(now) {
        signs.push(' ');
        signs.push_str(&tag("bad", "cross", &fl!(p.t, "support-case-overdue")));
    }
    signs
}

fn over_tag(p: &Page, status: CaseStatus) -> String {
    let words = p.w.case_status(status);
    match status {
        CaseStatus::Solved => tag("good", "check", &words),
        _ => tag("still", "dash", &words),
    }
}

/// What is usual needs no sign.
pub(super) fn priority(p: &Page, priority: Priority) -> String {
    let words = p.w.priority(priority);
    match priority {
        Priority::Urgent | Priority::High => tag("bad", "clock", &words),
        Priority::Normal | Priority::Low => words,
    }
}

/// What support has to do next, in a word.
pub(super) fn due_words(p: &Page, due: Due) -> String {
    match due.what {
        DueWhat::FirstAnswer => fl!(p.t, "support-case-first-answer"),
        DueWhat::Resolution => fl!(p.t, "support-case-resolution"),
    }
}

/// The two clocks of a case in words, each with whether it is late or was.
pub(super) fn clocks(p: &Page, case: &SupportCase, now: Moment) -> Vec<(String, String, bool)> {
    let t = p.t;
    let at = |moment: Moment| p.exact_time(&moment);
    let (first_due, due) = (case.first_answer_due(), case.resolution_due());
    let first = match case.clock.first_answer {
        Some(given) => (at(given), given > first_due),
        None if case.state.is_over() => ("–".to_owned(), false),
        None => (at(first_due), first_due <= now),
    };
    let resolution = match case.status() {
        CaseStatus::Open => (at(due), due <= now),
        CaseStatus::Answered => (fl!(t, "support-case-clock-stands"), false),
        CaseStatus::Solved | CaseStatus::Closed => (at(case.place()), case.place() > due),
    };
    let first_label = match case.clock.first_answer {
        Some(_) => fl!(t, "support-case-first-answer-given"),
        None => fl!(t, "support-case-first-answer-due"),
    };
    let label = match case.state.is_over() {
        true => fl!(t, "support-case-over-since"),
        false => fl!(t, "support-case-resolution-due"),
    };
    vec![
        (first_label, first.0, first.1),
        (label, resolution.0, resolution.1),
    ]
}
