//! Backups: how old the last one is, and making one now, to a drive that is in or to be downloaded.

use camino::Utf8PathBuf;
use generator::view::{Reading, number, words as text};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::steward;
use crate::app::App;
use crate::backstage::{BackupLine, NoBackup};
use crate::backup::{OLD, State, To};
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

const HERE: &str = "/kiosk/steward/backup";

/// The screen.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let state = app.backups.state();
    let download = app.backups.to_download(visit.now);
    let last = app.options.backstage.as_ref().and_then(|backstage| backstage.last_backup());
    let drives = app.drives();
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let failed = failed(&reading, &state);
    let made = match &state {
        State::Done(to, line) => Some(json!({
            "name": line.file.file_name(),
            "size": size(line.bytes),
            "drive": if let To::Drive(drive) = to { drive.file_name() } else { None },
            "sealed": line.sealed,
        })),
        _ => None,
    };
    Ok(Reply::page(
        "kiosk/backup.html",
        json!({
            "busy": matches!(state, State::Busy(_)),
            "failed": failed,
            "made": made,
            "download": download.is_some(),
            "last": last.as_ref().map(|last| last_view(&reading, last, visit.now)),
            "old": is_old(last.as_ref(), visit.now),
            "can": app.options.backstage.is_some(),
            "drives": drives.iter().map(|drive| json!({
                "path": drive, "name": drive.file_name().unwrap_or(drive.as_str()),
            })).collect::<Vec<_>>(),
        }),
    ))
}

/// Why it did not work, in the reader's language.
pub(crate) fn failed(reading: &Reading<'_>, state: &State) -> Option<String> {
    match state {
        State::Failed(NoBackup::ShortPhrase) => Some(reading.word("backup-phrase-short")),
        State::Failed(NoBackup::Because(why)) => {
            Some(reading.text("backup-failed", &[("why", text(why.clone()))]))
        }
        _ => None,
    }
}

/// Whether it is time for a backup.
fn is_old(last: Option<&BackupLine>, now: Timestamp) -> bool {
    last.is_none_or(|last| now.duration_since(last.made) > OLD)
}

/// What stewards are told once a backup is due; nothing where none can be made here.
pub(super) fn note(app: &App, reading: &Reading<'_>, now: Timestamp) -> Option<String> {
    let last = app.options.backstage.as_ref()?.last_backup();
    let days = last.as_ref().map_or(0, |last| now.duration_since(last.made).as_hours() / 24);
    let days = usize::try_from(days).unwrap_or(0);
    let old = is_old(last.as_ref(), now);
    old.then(|| reading.text("backup-warn", &[("n", number(days))]))
}

fn last_view(reading: &Reading<'_>, last: &BackupLine, now: Timestamp) -> Value {
    let days = now.duration_since(last.made).as_hours() / 24;
    let days = usize::try_from(days).unwrap_or(0);
    json!({
        "age": reading.text("backup-age", &[("n", number(days))]),
        "size": size(last.bytes),
        "where": last.file.file_name(),
        "private": last.private,
        "sealed": last.sealed,
    })
}

/// In the units that people's computers show.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MiB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}

/// Begins a backup.
pub(crate) fn make(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let say = |session: &mut Session, key: &str| {
        let desk = app.desk();
        session.say(FlashTone::Look, app.reading(&desk, &visit.lang).word(key));
        Ok(Reply::to(HERE))
    };
    let to = match visit.form.get("to") {
        Some("browser") => To::Browser,
        Some(drive) => To::Drive(Utf8PathBuf::from(drive)),
        None => return Err(Failure::BadForm("to")),
    };
    let phrase = visit.form.get("phrase");
    if phrase != visit.form.get("again") {
        return say(session, "backup-phrase-differs");
    }
    match app.ask_for_backup(to, phrase, visit.form.has("open")) {
        Ok(()) => Ok(Reply::to(HERE)),
        Err(no) => say(session, no.key()),
    }
}

/// The backup itself.
pub(crate) fn file(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let line = app.backups.to_download(visit.now).ok_or(Failure::NotFound)?;
    let name = line.file.file_name().unwrap_or("node.stead-backup").to_owned();
    Ok(Reply::Download { name, path: line.file })
}
