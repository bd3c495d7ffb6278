//! The product in one process: fresh database, stopped clock, empty mailbox.

use super::alarm::Alarm;
use super::engine::Engine;
use super::mailbox::Mailbox;
use super::visitor::Visitor;
use super::world;
pub use super::world::PASSWORD;
use axum::Router;
use domain::access_request::Wish;
use domain::moment::{days, hours};
use domain::smart_account::{SmartAccount, Visibility};
use domain::{GroupId, Moment, PersonId, RequestId, Role, VirtualAccountId};
use parvis::app::App;
use parvis::clock::Clock;
use parvis::config::Config;
use parvis::config::database_address::DatabasePlace;
use parvis::notification::smtp::Transport;
use parvis::storage::Author;
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::{jobs, store, use_cases};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// 2026-11-22T09:00:00Z, a Sunday.
pub const START: Moment = Moment(1_795_338_000_000);

pub struct Office {
    pub app: Arc<App>,
    pub mailbox: Arc<Mailbox>,
    pub runtime: tokio::runtime::Runtime,
    router: Router,
    folder: tempfile::TempDir,
    way: RefCell<Option<Arc<dyn Transport>>>,
    forgiven: std::cell::Cell<bool>,
    /// None where others write into the same database.
    alarm: RefCell<Option<Alarm>>,
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
            DatabasePlace::Sqlite(path) => config.data = path.parent().unwrap().to_owned(),
            DatabasePlace::Postgres(url, pooler) => {
                (config.database, config.database_pooler) = (url, pooler);
            }
        }
        change(&mut config);
        Self::start(config, folder, Clock::stopped_at(START), is_demo)
    }

    /// As [`Office::open`], with the clock on the wall.
    pub fn open_now(engine: Engine) -> Self {
        let office = Self::open(engine);
        let (config, is_demo) = (office.app.config.clone(), office.app.is_demo);
        Self::start(config, office.closes(), Clock::Real, is_demo)
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
            alarm: RefCell::new(Some(Alarm::default())),
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
        self.alarm.take();
        office.alarm.take();
        office
    }

    /// The program stops and starts again on the same data, at the same hour.
    pub fn reopen(self) -> Self {
        let (config, clock, is_demo) = (
            self.app.config.clone(),
            self.app.clock.clone(),
            self.app.is_demo,
        );
        let mailbox = self.mailbox.clone();
        let mut office = Self::start(config, self.closes(), clock, is_demo);
        office.mailbox = mailbox;
        office
    }

    /// The program stops. Out: the folder that its data is in.
    fn closes(mut self) -> tempfile::TempDir {
        self.forgiven.set(true);
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
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
        let new = NewPerson {
            is_operator,
            ..world::new_person(email)
        };
        let id = self.person_as(new);
        if is_support_agent {
            let agent = id.clone();
            self.write(move |tx| {
                use diesel::prelude::*;
                use parvis::storage::schema::people;
                diesel::update(people::table.find(agent.as_str()))
                    .set(people::is_support_agent.eq(true))
                    .execute(tx.db)?;
                Ok(())
            });
        }
        id
    }

    /// As [`Office::person`], with all that may be said of them.
    pub fn person_as(&self, new: NewPerson) -> PersonId {
        self.write(move |tx| Ok(use_cases::person::register(tx, &new)?.unwrap()))
    }

    /// Whoever logs in by this user ID or address.
    pub fn known(&self, name: &str) -> PersonId {
        let name = name.to_owned();
        self.read(move |db| world::known(db, &name))
    }

    /// Somebody whose sign-in was deactivated.
    pub fn gone(&self, email: &str) {
        self.leaves(&self.person(email));
    }

    /// Deactivates a sign-in as if by accident: nothing follows from it.
    pub fn leaves(&self, person: &PersonId) {
        let id = person.clone();
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
        self.account_as(NewAccount {
            visibility,
            ..world::new_account(domain, administrator)
        });
        self.write(|tx| {
            use diesel::prelude::*;
            use parvis::storage::schema::notices;
            // Whoever it is made with knows: tests count what follows.
            let known = notices::notice.like("%administrator-named%");
            diesel::delete(notices::table.filter(known)).execute(tx.db)?;
            Ok(())
        });
    }

    /// As [`Office::account`], with all that may be said of it; its administrator is told.
    pub fn account_as(&self, new: NewAccount) {
        let made = self.write(move |tx| use_cases::smart_account::create(tx, &new));
        made.expect("a free identifier");
    }

    /// The account with this identifier.
    pub fn account_at(&self, domain: &str) -> SmartAccount {
        let domain = domain.to_owned();
        self.read(move |db| world::account_at(db, &domain))
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
        let (domain, name) = (domain.to_owned(), name.to_owned());
        self.read(move |db| world::part(db, &domain, &name))
    }

    /// Lets an account know somebody without giving them anything: they held a role there once, on all of it and on each part.
    pub fn was_at(&self, person: &PersonId, domain: &str) {
        let (person, domain) = (person.clone(), domain.to_owned());
        self.write(move |tx| world::was_at(tx, &person, &domain));
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
        let account = self.account_at(domain).id;
        self.write(move |tx| {
            let many = Some(100_000);
            use_cases::smart_account::operation::set_invitations(tx, &account, many)?.unwrap();
            Ok(())
        });
    }

    /// Gives a role, as an import would.
    pub fn grant(&self, person: &PersonId, domain: &str, role: Role, on: Option<&str>) {
        let (person, domain) = (person.clone(), domain.to_owned());
        let on = on.map(ToOwned::to_owned);
        self.write(move |tx| world::grant(tx, &person, &domain, role, on.as_deref()));
    }

    /// A group of the entire account with these people in it, whom the account knows by these addresses.
    pub fn group(&self, domain: &str, by: &PersonId, name: &str, members: &[&str]) -> GroupId {
        let (domain, by, name) = (domain.to_owned(), by.clone(), name.to_owned());
        let members: Vec<String> = members.iter().map(|&email| email.to_owned()).collect();
        self.write(move |tx| {
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            world::group(tx, &domain, &by, &name, &members)
        })
    }

    /// Somebody sends a request for access, without the pages around it.
    pub fn asks(&self, who: &PersonId, domain: &str, reason: &str, wish: &Wish) -> RequestId {
        let (who, domain) = (who.clone(), domain.to_owned());
        let (reason, wish) = (reason.to_owned(), wish.clone());
        self.write(move |tx| Ok(world::asks(tx, &who, &domain, &reason, &wish)?.unwrap()))
    }

    /// Lets the worker do all there is to do now.
    pub fn works(&self) {
        let way = self.way.borrow().clone();
        self.works_with(way.as_deref().unwrap_or(&*self.mailbox));
    }

    /// Lets the worker do a turn of each of its jobs, and send nothing.
    pub fn works_a_turn(&self) {
        self.runtime
            .block_on(jobs::run_once(&self.app, None))
            .unwrap();
    }

    /// How many events of a kind there are.
    pub fn count_events(&self, name: &'static str) -> i64 {
        self.read(move |db| {
            use diesel::prelude::*;
            use parvis::storage::schema::events;
            let named = events::table.filter(events::name.eq(name));
            Ok(named.count().get_result(db)?)
        })
    }

    /// As [`Office::works`], with mail sent this way.
    pub fn works_with(&self, way: &dyn Transport) {
        let alarm = self.alarm.borrow();
        let alarm = alarm.as_ref().filter(|_| self.app.db.is_embedded());
        self.runtime.block_on(async {
            if let Some(alarm) = alarm {
                alarm.was_set(&self.app).await;
            }
            let worked = jobs::run_until_idle(&self.app, Some(way), 100).await;
            worked.unwrap();
            if let Some(alarm) = alarm {
                alarm.is_set(&self.app).await;
            }
        });
    }

    /// From now on mail is sent this way and no longer put into the mailbox.
    pub fn sends_by(&self, way: impl Transport + 'static) {
        self.way.replace(Some(Arc::new(way)));
    }

    /// Time goes by, and no worker looks.
    pub fn clock_goes_on(&self, by: Duration) {
        self.app.clock.set(self.now().plus(by));
    }

    /// Time goes by, a day at a time, with the worker at work.
    pub fn days_pass(&self, count: u64) {
        for _ in 0..count {
            self.clock_goes_on(days(1));
            self.works();
        }
    }

    pub fn hours_pass(&self, count: u64) {
        self.clock_goes_on(hours(count));
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
