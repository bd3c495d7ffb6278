//! A letter of the outbox as it is sent: text and HTML from one source, made when it goes out.

use crate::config::Contact;
use crate::language::{Words, words};
use crate::notification::letters::Block;
use crate::storage;
use crate::storage::Error;
use crate::store::notification::MailRow;
use askama::Template;
use domain::person::Language;
use i18n_embed_fl::fl;
use std::ops::Deref;

/// A mail to be sent.
#[derive(Debug, Clone)]
pub struct WrittenMail {
    pub row: MailRow,
    /// Lines unwrapped (RFC 3676 leaves that to the reader's program), ending with why it was sent.
    pub text_body: String,
    /// The same as a page that loads nothing.
    pub html_body: String,
}

impl Deref for WrittenMail {
    type Target = MailRow;
    fn deref(&self) -> &MailRow {
        &self.row
    }
}

#[derive(Template)]
#[template(path = "notification/mail.html")]
struct Html<'a> {
    words: &'static Words,
    subject: &'a str,
    blocks: &'a [Block],
    footer: String,
    help: String,
    unsubscribe: Option<&'a str>,
}

/// The parts of a letter; none once it was sent and its words are forgotten. Errors: they cannot be read.
pub fn blocks(row: &MailRow) -> Result<Vec<Block>, Error> {
    if row.letter.is_empty() {
        return Ok(Vec::new());
    }
    storage::json::value("mail", &row.id, &row.letter)
}

impl WrittenMail {
    /// Writes the letter out. In: whom to ask, which stands at its end.
    ///
    /// Errors: as [`blocks`]; the template fails.
    pub fn written(row: MailRow, contact: &Contact) -> Result<Self, Error> {
        let blocks = blocks(&row)?;
        let words = words(Language::from_key(&row.language).unwrap_or(Language::English));
        let html = Html {
            words,
            subject: &row.subject,
            blocks: &blocks,
            footer: why(words, contact),
            help: contact.help(),
            unsubscribe: row.unsubscribe.as_deref(),
        };
        let html_body = html
            .render()
            .map_err(|fault| Error::corrupt("mail", &row.id, fault))?;
        let mut text_body = text(words, &blocks);
        text_body.push_str(&footer(words, contact, row.unsubscribe.as_deref()));
        Ok(Self {
            row,
            text_body,
            html_body,
        })
    }
}

fn text(words: &Words, blocks: &[Block]) -> String {
    let colon = fl!(words.plain, "layout-colon");
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(words) => text.push_str(words),
            Block::Quote(words) => {
                let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
                text.push_str(&lines.join("\n"));
            }
            Block::Facts(facts) => {
                let lines: Vec<String> = facts
                    .iter()
                    .map(|(label, value)| format!("{label}{colon} {value}"))
                    .collect();
                text.push_str(&lines.join("\n"));
            }
            Block::Action(label, address) => {
                text.push_str(&format!("{label}{colon}\n{address}"));
            }
        }
        text.push_str("\n\n");
    }
    text
}

/// Who sent it, and what becomes of answers.
fn why(words: &Words, contact: &Contact) -> String {
    match &contact.reply_to {
        Some(address) => fl!(
            words.plain,
            "mail-footer-answers",
            address = address.as_str()
        ),
        None => fl!(words.plain, "mail-footer"),
    }
}

fn footer(words: &Words, contact: &Contact, unsubscribe: Option<&str>) -> String {
    let t = &words.plain;
    let ask = fl!(t, "mail-footer-help");
    let colon = fl!(t, "layout-colon");
    let why = why(words, contact);
    let footer = format!("-- \n{why}\n{ask}{colon} {}\n", contact.help());
    match unsubscribe {
        Some(link) => format!("{footer}{}\n{link}\n", fl!(t, "mail-unsubscribe")),
        None => footer,
    }
}
