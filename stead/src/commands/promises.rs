//! `stead lot`, `rules`, `appeal`, `right`, `vouch`: what people draw, limit, ask and promise.

use catalog::event::{
    Actor, AppealAnswer, AppealOpen, Kind, LotCall, LotCommit, LotReveal, LotSeed, RightAnswer,
    RightAsk, RightGrant, RightRelease, SeedSource, VouchGive, VouchWithdraw,
};
use catalog::ids::{EventId, Handle, Slug};
use civic::{lots, rights, trust};
use clap::ValueEnum;
use governance::lot::draw;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
use crate::report::Report;

/// Lots that anybody can draw again
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Lot {
    /// Bind yourself to a secret before the list is frozen; keep what it prints
    Commit {
        /// The lot's name, or a proposal's
        lot: String,
        /// Who
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// Freeze the list and say where the seed will come from
    Call {
        /// The lot's name, or a proposal's
        lot: String,
        /// Who or what is drawn
        names: Vec<String>,
        /// Where the seed will come from
        #[arg(long, value_enum, default_value = "dice")]
        source: Source,
        /// The round of the beacon, for a seed from drand
        #[arg(long, value_name = "N", required_if_eq("source", "drand"))]
        round: Option<u64>,
    },
    /// Reveal the secret after the list was frozen
    Reveal {
        /// The lot's name
        lot: String,
        /// The secret, 64 hexadecimal digits
        secret: String,
        /// Who
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// Record the seed: the dice as they fell, with their witnesses
    Seed {
        /// The lot's name
        lot: String,
        /// The rolls, like `4 2 6 6 1`, or a beacon's signature
        seed: String,
        /// Who saw it
        #[arg(long, value_name = "HANDLE")]
        witness: Vec<String>,
    },
    /// Draw: show the order that the seed gives
    Draw {
        /// The lot's name
        lot: String,
    },
}

/// Where a seed comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Source {
    /// Dice, before two witnesses
    Dice,
    /// Secrets of at least three members
    Reveals,
    /// A public beacon's round that is still to come
    Drand,
}

/// The rules that the machine keeps
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Rules {
    /// Show the rules of the constitution that the machine keeps
    List,
    /// Print a constitution to start from
    Template {
        /// `tool-library`, `makerspace` or `cooperative`
        name: String,
    },
}

/// Appeals to people against what a rule, a lot or a count decided
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Appeal {
    /// Show all appeals
    List,
    /// Ask people to look at it
    Open {
        /// A rule's id, a proposal or an event
        about: String,
        /// Why
        text: String,
        /// Who asks
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// Record what people found
    Answer {
        /// The appeal
        appeal: EventId,
        /// It was right
        #[arg(long)]
        upheld: bool,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// Who answers
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
}

/// Rights to plots, benches and rooms
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Right {
    /// Show who has what until when
    List,
    /// Grant something for a term
    Grant {
        /// What
        what: String,
        /// Who
        holder: String,
        /// The first day [default: today]
        #[arg(long, value_name = "DAY")]
        from: Option<Date>,
        /// The last day
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
        /// The proposal that decided it
        #[arg(long, value_name = "PROPOSAL")]
        decision: Option<String>,
    },
    /// Ask for a change
    Ask {
        /// The right
        right: EventId,
        /// What for
        text: String,
        /// Another last day
        #[arg(long, value_name = "DAY")]
        until: Option<Date>,
        /// Who asks
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// Record people's answer
    Answer {
        /// What was asked
        ask: EventId,
        /// It is granted
        #[arg(long)]
        grant: bool,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Give it back
    Release {
        /// The right
        right: EventId,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
}

/// Vouches: somebody says, with their name, that somebody can do something
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Vouch {
    /// Show the vouches for a member that hold
    List {
        /// The member
        member: String,
    },
    /// Vouch for somebody, for at most 24 months
    Give {
        /// For whom
        member: String,
        /// What they can do
        what: String,
        /// The last day
        #[arg(long, value_name = "DAY")]
        until: Date,
        /// Who says so
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// No longer say so
    Withdraw {
        /// The vouch
        vouch: EventId,
        /// Who said so
        #[arg(long = "as", value_name = "HANDLE")]
        by: String,
    },
    /// Everything public about a member, for them to see and take along
    Export {
        /// The member
        member: String,
    },
}

/// Records an event and commits it.
pub(crate) fn record(
    cx: &mut Context,
    program: &str,
    who: Option<&Handle>,
    kind: &Kind,
) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, program)?;
    put_down(&mut acting, cx, who, kind)
}

fn put_down(
    acting: &mut Acting,
    cx: &mut Context,
    who: Option<&Handle>,
    kind: &Kind,
) -> Result<Answer, Report> {
    let actor = who.map_or(Actor::System, |who| Actor::Public(who.clone()));
    let event = acting.desk.record_as(&actor, kind, None)?;
    acting.commit(cx, &format!("{}: {}", kind.name(), event.id));
    let said = crate::event_words::sentence(acting.desk.node(), &event);
    let json = json!({ "event": event.id, "kind": kind.name(), "what": kind.to_value() });
    Ok(Answer::new(json, format!("Recorded: {said} ({})\n", event.id)))
}

fn name(text: &str) -> Result<Slug, Report> {
    let slug = catalog::ids::slugify(text);
    slug.ok_or_else(|| Report::request("name", format!("`{text}` cannot be a name")))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

pub(crate) fn lot(args: &Lot, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Lot::Commit { lot, by } => {
            let (lot, by) = (name(lot)?, handle(by)?);
            let secret = cx.edge.bytes()?;
            let commitment = hex(&governance::lot::commitment(&secret)).into();
            let kind: Kind = LotCommit { lot, by: by.clone(), commitment }.into();
            let recorded = record(cx, "stead lot", Some(&by), &kind)?;
            let mut json = recorded.json().clone();
            json["secret"] = json!(hex(&secret));
            let text = format!(
                "{}Keep this secret until the list is frozen, then reveal it: {}\n",
                recorded.words(),
                hex(&secret)
            );
            Ok(Answer::new(json, text))
        }
        Lot::Call { lot, names, source, round } => {
            let source = match source {
                Source::Dice => SeedSource::Dice,
                Source::Reveals => SeedSource::Reveals,
                Source::Drand => SeedSource::Drand,
            };
            let list = names.iter().map(|name| name.as_str().into()).collect();
            let kind: Kind = LotCall { lot: name(lot)?, list, source, round: *round }.into();
            record(cx, "stead lot", None, &kind)
        }
        Lot::Reveal { lot, secret, by } => {
            let by = handle(by)?;
            let secret = secret.trim().to_lowercase().into();
            let kind: Kind = LotReveal { lot: name(lot)?, by: by.clone(), secret }.into();
            record(cx, "stead lot", Some(&by), &kind)
        }
        Lot::Seed { lot, seed, witness } => {
            let witnesses = witness.iter().map(|text| handle(text)).collect::<Result<_, _>>()?;
            let kind: Kind =
                LotSeed { lot: name(lot)?, seed: seed.trim().into(), witnesses }.into();
            record(cx, "stead lot", None, &kind)
        }
        Lot::Draw { lot } => drawn(&Reading::open(cx)?, &name(lot)?),
    }
}

fn drawn(reading: &Reading, lot: &Slug) -> Result<Answer, Report> {
    let wrong = |error: lots::NoSeed| Report::request("lot", format!("`{lot}`: {error}"));
    let seed = lots::seed(&reading.node, lot).map_err(wrong)?;
    let call = lots::call(&reading.node, lot).ok_or_else(|| wrong(lots::NoSeed::NoList))?;
    let order = draw(&seed, call.list.iter().map(AsRef::<str>::as_ref));
    let mut text = format!("Seed: {seed}\n");
    for (place, name) in order.iter().enumerate() {
        text.push_str(&format!("{:>3}. {name}\n", place + 1));
    }
    let hash = hex(&governance::lot::list_hash(call.list.iter().map(AsRef::<str>::as_ref)));
    Ok(Answer::new(json!({ "lot": lot, "seed": seed, "order": order, "list": hash }), text))
}

pub(crate) fn rules(args: &Rules, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Rules::Template { name } => {
            let found = civic::rules::TEMPLATES.iter().find(|(known, _)| known == name);
            let (_, text) = found.ok_or_else(|| {
                let names: Vec<_> = civic::rules::TEMPLATES.iter().map(|(name, _)| *name).collect();
                Report::request("template", format!("there is no template `{name}`"))
                    .hint(format!("there are {}", names.join(", ")))
            })?;
            Ok(Answer::text(*text))
        }
        Rules::List => {
            let reading = Reading::open(cx)?;
            let (mut text, mut all) = (String::new(), Vec::new());
            for rule in civic::rules::rules(&reading.node) {
                let about = crate::event_words::word(&rule.about);
                let share = |share: Option<(u32, u32)>| share.map(|(a, b)| format!("{a}/{b}"));
                let limit = rule.at_most.map(|most| format!("at most {most}"));
                let needs = share(rule.threshold).map(|share| format!("{share} agree"));
                let parts = share(rule.quorum).map(|share| format!("{share} take part"));
                let says: Vec<_> = [limit, needs, parts].into_iter().flatten().collect();
                text.push_str(&format!(
                    "{:<24} {about}: {} (clause {})\n",
                    rule.id,
                    says.join(", "),
                    rule.clause
                ));
                all.push(json!({ "id": rule.id, "clause": rule.clause, "about": rule.about,
                    "at_most": rule.at_most, "clauses": rule.clauses, "appeal": rule.appeal,
                    "threshold": share(rule.threshold), "quorum": share(rule.quorum) }));
            }
            if all.is_empty() {
                text.push_str(
                    "The constitution has no rules for the machine.\n\
                     `stead rules template cooperative` prints one to start from.\n",
                );
            }
            Ok(Answer::new(Value::Array(all), text))
        }
    }
}

pub(crate) fn appeal(args: &Appeal, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Appeal::List => {
            let reading = Reading::open(cx)?;
            let (appeals, aside) = civic::rules::appeals(&reading.node);
            let (mut text, mut all) = (String::new(), Vec::new());
            for one in &appeals {
                let state = match one.upheld {
                    None => "open",
                    Some(true) => "upheld",
                    Some(false) => "not upheld",
                };
                text.push_str(&format!(
                    "{}  {}  @{} on {}: {} ({state})\n",
                    one.when.date(),
                    one.id,
                    one.what.by,
                    one.what.about,
                    one.what.text
                ));
                all.push(json!({ "event": one.id, "appeal": *one.what, "upheld": one.upheld,
                    "note": one.note }));
            }
            for one in aside {
                text.push_str(&format!("Not counted: {one}\n"));
            }
            if appeals.is_empty() {
                text.push_str("Nobody has appealed.\n");
            }
            Ok(Answer::new(Value::Array(all), text))
        }
        Appeal::Open { about, text, by } => {
            let by = handle(by)?;
            let kind: Kind = AppealOpen {
                about: about.as_str().into(),
                by: by.clone(),
                text: text.as_str().into(),
            }
            .into();
            record(cx, "stead appeal", Some(&by), &kind)
        }
        Appeal::Answer { appeal, upheld, note, by } => {
            let note = note.as_deref().map(Into::into);
            let kind: Kind = AppealAnswer { appeal: *appeal, upheld: *upheld, note }.into();
            record(cx, "stead appeal", Some(&handle(by)?), &kind)
        }
    }
}

pub(crate) fn right(args: &Right, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Right::List => Ok(list_rights(&Reading::open(cx)?)),
        Right::Grant { what, holder, from, until, decision } => {
            let mut acting = Acting::open(cx, "stead right")?;
            let grant = RightGrant {
                what: what.trim().into(),
                holder: handle(holder)?,
                from: from.unwrap_or_else(|| acting.desk.today()),
                until: *until,
                decision: decision.as_deref().map(name).transpose()?,
            };
            let (all, _) = rights::rights(acting.desk.node());
            let taken = all.iter().find(|right| {
                right.what.what == grant.what
                    && right.released.is_none()
                    && right.until.is_none_or(|last| grant.from <= last)
                    && grant.until.is_none_or(|last| right.what.from <= last)
            });
            if let Some(taken) = taken {
                let who = &taken.what.holder;
                return Err(Report::request("taken", format!("@{who} has `{what}` in that time"))
                    .hint(format!("it is the right {}", taken.id)));
            }
            put_down(&mut acting, cx, None, &grant.into())
        }
        Right::Ask { right, text, until, by } => {
            let by = handle(by)?;
            let text = text.as_str().into();
            let kind: Kind = RightAsk { right: *right, by: by.clone(), text, until: *until }.into();
            record(cx, "stead right", Some(&by), &kind)
        }
        Right::Answer { ask, grant, note } => {
            let note = note.as_deref().map(Into::into);
            let kind: Kind = RightAnswer { ask: *ask, granted: *grant, note }.into();
            record(cx, "stead right", None, &kind)
        }
        Right::Release { right, note } => {
            let note = note.as_deref().map(Into::into);
            record(cx, "stead right", None, &RightRelease { right: *right, note }.into())
        }
    }
}

fn list_rights(reading: &Reading) -> Answer {
    let (rights, aside) = rights::rights(&reading.node);
    let (mut text, mut all) = (String::new(), Vec::new());
    for right in &rights {
        let holds = right.holds(reading.today());
        let until = right.until.map_or_else(|| "no end".to_owned(), |last| format!("until {last}"));
        let over = if holds { "" } else { ", does not hold today" };
        text.push_str(&format!(
            "{}  {:<24} @{} ({until}{over})\n",
            right.id, right.what.what, right.what.holder
        ));
        for ask in &right.asks {
            let state = match ask.granted {
                None => "open",
                Some(true) => "granted",
                Some(false) => "not granted",
            };
            text.push_str(&format!("    {}  {} ({state})\n", ask.id, ask.what.text));
            if !ask.conflicts.is_empty() {
                text.push_str("      somebody else has it in that time\n");
            }
        }
        all.push(json!({ "event": right.id, "right": *right.what, "until": right.until,
            "holds": holds }));
    }
    for one in aside {
        text.push_str(&format!("Not counted: {one}\n"));
    }
    if rights.is_empty() {
        text.push_str("Nobody has a right to anything yet.\n");
    }
    Answer::new(Value::Array(all), text)
}

pub(crate) fn vouch(args: &Vouch, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Vouch::List { member } => {
            let reading = Reading::open(cx)?;
            let member = handle(member)?;
            let found = trust::for_member(&reading.node, &member, reading.today());
            let (mut text, mut all) = (String::new(), Vec::new());
            for one in &found {
                let what = one.what;
                text.push_str(&format!(
                    "{}  @{} vouches for @{member}: {} (until {})\n",
                    one.id, what.by, what.what, what.until
                ));
                all.push(json!({ "event": one.id, "vouch": what }));
            }
            if found.is_empty() {
                text.push_str(&format!("Nobody vouches for @{member} now.\n"));
            }
            Ok(Answer::new(Value::Array(all), text))
        }
        Vouch::Give { member, what, until, by } => {
            let by = handle(by)?;
            let (of, what) = (handle(member)?, what.trim().into());
            if of == by {
                return Err(Report::request("vouch", "nobody vouches for themselves"));
            }
            let mut acting = Acting::open(cx, "stead vouch")?;
            let months = i64::from(trust::VOUCH_MONTHS);
            let last = acting.desk.today().checked_add(jiff::Span::new().months(months));
            if last.is_ok_and(|last| *until > last) {
                let message = format!("a vouch holds for {months} months at most");
                return Err(Report::request("vouch", message));
            }
            let kind: Kind = VouchGive { by: by.clone(), of, what, until: *until }.into();
            put_down(&mut acting, cx, Some(&by), &kind)
        }
        Vouch::Withdraw { vouch, by } => {
            let by = handle(by)?;
            record(cx, "stead vouch", Some(&by), &VouchWithdraw { vouch: *vouch }.into())
        }
        Vouch::Export { member } => {
            let reading = Reading::open(cx)?;
            let all = trust::export(&reading.node, &handle(member)?);
            Ok(Answer::new(all.clone(), format!("{all:#}\n")))
        }
    }
}
