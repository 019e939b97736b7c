//! Exchange: the drives that are in, the nodes that are followed, and the words by which people compare
//! them.

use catalog::ids::{NodeKey, Slug};
use desk::By;
use generator::qr;
use generator::view::{Reading, words};
use serde_json::{Value, json};

use super::super::elsewhere::age;
use super::steward;
use crate::acts::following;
use crate::app::App;
use crate::git::{Note, PeerKind, PeerState, PeerStatus};
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

const HERE: &str = "/kiosk/steward/exchange";

/// The screen.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let known = app.neighbours();
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let config = &desk.node().documents.node;
    let nodes = known.others.iter().map(|other| {
        let words = known.words.get(&other.key);
        json!({
            "node": other.key,
            "slug": other.slug,
            "name": other.name,
            "calls_itself": other.calls_itself(),
            "words": words,
            "url": other.url,
            "compared": other.compared.map(|day| reading.near_date(day)),
            "age": age(&reading, other, visit.now),
            "old": other.days_old(visit.now).is_none_or(|days| days > 30),
            "titles": other.node.documents.titles.len(),
            "written": config.followed(other.key).is_some(),
        })
    });
    let own = known.own.as_ref().map(|(words, line)| {
        let code = qr::symbol(line);
        json!({
            "words": words, "line": line,
            "code": code.map(|code| json!({ "size": code.size, "path": code.path })),
        })
    });
    let (sticks, others) = peers(app, &reading);
    Ok(Reply::page(
        "kiosk/exchange.html",
        json!({
            "nodes": nodes.collect::<Vec<_>>(), "own": own, "sticks": sticks, "peers": others,
            "address": visit.query.get("address"),
        }),
    ))
}

/// The drives that are in, and the other exchanges.
pub(crate) fn peers(app: &App, reading: &Reading<'_>) -> (Vec<Value>, Vec<Value>) {
    let all = app.options.git.as_ref().map(|host| host.peers()).unwrap_or_default();
    let (sticks, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|peer| peer.kind == PeerKind::Stick);
    let view = |all: Vec<PeerStatus>| all.iter().map(|peer| peer_view(reading, peer)).collect();
    (view(sticks), view(others))
}

fn peer_view(reading: &Reading<'_>, peer: &PeerStatus) -> Value {
    let state = match (peer.kind, peer.state) {
        (PeerKind::Stick, PeerState::Busy) => "stick-busy",
        (PeerKind::Stick, PeerState::Done) => "stick-done",
        (PeerKind::Stick, PeerState::Failed) => "stick-failed",
        (_, PeerState::Unknown) => "stick-unknown",
        (_, PeerState::Busy) => "busy",
        (_, PeerState::Done) => "done",
        (_, PeerState::Failed) => "failed",
    };
    let short = peer.name.rsplit('/').next().unwrap_or(&peer.name);
    json!({
        "name": peer.name,
        "short": if peer.kind == PeerKind::Stick { short } else { &peer.name },
        "state": state,
        "says": reading.word(&format!("between-peer-{state}")),
        "received": peer.received,
        "sent": peer.sent,
        "notes": peer.notes.iter().map(|note| said(reading, note)).collect::<Vec<_>>(),
        "ok": peer.state == PeerState::Done,
        "busy": peer.state == PeerState::Busy,
        "unknown": peer.state == PeerState::Unknown,
    })
}

/// A note in the reader's language.
pub(super) fn said(reading: &Reading<'_>, note: &Note) -> String {
    let mut values: Vec<_> =
        note.values.iter().map(|(name, value)| (*name, words(value.as_str()))).collect();
    values.extend(note.why.as_ref().map(|why| ("why", words(said(reading, why)))));
    reading.text(note.key, &values)
}

/// Follow, compare, stop following; let a drive in.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let said = match visit.form.get("do") {
        Some("follow") => {
            let address = visit.form.get("address").ok_or(Failure::BadForm("address"))?;
            match following::follow(app, address, visit.form.get("called"), by)? {
                Ok(_) => "between-followed",
                Err(following::No::Alone) => return Err(Failure::NotFound),
                Err(no) => no.key(),
            }
        }
        Some("compared") => {
            following::compared(app, &visit.form.read("name")?, by)?;
            "between-compared-now"
        }
        Some("name") => {
            following::rename(app, &visit.form.read("name")?, visit.form.get("called"), by)?;
            "s-saved"
        }
        Some("unfollow") => {
            let (name, node): (Slug, NodeKey) =
                (visit.form.read("name")?, visit.form.read("node")?);
            following::unfollow(app, &name, node, by)?.map_err(Failure::Broken)?;
            "between-unfollowed"
        }
        Some("welcome") => {
            let drive = visit.form.get("drive").ok_or(Failure::BadForm("drive"))?;
            let host = app.options.git.as_ref().ok_or(Failure::NotFound)?;
            host.welcome(drive);
            "between-stick-welcome"
        }
        _ => return Err(Failure::BadForm("do")),
    };
    if visit.form.get("do") == Some("welcome") {
        app.look_around();
    } else {
        following::note(app);
    }
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let tone = if said.starts_with("between-not") { FlashTone::Look } else { FlashTone::Yes };
    session.say(tone, reading.word(said));
    Ok(Reply::to(HERE))
}
