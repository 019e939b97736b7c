//! `stead check`: everything that is wrong, each with its place.

use camino::Utf8Path;
use catalog::check::references;
use catalog::document::{Finding, Problem, Severity};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::Report;
use crate::snippet;

/// Say what is wrong with the records, where, and what helps
///
/// Reads every document and every feed. Exit status 1 if there is an error; warnings alone leave it 0.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Show warnings as well
    #[arg(long)]
    warnings: bool,
}

pub(crate) fn run(args: &Check, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let problems = problems(&reading);
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    let shown: Vec<_> = problems
        .iter()
        .filter(|problem| args.warnings || problem.severity == Severity::Error)
        .collect();
    let (color, units) = (cx.console.has_color(), reading.node.index.codes().count());
    let mut text: String =
        shown.iter().map(|problem| snippet::render(problem, color) + "\n\n").collect();
    text.push_str(&summary(&reading, errors, warnings, args.warnings));
    let json = json!({
        "problems": shown,
        "items": reading.node.documents.titles.len(),
        "units": units,
        "events": reading.node.state.tally.events,
    });
    Ok(Answer::new(json, text).with_problem(errors > 0))
}

/// What is wrong with documents, references and feeds, by file and line.
pub(crate) fn problems(reading: &Reading) -> Vec<Problem> {
    let mut problems = reading.problems.clone();
    let present = |path: &str| reading.root.join(path).is_file();
    let source = |path: &Utf8Path| fs_err::read(reading.root.join(path)).ok();
    problems.extend(references(&reading.node.documents, &present, &source));
    problems.extend(generator::linkcheck::broken(&reading.node.documents, &present, &source));
    problems.extend(reading.torn.iter().filter(|torn| !torn.span.is_empty()).map(|torn| {
        let finding = Finding::warning(
            "torn-line",
            0..0,
            "the last line was cut off (by a power cut); it was never acknowledged",
        )
        .hint("the next command on that device sets it aside in `.stead/torn/`");
        Problem::of_file(torn.file.clone(), finding)
    }));
    problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    problems
}

fn summary(reading: &Reading, errors: usize, warnings: usize, told: bool) -> String {
    let read = format!(
        "Read {}, {} and {}.",
        counted(reading.node.documents.titles.len(), "title"),
        counted(reading.node.index.codes().count(), "unit"),
        counted(reading.node.state.tally.events, "event"),
    );
    let found = match (errors, warnings) {
        (0, 0) => "Nothing is wrong.".to_owned(),
        (0, n) => format!("No errors, {}.", counted(n, "warning")),
        (n, 0) => format!("{}.", counted(n, "error")),
        (n, w) => format!("{}, {}.", counted(n, "error"), counted(w, "warning")),
    };
    let more = if warnings > 0 && !told { " `--warnings` shows the warnings." } else { "" };
    format!("{read} {found}{more}\n")
}

/// `1 title`, `3 titles`.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
