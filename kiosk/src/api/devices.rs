//! Devices: who may write into the node; one more is invited and let in, one that is lost is ended.

use catalog::ids::DeviceId;
use desk::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb};
use crate::acts::devices;
use crate::app::App;
use crate::backstage::{DeviceLine, NoDevice};
use crate::pages::steward::devices::{known, refusal};

/// A device learns of the members and writes in the node's name: see [`Ask::whole`].
const MEMBERS: &[Scope] = &[Scope::Members];
const SEE: &[Scope] = &[Scope::Desk, Scope::Members, Scope::Records];
const BOTH: &str = "Needs the scope `records`, too: a device knows the members and writes records.";

pub(super) const ROUTES: &[Route] = &[
    Route::get("/devices", "listDevices", Act::Beside(list))
        .says("The devices that may write, and those that might once")
        .needs(SEE)
        .paged()
        .gives::<Page<KnownDeviceLine>>(),
    Route::post("/devices", "admitDevice", MEMBERS, Act::Beside(admit))
        .says("Let in the device that shows this request")
        .about(BOTH)
        .takes::<JoinRequestBody>()
        .gives::<KnownDeviceLine>()
        .status(201),
    Route::post("/devices/{device}", "revokeDevice", MEMBERS, Act::Beside(revoke))
        .with(Verb::Delete)
        .says("End a device's right to write; what it recorded stays")
        .about(BOTH)
        .status(204),
    Route::post("/device-invitations", "inviteDevice", MEMBERS, Act::Beside(invite))
        .says("An invitation for one more device")
        .about(
            "Its text is in this answer and nowhere else, and is good once. Needs the scope \
            `records`, too: a device knows the members and writes records.",
        )
        .takes::<InviteBody>()
        .gives::<InvitationLine>()
        .status(201),
];

/// A device and its key.
#[derive(Debug, Serialize, ToSchema)]
struct KnownDeviceLine {
    device: String,
    /// What programs compare.
    fingerprint: String,
    /// The words by which people compare the key.
    words: String,
    /// Whether this kiosk runs on it.
    is_this: bool,
    /// Since when its key is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// Since when it may write no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// How many of its events are known here.
    events: u32,
    /// When it last recorded something that is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
}

impl KnownDeviceLine {
    fn new(app: &App, one: DeviceLine, since: Option<jiff::Timestamp>) -> Self {
        let desk = app.desk();
        let heads = &desk.node().state.heads;
        let head = one.device.parse::<DeviceId>().ok().and_then(|device| heads.get(&device));
        Self {
            since: since.map(|at| at.to_string()),
            until: one.until.map(|at| at.to_string()),
            events: head.map_or(0, |head| head.seq),
            last: head.map(|head| head.wall.to_string()),
            device: one.device,
            fingerprint: one.fingerprint,
            words: one.words,
            is_this: one.is_this,
        }
    }
}

fn trouble(app: &App, ask: &Ask, no: &NoDevice) -> Trouble {
    let desk = app.desk();
    Trouble::conflict(no.code(), refusal(&app.reading(&desk, &ask.lang), no))
}

fn list(app: &App, ask: &Ask) -> Done {
    let backstage = app.options.backstage.as_ref().ok_or_else(Trouble::not_found)?;
    let all = known(backstage.as_ref()).map_err(Trouble::broken)?;
    let key = |one: &DeviceLine| format!("{} {}", one.device, one.fingerprint);
    page(ask, all.iter().map(|(one, _)| key(one)).collect(), |wanted: &String| {
        let (one, since) = all.iter().find(|(one, _)| key(one) == *wanted)?;
        Some(KnownDeviceLine::new(app, one.clone(), *since))
    })
}

/// What the new device shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct JoinRequestBody {
    /// `stead-join-1.…`
    request: String,
}

fn admit(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let body: JoinRequestBody = ask.body()?;
    let line = devices::admit(app, body.request.trim()).map_err(|no| trouble(app, ask, &no))?;
    let at = format!("/devices/{}", line.device);
    let since = Some(ask.now);
    Ok(Answer::of(ask, &KnownDeviceLine::new(app, line, since))?.at(at))
}

fn revoke(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let device: DeviceId = ask.param("device")?;
    match devices::revoke(app, device) {
        Ok(()) => Ok(Answer::again(204, String::new())),
        Err(NoDevice::NotThere) => Err(Trouble::not_found()),
        Err(no) => Err(trouble(app, ask, &no)),
    }
}

/// For how long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InviteBody {
    /// Hours, 1 to 720; 48 when absent.
    #[serde(default)]
    hours: Option<u32>,
}

/// An invitation: whoever has its text gets in.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationLine {
    /// What the new device is told (`stead device join --invitation`); absent where the answer was
    /// given before.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    until: String,
}

fn invite(app: &App, ask: &Ask) -> Done {
    ask.whole()?;
    let body: InviteBody = ask.body()?;
    let hours = body.hours.unwrap_or(devices::USUAL_HOURS);
    if !(1..=720).contains(&hours) {
        return Err(Trouble::unread("hours", "say 1 to 720"));
    }
    let invited = devices::invite(app, hours).map_err(|no| trouble(app, ask, &no))?;
    let line = |text| InvitationLine { text, until: invited.until.to_string() };
    Answer::of(ask, &line(Some(invited.text.clone())))?.secret().remembered_as(&line(None))
}
