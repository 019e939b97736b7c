//! A new thing from a phone, in under a minute: code, photo, name, kind, place.

use catalog::code::{Code, Label};
use catalog::fold::Found;
use catalog::ids::Slug;
use catalog::record::{DocumentKind, TitleKind};
use desk::By;
use generator::view::{CardView, CategoryLink, PlaceLink, Reading, words as text};
use serde_json::{Value as Json, json};

use super::super::photos;
use super::{steward, stock};
use crate::acts::things::{self, NewThing, Whose};
use crate::app::App;
use crate::photo;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, KeptPhoto, Register, Session};
use crate::visit::Visit;

/// The form; a code in the address comes from a blank label that was scanned.
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    session.photo = None;
    Ok(page(app, visit, session, None))
}

/// What stands between a form and its record.
enum Asked {
    /// Something is wrong with it: the sentence's key.
    Wrong(&'static str),
    /// These have the same name.
    Same(Vec<Slug>),
}

fn page(app: &App, visit: &Visit, session: &Session, why: Option<&Asked>) -> Reply {
    let desk = app.desk();
    let reading = &app.reading(&desk, &visit.lang);
    let (problem, same) = match why {
        Some(Asked::Wrong(key)) => (Some(reading.word(key)), &[][..]),
        Some(Asked::Same(same)) => (None, same.as_slice()),
        None => (None, &[][..]),
    };
    let same = same.iter().filter_map(|slug| desk.node().documents.titles.get(slug));
    let asked = |name: &str| visit.form.get(name).or_else(|| visit.query.get(name));
    let last = session.register.clone().unwrap_or_default();
    let place = asked("place").map(str::to_owned);
    let place =
        place.or_else(|| session.place.as_ref().or(last.place.as_ref()).map(Slug::to_string));
    let category = asked("category").map(str::to_owned);
    let category = category.or_else(|| last.category.as_ref().map(ToString::to_string));
    let status = match &problem {
        Some(_) => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        None => axum::http::StatusCode::OK,
    };
    Reply::page(
        "kiosk/register.html",
        json!({
            "code": asked("code"),
            "foreign": asked("code").is_some_and(|code| matches!(Label::read(code), Ok(Label::Foreign(_)))),
            "name": asked("name"),
            "summary": asked("summary"),
            "serial": asked("serial"),
            "qty": asked("qty"),
            "photo": session.photo.is_some(),
            "kind": asked("kind").unwrap_or("tool"),
            "kinds": KINDS.map(|(name, _)| json!({ "value": name, "name": reading.word(&format!("s-kind-{name}")) })),
            "category": category,
            "categories": categories(reading),
            "place": place,
            "places": stock::places(reading),
            "problem": problem,
            "same": same.map(|title| json!({
                "card": CardView::new(reading, title), "units": title.units.len(),
            })).collect::<Vec<_>>(),
            "waiting": desk.labels_to_print().len(),
        }),
    )
    .with_status(status)
}

const KINDS: [(&str, TitleKind); 7] = [
    ("tool", TitleKind::Tool),
    ("machine", TitleKind::Machine),
    ("material", TitleKind::Material),
    ("kit", TitleKind::Kit),
    ("space", TitleKind::Space),
    ("book", TitleKind::Book),
    ("vehicle", TitleKind::Vehicle),
];

/// All categories as people read them, by name, those inside others after them.
pub(super) fn categories(reading: &Reading<'_>) -> Vec<Json> {
    let all = &reading.node.documents.node.categories;
    let mut rows: Vec<(String, String)> = all
        .keys()
        .map(|path| {
            let above: Vec<_> = path.ancestors().collect();
            let names = above.iter().map(|one| CategoryLink::new(reading, one).name);
            (names.collect::<Vec<_>>().join(" › "), path.to_string())
        })
        .collect();
    rows.sort_by_key(|(name, _)| name.to_lowercase());
    rows.into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// Makes the record.
pub(crate) fn register(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let thing = described(visit)?;
    let made = things::register(app, &mut app.desk(), &thing, by)?;
    let made = match made {
        Ok(made) => made,
        Err(things::No::OtherTitle) => return Err(Failure::NotFound),
        Err(things::No::Same(same)) => return Ok(ask(app, visit, session, &Asked::Same(same))),
        Err(no) => return Ok(ask(app, visit, session, &Asked::Wrong(no.key()))),
    };
    session.register = Some(Register { place: Some(made.place), category: thing.category });
    let kept = session.photo.take().filter(|_| visit.form.has("kept"));
    // The record stands without its photo.
    if let Some(bytes) = photos::read(visit).or(kept.as_ref().map(KeptPhoto::bytes))
        && let Err(no) = things::add_photo(app, bytes, &made.title, by)?
    {
        session.say(FlashTone::Look, no.sentence(app, &visit.lang));
    }
    Ok(Reply::to(format!("/kiosk/steward/registered/{}", made.unit.compact())))
}

/// Keeps somebody else's code with a thing that is there.
pub(crate) fn bind(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let [alias, unit] = ["code", "unit"].map(|name| visit.form.get(name).unwrap_or_default());
    let mut desk = app.desk();
    let found = desk.node().find(unit);
    let done = match found {
        Some(Found::Unit(unit)) => things::bind(app, &mut desk, unit, alias, by)?.map(|()| unit),
        _ => Err(things::No::OtherTitle),
    };
    match done {
        Ok(unit) => {
            let reading = app.reading(&desk, &visit.lang);
            let name = super::super::basket::name_of(&reading, unit);
            let args = [("code", text(alias)), ("name", text(name))];
            session.say(FlashTone::Yes, reading.text("s-reg-foreign-done", &args));
            Ok(Reply::to("/kiosk/steward/register"))
        }
        Err(no) => {
            drop(desk);
            Ok(page(app, visit, session, Some(&Asked::Wrong(no.key()))))
        }
    }
}

/// Something has to be said first. What was typed stays in the form, and the photo in the session.
fn ask(app: &App, visit: &Visit, session: &mut Session, why: &Asked) -> Reply {
    session.photo = session.photo.take().filter(|_| visit.form.has("kept"));
    if let Some(bytes) = photos::read(visit) {
        if let Ok(clean) = photo::clean(bytes) {
            session.photo = KeptPhoto::new(&clean);
        } else {
            let no = photos::NotKept::Unread;
            session.say(FlashTone::Look, no.sentence(app, &visit.lang));
        }
    }
    page(app, visit, session, Some(why))
}

/// What the form says of the thing.
fn described(visit: &Visit) -> Result<NewThing, Failure> {
    let said = |name| visit.form.get(name).unwrap_or_default().to_owned();
    let kind = visit.form.get("kind").unwrap_or("tool");
    let whose = match visit.form.get("as") {
        None => Whose::Unsaid,
        Some("new") => Whose::New,
        Some(slug) => Whose::Of(slug.parse().map_err(|_| Failure::BadForm("as"))?),
    };
    Ok(NewThing {
        code: visit.form.get("code").map(str::to_owned),
        name: said("name"),
        kind: KINDS.iter().find(|(word, _)| *word == kind).map_or(TitleKind::Tool, |k| k.1),
        summary: said("summary"),
        category: visit.form.get("category").and_then(|path| path.parse().ok()),
        place: visit.form.get("place").and_then(|place| place.parse().ok()),
        serial: visit.form.get("serial").map(str::to_owned),
        qty: visit.form.get("qty").and_then(|n| n.parse().ok()),
        whose,
    })
}

/// It is done: the code in large, and the next one.
pub(crate) fn registered(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    steward(session)?;
    let code: Code = visit.param("code")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let Some(Found::Unit(code)) = desk.node().find(&code.compact()) else {
        return Err(Failure::NotFound);
    };
    let view = desk.view(code)?;
    let to_print = desk.labels_to_print();
    let place = PlaceLink::new(&reading, &view.unit.home_place).name;
    Ok(Reply::page(
        "kiosk/registered.html",
        json!({
            "card": CardView::new(&reading, view.title),
            "code": code.to_string(),
            "place": place,
            "says": reading.text("s-reg-done", &[("place", text(place.as_str()))]),
            "to_print": to_print.contains(&code),
            "waiting": to_print.len(),
            "file": reading.node.documents.file_of(DocumentKind::Title, &view.title.slug),
        }),
    ))
}
