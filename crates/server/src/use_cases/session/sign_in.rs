//! Logging in.

use crate::app::App;
use crate::storage::{Author, Error, Tx};
use crate::store::session::Begun;
use crate::{store, use_cases};
use domain::{Actor, Moment, PersonId};

/// What came of an attempt to sign in.
pub enum Attempt {
    In {
        begun: Begun,
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
    let (typed, cookie) = (name.clone(), from.known_browser);
    let (known, browser) = app
        .db
        .read(move |db| {
            let Some(known) = store::person::find_by_name(db, &typed)? else {
                return Ok((None, None));
            };
            let (id, hash) = (&known.person.id, known.password_hash.as_deref());
            let browser = store::session::known_browser::counted_as(db, id, hash, &cookie)?;
            Ok((Some(known), browser))
        })
        .await?;
    let is_stranger = browser.is_none();
    let key = browser.unwrap_or_else(|| use_cases::session::attempts::by_name(&name));
    let address = use_cases::session::attempts::by_address(&from.client);
    let author = Author::visitor("/sign-in");
    let counted = {
        let (key, address) = (key.clone(), address.clone());
        app.db
            .write(author.clone(), move |tx| {
                let limits = tx.rules.limits.clone();
                if !is_stranger {
                    return store::session::count(tx, &key, limits.sign_in_by_known_browser());
                }
                let most = limits.sign_in_by_address();
                match store::session::check(tx.db, &address, most, tx.now)? {
                    Ok(()) => store::session::count(tx, &key, limits.sign_in_by_name()),
                    full => Ok(full),
                }
            })
            .await?
    };
    let whom = known.as_ref().map(|known| known.person.id.clone());
    let person = whom.as_ref().map(tracing::field::display);
    let client = from.client.as_str();
    if let Err(from) = counted {
        tracing::warn!(event = "log-in.throttled", address = %client, person, "too many attempts to log in");
        return Ok(Attempt::TooMany { from });
    }
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let fits = match app.hasher.verify(password, hash).await {
        Ok(fits) => fits,
        Err(fault) => {
            // Nobody looked at the password.
            let give_back = move |tx: &mut Tx| store::session::give_back(tx, &key);
            app.db.write(author, give_back).await?;
            return Err(fault);
        }
    };
    let Some(known) = known.filter(|known| fits && known.is_active) else {
        tracing::info!(event = "log-in.refused", address = %client, person, "a log-in was refused");
        let count = move |tx: &mut Tx| {
            let most = tx.rules.limits.sign_in_by_address();
            store::session::count(tx, &address, most)
        };
        if is_stranger {
            let _: Result<(), Moment> = app.db.write(author, count).await?;
        }
        return Ok(Attempt::Wrong);
    };
    let id = known.person.id;
    let author = Author {
        actor: Actor::Person(id.clone()),
        origin: "/sign-in".into(),
    };
    let (person, before) = (id.clone(), from.session);
    let begun = app
        .db
        .write(author, move |tx| {
            store::session::forgive(tx, &key)?;
            if let Some(old) = &before {
                store::session::end(tx, old)?;
            }
            store::presence::touch(tx, &id)?;
            store::session::begin(tx, &id)
        })
        .await?;
    tracing::info!(event = "log-in.accepted", address = %client, %person, "somebody logged in");
    app.origins.logged_in(client, &person);
    Ok(Attempt::In { begun, person })
}
