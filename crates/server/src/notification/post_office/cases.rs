//! Letters about support cases.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store::session::{Link, promise_link};
use crate::use_cases::support_case::{leads_until, may_be_led_to};
use crate::{store, words};
use domain::email::EmailAddress;
use domain::notification::Notice;
use domain::notification_preference::LetterKind;
use domain::person::{Duty, Person};
use domain::support_case::{
    CaseState, Message, MessageKind, Opener, Side, SupportCase, letter_due,
};
use domain::text::ERASED_ADDRESS;
use domain::{CaseId, MessageId, PersonId};
use i18n_embed_fl::fl;

/// As many messages are quoted in one letter; the case shows the rest.
const MOST_QUOTED: usize = 20;

/// Whom a case is written to: the agent who looks after it or, where nobody does, those who answer cases; where it is the case of
/// the only one of them, the operators.
fn support_staff(tx: &mut Tx, case: &SupportCase) -> Result<Vec<Person>, Error> {
    let whose = store::support_case::whose(tx.db, case)?;
    let is_another = |one: &Person| Some(&one.id) != whose.as_ref() && one.email.is_some();
    let mut staff = store::support_case::staff(tx.db)?;
    let looks_after_it = |one: &&Person| Some(&one.id) == case.assignee.as_ref();
    if let Some(assignee) = staff.iter().find(looks_after_it) {
        return Ok(vec![assignee.clone()]);
    }
    staff.retain(is_another);
    if !staff.is_empty() {
        return Ok(staff);
    }
    let mut operators = store::person::staff(tx.db, Duty::Operator)?;
    operators.retain(is_another);
    if operators.is_empty() {
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
        let side = Side::of(&case, message.author.as_ref());
        let told = store::support_case::told(tx.db, id, side)?;
        let after = told.as_ref().map(|told| &told.through);
        let all = store::support_case::messages_after(tx.db, id, after)?;
        let (new, answers): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|one| Side::of(&case, one.author.as_ref()) == side);
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
        let writer = writer(tx, &case, last)?;
        let to_opener = opener(tx, &case)?;
        let kind = LetterKind::CaseMessage;
        if side == Side::Opener {
            return self.to_each(tx, to_opener, kind, &case, |reader| {
                written(reader, &writer, &new, is_first)
            });
        }
        let mut staff = support_staff(tx, &case)?;
        staff.retain(|person| Some(&person.id) != last.author.as_ref());
        let staff = staff.iter().filter_map(Reader::of);
        let mut letters = self.to_each(tx, staff, kind, &case, |reader| {
            written(reader, &writer, &new, is_first)
        })?;
        // As often as support is written to: what came in between is in the same receipt.
        let kind = LetterKind::CaseReceived;
        letters.extend(self.to_each(tx, to_opener, kind, &case, |reader| {
            received(reader, &case, &new, is_first)
        })?);
        Ok(letters)
    }

    /// To whoever opened the case, unless they closed it.
    pub(super) fn case_closed(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        by: Option<&PersonId>,
    ) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        let reader = opener(tx, &case)?.filter(|_| !case.is_openers(by));
        let until = case.reopened_until();
        self.to_each(tx, reader, LetterKind::CaseClosed, &case, |reader| {
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
        let until = match &case.state {
            CaseState::Solved { .. } => case.reopened_until(),
            // How it was solved is worth reading, too, where support closed it before the letter went out.
            CaseState::Closed { by, solved, .. } if solved.is_some() => {
                let is_by_opener = case.is_openers(by.as_ref());
                case.reopened_until().filter(|_| !is_by_opener)
            }
            // Whoever reopened it meanwhile knows.
            _ => None,
        };
        let Some(until) = until else {
            return Ok(Vec::new());
        };
        let closes = case.closes_at();
        let solution = store::support_case::message(tx.db, message)?;
        let told = store::support_case::told(tx.db, id, Side::Opener)?;
        let after = told.as_ref().map(|told| &told.through);
        let mut new = store::support_case::messages_after(tx.db, id, after)?;
        new.retain(|one| Side::of(&case, one.author.as_ref()) == Side::Opener);
        if new.is_empty() {
            return Ok(Vec::new());
        }
        store::support_case::note_told(tx, id, Side::Opener, message)?;
        let reader = opener(tx, &case)?;
        let writer = writer(tx, &case, &solution)?;
        self.to_each(tx, reader, LetterKind::CaseSolved, &case, |reader| {
            let t = &reader.words().plain;
            let name = writer.name.as_str();
            let mut blocks = vec![Block::Paragraph(fl!(t, "mail-case-solved", name = name))];
            blocks.extend(quoted(reader, &new));
            let until = reader.date(until);
            let what_next = match closes.map(|closes| reader.date(closes)) {
                Some(closes) => fl!(t, "mail-case-solved-next", closes = closes, until = until),
                None => fl!(t, "mail-case-solved-closed", until = until),
            };
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
        let agent = Reader::of(&agent);
        self.to_each(tx, agent, LetterKind::CaseAssigned, &case, |reader| {
            let t = &reader.words().plain;
            let name = giver.profile.full_name.as_str();
            let mut blocks = vec![Block::Paragraph(fl!(t, "mail-case-assigned", name = name))];
            let last = said.last();
            blocks.extend(last.map(|one| Block::Quote(one.words.clone())));
            blocks
        })
    }

    /// A letter about a case, gathered with the others about it, to each reader. Whoever has no account has a link in it that lets them
    /// in.
    fn to_each(
        &self,
        tx: &mut Tx,
        readers: impl IntoIterator<Item = Reader>,
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
        let mut letters = Vec::new();
        for reader in readers {
            let mut blocks = blocks(&reader);
            let kind = match reader.person {
                Some(_) => kind,
                None => LetterKind::VisitorCase,
            };
            blocks.extend(self.to_case(tx, &reader, case)?);
            let subject = words::support_case::subject(reader.words(), case, about.as_deref());
            let number = case.number.to_string();
            letters.push(Letter {
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
            });
        }
        Ok(letters)
    }

    fn to_case(
        &self,
        tx: &mut Tx,
        reader: &Reader,
        case: &SupportCase,
    ) -> Result<Vec<Block>, Error> {
        let t = &reader.words().plain;
        let id = case.id.clone();
        let label = fl!(t, "mail-case-action");
        if reader.person.is_some() {
            let address = self.url(&format!("/support/cases/{id}"));
            return Ok(vec![Block::Action(label, address)]);
        }
        // Once it cannot be reopened nothing leads to it, for whoever has no account.
        if !may_be_led_to(case, tx.now) {
            return Ok(Vec::new());
        }
        let until = leads_until(case, tx.now);
        let link = Link::VisitorCase { case: id };
        let token = promise_link(tx, &link, until)?;
        let address = self.url(&format!("/contact/case?token={token}"));
        let until = reader.date(until);
        Ok(vec![
            Block::Action(label, address),
            Block::Paragraph(fl!(t, "mail-case-link", date = until)),
        ])
    }

    /// To whoever opened a case without being logged in: another link to it.
    pub(super) fn case_link(&self, tx: &mut Tx, id: &CaseId) -> Result<Vec<Letter>, Error> {
        let case = store::support_case::find(tx.db, id)?;
        if !may_be_led_to(&case, tx.now) {
            return Ok(Vec::new());
        }
        let reader = opener(tx, &case)?;
        self.to_each(tx, reader, LetterKind::VisitorCase, &case, |reader| {
            let t = &reader.words().plain;
            vec![Block::Paragraph(fl!(t, "mail-case-link-new"))]
        })
    }
}

/// Whoever opened a case, where they can be mailed.
fn opener(tx: &mut Tx, case: &SupportCase) -> Result<Option<Reader>, Error> {
    Ok(match &case.opened_by {
        Opener::Person(person) => Reader::of(&store::person::find(tx.db, person)?),
        // Whoever was erased has no address any more.
        Opener::Visitor(visitor) if visitor.email.as_str() == ERASED_ADDRESS => None,
        Opener::Visitor(visitor) => {
            let (email, language) = (visitor.email.clone(), visitor.language);
            Some(Reader::stranger(email, language, "UTC".into()))
        }
    })
}

/// Who wrote a message.
struct Writer {
    name: String,
    /// Where they are not logged in: the address they confirmed.
    email: Option<EmailAddress>,
}

fn writer(tx: &mut Tx, case: &SupportCase, message: &Message) -> Result<Writer, Error> {
    if let Some(author) = &message.author {
        let name = store::person::find(tx.db, author)?.profile.full_name;
        return Ok(Writer { name, email: None });
    }
    let visitor = case.opened_by.visitor();
    Ok(Writer {
        name: visitor.map(|one| one.name.clone()).unwrap_or_default(),
        email: visitor.map(|one| one.email.clone()),
    })
}

/// To whoever wrote: that it has come, word for word, and the number to ask by.
fn received(
    reader: &Reader,
    case: &SupportCase,
    messages: &[Message],
    is_first: bool,
) -> Vec<Block> {
    let t = &reader.words().plain;
    let number = case.number.to_string();
    let lead = if is_first {
        fl!(t, "mail-case-received", number = number)
    } else {
        fl!(t, "mail-case-received-more", number = number)
    };
    let mut blocks = vec![Block::Paragraph(lead)];
    blocks.extend(quoted(reader, messages));
    blocks.push(Block::Paragraph(fl!(t, "mail-case-received-next")));
    blocks
}

/// Who wrote, and their messages word for word.
fn written(reader: &Reader, writer: &Writer, messages: &[Message], is_first: bool) -> Vec<Block> {
    let t = &reader.words().plain;
    let name = writer.name.as_str();
    let is_reopened = messages
        .iter()
        .any(|one| one.kind == MessageKind::Reopening);
    let lead = match (&writer.email, is_first) {
        (None, false) if is_reopened => fl!(t, "mail-case-reopened", name = name),
        (Some(email), false) if is_reopened => {
            let email = email.as_str();
            fl!(t, "mail-case-reopened-visitor", name = name, email = email)
        }
        (None, true) => fl!(t, "mail-case-opened", name = name),
        (None, false) => fl!(t, "mail-case-answered", name = name),
        (Some(email), true) => {
            fl!(
                t,
                "mail-case-opened-visitor",
                name = name,
                email = email.as_str()
            )
        }
        (Some(email), false) => {
            fl!(
                t,
                "mail-case-answered-visitor",
                name = name,
                email = email.as_str()
            )
        }
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
