//! `stead count`: stocktakes.

use catalog::ids::CountId;
use desk::{By, CountReport, ScanResult};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::event_words::named;
use crate::node::{self, Acting};
use crate::report::Report;

/// Stocktakes: start, scan, close
///
/// Start at a place, scan everything that stands there, close. Only what you name with `--missing`
/// becomes missing.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Count {
    /// Begin a stocktake of a place and all that stands in it
    Start(Start),
    /// Note one or more scanned things
    Scan(Scan),
    /// End a stocktake and show what was not seen
    Close(Close),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Start {
    /// The place's name or code
    place: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Scan {
    /// The stocktake's name
    count: String,
    /// What was scanned, one or more
    #[arg(required = true)]
    scanned: Vec<String>,
    /// The place where it stood [default: the place of the stocktake]
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Close {
    /// The stocktake's name
    count: String,
    /// A unit that nobody could find; may be given more than once
    #[arg(long, value_name = "CODE")]
    missing: Vec<String>,
    /// Everything that was not seen is missing
    #[arg(long, conflicts_with = "missing")]
    all_missing: bool,
}

pub(crate) fn run(args: &Count, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Count::Start(args) => start(args, cx),
        Count::Scan(args) => scan(args, cx),
        Count::Close(args) => close(args, cx),
    }
}

fn start(args: &Start, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead count start")?;
    let place = node::place(acting.desk.node(), &args.place)?;
    let count = acting.desk.count_open(&place, By::Terminal)?;
    acting.commit(cx, &format!("count: {place} begun"));
    let expected = acting.desk.count_report(count)?.not_seen.len();
    let text = format!(
        "Counting {place}: {} should be here.\n`stead count scan {count} <code>…` for each thing.\n",
        super::check::counted(expected, "thing")
    );
    Ok(Answer::new(json!({ "count": count, "place": place, "expected": expected }), text))
}

fn count_id(text: &str) -> Result<CountId, Report> {
    super::undo::event_id(text).map(CountId)
}

fn scan(args: &Scan, cx: &mut Context) -> Result<Answer, Report> {
    let count = count_id(&args.count)?;
    let mut acting = Acting::open(cx, "stead count scan")?;
    let place = args.place.as_deref().map(|text| node::place(acting.desk.node(), text));
    let place = place.transpose()?;
    let (mut results, mut text) = (Vec::new(), String::new());
    for scanned in &args.scanned {
        let receipt = acting.desk.count_scan(count, scanned, place.as_ref(), By::Terminal)?;
        let (name, words) = match receipt.result {
            ScanResult::Found => ("found", "is here"),
            ScanResult::Already => ("already", "was scanned before"),
            ScanResult::Misplaced => ("misplaced", "is here and belongs elsewhere"),
            ScanResult::Unknown => ("unknown", "is no unit of the catalogue"),
        };
        let thing = receipt
            .unit
            .map_or_else(|| format!("`{scanned}`"), |unit| named(acting.desk.node(), unit));
        text.push_str(&format!("{thing} {words}\n"));
        results.push(json!({
            "scanned": scanned, "unit": receipt.unit, "result": name, "event": receipt.event,
        }));
    }
    acting.commit(cx, &format!("count: {count} scanned"));
    Ok(Answer::new(json!({ "count": count, "scans": results }), text))
}

fn close(args: &Close, cx: &mut Context) -> Result<Answer, Report> {
    let count = count_id(&args.count)?;
    let mut acting = Acting::open(cx, "stead count close")?;
    let report = acting.desk.count_report(count)?;
    let missing = if args.all_missing {
        report.not_seen.clone()
    } else {
        args.missing.iter().map(|code| acting.unit(code)).collect::<Result<_, _>>()?
    };
    let event = acting.desk.count_close(count, missing.clone(), By::Terminal)?;
    acting.commit(cx, &format!("count: {count} closed"));
    let text = words(&acting, &report, missing.len());
    let json = json!({
        "count": count, "event": event, "found": report.found, "not_seen": report.not_seen,
        "misplaced": report.misplaced, "unknown": report.unknown, "missing": missing,
    });
    Ok(Answer::new(json, text))
}

fn words(acting: &Acting, report: &CountReport, missing: usize) -> String {
    let node = acting.desk.node();
    let mut text = format!("{} here, {missing} noted as missing.\n", report.found.len());
    for code in &report.not_seen {
        text.push_str(&format!("  not seen   {}\n", named(node, *code)));
    }
    for (code, shelf) in &report.misplaced {
        text.push_str(&format!("  misplaced  {} belongs at {shelf}\n", named(node, *code)));
    }
    for scanned in &report.unknown {
        text.push_str(&format!("  unknown    {scanned}\n"));
    }
    text
}
