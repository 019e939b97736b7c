//! Voting at the kiosk: what is open, one's own ballot, and who carried it where.

use axum::http::StatusCode;
use catalog::ids::{Handle, Slug};
use catalog::record::Proposal;
use civic::vote::{Standing, Vote};
use desk::Desk;
use generator::view::{Reading, number, words as text};
use governance::decision::Phase;
use governance::method::Method;
use governance::sealed::ballot::tracker;
use serde_json::{Map, Value, json};

use super::pay::acting_in_public;
use super::shell;
use crate::acts::votes::{self, Lend};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// The votes that are open, and where one's own vote is.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let desk = app.desk();
    let handle = acting_in_public(app, visit, session, &desk)?;
    let reading = app.reading(&desk, &visit.lang);
    let proposals = desk.node().documents.proposals.values();
    let open = proposals.filter_map(|proposal| {
        let vote = Vote::of(desk.node(), proposal).ok()?;
        (vote.phase(visit.now) == Phase::Open)
            .then(|| row(&desk, &reading, proposal, &vote, &handle))
    });
    let open: Vec<Value> = open.collect();
    let members = others(&desk, &handle);
    let context = json!({ "open": open, "handle": handle, "others": members });
    Ok(Reply::page("kiosk/votes.html", context))
}

/// Handles that one may name: everybody on a roll and everybody with a profile.
fn others(desk: &Desk, own: &Handle) -> Vec<String> {
    let documents = &desk.node().documents;
    let rolls = documents.proposals.values().flat_map(|proposal| &proposal.roll);
    let people = documents.people.values().map(|person| &person.handle);
    let all: std::collections::BTreeSet<&Handle> = rolls.chain(people).collect();
    all.into_iter().filter(|handle| *handle != own).map(ToString::to_string).collect()
}

fn row(
    desk: &Desk,
    reading: &Reading<'_>,
    proposal: &Proposal,
    vote: &Vote,
    handle: &Handle,
) -> Value {
    let closes = vote.decision.period.closes_at.to_zoned(desk.zone().clone());
    let until = format!(
        "{}, {}",
        reading.calendar().weekday_short(closes.date()),
        reading.calendar().time(closes.time())
    );
    let standing = vote.standing(handle);
    let found = match &standing {
        Standing::Voted(choice) if vote.sealed.is_some() => own_tracker(vote, handle, choice),
        _ => None,
    };
    let (key, names) = match standing {
        Standing::NotOnRoll => ("not-on-roll", Vec::new()),
        Standing::Voted(_) => ("voted", Vec::new()),
        Standing::Carried(chain) => ("carried", chain),
        Standing::Waiting(who) => ("waiting", vec![who]),
        Standing::Open => ("open", Vec::new()),
    };
    let names: Vec<_> = names.iter().map(|name| format!("@{name}")).collect();
    let standing =
        reading.text(&format!("civic-standing-{key}"), &[("who", text(names.join(" → ")))]);
    json!({
        "slug": proposal.slug,
        "name": proposal.name.in_lang(reading.lang),
        "summary": proposal.summary.in_lang(reading.lang),
        "until": reading.text("civic-until", &[("when", text(until))]),
        "standing": standing,
        "tracker": found.map(|tracker| {
            reading.text("sealed-your-ballot", &[("tracker", text(tracker))])
        }),
        "voted": key == "voted",
        "may_vote": key != "not-on-roll",
    })
}

/// What a voter finds the own sealed ballot by.
fn own_tracker(vote: &Vote, handle: &Handle, choice: &Value) -> Option<String> {
    let member = handle.as_str().parse().ok()?;
    tracker(&vote.decision.id, &member, choice)
}

/// One proposal with its ballot.
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    page(app, visit, session, None)
}

fn found<'n>(desk: &'n Desk, visit: &Visit) -> Result<(&'n Proposal, Vote), Failure> {
    let slug: Slug = visit.param("slug")?;
    let proposal = desk.node().documents.proposals.get(&slug).ok_or(Failure::NotFound)?;
    let vote = Vote::of(desk.node(), proposal).map_err(|_| Failure::NotFound)?;
    Ok((proposal, vote))
}

fn page(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    problem: Option<&str>,
) -> Result<Reply, Failure> {
    let desk = app.desk();
    let handle = acting_in_public(app, visit, session, &desk)?;
    let (proposal, vote) = found(&desk, visit)?;
    let reading = app.reading(&desk, &visit.lang);
    if proposal.terms.is_on_paper() {
        let (title, why) = (reading.word("civic-secret"), reading.word("civic-secret-more"));
        return Ok(shell::message(&title, &why, StatusCode::FORBIDDEN));
    }
    let mut context = row(&desk, &reading, proposal, &vote, &handle);
    let (kind, answers, most) = shape(&vote);
    let options: Vec<Value> = vote
        .decision
        .ballot_options()
        .iter()
        .map(|option| json!({ "value": option.as_str(), "label": option.as_str() }))
        .collect();
    let answers: Vec<Value> = answers
        .iter()
        .map(|answer| {
            let word = reading.word(&format!("civic-answer-{}", answer.replace('_', "-")));
            json!({ "value": answer, "label": word })
        })
        .collect();
    if let Value::Object(fields) = &mut context {
        fields.extend([
            ("body".to_owned(), json!(proposal.body.in_lang(&visit.lang))),
            ("kind".to_owned(), json!(kind)),
            ("options".to_owned(), json!(options)),
            ("answers".to_owned(), json!(answers)),
            ("most".to_owned(), json!(most)),
            ("is_open".to_owned(), json!(vote.phase(visit.now) == Phase::Open)),
            ("dots".to_owned(), json!(matches!(vote.decision.method, Method::Dots { .. }))),
            ("problem".to_owned(), json!(problem)),
            ("sealed".to_owned(), sealed(&reading, &vote)),
            ("topic".to_owned(), json!(proposal.terms.topic)),
            ("others".to_owned(), json!(others(&desk, &handle))),
            ("delegable".to_owned(), json!(delegable(&vote))),
            ("reason".to_owned(), json!(visit.form.get("reason"))),
        ]);
    }
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Reply::page("kiosk/ballot.html", context).with_status(status))
}

/// What voters are told before they seal a ballot; null where ballots are open.
fn sealed(reading: &Reading<'_>, vote: &Vote) -> Value {
    let Some(sealed) = &vote.sealed else { return Value::Null };
    let names: Vec<_> = sealed.trustees.names().iter().map(|who| format!("@{who}")).collect();
    let needed = number(sealed.trustees.needed());
    json!([
        reading.word("sealed-limit-device"),
        reading.text("sealed-limit-trustees", &[("n", needed), ("who", text(names.join(", ")))]),
        reading.word("sealed-limit-proof"),
        reading.word("sealed-limit-voted"),
    ])
}

fn delegable(vote: &Vote) -> bool {
    !matches!(vote.decision.delegation, governance::delegation::DelegationRule::Forbidden)
}

/// How the ballot looks: its kind, its answers, and the most points or ranks.
fn shape(vote: &Vote) -> (&'static str, &'static [&'static str], u32) {
    let ranks = u32::try_from(vote.decision.ballot_options().len()).unwrap_or(u32::MAX);
    match &vote.decision.method {
        Method::Consent => ("answer", &["consent", "stand_aside", "object", "abstain"], 0),
        Method::Majority { .. } => ("answer", &["yes", "no", "abstain"], 0),
        Method::Plurality => ("one", &[], 0),
        Method::Approval { .. } | Method::BudgetGreedy(_) | Method::BudgetMes(_) => {
            ("some", &[], 0)
        }
        Method::Score { max, .. } | Method::Star { max } => ("points", &[], *max),
        Method::Dots { dots, .. } => ("points", &[], *dots),
        Method::RankedSchulze { .. } | Method::RankedIrv { .. } | Method::RankedStv { .. } => {
            ("ranks", &[], ranks)
        }
    }
}

/// The choice of a form, in the form that the method asks for.
fn choice(vote: &Vote, visit: &Visit) -> Result<Value, Failure> {
    let options = vote.decision.ballot_options();
    let given = |at: usize| visit.form.get(&format!("o{at}")).and_then(|n| n.parse::<u32>().ok());
    Ok(match shape(vote).0 {
        "answer" | "one" => json!(visit.form.get("choice").ok_or(Failure::BadForm("choice"))?),
        "some" => visit.form.all("choice").map(Value::from).collect(),
        "points" => {
            let points = options.iter().enumerate().filter_map(|(at, option)| {
                Some((option.to_string(), Value::from(given(at).filter(|n| *n > 0)?)))
            });
            Value::Object(points.collect::<Map<_, _>>())
        }
        _ => {
            let mut ranked: std::collections::BTreeMap<u32, Vec<&str>> =
                std::collections::BTreeMap::new();
            for (at, option) in options.iter().enumerate() {
                if let Some(rank) = given(at).filter(|rank| *rank > 0) {
                    ranked.entry(rank).or_default().push(option.as_str());
                }
            }
            let rank = |same: Vec<&str>| match same.as_slice() {
                [one] => json!(one),
                many => json!(many),
            };
            ranked.into_values().map(rank).collect()
        }
    })
}

/// Casts a ballot. A later one replaces it until the vote closes.
pub(crate) fn cast(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let problem = {
        let mut desk = app.desk();
        let handle = acting_in_public(app, visit, session, &desk)?;
        let (proposal, vote) = found(&desk, visit)?;
        let slug = proposal.slug.clone();
        let choice = choice(&vote, visit)?;
        let reason = visit.form.get("reason");
        let told = votes::cast(&mut desk, &handle, &slug, choice, reason, visit.now)?;
        let reading = app.reading(&desk, &visit.lang);
        match told {
            Ok(cast) => {
                session.say(FlashTone::Yes, cast.sentence(&reading));
                None
            }
            Err(no) => Some(no.sentence(&reading)),
        }
    };
    match problem {
        Some(problem) => page(app, visit, session, Some(&problem)),
        None => Ok(Reply::to("/kiosk/vote")),
    }
}

/// Lets somebody else vote, or takes that back.
pub(crate) fn delegate(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let mut desk = app.desk();
    let handle = acting_in_public(app, visit, session, &desk)?;
    let scope: governance::delegation::Scope = visit.form.read("scope")?;
    let lend = match visit.form.get("to") {
        Some("back") => Lend::Back,
        Some("nobody") => Lend::Nobody,
        _ => Lend::To(visit.form.read("to")?),
    };
    if lend == Lend::To(handle.clone()) {
        return Err(Failure::BadForm("to"));
    }
    let name = match &lend {
        Lend::To(who) => format!("@{who}"),
        Lend::Nobody | Lend::Back => String::new(),
    };
    votes::delegate(&mut desk, &handle, &scope, lend)?;
    let reading = app.reading(&desk, &visit.lang);
    let said = if name.is_empty() {
        reading.word("civic-delegation-ended")
    } else {
        reading.text("civic-delegated", &[("who", text(name))])
    };
    session.say(FlashTone::Yes, said);
    Ok(Reply::to("/kiosk/vote"))
}

/// How many votes wait for somebody's own ballot, for a badge.
pub(crate) fn waiting(desk: &Desk, handle: &Handle, now: jiff::Timestamp) -> usize {
    let proposals = desk.node().documents.proposals.values();
    let open = proposals.filter_map(|proposal| Vote::of(desk.node(), proposal).ok());
    open.filter(|vote| vote.phase(now) == Phase::Open)
        .filter(|vote| vote.standing(handle) == Standing::Open)
        .count()
}

/// The badge's sentence; none if nothing waits.
pub(crate) fn badge(reading: &Reading<'_>, waiting: usize) -> Option<String> {
    (waiting > 0).then(|| reading.text("civic-votes-waiting", &[("n", number(waiting))]))
}
