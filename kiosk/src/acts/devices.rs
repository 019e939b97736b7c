//! Who may write into this node: another device is invited, let in, or ended.

use catalog::ids::DeviceId;

use crate::app::App;
use crate::backstage::{DeviceLine, Invited, NoDevice};

/// So many hours an invitation is good for when nobody says.
pub(crate) const USUAL_HOURS: u32 = 48;

impl NoDevice {
    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "E-UNREAD",
            Self::OtherNode => "E-OTHER-NODE",
            Self::Unknown => "E-UNKNOWN",
            Self::Expired => "E-EXPIRED",
            Self::Used => "E-USED",
            Self::NotWelcome => "E-NOT-WELCOME",
            Self::Itself => "E-ITSELF",
            Self::NotThere => "E-NOT-THERE",
            Self::Because(_) => "E-DEVICE",
        }
    }

    /// The key of the sentence, which may have a place for `why`.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Unreadable => "dev-not-read",
            Self::OtherNode => "dev-not-ours",
            Self::Unknown => "dev-not-invited",
            Self::Expired => "dev-not-in-time",
            Self::Used => "dev-not-again",
            Self::NotWelcome => "dev-not-welcome",
            Self::Itself => "dev-not-itself",
            Self::NotThere => "dev-not-there",
            Self::Because(_) => "dev-not-done",
        }
    }

    /// What else is known of it.
    pub(crate) fn why(&self) -> &str {
        if let Self::Because(why) = self { why } else { "" }
    }
}

/// Makes an invitation for one more device.
pub(crate) fn invite(app: &App, hours: u32) -> Result<Invited, NoDevice> {
    // Invitations are kept in a file: one is made after the other.
    let _desk = app.desk();
    app.options.backstage.as_ref().ok_or(NoDevice::NotWelcome)?.invite(hours)
}

/// Lets in the device that shows this request. Nobody may hold the desk.
pub(crate) fn admit(app: &App, request: &str) -> Result<DeviceLine, NoDevice> {
    // Longer than any request is, and not worth reading.
    if request.len() > 4096 {
        return Err(NoDevice::Unreadable);
    }
    let mut desk = app.desk();
    let line = app.options.backstage.as_ref().ok_or(NoDevice::NotWelcome)?.admit(request)?;
    desk.note_news();
    Ok(line)
}

/// Ends a device's right to write. What it knows of the members it goes on knowing; what is sealed from
/// now on it cannot open. Nobody may hold the desk.
pub(crate) fn revoke(app: &App, device: DeviceId) -> Result<(), NoDevice> {
    let mut desk = app.desk();
    app.options.backstage.as_ref().ok_or(NoDevice::NotWelcome)?.revoke(device)?;
    let (members, random) = desk.members_mut();
    let renewed = members.renew_secret(random);
    desk.note_news();
    renewed.map_err(|error| NoDevice::Because(error.to_string()))
}
