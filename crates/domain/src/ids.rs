//! Typed ids: a short prefix that names the noun, then a UUID as 32 hexadecimal digits.
//!
//! Most are UUID version 7 (RFC 9562), so that ids sort by the time they were made.

use std::fmt;
use std::str::FromStr;

/// The text is not an id of the kind expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of the kind expected")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// What stands before the underscore of such an id, and tells it from one of another noun.
            pub const PREFIX: &str = $prefix;

            /// The id with the given 128 bits.
            pub fn new(bits: u128) -> Self {
                Self(format!(concat!($prefix, "_{:032x}"), bits))
            }

            /// The id as it stands in addresses, rows and the log.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let digits = text.strip_prefix(concat!($prefix, "_")).ok_or(NotAnId)?;
                let plain = digits.len() == 32
                    && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                if plain { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A person with a sign-in.
    PersonId = "per";
    /// A Smart Account.
    SmartAccountId = "sa";
    /// A Virtual Account.
    VirtualAccountId = "va";
    /// One role held by one person or group on one scope.
    MembershipId = "mem";
    /// An agreement of an account.
    AgreementId = "agr";
    /// A contract.
    ContractId = "con";
    /// A group of people.
    GroupId = "grp";
    /// The creation of an account.
    CreationId = "cre";
    /// An access review.
    ReviewId = "rev";
    /// One role looked at in an access review.
    ReviewLineId = "rvl";
    /// An access request.
    RequestId = "req";
    /// An automation rule.
    RuleId = "rule";
    /// A comment among the deciders of a request.
    CommentId = "com";
    /// A support case.
    CaseId = "case";
    /// A message in a support case.
    MessageId = "msg";
    /// A file attached to a message.
    AttachmentId = "att";
    /// An invitation of somebody without a sign-in.
    InvitationId = "inv";
    /// An uploaded file.
    UploadId = "upl";
    /// An import, while it is under way.
    ImportId = "imp";
    /// An event in the event log.
    EventId = "evt";
    /// A notice waiting to be turned into mail.
    NoticeId = "ntc";
    /// One mail to one reader.
    MailId = "mail";
    /// An extra address that gets copies of what an account's deciders are told.
    NotificationAddressId = "nad";
}

impl SmartAccountId {
    /// The account that is nobody's. Where there is none, the same queries are made for it as for an account there is, so that
    /// time does not tell the two apart.
    pub fn nobodys() -> Self {
        Self::new(0)
    }
}

/// An account, or none, in as many letters: what is written of a request takes as much room, and so as long, whether there is an
/// account or not. None is that which is nobody's; what was written before says `null`.
pub(crate) mod account_or_nobodys {
    use super::SmartAccountId;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        account: &Option<SmartAccountId>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match account {
            Some(account) => account.serialize(to),
            None => SmartAccountId::nobodys().serialize(to),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<SmartAccountId>, D::Error> {
        let account: Option<SmartAccountId> = Option::deserialize(from)?;
        Ok(account.filter(|account| *account != SmartAccountId::nobodys()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_another_kind_does_not() {
        let id = RequestId::new(7);
        assert_eq!(id.to_string().parse(), Ok(id.clone()));
        assert_eq!(id.to_string().parse::<PersonId>(), Err(NotAnId));
        assert_eq!("req_7".parse::<RequestId>(), Err(NotAnId));
        assert_eq!(
            format!("req_{}", "G".repeat(32)).parse::<RequestId>(),
            Err(NotAnId)
        );
    }
}
