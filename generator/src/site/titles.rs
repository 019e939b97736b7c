//! One page for each title, with its record as JSON beside it.

use catalog::event::TicketOutcome;
use catalog::fold::Ticket;
use catalog::record::Title;
use rayon::prelude::*;
use serde::Serialize;

use super::calendar::{self, Weeks};
use super::facts::{LEAST, Months, TitleFacts, percent};
use super::outputs::{TitleRecord, schema};
use super::shell::Head;
use super::{BuildError, Output, Pages, json};
use crate::chart::{self, Bar, Chart};
use crate::links;
use crate::photos::is_photo;
use crate::render::Card;
use crate::view::{TitleView, words};
use crate::write::OutputFile;

/// Pages that are drawn at once, one after the other on each core.
const BATCH: usize = 64;

#[derive(Serialize)]
struct Page {
    title: TitleView,
    body: String,
    /// The language of the text where that is not the page's.
    body_lang: Option<String>,
    /// What the symbol on its first label says. The template draws it: that costs more than all else of
    /// a page, and most pages are as they were.
    label: Option<String>,
    label_address: Option<String>,
    code: Option<String>,
    weeks: Option<Weeks>,
    usage: Use,
    care: Vec<CareLine>,
    together: Vec<Card>,
    similar: Vec<Card>,
    next_session: Option<super::happenings::HappeningRow>,
    source: String,
    manual_sizes: Vec<Option<String>>,
}

#[derive(Serialize)]
struct Use {
    loans: u32,
    since: Option<i16>,
    on_time: Option<u32>,
    chart: Option<Chart>,
}

#[derive(Serialize)]
struct CareLine {
    tone: &'static str,
    title: String,
    date: String,
    note: String,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let all = &pages.build.node.documents.titles;
    let titles: Vec<&Title> = match &pages.build.only {
        Some(only) => only.titles.iter().filter_map(|slug| all.get(slug)).collect(),
        None => all.values().collect(),
    };
    for batch in titles.chunks(BATCH) {
        let drawn: Vec<Result<_, BuildError>> =
            batch.par_iter().map(|title| draw(pages, title)).collect();
        for (title, result) in batch.iter().zip(drawn) {
            let Drawn { page, beside, broken } = result?;
            let facts = pages.build.facts.title(&title.slug);
            out.dated(page, facts.last.max(title.added))?;
            for link in broken {
                out.warn(format!("{}: the link `{link}` leads nowhere", source(title)));
            }
            beside.into_iter().try_for_each(|file| out.unlisted(file))?;
        }
    }
    Ok(())
}

pub(super) fn source(title: &Title) -> String {
    let shard: String = title.slug.as_str().chars().take(2).collect();
    format!("catalog/{shard}/{}.md", title.slug)
}

/// A title's page, what is made from the same view in the node's first language (its record as JSON, a
/// small page for each label), and the links of its text that lead nowhere.
struct Drawn {
    page: OutputFile,
    beside: Vec<OutputFile>,
    broken: Vec<String>,
}

fn draw(pages: &Pages<'_>, title: &Title) -> Result<Drawn, BuildError> {
    let (reading, path) = (pages.reading(), links::title(&title.slug));
    let t = TitleView::new(&reading, title);
    let mut beside = Vec::new();
    if pages.prefix.is_empty() {
        beside.push(record(pages, title, &t)?);
        beside.extend(super::labels::of_title(pages, title, &t)?);
    }
    let body =
        super::pages::markdown(pages, &path, &source(title), title.body.in_lang(pages.lang), 3);
    // Photos were asked for by the view already.
    let drawings = title.images.iter().filter(|path| !is_photo(path));
    for file in drawings.chain(&title.manuals) {
        pages.build.media.want(file);
    }
    let head = Head {
        json: pages.prefix.is_empty(),
        data: Some(data(pages, title)),
        ..Head::new("catalog", t.name.clone())
    };
    let mut head =
        head.about(t.summary.clone()).crumb(reading.word("nav-catalog"), "catalog/index.html");
    for link in &t.crumbs {
        head = head.crumb(link.name.clone(), link.href.clone());
    }
    let page = page(pages, title, t, body.html);
    Ok(Drawn { page: pages.draw(&path, "title.html", head, page)?, beside, broken: body.broken })
}

fn page(pages: &Pages<'_>, title: &Title, t: TitleView, body: String) -> Page {
    let (build, reading) = (pages.build, pages.reading());
    let facts = build.facts.title(&title.slug);
    let documents = &build.node.documents;
    let cards = |slugs: &[catalog::ids::Slug]| -> Vec<Card> {
        slugs
            .iter()
            .filter_map(|slug| documents.titles.get(slug))
            .map(|other| pages.card(other))
            .collect()
    };
    let together = cards(&facts.together);
    let code = title.units.first().map(|unit| unit.code);
    let label = code.map(|code| format!("{}{}", documents.node.label_base, code.compact()));
    let training = title.requires_authorisation.first();
    let size = |path: &String| build.files.size(path).map(|bytes| file_size(&reading, bytes));
    Page {
        label_address: label.clone().filter(|address| address.starts_with("http")),
        label,
        code: code.map(|code| code.to_string()),
        weeks: calendar::weeks(&reading, title),
        usage: usage(pages, facts),
        care: care(pages, title),
        similar: if together.is_empty() && t.compatible.is_empty() {
            similar(pages, title)
        } else {
            Vec::new()
        },
        next_session: training
            .and_then(|slug| super::happenings::teaching(pages, slug).into_iter().next()),
        body_lang: super::pages::foreign(pages, &title.lang, &title.body),
        source: source(title),
        manual_sizes: title
            .manuals
            .iter()
            .filter(|path| links::is_publishable(path))
            .map(size)
            .collect(),
        body,
        together,
        title: t,
    }
}

fn usage(pages: &Pages<'_>, facts: &TitleFacts) -> Use {
    Use {
        loans: facts.total,
        since: facts.first.map(jiff::civil::Date::year),
        on_time: percent(facts.on_time, facts.returned),
        chart: (facts.months.iter().sum::<u32>() >= LEAST)
            .then(|| month_chart(pages, &facts.months)),
    }
}

/// Loans of twelve months as bars.
pub(super) fn month_chart(pages: &Pages<'_>, months: &Months) -> Chart {
    let reading = pages.reading();
    let (calendar, numbers) = (reading.calendar(), reading.strings.numbers(pages.lang));
    let bar = |(first, value): (&jiff::civil::Date, &u32)| Bar {
        label: calendar
            .month_abbreviated(first.month())
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .collect(),
        name: calendar.month_year(*first),
        value: f64::from(*value),
        shown: numbers.whole(i64::from(*value)),
    };
    let bars: Vec<Bar> = pages.build.facts.months.iter().zip(months).map(bar).collect();
    chart::months(&bars)
}

/// Repairs, newest first, and how the first unit came here.
fn care(pages: &Pages<'_>, title: &Title) -> Vec<CareLine> {
    let build = pages.build;
    let ids = title.units.iter().flat_map(|unit| build.facts.repairs(unit.code));
    let mut tickets: Vec<&Ticket> = ids.filter_map(|id| build.node.state.tickets.get(id)).collect();
    tickets.sort_by_key(|ticket| (std::cmp::Reverse(ticket.opened), ticket.id));
    let mut lines: Vec<CareLine> =
        tickets.into_iter().take(6).flat_map(|ticket| ticket_lines(pages, ticket)).collect();
    lines.extend(arrival(pages, title));
    lines
}

fn ticket_lines(pages: &Pages<'_>, ticket: &Ticket) -> Vec<CareLine> {
    let reading = pages.reading();
    let calendar = reading.calendar();
    let note = |at: Option<&(catalog::event::Wall, Box<str>)>| {
        at.map_or_else(String::new, |(_, text)| text.to_string())
    };
    let opened = CareLine {
        tone: "fix",
        title: reading.word("care-reported"),
        date: calendar.long(ticket.opened.date()),
        note: note(ticket.notes.first()),
    };
    let closed = ticket.closed.map(|(at, outcome)| {
        let (tone, key) = match outcome {
            TicketOutcome::Mended => ("ok", "care-mended"),
            TicketOutcome::NoFault => ("ok", "care-no-fault"),
            TicketOutcome::GivenUp => ("fix", "care-given-up"),
        };
        let last = ticket.notes.last().filter(|_| ticket.notes.len() > 1);
        CareLine {
            tone,
            title: reading.word(key),
            date: calendar.long(at.date()),
            note: note(last),
        }
    });
    closed.into_iter().chain([opened]).collect()
}

fn arrival(pages: &Pages<'_>, title: &Title) -> Option<CareLine> {
    let reading = pages.reading();
    let acquired = &title.units.first()?.acquired;
    let date = acquired.date?;
    let title = match &acquired.from {
        Some(from) => reading.text("care-came", &[("from", words(from.as_str()))]),
        None => reading.word("care-arrived"),
    };
    Some(CareLine { tone: "", title, date: reading.calendar().long(date), note: String::new() })
}

/// Other titles of the narrowest category, those first that people borrow most.
fn similar(pages: &Pages<'_>, title: &Title) -> Vec<Card> {
    let Some(category) = title.categories.first() else { return Vec::new() };
    let build = pages.build;
    let others = build.facts.leaders(category).iter().filter(|slug| **slug != title.slug);
    let titles = others.filter_map(|slug| build.node.documents.titles.get(slug));
    titles.take(4).map(|other| pages.card(other)).collect()
}

/// `2.1 MB`
pub(super) fn file_size(reading: &crate::view::Reading<'_>, bytes: u64) -> String {
    let numbers = reading.strings.numbers(reading.lang);
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let (kilo, mega) = (bytes as f64 / 1e3, bytes as f64 / 1e6);
    if mega >= 1.0 {
        reading.text("amount-mb", &[("n", words(numbers.fixed(mega, 1)))])
    } else {
        reading.text("amount-kb", &[("n", words(numbers.fixed(kilo.max(1.0), 0)))])
    }
}

/// The title as schema.org knows it.
fn data(pages: &Pages<'_>, title: &Title) -> serde_json::Value {
    let state = crate::view::Aggregate::of(&pages.reading(), title);
    let (fee, currency) = match title.fee_per_day.filter(|money| money.cents != 0) {
        Some(money) => (money.to_string(), None),
        None => ("0".to_owned(), Some("EUR")),
    };
    let (price, own) = fee.split_once(' ').unwrap_or((fee.as_str(), currency.unwrap_or_default()));
    let unit = |unit: &catalog::record::Unit| {
        serde_json::json!({
            "@type": "vf:EconomicResource",
            "vf:trackingIdentifier": unit.code.to_string(),
            "url": format!("{}{}", pages.build.base.clone().unwrap_or_default(), links::label(unit.code)),
        })
    };
    let mut data = serde_json::json!({
        "@context": ["https://schema.org", { "vf": "https://w3id.org/valueflows/ont/vf#" }],
        "@type": ["Product", "vf:ResourceSpecification"],
        "name": title.name.in_lang(pages.lang),
        "description": title.summary.in_lang(pages.lang),
        "category": title.categories.first(),
        "brand": title.brand.as_ref().map(|name| serde_json::json!({ "@type": "Brand", "name": name })),
        "model": title.model,
        "sku": title.units.first().map(|unit| unit.code.compact()),
        "offers": {
            "@type": "Offer",
            "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
            "price": price,
            "priceCurrency": own,
            "availability": if state.available > 0 { "https://schema.org/InStock" } else { "https://schema.org/OutOfStock" },
            "offeredBy": { "@type": "Organization", "name": pages.site.name },
        },
        "vf:conformingResource": title.units.iter().map(unit).collect::<Vec<_>>(),
    });
    if let Some(map) = data.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    data
}

/// `catalog/<slug>/index.json`: the record and its state.
fn record(pages: &Pages<'_>, title: &Title, t: &TitleView) -> Result<OutputFile, BuildError> {
    let path = format!("catalog/{}/index.json", title.slug);
    let whole = TitleRecord {
        schema: schema(&path, "title"),
        node: pages.build.node.documents.node.id.to_string(),
        lang: title.lang.clone(),
        translations: title.name.translations.clone().into_iter().collect(),
        title: t.clone(),
        body: title.body.base.clone(),
    };
    let bytes = json(&path, &whole)?;
    Ok(OutputFile::new(path, bytes))
}
