//! `stead trustee`: a trustee of a secret vote helps to make its key, and to open the sum.
//!
//! The trustee's seed is a file of their own, never in git: in `.stead/`, or in a folder of theirs
//! such as a stick, so that several trustees can use one machine after each other.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::{Actor, TrusteeStep};
use catalog::ids::{Handle, Slug};
use catalog::store::write_atomic;
use civic::sealed;
use governance::decision::Phase;
use governance::sealed::{Due, Keeper, StepName};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::tally::{named, vote_on};
use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::{self, Report};

/// Do what is due of you as a trustee of a secret vote
///
/// Before the vote the trustees make its key together, in four short steps: run this, exchange
/// records, and run it again until it says that the key is made. After the vote it opens the sum
/// with your part of the key; single ballots are never opened. Your part stays in a file of yours,
/// in the node's private folder or where `--keep` says: who has the files of enough trustees can
/// open ballots, and without them nobody can open the sum.
#[derive(Debug, clap::Args)]
pub(crate) struct Trustee {
    /// The proposal's name
    proposal: String,
    /// Who you are: a handle that the proposal names as a trustee
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
    /// Where your part of the key is kept, like a stick of yours [default: `.stead/trustee`]
    #[arg(long, value_name = "FOLDER")]
    keep: Option<Utf8PathBuf>,
}

/// A trustee's part of a key, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    vote: Slug,
    trustee: Handle,
    /// 64 hexadecimal digits. Everything else follows from them and the records.
    seed: String,
    /// SHA-256 of the list of ballots whose sum was opened: no other sum is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
}

pub(crate) fn run(args: &Trustee, cx: &mut Context) -> Result<Answer, Report> {
    let by = handle(&args.by)?;
    let mut acting = Acting::open(cx, "stead trustee")?;
    let proposal = named(&acting.desk.node().documents.proposals, &args.proposal)?.clone();
    let slug = proposal.slug.clone();
    if !proposal.terms.is_sealed() {
        let message = format!("the ballots on `{slug}` are not sealed for trustees");
        return Err(Report::request("not-sealed", message)
            .hint("`secret = true`, `trustees = [\"ana\", \"ben\", \"cy\"]` and `trustees_needed = 2` in its file say so"));
    }
    if !proposal.terms.trustees.contains(&by) {
        let message = format!("@{by} is not a trustee of `{slug}`");
        let names: Vec<_> = proposal.terms.trustees.iter().map(|who| format!("@{who}")).collect();
        return Err(Report::request("not-trustee", message)
            .hint(format!("its trustees are {}", names.join(", "))));
    }
    let unready = |error: civic::decision::Unready| Report::request("proposal", error.to_string());
    let (_, ceremony) = sealed::ceremony(acting.desk.node(), &proposal).map_err(unready)?;
    let folder = args.keep.clone().unwrap_or_else(|| acting.desk.folder().join(".stead/trustee"));
    let path = folder.join(format!("{slug}.{by}.json"));
    let mut kept = match read(&path)? {
        Some(kept) => kept,
        None => fresh(cx, &slug, &by)?,
    };
    let seed = seed_of(&kept, &path)?;
    let name = by.as_str().parse();
    let name = name.map_err(|error| Report::request("handle", format!("the handle {error}")))?;
    let keeper = Keeper::new(name, seed);
    let due = keeper.due(&ceremony, &cx.edge.bytes()?).map_err(|fault| {
        Report::request("trustee", fault.to_string()).hint(format!(
            "`{path}` is where your part was looked for; `--keep` names another folder"
        ))
    })?;
    match due {
        Due::Step(step, data) => {
            write(&path, &kept)?;
            let recorded = TrusteeStep {
                proposal: slug.clone(),
                by: by.clone(),
                step: sealed::stage(step),
                data,
            };
            let event = acting.desk.record_as(&Actor::Public(by), &recorded.into(), None)?.id;
            acting.commit(cx, &format!("trustee: {slug}"));
            let (_, ceremony) = sealed::ceremony(acting.desk.node(), &proposal).map_err(unready)?;
            let then = next(&slug, ceremony.waits_for());
            let json =
                json!({ "event": event, "proposal": slug, "step": word(step), "kept": path });
            let text = format!(
                "{} ({event})\nYour part is kept in {path}; it is yours alone.\n{then}",
                done(step)
            );
            Ok(Answer::new(json, text))
        }
        Due::Wait(step, who) => {
            let text = next(&slug, Some((step, who.clone())));
            Ok(Answer::new(json!({ "proposal": slug, "waits_for": word(step), "of": who }), text))
        }
        Due::Done => open(cx, acting, &slug, &by, &keeper, (&mut kept, &path)),
    }
}

/// Opens the sum, once nothing can arrive any more.
fn open(
    cx: &mut Context,
    mut acting: Acting,
    slug: &Slug,
    by: &Handle,
    keeper: &Keeper,
    (kept, path): (&mut Kept, &Utf8Path),
) -> Result<Answer, Report> {
    let node = acting.desk.node();
    let proposal = named(&node.documents.proposals, slug.as_str())?;
    let called = civic::decision::call(node, proposal);
    let Some(key) = called.and_then(|call| call.key.clone()) else {
        let text =
            format!("The key of {slug} is made. `stead propose call {slug}` opens the vote.\n");
        return Ok(Answer::new(json!({ "proposal": slug, "waits_for": "call" }), text));
    };
    let vote = vote_on(node, proposal)?;
    if vote.phase(acting.desk.now()) != Phase::Final {
        let until = vote.decision.period.accept_until;
        let text = format!(
            "The key of {slug} is made. Ballots may still arrive until {until}; then run this again to open the sum.\n"
        );
        let json = json!({ "proposal": slug, "waits_for": "final", "until": until, "key": key });
        return Ok(Answer::new(json, text));
    }
    let sealed = vote.sealed.as_deref();
    let opened = sealed.and_then(|sealed| {
        let fresh = cx.edge.bytes().ok()?;
        sealed.open(&vote.decision, &vote.ballots, keeper, &fresh)
    });
    let (ballots, data) = opened
        .ok_or_else(|| {
            Report::request("trustee", "the key that was made is not the one of the call")
        })?
        .map_err(|fault| Report::request("trustee", fault.to_string()))?;
    let list = civic::life::hash(&data["ballots"].to_string());
    match &kept.opened {
        Some(before) if *before != list => {
            let message = format!("you have opened another sum of `{slug}` already");
            return Err(Report::request("opened", message)
                .hint("two sums that differ by a few ballots would tell what is in those few"));
        }
        Some(_)
            if sealed
                .is_some_and(|all| all.openings.iter().any(|o| o.by.as_str() == by.as_str())) =>
        {
            let text =
                format!("You have opened the sum of {slug}. `stead tally {slug}` counts it.\n");
            return Ok(Answer::new(json!({ "proposal": slug, "opened": ballots }), text));
        }
        _ => {}
    }
    if ballots < civic::decision::FEWEST_FOR_SECRET {
        cx.console.warn(&format!(
            "ballots in the sum: {ballots}. With so few, the sum itself may tell who chose what"
        ));
    }
    kept.opened = Some(list);
    write(path, kept)?;
    let step = TrusteeStep {
        proposal: slug.clone(),
        by: by.clone(),
        step: catalog::event::TrusteeStage::Open,
        data,
    };
    let event = acting.desk.record_as(&Actor::Public(by.clone()), &step.into(), None)?.id;
    acting.commit(cx, &format!("trustee: {slug}"));
    let text = format!(
        "You have opened the sum, with proofs; ballots in it: {ballots}. ({event})\nWhen enough trustees have, `stead propose close {slug}` counts it.\n"
    );
    Ok(Answer::new(json!({ "event": event, "proposal": slug, "opened": ballots }), text))
}

fn fresh(cx: &Context, slug: &Slug, by: &Handle) -> Result<Kept, Report> {
    let seed: [u8; 32] = cx.edge.bytes()?;
    let seed = super::promises::hex(&seed);
    Ok(Kept { vote: slug.clone(), trustee: by.clone(), seed, opened: None })
}

fn read(path: &Utf8Path) -> Result<Option<Kept>, Report> {
    match fs_err::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            Report::request("trustee", format!("`{path}` is not a trustee's part: {error}"))
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(report::at("read", path)(error)),
    }
}

/// Written whole or not at all, and readable by its owner alone.
fn write(path: &Utf8Path, kept: &Kept) -> Result<(), Report> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder).map_err(report::at("written", folder))?;
    }
    let text = serde_json::to_string_pretty(kept)
        .map_err(|error| Report::request("trustee", error.to_string()))?;
    write_atomic(path, format!("{text}\n").as_bytes()).map_err(report::at("written", path))?;
    #[cfg(unix)]
    {
        let own = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs_err::set_permissions(path, own).map_err(report::at("written", path))?;
    }
    Ok(())
}

fn seed_of(kept: &Kept, path: &Utf8Path) -> Result<[u8; 32], Report> {
    let bytes: Option<Vec<u8>> = kept
        .seed
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| {
        Report::request("trustee", format!("the seed in `{path}` is not 64 hexadecimal digits"))
    })
}

fn word(step: StepName) -> Value {
    json!(step)
}

fn done(step: StepName) -> &'static str {
    match step {
        StepName::Commit => "You have bound yourself to a part of the key.",
        StepName::Reveal => "You have shown the public half of your part.",
        StepName::Share => {
            "You have given the other trustees their shares, each for its reader alone."
        }
        StepName::Ready => "You have confirmed the whole key.",
    }
}

fn next(slug: &Slug, waits: Option<(StepName, Vec<governance::keys::MemberKey>)>) -> String {
    match waits {
        None => format!("The key is made. `stead propose call {slug}` opens the vote.\n"),
        Some((step, who)) => {
            let who: Vec<_> = who.iter().map(|name| format!("@{name}")).collect();
            let what = match step {
                StepName::Commit => "bind themselves to a part of the key",
                StepName::Reveal => "show the public half of their part",
                StepName::Share => "give the others their shares",
                StepName::Ready => "confirm the whole key",
            };
            format!("Next: {} {what}. `stead trustee {slug}` does what is due.\n", who.join(", "))
        }
    }
}
