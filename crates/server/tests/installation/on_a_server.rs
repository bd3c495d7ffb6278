//! With PostgreSQL: it may come late, go, be read-only, give few rights, or stand behind a pooler.

use crate::support::engine::server as at;
use crate::support::house::House;
use crate::support::installation::{Installation, Ran, free_port};
use crate::support::patience::{now, wait_for};
use crate::support::{Engine, all_required, left_out};
use crate::{becomes_operator, files, reads};
use axum::body::Body;
use axum::http::Request;
use diesel::connection::SimpleConnection;
use parvis::storage;
use parvis::storage::{Use, open};
use std::io::copy;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);

fn house() -> Option<Installation> {
    Engine::postgres().map(|engine| Installation::empty(&engine, None))
}

/// What stands behind the last slash of an address, and its server: user, host and port.
fn parts(url: &str) -> (String, String) {
    let (server, name) = url.rsplit_once('/').unwrap();
    (
        server.rsplit_once('@').unwrap().1.to_owned(),
        name.to_owned(),
    )
}

fn runs(url: &str, sql: &str) {
    let mut db = open(&at(url), Use::Write).unwrap();
    db.batch_execute(sql).unwrap();
}

/// A way to the server that can be shut: to those behind it, the server is gone.
struct Way {
    port: u16,
    server: String,
    open: Arc<Mutex<Vec<TcpStream>>>,
    is_shut: Arc<std::sync::atomic::AtomicBool>,
}

impl Way {
    fn to(server: &str) -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let way = Self {
            port: listener.local_addr().unwrap().port(),
            server: server.to_owned(),
            open: Arc::default(),
            is_shut: Arc::default(),
        };
        (way, listener)
    }

    /// Hands on what comes until it is shut.
    fn opens(&self, listener: TcpListener) {
        let (server, open, is_shut) =
            (self.server.clone(), self.open.clone(), self.is_shut.clone());
        is_shut.store(false, std::sync::atomic::Ordering::SeqCst);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if is_shut.load(std::sync::atomic::Ordering::SeqCst) {
                    return;
                }
                let there = TcpStream::connect(&server).unwrap();
                let ends = [(&stream, &there), (&there, &stream)];
                for (from, to) in
                    ends.map(|(from, to)| (from.try_clone().unwrap(), to.try_clone().unwrap()))
                {
                    open.lock().unwrap().push(from.try_clone().unwrap());
                    std::thread::spawn(move || {
                        let _ = copy(&mut &from, &mut &to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
            }
        });
    }

    fn shuts(&self) {
        self.is_shut
            .store(true, std::sync::atomic::Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        for stream in self.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // The thread has gone, and the listener with it.
        wait_for("the way to be shut", LONG, || {
            TcpStream::connect(("127.0.0.1", self.port))
                .is_err()
                .then_some(())
        });
    }
}

fn status(house: &Installation, path: &str) -> (u16, String) {
    let (status, _, page) = house.answers(Request::get(path).body(Body::empty()).unwrap());
    (status, page)
}

#[test]
fn a_database_that_comes_late_is_waited_for_and_one_that_goes_is_said_soon_and_once() {
    let Some(mut house) = house() else { return };
    let url = house.setting("PARVIS_DATABASE");
    let (server, name) = parts(&url);
    let (way, listener) = Way::to(&server);
    drop(listener);
    let user = url.split("//").nth(1).unwrap().split('@').next().unwrap();
    house.set(
        "PARVIS_DATABASE",
        &format!("postgres://{user}@127.0.0.1:{}/{name}", way.port),
    );
    house.begins_to_serve();
    wait_for("it to say that it waits", LONG, || {
        house
            .log()
            .contains("waiting for the database")
            .then_some(())
    });
    way.opens(TcpListener::bind(("127.0.0.1", way.port)).unwrap());
    house.is_ready();
    let olga = becomes_operator(&house);
    let session = olga.session().unwrap().clone();
    drop(olga);
    way.shuts();
    let asks = |house: &Installation| {
        let page = Request::get("/profile").header("cookie", format!("parvis_session={session}"));
        house.answers(page.body(Body::empty()).unwrap())
    };
    let begun = now();
    assert_eq!(asks(&house).0, 503);
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    let begun = now();
    for _ in 0..5 {
        assert_eq!(asks(&house).0, 503);
    }
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(status(&house, "/readyz").0, 503);
    assert_eq!(status(&house, "/healthz").0, 200);
    assert_eq!(
        house.log().matches("cannot be reached").count(),
        1,
        "{}",
        house.log()
    );
    way.opens(TcpListener::bind(("127.0.0.1", way.port)).unwrap());
    wait_for("it to be ready again", LONG, || {
        (status(&house, "/readyz").0 == 200).then_some(())
    });
    assert_eq!(asks(&house).0, 200);
    assert!(house.is_told_to_stop().success());
}

#[test]
fn a_database_that_never_comes_is_waited_for_only_so_long() {
    if Engine::postgres().is_none() {
        return;
    }
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.set("PARVIS_DATABASE", "postgres://parvis@127.0.0.1:1/parvis");
    house.set("PARVIS_SERVE__DATABASE_WAIT_SECONDS", "1");
    let said = house.runs(&["serve"]).badly();
    assert!(said.contains("cannot reach the database"), "{said}");
}

#[test]
fn rights_on_rows_are_enough_to_serve() {
    let Some(mut house) = house() else { return };
    let url = house.setting("PARVIS_DATABASE");
    let (server, name) = parts(&url);
    house.runs(&["migrate"]).well();
    runs(
        &url,
        &format!(
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE rows_{name} LOGIN; \
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rows_{name}"
        ),
    );
    house.set(
        "PARVIS_DATABASE",
        &format!("postgres://rows_{name}@{server}/{name}"),
    );
    assert!(house.runs(&["migrate"]).well().contains("up to date"));
    house.serves();
    becomes_operator(&house);
    assert!(house.is_told_to_stop().success());
    runs(
        &url,
        &format!("DROP OWNED BY rows_{name}; DROP ROLE rows_{name}"),
    );
}

#[test]
fn a_read_only_database_is_said_in_words_and_read() {
    let Some(mut house) = house() else { return };
    let url = house.setting("PARVIS_DATABASE");
    let (_, name) = parts(&url);
    house.serves();
    becomes_operator(&house);
    let read_only = |is: &str| {
        runs(
            &url,
            &format!("ALTER DATABASE {name} SET default_transaction_read_only = {is}"),
        );
        let others = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        );
        runs(&url, &others);
    };
    read_only("on");
    let form = || {
        let form =
            Request::post("/forgot").header("content-type", "application/x-www-form-urlencoded");
        house.answers(form.body(Body::from("name=olga")).unwrap())
    };
    let (status_of_form, headers, page) = wait_for("the new connections", LONG, || {
        Some(form()).filter(|(_, _, page)| !page.contains("Too busy"))
    });
    assert_eq!(status_of_form, 503);
    assert!(page.contains("Only reading for now"), "{page}");
    assert!(headers.contains_key("retry-after"));
    assert_eq!(status(&house, "/sign-in").0, 200);
    let (code, said) = status(&house, "/readyz");
    assert_eq!((code, said.as_str()), (503, "the database is read-only"));
    let mut db = open(&at(&url), Use::Write).unwrap();
    db.batch_execute("BEGIN READ WRITE").unwrap();
    db.batch_execute(&format!(
        "ALTER DATABASE {name} SET default_transaction_read_only = off; COMMIT"
    ))
    .unwrap();
    let others = format!(
        "SELECT pg_terminate_backend(pid)::text AS id FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    );
    storage::raw::ids(&mut db, &others, &[]).unwrap();
    drop(db);
    wait_for("it to be ready again", LONG, || {
        (status(&house, "/readyz").0 == 200).then_some(())
    });
}

/// A pooler that gives each transaction another connection to the server.
struct Pooler {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn pooler(server: &str) -> Option<Pooler> {
    let Some(program) = std::env::var_os("TEST_PGBOUNCER") else {
        assert!(!all_required(), "TEST_PGBOUNCER names no pooler");
        left_out("PgBouncer (TEST_PGBOUNCER names the program)");
        return None;
    };
    let (host, port) = server.split_once(':').unwrap_or((server, "5432"));
    // It refuses to run as root, and whoever it runs as must be able to read its settings.
    let folder = std::env::temp_dir().join(format!("parvis-pooler-{:016x}", rand::random::<u64>()));
    std::fs::create_dir(&folder).unwrap();
    let own = free_port();
    let settings = format!(
        "[databases]\n* = host={host} port={port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {own}\nauth_type = any\n\
         unix_socket_dir =\npool_mode = transaction\ndefault_pool_size = 3\nmax_client_conn = 100\n"
    );
    let settings = settings.replace("* = host", "* = user=postgres host");
    let file = folder.join("pgbouncer.ini");
    std::fs::write(&file, settings).unwrap();
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = Command::new(program);
    if is_root {
        command.args(["-u", "postgres"]);
    }
    let process = command
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pooler = Pooler {
        process,
        port: own,
        folder,
    };
    wait_for("the pooler", LONG, || {
        TcpStream::connect(("127.0.0.1", own)).ok()
    });
    Some(pooler)
}

#[test]
fn a_pooler_in_transaction_mode_works() {
    let Some(mut house) = house() else { return };
    let (server, name) = parts(&house.setting("PARVIS_DATABASE"));
    let Some(pooler) = pooler(&server) else {
        return;
    };
    let port = pooler.port;
    house.set(
        "PARVIS_DATABASE",
        &format!("postgres://postgres@127.0.0.1:{port}/{name}"),
    );
    assert!(house.runs(&["migrate"]).well().contains("applied"));
    assert!(house.runs(&["migrate"]).well().contains("up to date"));
    house.serves();
    becomes_operator(&house);
    let mut people = "user,full_name,organisation,email\n".to_owned();
    let mut memberships = "user,domain,role\nolga,lumen.example,sa-administrator\n".to_owned();
    for n in 0..1200 {
        people.push_str(&format!(
            "person{n},Person {n},Lumen,person{n}@lumen.example\n"
        ));
        memberships.push_str(&format!("person{n},lumen.example,sa-user\n"));
    }
    let written = [
        ("people.csv", people.as_str()),
        (
            "accounts.csv",
            "domain,name\nlumen.example,Lumen Networks\n",
        ),
        ("memberships.csv", memberships.as_str()),
    ];
    let folder = files(&house, &written);
    let mut import = house
        .program(&["import", &folder])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Beside people who use the pages.
    while import.try_wait().unwrap().is_none() {
        reads(&house, "/sign-in");
    }
    let said = Ran(import.wait_with_output().unwrap()).well();
    assert!(said.contains("1200 added"), "{said}");
    assert!(
        house
            .runs(&["import", &folder])
            .well()
            .contains("1200 known")
    );
    house.runs(&["operator", "add", "person7"]).well();
    assert!(house.is_told_to_stop().success());
    house.serves();
    assert!(house.is_told_to_stop().success());
}
