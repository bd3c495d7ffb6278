//! What the machine tells the program: to stop, or that the terminal has gone.

/// How the program was told to stop.
#[derive(Debug, Clone, Copy)]
pub enum Signal {
    Interrupt,
    Terminate,
    HangUp,
}

/// What is listened for: SIGINT, SIGTERM and SIGHUP.
#[cfg(unix)]
pub struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
    outlives_its_terminal: bool,
}

#[cfg(unix)]
impl Signals {
    /// From now on no signal ends the program by itself. A service outlives the terminal it was started from.
    pub fn new(outlives_its_terminal: bool) -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            outlives_its_terminal,
        })
    }

    /// Waits for the next time it is told; asked again after that, for somebody who does not want to wait.
    pub async fn told_to_stop(&mut self) -> Signal {
        loop {
            tokio::select! {
                _ = self.interrupt.recv() => return Signal::Interrupt,
                _ = self.terminate.recv() => return Signal::Terminate,
                _ = self.hang_up.recv() => {
                    if !self.outlives_its_terminal {
                        return Signal::HangUp;
                    }
                    tracing::info!(event = "service.hang-up", "SIGHUP changes nothing: settings are read at start");
                }
            }
        }
    }
}

/// As on Unix, for Ctrl-C alone.
#[cfg(not(unix))]
pub struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Errors: none, as nothing is set up before it is waited for.
    pub fn new(_: bool) -> std::io::Result<Self> {
        Ok(Self)
    }

    /// As on Unix.
    pub async fn told_to_stop(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::Interrupt
    }
}
