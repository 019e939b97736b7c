//! The first page, and the page that brings people to the door.

use serde::Serialize;

use super::decisions::ProposalRow;
use super::happenings::HappeningRow;
use super::pages::PageRow;
use super::shell::Head;
use super::{BuildError, Output, Pages, followed, titles};
use crate::chart::Chart;
use crate::view::{CardView, CategoryLink, Link};

/// Where a node keeps the text of its first page.
const WELCOME: [&str; 2] = ["welcome", "home"];

#[derive(Serialize)]
struct Home {
    things: usize,
    /// Whether some things need a training and others do not: the list of those that need none.
    no_training: Option<String>,
    /// `400 titles · 567 things`
    counted: String,
    popular: Vec<CardView>,
    newest: Vec<CardView>,
    pegs: Vec<String>,
    kinds: Vec<Link>,
    proposals: Vec<ProposalRow>,
    happenings: Vec<HappeningRow>,
    news: Vec<PageRow>,
    loans_year: u32,
    on_time: Option<u32>,
    chart: Option<Chart>,
    welcome: Option<String>,
    /// What other nodes have, where any is followed.
    abroad: Option<Link>,
}

#[derive(Serialize)]
struct Visit {
    happenings: Vec<HappeningRow>,
    closures: Vec<Closure>,
    pages: Vec<PageRow>,
    people: Vec<Link>,
    places: Vec<Link>,
    map: Option<String>,
    /// How many nodes are followed.
    followed: usize,
}

#[derive(Serialize)]
struct Closure {
    from: String,
    to: Option<String>,
    reason: Option<String>,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let name = pages.site.name.clone();
    let tagline = pages.build.node.documents.node.tagline.in_lang(pages.lang).to_owned();
    let head = Head {
        title: name,
        description: tagline,
        section: "home",
        data: Some(organisation(pages)),
        ..Head::default()
    };
    out.page(pages.draw("index.html", "home.html", head, home(pages))?)?;
    let head = Head::new("visit", pages.reading().word("nav-visit"));
    out.page(pages.draw("visit/index.html", "visit.html", head, visit(pages))?)
}

/// The way to what all nodes have, with how much that is.
pub(super) fn abroad(pages: &Pages<'_>) -> Option<Link> {
    let href = followed::everywhere_path(pages.build).to_owned();
    followed::counted(pages).map(|name| Link { name, href })
}

fn home(pages: &Pages<'_>) -> Home {
    let (build, reading) = (pages.build, pages.reading());
    let documents = &build.node.documents;
    let all = || documents.titles.values();
    let mut popular: Vec<_> =
        all().filter(|title| build.facts.title(&title.slug).total > 0).collect();
    popular.sort_by_key(|title| {
        let facts = build.facts.title(&title.slug);
        (std::cmp::Reverse((facts.recent, facts.total)), &title.slug)
    });
    let mut newest: Vec<_> = all().filter(|title| title.added.is_some()).collect();
    newest.sort_by_key(|title| (std::cmp::Reverse(title.added), &title.slug));
    let cards = |titles: Vec<&catalog::record::Title>, n: usize| -> Vec<CardView> {
        titles.into_iter().take(n).map(|title| CardView::new(&reading, title)).collect()
    };
    let facts = &build.facts.all;
    let things = all().map(|title| crate::view::things_of(&reading, title)).sum();
    Home {
        counted: reading.titles_and_things(documents.titles.len(), things),
        things,
        no_training: super::catalogue::no_training(pages),
        pegs: pegs(pages),
        kinds: kinds(pages),
        popular: cards(popular, 6),
        newest: match cards(newest, 4) {
            none if none.is_empty() => followed::first_cards(pages, 6),
            some => some,
        },
        abroad: abroad(pages),
        proposals: super::decisions::rows(pages).into_iter().take(3).collect(),
        happenings: super::happenings::upcoming(pages, 3),
        news: super::pages::news(pages).into_iter().take(3).collect(),
        loans_year: facts.months.iter().sum(),
        on_time: super::facts::percent(facts.on_time, facts.returned),
        chart: (facts.total > 0).then(|| titles::month_chart(pages, &facts.months)),
        welcome: welcome(pages),
    }
}

/// The widest categories: ours, or those of all nodes where we have nothing ourselves.
fn kinds(pages: &Pages<'_>) -> Vec<Link> {
    let reading = pages.reading();
    let link = |(path, _): (String, usize)| {
        let CategoryLink { name, href } = CategoryLink::new(&reading, &path);
        Link { name, href }
    };
    let mut kinds: Vec<Link> =
        super::catalogue::top_categories(&reading).into_iter().map(link).collect();
    if kinds.is_empty() && reading.node.documents.titles.is_empty() {
        kinds = followed::kinds_everywhere(pages);
    }
    kinds.truncate(6);
    kinds
}

/// Nine glyphs for the pegboard: the categories' own first, then some that every shed has.
fn pegs(pages: &Pages<'_>) -> Vec<String> {
    let own = pages
        .build
        .node
        .documents
        .node
        .categories
        .values()
        .filter_map(|category| category.glyph.clone());
    let rest = ["drill", "ladder", "saw", "sewing", "tent", "mixer", "projector", "bike", "sack"];
    let mut found: Vec<String> = Vec::new();
    for glyph in own.chain(rest.map(str::to_owned)) {
        if !found.contains(&glyph) && found.len() < 9 {
            found.push(glyph);
        }
    }
    found
}

fn welcome(pages: &Pages<'_>) -> Option<String> {
    let documents = &pages.build.node.documents;
    let page = WELCOME.iter().find_map(|slug| documents.pages.get(*slug))?;
    let file = format!("pages/{}.md", page.slug);
    let text = super::pages::markdown(pages, "index.html", &file, page.body.in_lang(pages.lang), 2);
    (!page.draft || pages.build.options.drafts).then_some(text.html)
}

fn visit(pages: &Pages<'_>) -> Visit {
    let (build, reading) = (pages.build, pages.reading());
    let documents = &build.node.documents;
    let calendar = reading.calendar();
    let ahead = documents.node.closures.iter().filter(|closure| closure.to >= reading.today);
    let closure = |closure: &catalog::record::Closure| Closure {
        from: calendar.long(closure.from),
        to: (closure.to != closure.from).then(|| calendar.long(closure.to)),
        reason: closure.reason.clone(),
    };
    let rooms = documents.places.values().filter(|place| {
        use catalog::record::PlaceKind as K;
        matches!(place.kind, K::Site | K::Room | K::Workshop)
    });
    Visit {
        happenings: super::happenings::upcoming(pages, 6),
        closures: ahead.take(6).map(closure).collect(),
        pages: super::pages::free(pages),
        people: super::people::links(pages),
        places: rooms
            .map(|place| Link {
                name: place.name.in_lang(pages.lang).to_owned(),
                href: crate::links::place(&place.slug),
            })
            .collect(),
        followed: build.options.followed.len(),
        map: documents.node.location.map(|(lat, lon)| format!("geo:{lat},{lon}")),
    }
}

fn organisation(pages: &Pages<'_>) -> serde_json::Value {
    let node = &pages.build.node.documents.node;
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": node.name.in_lang(pages.lang),
        "description": node.tagline.in_lang(pages.lang),
    });
    let mut put = |key: &str, value: &Option<String>| {
        if let (Some(map), Some(value)) = (data.as_object_mut(), value) {
            map.insert(key.to_owned(), value.as_str().into());
        }
    };
    put("address", &node.address);
    put("email", &node.email);
    put("telephone", &node.phone);
    put("url", &pages.build.base);
    data
}
