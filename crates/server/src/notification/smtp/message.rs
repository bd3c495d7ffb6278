//! A row of the outbox as a mail (RFC 5322).

use crate::notification::written::WrittenMail;
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use std::time::Duration;

/// RFC 3834: no program should answer these mails.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

macro_rules! header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok($type(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

// The address under which a mail program ends a subscription (RFC 2369), and that it may do so by itself (RFC 8058).
header!(ListUnsubscribe, "List-Unsubscribe");
header!(ListUnsubscribePost, "List-Unsubscribe-Post");

/// Keeps what somebody typed from being read as an encoded word (RFC 2047), which could say anything: lettre encodes a word
/// that is not ASCII, and the word joiner makes it so without being seen.
fn as_typed(text: &str) -> String {
    text.replace("=?", "=\u{2060}?")
}

/// The mail as it goes over the wire. Its Message-ID comes from its row, so that a second sending is known as the same.
pub fn message(
    mail: &WrittenMail,
    from: &Mailbox,
    reply_to: Option<&Mailbox>,
    host: &str,
) -> Result<Message, String> {
    let to = Mailbox::new(
        mail.reader_name.as_deref().map(as_typed),
        mail.address
            .parse()
            .map_err(|fault| format!("address: {fault}"))?,
    );
    let created =
        std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.created_at).unwrap_or(0));
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(as_typed(&mail.subject))
        .date(created)
        .message_id(Some(format!("<{}@{host}>", mail.id)))
        .header(AutoSubmitted);
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    if let Some(thread) = &mail.thread {
        let root = format!("<{thread}@{host}>");
        builder = builder.references(root.clone()).in_reply_to(root);
    }
    if let Some(link) = &mail.unsubscribe {
        builder = builder.header(ListUnsubscribe(format!("<{link}>")));
        // Without TLS nobody may promise that one request is enough.
        if link.starts_with("https://") {
            let one_click = "List-Unsubscribe=One-Click".to_owned();
            builder = builder.header(ListUnsubscribePost(one_click));
        }
    }
    let body = MultiPart::alternative()
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_PLAIN)
                .body(mail.text_body.clone()),
        )
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_HTML)
                .body(mail.html_body.clone()),
        );
    builder.multipart(body).map_err(|fault| fault.to_string())
}
