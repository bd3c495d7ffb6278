//! What somebody signed in must know their password for.

use crate::app::App;
use crate::event_log::Answer;
use crate::password::{self, PasswordFault};
use crate::storage::{Author, Error, Tx};
use crate::store;
use crate::store::notification::announce;
use crate::store::session::BegunSession;
use crate::use_cases::budget::{count_as, count_letter};
use crate::use_cases::person::set_password;
use domain::Refusal;
use domain::email::EmailAddress;
use domain::notification::Notice;
use domain::person::{PASSWORD_MOST, Person};

/// Why nothing was changed.
#[derive(Debug)]
pub enum NotChanged {
    /// The password they have is another.
    WrongPassword,
    Weak(PasswordFault),
    Refused(Refusal),
}

/// Somebody signed in, and where they are.
pub struct Owner<'a> {
    pub app: &'a App,
    pub person: &'a Person,
    pub author: Author,
    /// What their network address is counted under.
    pub client: &'a str,
}

impl Owner<'_> {
    /// Sets another password: every session ends and a new one begins. Out: it.
    pub async fn change_password(
        self,
        current: String,
        new: String,
    ) -> Result<Result<BegunSession, NotChanged>, Error> {
        if let Err(why) = self.must_know(current).await? {
            return Ok(Err(why));
        }
        if let Err(fault) = password::check(&new, &password::known_of(self.person)) {
            return Ok(Err(NotChanged::Weak(fault)));
        }
        let hash = self.app.hasher.hash(new).await?;
        let id = self.person.id.clone();
        let write = move |tx: &mut Tx| set_password(tx, &id, &hash);
        self.app.db.write(self.author, write).await.map(Ok)
    }

    /// Has a link sent to another address; nothing changes until it is followed. Errors: enough letters went there, or were sent by
    /// them ([`count_letter`]).
    pub async fn change_email(
        self,
        email: EmailAddress,
        password: String,
    ) -> Result<Result<(), NotChanged>, Error> {
        if let Err(why) = self.must_know(password).await? {
            return Ok(Err(why));
        }
        let id = self.person.id.clone();
        let write = move |tx: &mut Tx| -> Answer<()> {
            if let Err(refusal) = count_letter(tx, &id, &email)? {
                return Ok(Err(refusal));
            }
            let (person, email) = (id.clone(), email.clone());
            announce(tx, &Notice::EmailChange { person, email }).map(Ok)
        };
        let sent = self.app.db.write(self.author, write).await?;
        Ok(sent.map_err(NotChanged::Refused))
    }

    /// Refuses who does not know the password. Failures are counted like those of log-ins, so that a session left open does not let
    /// others guess.
    async fn must_know(&self, password: String) -> Result<Result<(), NotChanged>, Error> {
        let db = &self.app.db;
        let key = format!("password:{}", self.person.id);
        let (counted_as, id) = (key.clone(), self.person.id.clone());
        let count = move |tx: &mut Tx| {
            let most = tx.rules.limits.sign_in_by_name();
            let counted = count_as(tx, &counted_as, most)?;
            Ok((counted, store::person::password_hash(tx.db, &id)?))
        };
        let (counted, hash) = db.write(self.author.clone(), count).await?;
        let (address, person) = (self.client, &self.person.id);
        if let Err(refusal) = counted {
            tracing::warn!(event = "password.throttled", %address, %person, "too many attempts at a password");
            return Ok(Err(NotChanged::Refused(refusal)));
        }
        let password = password.chars().take(PASSWORD_MOST + 1).collect();
        let checked = self.app.hasher.verify(password, hash).await;
        if matches!(checked, Ok(false)) {
            tracing::info!(event = "password.refused", %address, %person, "a password was wrong");
            return Ok(Err(NotChanged::WrongPassword));
        }
        // Right, or not looked at.
        let was_looked_at = checked.is_ok();
        let forgive = move |tx: &mut Tx| match was_looked_at {
            true => store::session::forgive(tx, &key),
            false => store::session::give_back(tx, &key),
        };
        db.write(self.author.clone(), forgive).await?;
        checked.map(|_| Ok(()))
    }
}
