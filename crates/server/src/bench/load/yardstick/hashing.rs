//! Argon2id alone, with the parameters of every password and the memory of one hash kept for the next.

use crate::bench::load::client::failed;
use crate::bench::subject::now;
use crate::password::{Memory, fits, hash_now};
use crate::storage::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Checks a password again and again, on as many threads as are said. Out: how often in a second.
pub(in crate::bench::load) fn rate(
    password: &str,
    threads: usize,
    lasting: Duration,
) -> Result<f64, Error> {
    let stored = hash_now(password).ok_or_else(|| failed("the password has no hash"))?;
    let (done, wrong) = (AtomicU64::new(0), AtomicU64::new(0));
    let began = now();
    std::thread::scope(|all| {
        for _ in 0..threads {
            all.spawn(|| {
                let mut memory = Memory::new();
                while began.elapsed() < lasting {
                    let count = match fits(&mut memory, password, &stored) {
                        true => &done,
                        false => &wrong,
                    };
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    if wrong.load(Ordering::Relaxed) > 0 {
        return Err(failed("the password does not fit its hash"));
    }
    Ok(done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64())
}
