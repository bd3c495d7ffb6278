//! A server at work on what was furnished, and what clients ask of it.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::load::driving::{Driven, drive};
use crate::bench::load::furnishing::{self, FREE_FROM, Furnished, asked, asker, domain};
use crate::bench::load::program::Server;
use crate::bench::subject::now;
use crate::storage::Error;
use std::sync::Arc;
use std::time::Duration;

/// The password of everybody who was furnished.
pub(super) const PASSWORD: &str = "the forecourt at dusk";
/// So many requests more than others has whoever reads their own, so that the list is full.
const OF_READER: u64 = 25;
/// A process whose threads wake less often than this in so long rests: what is done in small pieces with breaths between takes hardly any
/// of the time.
const RESTING: u64 = 20;
const WATCHED: Duration = Duration::from_secs(1);

/// Those who ask, and how far they have come.
pub(super) struct Crowd {
    furnished: Arc<Furnished>,
    /// How many submissions were planned so far: none is sent twice.
    turn: u64,
    log_ins: u64,
    /// What waits, and how much of it was decided.
    waiting: Arc<Vec<(u64, String)>>,
    decided: u64,
}

/// A server, and those who ask it.
pub(super) struct Site {
    pub server: Server,
    crowd: Crowd,
}

impl Crowd {
    /// Errors: nobody was furnished.
    pub(super) fn new(furnished: &Arc<Furnished>) -> Result<Self, Error> {
        if furnished.askers.len() < 2 || furnished.deciders.is_empty() {
            return Err(failed("nobody was furnished"));
        }
        Ok(Self {
            furnished: furnished.clone(),
            turn: 0,
            log_ins: 0,
            waiting: Arc::new(furnished.waiting.clone()),
            decided: 0,
        })
    }

    /// Has them ask a server.
    pub(super) fn at(self, server: Server) -> Site {
        Site {
            server,
            crowd: self,
        }
    }
}

impl Site {
    /// What was there before.
    pub(super) fn furnished(&self) -> &Arc<Furnished> {
        &self.crowd.furnished
    }

    /// Stops the server. Out: those who asked it, for another on the same.
    pub(super) async fn stop(self) -> Result<Crowd, Error> {
        self.server.stop().await?;
        Ok(self.crowd)
    }

    async fn drive(
        &self,
        clients: usize,
        lasting: Duration,
        from: u64,
        ask: impl Fn(u64) -> Option<Ask> + Send + Sync + 'static,
    ) -> Result<Driven, Error> {
        drive(self.server.address, clients, lasting, from, ask).await
    }

    /// Sends requests, none of them twice. In: how many at most.
    pub(super) async fn submit_some(
        &mut self,
        clients: usize,
        lasting: Duration,
        most: u64,
    ) -> Result<Driven, Error> {
        let (furnished, last) = (
            self.crowd.furnished.clone(),
            self.crowd.turn.saturating_add(most),
        );
        let ask = move |number| submission(&furnished, number).filter(|_| number < last);
        let driven = self.drive(clients, lasting, self.crowd.turn, ask).await?;
        // What was given to nobody may be sent the next time.
        self.crowd.turn = driven.next.min(last);
        let sent = driven.led_to.iter().filter_map(|(number, led_to)| {
            let id = led_to
                .strip_prefix("/access/requests/")?
                .split('/')
                .next()?;
            Some((target(&self.crowd.furnished, *number)?, id.to_owned()))
        });
        Arc::make_mut(&mut self.crowd.waiting).extend(sent);
        Ok(driven)
    }

    /// Sends requests, none of them twice.
    pub(super) async fn submit(
        &mut self,
        clients: usize,
        lasting: Duration,
    ) -> Result<Driven, Error> {
        self.submit_some(clients, lasting, u64::MAX).await
    }

    /// Decides what waits, none of it twice, until nothing does. In: how many at most.
    pub(super) async fn decide_some(
        &mut self,
        clients: usize,
        lasting: Duration,
        most: u64,
    ) -> Result<Driven, Error> {
        let (decisions, from) = (self.decisions(), self.crowd.decided);
        let last = from.saturating_add(most);
        let ask = move |number| decisions(number).filter(|_| number < last);
        let driven = self.drive(clients, lasting, from, ask).await?;
        self.crowd.decided = driven.next.min(last);
        Ok(driven)
    }

    /// Decides what waits, none of it twice, until nothing does.
    pub(super) async fn decide(
        &mut self,
        clients: usize,
        lasting: Duration,
    ) -> Result<Driven, Error> {
        self.decide_some(clients, lasting, u64::MAX).await
    }

    /// What the decision of a number is.
    pub(super) fn decisions(&self) -> impl Fn(u64) -> Option<Ask> + Send + Sync + use<> {
        let (furnished, waiting) = (self.crowd.furnished.clone(), self.crowd.waiting.clone());
        move |number| decision(&furnished, waiting.get(number as usize)?)
    }

    /// What the submission of a number is.
    pub(super) fn submissions(&self) -> impl Fn(u64) -> Option<Ask> + Send + Sync + use<> {
        let furnished = self.crowd.furnished.clone();
        move |number| submission(&furnished, number)
    }

    /// What the log-in of a number is.
    pub(super) fn arrivals(&self) -> impl Fn(u64) -> Option<Ask> + Send + Sync + use<> {
        let furnished = self.crowd.furnished.clone();
        move |number| Some(log_in(&furnished, number))
    }

    /// Logs people in, one after the other.
    pub(super) async fn log_in(
        &mut self,
        clients: usize,
        lasting: Duration,
    ) -> Result<Driven, Error> {
        let arrivals = self.arrivals();
        let driven = self
            .drive(clients, lasting, self.crowd.log_ins, arrivals)
            .await?;
        self.crowd.log_ins = driven.next;
        Ok(driven)
    }

    /// Reads pages in turn.
    pub(super) async fn read(
        &self,
        clients: usize,
        lasting: Duration,
        pages: Vec<Ask>,
    ) -> Result<Driven, Error> {
        let ask = move |number| pages.get(number as usize % pages.len().max(1)).cloned();
        self.drive(clients, lasting, 0, ask).await
    }

    /// Has somebody send so many requests that their list is full. Out: their session.
    pub(super) async fn reader(&mut self) -> Result<String, Error> {
        let furnished = self.crowd.furnished.clone();
        let session = furnished.askers.last().cloned().unwrap_or_default();
        let person = (furnished.askers.len() as u64 - 1) * furnished.every;
        let ask = move |number| {
            let turn = FREE_FROM + number;
            let account = asked(person, turn, furnished.accounts);
            let is_free = number < OF_READER && turn < furnished.accounts;
            let session = furnished.askers.last()?;
            is_free.then(|| request(session, account))
        };
        self.drive(1, Duration::from_secs(60), 0, ask).await?;
        Ok(session)
    }

    /// How many bytes a page has. Errors: it is not answered as it should be.
    pub(super) async fn length(&self, page: &Ask) -> Result<usize, Error> {
        let mut client = Client::connect(self.server.address).await?;
        let answer = client.ask(page).await?;
        match page.is_met_by(&answer) {
            true => Ok(answer.bytes),
            false => Err(failed(format!("{}: {}", page.path, answer.status))),
        }
    }

    /// Waits until nothing happens by itself any more, at most so long. Out: whether that came.
    pub(super) async fn settles(&self, within: Duration) -> bool {
        let (process, began) = (self.server.process(), now());
        while began.elapsed() < within {
            let before = process.rests();
            tokio::time::sleep(WATCHED).await;
            let (Some(before), Some(after)) = (before, process.rests()) else {
                return false;
            };
            if after.saturating_sub(before) < RESTING {
                return true;
            }
        }
        false
    }
}

/// Who sends the submission of that number, as they stand among those who ask. The last of them reads, and sends none of these.
fn sender(furnished: &Furnished, number: u64) -> (u64, u64) {
    let senders = furnished.askers.len() as u64 - 1;
    (number % senders, number / senders)
}

/// The account that the submission of that number asks; none where everybody has asked all.
fn target(furnished: &Furnished, number: u64) -> Option<u64> {
    let (sender, round) = sender(furnished, number);
    let turn = FREE_FROM + round;
    let account = asked(sender * furnished.every, turn, furnished.accounts);
    (turn < furnished.accounts).then_some(account)
}

/// The submission of that number: each leads somebody to an account that they have not asked before.
fn submission(furnished: &Furnished, number: u64) -> Option<Ask> {
    let account = target(furnished, number)?;
    let (sender, _) = sender(furnished, number);
    let session = furnished.askers.get(sender as usize)?;
    Some(request(session, account))
}

/// With a reason of 80 characters.
fn request(session: &str, account: u64) -> Ask {
    let typed = format!(
        "identifier={}&for=&reason=The+downloads+of+my+site%2C+as+my+colleagues+have+them%2C+for+the+work+on+next+Monday.&scope=&role=&until=",
        domain(account)
    );
    Ask::form("/access/requests", Some(session), typed, "/confirmation")
}

fn decision(furnished: &Furnished, (account, request): &(u64, String)) -> Option<Ask> {
    let session = furnished.deciders.get(*account as usize)?;
    let path = format!("/accounts/{}/requests/{request}/decision", domain(*account));
    let typed =
        "version=1&outcome=approve&scope=entire&role=sa-user&until=&note=&words=&why=&class=";
    let leads_to = format!("/requests/{request}");
    Some(Ask::form(path, Some(session), typed.into(), leads_to))
}

fn log_in(furnished: &Furnished, number: u64) -> Ask {
    let people = furnished.askers.len() as u64 * furnished.every;
    let typed = format!(
        "name={}&password={}&next=%2Faccess%2Fservices",
        asker(number % people),
        PASSWORD.replace(' ', "+")
    );
    Ask::form("/sign-in", None, typed, "/access/services")
}

/// The list of one's own requests, and that of those which wait in an account.
pub(super) fn own_requests(session: &str) -> Ask {
    Ask::page("/access/services", Some(session))
}

pub(super) fn queue(furnished: &Furnished) -> Ask {
    let session = furnished.deciders.first().map(String::as_str);
    Ask::page(
        format!("/accounts/{}/requests", furnishing::domain(0)),
        session,
    )
}
