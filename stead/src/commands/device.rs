//! `stead device`: who may write into this node.

use std::io::IsTerminal as _;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use catalog::ids::DeviceId;
use desk::lock::Lock;
use serde_json::{Value, json};
use sync::invite::{Invitation, InviteError, JoinRequest};
use sync::{Author, DeviceKey, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::devices::{self, DeviceError};
use crate::node::{self, Reading};
use crate::report::Report;
use crate::serving::terminal_qr;

/// The node's devices: list, invite, join, revoke, rotate keys
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Device {
    /// List the devices that may write
    List,
    /// Invite another device, or let in one that asks
    ///
    /// Without arguments: prints an invitation, as text and as a QR code, for `stead device join
    /// --invitation`. It is good once, for one device. With the request that the other device shows:
    /// lets it in. A request that lies on a stick is found by `stead carry`.
    Invite(Invite),
    /// Make a copy of a node that is a device of its own, and show what to run on one that is in
    Join(Join),
    /// End a device's right to write; what it recorded stays
    Revoke(Revoke),
    /// Give this device a new key; or, with --new, make this copy a device of its own
    ///
    /// A new name is for a card that was cloned: two computers must not write under one name.
    Rotate(Rotate),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Invite {
    /// The other device's request (`stead-join-1.…`), or its name
    #[arg(value_name = "REQUEST-OR-DEVICE")]
    request: Option<String>,
    /// With a name: the device's public key, in quotes (`ssh-ed25519 AAAA…`)
    key: Option<String>,
    /// How many hours the invitation is good for
    #[arg(long, default_value_t = 48)]
    hours: u32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Join {
    /// With --from: the new folder
    folder: Option<Utf8PathBuf>,
    /// Where to get the node from: a kiosk's address, a git remote, a stick
    #[arg(long, value_name = "ADDRESS-OR-STICK", requires = "folder")]
    from: Option<String>,
    /// The invitation that a device of the node gave
    #[arg(long, value_name = "TEXT")]
    invitation: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    /// The device's name
    device: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Rotate {
    /// A new name and a new feed: this copy was cloned from another computer
    #[arg(long)]
    new: bool,
}

pub(crate) fn run(args: &Device, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Device::List => list(cx),
        Device::Invite(args) => invite(args, cx),
        Device::Join(args) => join(args, cx),
        Device::Revoke(args) => revoke(args, cx),
        Device::Rotate(args) => rotate(args, cx),
    }
}

fn list(cx: &mut Context) -> Result<Answer, Report> {
    let repo = Repo::open(&node::root(cx)?)?;
    let own = repo.key().map(DeviceKey::public);
    let (mut text, mut devices) = (String::new(), Vec::new());
    for signer in repo.signers()?.signers() {
        let is_this = own.as_ref() == Some(&signer.key);
        let until = signer.valid_before.map(|at| at.to_string());
        let note = match (&until, is_this) {
            (Some(until), _) => format!("  until {until}"),
            (None, true) => "  this one".into(),
            (None, false) => String::new(),
        };
        let words = signer.key.spoken();
        text.push_str(&format!(
            "{:<12}{}{note}\n{:<12}{words}\n",
            signer.device,
            signer.key.fingerprint(),
            ""
        ));
        devices.push(json!({
            "device": signer.device, "fingerprint": signer.key.fingerprint(), "words": words,
            "this": is_this, "revoked": until,
        }));
    }
    Ok(Answer::new(Value::Array(devices), text))
}

fn device_id(text: &str) -> Result<DeviceId, Report> {
    text.trim()
        .to_lowercase()
        .parse()
        .map_err(|error| Report::request("device", format!("the device name `{text}` {error}")))
}

/// Opens the repository to change the list of keys.
fn keyholder(cx: &mut Context, program: &str) -> Result<(Lock, Repo, Author, Wall), Report> {
    let reading = Reading::open(cx)?;
    let lock = Lock::take(&reading.root, program, reading.now)?;
    let repo = Repo::open(&reading.root)?;
    if repo.key().is_none() {
        return Err(sync::Error::NoKey { file: reading.root.join(DeviceKey::FILE) }.into());
    }
    let author = devices::keyholder(&repo, reading.now)?;
    let at = Wall::new(reading.now, &reading.zone);
    Ok((lock, repo, author, at))
}

fn invite(args: &Invite, cx: &mut Context) -> Result<Answer, Report> {
    match (&args.request, &args.key) {
        (None, _) => give_invitation(args.hours, cx),
        (Some(device), Some(key)) => {
            let (device, key) = (device_id(device)?, key.parse()?);
            let (_lock, repo, author, at) = keyholder(cx, "stead device invite")?;
            let committed = repo.add_device(device, key, &author, at)?;
            Ok(welcomed(&repo, device, committed))
        }
        (Some(text), None) => {
            let request: JoinRequest = text.parse().map_err(|error: InviteError| {
                refused(error).hint("`stead device join` on the new device shows its request")
            })?;
            let (_lock, repo, author, at) = keyholder(cx, "stead device invite")?;
            let committed = devices::admit(&repo, &request, &author, at)?;
            Ok(welcomed(&repo, request.device, committed))
        }
    }
}

fn welcomed(repo: &Repo, device: DeviceId, committed: Option<sync::Committed>) -> Answer {
    let key = devices::key_of(repo, device);
    let fingerprint = key.as_ref().map(sync::PublicKey::fingerprint).unwrap_or_default();
    let words = key.map(|key| key.spoken()).unwrap_or_default();
    let text = match &committed {
        Some(_) => format!(
            "{device} may write from now on. Compare: {fingerprint}\n  {words}\nIt learns of it with the next exchange.\n"
        ),
        None => format!("{device} may write already.\n"),
    };
    let commit = committed.map(|done| done.id);
    let json = json!({
        "device": device, "fingerprint": fingerprint, "words": words, "commit": commit,
    });
    Answer::new(json, text)
}

impl From<DeviceError> for Report {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::Invitation(error) => refused(error),
            DeviceError::NotWelcome => Self::request("device", error.to_string())
                .hint("run it on a device that `stead device list` shows"),
            DeviceError::Invitations(error) => {
                Self::io("the invitations could not be read or kept", &error)
            }
            DeviceError::Node(error) => error.into(),
        }
    }
}

fn refused(error: InviteError) -> Report {
    let report = Report::request("invitation", error.to_string());
    match error {
        InviteError::Expired | InviteError::Used | InviteError::Unknown => {
            report.hint("`stead device invite` makes a new invitation")
        }
        InviteError::Unreadable | InviteError::OtherNode => report,
    }
}

fn give_invitation(hours: u32, cx: &mut Context) -> Result<Answer, Report> {
    let (_lock, repo, _, at) = keyholder(cx, "stead device invite")?;
    let (invitation, until) = devices::give(&repo, cx.edge.bytes()?, hours, at.timestamp())?;
    let text = format!(
        "An invitation for one device, good for {}. On the new device:\n  \
         stead device join <folder> --from <this kiosk's address, or a stick> --invitation {invitation}\n\
         Show it to nobody else.\n",
        super::check::counted(usize::try_from(hours).unwrap_or(usize::MAX), "hour")
    );
    if std::io::stderr().is_terminal() {
        cx.console.say(&terminal_qr(&invitation.to_string()));
    }
    let json = json!({ "invitation": invitation.to_string(), "until": until });
    Ok(Answer::new(json, text))
}

fn join(args: &Join, cx: &mut Context) -> Result<Answer, Report> {
    let invitation: Option<Invitation> =
        args.invitation.as_deref().map(str::parse).transpose().map_err(refused)?;
    let (repo, key) = match (&args.from, &args.folder) {
        (Some(from), Some(folder)) => copy_of(from, folder, invitation.as_ref(), cx)?,
        _ => here(cx)?,
    };
    if let Some(invitation) = &invitation
        && invitation.node != repo.node_id()?
    {
        return Err(refused(InviteError::OtherNode));
    }
    let is_in = repo.signers()?.standing().any(|signer| signer.key == key.public());
    let (device, public) = (key.device(), key.public().to_string());
    let request = invitation.as_ref().map(|invitation| JoinRequest::new(invitation, &key));
    let request = request.transpose().map_err(refused)?;
    let on_stick = args.from.as_deref().map(Utf8Path::new).filter(|from| is_stick(from));
    if let (Some(stick), Some(request)) = (on_stick, &request) {
        sync::stick::leave_request(stick, request)?;
    }
    let asked = match &request {
        Some(request) => format!("{request}"),
        None => format!("{device} {}", node::quoted(&public)),
    };
    let mut text =
        format!("This device is {device}, {}.\n  {}\n", key.fingerprint(), key.public().spoken());
    if is_in {
        text = format!("This device, {device}, may write into the node.\n");
    } else if on_stick.is_some() && request.is_some() {
        text.push_str(
            "Its request lies on the stick: `stead carry` on the device that invited it lets it in, \
             and the stick brings the news back.\n",
        );
    } else {
        text.push_str(&format!(
            "On a device that is in already, run\n  stead device invite {asked}\nand exchange once with it.\n"
        ));
        if std::io::stderr().is_terminal() {
            cx.console.say(&terminal_qr(&asked));
        }
    }
    let json = json!({
        "device": device, "key": public, "fingerprint": key.fingerprint(), "welcome": is_in,
        "request": request.map(|request| request.to_string()),
    });
    Ok(Answer::new(json, text))
}

pub(crate) fn is_stick(folder: &Utf8Path) -> bool {
    folder.join("commonstead").is_dir()
}

fn here(cx: &mut Context) -> Result<(Repo, DeviceKey), Report> {
    let root = node::root(cx)?;
    let repo = Repo::open(&root)?;
    if let Some(key) = repo.key().cloned() {
        return Ok((repo, key));
    }
    let key = DeviceKey::new(&cx.edge.bytes()?);
    key.save(&root.join(DeviceKey::FILE))?;
    Ok((repo, key))
}

/// A new copy of a node, with a key of its own.
pub(crate) fn copy_of(
    from: &str,
    folder: &Utf8Path,
    invitation: Option<&Invitation>,
    cx: &mut Context,
) -> Result<(Repo, DeviceKey), Report> {
    let key = DeviceKey::new(&cx.edge.bytes()?);
    let node = invitation.map(|invitation| invitation.node);
    let bar = cx.console.progress("fetching the node");
    let stick = Utf8Path::new(from);
    let repo = if is_stick(stick) {
        let on_it = sync::stick::nodes_on(stick)?;
        let node = match (node, on_it.as_slice()) {
            (Some(node), _) => node,
            (None, [only]) => *only,
            (None, _) => {
                return Err(Report::request("node", "the stick carries several nodes, or none")
                    .hint("`--invitation` says which one"));
            }
        };
        Repo::join_by_stick(stick, folder, Some(&key), node)?.0
    } else {
        Repo::join(from, folder, Some(&key), node)?.0
    };
    bar.finish_and_clear();
    Ok((repo, key))
}

fn revoke(args: &Revoke, cx: &mut Context) -> Result<Answer, Report> {
    let device = device_id(&args.device)?;
    let (_lock, repo, author, at) = keyholder(cx, "stead device revoke")?;
    let committed = repo.revoke_device(device, &author, at)?;
    // What it knows of the members it goes on knowing; what is sealed from now on it cannot open.
    let mut people = crate::people::People::open(cx, repo.folder())?;
    people.renew_secret(cx)?;
    repo.settle_private(&mut people.share(cx)?)?;
    let text = format!(
        "{device} may not write any more. What it recorded stays.\n\
         It keeps what it knew of the members until today; nothing new reaches it.\n"
    );
    let commit = committed.map(|done| done.id);
    Ok(Answer::new(json!({ "device": device, "commit": commit }), text))
}

fn rotate(args: &Rotate, cx: &mut Context) -> Result<Answer, Report> {
    let (_lock, repo, author, at) = keyholder(cx, "stead device rotate")?;
    // What the old key is answerable for is signed with it.
    super::commit::everything(cx, &repo, None, at)?;
    let fresh = DeviceKey::new(&cx.edge.bytes()?);
    let old = repo.key().map(DeviceKey::device);
    let (new, committed) = match old {
        Some(device) if !args.new => {
            let new = DeviceKey::from_seed(device, &cx.edge.bytes()?);
            let committed = repo.rotate_key(&new, &author, at)?;
            (new, committed)
        }
        _ => {
            let committed = repo.become_new_device(&fresh, &author, at)?;
            (fresh, committed)
        }
    };
    let repo = Repo::open(repo.folder())?;
    let mut people = crate::people::People::open(cx, repo.folder())?;
    repo.settle_private(&mut people.share(cx)?)?;
    let text = format!(
        "This device is {} now, {}. The others learn of it with the next exchange.\n",
        new.device(),
        new.fingerprint()
    );
    let commit = committed.map(|done| done.id);
    let json = json!({
        "device": new.device(), "was": old, "fingerprint": new.fingerprint(), "commit": commit,
    });
    Ok(Answer::new(json, text))
}
