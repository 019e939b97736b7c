//! `stead dispute`: from talking to each other up to the assembly, one step at a time.

use camino::Utf8PathBuf;
use catalog::event::{DisputeOpen, DisputeStep, Kind};
use catalog::ids::{EventId, Sealed};
use civic::disputes::{self, REMEDIES, Step};
use desk::MemberNumber;
use governance::lot::Seed;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
use crate::report::Report;

/// Disputes: a ladder of steps with deadlines; nobody is named in public
///
/// First the two talk (7 days), then with two helpers, then before three people drawn by lot, then
/// five others (14 days each), then the assembly. Silence moves a dispute up a step and decides nothing.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Dispute {
    /// Show all disputes, where they stand and until when
    List,
    /// Begin one
    Open {
        /// What it is about, without names
        summary: String,
        /// Who brings it: a member's number or card
        #[arg(long, value_name = "MEMBER")]
        by: String,
        /// The other side
        #[arg(long, value_name = "MEMBER")]
        with: String,
        /// Violence or harassment: a panel meets at once, and somebody from outside helps
        #[arg(long)]
        safety: bool,
    },
    /// Draw a panel by lot from the willing, without the parties and whoever sat before
    Panel {
        /// The dispute
        dispute: EventId,
        /// The willing: members' numbers
        willing: Vec<String>,
        /// What the lot is drawn from, named beforehand
        #[arg(long, value_name = "TEXT")]
        seed: String,
        /// Too near to the matter
        #[arg(long, value_name = "MEMBER")]
        recused: Vec<String>,
        /// The panel of five that hears an appeal
        #[arg(long)]
        appeal: bool,
    },
    /// Take it on to a step, or close it with what came of it
    Step {
        /// The dispute
        dispute: EventId,
        /// `facilitated`, `assembly` or `closed`
        step: String,
        /// What came of it, without names
        #[arg(long, value_name = "TEXT")]
        outcome: Option<String>,
        /// `repair`, `replace`, `pay`, `apology`, `suspend`, `exclude`
        #[arg(long, value_name = "REMEDY")]
        remedy: Vec<String>,
    },
    /// Seal details for the two sides and those who sit on it; they stay on this device
    ///
    /// Everybody who has a part gets a key file of their own, to be handed over. With their key,
    /// `stead dispute read` and the program `age` open it; nobody else can. It is deleted 24 months
    /// after the dispute is over.
    Seal {
        /// The dispute
        dispute: EventId,
        /// The details
        #[arg(long, value_name = "FILE")]
        text: Option<Utf8PathBuf>,
        /// A reader's key, to seal what is there for those who came since
        #[arg(long, value_name = "FILE")]
        key: Option<Utf8PathBuf>,
        /// Where new key files go, like a stick
        #[arg(long, value_name = "FOLDER")]
        keys: Utf8PathBuf,
    },
    /// Read the sealed details with one's own key
    Read {
        /// The dispute
        dispute: EventId,
        /// The key file that was handed over
        #[arg(long, value_name = "FILE")]
        key: Utf8PathBuf,
    },
}

pub(crate) fn run(args: &Dispute, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Dispute::List => {
            let reading = Reading::open(cx)?;
            for id in super::letters::tidy(&reading, reading.today())? {
                cx.console.warn(&format!("the sealed part of {id} was deleted: its time is over"));
            }
            Ok(list(&reading))
        }
        Dispute::Seal { dispute, text, key, keys } => {
            super::letters::seal(*dispute, text.as_deref(), key.as_deref(), keys, cx)
        }
        Dispute::Read { dispute, key } => super::letters::read(*dispute, key, cx),
        Dispute::Open { summary, by, with, safety } => {
            let mut acting = Acting::open(cx, "stead dispute")?;
            let (by, with) = (acting.member(by)?, acting.member(with)?);
            if by == with {
                return Err(Report::request("dispute", "a dispute has two sides"));
            }
            let kind: Kind = DisputeOpen {
                summary: summary.trim().into(),
                by: acting.desk.seal(by)?,
                with: acting.desk.seal(with)?,
                safety: *safety,
            }
            .into();
            put_down(&mut acting, cx, &kind)
        }
        Dispute::Panel { dispute, willing, seed, recused, appeal } => {
            let step = if *appeal { Step::Appeal } else { Step::Panel };
            panel(*dispute, willing, seed, recused, step, cx)
        }
        Dispute::Step { dispute, step, outcome, remedy } => {
            go_on(*dispute, step, outcome.as_deref(), remedy, cx)
        }
    }
}

fn put_down(acting: &mut Acting, cx: &mut Context, kind: &Kind) -> Result<Answer, Report> {
    let event = acting.desk.record(desk::By::Terminal, kind, None)?;
    let none: [Utf8PathBuf; 0] = [];
    acting.commit_with(cx, &format!("{}: {}", kind.name(), event.id), &none);
    let said = crate::event_words::sentence(acting.desk.node(), &event);
    Ok(Answer::new(json!({ "event": event.id }), format!("Recorded: {said} ({})\n", event.id)))
}

fn list(reading: &Reading) -> Answer {
    let (all, aside) = disputes::disputes(&reading.node);
    let (mut text, mut lines) = (String::new(), Vec::new());
    for one in &all {
        let (step, until) = one.step_on(reading.today());
        let until = until.map_or_else(String::new, |last| format!(", until {last}"));
        let outcome = one.outcome.map_or_else(String::new, |what| format!(" — {what}"));
        text.push_str(&format!(
            "{}  {}  {} ({}{until}){outcome}\n",
            one.opened,
            one.id,
            one.what.summary,
            step.word()
        ));
        lines.push(json!({ "event": one.id, "summary": one.what.summary, "step": step,
            "opened": one.opened, "outcome": one.outcome, "remedies": one.remedies }));
    }
    for one in aside {
        text.push_str(&format!("Not counted: {one}\n"));
    }
    if all.is_empty() {
        text.push_str("No disputes.\n");
    }
    Answer::new(Value::Array(lines), text)
}

pub(super) fn unknown(id: EventId) -> Report {
    Report::request("dispute", format!("there is no dispute `{id}`"))
        .hint("`stead dispute list` shows them")
}

fn panel(
    id: EventId,
    willing: &[String],
    seed: &str,
    recused: &[String],
    step: Step,
    cx: &mut Context,
) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead dispute panel")?;
    let numbers = |acting: &Acting, texts: &[String]| -> Result<Vec<String>, Report> {
        let number = |text: &String| Ok(acting.member(text)?.to_string());
        texts.iter().map(number).collect()
    };
    let (willing, mut out) = (numbers(&acting, willing)?, numbers(&acting, recused)?);
    {
        let (all, _) = disputes::disputes(acting.desk.node());
        let found = all.iter().find(|one| one.id == id).ok_or_else(|| unknown(id))?;
        let parties = [&found.what.by, &found.what.with].into_iter().chain(&found.sat);
        let known = parties.filter_map(|sealed: &Sealed| acting.desk.unseal(sealed));
        out.extend(known.map(|number| number.to_string()));
    }
    let lot: Seed = seed.parse().map_err(|_| Report::request("seed", "a seed is some text"))?;
    let drawn = disputes::panel(&lot, step, willing, &out).ok_or_else(|| {
        let message = format!("a panel needs {} people who may sit on it", step.seats());
        Report::request("panel", message).hint("ask more people whether they are willing")
    })?;
    let members: Vec<MemberNumber> =
        drawn.iter().filter_map(|number| number.parse().ok()).collect();
    let panel = members.iter().map(|number| acting.desk.seal(*number)).collect::<Result<_, _>>()?;
    let kind: Kind = DisputeStep {
        dispute: id,
        step: step.word().into(),
        panel,
        seed: Some(seed.into()),
        outcome: None,
        remedies: Vec::new(),
    }
    .into();
    let answer = put_down(&mut acting, cx, &kind)?;
    let text = format!("{}The panel: {}\n", answer.words(), drawn.join(", "));
    Ok(Answer::new(json!({ "event": answer.json()["event"], "panel": drawn }), text))
}

fn go_on(
    id: EventId,
    step: &str,
    outcome: Option<&str>,
    remedies: &[String],
    cx: &mut Context,
) -> Result<Answer, Report> {
    let step = Step::of_word(step).ok_or_else(|| {
        let words: Vec<_> = Step::ALL.iter().map(|step| step.word()).collect();
        Report::request("step", format!("`{step}` is no step")).hint(words.join(", "))
    })?;
    if let Some(other) = remedies.iter().find(|remedy| !REMEDIES.contains(&remedy.as_str())) {
        return Err(
            Report::request("remedy", format!("`{other}` is no remedy")).hint(REMEDIES.join(", "))
        );
    }
    if step == Step::Closed && outcome.is_none() {
        return Err(Report::request("outcome", "what came of it, in words and without names?")
            .hint("`--outcome \"…\"`"));
    }
    let mut acting = Acting::open(cx, "stead dispute")?;
    let today = acting.desk.today();
    {
        let (all, _) = disputes::disputes(acting.desk.node());
        let found = all.iter().find(|one| one.id == id).ok_or_else(|| unknown(id))?;
        let (stands, _) = found.step_on(today);
        let excludes = remedies.iter().any(|remedy| remedy == "exclude");
        if excludes && stands != Step::Assembly {
            return Err(Report::request("exclude", "only the assembly excludes somebody"));
        }
        if step < stands || found.step == Step::Closed {
            let message = format!("the dispute is at `{}` already", stands.word());
            return Err(Report::request("step", message));
        }
    }
    let kind: Kind = DisputeStep {
        dispute: id,
        step: step.word().into(),
        panel: Vec::new(),
        seed: None,
        outcome: outcome.map(Into::into),
        remedies: remedies.iter().map(|remedy| remedy.as_str().into()).collect(),
    }
    .into();
    put_down(&mut acting, cx, &kind)
}
