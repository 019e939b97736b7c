//! Things of other nodes: what they are, how things stood there by the newest news, and asking for one.

use catalog::code::Code;
use catalog::event::Wanted;
use catalog::fold::Node;
use catalog::followed::{self, Followed};
use catalog::ids::{InterloanId, Slug};
use catalog::interloan::{Case, Stage, is_lent_out};
use desk::{AskAct, By, Desk};
use generator::view::{CardView, Reading, TitleView, number, words as text};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::app::App;
use crate::neighbours::Neighbours;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// Another node's records in the reader's language, as of its newest news.
pub(crate) fn reading<'n>(app: &'n App, visit: &'n Visit, other: &'n Followed) -> Reading<'n> {
    let node: &Node = &other.node;
    let zone = jiff::tz::TimeZone::get(&node.documents.node.timezone);
    let at = other.news.unwrap_or(visit.now).max(Timestamp::UNIX_EPOCH);
    let today = zone.unwrap_or(jiff::tz::TimeZone::UTC).to_datetime(at).date();
    Reading { node, strings: app.renderer.strings(), lang: &visit.lang, today, photos: None }
}

/// How old the news of a node is, in words.
pub(crate) fn age(reading: &Reading<'_>, other: &Followed, now: Timestamp) -> String {
    match other.days_old(now) {
        None => reading.word("between-news-none"),
        Some(days) => {
            let days = usize::try_from(days).unwrap_or(usize::MAX);
            reading.text("between-news-age", &[("n", number(days))])
        }
    }
}

/// A title of another node.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let (node, slug): (Slug, Slug) = (visit.param("node")?, visit.param("slug")?);
    let around = app.neighbours();
    let other = around.others.iter().find(|one| one.slug == node).ok_or(Failure::NotFound)?;
    let title = other.node.documents.titles.get(&slug).ok_or(Failure::NotFound)?;
    let reading = reading(app, visit, other);
    let config = &other.node.documents.node;
    Ok(Reply::page(
        "kiosk/elsewhere.html",
        json!({
            "title": TitleView::new(&reading, title),
            "card": CardView::new(&reading, title),
            "node": other.slug,
            "at": other.name,
            "calls_itself": other.calls_itself(),
            "address": config.address,
            "phone": config.phone,
            "email": config.email,
            "age": age(&reading, other, visit.now),
            "lent_out": is_lent_out(&other.node, title) && around.me.is_some(),
            "signed_in": session.member.is_some(),
            "tomorrow": app.desk().today().tomorrow().map(|day| day.to_string()).ok(),
        }),
    ))
}

/// A label of another node was scanned: its request, where there is one that concerns who stands here,
/// else the page on which it can be asked for. None for a code that no followed node has either.
pub(crate) fn scanned(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    (desk, known): (&Desk, &Neighbours),
    code: Code,
) -> Option<Reply> {
    let reading = app.reading(desk, &visit.lang);
    let theirs = followed::title_of(&known.others, code);
    let about = |case: &&Case<'_>| {
        let title = |asked: &catalog::fold::Borrowed| {
            theirs.is_some_and(|(of, title)| (of.key, &title.slug) == (asked.node, &asked.title))
        };
        let same = case.unit().map_or_else(|| case.borrowed.is_some_and(title), |it| it == code);
        same && case.stage().is_open()
    };
    let asked = known.around().and_then(|around| {
        let case = desk.asked(&around);
        let case = case.iter().find(about)?;
        let own = case.borrowed.and_then(|asked| desk.unseal(&asked.patron));
        let mine = own.is_some() && own == session.member;
        let to = match (session.steward, mine) {
            (true, _) => "/kiosk/steward/between",
            (false, true) => "/kiosk/me",
            (false, false) => return None,
        };
        Some((to.to_owned(), around.name_of(case.peer), stage_words(&reading, case.stage())))
    });
    if let Some((to, node, stage)) = asked {
        let args = [("node", text(node)), ("stage", text(stage))];
        session.say(FlashTone::Neutral, reading.text("scan-of-node-asked", &args));
        return Some(Reply::to(to));
    }
    let (other, title) = theirs?;
    let args = [("node", text(other.name.as_str()))];
    session.say(FlashTone::Neutral, reading.text("scan-of-node", &args));
    Some(Reply::to(format!("/kiosk/elsewhere/{}/{}", other.slug, title.slug)))
}

/// “Ask for it”.
pub(crate) fn ask(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let (node, slug): (Slug, Slug) = (visit.param("node")?, visit.param("slug")?);
    let member = session.member.ok_or(Failure::SignIn)?;
    let around = app.neighbours();
    let to = around.others.iter().find(|one| one.slug == node).ok_or(Failure::NotFound)?;
    let need_by = visit.form.get("need_by").and_then(|day| day.parse().ok());
    let wanted = Wanted::Title(slug);
    let mut desk = app.desk();
    desk.ask_node(&AskAct { to, wanted, member, need_by, by: By::Member(member) })?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.text("between-asked", &[("node", text(&to.name))]));
    Ok(Reply::to("/kiosk/me"))
}

/// Not wanted any more.
pub(crate) fn cancel(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let member = session.member.ok_or(Failure::SignIn)?;
    let request: InterloanId = visit.form.read("request")?;
    let known = app.neighbours();
    let around = known.around().ok_or(Failure::NotFound)?;
    let mut desk = app.desk();
    desk.cancel_asking(&around, request, By::Member(member))?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Undone, reading.word("between-cancelled"));
    Ok(Reply::to("/kiosk/me"))
}

/// Where a loan between nodes stands, in words.
pub(crate) fn stage_words(reading: &Reading<'_>, stage: Stage) -> String {
    reading.word(&format!("between-stage-{}", stage.name()))
}

/// What a member asked other nodes for, for their own eyes: what is open, and what was answered with no.
pub(crate) fn of_member(reading: &Reading<'_>, name: &str, case: &Case<'_>) -> Option<Value> {
    let asked = case.borrowed?;
    let stage = case.stage();
    if !(stage.is_open() || stage == Stage::Refused) {
        return None;
    }
    let due = asked.member_due.filter(|_| stage == Stage::Lent);
    Some(json!({
        "request": case.request,
        "name": asked.name,
        "node": name,
        "stage": stage.name(),
        "says": stage_words(reading, stage),
        "note": case.supplied.and_then(|supplied| supplied.note.clone())
            .filter(|_| stage == Stage::Refused),
        "due": due.map(|due| words::due(reading, due)),
        "here": stage == Stage::Arrived,
        "can_cancel": matches!(stage, Stage::Asked | Stage::Promised | Stage::Refused),
        "since": reading.near_date(asked.asked.date()),
    }))
}
