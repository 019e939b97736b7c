//! The page for searching, and the index that it loads: one for each language, so that its facets speak
//! one language. A name in another language still finds its thing.

use std::collections::BTreeMap;

use catalog::followed::Followed;
use catalog::record::Title;
use rayon::prelude::*;
use search::{Entry, shards};
use serde::Serialize;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages, followed};
use crate::known::Fingerprint;
use crate::links;
use crate::markdown::plain;
use crate::view::{CategoryLink, PlaceLink, Reading, TrainingView, words};
use crate::write::OutputFile;

/// The folder of the index.
const FOLDER: &str = "search";
/// The one file of an index whose name stays: it names the others.
const MANIFEST: &str = "m.js";

/// What the script is told of an index.
pub(super) struct Made {
    /// Changes when what is found in it does.
    pub(super) mark: String,
    /// In how many files its shards are packed; 0 where each is a file.
    pub(super) packs: usize,
}

pub(super) fn pages(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let content = serde_json::json!({ "abroad": super::home::abroad(pages), "kinds": super::catalogue::top_categories(&reading).into_iter()
        .map(|(path, n)| serde_json::json!({ "link": CategoryLink::new(&reading, &path), "count": n })).collect::<Vec<_>>() });
    let head = Head { hidden: true, ..Head::new("search", reading.word("search-title")) };
    let file = pages.draw("find/index.html", "search.html", head, content)?;
    out.unlisted(file)
}

/// Writes the index of each language. The folders of the indexes, each with a mark that changes when
/// what is found in it does.
pub(super) fn shards(
    build: &Build<'_>,
    out: &mut Output<'_>,
) -> Result<BTreeMap<String, Made>, BuildError> {
    let mut marks = BTreeMap::new();
    for lang in &build.languages {
        let pages = Pages::new(build, lang);
        let mut entries = titles(&pages);
        entries.extend(texts(&pages));
        entries.extend(followed::titles_of(build).map(|(of, title)| of_node(&pages, of, title)));
        if build.workshop.packed {
            for entry in &mut entries {
                entry.url = crate::bundle::address(&entry.url, &build.languages);
            }
        }
        let said = format!("Q(\"words\",{});\n", script_words(&pages.reading()));
        out.file(format!("assets/search-words-{lang}.js"), said)?;
        let folder = format!("{}{FOLDER}/", pages.prefix);
        let (manifest, packs) = index(build, &entries, &folder, out)?;
        marks.insert(folder, Made { mark: manifest.short(), packs });
    }
    Ok(marks)
}

/// One index. Of the same entries it is the one that is there; of others, only what is new is packed.
/// Gives what the manifest was made from, and in how many files the rest is packed.
fn index(
    build: &Build<'_>,
    entries: &[Entry],
    folder: &str,
    out: &mut Output<'_>,
) -> Result<(Fingerprint, usize), BuildError> {
    if build.workshop.packed {
        return packs(entries, folder, out);
    }
    let known = build.known.below(folder);
    let entries_mark = mark(entries, folder)?;
    let whole = |files: usize| super::mark_of(&(entries_mark, files));
    if let Some(manifest) = known.get(MANIFEST).copied()
        && build.known.noted(folder) == Some(whole(known.len())?)
    {
        out.note(folder, whole(known.len())?);
        for (path, of) in known {
            out.unlisted(OutputFile::same(format!("{folder}{path}"), of))?;
        }
        return Ok((manifest, 0));
    }
    let known = known.into_iter().map(|(path, of)| (path, of.bytes())).collect();
    let files = shards::build_with(entries, shards::Options::default(), known);
    out.note(folder, whole(files.len())?);
    let mut manifest = entries_mark;
    for shard in files {
        let (path, of) = (format!("{folder}{}", shard.path), Fingerprint::known(shard.of));
        if shard.path == MANIFEST {
            manifest = of;
        }
        out.unlisted(match shard.bytes {
            Some(bytes) => OutputFile::drawn(path, bytes, of),
            None => OutputFile::same(path, of),
        })?;
    }
    Ok((manifest, 0))
}

/// Bytes of scripts in one file, about, for sticks with large clusters.
const PACK: usize = 256 << 10;

/// The number of files that the shards of an index of so many bytes are packed into.
fn packs_for(bytes: usize) -> usize {
    bytes.div_ceil(PACK).clamp(1, 256)
}

/// One index in few files: each calls `Q` for every shard whose name begins with its number (the first byte,
/// modulo the number of files), and in the end for itself.
fn packs(
    entries: &[Entry],
    folder: &str,
    out: &mut Output<'_>,
) -> Result<(Fingerprint, usize), BuildError> {
    let files = shards::build(entries, shards::Options::default());
    let count = packs_for(files.iter().map(|file| file.bytes.len()).sum());
    let mut packs = vec![Vec::new(); count];
    let mut manifest = mark(entries, folder)?;
    for file in files {
        let first = file.path.get(..2).and_then(|name| usize::from_str_radix(name, 16).ok());
        if let Some(pack) = first.and_then(|first| packs.get_mut(first % count)) {
            pack.extend(file.bytes);
        } else {
            manifest = Fingerprint::of(&file.bytes);
            out.file(format!("{folder}{}", file.path), file.bytes)?;
        }
    }
    for (number, mut pack) in packs.into_iter().enumerate() {
        pack.extend(format!("Q(\"p{number}\",\"\");\n").into_bytes());
        out.file(format!("{folder}p{number}.js"), pack)?;
    }
    Ok((manifest, count))
}

fn mark(entries: &[Entry], folder: &str) -> Result<Fingerprint, BuildError> {
    let mut bytes = Vec::new();
    let mut marks = Vec::with_capacity(entries.len() * 16);
    for entry in entries {
        let wrong = |error| BuildError::Json { path: folder.to_owned(), error };
        bytes.clear();
        serde_json::to_writer(&mut bytes, entry).map_err(wrong)?;
        marks.extend(Fingerprint::of(&bytes).bytes());
    }
    Ok(Fingerprint::of(&marks))
}

/// The names of a record in the languages that the page does not speak.
fn elsewhere<'t>(
    pages: &Pages<'_>,
    text: &'t catalog::record::Text,
) -> impl Iterator<Item = String> + 't {
    let shown = text.in_lang(pages.lang).to_owned();
    let all = std::iter::once(&text.base).chain(text.translations.values());
    all.filter(move |name| **name != shown).cloned()
}

/// The language of a record's text as this page shows it.
fn shown_in(pages: &Pages<'_>, own: &str, text: &catalog::record::Text) -> String {
    let short = pages.lang.split('-').next().unwrap_or(pages.lang);
    let translated =
        text.translations.contains_key(pages.lang) || text.translations.contains_key(short);
    if translated || own.is_empty() { pages.lang.to_owned() } else { own.to_owned() }
}

fn titles(pages: &Pages<'_>) -> Vec<Entry> {
    let titles: Vec<&Title> = pages.build.node.documents.titles.values().collect();
    titles.par_iter().map(|title| title_entry(pages, title)).collect()
}

fn title_entry(pages: &Pages<'_>, title: &Title) -> Entry {
    let reading = pages.reading();
    let most = pages.build.facts.all.total.max(1);
    let wanted = pages.build.facts.title(&title.slug).total;
    let home = title.units.first().map(|unit| PlaceLink::new(&reading, &unit.home_place));
    let custom: Vec<String> =
        title.custom.iter().map(|line| format!("{} {}", line.name, line.value)).collect();
    let names = title
        .other_names
        .iter()
        .cloned()
        .chain([title.brand.clone(), title.model.clone()].into_iter().flatten());
    #[expect(clippy::cast_precision_loss, reason = "a share, shown nowhere")]
    let popularity = (wanted as f32 * 20.0 / most as f32).min(1.0);
    Entry {
        key: format!("{}/title/{}", pages.lang, title.slug),
        url: format!("{}{}", pages.prefix, links::title(&title.slug)),
        kind: "item".to_owned(),
        title: title.name.in_lang(pages.lang).to_owned(),
        names: names.chain(elsewhere(pages, &title.name)).collect(),
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        categories: title
            .categories
            .iter()
            .flat_map(catalog::ids::CategoryPath::ancestors)
            .map(|path| CategoryLink::new(&reading, path).name)
            .collect(),
        place: home.filter(|place| place.href.is_some()).map(|place| place.name),
        tags: title.keywords.clone(),
        summary: title.summary.in_lang(pages.lang).to_owned(),
        body: format!("{} {}", plain(title.body.in_lang(pages.lang)), custom.join(" ")),
        lang: shown_in(pages, &title.lang, &title.name),
        image: None,
        facets: facets(pages, title),
        state: state(pages, title),
        popularity,
    }
}

/// A title of another node: found like ours, and said to be theirs.
fn of_node(pages: &Pages<'_>, of: &Followed, title: &Title) -> Entry {
    let reading = followed::reading(pages, of);
    let names = title.other_names.iter().chain(title.brand.iter()).chain(title.model.iter());
    let own = |code: &&catalog::record::Unit| pages.build.node.index.title_of(code.code).is_some();
    let units = title.units.iter().filter(|unit| !own(unit));
    let tops = title.categories.iter().flat_map(catalog::ids::CategoryPath::ancestors);
    Entry {
        key: followed::key(pages, of, title),
        url: format!("{}{}", pages.prefix, links::title_of_node(&of.slug, &title.slug)),
        kind: "item".to_owned(),
        title: title.name.in_lang(pages.lang).to_owned(),
        names: names.cloned().chain(elsewhere(pages, &title.name)).collect(),
        codes: units.map(|unit| unit.code.to_string()).collect(),
        categories: tops.map(|path| CategoryLink::new(&reading, path).name).collect(),
        place: Some(of.name.clone()),
        tags: title.keywords.clone(),
        summary: title.summary.in_lang(pages.lang).to_owned(),
        body: plain(title.body.in_lang(pages.lang)),
        lang: shown_in(pages, &title.lang, &title.name),
        facets: [("whose".to_owned(), vec![of.name.clone()])].into(),
        ..Entry::default()
    }
}

/// The facets of the catalogue's lists under the same names, so that lists can be put together.
fn facets(pages: &Pages<'_>, title: &Title) -> BTreeMap<String, Vec<String>> {
    let reading = pages.reading();
    let rooms = title.units.iter();
    let mut rooms: Vec<_> =
        rooms.filter_map(|unit| super::catalogue::room_of(pages.build, &unit.home_place)).collect();
    rooms.sort();
    rooms.dedup();
    let trainings = title.requires_authorisation.iter();
    let mut needs: Vec<String> =
        trainings.map(|slug| TrainingView::new(&reading, slug).name).collect();
    if needs.is_empty() {
        needs.push(reading.word("catalog-no-training"));
    }
    let rooms = rooms.iter().map(|slug| PlaceLink::new(&reading, slug).name).collect();
    let ours = followed::with_titles(pages.build).next().map(|_| pages.site.name.clone());
    [("room", rooms), ("needs", needs), ("whose", ours.into_iter().collect())]
        .map(|(name, values)| (name.to_owned(), values))
        .into()
}

/// Whether it can be had now.
fn state(pages: &Pages<'_>, title: &Title) -> BTreeMap<String, Vec<String>> {
    use super::catalogue::{Now, now_of};
    let now = match now_of(&pages.reading(), title) {
        Now::Here => "here",
        Now::Out => "out",
        Now::Mending => "mending",
        Now::Any => "away",
    };
    [("now".to_owned(), vec![now.to_owned()])].into()
}

#[derive(Serialize)]
struct Found<'t> {
    kind: &'t str,
    url: String,
    name: &'t catalog::record::Text,
    summary: &'t catalog::record::Text,
    body: &'t catalog::record::Text,
    lang: &'t str,
    tags: Vec<String>,
}

/// Everything that is read rather than borrowed.
fn texts(pages: &Pages<'_>) -> Vec<Entry> {
    let (build, d) = (pages.build, &pages.build.node.documents);
    let none = catalog::record::Text::default();
    let found = |kind, url, name, summary, body, lang| Found {
        kind,
        url,
        name,
        summary,
        body,
        lang,
        tags: Vec::new(),
    };
    let mut all: Vec<Found<'_>> = Vec::new();
    all.extend(
        d.designs.values().map(|r| {
            found("design", links::design(&r.slug), &r.name, &r.function, &r.body, &r.lang)
        }),
    );
    all.extend(d.proposals.values().map(|r| {
        found("decision", links::proposal(&r.slug), &r.name, &r.summary, &r.body, &r.lang)
    }));
    all.extend(
        d.events
            .values()
            .map(|r| found("event", links::event(&r.slug), &r.name, &r.summary, &r.body, &r.lang)),
    );
    let shown = d.pages.values().filter(|r| !r.draft || build.options.drafts);
    all.extend(
        shown.map(|r| found("page", links::page(&r.slug), &r.name, &r.summary, &r.body, &r.lang)),
    );
    all.extend(
        d.constitution.iter().map(|r| {
            found("page", links::CONSTITUTION.to_owned(), &r.name, &none, &r.body, &r.lang)
        }),
    );
    all.extend(
        d.minutes
            .values()
            .map(|r| found("decision", links::minutes(&r.slug), &r.name, &none, &r.body, &r.lang)),
    );
    all.extend(d.people.values().map(|r| Found {
        tags: r.skills.iter().chain(&r.roles).cloned().collect(),
        ..found("skill", links::person(r.handle.as_str()), &r.name, &none, &r.body, &r.lang)
    }));
    all.extend(
        d.places
            .values()
            .map(|r| found("place", links::place(&r.slug), &r.name, &r.note, &none, "")),
    );
    all.into_iter().map(|found| text_entry(pages, found)).collect()
}

fn text_entry(pages: &Pages<'_>, found: Found<'_>) -> Entry {
    Entry {
        key: format!("{}/{}", pages.lang, found.url),
        url: format!("{}{}", pages.prefix, found.url),
        kind: found.kind.to_owned(),
        title: found.name.in_lang(pages.lang).to_owned(),
        names: elsewhere(pages, found.name).collect(),
        summary: found.summary.in_lang(pages.lang).to_owned(),
        body: plain(found.body.in_lang(pages.lang)),
        lang: shown_in(pages, found.lang, found.name),
        tags: found.tags,
        ..Entry::default()
    }
}

/// What the script says, in the page's language: a file of its own, since few visits to a page search.
fn script_words(reading: &Reading<'_>) -> serde_json::Value {
    let w = |key: &str| reading.word(key);
    let q = |key: &str| reading.text(key, &[("q", words("{q}"))]);
    let n = |key: &str| reading.text(key, &[("n", words("{n}"))]);
    let results =
        |form: &str| reading.text("search-results", &[("form", words(form)), ("n", words("{n}"))]);
    let mut said = serde_json::json!({
        "results_other": results("other"), "at_least": n("search-at-least"), "digits": digits(reading),
        "nothing": q("search-nothing"), "partial": w("search-partial"), "apart": w("search-apart"), "meant": q("search-meant"), "more": w("search-more"), "narrow": w("facets-label"),
        "searching": w("search-searching"), "broken": w("search-broken"), "list": w("search-list"),
        "facets": { "category": w("facet-category"), "place": w("facet-place"), "condition": w("facet-condition"),
            "tag": w("facet-tag"), "kind": w("facet-kind"), "lang": w("facet-lang"), "now": w("facet-now"),
            "room": w("facet-place"), "needs": w("facet-needs"), "whose": w("facet-whose") },
        "values": {
            "kind": { "item": w("find-item"), "design": w("find-design"), "decision": w("find-decision"), "event": w("find-event"),
                "page": w("find-page"), "skill": w("find-skill"), "place": w("find-place") },
            "now": { "here": w("status-available"), "out": w("now-out"), "mending": w("now-mending"),
                "away": w("find-away") },
        },
    });
    // The script asks the browser which plural form a number has; what a language does not have
    // apart is said like `other`.
    for form in ["zero", "one", "two", "few", "many"] {
        let text = results(form);
        if said["results_other"] != text {
            said[format!("results_{form}")] = text.into();
        }
    }
    said
}

/// The digits that the script is to write, by their name in Unicode locale tags (`-u-nu-…`).
pub(super) fn digits(reading: &Reading<'_>) -> &'static str {
    match reading.strings.numbers(reading.lang).ungrouped(0).as_str() {
        "٠" => "arab",
        "۰" => "arabext",
        _ => "latn",
    }
}
