//! A program that is killed again and again keeps what it has acknowledged, does nothing by halves, and tells everybody once.

use crate::support::Engine;
use crate::support::house::House;
use crate::support::installation::{Door, Installation};
use crate::support::patience::{rest, wait_for};
use crate::support::smtp_server::{Bag, SmtpServer};
use crate::support::visitor::Visitor;
use crate::{becomes_operator, files};
use axum::http::{Request, Response, header};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

const APPLICANTS: usize = 48;
const ADMINISTRATOR: &str = "amina@lumen.example";
/// As long as mail may be held back: by the lease of a killed program, or once by a time-out under heavy load.
const MAIL_SETTLES: Duration = Duration::from_secs(180);

/// How often the program is killed.
fn kills() -> usize {
    let given = std::env::var("TEST_KILLS").ok();
    given.map_or(50, |count| count.parse().unwrap())
}

#[test]
fn on_sqlite_a_killed_program_keeps_its_word() {
    keeps_its_word(&Engine::Sqlite, kills());
}

#[test]
fn on_postgres_a_killed_program_keeps_its_word() {
    if let Some(engine) = Engine::postgres() {
        keeps_its_word(&engine, kills().div_ceil(5));
    }
}

fn keeps_its_word(engine: &Engine, kills: usize) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let mut house = Installation::empty(engine, Some(post));
    house.serves();
    let operator = becomes_operator(&house).session().unwrap().clone();
    let accounts = kills.max(5);
    house
        .runs(&["import", &files(&house, &cast(accounts))])
        .well();
    let sessions = everybody_comes_in(&house);
    settles(&house, &operator);
    let scene = Scene {
        sessions,
        accounts,
        ledger: Mutex::default(),
        acknowledged: Condvar::new(),
        cut_off: AtomicUsize::new(0),
        over: AtomicBool::new(false),
    };
    // The lease of a mail in the hands of a killed program follows from this.
    house.set("PARVIS_MAIL__TIMEOUT_SECONDS", "2");
    // Each mail by itself, so that each is accounted for.
    house.set("PARVIS_LIMITS__MAILS_AN_HOUR", "1000000");
    house.set("PARVIS_LIMITS__MAILS_A_DAY", "1000000");
    assert!(house.is_told_to_stop().success());
    house.serves();
    let restarts = scene.plays(&mut house, kills);
    settles(&house, &operator);
    let repeated = scene.every_mail_came_once(&house);
    scene.everything_acknowledged_is_there_and_whole(&house);
    scene.sums_up(kills, &restarts, repeated);
}

/// The files of an installation where everybody asks and one administrator decides.
fn cast(accounts: usize) -> [(&'static str, &'static str); 3] {
    let mut people = "user,full_name,organisation,email\n".to_owned();
    writeln!(people, "amina,Amina Diallo,Lumen,{ADMINISTRATOR}").unwrap();
    for number in 0..APPLICANTS {
        let (name, address) = (name(number), address(number));
        writeln!(people, "applicant{number},{name},Atelier,{address}").unwrap();
    }
    let (mut domains, mut memberships) =
        ("domain,name\n".to_owned(), "user,domain,role\n".to_owned());
    for number in 0..accounts {
        let domain = domain(number);
        writeln!(domains, "{domain},Account {number}").unwrap();
        writeln!(memberships, "amina,{domain},sa-administrator").unwrap();
    }
    [
        ("people.csv", people.leak()),
        ("accounts.csv", domains.leak()),
        ("memberships.csv", memberships.leak()),
    ]
}

fn name(number: usize) -> String {
    format!("Applicant {number}")
}

fn address(number: usize) -> String {
    format!("applicant{number}@atelier.example")
}

fn domain(number: usize) -> String {
    format!("account{number}.example")
}

/// Everybody gets a password by mail. Out: their sessions, the administrator's last.
fn everybody_comes_in(house: &Installation) -> Vec<String> {
    let addresses: Vec<String> = (0..APPLICANTS)
        .map(address)
        .chain([ADMINISTRATOR.to_owned()])
        .collect();
    for address in &addresses {
        house
            .stranger()
            .goes_to("/forgot")
            .presses("Send me a link", &[("User ID or e-mail", address)]);
    }
    let come_in = addresses.iter().map(|address| {
        let mut visitor = house.visitor(address);
        visitor
            .opens_the_link_in("Your way back in")
            .presses("Save the password", &[("New password", crate::PASSWORD)]);
        visitor.session().unwrap().clone()
    });
    come_in.collect()
}

/// Who asked for what.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Ask {
    applicant: usize,
    account: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Decision {
    Approved,
    Denied,
}

/// What the program has acknowledged.
#[derive(Default)]
struct Ledger {
    asked: BTreeMap<String, Ask>,
    decided: BTreeMap<String, Decision>,
    last_asked: Option<String>,
    last_decided: Option<String>,
}

impl Ledger {
    fn asks(&mut self, request: &str, ask: Ask) {
        let before = self.asked.insert(request.to_owned(), ask);
        assert_eq!(before, None, "{request} answers two people");
        self.last_asked = Some(request.to_owned());
    }

    fn decides(&mut self, request: &str, decision: Decision) {
        self.decided.insert(request.to_owned(), decision);
        self.last_decided = Some(request.to_owned());
    }
}

struct Scene {
    /// The applicants', and last the administrator's.
    sessions: Vec<String>,
    accounts: usize,
    ledger: Mutex<Ledger>,
    acknowledged: Condvar,
    /// How often the program died over a request that it had been sent.
    cut_off: AtomicUsize,
    over: AtomicBool,
}

/// Ends the scene, even by a failure, so that nobody goes on for ever.
struct Curtain<'s>(&'s AtomicBool);

impl Drop for Curtain<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Scene {
    /// Two of them ask and one decides while the program is killed so many times. Out: how long the restarts took.
    fn plays(&self, house: &mut Installation, kills: usize) -> Vec<Duration> {
        let doors = [house.door(), house.door(), house.door()];
        let bag = house.post().bag();
        std::thread::scope(|scope| {
            let _curtain = Curtain(&self.over);
            let [first, second, third] = doors;
            scope.spawn(move || self.one_asks(&first, 0));
            scope.spawn(move || self.one_asks(&second, 1));
            scope.spawn(move || self.one_decides(&third, &bag));
            let restarts = (0..kills).map(|round| self.survives_a_kill(house, round));
            let restarts = restarts.collect();
            wait_for("enough decisions", MAIL_SETTLES, || {
                (self.ledger.lock().unwrap().decided.len() >= kills).then_some(())
            });
            restarts
        })
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    fn administrator(&self) -> &str {
        self.sessions.last().unwrap()
    }

    /// Out: how long it took until the program answered again.
    fn survives_a_kill(&self, house: &mut Installation, round: usize) -> Duration {
        let moment = Duration::from_millis(rand::random_range(20..600));
        match round % 5 {
            0 | 2 => rest(moment),
            1 | 3 => self.has_just_acknowledged_something(moment),
            _ => {
                // In the middle of starting.
                house.is_killed();
                house.begins_to_serve();
                rest(moment / 4);
            }
        }
        house.is_killed();
        let (asked, decided) = {
            let ledger = self.ledger.lock().unwrap();
            (ledger.last_asked.clone(), ledger.last_decided.clone())
        };
        let took = house.serves();
        for request in [asked, decided].into_iter().flatten() {
            self.is_as_acknowledged(house, &request);
        }
        took
    }

    /// Comes back the moment that somebody got an answer, after a while.
    fn has_just_acknowledged_something(&self, after: Duration) {
        rest(after);
        let ledger = self.ledger.lock().unwrap();
        let known = ledger.asked.len() + ledger.decided.len();
        let nothing_new = |ledger: &mut Ledger| ledger.asked.len() + ledger.decided.len() == known;
        drop(
            self.acknowledged
                .wait_timeout_while(ledger, Duration::from_secs(1), nothing_new)
                .unwrap(),
        );
    }

    /// Posts a form until there is an answer, as somebody who sees nothing happen presses again.
    /// Out: the answer, and whether it came the first time; nothing once all is over and nobody answers.
    fn posts(
        &self,
        door: &Door,
        session: &str,
        path: &str,
        form: &str,
    ) -> Option<(Response<String>, bool)> {
        for attempt in 0.. {
            let request = Request::post(path)
                .header(header::COOKIE, format!("parvis_session={session}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(form.to_owned());
            match door.tries(request.unwrap()) {
                Ok(answer) if answer.status() != 503 => return Some((answer, attempt == 0)),
                _ if self.is_over() => return None,
                answer => self.tries_again_soon(answer.err()),
            }
        }
        None
    }

    fn tries_again_soon(&self, fault: Option<ureq::Error>) {
        let nobody_there = |fault: &ureq::Error| match fault {
            ureq::Error::Io(fault) => fault.kind() == std::io::ErrorKind::ConnectionRefused,
            fault => matches!(fault, ureq::Error::ConnectionFailed),
        };
        if fault.is_some_and(|fault| !nobody_there(&fault)) {
            self.cut_off.fetch_add(1, Ordering::SeqCst);
        }
        rest(Duration::from_millis(5));
    }

    /// Half of the people ask for one account after the other.
    fn one_asks(&self, door: &Door, half: usize) {
        let asks = (0..self.accounts)
            .flat_map(|account| (0..APPLICANTS).map(move |applicant| Ask { applicant, account }));
        for ask in asks.filter(|ask| ask.applicant % 2 == half) {
            if self.is_over() {
                break;
            }
            let form = format!(
                "identifier={}&reason=I+need+this+for+my+work",
                domain(ask.account)
            );
            let session = &self.sessions[ask.applicant];
            let Some((answer, _)) = self.posts(door, session, "/access/requests", &form) else {
                break;
            };
            assert_eq!(answer.status(), 303, "{ask:?}: {}", answer.body());
            let to = answer.headers()[header::LOCATION].to_str().unwrap();
            let request = to.split('/').nth(3).unwrap();
            self.ledger.lock().unwrap().asks(request, ask);
            self.acknowledged.notify_one();
            // Not faster than mail goes out, or all there is at the end is mail.
            rest(Duration::from_millis(rand::random_range(0..100)));
        }
    }

    /// The administrator decides what her mail tells of.
    fn one_decides(&self, door: &Door, bag: &Bag) {
        let (mut read, mut told) = (0, VecDeque::new());
        let mut seen = BTreeSet::new();
        while !self.is_over() {
            for mail in bag.after(read) {
                read += 1;
                let request = mail.thread().map(|thread| in_thread(&thread));
                let is_hers = mail.envelope.rcpts == [ADMINISTRATOR];
                if let Some(request) = request.filter(|_| is_hers)
                    && seen.insert(request.clone())
                {
                    told.push_back(request);
                }
            }
            match told.pop_front() {
                Some(request) => {
                    if !self.decides(door, &request, seen.len()) {
                        told.push_back(request);
                    }
                }
                None => rest(Duration::from_millis(5)),
            }
        }
    }

    /// Decides one request. Out: nothing is done about one whose applicant has no answer yet and may ask again.
    fn decides(&self, door: &Door, request: &str, number: usize) -> bool {
        let Some(ask) = self.ledger.lock().unwrap().asked.get(request).copied() else {
            return false;
        };
        let (decision, form) = if number.is_multiple_of(3) {
            (Decision::Denied, "outcome=decline&class=other")
        } else {
            (
                Decision::Approved,
                "outcome=approve&scope=entire&role=sa-viewer",
            )
        };
        let path = format!("{}/decision", page_of(request, ask));
        let form = format!("version=1&{form}");
        let Some((answer, at_once)) = self.posts(door, self.administrator(), &path, &form) else {
            return true;
        };
        // She pressed again and is told that it is done.
        let is_known =
            !at_once && answer.status() == 409 && answer.body().contains(words(decision));
        assert!(
            answer.status() == 303 || is_known,
            "{request}: {} {}",
            answer.status(),
            answer.body()
        );
        self.ledger.lock().unwrap().decides(request, decision);
        self.acknowledged.notify_one();
        true
    }

    fn sees<'h>(&self, house: &'h Installation) -> Visitor<'h, Installation> {
        let mut amina = house.visitor("");
        amina.takes_session(self.administrator());
        amina
    }

    /// A request is there, decided as was acknowledged.
    fn is_as_acknowledged(&self, house: &Installation, request: &str) {
        let ledger = self.ledger.lock().unwrap();
        let mut amina = self.sees(house);
        amina
            .goes_to(&page_of(request, ledger.asked[request]))
            .meets(200);
        if let Some(decision) = ledger.decided.get(request) {
            amina.sees(words(*decision));
        }
    }

    fn everything_acknowledged_is_there_and_whole(&self, house: &Installation) {
        let ledger = self.ledger.lock().unwrap();
        let mut amina = self.sees(house);
        let used: BTreeSet<usize> = ledger.asked.values().map(|ask| ask.account).collect();
        for account in used {
            let of_account: BTreeMap<&String, Ask> = ledger
                .asked
                .iter()
                .filter(|(_, ask)| ask.account == account)
                .map(|(request, ask)| (request, *ask))
                .collect();
            let wanted = |decision: Option<Decision>| -> BTreeSet<String> {
                let all = of_account.keys().map(|request| (*request).clone());
                all.filter(|request| ledger.decided.get(request).copied() == decision)
                    .collect()
            };
            let desk = format!("/accounts/{}", domain(account));
            let queue = |status: &str| format!("{desk}/requests?status={status}");
            let approved = wanted(Some(Decision::Approved));
            assert_eq!(requests(&mut amina, &queue("pending")), wanted(None));
            assert_eq!(requests(&mut amina, &queue("approved")), approved);
            assert_eq!(
                requests(&mut amina, &queue("denied")),
                wanted(Some(Decision::Denied))
            );
            assert_eq!(requests(&mut amina, &format!("{desk}/users")), approved);
            let happened = of_account.iter().flat_map(|(request, ask)| {
                let events = events_of(ledger.decided.get(*request));
                events
                    .iter()
                    .map(|event| ((*event).to_owned(), name(ask.applicant)))
            });
            let mut happened: Vec<(String, String)> = happened.collect();
            happened.sort();
            assert_eq!(events(&mut amina, &format!("{desk}/events")), happened);
        }
    }

    /// One mail to the administrator for each request, one to whoever asked for each decision; what came twice came under
    /// one Message-ID. Out: how many came again.
    fn every_mail_came_once(&self, house: &Installation) -> usize {
        let ledger = self.ledger.lock().unwrap();
        let mut ids: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        let (mut count, mut different) = (0, BTreeSet::new());
        for mail in house.post().taken() {
            let Some(thread) = mail.thread() else {
                continue;
            };
            let about = (in_thread(&thread), mail.envelope.rcpts[0].clone());
            ids.entry(about).or_default().insert(mail.id().to_owned());
            different.insert(mail.id().to_owned());
            count += 1;
        }
        let count_of = |request: &str, address: &str| {
            let found = ids.get(&(request.to_owned(), address.to_owned()));
            found.map_or(0, BTreeSet::len)
        };
        for (request, ask) in &ledger.asked {
            let outcomes = usize::from(ledger.decided.contains_key(request));
            assert_eq!(count_of(request, ADMINISTRATOR), 1, "notices of {request}");
            assert_eq!(
                count_of(request, &address(ask.applicant)),
                1 + outcomes,
                "the receipt and the outcome of {request}"
            );
        }
        assert_eq!(ids.len(), 2 * ledger.asked.len());
        count - different.len()
    }

    fn sums_up(&self, kills: usize, restarts: &[Duration], repeated: usize) {
        let ledger = self.ledger.lock().unwrap();
        let (asked, decided) = (ledger.asked.len(), ledger.decided.len());
        assert!(
            asked > kills && decided > 0,
            "{asked} asked, {decided} decided"
        );
        let mut sorted = restarts.to_owned();
        sorted.sort();
        let (median, longest) = (sorted[sorted.len() / 2], sorted[sorted.len() - 1]);
        println!(
            "{kills} kills, {} in the middle of a request; {asked} requests, {decided} decisions, \
             {repeated} mails sent again; restarts took {median:?}, at most {longest:?}",
            self.cut_off.load(Ordering::SeqCst)
        );
        assert!(median < Duration::from_secs(3), "restarts take {median:?}");
    }
}

/// The events of a request that was decided so.
fn events_of(decision: Option<&Decision>) -> &'static [&'static str] {
    match decision {
        None => &["access-request.sent"],
        Some(Decision::Denied) => &["access-request.sent", "access-request.denied"],
        Some(Decision::Approved) => &[
            "access-request.sent",
            "access-request.approved",
            "membership.granted",
        ],
    }
}

fn words(decision: Decision) -> &'static str {
    match decision {
        Decision::Approved => "You approved this",
        Decision::Denied => "You declined this",
    }
}

fn page_of(request: &str, ask: Ask) -> String {
    format!("/accounts/{}/requests/{request}", domain(ask.account))
}

/// The request that a thread is about: `<req_…@host>`.
fn in_thread(thread: &str) -> String {
    let id = thread.trim_start_matches('<').split('@').next();
    id.unwrap().to_owned()
}

/// Waits until every mail is sent, and none was given up.
fn settles(house: &Installation, operator: &str) {
    let mut olga = house.visitor("");
    olga.takes_session(operator);
    wait_for("all mail to be sent", MAIL_SETTLES, || {
        let text = olga.goes_to("/operator").page.text();
        assert!(!text.contains("could not be delivered"), "{text}");
        if text.contains("waiting to be sent") {
            rest(Duration::from_millis(100));
            None
        } else {
            Some(())
        }
    });
}

/// Visits every page of a list.
fn each_page<H: House>(
    amina: &mut Visitor<'_, H>,
    path: &str,
    mut read: impl FnMut(&Visitor<'_, H>),
) {
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        amina.goes_to(&path).meets(200);
        read(amina);
        next = amina.page.attributes("a[rel=next]", "href").pop();
        // A query alone belongs to the same page.
        next = next.map(|to| match to.strip_prefix('?') {
            Some(query) => format!("{}?{query}", path.split('?').next().unwrap()),
            None => to,
        });
    }
}

/// The requests that a list links to, each of which must stand there once.
fn requests<H: House>(amina: &mut Visitor<'_, H>, path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_page(amina, path, |amina| {
        for link in amina.page.attributes("td a[href*='/requests/']", "href") {
            let request = link.rsplit('/').next().unwrap().to_owned();
            assert!(found.insert(request), "{link} stands twice on {path}");
        }
    });
    found
}

/// The events about applicants, with their names, in the order of the alphabet.
fn events<H: House>(amina: &mut Visitor<'_, H>, path: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each_page(amina, path, |amina| {
        let events = amina.page.all("tbody td:nth-child(2) .id");
        let about = amina.page.all("tbody td:nth-child(3)");
        found.extend(events.into_iter().zip(about));
    });
    found.retain(|(_, about)| about.starts_with("Applicant"));
    found.sort();
    found
}
