//! A piece of work that fails again and again is tried ever more seldom, and said ever more seldom.

use domain::Moment;
use std::time::Duration;

/// The longest rest between two tries, and the first.
const LONGEST: Duration = Duration::from_secs(5 * 60);
const SHORTEST: Duration = Duration::from_secs(1);

/// How one piece of work has gone lately.
#[derive(Debug, Default, Clone)]
pub struct Patience {
    /// How often it has failed in a row.
    times: u32,
    since: Option<Moment>,
    rests_until: Option<Moment>,
}

impl Patience {
    /// Until when it is left alone, if it is for now. A rest longer than any comes from a clock that was ahead.
    pub fn rests_until(&self, now: Moment) -> Option<Moment> {
        self.rests_until
            .filter(|until| now < *until && *until <= now.plus(LONGEST))
    }

    /// It failed. Out: how often by now, where that is worth a line in the log: at once, and then each time it has doubled.
    pub fn fails(&mut self, now: Moment) -> Option<u32> {
        self.times = self.times.saturating_add(1);
        self.since.get_or_insert(now);
        let longer = SHORTEST.saturating_mul(2_u32.saturating_pow((self.times - 1).min(16)));
        self.rests_until = Some(now.plus(longer.min(LONGEST)));
        self.times.is_power_of_two().then_some(self.times)
    }

    /// It went well. Out: how often it had failed, and for how long, where it had.
    pub fn succeeds(&mut self, now: Moment) -> Option<(u32, Duration)> {
        let since = self.since?;
        let times = self.times;
        *self = Self::default();
        Some((times, now.since(since)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::days;

    #[test]
    fn a_day_of_faults_is_a_few_lines_and_a_few_hundred_tries() {
        let (mut patience, mut now) = (Patience::default(), Moment(0));
        let (mut tries, mut lines) = (0, 0);
        while now < Moment(0).plus(days(1)) {
            if patience.rests_until(now).is_none() {
                tries += 1;
                lines += usize::from(patience.fails(now).is_some());
            }
            now = now.plus(Duration::from_millis(500));
        }
        assert!((100..400).contains(&tries), "{tries}");
        assert!((2..12).contains(&lines), "{lines}");
        let over = patience.succeeds(now).unwrap();
        assert_eq!(over.0, tries);
        assert!(patience.succeeds(now).is_none() && patience.rests_until(now).is_none());
    }

    #[test]
    fn a_clock_set_back_makes_no_rest_longer() {
        let mut patience = Patience::default();
        let now = Moment(0).plus(days(100));
        patience.fails(now);
        assert!(patience.rests_until(now).is_some());
        assert_eq!(patience.rests_until(Moment(0)), None);
    }
}
