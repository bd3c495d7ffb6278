//! Letters about support cases.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use domain::access_request::AccessRequest;
use domain::notification::Notice;
use domain::notification_preference::LetterKind;
use domain::person::{Duty, Person};
use domain::support_case::{Message, Side, SupportCase, letter_due};
use domain::{CaseId, MessageId, PersonId};
use i18n_embed_fl::fl;

/// As many messages are quoted in one letter; the case shows the rest.
const MOST_QUOTED: usize = 20;

/// Whom a case is written to: those who answer cases, or, where it is the case of the only one of them, the operators.
fn support_staff(tx: &mut Tx, opener: &PersonId) -> Result<Vec<Person>, Error> {
    let is_another = |one: &Person| one.id != *opener && one.email.is_some();
    let staff = store::support_case::staff(tx.db)?;
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
        let request = store::access_request::find(tx.db, &case.request)?;
        let readers = match side {
            Side::Support => support_staff(tx, &case.opened_by)?,
            Side::Opener => vec![store::person::find(tx.db, &case.opened_by)?],
        };
        let letters = readers
            .iter()
            .filter(|person| person.id != last.author)
            .filter_map(Reader::of)
            .map(|reader| {
                let mut blocks = written(&reader, &writer, &new, is_first);
                blocks.push(self.to_case(&reader, id));
                letter(reader, LetterKind::CaseMessage, &case, &request, blocks)
            });
        Ok(letters.collect())
    }

    /// To whoever opened the case, unless they closed it.
    pub(super) fn case_closed(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        by: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        let request = store::access_request::find(tx.db, &case.request)?;
        let opener = store::person::find(tx.db, &case.opened_by)?;
        let reader = Reader::of(&opener).filter(|_| opener.id != *by);
        let letters = reader.map(|reader| {
            let t = &reader.words().plain;
            let blocks = vec![
                Block::Paragraph(fl!(t, "mail-case-closed")),
                self.to_case(&reader, id),
            ];
            letter(reader, LetterKind::CaseClosed, &case, &request, blocks)
        });
        Ok(letters.into_iter().collect())
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
    let quoted = messages.iter().take(MOST_QUOTED);
    blocks.extend(quoted.map(|one| Block::Quote(one.words.clone())));
    let more = messages.len().saturating_sub(MOST_QUOTED);
    if more > 0 {
        blocks.push(Block::Paragraph(fl!(t, "mail-case-more", count = more)));
    }
    blocks
}

/// A letter about a case, gathered with the others about it.
fn letter(
    reader: Reader,
    kind: LetterKind,
    case: &SupportCase,
    request: &AccessRequest,
    blocks: Vec<Block>,
) -> Letter {
    let t = &reader.words().plain;
    let identifier = request.identifier.shown();
    let subject = fl!(t, "mail-case-subject", identifier = identifier);
    Letter {
        reader,
        kind,
        request: Some(request.id.clone()),
        reminder: None,
        thread: Some(case.id.to_string()),
        unsubscribe: None,
        subject,
        blocks,
    }
}
