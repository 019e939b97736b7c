//! How the node decides: its rules in words, every proposal with its way and its result, the minutes.

use catalog::record::{Minutes, Proposal, ProposalState};
use civic::vote::{Counted, Vote};
use governance::decision::Phase;
use governance::outcome::{Turnout, Verdict};
use governance::sealed::{Tracked, TrackedState};
use governance::sentence::{Fact, Sentence};
use serde::Serialize;
use themes::Argument;

use super::pages::{foreign, markdown};
use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::links;
use crate::markdown::Rendered;
use crate::view::{Link, Reading, number, words};

/// A proposal in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProposalRow {
    name: String,
    summary: String,
    href: String,
    tone: &'static str,
    state: String,
    open: bool,
    #[serde(skip)]
    order: (bool, Option<jiff::civil::Date>),
}

#[derive(Serialize)]
struct List {
    open: Vec<ProposalRow>,
    decided: Vec<ProposalRow>,
    minutes: Vec<MinutesRow>,
    constitution: Option<Link>,
    version: Option<String>,
    since: Option<String>,
    promises: Option<Link>,
}

#[derive(Serialize)]
struct MinutesRow {
    name: String,
    href: String,
    date: Option<String>,
}

#[derive(Serialize)]
struct ProposalPage {
    row: ProposalRow,
    body: Rendered,
    proposed_by: Vec<Link>,
    proposed_on: Option<String>,
    method: Option<String>,
    quorum: Option<String>,
    opens: Option<String>,
    closes: Option<String>,
    review: Option<String>,
    roll: usize,
    stages: Vec<StageView>,
    steps: Vec<Step>,
    changes: Vec<Link>,
    supersedes: Option<Link>,
    superseded_by: Option<Link>,
    result: Option<ResultView>,
    sealed: Option<SealedView>,
    voted: usize,
    slug: String,
    source: String,
    minutes: Vec<Link>,
}

#[derive(Serialize)]
struct StageView {
    name: String,
    date: String,
    note: Option<String>,
    tone: &'static str,
}

#[derive(Serialize)]
struct Step {
    name: String,
    date: Option<String>,
    done: bool,
}

#[derive(Serialize)]
struct ResultView {
    verdict: String,
    adopted: bool,
    is_final: bool,
    stamp_date: Option<String>,
    bars: Vec<VoteBar>,
    largest: u64,
    is_yes_no: bool,
    cast: u64,
    roll: u64,
    sentences: Vec<String>,
    reasons: Vec<String>,
    winners: Vec<String>,
    file: String,
}

/// A secret vote whose ballots were sealed on screens.
#[derive(Serialize)]
struct SealedView {
    key: Option<String>,
    trustees: Vec<String>,
    needed: usize,
    opened_by: Vec<String>,
    ballots: Vec<TrackedRow>,
}

#[derive(Serialize)]
struct TrackedRow {
    tracker: String,
    state: String,
    tone: &'static str,
}

#[derive(Serialize)]
struct VoteBar {
    name: String,
    votes: u64,
    class: &'static str,
}

fn tone(state: ProposalState) -> &'static str {
    use ProposalState as S;
    match state {
        S::Adopted | S::InForce => "ok",
        S::Voting | S::Discussion | S::Frozen | S::Tallied => "res",
        S::Blocked | S::Rejected => "fix",
        S::Draft
        | S::NoQuorum
        | S::Tied
        | S::Expired
        | S::Superseded
        | S::Repealed
        | S::Withdrawn => "mute",
    }
}

fn state_word(reading: &Reading<'_>, state: ProposalState) -> String {
    reading.word(&format!("proposal-{}", state_key(state)))
}

/// A step that may be over: the vote, not that it is open.
fn stage_word(reading: &Reading<'_>, state: ProposalState) -> String {
    match state {
        ProposalState::Voting => reading.word("step-vote"),
        other => state_word(reading, other),
    }
}

fn state_key(state: ProposalState) -> &'static str {
    use ProposalState as S;
    match state {
        S::Draft => "draft",
        S::Discussion => "discussion",
        S::Frozen => "frozen",
        S::Voting => "voting",
        S::Tallied => "tallied",
        S::Adopted => "adopted",
        S::Rejected => "rejected",
        S::NoQuorum => "no-quorum",
        S::Tied => "tied",
        S::Blocked => "blocked",
        S::InForce => "in-force",
        S::Expired => "expired",
        S::Superseded => "superseded",
        S::Repealed => "repealed",
        S::Withdrawn => "withdrawn",
    }
}

fn is_shown(pages: &Pages<'_>, proposal: &Proposal) -> bool {
    proposal.state != ProposalState::Draft || pages.build.options.drafts
}

fn row(pages: &Pages<'_>, proposal: &Proposal) -> ProposalRow {
    use ProposalState as S;
    let reading = pages.reading();
    let voting = proposal.state == S::Voting;
    let until = proposal.closes_at.filter(|_| voting).map(|at| {
        let date = at.to_zoned(pages.build.now.time_zone().clone()).date();
        reading.text("vote-until", &[("date", words(reading.near_date(date)))])
    });
    let open =
        matches!(proposal.state, S::Draft | S::Discussion | S::Frozen | S::Voting | S::Tallied);
    let newest = proposal.stages.iter().map(|stage| stage.on).max().or(proposal.proposed_on);
    ProposalRow {
        name: proposal.name.in_lang(pages.lang).to_owned(),
        summary: proposal.summary.in_lang(pages.lang).to_owned(),
        href: links::proposal(&proposal.slug),
        tone: tone(proposal.state),
        state: until.unwrap_or_else(|| state_word(&reading, proposal.state)),
        open,
        order: (voting, newest),
    }
}

/// Open ones first, votes before talks, then the newest.
pub(super) fn rows(pages: &Pages<'_>) -> Vec<ProposalRow> {
    let all = pages.build.node.documents.proposals.values();
    let mut rows: Vec<ProposalRow> =
        all.filter(|p| is_shown(pages, p)).map(|p| row(pages, p)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.open, row.order)));
    rows
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let documents = &pages.build.node.documents;
    if documents.constitution.is_none()
        && documents.proposals.is_empty()
        && documents.minutes.is_empty()
        && super::promises::link(pages).is_none()
    {
        return Ok(());
    }
    list(pages, out)?;
    constitution(pages, out)?;
    for proposal in documents.proposals.values().filter(|p| is_shown(pages, p)) {
        one(pages, proposal, out)?;
    }
    documents.minutes.values().try_for_each(|minutes| meeting(pages, minutes, out))
}

fn list(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, documents) = (pages.reading(), &pages.build.node.documents);
    let (open, decided) = rows(pages).into_iter().partition(|row| row.open);
    let mut minutes: Vec<&Minutes> = documents.minutes.values().collect();
    minutes.sort_by_key(|minutes| (std::cmp::Reverse(minutes.date), &minutes.slug));
    let rules = documents.constitution.as_ref();
    let content = List {
        open,
        decided,
        minutes: minutes
            .into_iter()
            .map(|minutes| MinutesRow {
                name: minutes.name.in_lang(pages.lang).to_owned(),
                href: links::minutes(&minutes.slug),
                date: minutes.date.map(|date| reading.calendar().long(date)),
            })
            .collect(),
        constitution: rules.map(|rules| Link {
            name: rules.name.in_lang(pages.lang).to_owned(),
            href: links::CONSTITUTION.to_owned(),
        }),
        promises: super::promises::link(pages),
        version: rules.and_then(|rules| rules.version.clone()),
        since: rules
            .and_then(|rules| rules.in_force_since)
            .map(|date| reading.calendar().long(date)),
    };
    let head =
        Head::new("decisions", reading.word("nav-decisions")).about(reading.word("decisions-lede"));
    out.page(pages.draw("governance/index.html", "decisions.html", head, content)?)
}

fn constitution(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, documents) = (pages.reading(), &pages.build.node.documents);
    let Some(rules) = &documents.constitution else { return Ok(()) };
    let body = markdown(
        pages,
        links::CONSTITUTION,
        "governance/constitution.md",
        rules.body.in_lang(pages.lang),
        2,
    );
    for link in &body.broken {
        out.warn(format!("governance/constitution.md: the link `{link}` leads nowhere"));
    }
    let name = rules.name.in_lang(pages.lang).to_owned();
    let changed = documents
        .proposals
        .values()
        .filter(|p| !p.changes.is_empty() && p.state == ProposalState::InForce);
    let content = serde_json::json!({
        "name": name,
        "version": rules.version,
        "since": rules.in_force_since.map(|date| reading.calendar().long(date)),
        "body": body,
        "changes": changed.map(|p| row(pages, p)).collect::<Vec<_>>(),
        "other_lang": foreign(pages, &rules.lang, &rules.body),
    });
    let head =
        Head::new("decisions", name).crumb(reading.word("nav-decisions"), "governance/index.html");
    out.page(pages.draw(links::CONSTITUTION, "constitution.html", head, content)?)
}

fn meeting(pages: &Pages<'_>, minutes: &Minutes, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, path) = (pages.reading(), links::minutes(&minutes.slug));
    let documents = &pages.build.node.documents;
    let file = format!("governance/minutes/{}.md", minutes.slug);
    let body = markdown(pages, &path, &file, minutes.body.in_lang(pages.lang), 2);
    for link in &body.broken {
        out.warn(format!("{file}: the link `{link}` leads nowhere"));
    }
    let name = minutes.name.in_lang(pages.lang).to_owned();
    let decisions = minutes
        .decisions
        .iter()
        .filter_map(|slug| documents.proposals.get(slug))
        .filter(|p| is_shown(pages, p));
    let content = serde_json::json!({
        "name": name,
        "date": minutes.date.map(|date| reading.calendar().full(date)),
        "attendance": minutes.attendance,
        "present": minutes.present.iter().map(|handle| super::people::link(pages, handle)).collect::<Vec<_>>(),
        "decisions": decisions.map(|p| row(pages, p)).collect::<Vec<_>>(),
        "body": body,
        "other_lang": foreign(pages, &minutes.lang, &minutes.body),
    });
    let head =
        Head::new("decisions", name).crumb(reading.word("nav-decisions"), "governance/index.html");
    out.page(pages.draw(&path, "minutes.html", head, content)?)
}

fn one(pages: &Pages<'_>, proposal: &Proposal, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, path) = (pages.reading(), links::proposal(&proposal.slug));
    let documents = &pages.build.node.documents;
    let calendar = reading.calendar();
    let source = format!("governance/proposals/{}.md", proposal.slug);
    let body = markdown(pages, &path, &source, proposal.body.in_lang(pages.lang), 3);
    for link in &body.broken {
        out.warn(format!("{source}: the link `{link}` leads nowhere"));
    }
    let zone = pages.build.now.time_zone().clone();
    let moment = |at: jiff::Timestamp| {
        let at = at.to_zoned(zone.clone());
        format!("{}, {}", calendar.long(at.date()), calendar.time(at.time()))
    };
    let link_to = |other: &Proposal| Link {
        name: other.name.in_lang(pages.lang).to_owned(),
        href: links::proposal(&other.slug),
    };
    let counted = count(pages, proposal);
    if let (Some((counted, _)), true) = (&counted, pages.prefix.is_empty()) {
        let file = format!("governance/{}/result.json", proposal.slug);
        let wrong = |error| BuildError::Json { path: file.clone(), error };
        out.file(file.clone(), counted.to_json().map_err(wrong)?)?;
    }
    let meetings =
        documents.minutes.values().filter(|minutes| minutes.decisions.contains(&proposal.slug));
    let content = ProposalPage {
        row: row(pages, proposal),
        body,
        proposed_by: proposal
            .proposed_by
            .iter()
            .map(|handle| super::people::link(pages, handle))
            .collect(),
        proposed_on: proposal.proposed_on.map(|date| calendar.long(date)),
        method: proposal.method.as_ref().map(|method| method_word(&reading, method)),
        quorum: proposal.quorum.map(|(part, whole)| format!("{part}/{whole}")),
        opens: proposal.opens_at.map(moment),
        closes: proposal.closes_at.map(moment),
        review: proposal.review_on.map(|date| calendar.long(date)),
        roll: proposal.roll.len(),
        stages: stages(&reading, proposal),
        steps: steps(&reading, proposal),
        changes: changes(pages, proposal),
        supersedes: proposal
            .supersedes
            .as_ref()
            .and_then(|slug| documents.proposals.get(slug))
            .map(link_to),
        superseded_by: documents
            .proposals
            .values()
            .find(|p| p.supersedes.as_ref() == Some(&proposal.slug) && is_shown(pages, p))
            .map(link_to),
        sealed: sealed(pages, proposal, counted.as_ref().map(|(counted, _)| counted)),
        result: counted.map(|(counted, is_final)| result(pages, proposal, &counted, is_final)),
        voted: voters(pages, proposal),
        slug: proposal.slug.to_string(),
        source,
        minutes: meetings
            .map(|m| Link {
                name: m.name.in_lang(pages.lang).to_owned(),
                href: links::minutes(&m.slug),
            })
            .collect(),
    };
    let head = Head::new("decisions", content.row.name.clone()).about(content.row.summary.clone());
    let head = head.crumb(reading.word("nav-decisions"), "governance/index.html");
    out.page(pages.draw(&path, "proposal.html", head, content)?)
}

fn method_word(reading: &Reading<'_>, method: &str) -> String {
    let key = format!("method-{method}");
    let known = reading.word(&key);
    if known.starts_with('⟦') { method.to_owned() } else { known }
}

/// The clauses that a proposal changes, by the headings of the rules.
fn changes(pages: &Pages<'_>, proposal: &Proposal) -> Vec<Link> {
    let rules = pages.build.node.documents.constitution.as_ref();
    let headings = rules.map(|rules| {
        markdown(
            pages,
            links::CONSTITUTION,
            "governance/constitution.md",
            rules.body.in_lang(pages.lang),
            2,
        )
        .headings
    });
    let headings = headings.unwrap_or_default();
    let link = |id: &String| {
        let heading = headings.iter().find(|heading| heading.id == *id);
        Link {
            name: heading.map_or_else(|| id.clone(), |heading| heading.text.clone()),
            href: heading.map_or_else(String::new, |heading| {
                format!("{}#{}", links::CONSTITUTION, heading.id)
            }),
        }
    };
    proposal.changes.iter().map(link).collect()
}

fn stages(reading: &Reading<'_>, proposal: &Proposal) -> Vec<StageView> {
    let mut stages: Vec<_> = proposal.stages.iter().collect();
    stages.sort_by_key(|stage| std::cmp::Reverse((stage.on, stage.state)));
    let view = |stage: &&catalog::record::Stage| StageView {
        name: stage_word(reading, stage.state),
        date: reading.calendar().long(stage.on),
        note: stage.note.clone(),
        tone: match tone(stage.state) {
            "mute" => "",
            tone => tone,
        },
    };
    stages.iter().map(view).collect()
}

/// The five steps that people know, done up to where the proposal stands.
fn steps(reading: &Reading<'_>, proposal: &Proposal) -> Vec<Step> {
    use ProposalState as S;
    let order = |state: S| match state {
        S::Draft => 0,
        S::Discussion => 1,
        S::Frozen => 2,
        S::Voting => 3,
        S::InForce | S::Expired | S::Repealed | S::Superseded => 5,
        _ => 4,
    };
    let decided = if order(proposal.state) == 4 { proposal.state } else { S::Adopted };
    let shown = [S::Discussion, S::Voting, decided, S::InForce];
    let date = |state: S| {
        let own = proposal.stages.iter().find(|stage| stage.state == state).map(|stage| stage.on);
        own.map(|date| reading.calendar().short(date))
    };
    let fails =
        matches!(proposal.state, S::Rejected | S::NoQuorum | S::Tied | S::Blocked | S::Withdrawn);
    let shown = shown.into_iter().filter(|state| !(fails && *state == S::InForce));
    let done = |state| order(proposal.state) >= order(state);
    shown
        .map(|state| Step {
            name: stage_word(reading, state),
            date: date(state),
            done: done(state),
        })
        .collect()
}

fn voters(pages: &Pages<'_>, proposal: &Proposal) -> usize {
    let ballots = pages
        .build
        .node
        .state
        .ballots
        .iter()
        .filter(|ballot| ballot.what.proposal == proposal.slug);
    let voters: std::collections::BTreeSet<_> = ballots.map(|ballot| &ballot.what.voter).collect();
    voters.len()
}

/// The count of a vote that has closed, and whether it is final. None while the vote is open, and
/// for what cannot be counted (no ballots, an unknown method).
fn count(pages: &Pages<'_>, proposal: &Proposal) -> Option<(Counted, bool)> {
    let vote = Vote::of(pages.build.node, proposal).ok()?;
    let phase = vote.phase(pages.build.options.now);
    if !matches!(phase, Phase::Arriving | Phase::Final) || vote.ballots.is_empty() {
        return None;
    }
    Some((vote.count().ok()?, phase == Phase::Final))
}

/// Every sealed ballot by its tracker, so that its voter finds it, and who opened the sum.
fn sealed(pages: &Pages<'_>, proposal: &Proposal, counted: Option<&Counted>) -> Option<SealedView> {
    if !proposal.terms.is_sealed() {
        return None;
    }
    let reading = pages.reading();
    let vote = Vote::of(pages.build.node, proposal).ok()?;
    let sealed = vote.sealed.as_ref()?;
    let report = match counted {
        Some(Counted::Outcome(outcome)) => outcome.sealed.as_ref(),
        _ => None,
    };
    let row = |one: Tracked| {
        let (state, tone) = match one.state {
            TrackedState::Counted => (reading.word("sealed-counted"), "ok"),
            TrackedState::Replaced => (reading.word("sealed-replaced"), "mute"),
            TrackedState::Refused(why) => {
                (reading.text("sealed-refused", &[("why", words(why.to_string()))]), "fix")
            }
        };
        TrackedRow { tracker: one.tracker, state, tone }
    };
    let ballots = sealed.trackers(&vote.decision, &vote.ballots).unwrap_or_default();
    let at = |names: &[governance::keys::MemberKey]| -> Vec<String> {
        names.iter().map(|name| format!("@{name}")).collect()
    };
    Some(SealedView {
        key: sealed.poll(&vote.decision).map(|poll| poll.key().to_string()),
        trustees: at(sealed.trustees.names()),
        needed: sealed.trustees.needed(),
        opened_by: report.map(|report| at(&report.opened_by)).unwrap_or_default(),
        ballots: ballots.into_iter().map(row).collect(),
    })
}

fn result(pages: &Pages<'_>, proposal: &Proposal, counted: &Counted, is_final: bool) -> ResultView {
    let reading = pages.reading();
    let (votes, winners, turnout) = match counted {
        Counted::Outcome(outcome) => {
            let count = &outcome.count;
            (count.counts.as_slice(), count.winners.as_slice(), outcome.turnout)
        }
        Counted::Shared(shared) => {
            let direct = u64::try_from(shared.ballots.counted.len()).unwrap_or(u64::MAX);
            let roll = u64::try_from(proposal.roll.len()).unwrap_or(u64::MAX);
            (&[][..], &[][..], Turnout { roll, direct, delegated: 0, uncast: 0 })
        }
    };
    let verdict = counted.verdict();
    let bar = |votes: &governance::outcome::Votes| {
        let (class, key) = match &*votes.of {
            "yes" | "consent" => ("y", Some(format!("answer-{}", votes.of))),
            "no" | "object" => ("n", Some(format!("answer-{}", votes.of))),
            "abstain" | "stand_aside" => {
                ("a", Some(format!("answer-{}", votes.of.replace('_', "-"))))
            }
            _ => ("o", None),
        };
        VoteBar {
            name: key.map_or_else(|| votes.of.to_string(), |key| reading.word(&key)),
            votes: votes.votes,
            class,
        }
    };
    let bars: Vec<VoteBar> = votes.iter().map(bar).collect();
    let decided = proposal.stages.iter().rev().find(|stage| stage.state >= ProposalState::Tallied);
    let ballots = pages
        .build
        .node
        .state
        .ballots
        .iter()
        .filter(|ballot| ballot.what.proposal == proposal.slug);
    ResultView {
        verdict: reading.word(&format!("verdict-{}", verdict_key(verdict))),
        adopted: matches!(verdict, Verdict::Adopted | Verdict::Won),
        stamp_date: decided.map(|stage| reading.calendar().long(stage.on)),
        largest: bars.iter().map(|bar| bar.votes).max().unwrap_or(0).max(1),
        is_yes_no: bars.iter().all(|bar| bar.class != "o"),
        cast: turnout.cast(),
        roll: turnout.roll,
        sentences: counted.explanation().iter().map(|sentence| say(&reading, sentence)).collect(),
        reasons: ballots
            .filter(|_| !proposal.terms.secret)
            .filter_map(|ballot| ballot.what.reason.as_deref().map(str::to_owned))
            .take(12)
            .collect(),
        winners: winners.iter().map(ToString::to_string).collect(),
        file: format!("governance/{}/result.json", proposal.slug),
        is_final,
        bars,
    }
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Adopted => "adopted",
        Verdict::Rejected => "rejected",
        Verdict::NoQuorum => "no-quorum",
        Verdict::Tied => "tied",
        Verdict::Blocked => "blocked",
        Verdict::Won => "won",
    }
}

/// A sentence in the reader's language, in English where nobody has translated it.
fn say(reading: &Reading<'_>, sentence: &Sentence) -> String {
    let key = format!("gov-{}", sentence.key);
    if reading.strings.own_text(reading.lang, &key).is_none() {
        return sentence.to_string();
    }
    let argument = |fact: &Fact| match fact {
        Fact::Number(n) => number(usize::try_from(*n).unwrap_or(usize::MAX)),
        other => words(other.to_string()),
    };
    let args: Vec<(&str, Argument)> =
        sentence.facts.iter().map(|(name, fact)| (name.as_ref(), argument(fact))).collect();
    reading.text(&key, &args)
}
