//! `stead import`: records from other systems.

use std::collections::BTreeSet;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::code::Code;
use catalog::document::parse;
use catalog::event::Wall;
use catalog::store::write_atomic;
use desk::lock::Lock;
use exchange::format::Mapping;
use exchange::plan::{Node, Plan};
use exchange::{ImportFormat, ImportOptions};
use serde_json::json;
use sync::{Author, Repo};

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::{self, Report};

/// The largest file that is read for an import, in bytes.
const MAX_FILE: u64 = 256 << 20;

/// Take over records from another system, a spreadsheet or a folder of open designs
///
/// A row fills what is empty here; what the node says itself is never overwritten. A row that cannot
/// be read is reported with its number, and the rest goes on. The same import twice changes nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// A file, or a folder of files
    from: Utf8PathBuf,
    /// What it is: auto, snipe-it, lend-engine, myturn, homebox, shelf, inventree, circulate, leihs,
    /// csv, okh
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    format: String,
    /// Say what a column means (`"Asset no.=alias"`), or `dates=day-first`; may be given more than once
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Change nothing; show what would change, line by line
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Import, cx: &mut Context) -> Result<Answer, Report> {
    let format: ImportFormat =
        args.format.parse().map_err(|error: exchange::format::UnknownFormat| {
            Report::request("format", error.to_string())
        })?;
    let map = Mapping::parse(args.map.iter().map(String::as_str))
        .map_err(|error| Report::request("map", error.to_string()))?;
    let files = files(&args.from)?;
    let reading = Reading::open(cx)?;
    let _lock = if args.dry_run {
        None
    } else {
        Some(Lock::take(&reading.root, "stead import", reading.now)?)
    };
    let documents = &reading.node.documents;
    let options = ImportOptions { format, map, ..ImportOptions::for_node(documents) };
    let file = |path: &Utf8Path| fs_err::read(reading.root.join(path)).ok();
    let bar = cx.console.progress("reading");
    let plan = exchange::import(&files, &options, Node { documents, file: &file });
    bar.finish_and_clear();
    let mut text = String::new();
    if args.dry_run {
        text.push_str(&plan.diff());
    } else {
        write(&reading.root, &plan)?;
        // A label that does not wait can still be asked for by its code.
        drop(desk::labels::queue(&reading.root, new_codes(&reading, &plan)));
        commit(cx, &reading, &plan, args.from.file_name().unwrap_or("a folder"))?;
    }
    text.push_str(&words(&plan, args.dry_run));
    let mut json = json!(plan);
    json["dry_run"] = json!(args.dry_run);
    if args.dry_run {
        json["diff"] = json!(plan.diff());
    }
    Ok(Answer::new(json, text))
}

fn write(root: &Utf8Path, plan: &Plan) -> Result<(), Report> {
    for change in &plan.changes {
        let path = root.join(&change.path);
        write_atomic(&path, &change.after).map_err(report::at("written", &path))?;
    }
    Ok(())
}

/// The codes that the import brought: their labels wait for the printer.
fn new_codes(reading: &Reading, plan: &Plan) -> Vec<Code> {
    let known: BTreeSet<Code> = reading.node.index.codes().collect();
    let titles = plan.changes.iter().filter_map(|change| {
        match parse::parse(&change.path, &change.after)?.record? {
            parse::Record::Title(title) => Some(title),
            _ => None,
        }
    });
    let codes = titles.flat_map(|title| title.units.into_iter().map(|unit| unit.code));
    codes.filter(|code| !known.contains(code)).collect()
}

fn commit(cx: &mut Context, reading: &Reading, plan: &Plan, from: &str) -> Result<(), Report> {
    if plan.changes.is_empty() || !reading.root.join(".git").exists() {
        return Ok(());
    }
    let (repo, _): (Repo, _) = node::repository(cx, &reading.root)?;
    let Some(key) = repo.key() else { return Ok(()) };
    if !node::is_welcome(&repo, reading.now)? {
        return Ok(());
    }
    let parse = |path: &Utf8Path| {
        path.as_str().parse().map_err(|error| Report::from(sync::Error::Path(error)))
    };
    let paths =
        plan.changes.iter().map(|change| parse(&change.path)).collect::<Result<Vec<_>, _>>()?;
    let at = Wall::new(reading.now, &reading.zone);
    repo.commit(&paths, &format!("import {from}"), &Author::device(key), at)?;
    Ok(())
}

fn words(plan: &Plan, dry_run: bool) -> String {
    let mut text = String::new();
    for problem in &plan.problems {
        text.push_str(&format!("{problem}\n"));
    }
    for skipped in &plan.skipped {
        let file = skipped.file.as_ref().map_or_else(String::new, |file| format!("{file}, "));
        text.push_str(&format!("{file}row {} was left out: {}\n", skipped.row, skipped.why));
    }
    let verb = if dry_run { "would be changed; nothing was" } else { "changed" };
    text.push_str(&format!(
        "{}: {} created, {} updated, {} unchanged, {} left out. {} {verb}.\n",
        counted(plan.total(), "row"),
        plan.created,
        plan.updated,
        plan.unchanged,
        plan.skipped.len(),
        counted(plan.changes.len(), "file"),
    ));
    text
}

/// The bytes of a file, or of all files of a folder with their paths inside it.
fn files(from: &Utf8Path) -> Result<Vec<(Utf8PathBuf, Vec<u8>)>, Report> {
    let found = fs_err::metadata(from).map_err(|error| {
        let kind = error.kind();
        let report = Report::io(&format!("`{from}` cannot be read"), &error);
        if kind == io::ErrorKind::NotFound {
            return Report::request("not-found", format!("there is no file `{from}`"));
        }
        report
    })?;
    if found.is_file() {
        let name = from.file_name().unwrap_or("import").into();
        return Ok(vec![(name, read(from)?)]);
    }
    let mut all = Vec::new();
    for path in files_below(from)? {
        let inner = path.strip_prefix(from).unwrap_or(&path).to_owned();
        all.push((inner, read(&path)?));
    }
    Ok(all)
}

fn read(path: &Utf8Path) -> Result<Vec<u8>, Report> {
    let size = fs_err::metadata(path).map_err(report::at("read", path))?.len();
    if size > MAX_FILE {
        let message = format!("`{path}` is {} MB large, more than an import reads", size >> 20);
        return Err(Report::request("too-large", message));
    }
    fs_err::read(path).map_err(report::at("read", path))
}

/// All plain files below a folder, by name; links and hidden files are passed over.
pub(crate) fn files_below(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Report> {
    let (mut all, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs_err::read_dir(&folder).map_err(report::at("read", &folder))? {
            let entry = entry.map_err(report::at("read", &folder))?;
            let kind = entry.file_type().map_err(report::at("read", &folder))?;
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            let path = folder.join(name);
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() {
                all.push(path);
            }
        }
    }
    all.sort();
    Ok(all)
}
