//! `stead propose`: the life of a proposal, from a draft to what is in force.

use camino::Utf8PathBuf;
use catalog::document::{Document, Value as Field};
use catalog::event::{
    Actor, Kind, ObjectionRule, ProposalAnswer, ProposalCall, ProposalResult, ProposalSay, Remark,
};
use catalog::ids::{EventId, Handle, Slug};
use catalog::record::{DocumentKind, Proposal, ProposalState};
use catalog::store::write_atomic;
use civic::life;
use clap::ValueEnum;
use governance::decision::{LATE_ARRIVAL, Phase};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::tally::{named, vote_on};
use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
use crate::report::{self, Report};

/// Proposals: discuss, amend, call the vote, close it, put it in force
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Propose {
    /// Show all proposals, what may come next, and what is due
    List,
    /// Show what was said about a proposal
    Talk {
        /// The proposal's name
        proposal: String,
    },
    /// Say something about a proposal
    Say(Say),
    /// Suggest other words for a passage
    Amend(Amend),
    /// Take an amendment up, or an objection back (`--decline` turns it down)
    Answer(AnswerTo),
    /// Call the vote: text and roll are frozen
    Call(Call),
    /// Count a vote that is over, and record what came of it
    Close {
        /// The proposal's name
        proposal: String,
    },
    /// Record what the others found about an objection
    Rule(Rule),
    /// Take a proposal on to another state
    Move(Move),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Say {
    /// The proposal's name
    proposal: String,
    /// What is said
    text: String,
    /// Who says it
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
    /// What it is
    #[arg(long, value_enum, default_value = "comment")]
    kind: Manner,
}

/// What a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Manner {
    /// A thought
    Comment,
    /// Something to be answered before the vote
    Question,
    /// Wants it put to the vote
    Support,
    /// Sees a harm, and says which and for whom
    Objection,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Amend {
    /// The proposal's name
    proposal: String,
    /// The new words
    with: String,
    /// The passage that they replace [default: they are added at the end]
    #[arg(long, value_name = "PASSAGE")]
    replace: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Who suggests it
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AnswerTo {
    /// The amendment or objection, as `stead propose talk` shows it
    remark: EventId,
    /// Who answers
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
    /// It is not taken up
    #[arg(long)]
    decline: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Call {
    /// The proposal's name
    proposal: String,
    /// The last moment, like `2026-05-03T20:00+02:00`
    #[arg(long, value_name = "MOMENT")]
    closes: Timestamp,
    /// The first moment [default: now]
    #[arg(long, value_name = "MOMENT")]
    opens: Option<Timestamp>,
    /// Until when ballots that were cast in time may arrive [default: 14 days after closing]
    #[arg(long, value_name = "MOMENT")]
    accept_until: Option<Timestamp>,
    /// Who may vote [default: the proposal's roll, else all members who act in public]
    #[arg(long, value_name = "HANDLE", value_delimiter = ',')]
    roll: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Rule {
    /// The proposal's name
    proposal: String,
    /// Whose objection
    objector: String,
    /// How many found that it qualifies
    #[arg(long, value_name = "N")]
    qualified: u32,
    /// How many found that it does not
    #[arg(long, value_name = "N")]
    not_qualified: u32,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Move {
    /// The proposal's name
    proposal: String,
    /// The state, like `discussion`, `in_force`, `withdrawn`, `repealed`
    state: String,
    /// What happened
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(crate) fn run(args: &Propose, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Propose::List => Ok(list(&Reading::open(cx)?)),
        Propose::Talk { proposal } => talk(&Reading::open(cx)?, proposal),
        Propose::Say(args) => say(args, cx),
        Propose::Amend(args) => amend(args, cx),
        Propose::Answer(args) => answer(args, cx),
        Propose::Call(args) => call(args, cx),
        Propose::Close { proposal } => close(proposal, cx),
        Propose::Rule(args) => rule(args, cx),
        Propose::Move(args) => move_on(args, cx),
    }
}

fn word(state: ProposalState) -> String {
    crate::event_words::word(&state)
}

fn key(state: ProposalState) -> String {
    word(state).replace(' ', "_")
}

fn list(reading: &Reading) -> Answer {
    let notices = life::notices(&reading.node, reading.now, reading.today());
    let (mut text, mut all) = (String::new(), Vec::new());
    for proposal in reading.node.documents.proposals.values() {
        let next: Vec<_> = life::next(proposal.state).iter().map(|state| key(*state)).collect();
        text.push_str(&format!(
            "{:<12} {:<32} {}\n",
            word(proposal.state),
            proposal.slug,
            proposal.name.base
        ));
        all.push(json!({ "proposal": proposal.slug, "state": key(proposal.state), "next": next,
            "closes_at": proposal.closes_at, "review_on": proposal.review_on }));
    }
    if all.is_empty() {
        text.push_str("No proposals yet. `stead new proposal <title>` makes one.\n");
    }
    for notice in &notices {
        text.push_str(&format!("Look at: {notice}\n"));
    }
    let notices: Vec<_> = notices.iter().map(ToString::to_string).collect();
    Answer::new(json!({ "proposals": all, "notices": notices }), text)
}

fn talk(reading: &Reading, name: &str) -> Result<Answer, Report> {
    let proposal = named(&reading.node.documents.proposals, name)?;
    let (said, aside) = civic::talk::about(&reading.node, &proposal.slug);
    let (mut text, mut all) = (String::new(), Vec::new());
    for one in &said {
        let kind = crate::event_words::word(&one.what.remark);
        let state = match one.accepted {
            Some(true) => ", taken up",
            Some(false) => ", not taken up",
            None => "",
        };
        text.push_str(&format!(
            "{}  {}  @{} ({kind}{state}): {}\n",
            one.when.date(),
            one.id,
            one.what.by,
            one.what.text
        ));
        all.push(json!({ "event": one.id, "said": *one.what, "accepted": one.accepted,
            "note": one.note }));
    }
    for one in &aside {
        text.push_str(&format!("Not counted: {one}\n"));
    }
    if said.is_empty() {
        text.push_str("Nobody has said anything yet.\n");
    }
    Ok(Answer::new(Value::Array(all), text))
}

fn say(args: &Say, cx: &mut Context) -> Result<Answer, Report> {
    let remark = match args.kind {
        Manner::Comment => Remark::Comment,
        Manner::Question => Remark::Question,
        Manner::Support => Remark::Support,
        Manner::Objection => Remark::Objection,
    };
    speak(&args.proposal, &args.by, remark, &args.text, None, None, cx)
}

fn amend(args: &Amend, cx: &mut Context) -> Result<Answer, Report> {
    let (old, new) = (args.replace.as_deref(), Some(args.with.as_str()));
    speak(&args.proposal, &args.by, Remark::Amendment, &args.why, old, new, cx)
}

fn speak(
    proposal: &str,
    by: &str,
    remark: Remark,
    text: &str,
    replace: Option<&str>,
    with: Option<&str>,
    cx: &mut Context,
) -> Result<Answer, Report> {
    let by = handle(by)?;
    let mut acting = Acting::open(cx, "stead propose")?;
    let proposal = named(&acting.desk.node().documents.proposals, proposal)?;
    if text.trim().is_empty() {
        return Err(Report::request("text", "say why, in words"));
    }
    let said = ProposalSay {
        proposal: proposal.slug.clone(),
        by: by.clone(),
        remark,
        text: text.trim().into(),
        replace: replace.map(Into::into),
        with: with.map(Into::into),
        re: None,
    };
    if remark == Remark::Amendment {
        open_for_words(proposal)?;
        civic::talk::amended(&proposal.body.base, &said)
            .map_err(|error| Report::request("amendment", error.to_string()))?;
    }
    let event = acting.desk.record_as(&Actor::Public(by.clone()), &said.into(), None)?.id;
    acting.commit(cx, &format!("proposal: {event}"));
    Ok(Answer::new(json!({ "event": event, "by": by }), format!("Recorded. ({event})\n")))
}

/// The text may change until the vote is called.
fn open_for_words(proposal: &Proposal) -> Result<(), Report> {
    match proposal.state {
        ProposalState::Draft | ProposalState::Discussion => Ok(()),
        other => Err(Report::request(
            "frozen",
            format!("`{}` is {}: its text does not change any more", proposal.slug, word(other)),
        )),
    }
}

fn answer(args: &AnswerTo, cx: &mut Context) -> Result<Answer, Report> {
    let by = handle(&args.by)?;
    let mut acting = Acting::open(cx, "stead propose answer")?;
    let node = acting.desk.node();
    let found = node.documents.proposals.keys().find_map(|slug| {
        let (said, _) = civic::talk::about(node, slug);
        let one = said.into_iter().find(|one| one.id == args.remark)?;
        Some((slug.clone(), one.what.clone()))
    });
    let (slug, said) = found.ok_or_else(|| {
        Report::request("remark", format!("nothing was said as `{}`", args.remark))
            .hint("`stead propose talk <proposal>` shows what was said")
    })?;
    let accepted = !args.decline;
    let mut changed = Vec::new();
    if said.remark == Remark::Amendment && accepted {
        let proposal = named(&node.documents.proposals, slug.as_str())?;
        open_for_words(proposal)?;
        let body = civic::talk::amended(&proposal.body.base, &said)
            .map_err(|error| Report::request("amendment", error.to_string()))?;
        changed.push(edit(&acting, &slug, |document| {
            document.set_body(&body);
            Ok(())
        })?);
    }
    let note = args.note.as_deref().map(Into::into);
    let kind: Kind = ProposalAnswer { to: args.remark, accepted, note }.into();
    let event = acting.desk.record_as(&Actor::Public(by), &kind, None)?.id;
    acting.commit_with(cx, &format!("proposal: {slug}"), &changed);
    let text = if accepted { "Taken up." } else { "Not taken up." };
    Ok(Answer::new(json!({ "event": event, "accepted": accepted }), format!("{text} ({event})\n")))
}

/// Changes a proposal's file and keeps everything else in it. Gives its path back.
fn edit(
    acting: &Acting,
    slug: &Slug,
    change: impl FnOnce(&mut Document) -> Result<(), catalog::document::EditError>,
) -> Result<Utf8PathBuf, Report> {
    let file = acting.desk.node().documents.file_of(DocumentKind::Proposal, slug);
    let path = acting.desk.folder().join(&file);
    let bytes = fs_err::read(&path).map_err(report::at("read", &path))?;
    let wrong = |error: &dyn std::fmt::Display| {
        Report::request("document", format!("`{file}` cannot be changed: {error}"))
    };
    let mut document = Document::open(&bytes).map_err(|error| wrong(&error))?;
    change(&mut document).map_err(|error| wrong(&error))?;
    write_atomic(&path, &document.to_bytes()).map_err(report::at("written", &path))?;
    Ok(file)
}

/// Puts a proposal into a state, with the day and what happened.
fn stage(
    acting: &Acting,
    slug: &Slug,
    state: ProposalState,
    note: Option<&str>,
    fields: &[(&str, Field)],
) -> Result<Utf8PathBuf, Report> {
    let today = acting.desk.today();
    edit(acting, slug, |document| {
        document.set(&["state"], key(state))?;
        for (name, value) in fields {
            document.set(&[name], value.clone())?;
        }
        let mut step = vec![
            ("state".to_owned(), Field::from(key(state))),
            ("on".to_owned(), Field::from(today.to_string())),
        ];
        step.extend(note.map(|note| ("note".to_owned(), Field::from(note.to_owned()))));
        document.append(&["stage"], step)
    })
}

fn call(args: &Call, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead propose call")?;
    let proposal = named(&acting.desk.node().documents.proposals, &args.proposal)?.clone();
    let slug = proposal.slug.clone();
    may_become(&proposal, ProposalState::Voting)?;
    let roll = roll(&acting, &proposal, &args.roll)?;
    // Events bear whole seconds: a ballot of this very second is not before the opening.
    let now = acting.desk.now();
    let opens = args.opens.unwrap_or(Timestamp::from_second(now.as_second()).unwrap_or(now));
    let until = match args.accept_until {
        Some(until) => until,
        None => args.closes.checked_add(LATE_ARRIVAL).unwrap_or(Timestamp::MAX),
    };
    let call = ProposalCall {
        proposal: slug.clone(),
        text: life::text_hash(&proposal).into(),
        roll: roll.clone(),
        opens_at: opens,
        closes_at: args.closes,
        accept_until: until,
        key: key_of(&acting, &proposal)?,
    };
    // What the vote would be, before anything is written.
    let mut called = proposal.clone();
    (called.opens_at, called.closes_at) = (Some(opens), Some(args.closes));
    (called.roll, called.terms.accept_until) = (roll.clone(), Some(until));
    let decision = vote_on(acting.desk.node(), &called)?.decision;
    let zone = acting.desk.zone().clone();
    let moment = |at: Timestamp| {
        Field::from(at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    let fields = [
        ("opens_at", moment(opens)),
        ("closes_at", moment(args.closes)),
        ("accept_until", moment(until)),
        ("roll", Field::texts(roll.iter().map(ToString::to_string))),
    ];
    let file = stage(&acting, &slug, ProposalState::Voting, None, &fields)?;
    let event = acting.desk.record(desk::By::Terminal, &call.into(), None)?.id;
    acting.commit_with(cx, &format!("call the vote: {slug}"), &[file]);
    let json = json!({ "event": event, "proposal": slug, "roll": roll, "closes_at": args.closes,
        "text": life::text_hash(&proposal) });
    let text = format!(
        "The vote on {slug} is called: {} on the roll, until {}. Text and roll are frozen. ({event})\n",
        decision.roll.len(),
        args.closes
    );
    Ok(Answer::new(json, text))
}

/// The key of a secret vote on screens, which its trustees must have made before the call.
fn key_of(acting: &Acting, proposal: &Proposal) -> Result<Option<Box<str>>, Report> {
    if !proposal.terms.is_sealed() {
        return Ok(None);
    }
    let wrong = |error: &dyn std::fmt::Display| Report::request("proposal", error.to_string());
    let (_, ceremony) =
        civic::sealed::ceremony(acting.desk.node(), proposal).map_err(|error| wrong(&error))?;
    match (ceremony.key(), ceremony.waits_for()) {
        (Some(key), _) => Ok(Some(key.to_string().into())),
        (None, Some((_, who))) => {
            let who: Vec<_> = who.iter().map(|name| format!("@{name}")).collect();
            let message = format!(
                "the trustees of `{}` have not made its key yet: {} must go on",
                proposal.slug,
                who.join(", ")
            );
            let hint = format!("`stead trustee {}` does what is due", proposal.slug);
            Err(Report::request("no-key", message).hint(hint))
        }
        (None, None) => Err(wrong(&"the parts of the trustees do not give a key")),
    }
}

fn roll(acting: &Acting, proposal: &Proposal, given: &[String]) -> Result<Vec<Handle>, Report> {
    if !given.is_empty() {
        return given.iter().map(|text| handle(text)).collect();
    }
    if !proposal.roll.is_empty() {
        return Ok(proposal.roll.clone());
    }
    let members = acting.desk.members().list()?;
    let public = members.into_iter().filter(|member| member.left.is_none());
    let roll: Vec<Handle> = public.filter_map(|member| member.handle).collect();
    if roll.is_empty() {
        return Err(Report::request("roll", "nobody is on the roll")
            .hint("`--roll ana,ben` names them, or give members a handle"));
    }
    Ok(roll)
}

fn may_become(proposal: &Proposal, state: ProposalState) -> Result<(), Report> {
    let next = life::next(proposal.state);
    if next.contains(&state) {
        return Ok(());
    }
    let names: Vec<_> = next.iter().map(|state| key(*state)).collect();
    let message = format!(
        "`{}` is {}: it cannot become {}",
        proposal.slug,
        word(proposal.state),
        word(state)
    );
    let hint = if names.is_empty() {
        "nothing follows that state".to_owned()
    } else {
        format!("it may become {}", names.join(", "))
    };
    Err(Report::request("state", message).hint(hint))
}

/// Where the result of a proposal is kept.
pub(crate) fn result_file(slug: &Slug) -> Utf8PathBuf {
    format!("governance/results/{slug}.json").into()
}

fn close(name: &str, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead propose close")?;
    let proposal = named(&acting.desk.node().documents.proposals, name)?.clone();
    let slug = proposal.slug.clone();
    super::tally::not_on_paper(&proposal)?;
    let vote = vote_on(acting.desk.node(), &proposal)?;
    let phase = vote.phase(acting.desk.now());
    if matches!(phase, Phase::Waiting | Phase::Open) {
        let until = vote.decision.period.closes_at;
        return Err(Report::request("open", format!("the vote on `{slug}` is open until {until}")));
    }
    let counted = vote.count().map_err(|error| Report::request("tally", error.to_string()))?;
    let text = counted.to_json().map_err(|e| Report::request("tally", e.to_string()))?;
    let file = result_file(&slug);
    let path = acting.desk.folder().join(&file);
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder).map_err(report::at("written", folder))?;
    }
    write_atomic(&path, text.as_bytes()).map_err(report::at("written", &path))?;
    let provisional = phase != Phase::Final;
    let verdict = crate::event_words::word(&counted.verdict()).replace(' ', "_");
    let mut files = vec![file];
    if proposal.state == ProposalState::Voting {
        files.push(stage(&acting, &slug, ProposalState::Tallied, None, &[])?);
    }
    if !provisional && !proposal.terms.advisory {
        let state = life::state_of(counted.verdict());
        let open = matches!(proposal.state, ProposalState::Voting | ProposalState::Tallied);
        if open {
            files.push(stage(&acting, &slug, state, None, &[])?);
        }
    }
    let result = life::hash(&text);
    let recorded = ProposalResult {
        proposal: slug.clone(),
        verdict: verdict.clone().into(),
        result: result.clone().into(),
        provisional,
    };
    let event = acting.desk.record(desk::By::Terminal, &recorded.into(), None)?.id;
    acting.commit_with(cx, &format!("result: {slug}"), &files);
    let mut words = String::new();
    for sentence in counted.explanation() {
        words.push_str(&format!("{sentence}\n"));
    }
    if provisional {
        let until = vote.decision.period.accept_until;
        words.push_str(&format!("Provisional: ballots may arrive until {until}.\n"));
    }
    words
        .push_str(&format!("Recorded as {} ({event})\n", files.first().map_or("", |f| f.as_str())));
    let json = json!({ "event": event, "proposal": slug, "verdict": verdict, "result": result,
        "provisional": provisional, "file": files.first() });
    Ok(Answer::new(json, words))
}

fn rule(args: &Rule, cx: &mut Context) -> Result<Answer, Report> {
    let objector = handle(&args.objector)?;
    let mut acting = Acting::open(cx, "stead propose rule")?;
    let slug = named(&acting.desk.node().documents.proposals, &args.proposal)?.slug.clone();
    let kind: Kind = ObjectionRule {
        proposal: slug.clone(),
        objector,
        qualified: args.qualified,
        not_qualified: args.not_qualified,
        reason: args.reason.as_str().into(),
    }
    .into();
    let event = acting.desk.record(desk::By::Terminal, &kind, None)?.id;
    acting.commit(cx, &format!("objection: {slug}"));
    Ok(Answer::new(json!({ "event": event }), format!("Recorded. ({event})\n")))
}

fn move_on(args: &Move, cx: &mut Context) -> Result<Answer, Report> {
    let acting = Acting::open(cx, "stead propose move")?;
    let proposal = named(&acting.desk.node().documents.proposals, &args.proposal)?.clone();
    let wanted = args.state.trim().to_lowercase().replace([' ', '-'], "_");
    let state: ProposalState = serde_json::from_value(json!(wanted)).map_err(|_| {
        Report::request("state", format!("`{}` is no state of a proposal", args.state))
    })?;
    if matches!(state, ProposalState::Voting | ProposalState::Tallied) {
        return Err(Report::request("state", "that needs more than a word")
            .hint("`stead propose call` opens a vote, `stead propose close` counts it"));
    }
    let is_verdict = life::next(ProposalState::Tallied).contains(&state);
    // What was counted on paper is recorded with its verdict, in the words of those who counted.
    let on_paper =
        proposal.terms.is_on_paper() && proposal.state == ProposalState::Voting && is_verdict;
    if on_paper && args.note.is_none() {
        return Err(Report::request("note", "who counted, and what came out?")
            .hint("`--note \"31 yes, 7 no; counted by mira and sam\"`"));
    }
    if !on_paper {
        may_become(&proposal, state)?;
    }
    let decided = life::results(acting.desk.node(), &proposal.slug).last();
    if is_verdict && decided.is_some_and(|result| result.provisional) {
        cx.console.warn("ballots may still arrive: the recorded result is provisional");
    }
    let mut files = vec![stage(&acting, &proposal.slug, state, args.note.as_deref(), &[])?];
    if state == ProposalState::InForce
        && let Some(old) = &proposal.supersedes
        && let Some(other) = acting.desk.node().documents.proposals.get(old)
        && life::next(other.state).contains(&ProposalState::Superseded)
    {
        let note = format!("Replaced by {}", proposal.slug);
        files.push(stage(&acting, old, ProposalState::Superseded, Some(&note), &[])?);
    }
    acting.commit_with(cx, &format!("{}: {}", proposal.slug, word(state)), &files);
    let json = json!({ "proposal": proposal.slug, "state": key(state), "files": files });
    Ok(Answer::new(json, format!("{} is {} now.\n", proposal.slug, word(state))))
}
