//! What only agents see of a case, and do to it.

use crate::config::CannedAnswer;
use crate::pages::support_case::attaching::{self, WithFiles};
use crate::pages::support_case::request::{ActView, act_view};
use crate::pages::support_case::signs;
use crate::pages::support_case::typed::{FaultsInCase, STAYS, ShownAgain, WAITS, WithNote};
use crate::use_cases::support_case::ForAgent;
use crate::web::door::SignedIn;
use crate::web::forms::{Field, Kind};
use crate::web::page::Page;
use domain::person::{Language, Person};
use domain::support_case::{Priority, SupportCase};
use i18n_embed_fl::fl;

/// What only agents see and do.
pub(super) struct AgentView {
    /// Where it is listed: address and name.
    pub(super) list: (&'static str, String),
    /// What is known of whoever opened it: label and value.
    pub(super) opener: Vec<(String, String)>,
    /// Whether they were not logged in.
    pub(super) is_visitor: bool,
    /// Whether they were deactivated since.
    pub(super) is_opener_gone: bool,
    pub(super) assignee: Option<String>,
    pub(super) is_mine: bool,
    /// Each clock: its name, until when, and whether it is late or was.
    pub(super) clocks: Vec<(String, String, bool)>,
    pub(super) priority: Field,
    /// Nothing where there is no other agent.
    pub(super) to: Option<Field>,
    pub(super) canned: Option<Field>,
    pub(super) afterwards: Field,
    pub(super) note: Field,
    pub(super) note_files: Field,
    /// Nothing where there is nothing to be done about the request.
    pub(super) act: Option<ActView>,
}

impl AgentView {
    /// What may be wrongly filled in, of what stands on the page of a case that is over, or is not.
    pub(super) fn fields(&self, is_over: bool) -> Vec<&Field> {
        let act = self.act.iter().flat_map(|act| [&act.why, &act.decider]);
        let chosen = self.to.iter().chain(&self.canned).chain([&self.priority]);
        let noted = [&self.note, &self.note_files].into_iter();
        noted
            .chain(chosen.filter(|_| !is_over))
            .chain(act)
            .collect()
    }
}

/// What whoever opened a case reads.
pub(super) fn language_of(case: &SupportCase, opener: Option<&Person>) -> Language {
    match (opener, case.opened_by.visitor()) {
        (Some(opener), _) => opener.profile.language,
        (None, Some(visitor)) => visitor.language,
        (None, None) => Language::English,
    }
}

/// What agents see of whoever opened a case: of somebody who was not logged in no more than they wrote, and whose address that is.
fn opener_facts(
    visit: &SignedIn,
    case: &SupportCase,
    opener: Option<&Person>,
    known: Option<&Person>,
) -> Vec<(String, String)> {
    let t = &visit.words.text;
    let mut facts = Vec::new();
    if let Some(opener) = opener {
        let email = opener.email.as_ref();
        facts.extend([
            (
                fl!(t, "profile-full-name"),
                opener.profile.full_name.clone(),
            ),
            (
                fl!(t, "profile-organisation"),
                opener.profile.organisation.clone(),
            ),
            (
                fl!(t, "profile-email"),
                email.map_or("–".to_owned(), ToString::to_string),
            ),
            (fl!(t, "profile-user-id"), opener.user_id.to_string()),
        ]);
    } else if let Some(visitor) = case.opened_by.visitor() {
        let whose = match known {
            Some(known) => format!("{} ({})", known.profile.full_name, known.user_id),
            None => fl!(t, "support-case-visitor-unknown"),
        };
        facts.extend([
            (fl!(t, "profile-full-name"), visitor.name.clone()),
            (fl!(t, "profile-email"), visitor.email.to_string()),
            (fl!(t, "support-case-visitor-known"), whose),
        ]);
    }
    let language = crate::language::own_name(language_of(case, opener));
    facts.push((fl!(t, "layout-language"), language.to_owned()));
    facts
}

/// Who could look after it besides whoever reads; nothing where nobody could.
fn to_field(visit: &SignedIn, agents: Vec<Person>, again: &ShownAgain) -> Option<Field> {
    let t = &visit.words.text;
    let others = agents.into_iter().filter(|one| one.id != visit.person.id);
    let mut agents = vec![(String::new(), fl!(t, "support-case-choose-agent"))];
    agents.extend(others.map(|one| (one.id.to_string(), one.profile.full_name)));
    let is_wanted = agents.len() > 1 || again.faults.to.is_some();
    is_wanted.then(|| {
        Field::new("to", fl!(t, "support-case-hand-to"))
            .options(agents)
            .value(again.typed.to.clone())
            .fault(again.faults.to.clone())
    })
}

pub(super) fn agent_view(
    visit: &SignedIn,
    p: &Page,
    case: &SupportCase,
    opener: Option<&Person>,
    seen: ForAgent,
    again: &ShownAgain,
) -> AgentView {
    let t = &visit.words.text;
    let (typed, faults): (_, &FaultsInCase) = (&again.typed, &again.faults);
    let priorities = Priority::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.priority(*one)));
    let afterwards = vec![
        (WAITS.to_owned(), fl!(t, "support-case-afterwards-waits")),
        (STAYS.to_owned(), fl!(t, "support-case-afterwards-stays")),
    ];
    let is_to_stay = typed.afterwards == STAYS;
    AgentView {
        list: match visit.is_support {
            true => ("/support/cases", fl!(t, "support-case-list")),
            false => ("/operator/cases", fl!(t, "operator-cases")),
        },
        act: act_view(
            visit,
            seen.deciders,
            (typed.why.clone(), faults.why.clone()),
            (typed.decider.clone(), faults.decider.clone()),
        ),
        opener: opener_facts(visit, case, opener, seen.known.as_ref()),
        is_visitor: case.opened_by.visitor().is_some(),
        is_opener_gone: seen.is_opener_gone,
        is_mine: case.assignee.as_ref() == Some(&visit.person.id),
        assignee: seen.assignee.map(|one| one.profile.full_name),
        clocks: signs::clocks(p, case, visit.now),
        // As it stands: what was chosen beside another button is no decision.
        priority: Field::new("priority", fl!(t, "support-case-priority"))
            .options(priorities.collect())
            .value(case.priority.key())
            .fault(faults.priority.clone()),
        to: to_field(visit, seen.agents, again),
        canned: canned_field(visit, again),
        afterwards: Field::new("afterwards", fl!(t, "support-case-afterwards"))
            .options(afterwards)
            .value(if is_to_stay { STAYS } else { WAITS }),
        note_files: attaching::field(visit, WithNote::FIELD, faults.note_files.clone()),
        note: area(
            "note",
            fl!(t, "support-case-note"),
            (typed.note.clone(), faults.note.clone()),
        )
        .hint(fl!(t, "support-case-note-hint")),
    }
}

/// The canned answers to choose from, if there are any.
fn canned_field(visit: &SignedIn, again: &ShownAgain) -> Option<Field> {
    let t = &visit.words.text;
    let all = &visit.app.config.support.canned_answers;
    let title = |one: &CannedAnswer| one.title.in_language(visit.words.language).to_owned();
    let mut options = vec![(String::new(), fl!(t, "support-case-canned-none"))];
    options.extend(all.iter().map(|one| (one.key.clone(), title(one))));
    (!all.is_empty()).then(|| {
        Field::new("canned", fl!(t, "support-case-canned"))
            .hint(fl!(t, "support-case-canned-hint"))
            .options(options)
            .value("")
            .fault(again.faults.canned.clone())
    })
}

pub(super) fn area(
    name: &'static str,
    label: String,
    (text, fault): (String, Option<String>),
) -> Field {
    Field::new(name, label)
        .kind(Kind::Area)
        .value(text)
        .fault(fault)
}
