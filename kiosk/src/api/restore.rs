//! A backup is put back: unpacked beside the node, and in its place at the next start.

use camino::Utf8PathBuf;
use desk::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::texts;
use super::problem::Trouble;
use super::reply::Answer;
use super::route::{Act, Done, Route, Verb};
use crate::app::App;
use crate::pages::steward::restore::failed;
use crate::restore::{From, NotRestored, State};

const MEMBERS: &[Scope] = &[Scope::Members];
const BOTH: &str = "Needs the scope `records`, too: it puts everything in the place of everything.";

pub(super) const ROUTES: &[Route] = &[
    Route::get("/restore", "getRestore", Act::Beside(state))
        .says("The backups on the drives that are in, and the one that was unpacked")
        .about(BOTH)
        .needs(MEMBERS)
        .gives::<RestoreLine>(),
    Route::post("/restore", "unpackBackup", MEMBERS, Act::Beside(unpack))
        .says("Unpack a backup beside the node, which goes on and is not touched")
        .about(
            "Ask `GET /restore` until its `state` is not `busy`: `unpacked` then says what it is and \
            what would be lost. Needs the scope `records`, too.",
        )
        .takes::<UnpackBody>()
        .gives::<RestoreLine>()
        .status(202),
    Route::post("/restore/agreed", "agreeToRestore", MEMBERS, Act::Beside(agree))
        .with(Verb::Put)
        .says("What was unpacked takes the node's place at the kiosk's next start")
        .about("What is there until then is put aside, not deleted. Needs the scope `records`, too.")
        .takes::<AgreeBody>()
        .gives::<RestoreLine>(),
    Route::post("/restore", "discardRestore", MEMBERS, Act::Beside(discard))
        .with(Verb::Delete)
        .says("Restore nothing; what was unpacked goes")
        .about(BOTH)
        .status(204),
];

/// A backup that was unpacked.
#[derive(Debug, Serialize, ToSchema)]
struct UnpackedLine {
    /// What its node is called.
    name: String,
    /// Whether it is a backup of the node that is here.
    same: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    made: String,
    /// Whether it holds the members.
    private: bool,
    /// The events that were recorded here after it was made.
    events_since: usize,
    /// The members who are here and not in it.
    members_since: usize,
    /// It takes the node's place at the next start.
    agreed: bool,
}

/// How it stands with restoring.
#[derive(Debug, Serialize, ToSchema)]
struct RestoreLine {
    /// `none`, `busy`, `unpacked` or `failed`.
    state: String,
    /// Why it failed, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unpacked: Option<UnpackedLine>,
    /// The backups on the drives that are in.
    backups: Vec<String>,
}

impl RestoreLine {
    fn new(app: &App, ask: &Ask) -> Self {
        let state = app.restores.state();
        let backstage = app.options.backstage.as_ref();
        let found = backstage.and_then(|backstage| backstage.unpacked());
        let found = found.filter(|_| state != State::Busy);
        let zone = app.desk().zone().clone();
        let unpacked = found.map(|found| UnpackedLine {
            members_since: app.members_lost(&found, &zone),
            name: found.name,
            same: found.same,
            device: found.device,
            made: found.made.to_string(),
            private: found.private,
            events_since: found.events_since,
            agreed: found.agreed,
        });
        let word = match (&state, &unpacked) {
            (State::Busy, _) => "busy",
            (State::Failed(_), _) => "failed",
            (State::Idle, Some(_)) => "unpacked",
            (State::Idle, None) => "none",
        };
        let backups = backstage.map(|backstage| texts(&backstage.backups())).unwrap_or_default();
        let desk = app.desk();
        let failed = failed(&app.reading(&desk, &ask.lang), &state);
        Self { state: word.to_owned(), failed, unpacked, backups }
    }
}

fn state(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    Answer::of(ask, &RestoreLine::new(app, ask))
}

fn trouble(app: &App, ask: &Ask, no: &NotRestored) -> Trouble {
    let desk = app.desk();
    let why = [("why", generator::view::words(no.why()))];
    Trouble::conflict(no.code(), app.reading(&desk, &ask.lang).text(no.key(), &why))
}

/// Which backup.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnpackBody {
    /// One of `backups`.
    backup: String,
    /// What opens it.
    passphrase: Option<String>,
}

fn unpack(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let body: UnpackBody = ask.body()?;
    let from = From::Drive(Utf8PathBuf::from(body.backup));
    let begun = app.unpack_backup(from, body.passphrase.as_deref());
    begun.map_err(|no| trouble(app, ask, &no))?;
    Answer::of(ask, &RestoreLine::new(app, ask))
}

/// A yes, and to when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AgreeBody {
    /// Start the kiosk again at once.
    #[serde(default)]
    start: bool,
}

fn agree(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let body: AgreeBody = ask.body()?;
    app.agree_to_restore(true).map_err(|no| trouble(app, ask, &no))?;
    let answer = Answer::of(ask, &RestoreLine::new(app, ask));
    if body.start
        && let Some(backstage) = &app.options.backstage
    {
        backstage.start_again();
    }
    answer
}

fn discard(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    app.agree_to_restore(false).map_err(|no| trouble(app, ask, &no))?;
    Ok(Answer::again(204, String::new()))
}
