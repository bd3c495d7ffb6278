//! The product in one process: fresh database, stopped clock, empty mailbox.

use super::mailbox::Mailbox;
use super::visitor::Visitor;
use axum::Router;
use diesel::connection::SimpleConnection;
use domain::email::EmailAddress;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Source};
use domain::moment::{days, hours};
use domain::person::{Language, UserId};
use domain::smart_account::{AccountKind, Visibility};
use domain::{DomainIdentifier, Event, MembershipId, Moment, PersonId, Role, VirtualAccountId};
use parvis::app::App;
use parvis::clock::Clock;
use parvis::config::Config;
use parvis::config::database_address::Place;
use parvis::notification::smtp::Transport;
use parvis::password::hash_now;
use parvis::storage::{Author, Use, open};
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::{jobs, storage, store, use_cases};
use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};

pub const PASSWORD: &str = "the forecourt at dusk";
static HASH: LazyLock<String> = LazyLock::new(|| hash_now(PASSWORD).unwrap());

/// 2026-11-22T09:00:00Z, a Sunday.
pub const START: Moment = Moment(1_795_338_000_000);

/// Which database an office keeps its things in.
#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite,
    /// A server where databases may be made.
    Postgres(String),
}

impl Engine {
    /// PostgreSQL, where the environment names a server.
    pub fn postgres() -> Option<Self> {
        match std::env::var("TEST_POSTGRES_URL") {
            Ok(url) => Some(Engine::Postgres(url)),
            Err(_) if super::all_required() => panic!("TEST_POSTGRES_URL is not set"),
            Err(_) => {
                static ONCE: OnceLock<()> = OnceLock::new();
                ONCE.get_or_init(|| {
                    super::left_out(
                        "PostgreSQL (script/test starts one and sets TEST_POSTGRES_URL)",
                    )
                });
                None
            }
        }
    }

    /// A new, empty database.
    pub fn new_place(&self, folder: &std::path::Path) -> Place {
        match self {
            Engine::Sqlite => Place::Sqlite(folder.join("parvis.db")),
            Engine::Postgres(url) => Place::Postgres(new_database(url)),
        }
    }
}

/// Makes a database with nothing in it, not even tables.
pub fn empty_database(url: &str) -> String {
    let name = new_name();
    let mut server = open(&Place::Postgres(url.to_owned()), Use::Write).unwrap();
    server
        .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
        .unwrap();
    format!("{}/{name}", url.rsplit_once('/').unwrap().0)
}

/// A name that no other test has.
fn new_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    format!("test_{:016x}_{number}", *RUN)
}

/// This run of a test program. Process numbers come again, and databases stay.
static RUN: LazyLock<u64> = LazyLock::new(rand::random);

/// Makes a database from a template whose tables are made once for each test program.
fn new_database(url: &str) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let named = |name: &str| format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let mut server = open(&Place::Postgres(url.to_owned()), Use::Write).unwrap();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("template_{:016x}", *RUN);
        open(&Place::Postgres(url.to_owned()), Use::Write)
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let mut db = open(&Place::Postgres(named(&name)), Use::Write).unwrap();
        storage::migrations::run(&mut db).unwrap();
        name
    });
    let name = new_name();
    // Copying a template wants it to itself; another test may be copying just now.
    for _ in 0..200 {
        match server.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")) {
            Ok(()) => return named(&name),
            Err(fault) if fault.to_string().contains("being accessed by other users") => {
                std::thread::yield_now()
            }
            Err(fault) => panic!("{fault}"),
        }
    }
    panic!("the template database is never free");
}

pub struct Office {
    pub app: Arc<App>,
    pub mailbox: Arc<Mailbox>,
    pub runtime: tokio::runtime::Runtime,
    router: Router,
    folder: tempfile::TempDir,
    way: RefCell<Option<Arc<dyn Transport>>>,
    forgiven: std::cell::Cell<bool>,
}

impl Office {
    pub fn open(engine: Engine) -> Self {
        Self::open_as(engine, false, |_| ())
    }

    /// As [`Office::open`], with other settings, perhaps as a demonstration.
    pub fn open_as(engine: Engine, is_demo: bool, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = parvis::demo::config(8080, folder.path());
        config.public_url = "http://parvis.example".into();
        match engine.new_place(folder.path()) {
            Place::Sqlite(path) => config.data = path.parent().unwrap().to_owned(),
            Place::Postgres(url) => config.database = url,
        }
        change(&mut config);
        Self::start(config, folder, Clock::stopped_at(START), is_demo)
    }

    fn start(config: Config, folder: tempfile::TempDir, clock: Clock, is_demo: bool) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let app = runtime.block_on(async { App::open(config, clock, is_demo).unwrap() });
        let router = parvis::router::router(app.clone());
        Self {
            app,
            mailbox: Arc::default(),
            runtime,
            router,
            folder,
            way: RefCell::default(),
            forgiven: false.into(),
        }
    }

    /// A second node on the same database and clock.
    pub fn second_node(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut office = Self::start(
            self.app.config.clone(),
            folder,
            self.app.clock.clone(),
            self.app.is_demo,
        );
        office.mailbox = self.mailbox.clone();
        office.forgiven.set(true);
        office
    }

    /// The program stops and starts again on the same data, at the same hour.
    pub fn reopen(mut self) -> Self {
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        let (config, clock, is_demo) = (
            self.app.config.clone(),
            self.app.clock.clone(),
            self.app.is_demo,
        );
        let mailbox = self.mailbox.clone();
        self.forgiven.set(true);
        drop(self);
        let mut office = Self::start(config, folder, clock, is_demo);
        office.mailbox = mailbox;
        office
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn now(&self) -> Moment {
        self.app.clock.now()
    }

    /// Runs a write as the office itself.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut parvis::storage::Tx) -> Result<T, parvis::storage::Error> + Send + 'static,
    ) -> T {
        self.runtime
            .block_on(self.app.db.write(Author::program("test"), work))
            .unwrap()
    }

    pub fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut parvis::storage::AnyConnection) -> Result<T, parvis::storage::Error>
        + Send
        + 'static,
    ) -> T {
        self.runtime.block_on(self.app.db.read(work)).unwrap()
    }

    /// Makes somebody with a verified address and a password; the user ID is what stands before the @.
    pub fn person(&self, email: &str) -> PersonId {
        self.staff(email, false, false)
    }

    /// As [`Office::person`], with duties.
    pub fn staff(&self, email: &str, is_operator: bool, is_support_agent: bool) -> PersonId {
        let user_id = email.split('@').next().unwrap().to_owned();
        let full_name = format!("{}{} Example", user_id[..1].to_uppercase(), &user_id[1..]);
        let new = NewPerson {
            user_id: UserId::parse(&user_id).unwrap(),
            full_name,
            organisation: format!("{} Ltd", email.split('@').nth(1).unwrap()),
            email: EmailAddress::parse(email).unwrap(),
            phone: None,
            language: Language::English,
            time_zone: "UTC".into(),
            password_hash: HASH.clone(),
            is_operator,
        };
        self.write(move |tx| {
            let id = use_cases::person::register(tx, &new)?.unwrap();
            if is_support_agent {
                use diesel::prelude::*;
                use parvis::storage::schema::people;
                diesel::update(people::table.find(id.as_str()))
                    .set(people::is_support_agent.eq(true))
                    .execute(tx.db)?;
            }
            Ok(id)
        })
    }

    /// Somebody whose sign-in was deactivated.
    pub fn gone(&self, email: &str) {
        let id = self.person(email);
        self.write(move |tx| {
            use diesel::prelude::*;
            use parvis::storage::schema::people;
            diesel::update(people::table.find(id.as_str()))
                .set(people::deactivated_at.eq(tx.now.0))
                .execute(tx.db)?;
            Ok(())
        });
    }

    /// Somebody new, logged in at the door.
    pub fn visitor(&self, email: &str) -> Visitor<'_> {
        self.person(email);
        self.log_in(email)
    }

    /// Somebody known, logged in.
    pub fn log_in(&self, email: &str) -> Visitor<'_> {
        let mut visitor = Visitor::stranger(self);
        visitor.logs_in(email.split('@').next().unwrap(), PASSWORD);
        visitor.address = email.to_owned();
        visitor
    }

    /// Somebody known with a session begun for them, without the cost of a password.
    pub fn session_of(&self, email: &str, person: &PersonId) -> Visitor<'_> {
        let person = person.clone();
        let token = self.write(move |tx| parvis::store::session::begin(tx, &person));
        let mut visitor = Visitor::stranger(self);
        visitor.takes_session(token.as_str());
        visitor.address = email.to_owned();
        visitor
    }

    /// An account with Virtual Accounts Default, Lyon and Montréal, and its administrator.
    pub fn account(&self, domain: &str, visibility: Visibility, administrator: &PersonId) {
        let new = NewAccount {
            domain: DomainIdentifier::parse(domain).unwrap(),
            name: format!("The {} company", domain.split('.').next().unwrap()),
            kind: AccountKind::Customer,
            visibility,
            virtual_accounts: vec!["Default".into(), "Lyon".into(), "Montréal".into()],
            administrator: administrator.clone(),
        };
        let made = self.write(move |tx| {
            use diesel::prelude::*;
            use parvis::storage::schema::notices;
            let made = use_cases::smart_account::create(tx, &new)?;
            // Whoever it is made with knows: tests count what follows.
            let known = notices::notice.like("%administrator-named%");
            diesel::delete(notices::table.filter(known)).execute(tx.db)?;
            Ok(made)
        });
        made.expect("a free identifier");
    }

    /// An unrestricted account and its administrator, logged in.
    pub fn administrator_of(&self, domain: &str) -> Visitor<'_> {
        let email = format!("amina@{domain}");
        let amina = self.person(&email);
        self.account(domain, Visibility::Unrestricted, &amina);
        self.log_in(&email)
    }

    /// The id of a Virtual Account.
    pub fn part(&self, domain: &str, name: &str) -> VirtualAccountId {
        let (domain, name) = (DomainIdentifier::parse(domain).unwrap(), name.to_owned());
        self.read(move |db| {
            let account = store::smart_account::find_by_identifier(db, &domain)?.unwrap();
            let parts = store::virtual_account::virtual_accounts(db, &account.id)?;
            Ok(parts.iter().find(|va| va.name == name).unwrap().id.clone())
        })
    }

    /// Lets an account know somebody without giving them anything: they held a role there once, on all of it and on each part.
    pub fn was_at(&self, person: &PersonId, domain: &str) {
        let (person, domain) = (person.clone(), DomainIdentifier::parse(domain).unwrap());
        self.write(move |tx| {
            let account = store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
            let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
            let parts = parts.into_iter().map(|part| Some(part.id));
            for part in std::iter::once(None).chain(parts) {
                let membership = Membership {
                    id: MembershipId::new(tx.new_id()),
                    holder: Holder::Person(person.clone()),
                    account: account.id.clone(),
                    role: part.as_ref().map_or(Role::SaViewer, |_| Role::VaViewer),
                    virtual_account: part,
                    source: Source::Import,
                    granted_by: tx.author.actor.clone(),
                    since: tx.now,
                    until: None,
                };
                let why = EndCause::Removed;
                let ended = Event::Membership(MembershipFact::Ended { membership, why });
                store::event::append(tx, &ended)?;
            }
            Ok(())
        });
    }

    /// As [`Office::was_at`], by whatever somebody signs in with; a name that nobody has is nobody's.
    pub fn were_at(&self, names: &[&str], domain: &str) {
        let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let found = self.read(move |db| {
            let all = names
                .iter()
                .map(|name| store::person::find_by_name(db, name));
            all.collect::<Result<Vec<_>, _>>()
        });
        for known in found.into_iter().flatten() {
            self.was_at(&known.person.id, domain);
        }
    }

    /// An operator allows an account as many invitations as tests want.
    pub fn may_invite_many(&self, domain: &str) {
        let domain = DomainIdentifier::parse(domain).unwrap();
        self.write(move |tx| {
            let account = store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
            let many = Some(100_000);
            use_cases::smart_account::operation::set_invitations(tx, &account.id, many)?.unwrap();
            Ok(())
        });
    }

    /// Gives a role, as an import would.
    pub fn grant(&self, person: &PersonId, domain: &str, role: Role, on: Option<&str>) {
        let (person, domain, on) = (
            person.clone(),
            DomainIdentifier::parse(domain).unwrap(),
            on.map(ToOwned::to_owned),
        );
        self.write(move |tx| {
            let account = store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
            parvis::demo::grant(tx, &account, &person, role, on.as_deref())
        });
    }

    /// Lets the worker do all there is to do now.
    pub fn works(&self) {
        let way = self.way.borrow().clone();
        self.works_with(way.as_deref().unwrap_or(&*self.mailbox));
    }

    /// As [`Office::works`], with mail sent this way.
    pub fn works_with(&self, way: &dyn Transport) {
        self.runtime
            .block_on(jobs::run_until_idle(&self.app, Some(way), 100))
            .unwrap();
    }

    /// From now on mail is sent this way and no longer put into the mailbox.
    pub fn sends_by(&self, way: impl Transport + 'static) {
        self.way.replace(Some(Arc::new(way)));
    }

    /// Time goes by, a day at a time, with the worker at work.
    pub fn days_pass(&self, count: u64) {
        for _ in 0..count {
            self.app.clock.set(self.now().plus(days(1)));
            self.works();
        }
    }

    pub fn hours_pass(&self, count: u64) {
        self.app.clock.set(self.now().plus(hours(count)));
        self.works();
    }

    /// Fails unless everything that was to be told has been sent.
    pub fn nothing_left_to_send(&self) {
        let (notices, mails) = self.read(parvis::store::notification::backlog);
        assert_eq!((notices, mails), (0, 0), "notices and mails still waiting");
    }

    /// This office may be closed with mail waiting.
    pub fn may_leave_mail(&self) {
        self.forgiven.set(true);
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.forgiven.get() {
            self.works();
            self.nothing_left_to_send();
        }
    }
}
