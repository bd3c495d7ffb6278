//! Connections: a number of them at most, none that stands still for ever, and all of them ended in good order.

use crate::app::App;
use crate::serve;
use crate::serve::patient::Patient;
use crate::stop::{Stage, Stop};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long to rest when no connection can be taken, for want of files for instance.
const REST: Duration = Duration::from_millis(200);

/// Each is served on a task of its own; whoever finds no place waits outside, unaccepted.
pub struct Connections {
    router: Router,
    stop: Stop,
    head: Duration,
    stall: Duration,
    places: Arc<Semaphore>,
    requests: Arc<AtomicUsize>,
    under_way: JoinSet<()>,
    /// Told apart from [`Stop`]: while the door still stands open, whoever is connected is served as ever.
    ending: Stop,
}

impl Connections {
    /// None yet. Places and patience are those of the settings (`serve`).
    pub fn new(router: Router, app: &App) -> Self {
        let settings = &app.config.serve;
        Self {
            router,
            stop: app.stop.clone(),
            head: settings.head(),
            stall: settings.stall(),
            places: Arc::new(Semaphore::new(settings.connections)),
            requests: Arc::default(),
            under_way: JoinSet::new(),
            ending: Stop::default(),
        }
    }

    /// How many requests are being answered.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// The same for somebody who asks later.
    pub fn counter(&self) -> Arc<AtomicUsize> {
        self.requests.clone()
    }

    /// Takes the next connection, when there is a place for it.
    pub async fn take_one(&mut self, listener: &TcpListener) {
        while self.under_way.try_join_next().is_some() {}
        let Ok(place) = self.places.clone().acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, peer)) => {
                let served = self.serve(stream, peer);
                self.under_way.spawn(async move {
                    served.await;
                    drop(place);
                });
            }
            Err(fault) => {
                tracing::warn!(event = "connection.refused", %fault, "a connection could not be taken");
                tokio::time::sleep(REST).await;
            }
        }
    }

    fn serve(&self, stream: TcpStream, peer: SocketAddr) -> impl Future<Output = ()> + use<> {
        let (router, stop, ending) = (self.router.clone(), self.stop.clone(), self.ending.clone());
        let (head, stall, all) = (self.head, self.stall, self.requests.clone());
        async move {
            // Answers are small, and somebody waits for them.
            let _ = stream.set_nodelay(true);
            let here = Arc::new(AtomicUsize::new(0));
            let counted = here.clone();
            let answer = service_fn(move |request: Request<Incoming>| {
                let (router, held) = (router.clone(), Held::one(&[&all, &counted]));
                async move {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert(ConnectInfo(peer));
                    let answer = router.oneshot(request).await;
                    // Held until the last of the answer is taken.
                    answer.map(|answer| {
                        answer.map(|body| Body::new(serve::patient::Held::new(body, held)))
                    })
                }
            });
            let stream = TokioIo::new(Patient::new(stream, stall));
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(head);
            let mut connection = pin!(builder.serve_connection(stream, answer));
            tokio::select! {
                _ = connection.as_mut() => return,
                () = ending.reaches(Stage::Stopping) => {}
            }
            connection.as_mut().graceful_shutdown();
            tokio::select! {
                _ = connection.as_mut() => return,
                () = stop.reaches(Stage::LastCall) => {}
            }
            // Whoever has not even asked yet is not waited for.
            if here.load(Ordering::SeqCst) > 0 {
                let _ = connection.await;
            }
        }
    }

    /// No connection outlives the request it is at.
    pub fn end_idle(&self) {
        self.ending.comes_to(Stage::Stopping);
    }

    /// Waits until none is left, as long as that takes.
    pub async fn ended(&mut self) {
        while self.under_way.join_next().await.is_some() {}
    }

    /// Ends all that are left.
    pub async fn break_off(&mut self) {
        self.under_way.shutdown().await;
    }
}

/// Counted in each of the numbers as long as it is held.
pub struct Held(Vec<Arc<AtomicUsize>>);

impl Held {
    fn one(numbers: &[&Arc<AtomicUsize>]) -> Self {
        for number in numbers {
            number.fetch_add(1, Ordering::SeqCst);
        }
        Self(numbers.iter().map(|number| (*number).clone()).collect())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        for number in &self.0 {
            number.fetch_sub(1, Ordering::SeqCst);
        }
    }
}
