//! Mail that comes back: the report that a mail server writes about it (delivery status notification, RFC 3464) says which mail, and to
//! whom. It is believed where the mail is one of ours and went to that address: its Message-ID is known to its reader alone.

use crate::storage::{Error, Tx};
use crate::store::notification::{MailRow, WAITING, find_mail};
use crate::use_cases;
use domain::MailId;
use domain::email::EmailAddress;
use domain::person::MailFailure;
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// A message is read as far as this: what comes back holds the mail that was sent, and ours are far smaller.
pub const LARGEST: u64 = 1024 * 1024;

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The mail's own id, where it has that of one of ours.
    pub mail: Option<MailId>,
    /// To whom it was not delivered for good, each with what was said.
    pub failed: Vec<(String, String)>,
}

/// What came of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Mail to somebody's address is known to fail.
    Noted,
    /// It was known already, or the address is nobody's any more.
    Known,
    /// It is no report about mail: an answer by a person or a machine.
    NoReport,
    /// It says nothing that lasts: mail was delivered, or will be tried again.
    NothingFailed,
    /// It is about no mail that was sent from here to that address.
    NotOurs,
}

impl Taken {
    /// As programs read it.
    pub fn key(self) -> &'static str {
        match self {
            Taken::Noted => "noted",
            Taken::Known => "known",
            Taken::NoReport => "no-report",
            Taken::NothingFailed => "nothing-failed",
            Taken::NotOurs => "not-ours",
        }
    }
}

/// Reads a report. In: a whole message (RFC 5322). Out: none where it is anything else.
pub fn read(message: &[u8]) -> Option<Report> {
    let message = MessageParser::default().parse(message)?;
    let kind = message.content_type()?;
    let is_report = kind.ctype().eq_ignore_ascii_case("multipart")
        && kind
            .subtype()
            .is_some_and(|sub| sub.eq_ignore_ascii_case("report"));
    let parts = || message.parts.iter();
    let status = parts().find(|part| part.is_content_type("message", "delivery-status"))?;
    if !is_report {
        return None;
    }
    let sent = parts().find_map(|part| match &part.body {
        PartType::Message(inner) => message_id(inner),
        _ if part.is_content_type("text", "rfc822-headers") => {
            let inner = MessageParser::default().parse(part.contents())?;
            message_id(&inner)
        }
        _ => None,
    });
    Some(Report {
        mail: sent,
        failed: failures(&String::from_utf8_lossy(status.contents())),
    })
}

fn message_id(message: &Message<'_>) -> Option<MailId> {
    let (id, _) = message.message_id()?.split_once('@')?;
    id.parse().ok()
}

/// Those of the recipients of whom a report says that it failed for good: their fields follow those of the message, each group after an
/// empty line (RFC 3464, section 2.1).
fn failures(status: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = status.lines().collect();
    let groups = lines.split(|line| line.trim().is_empty());
    groups
        .flat_map(|group| failed(&group.join("\r\n")))
        .collect()
}

/// The addresses of a recipient, the one that was written to first, where it failed for good.
fn failed(group: &str) -> Vec<(String, String)> {
    let Some(fields) = MessageParser::default().parse_headers(group.as_bytes()) else {
        return Vec::new();
    };
    let field = |name: &str| {
        let value = fields.header(mail_parser::HeaderName::Other(name.into()))?;
        match value {
            HeaderValue::Text(text) => Some(text.trim().to_owned()),
            _ => fields.header_raw(name).map(|raw| raw.trim().to_owned()),
        }
    };
    let is_final = field("Action").is_some_and(|action| action.eq_ignore_ascii_case("failed"))
        && field("Status").is_some_and(|status| status.starts_with("5."));
    if !is_final {
        return Vec::new();
    }
    let words = field("Diagnostic-Code")
        .or(field("Status"))
        .unwrap_or_default();
    let said = typed(&words).to_owned();
    let addresses = ["Original-Recipient", "Final-Recipient"].into_iter();
    addresses
        .filter_map(field)
        .map(|address| {
            (
                typed(&address).trim_matches(['<', '>']).to_owned(),
                said.clone(),
            )
        })
        .collect()
}

/// What stands after the type, as in `rfc822; name@example.org`.
fn typed(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

/// Takes a message that came back: from there on, mail to the address counts as failing.
pub fn take(tx: &mut Tx, message: &[u8]) -> Result<Taken, Error> {
    let Some(report) = read(message) else {
        return Ok(Taken::NoReport);
    };
    if report.failed.is_empty() {
        return Ok(Taken::NothingFailed);
    }
    let Some(id) = report.mail else {
        return Ok(Taken::NotOurs);
    };
    let sent = find_mail(tx.db, id.as_str())?.filter(|mail| mail.state != WAITING);
    let Some(mail) = sent else {
        return Ok(Taken::NotOurs);
    };
    let Some((_, said)) = report.failed.iter().find(|(to, _)| is_to(&mail, to)) else {
        return Ok(Taken::NotOurs);
    };
    let by = MailFailure::Returned;
    match use_cases::person::failing::address_fails(tx, &mail.address, by, said)? {
        true => Ok(Taken::Noted),
        false => Ok(Taken::Known),
    }
}

fn is_to(mail: &MailRow, address: &str) -> bool {
    let key = |address: &str| EmailAddress::stored(address.to_owned()).key();
    key(&mail.address) == key(address)
}
