//! The pocket catalogue: everything that can be borrowed in one HTML file, to send by messenger or keep in a
//! phone's downloads. Photos are inside it, small; it asks nobody for anything and can be searched.
//!
//! Without its script it is a list to read and print; the script only hides what was not asked for.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalog::fold::Node;
use catalog::record::Title;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Build, BuildError, BuildOptions, Pages, Workshop};
use crate::files::NodeFiles;
use crate::known::Known;
use crate::markdown::{NoLinks, render};
use crate::render::Renderer;
use crate::view::{CategoryLink, StatusView, TitleView, words as words_of};

#[derive(Serialize)]
struct Pocket {
    name: String,
    locale: String,
    tagline: String,
    hours: Vec<String>,
    address: Option<String>,
    url: Option<String>,
    date: String,
    count: usize,
    kinds: Vec<Kind>,
    things: Vec<Thing>,
    /// `{n} results` by plural form, as JSON.
    found: String,
    style: String,
    script: String,
    /// The hash of the script for the page's policy (Content Security Policy 3, §2.3.1).
    script_hash: String,
}

#[derive(Serialize)]
struct Kind {
    slug: String,
    name: String,
    count: usize,
}

#[derive(Serialize)]
struct Thing {
    name: String,
    summary: String,
    other_lang: Option<String>,
    glyph: String,
    photo: Option<String>,
    status: StatusView,
    place: String,
    codes: Vec<String>,
    period: String,
    deposit: Option<String>,
    trainings: Vec<String>,
    parts: Vec<String>,
    body: String,
    kinds: String,
    /// What it is found by: its words in small letters without accents, each once.
    words: String,
}

/// The pocket catalogue of a node in one of its languages.
pub fn pocket(
    node: &Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    lang: Option<&str>,
) -> Result<Vec<u8>, BuildError> {
    let known = Known::default();
    let build = Build::new(node, renderer, options, files, workshop, &known);
    let lang = lang.unwrap_or_else(|| build.default_language());
    let pages = Pages::new(&build, lang);
    let html = renderer.render("pocket.html", lang, &of(&pages)?)?;
    // What was drawn of the photos is kept for the next time.
    build.photos.finish();
    Ok(html.into_bytes())
}

fn of(pages: &Pages<'_>) -> Result<Pocket, BuildError> {
    let (build, reading) = (pages.build, pages.reading());
    let config = &build.node.documents.node;
    let text = |name: &str| -> Result<String, BuildError> {
        let theme = build.renderer.theme().text(name);
        Ok(theme.map_err(crate::render::RenderError::from)?.unwrap_or_default())
    };
    let mut things: Vec<Thing> =
        build.node.documents.titles.values().map(|title| thing(pages, title)).collect();
    things.sort_by_cached_key(|thing| search::analysis::fold(&thing.name));
    // Inside a script element only `</` could end it early.
    let script = text("templates/pocket.js")?.replace("</", "<\\/");
    Ok(Pocket {
        name: config.name.in_lang(pages.lang).to_owned(),
        locale: super::shell::locale(&reading),
        tagline: config.tagline.in_lang(pages.lang).to_owned(),
        hours: super::shell::opening_hours(&reading),
        address: config.address.clone(),
        url: build.base.clone(),
        date: reading.calendar().long(build.now.date()),
        count: things.len(),
        kinds: kinds(pages),
        things,
        found: found(pages),
        style: text("templates/pocket.css")?.replace("</", "<\\/"),
        script_hash: STANDARD.encode(Sha256::digest(script.as_bytes())),
        script,
    })
}

/// What the script says of so many hits, by the plural form that the browser names (Unicode CLDR).
fn found(pages: &Pages<'_>) -> String {
    let reading = pages.reading();
    let said = |form: &str| {
        let args = [("form", words_of(form)), ("n", words_of("{n}"))];
        (form.to_owned(), reading.text("search-results", &args))
    };
    let forms = ["zero", "one", "two", "few", "many", "other"];
    serde_json::json!(forms.map(said).into_iter().collect::<BTreeMap<_, _>>()).to_string()
}

fn kinds(pages: &Pages<'_>) -> Vec<Kind> {
    let reading = pages.reading();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for title in pages.build.node.documents.titles.values() {
        let top: BTreeSet<&str> =
            title.categories.iter().map(catalog::ids::CategoryPath::top).collect();
        for slug in top {
            *counts.entry(slug).or_default() += 1;
        }
    }
    let kind = |(slug, count): (&str, usize)| {
        let name = CategoryLink::new(&reading, slug).name;
        Kind { slug: slug.to_owned(), name, count }
    };
    let mut kinds: Vec<Kind> = counts.into_iter().map(kind).collect();
    kinds.sort_by_cached_key(|kind| search::analysis::fold(&kind.name));
    kinds
}

fn thing(pages: &Pages<'_>, title: &Title) -> Thing {
    let reading = pages.reading();
    let view = TitleView::new(&reading, title);
    let top: BTreeSet<&str> =
        title.categories.iter().map(catalog::ids::CategoryPath::top).collect();
    let photo = title.images.iter().find_map(|path| pages.build.photos.tiny(path));
    let part = |part: &crate::view::PartView| match part.qty {
        1 => part.name.clone(),
        n => format!("{n} × {}", part.name),
    };
    Thing {
        words: words(pages, title, &view),
        kinds: top.into_iter().collect::<Vec<_>>().join(" "),
        body: render(title.body.in_lang(pages.lang), 4, &NoLinks).html,
        parts: view.parts.iter().map(part).collect(),
        trainings: view.trainings.iter().map(|training| training.name.clone()).collect(),
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        place: view.home.map_or_else(String::new, |place| place.name),
        period: view.lending.period,
        deposit: view.lending.deposit,
        status: view.state.status,
        photo: photo.map(|jpeg| format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))),
        glyph: view.glyph,
        other_lang: view.other_lang,
        summary: view.summary,
        name: view.name,
    }
}

fn words(pages: &Pages<'_>, title: &Title, view: &TitleView) -> String {
    let reading = pages.reading();
    let mut all = vec![view.name.clone(), view.summary.clone()];
    all.extend(title.name.translations.values().chain([&title.name.base]).cloned());
    all.extend(title.other_names.iter().chain(&title.keywords).cloned());
    all.extend([title.brand.clone(), title.model.clone()].into_iter().flatten());
    all.extend(title.units.iter().flat_map(|unit| [unit.code.to_string(), unit.code.compact()]));
    let paths = title.categories.iter().flat_map(catalog::ids::CategoryPath::ancestors);
    all.extend(paths.map(|path| CategoryLink::new(&reading, path).name));
    let folded = search::analysis::fold(&all.join(" "));
    let parts = folded.split(|c: char| !c.is_alphanumeric() && c != '-');
    let words: BTreeSet<&str> = parts.filter(|word| !word.is_empty()).collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}
