//! Signing in and out.

pub mod pages;
pub mod store;

use crate::app::App;
use crate::clock::Secret;
use crate::person::{self, store::SignIn};
use crate::storage::{Author, Error};
use domain::{Actor, Moment, PersonId};

/// What came of an attempt to sign in.
pub enum Attempt {
    In {
        token: Secret,
        person: PersonId,
    },
    /// The name or the password is wrong, and we do not say which.
    Wrong,
    TooMany {
        from: Moment,
    },
}

/// What attempts are counted under: the person, by whatever name they are called; else the name in its one form, hashed, as
/// nothing anybody typed is kept in clear.
fn name_key(known: Option<&SignIn>, name: &str) -> String {
    match known {
        Some(known) => format!("sign-in:person:{}", known.person.id),
        None => format!(
            "sign-in:name:{}",
            crate::clock::hash_of(&person::store::one_form(name))
        ),
    }
}

/// Signs somebody in. The same answer in the same time whether or not the name is known: the attempt is counted before the
/// password is looked at, one is always hashed, and a session is begun only afterwards.
///
/// `before` is the token of a session this browser had: it ends, so that nobody else's lives on under the new one.
pub async fn sign_in(
    app: &App,
    name: String,
    password: String,
    client: &str,
    before: Option<String>,
) -> Result<Attempt, Error> {
    let typed = name.clone();
    let known = app
        .db
        .read(move |db| person::store::find_by_name(db, &typed))
        .await?;
    let key = name_key(known.as_ref(), &name);
    let address_key = format!("sign-in:address:{client}");
    let counted = {
        let key = key.clone();
        app.db
            .write(Author::visitor("/sign-in"), move |tx| {
                let limits = tx.rules.limits.clone();
                let by_name = store::count(tx, &key, limits.sign_in_by_name())?;
                let by_address = store::count(tx, &address_key, limits.sign_in_by_address())?;
                Ok(by_name.and(by_address))
            })
            .await?
    };
    if let Err(from) = counted {
        return Ok(Attempt::TooMany { from });
    }
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let fits = app.hasher.verify(password, hash).await?;
    let Some(known) = known.filter(|known| fits && known.is_active) else {
        return Ok(Attempt::Wrong);
    };
    let id = known.person.id;
    let author = Author {
        actor: Actor::Person(id.clone()),
        origin: "/sign-in".into(),
    };
    let person = id.clone();
    let token = app
        .db
        .write(author, move |tx| {
            store::forgive(tx, &key)?;
            if let Some(old) = &before {
                store::end(tx, old)?;
            }
            person::store::touch(tx, &id)?;
            store::begin(tx, &id)
        })
        .await?;
    Ok(Attempt::In { token, person })
}
