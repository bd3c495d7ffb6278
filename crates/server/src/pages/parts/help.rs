//! The answers on the help page, and the link to each from where the question comes up.

use crate::pages::parts::reason::reason_span;
use crate::pages::parts::text_page::TextSection;
use crate::sight::RequestsOf;
use crate::web::foot::{NamedLink, to_contact, to_support};
use crate::web::visit::Visit;
use domain::access_request::RequestQueue;
use domain::moment::days;
use domain::support_case::{CLOSES_AFTER, REOPENED_WITHIN};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use std::time::Duration;

/// A question, by the step it comes up at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpTopic {
    Ask,
    Identifier,
    Profile,
    Reason,
    Wait,
    Remind,
    Write,
    Withdraw,
    Denied,
    Stuck,
    Contract,
    ContractHeld,
    Programme,
    Held,
    Case,
    Decide,
    AskBack,
    Queue,
    ContractDecide,
    ContractKeep,
    ProgrammeDecide,
    CaseWork,
    SignIn,
    Mail,
}

/// How many whole days it lasts.
fn in_days(time: Duration) -> u64 {
    time.as_secs() / days(1).as_secs()
}

impl HelpTopic {
    /// In the order of the page.
    pub const ALL: &'static [HelpTopic] = &[
        HelpTopic::Ask,
        HelpTopic::Identifier,
        HelpTopic::Profile,
        HelpTopic::Reason,
        HelpTopic::Wait,
        HelpTopic::Remind,
        HelpTopic::Write,
        HelpTopic::Withdraw,
        HelpTopic::Denied,
        HelpTopic::Stuck,
        HelpTopic::Contract,
        HelpTopic::ContractHeld,
        HelpTopic::Programme,
        HelpTopic::Held,
        HelpTopic::Case,
        HelpTopic::Decide,
        HelpTopic::AskBack,
        HelpTopic::Queue,
        HelpTopic::ContractDecide,
        HelpTopic::ContractKeep,
        HelpTopic::ProgrammeDecide,
        HelpTopic::CaseWork,
        HelpTopic::SignIn,
        HelpTopic::Mail,
    ];

    /// Where it stands on the page.
    fn id(self) -> &'static str {
        match self {
            HelpTopic::Ask => "ask",
            HelpTopic::Identifier => "identifier",
            HelpTopic::Profile => "profile",
            HelpTopic::Reason => "reason",
            HelpTopic::Wait => "wait",
            HelpTopic::Remind => "remind",
            HelpTopic::Write => "write",
            HelpTopic::Withdraw => "withdraw",
            HelpTopic::Denied => "denied",
            HelpTopic::Stuck => "stuck",
            HelpTopic::Contract => "contract",
            HelpTopic::ContractHeld => "contract-held",
            HelpTopic::Programme => "programme",
            HelpTopic::Held => "my-access",
            HelpTopic::Case => "support-case",
            HelpTopic::ContractKeep => "contract-keep",
            HelpTopic::ProgrammeDecide => "programme-decide",
            HelpTopic::ContractDecide => "contract-decide",
            HelpTopic::CaseWork => "support-case-work",
            HelpTopic::Decide => "decide",
            HelpTopic::AskBack => "ask-back",
            HelpTopic::Queue => "queue",
            HelpTopic::SignIn => "log-in",
            HelpTopic::Mail => "mail",
        }
    }

    fn question(self, t: &FluentLanguageLoader) -> String {
        match self {
            HelpTopic::Ask => fl!(t, "help-ask"),
            HelpTopic::Identifier => fl!(t, "help-identifier"),
            HelpTopic::Profile => fl!(t, "help-profile"),
            HelpTopic::Reason => fl!(t, "help-reason"),
            HelpTopic::Wait => fl!(t, "help-wait"),
            HelpTopic::Remind => fl!(t, "help-remind"),
            HelpTopic::Write => fl!(t, "help-write"),
            HelpTopic::Withdraw => fl!(t, "help-withdraw"),
            HelpTopic::Denied => fl!(t, "help-denied"),
            HelpTopic::Stuck => fl!(t, "help-stuck"),
            HelpTopic::Contract => fl!(t, "help-contract"),
            HelpTopic::ContractHeld => fl!(t, "help-contract-held"),
            HelpTopic::Programme => fl!(t, "help-programme"),
            HelpTopic::Held => fl!(t, "help-held"),
            HelpTopic::Case => fl!(t, "help-case"),
            HelpTopic::ContractKeep => fl!(t, "help-contract-keep"),
            HelpTopic::ProgrammeDecide => fl!(t, "help-programme-decide"),
            HelpTopic::ContractDecide => fl!(t, "help-contract-decide"),
            HelpTopic::CaseWork => fl!(t, "help-case-work"),
            HelpTopic::Decide => fl!(t, "help-decide"),
            HelpTopic::AskBack => fl!(t, "help-ask-back"),
            HelpTopic::Queue => fl!(t, "help-queue"),
            HelpTopic::SignIn => fl!(t, "help-sign-in"),
            HelpTopic::Mail => fl!(t, "help-mail"),
        }
    }

    /// Times and numbers are those of this installation.
    fn answer(self, visit: &Visit) -> String {
        let t = &visit.words.text;
        let table = &visit.app.config.timetable;
        let (least, most) = reason_span(visit);
        match self {
            HelpTopic::Ask => fl!(t, "help-ask-words"),
            HelpTopic::Identifier => fl!(t, "help-identifier-words"),
            HelpTopic::Profile => fl!(t, "help-profile-words"),
            HelpTopic::Reason => fl!(t, "help-reason-words", least = least, most = most),
            HelpTopic::Wait => fl!(t, "help-wait-words", days = table.expiry_days),
            HelpTopic::Remind => fl!(
                t,
                "help-remind-words",
                first = table.requester_first_hours,
                every = table.requester_every_hours,
                most = table.requester_most
            ),
            HelpTopic::Write => fl!(t, "help-write-words"),
            HelpTopic::Withdraw => fl!(t, "help-withdraw-words"),
            HelpTopic::Denied => fl!(t, "help-denied-words", hours = table.after_denial_hours),
            HelpTopic::Stuck => fl!(t, "help-stuck-words"),
            HelpTopic::Contract => fl!(t, "help-contract-words"),
            HelpTopic::ContractHeld => fl!(t, "help-contract-held-words"),
            HelpTopic::Programme => fl!(t, "help-programme-words"),
            HelpTopic::Case => fl!(
                t,
                "help-case-words",
                closes = in_days(CLOSES_AFTER),
                until = in_days(REOPENED_WITHIN)
            ),
            HelpTopic::ContractDecide => fl!(t, "help-contract-decide-words"),
            HelpTopic::Held => fl!(t, "help-held-words"),
            HelpTopic::ContractKeep => fl!(t, "help-contract-keep-words"),
            HelpTopic::ProgrammeDecide => fl!(t, "help-programme-decide-words"),
            HelpTopic::CaseWork => fl!(t, "help-case-work-words", closes = in_days(CLOSES_AFTER)),
            HelpTopic::Decide => fl!(t, "help-decide-words"),
            HelpTopic::AskBack => fl!(t, "help-ask-back-words"),
            HelpTopic::Queue => fl!(t, "help-queue-words"),
            HelpTopic::SignIn => fl!(t, "help-sign-in-words"),
            HelpTopic::Mail => match &visit.app.db.rules().contact.reply_to {
                Some(address) => fl!(t, "help-mail-answered", address = address.as_str()),
                None => fl!(t, "help-mail-unanswered"),
            },
        }
    }

    /// What is asked where requests of a queue are decided; none for an account's.
    pub(crate) fn of_deciding(of: &RequestsOf) -> Option<Self> {
        match of {
            RequestsOf::Account(_) => None,
            RequestsOf::Queue { queue, .. } => Some(match queue {
                RequestQueue::Contracts => HelpTopic::ContractDecide,
                RequestQueue::Programme(_) => HelpTopic::ProgrammeDecide,
            }),
        }
    }

    pub(crate) fn section(self, visit: &Visit) -> TextSection {
        let t = &visit.words.text;
        let section = TextSection::new(self.id(), self.question(t), self.answer(visit));
        match self {
            HelpTopic::Stuck | HelpTopic::Case | HelpTopic::Mail => {
                section.leading_to_all(to_support(t))
            }
            HelpTopic::Contract => section.leading_to(NamedLink::to(
                "/access/contracts/new",
                fl!(t, "contract-ask"),
            )),
            HelpTopic::Held => {
                section.leading_to(NamedLink::to("/access/mine", fl!(t, "access-mine")))
            }
            HelpTopic::SignIn => section
                .leading_to(NamedLink::to("/forgot", fl!(t, "session-forgotten")))
                .leading_to(to_contact(t)),
            _ => section,
        }
    }

    /// The link to it, which asks the same question.
    pub(crate) fn link(self, t: &FluentLanguageLoader) -> String {
        let (id, question) = (self.id(), self.question(t));
        format!("<p class=\"small\"><a class=\"tap\" href=\"/help#{id}\">{question}</a></p>")
    }
}
