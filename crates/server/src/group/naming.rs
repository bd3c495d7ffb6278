//! People named for a group by user ID or e-mail address: who they are, and what stands in the way.

use super::store;
use crate::person;
use crate::person::store::one_form;
use crate::storage::{AnyConnection, Error};
use domain::{GroupId, PersonId};
use std::collections::{BTreeMap, HashMap};

/// As many may be typed at once; for more there is the file.
pub const MOST_TYPED: usize = 200;
/// As many lines a file of members may have.
pub const MOST_LINES: usize = 5000;

/// What is known of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    New {
        id: PersonId,
        full_name: String,
    },
    /// Is in the group already; adding them again changes nothing.
    Already {
        full_name: String,
    },
    /// Nobody has this user ID or address.
    Nobody,
    Deactivated {
        full_name: String,
    },
    /// The person who adds, who would give themselves roles.
    Oneself,
}

/// The names in a text: whatever stands between white space, commas and semicolons.
pub fn typed(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|name| !name.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// What is known of each name, in their order: a handful of queries, however many they are.
///
/// In: `by`, whoever adds them, where the group holds roles, so that they may not add themselves.
pub fn known(
    db: &mut AnyConnection,
    group: &GroupId,
    names: &[String],
    by: Option<&PersonId>,
) -> Result<Vec<Known>, Error> {
    let forms: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let (addresses, mut user_ids): (Vec<String>, Vec<String>) =
        forms.iter().cloned().partition(|name| name.contains('@'));
    let owners = person::store::owners(db, &addresses)?;
    user_ids.extend(owners.values().cloned());
    let ids = person::store::ids_of(db, &user_ids)?;
    let found: Vec<String> = ids.values().map(ToString::to_string).collect();
    let gone = person::store::deactivated(db, &found)?;
    let within = store::are_in(db, group, &found)?;
    let people: BTreeMap<PersonId, String> = person::store::find_all(db, &found)?
        .into_iter()
        .map(|person| (person.id, person.profile.full_name))
        .collect();
    let known = |form: &String| {
        let Some((id, full_name)) = called(form, &owners, &ids, &people) else {
            return Known::Nobody;
        };
        if within.contains(&id) {
            Known::Already { full_name }
        } else if gone.contains(id.as_str()) {
            Known::Deactivated { full_name }
        } else if by == Some(&id) {
            Known::Oneself
        } else {
            Known::New { id, full_name }
        }
    };
    Ok(forms.iter().map(known).collect())
}

/// PostgreSQL takes no NUL in a text, and nobody is called so.
fn plain(name: &str) -> String {
    one_form(&name.replace('\0', "\u{fffd}"))
}

fn called(
    form: &str,
    owners: &HashMap<String, String>,
    ids: &HashMap<String, PersonId>,
    people: &BTreeMap<PersonId, String>,
) -> Option<(PersonId, String)> {
    let user_id = if form.contains('@') {
        owners.get(form)?
    } else {
        form
    };
    let id = ids.get(user_id)?;
    Some((id.clone(), people.get(id)?.clone()))
}
