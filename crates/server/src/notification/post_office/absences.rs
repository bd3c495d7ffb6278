//! Letters about somebody who is away: to their deputy, and to themselves where they did not say it.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use domain::PersonId;
use domain::absence::Absence;
use domain::notification_preference::LetterKind;
use domain::person::Person;
use i18n_embed_fl::fl;

/// What has become of an absence.
pub(super) struct AbsenceNews<'a> {
    pub person: &'a PersonId,
    /// None where time did it.
    pub by: Option<&'a PersonId>,
    /// None where it is called off or over.
    pub now: Option<&'a Absence>,
    pub before: Option<&'a Absence>,
}

impl PostOffice {
    /// To whoever is deputy now, to whoever was before, and to who is away, unless they said it.
    pub(super) fn absence(
        &self,
        tx: &mut Tx,
        news: &AbsenceNews<'_>,
    ) -> Result<Vec<Letter>, Error> {
        let away = store::person::find(tx.db, news.person)?;
        let deputy = news.now.and_then(|now| now.deputy.as_ref());
        let former = news.before.and_then(|before| before.deputy.as_ref());
        let former = former.filter(|former| Some(*former) != deputy);
        let mut letters = Vec::new();
        if let (Some(now), Some(deputy)) = (news.now, deputy) {
            letters.extend(self.to_deputy(tx, &away, now, deputy)?);
        }
        if let Some(former) = former {
            letters.extend(self.to_former_deputy(tx, &away, former)?);
        }
        if news.by != Some(news.person) {
            let deputy = match deputy {
                Some(deputy) => Some(store::person::find(tx.db, deputy)?),
                None => None,
            };
            let reader = reader(tx, &away.id)?;
            letters.extend(
                reader.map(|one| self.to_who_is_away(one, &away, news.now, deputy.as_ref())),
            );
        }
        Ok(letters)
    }

    fn to_deputy(
        &self,
        tx: &mut Tx,
        away: &Person,
        absence: &Absence,
        deputy: &PersonId,
    ) -> Result<Option<Letter>, Error> {
        let Some(reader) = reader(tx, deputy)? else {
            return Ok(None);
        };
        let (t, name) = (&reader.words().plain, away.profile.full_name.as_str());
        let words = fl!(
            t,
            "mail-deputy",
            name = name,
            from = reader.date(absence.from),
            until = reader.words().last_day(absence.until, &reader.zone())
        );
        let blocks = vec![
            Block::Paragraph(words),
            Block::Action(fl!(t, "mail-deputy-action"), self.url("/")),
        ];
        let subject = fl!(t, "mail-deputy-subject", name = name);
        Ok(Some(letter(reader, away, subject, blocks)))
    }

    fn to_former_deputy(
        &self,
        tx: &mut Tx,
        away: &Person,
        deputy: &PersonId,
    ) -> Result<Option<Letter>, Error> {
        let Some(reader) = reader(tx, deputy)? else {
            return Ok(None);
        };
        let (t, name) = (&reader.words().plain, away.profile.full_name.as_str());
        let blocks = vec![Block::Paragraph(fl!(t, "mail-deputy-over", name = name))];
        let subject = fl!(t, "mail-deputy-over-subject", name = name);
        Ok(Some(letter(reader, away, subject, blocks)))
    }

    fn to_who_is_away(
        &self,
        reader: Reader,
        away: &Person,
        now: Option<&Absence>,
        deputy: Option<&Person>,
    ) -> Letter {
        let t = &reader.words().plain;
        let name = deputy.map_or("", |deputy| deputy.profile.full_name.as_str());
        let (subject, words) = match now {
            None => (
                fl!(t, "mail-absence-over-subject"),
                fl!(t, "mail-absence-over"),
            ),
            Some(absence) => {
                let from = reader.date(absence.from);
                let until = reader.words().last_day(absence.until, &reader.zone());
                let words = match deputy {
                    Some(_) => fl!(
                        t,
                        "mail-absence-noted-deputy",
                        from = from,
                        until = until,
                        name = name
                    ),
                    None => fl!(t, "mail-absence-noted", from = from, until = until),
                };
                (fl!(t, "mail-absence-noted-subject"), words)
            }
        };
        let action = Block::Action(fl!(t, "mail-absence-action"), self.url("/profile/absence"));
        let blocks = vec![Block::Paragraph(words), action];
        letter(reader, away, subject, blocks)
    }
}

/// Somebody who can be told something: not who is deactivated.
fn reader(tx: &mut Tx, id: &PersonId) -> Result<Option<Reader>, Error> {
    if store::person::deactivated_at(tx.db, id)?.is_some() {
        return Ok(None);
    }
    Ok(Reader::of(&store::person::find(tx.db, id)?))
}

fn letter(reader: Reader, away: &Person, subject: String, blocks: Vec<Block>) -> Letter {
    Letter {
        kind: LetterKind::Absence,
        request: None,
        reminder: None,
        thread: Some(format!("absence-{}", away.id)),
        unsubscribe: None,
        subject,
        blocks,
        reader,
    }
}
