//! Titles, units, places and what stands on labels. Everybody may read these.

use catalog::circulation::Calendar;
use catalog::code::Code;
use catalog::fold::Found;
use catalog::ids::Slug;
use catalog::record::{Place, Title};
use desk::Desk;
use jiff::civil::Time;
use search::Query as Words;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::{TitleLine, TitleWhole, Translations, UnitLine, translations, word};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Form, Query, Route, flag, text};
use crate::app::App;
use crate::pages::find;

/// The most hits that words find.
const HITS: usize = 2_000;
/// The most days of a calendar.
const DAYS: u32 = 90;

const TITLES: &[Query] = &[
    text("q", "Words; typing mistakes are forgiven. The best hit comes first."),
    text("category", "A path like `power-tools/drilling`, with all below it."),
    text("place", "The slug of a place, with all that stands in it."),
    flag("available", "Only what may be borrowed now."),
    flag("bookable", "Only what can be booked ahead."),
];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/titles", "listTitles", Act::Beside(titles))
        .says("Find titles")
        .query(TITLES)
        .paged()
        .gives::<Page<TitleLine>>(),
    Route::get("/titles/{slug}", "getTitle", Act::Desk(title))
        .says("One title with its units")
        .gives::<TitleWhole>(),
    Route::get("/titles/{slug}/days", "getTitleDays", Act::Desk(days))
        .says("How many are free on the coming days")
        .query(&[Query {
            name: "days",
            form: Form::Number,
            about: "How many days, from today; 28 when absent.",
        }])
        .gives::<Vec<DayLine>>(),
    Route::get("/units/{code}", "getUnit", Act::Desk(unit))
        .says("One unit by the code on its label")
        .gives::<UnitLine>(),
    Route::get("/labels/{text}", "readLabel", Act::Desk(label))
        .says("What a scanned code means")
        .about("Reads codes, addresses on labels, old numbers and EANs, as the scanner does.")
        .gives::<LabelLine>(),
    Route::get("/places", "listPlaces", Act::Desk(places))
        .says("Places")
        .paged()
        .gives::<Page<PlaceLine>>(),
    Route::get("/places/{slug}", "getPlace", Act::Desk(place))
        .says("One place")
        .gives::<PlaceLine>(),
];

fn titles(app: &App, ask: &Ask) -> Done {
    let words: String = ask.query::<String>("q")?.unwrap_or_default().chars().take(120).collect();
    let category = ask.query::<String>("category")?;
    let (available, bookable) = (ask.flag("available")?, ask.flag("bookable")?);
    let place: Option<Slug> = ask.query("place")?;
    let hits = if words.is_empty() { None } else { Some(found(app, ask, &words)?) };
    let desk = app.desk();
    let documents = &desk.node().documents;
    let inside = place.map(|place| desk.places_in(&place));
    let below = |path: &str, top: &str| path == top || path.starts_with(&format!("{top}/"));
    let fits = |title: &Title| {
        category
            .as_deref()
            .is_none_or(|top| title.categories.iter().any(|p| below(p.as_str(), top)))
            && (!bookable || title.reservation_policy.is_some())
            && inside.as_ref().is_none_or(|inside| find::stands_in(desk.node(), title, inside))
            && (!available || find::is_here(desk.node(), title, desk.today()))
    };
    if let Some(hits) = hits {
        let titles = hits.iter().filter_map(|slug| documents.titles.get(slug));
        let titles: Vec<&Title> = titles.filter(|title| fits(title)).collect();
        return page(ask, (0..titles.len()).collect(), |at: &usize| {
            titles.get(*at).map(|title| TitleLine::new(&desk, title))
        });
    }
    let all = documents.titles.values().filter(|title| fits(title));
    page(ask, all.map(|title| title.slug.clone()).collect(), |slug| {
        documents.titles.get(slug).map(|title| TitleLine::new(&desk, title))
    })
}

/// The slugs that words find, the best first. Nobody holds the desk meanwhile.
fn found(app: &App, ask: &Ask, words: &str) -> Result<Vec<Slug>, Trouble> {
    let engine = app.engine().map_err(Trouble::broken)?;
    let query = Words { limit: HITS, lang: Some(ask.lang.clone()), ..Words::text(words) };
    let results = engine.search(&query).map_err(Trouble::broken)?;
    Ok(results.hits.iter().filter_map(|hit| hit.key.parse().ok()).collect())
}

fn title(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let title = desk.node().documents.titles.get(&slug).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &TitleWhole::new(desk, title))
}

/// A day of the calendar.
#[derive(Debug, Serialize, ToSchema)]
struct DayLine {
    #[schema(example = "2026-05-19")]
    date: String,
    /// How many are free all day.
    free: i64,
    /// Whether the door is open.
    open: bool,
}

fn days(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let count = ask.query::<u32>("days")?.unwrap_or(28);
    if !(1..=DAYS).contains(&count) {
        return Err(Trouble::unread("days", format!("say 1 to {DAYS}")));
    }
    let title = desk.node().documents.titles.get(&slug).ok_or_else(Trouble::not_found)?;
    let line = find::timeline(desk, title);
    let calendar = Calendar::of(&desk.node().documents.node);
    let dates = std::iter::successors(Some(desk.today()), |day| day.tomorrow().ok());
    let days = dates.take(usize::try_from(count).unwrap_or(1)).map(|date| {
        let start = calendar.moment(date.to_datetime(Time::midnight())).max(ask.now);
        DayLine {
            date: date.to_string(),
            free: line.least_free(start, calendar.end_of_day(date)).max(0),
            open: calendar.is_open_on(date),
        }
    });
    Answer::of(ask, &days.collect::<Vec<_>>())
}

fn unit(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let code: Code = ask.param("code")?;
    let view = desk.node().unit(code).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &UnitLine::new(desk, view.title, view.unit))
}

/// What a scanned code means: one of the three.
#[derive(Debug, Default, Serialize, ToSchema)]
struct LabelLine {
    /// The code of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// The slug of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The slug of a title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

fn label(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let text: String = ask.param("text")?;
    let node = desk.node();
    let line = match node.find(&text).ok_or_else(Trouble::not_found)? {
        Found::Unit(code) => LabelLine {
            unit: Some(code.to_string()),
            title: node.unit(code).map(|view| view.title.slug.to_string()),
            place: None,
        },
        Found::Place(place) => LabelLine { place: Some(place.to_string()), ..LabelLine::default() },
        Found::Title(slug) => LabelLine { title: Some(slug.to_string()), ..LabelLine::default() },
    };
    Answer::of(ask, &line)
}

/// A room, shelf or box.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceLine {
    #[schema(example = "shelf-b4")]
    slug: String,
    name: String,
    /// `site`, `room`, `shelf`, `box`, `workshop`, `hold_shelf` or `quarantine`.
    kind: String,
    /// The slug of what it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    /// The code on its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    note: String,
    translations: Translations,
}

impl PlaceLine {
    fn new(place: &Place) -> Self {
        Self {
            slug: place.slug.to_string(),
            name: place.name.base.clone(),
            kind: word(&place.kind),
            parent: place.parent.as_ref().map(ToString::to_string),
            code: place.code.map(|code| code.to_string()),
            note: place.note.base.clone(),
            translations: translations(&[("name", &place.name), ("note", &place.note)]),
        }
    }
}

fn places(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let places = &desk.node().documents.places;
    page(ask, places.keys().cloned().collect(), |slug| places.get(slug).map(PlaceLine::new))
}

fn place(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let place = desk.node().documents.places.get(&slug).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &PlaceLine::new(place))
}
