//! A mail server that takes whatever it is sent and keeps none of it.

use crate::bench::load::client::failed;
use crate::bench::load::site::Site;
use crate::bench::subject::now;
use crate::storage::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// After so long without another mail there is none to come.
const LAST: Duration = Duration::from_secs(3);
const EVERY: Duration = Duration::from_millis(200);

/// Open until this is dropped.
pub(super) struct Post {
    port: u16,
    taken: Arc<AtomicU64>,
    door: JoinHandle<()>,
}

impl Drop for Post {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl Post {
    pub(super) async fn open() -> Result<Self, Error> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let taken = Arc::new(AtomicU64::new(0));
        let counted = taken.clone();
        let door = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                tokio::spawn(talk(stream, counted.clone()));
            }
        });
        Ok(Self { port, taken, door })
    }

    /// What a server is told that is to send here.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("PARVIS_MAIL__HOST", "127.0.0.1".into()),
            ("PARVIS_MAIL__PORT", self.port.to_string()),
            ("PARVIS_MAIL__SECURITY", "none".into()),
        ]
    }

    /// How many mails were taken.
    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }

    /// Waits until no more mail comes and the server rests, at most so long. Out: whether that came.
    pub(super) async fn is_over(&self, site: &Site, within: Duration) -> bool {
        let began = now();
        let (mut seen, mut since) = (self.taken(), now());
        while began.elapsed() < within {
            tokio::time::sleep(EVERY).await;
            if self.taken() != seen {
                (seen, since) = (self.taken(), now());
            } else if since.elapsed() > LAST && site.settles(EVERY * 5).await {
                return true;
            }
        }
        false
    }
}

/// One conversation (RFC 5321), as far as a client that means well needs it.
async fn talk(stream: TcpStream, taken: Arc<AtomicU64>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 here\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let word = line.get(..4).unwrap_or("").to_ascii_uppercase();
        let answer: &[u8] = match word.as_str() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                while line != ".\r\n" {
                    line.clear();
                    if stream.read_line(&mut line).await? == 0 {
                        return Ok(());
                    }
                }
                taken.fetch_add(1, Ordering::SeqCst);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 over\r\n",
            _ => b"250 yes\r\n",
        };
        stream.write_all(answer).await?;
    }
}
