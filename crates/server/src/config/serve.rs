//! How the program serves, starts and stops.

use crate::config::fault::ConfigFault;
use serde::Deserialize;
use std::time::Duration;

/// The section `serve` of the settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Serve {
    /// How many connections are held at once; more wait until one goes.
    pub connections: usize,
    /// How long a browser may take for the head of a request, and a connection stay open without one.
    pub head_seconds: u64,
    /// How long nothing may come of a body that is on its way, and nobody take of an answer.
    pub stall_seconds: u64,
    /// How long the start waits for a database that cannot be reached yet.
    pub database_wait_seconds: u64,
    /// How long a stop waits for what is under way, before it breaks off.
    pub stop_seconds: u64,
    /// How much of that the door stays open while `/readyz` already says no, so that a balancer can turn to other nodes.
    pub stop_notice_seconds: u64,
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            connections: 500,
            head_seconds: 20,
            stall_seconds: 30,
            database_wait_seconds: 60,
            stop_seconds: 8,
            stop_notice_seconds: 0,
        }
    }
}

impl Serve {
    /// Errors: a figure out of its range, or a notice that leaves nothing of the stop for what is under way.
    pub(super) fn check(&self) -> Result<(), ConfigFault> {
        let wrong = |key, what: &str| {
            Err(ConfigFault::Wrong {
                key,
                what: what.into(),
            })
        };
        if !(1..=100_000).contains(&self.connections) {
            return wrong("serve.connections", "must be from 1 to 100,000");
        }
        if !(1..=600).contains(&self.head_seconds) {
            return wrong("serve.head_seconds", "must be from 1 to 600");
        }
        if !(1..=600).contains(&self.stall_seconds) {
            return wrong("serve.stall_seconds", "must be from 1 to 600");
        }
        if self.database_wait_seconds > 86_400 {
            return wrong("serve.database_wait_seconds", "must be at most 86,400");
        }
        if !(1..=3600).contains(&self.stop_seconds) {
            return wrong("serve.stop_seconds", "must be from 1 to 3,600");
        }
        if self.stop_notice_seconds >= self.stop_seconds {
            return wrong(
                "serve.stop_notice_seconds",
                "must be less than serve.stop_seconds",
            );
        }
        Ok(())
    }

    /// For the head of a request, and for a connection that stays open without one.
    pub fn head(&self) -> Duration {
        Duration::from_secs(self.head_seconds)
    }

    /// For the body of a request, which the router waits for, and for an answer, which the connection does.
    pub fn stall(&self) -> Duration {
        Duration::from_secs(self.stall_seconds)
    }

    /// When it is over the start fails; none at all is one try.
    pub fn database_wait(&self) -> Duration {
        Duration::from_secs(self.database_wait_seconds)
    }

    /// From the signal to breaking off, the notice included.
    pub fn stop(&self) -> Duration {
        Duration::from_secs(self.stop_seconds)
    }

    /// From the signal to the closing of the door.
    pub fn stop_notice(&self) -> Duration {
        Duration::from_secs(self.stop_notice_seconds)
    }
}
