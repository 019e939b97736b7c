//! `stead device`: who may write into this node.

use catalog::event::Wall;
use catalog::ids::DeviceId;
use desk::lock::Lock;
use serde_json::{Value, json};
use sync::key::PublicKey;
use sync::{Author, DeviceKey, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::Report;

/// The node's devices: list, invite, join, revoke
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Device {
    /// List the devices that may write
    List,
    /// Let another device write into this node
    Invite(Invite),
    /// Make this copy a device of its own and show what to run on one that is in already
    Join,
    /// End a device's right to write; what it recorded stays
    Revoke(Revoke),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Invite {
    /// The new device's name
    device: String,
    /// Its public key, in quotes (`ssh-ed25519 AAAA…`)
    key: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    /// The device's name
    device: String,
}

pub(crate) fn run(args: &Device, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Device::List => list(cx),
        Device::Invite(args) => invite(args, cx),
        Device::Join => join(cx),
        Device::Revoke(args) => revoke(args, cx),
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
        text.push_str(&format!("{:<12}{}{note}\n", signer.device, signer.key.fingerprint()));
        devices.push(json!({
            "device": signer.device, "fingerprint": signer.key.fingerprint(),
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
    let none = || sync::Error::NoKey { file: reading.root.join(DeviceKey::FILE) };
    let author = Author::device(repo.key().ok_or_else(none)?);
    let at = Wall::new(reading.now, &reading.zone);
    if !node::is_welcome(&repo, reading.now)? {
        return Err(Report::request("device", "this device may not write into the node itself")
            .hint("run it on a device that `stead device list` shows"));
    }
    Ok((lock, repo, author, at))
}

fn invite(args: &Invite, cx: &mut Context) -> Result<Answer, Report> {
    let device = device_id(&args.device)?;
    let key: PublicKey = args.key.parse()?;
    let (_lock, repo, author, at) = keyholder(cx, "stead device invite")?;
    let fingerprint = key.fingerprint();
    let committed = repo.add_device(device, key, &author, at)?;
    let text = match &committed {
        Some(_) => format!(
            "{device} may write from now on. Compare: {fingerprint}\nIt learns of it with the next exchange.\n"
        ),
        None => format!("{device} may write already.\n"),
    };
    let commit = committed.map(|done| done.id);
    Ok(Answer::new(json!({ "device": device, "fingerprint": fingerprint, "commit": commit }), text))
}

fn join(cx: &mut Context) -> Result<Answer, Report> {
    let root = node::root(cx)?;
    let repo = Repo::open(&root)?;
    let key = if let Some(key) = repo.key() {
        key.clone()
    } else {
        let key = DeviceKey::new(&cx.edge.bytes()?);
        key.save(&root.join(DeviceKey::FILE))?;
        key
    };
    let signers = repo.signers()?;
    let is_in = signers.allowed(&key.public(), cx.edge.now()).is_some();
    let (device, public) = (key.device(), key.public().to_string());
    let text = if is_in {
        format!("This device, {device}, may write into the node.\n")
    } else {
        format!(
            "This device is {device}, {}.\nOn a device that is in already, run\n  stead device invite {device} {}\nand exchange once with it.\n",
            key.fingerprint(),
            node::quoted(&public)
        )
    };
    let json = json!({
        "device": device, "key": public, "fingerprint": key.fingerprint(), "welcome": is_in,
    });
    Ok(Answer::new(json, text))
}

fn revoke(args: &Revoke, cx: &mut Context) -> Result<Answer, Report> {
    let device = device_id(&args.device)?;
    let (_lock, repo, author, at) = keyholder(cx, "stead device revoke")?;
    let committed = repo.revoke_device(device, &author, at)?;
    let text = format!("{device} may not write any more. What it recorded stays.\n");
    let commit = committed.map(|done| done.id);
    Ok(Answer::new(json!({ "device": device, "commit": commit }), text))
}
