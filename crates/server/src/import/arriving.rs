//! Lines arrive: some at a time, and nothing of them holds until all have.

use crate::import::kept::{ImportLine, Said};
use crate::import::places::Places;
use crate::import::report::ImportFault;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use crate::store::import::{Import, ImportCounts, ImportState};
use domain::ImportId;
use std::collections::HashMap;
use std::time::Duration;

/// For as long as whoever works on an import has it to themselves. They say so anew with each of their transactions, which are short: it
/// ends only where they did.
pub(super) const LEASE: Duration = Duration::from_secs(20);

/// As much as is swept away in one transaction.
const SWEPT_AT_ONCE: i64 = 1000;

/// What came of beginning an import.
pub(super) enum BegunImport {
    At(ImportId),
    /// Somebody is at another: it is waited for.
    Waits,
    /// Another was left behind by whoever was at it.
    LeftBehind(Import),
}

/// Begins one. There are no two at the same time.
pub(super) fn begin(tx: &mut Tx) -> Result<BegunImport, Error> {
    if let Some(other) = store::import::latest(tx.db)? {
        match other.state {
            ImportState::Done => store::import::remove(tx, &other.id)?,
            _ if other.leased_until > tx.now => return Ok(BegunImport::Waits),
            _ => return Ok(BegunImport::LeftBehind(other)),
        }
    }
    let import = Import {
        id: ImportId::new(tx.new_id()),
        state: ImportState::Arriving,
        leased_until: tx.now.plus(LEASE),
        counts: ImportCounts::default(),
    };
    store::import::add(tx, &import)?;
    Ok(BegunImport::At(import.id))
}

/// Errors: it was swept away, as nobody seemed to be at it any more.
fn arriving(db: &mut AnyConnection, id: &ImportId) -> Result<Import, Error> {
    let found = store::import::find(db, id)?;
    found
        .filter(|import| import.state == ImportState::Arriving)
        .ok_or_else(|| Error::corrupt("import", id.as_str(), "it took too long and was given up"))
}

/// Keeps some lines, but for those that say what is there already, and the names that they bring. Out: what keeps the import from being
/// carried out, as it is not any more as it was when the files were checked.
pub(super) fn keep(
    tx: &mut Tx,
    id: &ImportId,
    lines: &[ImportLine],
) -> Result<Vec<ImportFault>, Error> {
    let mut import = arriving(tx.db, id)?;
    let places = Places::of(tx.db, lines)?;
    let owners = owners(tx.db, lines)?;
    let (mut rows, mut names, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if is_known(line, &places, &mut import.counts) {
            continue;
        }
        if let Said::Person(person) = &line.said
            && let Some(owner) = owners.get(&person.email.key())
        {
            faults.push(line.fault(format!("email: {} belongs to {owner}", person.email)));
        }
        names.extend(line.names());
        rows.push(line.row()?);
    }
    if faults.is_empty() {
        store::import::keep(tx, &names)?;
        store::import::add_lines(tx, id, &rows)?;
    }
    import.leased_until = tx.now.plus(LEASE);
    store::import::save(tx, &import)?;
    Ok(faults)
}

fn owners(db: &mut AnyConnection, lines: &[ImportLine]) -> Result<HashMap<String, String>, Error> {
    let key = |line: &ImportLine| match &line.said {
        Said::Person(person) => Some(person.email.key()),
        _ => None,
    };
    let keys: Vec<String> = lines.iter().filter_map(key).collect();
    store::person::owners(db, &keys)
}

/// Whether a line says what is there already; it is counted then.
fn is_known(line: &ImportLine, places: &Places, counts: &mut ImportCounts) -> bool {
    let known = &mut counts.known;
    let (is_known, count) = match &line.said {
        Said::Person(one) => (places.person(&one.user_id).is_some(), &mut known.people),
        Said::Account(one) => (places.account(&one.domain).is_some(), &mut known.accounts),
        // It is for a new account alone.
        Said::Default(domain) => return places.account(domain).is_some(),
        Said::Part(part) => {
            let account = places.account(&part.domain);
            let there = account.and_then(|account| places.part(account, &part.name));
            (there.is_some(), &mut known.virtual_accounts)
        }
        Said::Role(role) => {
            let print = places.print(role);
            let is_held = print.is_some_and(|print| places.holds(&print));
            (is_held, &mut known.memberships)
        }
    };
    *count += u64::from(is_known);
    is_known
}

/// All lines have come: from now on they hold.
pub(super) fn hold(tx: &mut Tx, id: &ImportId) -> Result<(), Error> {
    let mut import = arriving(tx.db, id)?;
    import.state = ImportState::Applying { since: tx.now };
    import.leased_until = tx.now.plus(LEASE);
    store::import::save(tx, &import)
}

/// Sweeps away some of an import of which nothing holds. Out: whether there is more.
pub(super) fn sweep(tx: &mut Tx, id: &ImportId) -> Result<bool, Error> {
    let Some(mut import) = store::import::find(tx.db, id)? else {
        return Ok(false);
    };
    match import.state {
        ImportState::Dropped => {}
        ImportState::Arriving => {
            import.state = ImportState::Dropped;
            // Whoever comes first sweeps on.
            import.leased_until = tx.now;
            store::import::save(tx, &import)?;
        }
        ImportState::Applying { .. } | ImportState::Done => return Ok(false),
    }
    let is_more = store::import::sweep(tx, id, SWEPT_AT_ONCE)?;
    if !is_more {
        store::import::remove(tx, id)?;
    }
    Ok(is_more)
}
