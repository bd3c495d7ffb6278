//! Letters about support cases.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::{store, words};
use domain::notification::Notice;
use domain::notification_preference::LetterKind;
use domain::person::{Duty, Person};
use domain::support_case::{Message, Side, SupportCase, letter_due};
use domain::{CaseId, MessageId, PersonId};
use i18n_embed_fl::fl;

/// As many messages are quoted in one letter; the case shows the rest.
const MOST_QUOTED: usize = 20;

/// Whom a case is written to: the agent who looks after it or, where nobody does, those who answer cases; where it is the case of
/// the only one of them, the operators.
fn support_staff(tx: &mut Tx, case: &SupportCase) -> Result<Vec<Person>, Error> {
    let is_another = |one: &Person| one.id != case.opened_by && one.email.is_some();
    let staff = store::support_case::staff(tx.db)?;
    let looks_after_it = |one: &&Person| Some(&one.id) == case.assignee.as_ref();
    if let Some(assignee) = staff.iter().find(looks_after_it) {
        return Ok(vec![assignee.clone()]);
    }
    if staff.iter().any(is_another) {
        return Ok(staff);
    }
    let operators = store::person::staff(tx.db, Duty::Operator)?;
    if !operators.iter().any(is_another) {
        tracing::warn!(
            event = "support-case.nobody-to-tell",
            "nobody who can be mailed answers support cases"
        );
    }
    Ok(operators)
}

impl PostOffice {
    /// What was written in a case since the last letter about it, at once or gathered.
    pub(super) fn case_message(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        message: &MessageId,
        is_first: bool,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        let message = store::support_case::message(tx.db, message)?;
        let side = Side::of(&case, &message.author);
        let told = store::support_case::told(tx.db, id, side)?;
        let after = told.as_ref().map(|told| &told.through);
        let all = store::support_case::messages_after(tx.db, id, after)?;
        let (new, answers): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|one| Side::of(&case, &one.author) == side);
        match letter_due(&message.id, told.as_ref(), !answers.is_empty(), tx.now) {
            None => return Ok(Vec::new()),
            Some(due) if due > tx.now => {
                let notice = Notice::CaseMessage {
                    case: id.clone(),
                    message: message.id.clone(),
                    is_first,
                };
                store::notification::add_notice_for(tx, &notice, due)?;
                return Ok(Vec::new());
            }
            Some(_) => {}
        }
        let Some(last) = new.last() else {
            return Ok(Vec::new());
        };
        store::support_case::note_told(tx, id, side, &last.id)?;
        let writer = store::person::find(tx.db, &last.author)?;
        let readers = match side {
            Side::Support => support_staff(tx, &case)?,
            Side::Opener => vec![store::person::find(tx.db, &case.opened_by)?],
        };
        let readers = readers.iter().filter(|person| person.id != last.author);
        self.to_each(tx, readers, LetterKind::CaseMessage, &case, |reader| {
            written(reader, &writer, &new, is_first)
        })
    }

    /// To whoever opened the case, unless they closed it.
    pub(super) fn case_closed(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        by: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        let opener = store::person::find(tx.db, &case.opened_by)?;
        let until = case.reopened_until();
        let readers = Some(&opener).filter(|opener| opener.id != *by);
        self.to_each(tx, readers, LetterKind::CaseClosed, &case, |reader| {
            let t = &reader.words().plain;
            let date = until.map(|until| reader.date(until)).unwrap_or_default();
            vec![Block::Paragraph(fl!(t, "mail-case-closed", date = date))]
        })
    }

    /// To whoever opened the case: what was said since the last letter, how it was solved, and what comes of that when.
    pub(super) fn case_solved(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        message: &MessageId,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        // Whoever reopened it meanwhile knows.
        let (Some(closes), Some(until)) = (case.closes_at(), case.reopened_until()) else {
            return Ok(Vec::new());
        };
        let solution = store::support_case::message(tx.db, message)?;
        let told = store::support_case::told(tx.db, id, Side::Opener)?;
        let after = told.as_ref().map(|told| &told.through);
        let mut new = store::support_case::messages_after(tx.db, id, after)?;
        new.retain(|one| Side::of(&case, &one.author) == Side::Opener);
        if new.is_empty() {
            return Ok(Vec::new());
        }
        store::support_case::note_told(tx, id, Side::Opener, message)?;
        let opener = store::person::find(tx.db, &case.opened_by)?;
        let writer = store::person::find(tx.db, &solution.author)?;
        self.to_each(tx, [&opener], LetterKind::CaseSolved, &case, |reader| {
            let t = &reader.words().plain;
            let name = writer.profile.full_name.as_str();
            let mut blocks = vec![Block::Paragraph(fl!(t, "mail-case-solved", name = name))];
            blocks.extend(quoted(reader, &new));
            let (closes, until) = (reader.date(closes), reader.date(until));
            let what_next = fl!(t, "mail-case-solved-next", closes = closes, until = until);
            blocks.push(Block::Paragraph(what_next));
            blocks
        })
    }

    /// To the agent whom another gave the case to, as long as they have it: with the last that was said in it.
    pub(super) fn case_assigned(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        to: &PersonId,
        by: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        if case.assignee.as_ref() != Some(to) {
            return Ok(Vec::new());
        }
        let (agent, giver) = (
            store::person::find(tx.db, to)?,
            store::person::find(tx.db, by)?,
        );
        let said = store::support_case::messages_after(tx.db, id, None)?;
        self.to_each(tx, [&agent], LetterKind::CaseAssigned, &case, |reader| {
            let t = &reader.words().plain;
            let name = giver.profile.full_name.as_str();
            let mut blocks = vec![Block::Paragraph(fl!(t, "mail-case-assigned", name = name))];
            let last = said.last();
            blocks.extend(last.map(|one| Block::Quote(one.words.clone())));
            blocks
        })
    }

    /// A letter about a case, gathered with the others about it, to each of several people who can be mailed.
    fn to_each<'a>(
        &self,
        tx: &mut Tx,
        readers: impl IntoIterator<Item = &'a Person>,
        kind: LetterKind,
        case: &SupportCase,
        blocks: impl Fn(&Reader) -> Vec<Block>,
    ) -> Result<Vec<Letter>, Error> {
        // Cases of before had no subject, and are about their request.
        let about = match &case.request {
            Some(request) if case.subject.is_empty() => {
                let request = store::access_request::find(tx.db, request)?;
                Some(request.target.shown())
            }
            _ => None,
        };
        let letter = |reader: Reader| {
            let mut blocks = blocks(&reader);
            blocks.push(self.to_case(&reader, &case.id));
            let subject = words::support_case::subject(reader.words(), case, about.as_deref());
            let number = case.number.to_string();
            Letter {
                subject: fl!(
                    reader.words().plain,
                    "mail-case-subject",
                    number = number,
                    subject = subject
                ),
                reader,
                kind,
                request: case.request.clone(),
                reminder: None,
                thread: Some(case.id.to_string()),
                unsubscribe: None,
                blocks,
            }
        };
        let readers = readers.into_iter().filter_map(Reader::of);
        Ok(readers.map(letter).collect())
    }

    fn to_case(&self, reader: &Reader, id: &CaseId) -> Block {
        let label = fl!(reader.words().plain, "mail-case-action");
        Block::Action(label, self.url(&format!("/support/cases/{id}")))
    }
}

/// Who wrote, and their messages word for word.
fn written(reader: &Reader, writer: &Person, messages: &[Message], is_first: bool) -> Vec<Block> {
    let t = &reader.words().plain;
    let name = writer.profile.full_name.as_str();
    let lead = if is_first {
        fl!(t, "mail-case-opened", name = name)
    } else {
        fl!(t, "mail-case-answered", name = name)
    };
    let mut blocks = vec![Block::Paragraph(lead)];
    blocks.extend(quoted(reader, messages));
    blocks
}

/// Messages word for word, as many as fit.
fn quoted(reader: &Reader, messages: &[Message]) -> Vec<Block> {
    let first = messages.iter().take(MOST_QUOTED);
    let mut blocks: Vec<Block> = first.map(|one| Block::Quote(one.words.clone())).collect();
    let more = messages.len().saturating_sub(MOST_QUOTED);
    if more > 0 {
        let words = fl!(reader.words().plain, "mail-case-more", count = more);
        blocks.push(Block::Paragraph(words));
    }
    blocks
}
