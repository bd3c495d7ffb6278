//! A file of twenty thousand lines, previewed and applied by the program: memory stays flat.

use crate::program::Served;
use crate::support::patience::rest;
use crate::support::world;
use domain::PersonId;
use parvis::clock::Clock;
use parvis::config::Rules;
use parvis::config::database_address::DatabasePlace;
use parvis::storage::{Author, Db, Error, Tx};
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::{store, use_cases};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const PEOPLE: usize = 1000;
const PARTS: usize = 100;
/// Of each line, in bytes.
const NOTE: usize = 5_300;
const UPLOADS: &str = "/accounts/lumen.example/uploads";
/// How often the program is looked at.
const GLANCE: Duration = Duration::from_millis(100);

fn somebody(tx: &mut Tx, name: &str) -> Result<PersonId, Error> {
    let new = NewPerson {
        // Where there is no agent, an operator keeps contracts.
        is_operator: name == "amina",
        ..world::new_person(&format!("{name}@lumen.example"))
    };
    Ok(use_cases::person::register(tx, &new)?.unwrap())
}

/// An installation with an account of many people and Virtual Accounts. Out: a session of its administrator.
fn prepare(data: &Path) -> String {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let db = Db::open(
        &DatabasePlace::Sqlite(data.join("parvis.db")),
        Clock::Real,
        Rules::default(),
    )
    .unwrap();
    let people = |tx: &mut Tx| {
        for number in 0..PEOPLE {
            somebody(tx, &format!("person{number}"))?;
        }
        let administrator = somebody(tx, "amina")?;
        let account = NewAccount {
            virtual_accounts: (0..PARTS).map(|number| format!("Part {number}")).collect(),
            ..world::new_account("lumen.example", &administrator)
        };
        let account = use_cases::smart_account::create(tx, &account)?.unwrap();
        use_cases::smart_account::operation::set_invitations(tx, &account.id, Some(100_000))?
            .unwrap();
        store::session::begin(tx, &administrator)
    };
    let token = runtime.block_on(db.write(Author::program("test"), people));
    token.unwrap().as_str().to_owned()
}

/// So many lines of five kilobytes: one in a hundred invites somebody, the others give people roles they have not. A column that
/// nobody asks for makes the file large, so that holding it would show.
fn file(lines: usize) -> Vec<u8> {
    let mut file = b"user,role,virtual_accounts,until,note\n".to_vec();
    let note = "x".repeat(NOTE);
    let each = lines / PEOPLE;
    for number in 0..lines {
        if number % 100 == 99 {
            writeln!(file, "new{number}@ortega.example,sa-user,,,{note}").unwrap();
        } else {
            let (person, part) = (number / each, number % each);
            writeln!(file, "person{person},va-user,Part {part},2099-12-31,{note}").unwrap();
        }
    }
    file
}

/// The memory that a process has of its own just now, in KiB. What it sees of its database's file is the system's, which
/// takes it back when others need it.
fn memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let own = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let own = own.unwrap().trim().trim_end_matches(" kB");
    own.parse().unwrap()
}

/// Says, however it ends, that something is over.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Does something with the program. Out: the most memory it had meanwhile, in KiB.
fn peak_during(house: &Served, work: impl FnOnce()) -> usize {
    let (process, is_over) = (house.id(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !is_over.load(Ordering::SeqCst) {
                peak = peak.max(memory(process));
                rest(GLANCE);
            }
            peak
        });
        let ending = Ending(&is_over);
        work();
        drop(ending);
        watch.join().unwrap()
    })
}

/// Waits until the upload is in this state.
fn waits_for(house: &Served, session: &str, upload: &str, state: &str) {
    loop {
        let (status, said) = house.asks("GET", &format!("{upload}/progress"), session, None);
        assert_eq!(status, 200, "{said}");
        if said.starts_with(state) {
            return;
        }
        let at_work = ["checking", "applying"];
        assert!(
            at_work.iter().any(|other| said.starts_with(other)),
            "{said}"
        );
        rest(GLANCE);
    }
}

/// Sends a file and has it checked. Out: the address of the upload, and its page.
fn previews(house: &Served, session: &str, to: &str, file: &[u8]) -> (String, String) {
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"many.csv\"";
    let mut body = format!("--edge\r\n{head}\r\n\r\n").into_bytes();
    body.extend_from_slice(file);
    body.extend(b"\r\n--edge--\r\n");
    let form = Some(("multipart/form-data; boundary=edge", body));
    let (status, upload) = house.asks("POST", to, session, form);
    assert_eq!(status, 303, "{upload}");
    waits_for(house, session, &upload, "checked");
    let (_, page) = house.asks("GET", &upload, session, None);
    (upload, page)
}

fn previews_and_applies(house: &Served, session: &str, lines: usize) {
    let (upload, page) = previews(house, session, UPLOADS, &file(lines));
    for count in [lines / 100, lines - lines / 100] {
        assert!(page.contains(&format!("<dd>{count}</dd>")), "{page}");
    }
    applies(house, session, &upload, lines);
}

fn applies(house: &Served, session: &str, upload: &str, lines: usize) {
    let form = Some(("application/x-www-form-urlencoded", Vec::new()));
    let (status, said) = house.asks("POST", &format!("{upload}/application"), session, form);
    assert_eq!(status, 303, "{said}");
    waits_for(house, session, upload, &format!("applied {lines}"));
    let (_, page) = house.asks("GET", upload, session, None);
    assert!(page.contains("every line is as the file says"), "{page}");
}

/// Previews so many lines of members of a group, where all but the first thousand repeat those before.
fn previews_members(house: &Served, session: &str, lines: usize) {
    let form = ("application/x-www-form-urlencoded", b"name=Many".to_vec());
    let groups = "/accounts/lumen.example/groups";
    let (status, group) = house.asks("POST", groups, session, Some(form));
    assert_eq!(status, 303, "{group}");
    let note = "x".repeat(NOTE);
    let mut file = b"note,user\n".to_vec();
    for number in 0..lines {
        writeln!(file, "{note},person{}", number % PEOPLE).unwrap();
    }
    let (_, page) = previews(house, session, &format!("{group}/uploads"), &file);
    for count in [PEOPLE, lines - PEOPLE] {
        assert!(page.contains(&format!("<dd>{count}</dd>")), "{page}");
    }
}

/// Previews and applies so many lines of contracts, each of them new.
fn previews_and_applies_contracts(house: &Served, session: &str, lines: usize) {
    let header = "note,contract_number,bill_to_id,serial_numbers,company,parent,domains,access_types,end,locked";
    let mut file = format!("{header}\n").into_bytes();
    let note = "x".repeat(NOTE);
    for number in 0..lines {
        let (bill_to, company) = (number / 10, number / 100);
        writeln!(
            file,
            "{note},C{number},7{bill_to:06},S{number}A S{number}B,Company {company},,c{company}.example,full-support,2099-12-31,no"
        )
        .unwrap();
    }
    let (upload, page) = previews(house, session, "/support/contracts/imports", &file);
    assert!(page.contains(&format!("<dd>{lines}</dd>")), "{page}");
    applies(house, session, &upload, lines);
}

/// Does something with so many lines. Out: the most memory the program had, in KiB.
fn peak_of(lines: usize, what: &str, work: fn(&Served, &str, usize)) -> usize {
    #[allow(clippy::disallowed_methods)] // how long it takes is what is measured
    let began = std::time::Instant::now();
    let data = tempfile::tempdir().unwrap();
    let session = prepare(data.path());
    let house = Served::start(data.path());
    let peak = peak_during(&house, || work(&house, &session, lines));
    let said = format!(
        "upload of {lines} lines, {what}: {:.1} s, at most {} MB\n",
        began.elapsed().as_secs_f32(),
        peak / 1024
    );
    // Past the capture of tests that succeed: the figures are worth seeing.
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    peak
}

/// What the database's caches may hold, in KiB: 32 MB for the writer and 8 MB for each of eight readers. They fill with many
/// lines and not with few. The file of twenty thousand lines is larger than all of them.
const CACHES: usize = (32 + 8 * 8) * 1024;

#[test]
fn twenty_thousand_lines_take_hardly_more_memory_than_two_thousand() {
    let applied = |lines| peak_of(lines, "previewed and applied", previews_and_applies);
    let (few, many) = (applied(2_000), applied(20_000));
    assert!(
        few > 1024 && many < few + CACHES,
        "{few} KiB, then {many} KiB"
    );
    // The same pieces work on the other kind of file.
    let members = peak_of(20_000, "of members, previewed", previews_members);
    assert!(members < few + CACHES, "{few} KiB, then {members} KiB");
}

#[test]
fn memory_stays_flat_whatever_the_number_of_contracts() {
    let what = "of contracts, previewed and applied";
    let few = peak_of(1000, what, previews_and_applies_contracts);
    let many = peak_of(10_000, what, previews_and_applies_contracts);
    assert!(many < few + CACHES, "{few} KiB, then {many} KiB");
}
