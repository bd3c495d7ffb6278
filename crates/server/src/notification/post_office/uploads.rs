//! Letters about files that are checked or applied by the time whoever had it done is no longer looking.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store::upload::Upload;
use crate::{store, words};
use domain::UploadId;
use domain::notification_preference::LetterKind;
use domain::rules::upload::is_worth_a_letter;
use domain::upload::State;
use domain::upload::line::FileFault;
use i18n_embed_fl::fl;

impl PostOffice {
    /// To whoever had it done: what came of it. Nothing where they are taken to have waited for it.
    pub(super) fn upload_over(
        &self,
        tx: &mut Tx,
        id: &UploadId,
        state: State,
    ) -> Result<Vec<Letter>, Error> {
        // What is given up before anything of it was applied is broken.
        let is_so = |is: State| is == state || (is, state) == (State::Broken, State::Stopped);
        let found = store::upload::find_if_any(tx.db, id)?;
        let Some(upload) = found.filter(|upload| is_so(upload.state)) else {
            return Ok(Vec::new());
        };
        let began = upload.step_since.unwrap_or(upload.uploaded_at);
        let took = upload.changed_at.since(began);
        if !is_worth_a_letter(upload.state, took, &upload.counts)
            || store::person::deactivated_at(tx.db, upload.by())?.is_some()
        {
            return Ok(Vec::new());
        }
        let Some(reader) = Reader::of(&store::person::find(tx.db, upload.by())?) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let name = upload.file_name.as_str();
        let (account_name, page) = place(tx, &reader, &upload)?;
        let mut blocks = vec![Block::Paragraph(lead(&reader, &upload))];
        if let Some(fault) = &upload.fault {
            let why = words::upload::file_fault(reader.words(), &upload.to, fault);
            blocks.push(Block::Paragraph(why));
        }
        if upload.can_go_on() {
            blocks.push(Block::Paragraph(fl!(t, "upload-stays")));
        }
        let counts = words::upload::counts(reader.words(), &upload).into_iter();
        let counts = counts.map(|(what, count)| (what, count.to_string()));
        blocks.push(Block::Facts(counts.collect()));
        // Whoever lost the right may not see it any more.
        if upload.fault != Some(FileFault::RightLost) {
            let to = self.url(&page);
            blocks.push(Block::Action(fl!(t, "mail-upload-action"), to));
        }
        let subject = fl!(
            t,
            "mail-upload-subject",
            name = name,
            account = account_name
        );
        Ok(Self::plain_letter(
            reader,
            LetterKind::UploadOver,
            subject,
            blocks,
        ))
    }
}

/// What the file went to, and the address of its page.
fn place(tx: &mut Tx, reader: &Reader, upload: &Upload) -> Result<(String, String), Error> {
    let id = &upload.id;
    let Some(account) = upload.to.account() else {
        let name = fl!(reader.words().plain, "contracts");
        return Ok((name, format!("/support/contracts/imports/{id}")));
    };
    let account = store::smart_account::find(tx.db, account)?;
    let page = format!("/accounts/{}/uploads/{id}", account.domain);
    Ok((account.name, page))
}

/// What came of it, in a sentence.
fn lead(reader: &Reader, upload: &Upload) -> String {
    let t = &reader.words().plain;
    let (name, faulty) = (upload.file_name.as_str(), upload.counts.faulty);
    match upload.state {
        State::Checked if faulty > 0 => {
            fl!(t, "mail-upload-checked-faulty", name = name, count = faulty)
        }
        State::Checked => fl!(t, "mail-upload-checked", name = name),
        State::Applied if faulty > 0 => {
            fl!(t, "mail-upload-applied-but", name = name, count = faulty)
        }
        State::Applied => fl!(t, "mail-upload-applied", name = name),
        _ => fl!(t, "mail-upload-stopped", name = name),
    }
}
