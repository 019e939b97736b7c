//! The first node of a computer, made from the page that the kiosk shows while there is none.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::slugify;
use desk::members::Members;
use desk::{Card, MemberNumber, NewMember, Pin, Role};
use jiff::tz::TimeZone;
use kiosk::{FirstCard, Founder, NewPlace, Outcome};
use sync::DeviceKey;
use sync::backup::{self as archive, BackupError, Passphrase};
use sync::invite::{Invitation, JoinRequest};

use crate::backup::Identity;
use crate::commands::{demo, device, init, restore};
use crate::context::Context;
use crate::edge::Edge;
use crate::report::Report;
use crate::restoring;
use crate::serving::LogForm;

/// Makes a node in a folder that holds none.
pub(crate) struct NodeFounder {
    folder: Utf8PathBuf,
    edge: Edge,
    log: Option<LogForm>,
}

impl NodeFounder {
    pub(crate) fn new(folder: &Utf8Path, edge: Edge, log: Option<LogForm>) -> Self {
        Self { folder: folder.to_owned(), edge, log }
    }

    /// The node of the demonstration that belongs to a folder.
    pub(crate) fn demo_node(folder: &Utf8Path) -> Utf8PathBuf {
        let [first, ..] = content::NODES;
        Self::demo_folder(folder).join(first)
    }

    fn demo_folder(folder: &Utf8Path) -> Utf8PathBuf {
        let name = folder.file_name().unwrap_or("node");
        folder.with_file_name(format!("{name}-demo"))
    }

    /// Lets something be made in a folder beside ours, which takes its place in one step.
    fn make<T>(
        &self,
        make: impl FnOnce(&Utf8Path, &mut Context) -> Result<T, Report>,
    ) -> Result<T, Report> {
        let place = self.folder.parent().filter(|place| !place.as_str().is_empty());
        let place = place.unwrap_or(Utf8Path::new("."));
        let failed = |error| Report::io(&format!("`{}` could not be made", self.folder), &error);
        fs_err::create_dir_all(place).map_err(failed)?;
        let staging = tempfile::Builder::new().prefix(".stead-set-up-").tempdir_in(place);
        let staging = staging.map_err(failed)?;
        let inner = Utf8Path::from_path(staging.path()).unwrap_or(place).join("node");
        let made = make(&inner, &mut Context::aside(self.edge.clone()))?;
        self.clear(&inner).map_err(failed)?;
        fs_err::rename(&inner, &self.folder).map_err(failed)?;
        Ok(made)
    }

    /// Takes along the certificate, which was made for this page already, and removes what is empty.
    fn clear(&self, staging: &Utf8Path) -> std::io::Result<()> {
        let (own, there) = (self.folder.join(".stead/tls"), staging.join(".stead/tls"));
        if own.is_dir() && !there.exists() {
            fs_err::rename(&own, &there)?;
        }
        for folder in [self.folder.join(".stead"), self.folder.clone()] {
            if folder.is_dir() {
                fs_err::remove_dir(&folder)?;
            }
        }
        Ok(())
    }

    fn found_in(folder: &Utf8Path, new: &NewPlace, cx: &mut Context) -> Result<Outcome, Report> {
        let id = slugify(&new.name).map_or_else(|| "node".to_owned(), |slug| slug.to_string());
        let init = init::Init {
            folder: folder.to_owned(),
            name: new.name.clone(),
            id: Some(id),
            languages: new.languages.clone(),
            timezone: Some(new.timezone.clone()),
            address: new.address.clone(),
        };
        init::run(&init, cx)?;
        let mut random = cx.edge.random();
        let store = folder.join(".stead/private.sqlite");
        let mut members = Members::open(&store, random.as_mut())?;
        let zone = TimeZone::get(&new.timezone).unwrap_or(TimeZone::UTC);
        let steward = NewMember {
            name: new.steward.clone(),
            contact: None,
            handle: None,
            languages: new.languages.first().cloned().into_iter().collect(),
            role: Role::Steward,
            joined: zone.to_datetime(cx.edge.now()).date(),
            provisional: false,
        };
        let (member, card) = members.add(&steward, random.as_mut())?;
        let pin = match &new.pin {
            Some(pin) => pin.clone(),
            None => Pin::draw(random.as_mut()).map_err(desk::members::MembersError::from)?,
        };
        members.set_pin(member.number, Some(&pin), random.as_mut())?;
        Ok(Outcome::Founded(FirstCard { name: member.name, number: member.number, card, pin }))
    }

    fn restore_in(
        folder: &Utf8Path,
        backup: &Utf8Path,
        phrase: Option<&str>,
        cx: &mut Context,
    ) -> Result<Outcome, Report> {
        let phrase = phrase.filter(|_| archive::needs_phrase(backup).unwrap_or(false));
        let wrong = |_| Report::from(BackupError::WrongPhrase);
        let phrase = phrase.map(Passphrase::new).transpose().map_err(wrong)?;
        let label = archive::check(backup, phrase.as_ref())?;
        restore::fill(backup, phrase.as_ref(), folder, Identity::New, &label, cx)?;
        Ok(Outcome::Restored { name: label.name })
    }

    fn join_in(
        folder: &Utf8Path,
        from: &str,
        invitation: &str,
        cx: &mut Context,
    ) -> Result<Outcome, Report> {
        let unread =
            |error: sync::invite::InviteError| Report::request("invitation", error.to_string());
        let invitation: Invitation = invitation.trim().parse().map_err(unread)?;
        let (_, key): (_, DeviceKey) = device::copy_of(from, folder, Some(&invitation), cx)?;
        let request = JoinRequest::new(&invitation, &key).map_err(unread)?;
        if device::is_stick(Utf8Path::new(from)) {
            sync::stick::leave_request(Utf8Path::new(from), &request)?;
        }
        Ok(Outcome::Joined { request: request.to_string() })
    }
}

/// A refusal in one sentence for whoever sits at the page.
fn sentence(report: Report) -> String {
    std::iter::once(report.message).chain(report.causes).collect::<Vec<_>>().join(": ")
}

impl Founder for NodeFounder {
    fn timezone(&self) -> String {
        TimeZone::system().iana_name().unwrap_or("UTC").to_owned()
    }

    fn found(&self, place: &NewPlace) -> Result<Outcome, String> {
        self.make(|folder, cx| Self::found_in(folder, place, cx)).map_err(sentence)
    }

    fn join(&self, from: &str, invitation: &str) -> Result<Outcome, String> {
        self.make(|folder, cx| Self::join_in(folder, from, invitation, cx)).map_err(sentence)
    }

    fn backups(&self) -> Vec<Utf8PathBuf> {
        restoring::backups_on_drives(&[])
    }

    fn restore(&self, backup: &Utf8Path, phrase: Option<&str>) -> Result<Outcome, String> {
        self.make(|folder, cx| Self::restore_in(folder, backup, phrase, cx)).map_err(sentence)
    }

    fn demo(&self) -> Result<Outcome, String> {
        let folder = Self::demo_folder(&self.folder);
        let made = if folder.join(demo::NOTES).is_file() {
            demo::read_notes(&folder)
        } else {
            demo::make(&folder, &mut Context::aside(self.edge.clone()))
        };
        let notes = made.map_err(sentence)?;
        let who = &notes["nodes"][0]["steward"];
        let word = |key: &str| who[key].as_str().unwrap_or_default();
        let card = || -> Option<FirstCard> {
            Some(FirstCard {
                name: word("name").to_owned(),
                number: word("number").parse::<MemberNumber>().ok()?,
                card: word("card").parse::<Card>().ok()?,
                pin: word("pin").parse().ok()?,
            })
        };
        let card = card().ok_or_else(|| format!("`{folder}` is not what a demonstration wrote"))?;
        Ok(Outcome::Demo(card))
    }

    fn tell(&self, code: &str) {
        if self.log.is_some() {
            tracing::info!(code, "the code that opens the set-up in the browser");
            return;
        }
        crate::console::Aside::loud().say(&format!("The code that opens the page: {code}"));
    }
}
