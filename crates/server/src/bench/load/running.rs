//! The whole load: every part of one build, or of two in turns, as often as is wanted.

use crate::bench::load::held::{Held, better};
use crate::bench::load::plan::{LoadPlan, Part};
use crate::bench::load::program::Program;
use crate::bench::load::report::{Figure, LoadReport, medians};
use crate::bench::load::sitting::Sitting;
use crate::bench::load::{furnishing, held, parts};
use crate::storage::Error;
use std::path::Path;

/// What has fallen is measured so often again before it counts.
const AGAIN: usize = 2;

/// Fills a folder for a load.
pub async fn furnish(folder: &Path, requests: u64, say: &dyn Fn(&str)) -> Result<(), Error> {
    furnishing::furnish(folder, requests, say).await
}

/// What was found out about one build.
#[derive(Default)]
struct Found {
    runs: Vec<Vec<Figure>>,
    left_out: Vec<String>,
}

/// Measures builds in turns. Out: what was found out about each, in their order.
async fn measure(
    (scratch, data): (&Path, &Path),
    plan: &LoadPlan,
    programs: &[Program],
    parts: &[Part],
    say: &dyn Fn(&str),
) -> Result<Vec<Found>, Error> {
    let mut sittings: Vec<Sitting> = programs
        .iter()
        .map(|program| Sitting::new(plan, program, (scratch, data), say))
        .collect();
    let mut found: Vec<Found> = programs.iter().map(|_| Found::default()).collect();
    for _ in 0..plan.repetitions.max(1) {
        for (sitting, found) in sittings.iter_mut().zip(&mut found) {
            parts::measure(sitting, parts).await?;
            found.runs.push(std::mem::take(&mut sitting.figures));
            found.left_out.clone_from(&sitting.left_out);
        }
    }
    Ok(found)
}

/// Measures a build in a folder. In: ratios that it must keep. `say` is told what goes on.
pub async fn run(
    folder: &Path,
    plan: &LoadPlan,
    held: Option<&Held>,
    say: &dyn Fn(&str),
) -> Result<LoadReport, Error> {
    let data = plan.data.clone().unwrap_or_else(|| folder.join("data"));
    let places = (folder, data.as_path());
    let program = |binary: &Path| Program {
        binary: binary.to_owned(),
        settings: plan.settings.clone(),
    };
    let programs: Vec<Program> = [plan.before.as_deref(), Some(plan.binary.as_path())]
        .into_iter()
        .flatten()
        .map(program)
        .collect();
    let mut found = measure(places, plan, &programs, &plan.parts, say).await?;
    let this = found.pop().unwrap_or_default();
    let before = found.pop().unwrap_or_default();
    let mut figures = medians(&this.runs);
    if let Some(held) = held {
        for _ in 0..AGAIN {
            let mut fallen = held.parts(&figures);
            if fallen.is_empty() {
                break;
            }
            // What is decided is what was sent a moment ago, where both are measured.
            if fallen.contains(&Part::Decide) && plan.has(Part::Submit) {
                fallen.insert(Part::Submit);
            }
            let fallen: Vec<Part> = fallen.into_iter().collect();
            say("once more, as something has fallen");
            let this = &programs[programs.len() - 1..];
            for found in measure(places, plan, this, &fallen, say).await? {
                better(&mut figures, medians(&found.runs));
            }
        }
    }
    Ok(LoadReport {
        database: match plan.database {
            None => "SQLite",
            Some(_) => "PostgreSQL",
        },
        requests: plan.requests,
        seed_size: plan.largest(),
        seconds: plan.lasting.as_secs_f64(),
        repetitions: plan.repetitions,
        before: medians(&before.runs),
        fallen: held.map_or_else(Vec::new, |held| held.said(&figures)),
        figures,
        left_out: this.left_out,
    })
}

/// Holds the ratios of a report in a file from now on. Errors: it cannot be read, understood or written.
pub fn hold(file: &Path, report: &LoadReport) -> Result<(), String> {
    held::renew(file, &report.figures)
}
