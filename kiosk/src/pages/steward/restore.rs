//! A backup is put back: from a drive that is in or from a file, with what it is and what would be lost
//! before anything happens.

use axum::http::StatusCode;
use camino::Utf8PathBuf;
use generator::view::{Reading, words};
use serde_json::json;

use super::{say_why, steward};
use crate::app::App;
use crate::backstage::NoRestore;
use crate::reply::{Failure, Reply};
use crate::restore::{From, NotRestored, State};
use crate::session::Session;
use crate::visit::Visit;

const HERE: &str = "/kiosk/steward/restore";

/// The screen.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    screen(app, visit)
}

fn screen(app: &App, visit: &Visit) -> Result<Reply, Failure> {
    let backstage = app.options.backstage.as_ref().ok_or(Failure::NotFound)?;
    let state = app.restores.state();
    let files = backstage.backups();
    let found = backstage.unpacked().filter(|_| state != State::Busy);
    let zone = app.desk().zone().clone();
    let members = found.as_ref().map_or(0, |found| app.members_lost(found, &zone));
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let found = found.map(|found| {
        let made = zone.to_datetime(found.made);
        json!({
            "name": found.name, "same": found.same, "device": found.device,
            "made": format!("{}, {}", reading.calendar().long(made.date()), reading.calendar().time(made.time())),
            "private": found.private, "events": found.events_since, "members": members,
            "agreed": found.agreed,
        })
    });
    Ok(Reply::page(
        "kiosk/restore.html",
        json!({
            "busy": state == State::Busy,
            "failed": failed(&reading, &state),
            "found": found,
            "files": files.iter().map(|file| json!({
                "path": file, "name": file.file_name(),
                "drive": file.parent().and_then(|drive| drive.file_name()),
            })).collect::<Vec<_>>(),
        }),
    ))
}

/// Why it did not work, in the reader's language.
pub(crate) fn failed(reading: &Reading<'_>, state: &State) -> Option<String> {
    match state {
        State::Failed(NoRestore::PhraseNeeded) => Some(reading.word("restore-phrase-needed")),
        State::Failed(NoRestore::WrongPhrase) => Some(reading.word("restore-phrase-wrong")),
        State::Failed(NoRestore::Because(why)) => {
            Some(reading.text("restore-failed", &[("why", words(why.clone()))]))
        }
        State::Idle | State::Busy => None,
    }
}

/// Unpacks one, says yes or no to it, starts the kiosk again.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let done = match visit.form.get("do") {
        Some("open") => match from(visit) {
            Some(from) => app.unpack_backup(from, visit.form.get("phrase")),
            None => Err(NotRestored::NoFile),
        },
        Some("yes") if !visit.form.has("sure") => {
            return refuse(app, visit, session, "dev-not-sure", "");
        }
        Some("yes") => app.agree_to_restore(true),
        Some("no") => app.agree_to_restore(false),
        Some("start") => {
            let backstage = app.options.backstage.as_ref().ok_or(Failure::NotFound)?;
            backstage.unpacked().filter(|found| found.agreed).ok_or(Failure::BadForm("do"))?;
            backstage.start_again();
            return Ok(Reply::page("kiosk/restarting.html", json!({})));
        }
        _ => return Err(Failure::BadForm("do")),
    };
    match done {
        Ok(()) => Ok(Reply::to(HERE)),
        Err(no) => refuse(app, visit, session, no.key(), no.why()),
    }
}

/// What was chosen: a file that was sent goes before one on a drive.
fn from(visit: &Visit) -> Option<From> {
    let sent = visit.files.iter().find(|file| file.field == "file");
    let sent = sent.map(|file| From::Upload(file.bytes.clone()));
    sent.or_else(|| visit.form.get("backup").map(|path| From::Drive(Utf8PathBuf::from(path))))
}

fn refuse(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    key: &str,
    why: &str,
) -> Result<Reply, Failure> {
    say_why(app, visit, session, key, why);
    screen(app, visit).map(|reply| reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}
