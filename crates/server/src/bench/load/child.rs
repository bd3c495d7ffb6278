//! The server that is measured: a process of its own, of this program or another build of it.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::subject::now;
use crate::storage::Error;
use hyper::StatusCode;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Ends with it.
pub(super) struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start to `/readyz`.
    pub started_in: Duration,
}

/// How long a start is waited for.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is asked whether it is ready.
const EVERY: Duration = Duration::from_millis(2);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts one on what was furnished in a folder, and waits until it is ready.
    pub(super) async fn start(binary: &Path, folder: &Path) -> Result<Self, Error> {
        let free = TcpListener::bind(("127.0.0.1", 0)).map_err(failed)?;
        let address = free.local_addr().map_err(failed)?;
        drop(free);
        let began = now();
        let child = Command::new(binary)
            .args(["bench", "serve", "--port", &address.port().to_string()])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let mut server = Self {
            child,
            address,
            started_in: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if server.child.try_wait().map_err(failed)?.is_some() {
                return Err(failed("the server that is measured has ended"));
            }
            if is_ready(address).await {
                server.started_in = began.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(EVERY).await;
        }
        Err(failed("the server that is measured does not get ready"))
    }

    /// A figure of `/proc/PID/status`, as it stands there: kB, or a number. None where the system does not tell.
    pub(super) fn status(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':')
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .ok()
    }
}

async fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut client) = Client::connect(address).await else {
        return false;
    };
    let answer = client.ask(&Ask::page("/readyz", None)).await;
    answer.is_ok_and(|(status, _)| status == StatusCode::OK)
}
