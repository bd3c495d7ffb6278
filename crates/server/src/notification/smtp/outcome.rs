//! What became of an attempt to send, and what was said.

use domain::notification::sending::Trouble;

/// What was said to an attempt to send: the server's words, for operators, and as much of them as a log may hold, which is no
/// address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAnswer {
    pub words: String,
    pub reason: String,
}

impl From<&str> for ServerAnswer {
    fn from(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            reason: codes(words),
        }
    }
}

/// What became of an attempt to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The server took responsibility for it.
    Taken,
    /// Not sent but kept to be read, as a demonstration does.
    Kept,
    /// The server will never take this mail (5xx), or it cannot be written as one.
    Refused(ServerAnswer),
    /// The server does not take this mail now (4xx).
    Failed(ServerAnswer),
    /// The conversation broke off, and whether the mail arrived may be unknowable; its Message-ID stays.
    BrokenOff(ServerAnswer),
    /// The server did not answer in time: as before, and others need not be tried just now.
    Silent(ServerAnswer),
    /// It ended because of us or the server, before this mail was looked at: no attempt of it.
    Ours(Trouble, ServerAnswer),
}

/// The numbers at the beginning of an answer (RFC 5321 and 3463), which name nobody.
pub fn codes(words: &str) -> String {
    let is_code = |word: &&str| {
        word.chars().all(|c| c.is_ascii_digit() || c == '.') && word.contains(|c: char| c != '.')
    };
    let found: Vec<&str> = words.split_whitespace().take_while(is_code).collect();
    found.join(" ")
}
