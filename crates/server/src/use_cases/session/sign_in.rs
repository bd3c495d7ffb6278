//! Logging in.

use crate::app::App;
use crate::storage::{Author, Error, Tx};
use crate::store::person::KnownSignIn;
use crate::store::session::BegunSession;
use crate::{store, use_cases};
use domain::{Actor, Moment, PersonId};

/// What came of an attempt to sign in.
pub enum Attempt {
    In {
        begun: BegunSession,
        person: PersonId,
    },
    /// The name or the password is wrong, and we do not say which.
    Wrong,
    TooMany {
        from: Moment,
    },
}

/// Where somebody signs in.
pub struct Browser {
    /// What the network address is counted under.
    pub client: String,
    /// By which the browser is known to those who logged in there.
    pub known_browser: String,
    /// The token of the session it has, if it has one.
    pub session: Option<String>,
}

/// Signs somebody in. The same answer in the same time whether or not the name is known: the attempt is counted before the
/// password is looked at, one is always hashed, and a session is begun only afterwards.
///
/// Only failures stay counted: under the name that was typed and the network address, or, in a browser where this person has logged
/// in before, under that browser alone. The session that this browser had ends, so that nobody else's lives on under the new one.
pub async fn sign_in(
    app: &App,
    from: Browser,
    name: String,
    password: String,
) -> Result<Attempt, Error> {
    let (known, browser) = whom(app, name.clone(), from.known_browser).await?;
    let counted = Counted {
        is_stranger: browser.is_none(),
        key: browser.unwrap_or_else(|| use_cases::session::attempts::by_name(&name)),
        address: use_cases::session::attempts::by_address(&from.client),
    };
    let author = Author::visitor("/sign-in");
    let before = counted.clone();
    let count = move |tx: &mut Tx| before.count(tx);
    let may_try = app.db.write(author.clone(), count).await?;
    let whom = known.as_ref().map(|known| known.person.id.clone());
    let person = whom.as_ref().map(tracing::field::display);
    let client = from.client.as_str();
    if let Err(from) = may_try {
        tracing::warn!(event = "log-in.throttled", address = %client, person, "too many attempts to log in");
        return Ok(Attempt::TooMany { from });
    }
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let fits = match app.hasher.verify(password, hash).await {
        Ok(fits) => fits,
        Err(fault) => {
            // Nobody looked at the password.
            let give_back = move |tx: &mut Tx| store::session::give_back(tx, &counted.key);
            app.db.write(author, give_back).await?;
            return Err(fault);
        }
    };
    let Some(known) = known.filter(|known| fits && known.is_active) else {
        tracing::info!(event = "log-in.refused", address = %client, person, "a log-in was refused");
        if counted.is_stranger {
            let count = move |tx: &mut Tx| counted.count_failure(tx);
            let _: Result<(), Moment> = app.db.write(author, count).await?;
        }
        return Ok(Attempt::Wrong);
    };
    let person = known.person.id;
    let begun = begin(app, person.clone(), counted.key, from.session).await?;
    tracing::info!(event = "log-in.accepted", address = %client, %person, "somebody logged in");
    app.origins.logged_in(client, &person);
    Ok(Attempt::In { begun, person })
}

/// Whom a name belongs to, and what the browser is counted under where they logged in there before.
async fn whom(
    app: &App,
    name: String,
    cookie: String,
) -> Result<(Option<KnownSignIn>, Option<String>), Error> {
    app.db
        .read(move |db| {
            let Some(known) = store::person::find_by_name(db, &name)? else {
                return Ok((None, None));
            };
            let (id, hash) = (&known.person.id, known.password_hash.as_deref());
            let browser = store::session::known_browser::counted_as(db, id, hash, &cookie)?;
            Ok((Some(known), browser))
        })
        .await
}

/// What an attempt is counted under.
#[derive(Clone)]
struct Counted {
    /// The name that was typed or, for whoever is no stranger, their browser.
    key: String,
    address: String,
    is_stranger: bool,
}

impl Counted {
    /// Before the password is looked at. Out: from when it may be tried again, where there were too many.
    fn count(&self, tx: &mut Tx) -> Result<Result<(), Moment>, Error> {
        let limits = tx.rules.limits.clone();
        if !self.is_stranger {
            return store::session::count(tx, &self.key, limits.sign_in_by_known_browser());
        }
        let most = limits.sign_in_by_address();
        match store::session::check(tx.db, &self.address, most, tx.now)? {
            Ok(()) => store::session::count(tx, &self.key, limits.sign_in_by_name()),
            full => Ok(full),
        }
    }

    /// A stranger's failure counts against the network address, too.
    fn count_failure(&self, tx: &mut Tx) -> Result<Result<(), Moment>, Error> {
        let most = tx.rules.limits.sign_in_by_address();
        store::session::count(tx, &self.address, most)
    }
}

/// Begins a session in place of the one the browser had, and forgives the attempts counted under `key`.
async fn begin(
    app: &App,
    id: PersonId,
    key: String,
    before: Option<String>,
) -> Result<BegunSession, Error> {
    let author = Author {
        actor: Actor::Person(id.clone()),
        origin: "/sign-in".into(),
    };
    app.db
        .write(author, move |tx| {
            store::session::forgive(tx, &key)?;
            if let Some(old) = &before {
                store::session::end(tx, old)?;
            }
            store::presence::touch(tx, &id)?;
            store::session::begin(tx, &id)
        })
        .await
}
