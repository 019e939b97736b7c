//! Records as files: read, written whole, and as they were.

use camino::{Utf8Path, Utf8PathBuf};
use desk::{Desk, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::word;
use super::problem::Trouble;
use super::reply::{Answer, Page, page_in_order};
use super::route::{Act, Done, Query, Route, Verb, text};
use crate::app::App;
use crate::backstage::Revision;

const RECORDS: &[Scope] = &[Scope::Records];
const FILE: Query =
    text("file", "Its path from the node's folder, `catalog/ha/hammer-drill-18v.md`.");
/// The most versions that are listed, on all pages together.
const MOST_VERSIONS: usize = 10_000;

pub(super) const ROUTES: &[Route] = &[
    Route::get("/record", "getRecord", Act::Beside(record))
        .says("A record's file")
        .about("The text as it is on the disk, and what is wrong with it.")
        .needs(RECORDS)
        .query(&[FILE, text("version", "As it was in this version; as it is now when absent.")])
        .gives::<RecordLine>(),
    Route::get("/record/versions", "listRecordVersions", Act::Beside(versions))
        .says("The versions of a record's file, the newest first")
        .about("To bring one back, write its text with the `ETag` of how it is now.")
        .needs(RECORDS)
        .query(&[FILE])
        .paged()
        .gives::<Page<VersionLine>>(),
    Route::post("/record", "putRecord", RECORDS, Act::Beside(put_record))
        .with(Verb::Put)
        .says("Write a record's file whole")
        .about("`If-Match` names the version that was changed; for a new file, `*` is not sent and \
                nothing may be there. A text with errors is not written; each is named with its line.")
        .query(&[FILE])
        .guarded()
        .takes::<RecordBody>()
        .gives::<RecordLine>(),
];

/// Something that is wrong with a record.
#[derive(Debug, Serialize, ToSchema)]
struct ProblemLine {
    line: usize,
    column: usize,
    /// `error` or `warning`.
    severity: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// A record's file.
#[derive(Debug, Serialize, ToSchema)]
struct RecordLine {
    file: String,
    /// All of it.
    text: String,
    problems: Vec<ProblemLine>,
}

impl RecordLine {
    fn new(desk: &Desk, path: &Utf8Path, bytes: &[u8]) -> Self {
        let problems = desk.record_problems(path, bytes).into_iter().map(|one| ProblemLine {
            line: one.line,
            column: one.column,
            severity: word(&one.severity),
            message: one.message,
            hint: one.hint,
        });
        Self {
            file: path.to_string(),
            text: String::from_utf8_lossy(bytes).into_owned(),
            problems: problems.collect(),
        }
    }
}

fn path(ask: &Ask) -> Result<Utf8PathBuf, Trouble> {
    let file = ask.query::<String>("file")?;
    let file = file.ok_or_else(|| Trouble::unread("file", "say which file"))?;
    Ok(Utf8PathBuf::from(file))
}

fn record(app: &App, ask: &Ask) -> Done {
    let path = path(ask)?;
    let bytes = match ask.query::<String>("version")? {
        Some(version) => past(app, &path, &version)?,
        None => app.desk().record_file(&path)?,
    };
    let bytes = bytes.ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &RecordLine::new(&app.desk(), &path, &bytes))
}

/// A record as it was. Git takes a moment, so nobody holds the desk.
fn past(app: &App, path: &Utf8Path, version: &str) -> Result<Option<Vec<u8>>, Trouble> {
    // A path that is no record's is refused as always.
    app.desk().record_file(path)?;
    let Some(backstage) = &app.options.backstage else { return Ok(None) };
    // Whatever is no version of this node's is at no address.
    Ok(backstage.at(path, version).unwrap_or_else(|error| {
        tracing::info!(error, version, %path, "a version could not be read");
        None
    }))
}

/// A version of a file.
#[derive(Debug, Serialize, ToSchema)]
struct VersionLine {
    /// For `GET /record`.
    version: String,
    when: String,
    /// By whom: a device or a public name.
    who: String,
    /// What was said about it.
    subject: String,
}

fn versions(app: &App, ask: &Ask) -> Done {
    let path = path(ask)?;
    app.desk().record_file(&path)?;
    let backstage = app.options.backstage.as_ref();
    let all = backstage.map(|backstage| backstage.history(&path, MOST_VERSIONS)).transpose();
    let all = all.map_err(|sentence| Trouble::conflict("E-HISTORY", sentence))?;
    let all: Vec<Revision> = all.unwrap_or_default();
    let ids: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
    page_in_order(ask, &ids, |id| {
        let one = all.iter().find(|one| one.id == *id)?;
        Some(VersionLine {
            version: one.id.clone(),
            when: one.when.to_string(),
            who: one.who.clone(),
            subject: one.subject.clone(),
        })
    })
}

/// The new text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordBody {
    /// All of it.
    text: String,
}

/// The file is on the disk when this answers; its commit follows beside the desk.
fn put_record(app: &App, ask: &Ask) -> Done {
    let body: RecordBody = ask.body()?;
    let path = path(ask)?;
    let mut desk = app.desk();
    match desk.record_file(&path)? {
        Some(bytes) => ask.unchanged(&RecordLine::new(&desk, &path, &bytes), true)?,
        None if ask.if_match.is_some() => return Err(super::ask::changed()),
        None => {}
    }
    desk.write_record(&path, body.text.as_bytes(), ask.by()?)?;
    let answer = Answer::of(ask, &RecordLine::new(&desk, &path, body.text.as_bytes()))?;
    drop(desk);
    app.keep(vec![path.clone()], format!("change {path}"));
    Ok(answer)
}
