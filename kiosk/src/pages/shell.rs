//! What every page has around it: the bar, the language, who is signed in, the last message.

use axum::http::StatusCode;
use catalog::circulation::Calendar;
use catalog::event::Clock;
use desk::members::MembersError;
use desk::{Desk, MemberNumber, Refusal};
use generator::view::{Reading, words as text};
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;
use crate::words;

/// The language of a page: chosen on this screen, else (on a phone) the first of the browser's that
/// the node has, else the node's own.
pub(crate) fn language(app: &App, visit: &Visit, session: &Session) -> String {
    let desk = app.desk();
    let ours = &desk.node().documents.node.languages;
    let chosen = session.look.lang.as_deref().and_then(|tag| offered(ours, tag));
    let on_phone = visit.host.as_deref().is_some_and(|host| !host.starts_with("localhost"));
    let languages = visit.languages.as_deref().filter(|_| on_phone).unwrap_or_default();
    let found = chosen.or_else(|| accepted(ours, languages)).or_else(|| ours.first());
    found.cloned().unwrap_or_else(|| "en".into())
}

/// The first of the languages in an `Accept-Language` header that the node has.
pub(crate) fn accepted<'l>(ours: &'l [String], header: &str) -> Option<&'l String> {
    let mut tags = header.split(',').map(|one| one.split(';').next().unwrap_or_default().trim());
    tags.find_map(|tag| offered(ours, tag))
}

fn offered<'l>(ours: &'l [String], tag: &str) -> Option<&'l String> {
    let short = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    ours.iter().find(|lang| **lang == tag.to_lowercase() || short(lang) == short(tag))
}

/// What `kiosk/base.html` reads.
pub(crate) fn context(app: &App, visit: &Visit, session: &mut Session) -> Value {
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let calendar = reading.calendar();
    let local = desk.zone().to_datetime(visit.now);
    // What an act has to say is for the page after it, not for one that asks for itself meanwhile.
    let flash = if visit.quiet { None } else { session.flash.take() }.map(
        |flash| json!({ "tone": flash.tone.as_str(), "text": flash.text, "undo": flash.undo }),
    );
    json!({ "shell": {
        "name": desk.node().documents.node.name.in_lang(&visit.lang),
        "open": open(&desk, &reading, visit),
        "time": calendar.time(local.time()),
        "date": format!("{} {}", calendar.weekday(local.date().weekday()), calendar.short(local.date())),
        "languages": languages(app, &desk, &visit.lang),
        "who": who(app, &desk, session),
        "flash": flash,
        "text": session.look.text,
        "contrast": session.look.contrast,
        "quiet": session.look.quiet,
        "path": visit.path,
        "clock_doubt": desk.clock_trust() == Clock::Suspect,
        "misread": session.misread,
        "news": (!visit.is_post).then(|| desk.changes()),
    }})
}

fn open(desk: &Desk, reading: &Reading<'_>, visit: &Visit) -> Option<String> {
    let config = &desk.node().documents.node;
    if config.opening_hours.is_empty() {
        return None;
    }
    let until = Calendar::of(config).open_until(visit.now);
    Some(match until {
        Some(time) => {
            let time = reading.calendar().time(time);
            reading.text("k-open-until", &[("time", text(time))])
        }
        None => reading.word("k-closed"),
    })
}

fn languages(app: &App, desk: &Desk, current: &str) -> Vec<Value> {
    let ours = &desk.node().documents.node.languages;
    let strings = app.renderer.strings();
    let ours = ours.iter().map(|tag| {
        json!({ "tag": tag, "name": strings.autonym(tag), "current": tag == current,
                "dir": themes::direction_of(tag).as_str() })
    });
    ours.collect()
}

/// The one who is signed in, as a shared screen shows it.
fn who(app: &App, desk: &Desk, session: &Session) -> Option<Value> {
    let member = desk.members().get(session.member?).ok()?;
    Some(json!({
        "name": member.screen_name(),
        "seconds": app.options.idle.as_secs(),
        "could_steward": member.role >= desk::Role::Steward,
        "steward": session.steward,
    }))
}

/// Whoever was forgotten while a screen was theirs is told so; nothing of them is left on it.
pub(crate) fn forgotten(app: &App, visit: &Visit, session: &mut Session) -> Option<Reply> {
    let desk = app.desk();
    let is_gone = |number: &MemberNumber| {
        matches!(desk.members().get(*number), Err(MembersError::NoSuchMember(_)))
    };
    session.instead = session.instead.take().filter(|number| !is_gone(number));
    session.member.filter(is_gone)?;
    session.sign_out();
    let reading = app.reading(&desk, &visit.lang);
    let (title, more) = (reading.word("k-forgotten"), reading.word("k-forgotten-more"));
    Some(message(&title, &more, StatusCode::GONE))
}

/// A page that says one thing and offers a way on.
pub(crate) fn message(title: &str, text: &str, status: StatusCode) -> Reply {
    let context = json!({ "title": title, "text": text });
    Reply::page("kiosk/message.html", context).with_status(status)
}

/// The page of a failure.
pub(crate) fn failure(app: &App, visit: &Visit, session: &mut Session, failure: &Failure) -> Reply {
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let say = |key: &str| {
        message(&reading.word(key), &reading.word(&format!("{key}-more")), failure.status())
    };
    match failure {
        Failure::NotFound => say("k-nothing-here"),
        Failure::Instead(reply) => (**reply).clone(),
        Failure::BadForm(field) => {
            tracing::debug!(field, path = visit.path, "a form could not be understood");
            say("k-bad-form")
        }
        Failure::SignIn => {
            session.then = page_of(visit);
            say("k-sign-in")
        }
        Failure::Steward if session.member.is_some() => {
            session.then = page_of(visit).or_else(|| Some("/kiosk/steward".into()));
            Reply::to("/kiosk/pin")
        }
        Failure::Steward => say("k-steward-card"),
        Failure::TooOften { seconds } => {
            let seconds = usize::try_from(*seconds).unwrap_or(1);
            let args = [("n", generator::view::number(seconds))];
            message(
                &reading.word("l-too-often"),
                &reading.text("l-too-often-more", &args),
                failure.status(),
            )
        }
        Failure::Refused(refusal) => refused(app, &reading, refusal, failure.status()),
        Failure::Broken(error) => {
            tracing::error!(error, "the kiosk failed");
            say("k-failed")
        }
    }
}

/// The page to go on with after a card was read: what was looked at, never an act by itself.
fn page_of(visit: &Visit) -> Option<String> {
    if !visit.is_post {
        return Some(visit.address.clone());
    }
    if visit.path.starts_with("/kiosk/book/") {
        return Some(format!("{}?{}", visit.path, super::book::query_of(&visit.form)));
    }
    let title: Option<catalog::ids::Slug> = visit.form.get("title").and_then(|t| t.parse().ok());
    title.map(|title| format!("/kiosk/title/{title}"))
}

fn refused(app: &App, reading: &Reading<'_>, refusal: &Refusal, status: StatusCode) -> Reply {
    if refusal.is_outside() {
        tracing::error!(%refusal, "the desk could not record");
        let text = reading.word("k-not-recorded-more");
        return message(&reading.word("k-not-recorded"), &text, status);
    }
    message(&reading.word("k-not-now"), &sentence(app, reading, refusal), status)
}

/// A refusal in the reader's language.
pub(crate) fn sentence(app: &App, reading: &Reading<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Denied(denials) => words::denials(app, reading, denials),
        Refusal::Between(denied) => denied_between(reading, denied),
        other => {
            let key = format!("refusal-{}", other.code().trim_start_matches("E-").to_lowercase());
            let known = app.renderer.strings().own_text(reading.lang, &key);
            known.unwrap_or_else(|| other.to_string())
        }
    }
}

/// Why something cannot go from one node to another now.
pub(crate) fn denied_between(reading: &Reading<'_>, denied: &catalog::interloan::Denied) -> String {
    use catalog::interloan::Denied;
    let key = denied.code().trim_start_matches("E-").to_lowercase();
    match denied {
        Denied::TooMany { most } => reading.text(&key, &[("n", generator::view::number(*most))]),
        Denied::KeptBack { keep } => {
            let keep = usize::try_from(*keep).unwrap_or(usize::MAX);
            reading.text(&key, &[("n", generator::view::number(keep))])
        }
        Denied::NotThisUnit { unit } => reading.text(&key, &[("unit", text(unit.to_string()))]),
        Denied::Stage { stage } => {
            let says = super::elsewhere::stage_words(reading, *stage);
            reading.text(&key, &[("stage", text(says))])
        }
        _ => reading.word(&key),
    }
}

/// There is nothing at this address.
pub(crate) fn not_found(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Err(Failure::NotFound)
}
