//! People into a database that holds as many, beside an empty one.

use crate::bench::load::client::failed;
use crate::bench::load::installation::Installation;
use crate::bench::load::report::{Figure, SECONDS};
use crate::bench::load::sitting::Sitting;
use crate::import;
use crate::storage::Error;
use std::fmt::Write as _;
use std::path::Path;

/// So many of them are in each account.
const IN_EACH: u64 = 100;

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let people = sitting.plan.people;
    (sitting.say)("importing people");
    let database = match sitting.server() {
        None => None,
        Some(server) => Some(server.empty()?),
    };
    let on = Installation::new(sitting.new_folder(), database)?;
    sitting.program.migrate(&on)?;
    let mut times = Vec::new();
    for batch in ["first", "second"] {
        let files = on.folder.join(batch);
        write_files(&files, batch, people).map_err(failed)?;
        times.push(sitting.program.import(&on, &files)?.as_secs_f64());
    }
    let work = format!("import of {people} people into a database that holds as many");
    let figure = Figure::plain(&work, SECONDS, times[1]);
    sitting.note(figure.beside("into an empty one", times[0]));
    Ok(())
}

/// People with a role each, in accounts that the first files bring with them. Those of the lowest numbers administer them, whichever
/// files name them.
fn write_files(files: &Path, batch: &str, people: u64) -> std::io::Result<()> {
    std::fs::create_dir_all(files)?;
    let accounts = (people / IN_EACH).max(1);
    let mut lines = "user,full_name,organisation,email\n".to_owned();
    let mut memberships = "user,domain,role,virtual_account\n".to_owned();
    for number in 0..people {
        let user = format!("{batch}-{number}");
        let _ = writeln!(
            lines,
            "{user},Camille Morel {number},Morel and daughters,{user}@people.example"
        );
        let role = match number < accounts {
            true => "sa-administrator",
            false => "sa-user",
        };
        let account = number % accounts;
        let _ = writeln!(memberships, "{user},a{account}.example,{role},");
    }
    let mut domains = "domain,name\n".to_owned();
    for number in 0..accounts {
        let _ = writeln!(domains, "a{number}.example,Morel and sons {number}");
    }
    std::fs::write(files.join(import::PEOPLE), lines)?;
    std::fs::write(files.join(import::ACCOUNTS), domains)?;
    std::fs::write(files.join(import::MEMBERSHIPS), memberships)
}
