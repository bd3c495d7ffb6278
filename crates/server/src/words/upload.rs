//! What is wrong with a file or a line, in words that say how to mend it.

use crate::language::Words;
use crate::store::upload::Upload;
use crate::web;
use crate::web::visit::Visit;
use crate::words::contract_line::contract_fault;
use domain::upload::line::{FileFault, LineFault};
use domain::upload::reading::{LARGEST_FILE, LONGEST_LINE, MOST_LINES};
use domain::upload::{Destination, Outcome, State};
use domain::{DomainIdentifier, Refusal, Role, rules};
use i18n_embed_fl::fl;

/// The columns that a file must have.
pub fn columns(to: &Destination) -> &'static [&'static str] {
    match to {
        Destination::Users { .. } => &rules::upload::users::COLUMNS,
        Destination::Members { .. } => &rules::upload::members::COLUMNS,
        Destination::Contracts => &rules::upload::contracts::COLUMNS,
    }
}

/// In: what the file is about.
pub fn file_fault(words: &Words, to: &Destination, fault: &FileFault) -> String {
    let t = &words.plain;
    match fault {
        FileFault::Empty => fl!(t, "upload-file-empty"),
        FileFault::NoLines => fl!(t, "upload-file-no-lines"),
        FileFault::NotUtf8 => fl!(t, "upload-file-not-utf8"),
        FileFault::ColumnsMissing { columns: missing } => fl!(
            t,
            "upload-file-columns-missing",
            columns = words.list(missing),
            header = columns(to).join(",")
        ),
        FileFault::ColumnTwice { column } => {
            fl!(t, "upload-file-column-twice", column = column.as_str())
        }
        FileFault::TooManyLines => fl!(t, "upload-file-too-many-lines", most = MOST_LINES),
        FileFault::TooLarge => {
            let megabytes = LARGEST_FILE / (1024 * 1024);
            fl!(t, "upload-file-too-large", most = megabytes)
        }
        FileFault::CutOff => fl!(t, "upload-file-cut-off"),
        FileFault::Stopped => fl!(t, "upload-file-stopped"),
        FileFault::Ours => fl!(t, "upload-file-ours"),
        FileFault::RightLost if *to == Destination::Contracts => {
            fl!(t, "upload-file-not-support")
        }
        FileFault::RightLost => fl!(t, "upload-file-right-lost"),
        FileFault::GroupGone => fl!(t, "upload-file-group-gone"),
        FileFault::AccountNotOpen => fl!(t, "upload-file-account-not-open"),
    }
}

/// What is to be known of how a file was read, while it is known what its lines come to.
pub fn notes(words: &Words, upload: &Upload) -> Vec<String> {
    let (t, notes) = (&words.plain, &upload.notes);
    let mut all = Vec::new();
    if !upload.is_known() {
        return all;
    }
    if notes.is_windows_1252 {
        all.push(fl!(t, "upload-read-as-windows-1252"));
    }
    if !notes.unknown_columns.is_empty() {
        let count = notes.unknown_columns.len();
        all.push(fl!(
            t,
            "upload-unknown-columns",
            count = count,
            unknown = words.list(&notes.unknown_columns),
            header = columns(&upload.to).join(",")
        ));
    }
    if notes.sharing > 0 {
        all.push(fl!(t, "upload-sharing", count = notes.sharing));
    }
    all
}

/// In: the domain of the account the line is about, where it is about one.
pub fn line_fault(visit: &Visit, domain: Option<&DomainIdentifier>, fault: &LineFault) -> String {
    let t = &visit.words.plain;
    match fault {
        LineFault::NotUtf8 => fl!(t, "upload-line-not-utf8"),
        LineFault::TooLong => fl!(t, "upload-line-too-long", most = LONGEST_LINE),
        LineFault::QuoteOpen => fl!(t, "upload-line-quote-open"),
        LineFault::QuoteInside => fl!(t, "upload-line-quote-inside"),
        LineFault::Cells { expected, found } => {
            let (expected, found) = (*expected, *found);
            fl!(t, "upload-line-cells", expected = expected, found = found)
        }
        LineFault::CutOff => fl!(t, "upload-line-cut-off"),
        LineFault::Formula { column } => fl!(t, "upload-line-formula", column = column.as_str()),
        LineFault::UserMissing => fl!(t, "upload-line-user-missing"),
        LineFault::Group { name } => fl!(t, "upload-line-group", name = name.as_str()),
        LineFault::NotAName { text } => fl!(t, "upload-line-not-a-name", text = text.as_str()),
        LineFault::RoleMissing => fl!(t, "upload-line-role-missing", roles = roles()),
        LineFault::UnknownRole { text } => fl!(
            t,
            "upload-line-unknown-role",
            text = text.as_str(),
            roles = roles()
        ),
        LineFault::VirtualAccountsMissing => fl!(t, "upload-line-virtual-accounts-missing"),
        LineFault::VirtualAccountsOnEntire => fl!(t, "upload-line-virtual-accounts-on-entire"),
        LineFault::UnknownVirtualAccount { name } => {
            fl!(
                t,
                "upload-line-unknown-virtual-account",
                name = name.as_str()
            )
        }
        LineFault::AmbiguousVirtualAccount { name } => {
            fl!(
                t,
                "upload-line-ambiguous-virtual-account",
                name = name.as_str()
            )
        }
        LineFault::VirtualAccountTwice { name } => {
            fl!(t, "upload-line-virtual-account-twice", name = name.as_str())
        }
        LineFault::BadDate { text } => fl!(t, "upload-line-bad-date", text = text.as_str()),
        LineFault::Duplicate { line } => {
            let line: u64 = *line;
            fl!(t, "upload-line-duplicate", line = line)
        }
        LineFault::Nobody { user } => fl!(t, "upload-line-nobody", user = user.as_str()),
        LineFault::NoSignIn { user } => fl!(t, "upload-line-no-sign-in", user = user.as_str()),
        LineFault::Deactivated => fl!(t, "upload-line-deactivated"),
        LineFault::Oneself => fl!(t, "group-own"),
        LineFault::Refused { code } => refused(visit, domain, code),
        of_contracts => contract_fault(visit, of_contracts),
    }
}

fn refused(visit: &Visit, domain: Option<&DomainIdentifier>, code: &str) -> String {
    let t = &visit.words.plain;
    match code {
        // A line keeps no moment from which there may be more.
        "letters-too-soon" => fl!(t, "upload-line-letters-too-soon"),
        "invitations-used-up" => fl!(t, "upload-line-invitations-used-up"),
        "too-many-strangers" => fl!(t, "upload-line-too-many-strangers"),
        other => match domain.and_then(|domain| refusal(other, domain)) {
            Some(refusal) => web::refusals::words(visit, &refusal),
            None => fl!(t, "upload-line-refused", code = code),
        },
    }
}

/// Every role by its key, as files name them.
fn roles() -> String {
    Role::ALL.map(Role::key).join(", ")
}

/// The refusals that giving a role by a line can meet.
fn refusal(code: &str, domain: &DomainIdentifier) -> Option<Refusal> {
    let domain = domain.clone();
    [
        Refusal::AccountNotOpen,
        Refusal::OwnMembership,
        Refusal::BeyondOwnRights,
        Refusal::ApproverOutsideDomain { domain },
        Refusal::EndDateInThePast,
        Refusal::TooManyOffers,
        Refusal::InvitationBeyondReach,
    ]
    .into_iter()
    .find(|refusal| refusal.code() == code)
}

/// How far an upload has come, as lists say it.
pub fn state(words: &Words, state: State) -> String {
    let t = &words.text;
    match state {
        State::Arriving => fl!(t, "upload-arriving"),
        State::Checking => fl!(t, "upload-checking"),
        State::Checked => fl!(t, "upload-checked"),
        State::Applying => fl!(t, "upload-applying"),
        State::Applied => fl!(t, "upload-applied"),
        State::Stopped => fl!(t, "upload-stopped"),
        State::Broken => fl!(t, "upload-broken"),
        State::Discarded => fl!(t, "upload-discarded"),
    }
}

/// What a line of a preview comes to: class and icon of its tag, and the words.
pub fn outcome(
    words: &Words,
    upload: &Upload,
    outcome: Outcome,
) -> (&'static str, &'static str, String) {
    use domain::upload::Destination::{Contracts, Members, Users};
    let t = &words.text;
    match (outcome, &upload.to) {
        (Outcome::New, Users { .. }) => ("good", "check", fl!(t, "upload-new-role")),
        (Outcome::New, Members { .. }) => ("good", "check", fl!(t, "upload-new-member")),
        (Outcome::New, Contracts) => ("good", "check", fl!(t, "upload-new-contract")),
        (Outcome::Changed, _) => ("wait", "gear", fl!(t, "upload-a-change")),
        (Outcome::Known, Users { .. }) => ("still", "dash", fl!(t, "upload-known")),
        (Outcome::Known, Members { .. }) => ("still", "dash", fl!(t, "upload-in-already")),
        (Outcome::Known, Contracts) => ("still", "dash", fl!(t, "upload-unchanged")),
        (Outcome::Invited, _) => ("wait", "mail", fl!(t, "upload-an-invitation")),
        (Outcome::Faulty, _) => ("bad", "cross", fl!(t, "upload-a-fault")),
        (Outcome::Waiting, _) => ("wait", "clock", fl!(t, "upload-checking")),
    }
}

/// The name of an outcome in files that leave: the same in every language.
pub fn outcome_key(upload: &Upload, outcome: Outcome) -> &'static str {
    use domain::upload::Destination::{Contracts, Members, Users};
    match (outcome, &upload.applied_by, &upload.to) {
        (Outcome::New, Some(_), Users { .. }) => "given",
        (Outcome::New, Some(_), Members { .. } | Contracts) => "added",
        (Outcome::Known, _, Contracts) => "unchanged",
        (outcome, ..) => outcome.key(),
    }
}

/// How many lines of an upload came to what, or will.
pub fn counts(words: &Words, upload: &Upload) -> Vec<(String, u64)> {
    let (t, counts) = (&words.text, &upload.counts);
    let applied = upload.applied_by.is_some();
    let mut all = vec![(fl!(t, "upload-lines"), upload.lines)];
    match &upload.to {
        Destination::Users { .. } => {
            let new = match applied {
                true => fl!(t, "upload-given"),
                false => fl!(t, "upload-new"),
            };
            all.push((new, counts.new));
            all.push((fl!(t, "upload-known"), counts.known));
            all.push((fl!(t, "upload-invited"), counts.invited));
        }
        Destination::Members { .. } => {
            let new = match applied {
                true => fl!(t, "upload-added"),
                false => fl!(t, "upload-to-add"),
            };
            all.push((new, counts.new));
            all.push((fl!(t, "upload-in-already"), counts.known));
            all.push((fl!(t, "upload-invited"), counts.invited));
        }
        Destination::Contracts => {
            let (new, changed) = match applied {
                true => (
                    fl!(t, "upload-contracts-added"),
                    fl!(t, "upload-contracts-changed"),
                ),
                false => (
                    fl!(t, "upload-contracts-to-add"),
                    fl!(t, "upload-contracts-to-change"),
                ),
            };
            all.push((new, counts.new));
            all.push((changed, counts.changed));
            all.push((fl!(t, "upload-unchanged"), counts.known));
        }
    }
    all.push((fl!(t, "upload-faulty"), counts.faulty));
    if upload.state == State::Stopped {
        let left = upload.lines.saturating_sub(upload.done_lines);
        all.push((fl!(t, "upload-not-reached"), left));
    }
    all
}

/// The same in one line, of an upload that nothing more is done with.
pub fn summary(words: &Words, upload: &Upload) -> String {
    let (t, counts) = (&words.plain, &upload.counts);
    match &upload.to {
        Destination::Users { .. } => fl!(
            t,
            "upload-summary",
            given = counts.new,
            known = counts.known,
            invited = counts.invited,
            faulty = counts.faulty
        ),
        Destination::Members { .. } => fl!(
            t,
            "upload-summary-members",
            added = counts.new,
            known = counts.known,
            invited = counts.invited,
            faulty = counts.faulty
        ),
        Destination::Contracts => fl!(
            t,
            "upload-summary-contracts",
            added = counts.new,
            changed = counts.changed,
            known = counts.known,
            faulty = counts.faulty
        ),
    }
}
