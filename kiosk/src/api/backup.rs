//! Backups: how old the last one is, making one, and fetching it.

use camino::Utf8PathBuf;
use desk::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::texts;
use super::problem::Trouble;
use super::reply::Answer;
use super::route::{Act, Done, Route};
use crate::app::App;
use crate::backstage::BackupLine;
use crate::backup::{State, To};
use crate::pages::steward::backup::failed;

/// A backup holds the members and this device's key, so a key for it may read both: see [`Ask::whole`].
const MEMBERS: &[Scope] = &[Scope::Members];
const BOTH: &str = "Needs the scope `records`, too: a backup holds everything.";

pub(super) const ROUTES: &[Route] = &[
    Route::get("/backup", "getBackup", Act::Beside(state))
        .says("How old the last backup is, and how far the one is that is made")
        .about(BOTH)
        .needs(MEMBERS)
        .gives::<BackupStateLine>(),
    Route::post("/backup", "makeBackup", MEMBERS, Act::Beside(make))
        .says("Make a backup")
        .about(
            "It is made beside this answer: ask `GET /backup` until its `state` is `done` or \
            `failed`. Without a drive it is kept for half an hour, to be fetched. Needs the scope \
            `records`, too: a backup holds everything.",
        )
        .takes::<BackupBody>()
        .gives::<BackupStateLine>()
        .status(202),
    Route::get("/backup/file", "getBackupFile", Act::Beside(file))
        .says("The backup that was made to be fetched")
        .about(BOTH)
        .needs(MEMBERS)
        .gives_file(),
];

/// A backup that was made.
#[derive(Debug, Serialize, ToSchema)]
struct BackupMadeLine {
    made: String,
    bytes: u64,
    /// The name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// Whether it holds the members and this device's key.
    private: bool,
    /// Whether a passphrase opens it.
    sealed: bool,
}

impl BackupMadeLine {
    fn new(line: &BackupLine) -> Self {
        Self {
            made: line.made.to_string(),
            bytes: line.bytes,
            file: line.file.file_name().map(str::to_owned),
            private: line.private,
            sealed: line.sealed,
        }
    }
}

/// How it stands with backups.
#[derive(Debug, Serialize, ToSchema)]
struct BackupStateLine {
    /// Of the last one that was asked for: `none`, `busy`, `done` or `failed`.
    state: String,
    /// Why it failed, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
    /// The last backup of this copy of the node, whoever made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<BackupMadeLine>,
    /// Whether one can be fetched from `/backup/file`.
    file: bool,
    /// Whether this kiosk can make any.
    can: bool,
    /// The drives that are in.
    drives: Vec<String>,
}

impl BackupStateLine {
    fn new(app: &App, ask: &Ask) -> Self {
        let state = app.backups.state();
        let word = match &state {
            State::Idle => "none",
            State::Busy(_) => "busy",
            State::Done(..) => "done",
            State::Failed(_) => "failed",
        };
        let backstage = app.options.backstage.as_ref();
        let last = backstage.and_then(|backstage| backstage.last_backup());
        let drives = texts(&app.drives());
        let desk = app.desk();
        Self {
            state: word.to_owned(),
            failed: failed(&app.reading(&desk, &ask.lang), &state),
            last: last.as_ref().map(BackupMadeLine::new),
            file: app.backups.to_download(ask.now).is_some(),
            can: backstage.is_some(),
            drives,
        }
    }
}

fn state(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    Answer::of(ask, &BackupStateLine::new(app, ask))
}

/// Where a backup goes, and who can open it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BackupBody {
    /// One of `drives`; to be fetched when absent.
    drive: Option<String>,
    /// What opens it, eight characters or more.
    passphrase: Option<String>,
    /// Without a passphrase: whoever has the file can read it.
    #[serde(default)]
    open: bool,
}

fn make(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let body: BackupBody = ask.body()?;
    if body.open && body.passphrase.is_some() {
        return Err(Trouble::unread("open", "say either `passphrase` or `open`"));
    }
    let to = body.drive.map_or(To::Browser, |drive| To::Drive(Utf8PathBuf::from(drive)));
    if let Err(no) = app.ask_for_backup(to, body.passphrase.as_deref(), body.open) {
        let desk = app.desk();
        let sentence = app.reading(&desk, &ask.lang).word(no.key());
        return Err(Trouble::conflict(no.code(), sentence));
    }
    Answer::of(ask, &BackupStateLine::new(app, ask))
}

fn file(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let line = app.backups.to_download(ask.now).ok_or_else(Trouble::not_found)?;
    Ok(Answer::file(line.file))
}
