//! Mail that comes as one: letters kept until the hour of the daily mail, or until there is room for more.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::posting::add_mail;
use crate::standing::access_request::able_to_decide;
use crate::storage::{Error, Tx};
use crate::store::notification_preference::KeptRow;
use crate::use_cases::notification_preference::link::link;
use crate::{storage, store};
use domain::notification_preference::{LetterKind, Mode, Preferences, Subscription, Topic};
use domain::{Moment, PersonId};
use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

const MOST_LETTERS: usize = 50;
/// How many kept letters are read in one go.
const WINDOW: i64 = 200;

/// A letter in short, in its reader's language: what it is about, its first words, and where to look.
#[derive(Serialize, Deserialize)]
struct KeptLetter {
    subject: String,
    lead: String,
    action: Option<(String, String)>,
}

/// Keeps a letter until it comes with others. In: whether that is the daily mail.
pub fn keep(
    tx: &mut Tx,
    person: &PersonId,
    letter: &Letter,
    due: Moment,
    is_daily: bool,
) -> Result<(), Error> {
    let lead = letter.blocks.iter().find_map(|block| match block {
        Block::Paragraph(words) => Some(words.clone()),
        _ => None,
    });
    let action = letter.blocks.iter().find_map(|block| match block {
        Block::Action(label, address) => Some((label.clone(), address.clone())),
        _ => None,
    });
    let kept = KeptLetter {
        subject: letter.subject.clone(),
        lead: lead.unwrap_or_default(),
        action,
    };
    let row = KeptRow {
        id: format!("dgl_{:032x}", tx.new_id()),
        person_id: person.to_string(),
        topic: letter.kind.topic().key().into(),
        request_id: letter.request.as_ref().map(ToString::to_string),
        letter: storage::json::text(&kept)?,
        due_at: due.0,
        is_daily,
    };
    store::notification_preference::keep(tx, &row)
}

/// Puts what is to come as one now into the outbox, if another node was not faster. What was kept for it is forgotten in any case, also where nothing of it is worth telling any more or nobody is there to be told.
pub(crate) fn write_one(tx: &mut Tx, public_url: &str, person: &str) -> Result<(), Error> {
    if !store::notification_preference::take_digest(tx, person)? {
        return Ok(());
    }
    let id: PersonId = person
        .parse()
        .map_err(|_| Error::corrupt("digest", person, "person"))?;
    let (kept, more) = still_to_tell(tx, &id)?;
    store::notification_preference::forget_due(tx, person)?;
    let Some(reader) = Reader::of(&store::person::find(tx.db, &id)?) else {
        return Ok(());
    };
    if kept.is_empty() || !store::notification_preference::is_active(tx.db, &id)? {
        return Ok(());
    }
    let mut letter = letter(reader, public_url, &kept, more)?;
    if kept.iter().any(|one| one.is_daily) {
        letter.unsubscribe = Some(link(tx, public_url, &id, Subscription::Daily)?);
    }
    add_mail(tx, &letter, None)
}

/// What is kept for somebody and is still worth telling: the oldest letters, and how many more there are.
fn still_to_tell(tx: &mut Tx, person: &PersonId) -> Result<(Vec<KeptRow>, usize), Error> {
    let chosen = store::notification_preference::find(tx.db, person)?;
    let (mut told, mut more, mut after) = (Vec::new(), 0, String::new());
    loop {
        let mut window = store::notification_preference::kept_after(
            tx.db,
            person.as_str(),
            &after,
            tx.now,
            WINDOW,
        )?;
        let Some(last) = window.last() else {
            return Ok((told, more));
        };
        after.clone_from(&last.id);
        leave_out_what_is_over(tx, person, &mut window, &chosen)?;
        let room = MOST_LETTERS - told.len();
        more += window.len().saturating_sub(room);
        told.extend(window.into_iter().take(room));
    }
}

/// What was turned off since, requests to decide that somebody has decided meanwhile, and requests that the reader may not decide
/// any more.
fn leave_out_what_is_over(
    tx: &mut Tx,
    person: &PersonId,
    kept: &mut Vec<KeptRow>,
    chosen: &Preferences,
) -> Result<(), Error> {
    let requests: Vec<&String> = kept
        .iter()
        .filter_map(|row| row.request_id.as_ref())
        .collect();
    let pending = store::notification_preference::pending_among(tx.db, &requests)?;
    let able = able_to_decide(tx.db, &tx.rules, person.as_str(), &requests, tx.now)?;
    kept.retain(|row| {
        let Some(topic) = Topic::from_key(&row.topic) else {
            return false;
        };
        let is_over = row.request_id.as_ref().is_some_and(|request| {
            let is_decided = topic.is_for_deciders() && !pending.contains(request);
            is_decided || (topic.is_among_deciders() && !able.contains(request))
        });
        chosen.mode(topic) != Mode::Off && !is_over
    });
    Ok(())
}

fn letter(
    reader: Reader,
    public_url: &str,
    kept: &[KeptRow],
    more: usize,
) -> Result<Letter, Error> {
    let t = &reader.words().plain;
    let count = i64::try_from(kept.len() + more).unwrap_or(i64::MAX);
    let is_daily = kept.iter().any(|one| one.is_daily);
    let lead = match is_daily {
        true => fl!(t, "mail-daily-lead", count = count),
        false => fl!(t, "mail-collected-lead", count = count),
    };
    let mut blocks = vec![Block::Paragraph(lead)];
    for row in kept {
        let kept: KeptLetter = storage::json::value("kept letter", &row.id, &row.letter)?;
        blocks.push(Block::Facts(vec![(kept.subject, kept.lead)]));
        blocks.extend(
            kept.action
                .map(|(label, address)| Block::Action(label, address)),
        );
    }
    if more > 0 {
        blocks.push(Block::Action(
            fl!(t, "mail-daily-more"),
            format!("{public_url}/"),
        ));
    }
    let subject = match is_daily {
        true => fl!(t, "mail-daily-subject", count = count),
        false => fl!(t, "mail-collected-subject", count = count),
    };
    Ok(Letter {
        reader,
        kind: LetterKind::Digest,
        request: None,
        reminder: None,
        thread: None,
        unsubscribe: None,
        subject,
        blocks,
    })
}
