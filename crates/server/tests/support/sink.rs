//! A mail server in this process that takes everything at once, or nothing at all: quick enough to measure us by.

use parvis::config::{Config, Mail, MailSecurity};
use parvis::notification::smtp::Smtp;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the sink has seen.
#[derive(Default)]
pub struct Seen {
    pub connections: AtomicUsize,
    pub mails: AtomicUsize,
    /// Every name we were greeted by.
    pub hello: Mutex<Vec<String>>,
    /// Takes connections and says nothing.
    hangs: AtomicBool,
}

/// Stops with the runtime it was opened on.
pub struct Sink {
    pub seen: Arc<Seen>,
    port: u16,
}

impl Sink {
    pub fn opens(runtime: &tokio::runtime::Runtime) -> Self {
        let listener = runtime
            .block_on(TcpListener::bind(("127.0.0.1", 0)))
            .unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Seen::default());
        let known = seen.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                known.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(converse(stream, known.clone()));
            }
        });
        Self { seen, port }
    }

    pub fn hangs(&self, hangs: bool) {
        self.seen.hangs.store(hangs, Ordering::SeqCst);
    }

    pub fn settings(&self) -> Mail {
        Mail {
            host: "127.0.0.1".into(),
            port: Some(self.port),
            security: MailSecurity::None,
            from: "Parvis <parvis@company.example>".into(),
            ..Mail::default()
        }
    }

    /// A sender that speaks to this sink for an installation.
    pub fn sender(&self, config: &Config) -> Smtp {
        super::smtp_server::sender(config, self.settings())
    }

    pub fn mails(&self) -> usize {
        self.seen.mails.load(Ordering::SeqCst)
    }

    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }
}

/// One connection (RFC 5321), as far as a client that keeps to it needs.
async fn converse(stream: TcpStream, seen: Arc<Seen>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    if seen.hangs.load(Ordering::SeqCst) {
        // Ends when the client goes away.
        while lines.next_line().await.ok()?.is_some() {}
        return None;
    }
    write.write_all(b"220 sink.test\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let verb = line.split(' ').next().unwrap_or_default();
        let answer = match verb {
            "EHLO" => {
                let name = line[4..].trim().to_owned();
                seen.hello.lock().unwrap().push(name);
                "250-sink.test\r\n250 8BITMIME\r\n"
            }
            "DATA" => {
                write.write_all(b"354 Go on\r\n").await.ok()?;
                while lines.next_line().await.ok()?? != "." {}
                seen.mails.fetch_add(1, Ordering::SeqCst);
                "250 2.0.0 Taken\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 Good-bye\r\n").await.ok()?;
                return Some(());
            }
            _ => "250 2.0.0 OK\r\n",
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}
