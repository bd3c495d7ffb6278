//! How often a program waits for its database server: a wire between the two that counts each time that one side answers the other.

use crate::bench::load::client::failed;
use crate::storage::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Open until this is dropped.
pub(in crate::bench::load) struct Wire {
    /// The address of the database through it.
    pub url: String,
    trips: Arc<AtomicU64>,
    door: JoinHandle<()>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.door.abort();
    }
}

/// Where a database address leads, and the same address with another host and port. None where it is not one host that is reached by
/// its name and port.
fn led_through(url: &str, port: u16) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let (authority, path) = rest.split_once('/')?;
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (format!("{user}@"), host),
        None => (String::new(), authority),
    };
    if host.is_empty() || host.contains(',') || path.contains("host") {
        return None;
    }
    let to = match host.rsplit_once(':') {
        Some((_, port)) if port.parse::<u16>().is_ok() => host.to_owned(),
        _ => format!("{host}:5432"),
    };
    Some((to, format!("{scheme}://{user}127.0.0.1:{port}/{path}")))
}

impl Wire {
    /// Out: none where the server is not reached over TCP.
    pub(in crate::bench::load) async fn to(url: &str) -> Result<Option<Self>, Error> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let Some((to, url)) = led_through(url, port) else {
            return Ok(None);
        };
        let trips = Arc::new(AtomicU64::new(0));
        let counted = trips.clone();
        let door = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let Ok(far) = TcpStream::connect(&to).await else {
                    continue;
                };
                let _ = (near.set_nodelay(true), far.set_nodelay(true));
                let ((near_in, near_out), (far_in, far_out)) =
                    (near.into_split(), far.into_split());
                // Whether the server has had the last word.
                let answered = Arc::new(AtomicBool::new(true));
                let asks = (answered.clone(), counted.clone());
                tokio::spawn(pass_on(near_in, far_out, move || {
                    if asks.0.swap(false, Ordering::SeqCst) {
                        asks.1.fetch_add(1, Ordering::SeqCst);
                    }
                }));
                tokio::spawn(pass_on(far_in, near_out, move || {
                    answered.store(true, Ordering::SeqCst);
                }));
            }
        });
        Ok(Some(Self { url, trips, door }))
    }

    /// Round trips so far, on all connections.
    pub(in crate::bench::load) fn trips(&self) -> u64 {
        self.trips.load(Ordering::SeqCst)
    }
}

/// Passes on what comes, and says so before it does.
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, say: impl Fn()) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count) = from.read(&mut bytes).await {
        if count == 0 {
            break;
        }
        say();
        if to.write_all(&bytes[..count]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_led_through_another_port() {
        let through = |url| led_through(url, 9);
        let both = |to: &str, url: &str| Some((to.to_owned(), url.to_owned()));
        assert_eq!(
            through("postgres://u:p@h:1/d?x=y"),
            both("h:1", "postgres://u:p@127.0.0.1:9/d?x=y")
        );
        assert_eq!(
            through("postgres://h/d"),
            both("h:5432", "postgres://127.0.0.1:9/d")
        );
        for url in [
            "postgres:///d",
            "postgres://a,b/d",
            "postgres://u@h/d?host=/run",
        ] {
            assert_eq!(through(url), None, "{url}");
        }
    }

    #[tokio::test]
    async fn each_answer_that_is_waited_for_is_a_round_trip() {
        let echo = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("postgres://{}/d", echo.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = echo.accept().await.unwrap();
            let mut bytes = [0; 3];
            while stream.read_exact(&mut bytes).await.is_ok() {
                stream.write_all(&bytes).await.unwrap();
            }
        });
        let wire = Wire::to(&url).await.unwrap().unwrap();
        let near = wire.url.split(['/', '@']).nth(2).unwrap();
        let mut near = TcpStream::connect(near).await.unwrap();
        let mut answer = [0; 3];
        for asked in 1..=3 {
            // In pieces, and one round trip all the same.
            near.write_all(b"a").await.unwrap();
            near.write_all(b"bc").await.unwrap();
            near.read_exact(&mut answer).await.unwrap();
            assert_eq!(wire.trips(), asked);
        }
    }
}
