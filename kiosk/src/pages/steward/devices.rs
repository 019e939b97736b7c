//! The node's devices: who may write, since when and by which key; one more is invited and let in, and
//! one that is lost is ended.

use axum::http::StatusCode;
use catalog::ids::DeviceId;
use generator::qr;
use generator::view::{Reading, words};
use jiff::Timestamp;
use serde_json::json;

use super::{say_why, steward};
use crate::acts::devices;
use crate::app::App;
use crate::backstage::{Backstage, DeviceLine, Invited, NoDevice};
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

const HERE: &str = "/kiosk/steward/devices";

/// The screen. An invitation that was just made is shown on it once.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let fresh = session.fresh_invitation.take();
    screen(app, visit, fresh.as_ref())
}

fn screen(app: &App, visit: &Visit, fresh: Option<&Invited>) -> Result<Reply, Failure> {
    let backstage = app.options.backstage.as_ref().ok_or(Failure::NotFound)?;
    // Asking git takes a moment, and not at the desk.
    let (known, trouble) = match known(backstage.as_ref()) {
        Ok(known) => (known, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    let address = app.address();
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let day = |at: Timestamp| reading.near_date(desk.zone().to_datetime(at).date());
    let heads = &desk.node().state.heads;
    let line = |(one, since): &(DeviceLine, Option<Timestamp>)| {
        let head = one.device.parse::<DeviceId>().ok().and_then(|device| heads.get(&device));
        let heard = head.map(|head| {
            let time = reading.calendar().time(head.wall.local().time());
            format!("{}, {time}", reading.near_date(head.wall.date()))
        });
        json!({
            "device": one.device, "words": one.words, "fingerprint": one.fingerprint,
            "is_this": one.is_this,
            "until": one.until.map(day),
            "since": since.map(day),
            "events": head.map_or(0, |head| head.seq),
            "heard": heard,
        })
    };
    let (standing, ended): (Vec<_>, Vec<_>) =
        known.iter().partition(|(one, _)| one.until.is_none());
    let fresh = fresh.map(|fresh| {
        let code = qr::symbol(&fresh.text);
        json!({
            "text": fresh.text,
            "until": format!(
                "{}, {}", day(fresh.until),
                reading.calendar().time(desk.zone().to_datetime(fresh.until).time()),
            ),
            "code": code.map(|code| json!({ "size": code.size, "path": code.path })),
        })
    });
    Ok(Reply::page(
        "kiosk/devices.html",
        json!({
            "devices": standing.into_iter().map(line).collect::<Vec<_>>(),
            "ended": ended.into_iter().map(line).collect::<Vec<_>>(),
            "trouble": trouble,
            "fresh": fresh,
            "address": address,
            // After a refusal: what was typed stays.
            "request": visit.form.get("request"),
            "asked": visit.form.get("device"),
        }),
    ))
}

/// The devices, and since when each may write: this one first, then by name.
pub(crate) fn known(
    backstage: &dyn Backstage,
) -> Result<Vec<(DeviceLine, Option<Timestamp>)>, String> {
    let mut devices = backstage.exchange()?.devices;
    devices.sort_by(|a, b| b.is_this.cmp(&a.is_this).then_with(|| a.device.cmp(&b.device)));
    let since = backstage.since()?;
    let since_of = |one: &DeviceLine| {
        since.iter().find(|(key, _)| *key == one.fingerprint).map(|(_, when)| *when)
    };
    Ok(devices.into_iter().map(|one| (since_of(&one), one)).map(|(at, one)| (one, at)).collect())
}

/// What stands in the way, in the reader's language.
pub(crate) fn refusal(reading: &Reading<'_>, no: &NoDevice) -> String {
    reading.text(no.key(), &[("why", words(no.why()))])
}

/// Invites, lets in, ends.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let done = match visit.form.get("do") {
        Some("invite") => devices::invite(app, devices::USUAL_HOURS).map(|invited| {
            session.fresh_invitation = Some(invited);
            None
        }),
        Some("admit") => {
            let request = visit.form.get("request").ok_or(Failure::BadForm("request"))?;
            devices::admit(app, request).map(|line| Some(("dev-let-in", line.device)))
        }
        Some("revoke") => {
            let device: DeviceId = visit.form.read("device")?;
            if !visit.form.has("sure") {
                return refuse(app, visit, session, "dev-not-sure", "");
            }
            devices::revoke(app, device).map(|()| Some(("dev-ended-now", device.to_string())))
        }
        _ => return Err(Failure::BadForm("do")),
    };
    match done {
        Ok(said) => {
            if let Some((key, device)) = said {
                let desk = app.desk();
                let reading = app.reading(&desk, &visit.lang);
                session.say(FlashTone::Yes, reading.text(key, &[("device", words(device))]));
            }
            Ok(Reply::to(HERE))
        }
        Err(no) => refuse(app, visit, session, no.key(), no.why()),
    }
}

fn refuse(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    key: &str,
    why: &str,
) -> Result<Reply, Failure> {
    say_why(app, visit, session, key, why);
    screen(app, visit, None).map(|reply| reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}
