//! Open designs: what they are for, what one needs, the parts, the drawings, every file to take along.

use std::collections::BTreeMap;

use catalog::record::{BomLine, Design, DesignFileKind, Title};
use serde::Serialize;
use themes::Argument;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages};
use crate::links;
use crate::mesh::Mesh;
use crate::view::{CardView, CategoryLink, Link, kilograms};

/// Shapes that are shown; more are files to take along.
const MOST_SHAPES: usize = 12;

#[derive(Serialize)]
struct DesignCard {
    name: String,
    function: String,
    href: String,
    image: Option<String>,
    license: Option<String>,
    version: Option<String>,
    hours: Option<String>,
}

#[derive(Serialize)]
struct DesignPage {
    name: String,
    function: String,
    image: Option<String>,
    drawings: Vec<FileRow>,
    files: Vec<FileRow>,
    /// Texts as PDF, to read in the page.
    sheets: Vec<FileRow>,
    /// Shapes to turn around.
    shapes: Vec<Shape>,
    parts: Vec<PartRow>,
    has_notes: bool,
    has_shelf: bool,
    body: String,
    version: Option<String>,
    license: Option<String>,
    licensor: Vec<String>,
    organization: Option<String>,
    repo: Option<String>,
    readiness: Option<String>,
    hours: Option<String>,
    mass: Option<String>,
    tools: Vec<CardView>,
    derived_from: Vec<Link>,
    derived: Vec<Link>,
    belongs_to: Vec<Link>,
    categories: Vec<CategoryLink>,
    other_lang: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct FileRow {
    name: String,
    href: String,
    size: Option<String>,
    purpose: String,
}

/// An STL file with the script that the viewer loads.
#[derive(Debug, Clone, Serialize)]
struct Shape {
    name: String,
    href: String,
    script: String,
    /// `120 × 80 × 15`, in the file's units.
    size: String,
}

#[derive(Serialize)]
struct PartRow {
    name: String,
    quantity: String,
    note: Option<String>,
    source: Option<String>,
    /// What the node itself has of it.
    shelf: Option<CardView>,
}

/// The node's titles by everything that they are called, so that a part is found on the own shelf.
struct Shelf<'b>(BTreeMap<String, &'b Title>);

impl<'b> Shelf<'b> {
    fn of(build: &'b Build<'b>) -> Self {
        let mut by_name = BTreeMap::new();
        for title in build.node.documents.titles.values() {
            let names = title.name.translations.values().chain([&title.name.base]);
            for name in names.chain(&title.other_names).chain(&title.keywords) {
                by_name.entry(bare(name)).or_insert(title);
            }
        }
        by_name.remove("");
        Self(by_name)
    }

    /// By its name, or by the material that its note begins with (`PETG, printed flat`).
    fn find(&self, part: &BomLine) -> Option<&'b Title> {
        let material = part.note.as_deref().and_then(|note| note.split([',', ';']).next());
        let by_name = self.0.get(&bare(&part.name));
        by_name.or_else(|| self.0.get(&bare(material?))).copied()
    }
}

/// A name without accents, case, spaces and punctuation: `Birch plywood, 18 mm` and `birch plywood 18mm`
/// are one.
fn bare(name: &str) -> String {
    search::analysis::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let designs = &pages.build.node.documents.designs;
    if designs.is_empty() {
        return Ok(());
    }
    let reading = pages.reading();
    let head =
        Head::new("designs", reading.word("nav-designs")).about(reading.word("designs-lede"));
    let cards: Vec<DesignCard> = designs.values().map(|design| card(pages, design)).collect();
    out.page(pages.draw(
        "designs/index.html",
        "designs.html",
        head,
        serde_json::json!({ "designs": cards }),
    )?)?;
    let shelf = Shelf::of(pages.build);
    for design in designs.values() {
        one(pages, design, &shelf, out)?;
    }
    Ok(())
}

fn one(
    pages: &Pages<'_>,
    design: &Design,
    shelf: &Shelf<'_>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let (reading, path) = (pages.reading(), links::design(&design.slug));
    let readme = design.readme.as_deref().unwrap_or("README.md");
    let file = format!("designs/{}/{readme}", design.slug);
    let body = super::pages::markdown(pages, &path, &file, design.body.in_lang(pages.lang), 2);
    for link in &body.broken {
        out.warn(format!("{file}: the link `{link}` leads nowhere"));
    }
    let shapes = shapes(pages, design, out)?;
    let parts = design.parts.iter().map(|part| part_row(pages, design, part, shelf)).collect();
    let content = content(pages, design, body.html, shapes, parts);
    let head = Head {
        data: Some(data(pages, design)),
        json: pages.prefix.is_empty(),
        ..Head::new("designs", content.name.clone()).about(content.function.clone())
    };
    let head = head.crumb(reading.word("nav-designs"), "designs/index.html");
    out.page(pages.draw(&path, "design.html", head, content)?)
}

/// The shapes of a design. Their scripts are written once, whatever the languages.
fn shapes(
    pages: &Pages<'_>,
    design: &Design,
    out: &mut Output<'_>,
) -> Result<Vec<Shape>, BuildError> {
    let numbers = pages.reading().strings.numbers(pages.lang);
    let named = design.files.iter().map(|file| file.path.as_str());
    let is_shape = |path: &&str| path.to_lowercase().ends_with(".stl");
    let mut shapes = Vec::new();
    for (at, path) in named.filter(is_shape).take(MOST_SHAPES).enumerate() {
        let Some(href) = publish_file(pages.build, design, path) else { continue };
        let from = format!("designs/{}/{path}", design.slug);
        let bytes = pages.build.files.read(&from);
        let bytes = bytes.map_err(|error| BuildError::Read { path: from, error })?;
        let Some(mesh) = bytes.and_then(|bytes| Mesh::read_stl(&bytes)) else { continue };
        let script = format!("designs/{}/shape-{}.js", design.slug, at + 1);
        if pages.prefix.is_empty() {
            out.file(script.clone(), mesh.script(&script))?;
        }
        let size = mesh.size().map(|n| numbers.fixed(f64::from(n), 0)).join(" × ");
        shapes.push(Shape { name: path.to_owned(), href: links::encode(&href), script, size });
    }
    Ok(shapes)
}

/// A design as schema.org knows it.
fn data(pages: &Pages<'_>, design: &Design) -> serde_json::Value {
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": design.name.in_lang(pages.lang),
        "description": design.function.in_lang(pages.lang),
        "inLanguage": pages.lang,
        "version": design.version,
        "license": design.license.as_ref().map(|id| format!("https://spdx.org/licenses/{id}.html")),
        "creator": design.licensor,
        "totalTime": design.build_minutes.map(|minutes| format!("PT{minutes}M")),
        "supply": design.parts.iter().map(|part| serde_json::json!({
            "@type": "HowToSupply", "name": part.name, "requiredQuantity": part.quantity,
        })).collect::<Vec<_>>(),
    });
    if let Some(map) = data.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    data
}

/// Notes a file of a design for publication: its path on the site.
pub(super) fn publish_file(build: &Build<'_>, design: &Design, file: &str) -> Option<String> {
    let from = format!("designs/{}/{file}", design.slug);
    if !links::is_publishable(&from) {
        return None;
    }
    build.files.size(&from)?;
    Some(build.media.want_at(&from, &format!("designs/{}/files/{file}", design.slug)))
}

fn picture(build: &Build<'_>, design: &Design) -> Option<String> {
    let own = design.image.as_deref();
    let drawn = design.files.iter().find(|file| file.kind == DesignFileKind::Image);
    let file = own.or(drawn.map(|file| file.path.as_str()))?;
    publish_file(build, design, file).map(|path| links::encode(&path))
}

fn card(pages: &Pages<'_>, design: &Design) -> DesignCard {
    DesignCard {
        name: design.name.in_lang(pages.lang).to_owned(),
        function: design.function.in_lang(pages.lang).to_owned(),
        href: links::design(&design.slug),
        image: picture(pages.build, design),
        license: design.license.clone(),
        version: design.version.clone(),
        hours: hours(pages, design),
    }
}

fn hours(pages: &Pages<'_>, design: &Design) -> Option<String> {
    let reading = pages.reading();
    let minutes = design.build_minutes?;
    let hours = f64::from(minutes.div_ceil(6)) / 10.0;
    Some(match minutes {
        0..60 => reading.text("minutes", &[("n", Argument::Number(f64::from(minutes)))]),
        _ => reading.text("hours", &[("n", Argument::Number(hours))]),
    })
}

fn content(
    pages: &Pages<'_>,
    design: &Design,
    body: String,
    shapes: Vec<Shape>,
    parts: Vec<PartRow>,
) -> DesignPage {
    let (build, reading) = (pages.build, pages.reading());
    let documents = &build.node.documents;
    let tools = design.tools.iter().filter_map(|slug| documents.titles.get(slug));
    let belongs = documents.titles.values().filter(|title| title.designs.contains(&design.slug));
    let derived = documents
        .designs
        .values()
        .filter(|other| other.derived_from.iter().any(|from| from == design.slug.as_str()));
    let design_link = |other: &Design| Link {
        name: other.name.in_lang(pages.lang).to_owned(),
        href: links::design(&other.slug),
    };
    let image = picture(build, design);
    let rows: Vec<(DesignFileKind, FileRow)> = files(pages, design);
    let is_picture = |row: &(DesignFileKind, FileRow)| {
        is_drawn(&row.1.name) && Some(&row.1.href) != image.as_ref()
    };
    let (drawings, files): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_picture);
    let short = pages.lang.split('-').next().unwrap_or(pages.lang);
    let translated = design.lang == short || design.name.translations.contains_key(short);
    DesignPage {
        name: design.name.in_lang(pages.lang).to_owned(),
        function: design.function.in_lang(pages.lang).to_owned(),
        drawings: drawings.into_iter().map(|row| row.1).collect(),
        sheets: files
            .iter()
            .filter(|row| row.1.name.to_lowercase().ends_with(".pdf"))
            .map(|row| row.1.clone())
            .collect(),
        files: files.into_iter().map(|row| row.1).collect(),
        shapes,
        has_notes: design
            .parts
            .iter()
            .any(|part| part.note.as_ref().is_some_and(|note| !note.is_empty())),
        has_shelf: parts.iter().any(|part| part.shelf.is_some()),
        parts,
        version: design.version.clone(),
        license: design.license.clone(),
        licensor: design.licensor.clone(),
        organization: design.organization.clone(),
        repo: design
            .repo
            .clone()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        readiness: design.technology_readiness.clone(),
        hours: hours(pages, design),
        mass: design.mass_g.map(|grams| kilograms(&reading, grams)),
        tools: tools.map(|title| CardView::new(&reading, title)).collect(),
        derived_from: design.derived_from.iter().filter_map(|from| ancestor(pages, from)).collect(),
        derived: derived.map(design_link).collect(),
        belongs_to: belongs
            .map(|title| Link {
                name: title.name.in_lang(pages.lang).to_owned(),
                href: links::title(&title.slug),
            })
            .collect(),
        categories: design
            .categories
            .iter()
            .map(|path| CategoryLink::new(&reading, path.as_str()))
            .collect(),
        other_lang: (!translated && !design.lang.is_empty()).then(|| design.lang.clone()),
        image,
        body,
    }
}

/// Whether a browser shows the file as a picture.
fn is_drawn(name: &str) -> bool {
    let name = name.to_lowercase();
    [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"].iter().any(|end| name.ends_with(end))
}

/// Where a design comes from: one of ours, or a public address.
fn ancestor(pages: &Pages<'_>, from: &str) -> Option<Link> {
    match pages.build.node.documents.designs.get(from) {
        Some(design) => Some(Link {
            name: design.name.in_lang(pages.lang).to_owned(),
            href: links::design(&design.slug),
        }),
        None if from.starts_with("https://") || from.starts_with("http://") => {
            Some(Link { name: from.to_owned(), href: from.to_owned() })
        }
        None => None,
    }
}

fn part_row(pages: &Pages<'_>, design: &Design, part: &BomLine, shelf: &Shelf<'_>) -> PartRow {
    let source = part.source.as_deref().and_then(|file| publish_file(pages.build, design, file));
    PartRow {
        shelf: shelf.find(part).map(|title| CardView::new(&pages.reading(), title)),
        name: part.name.clone(),
        quantity: part.quantity.clone(),
        note: part.note.clone(),
        source: source.map(|path| links::encode(&path)),
    }
}

/// The manifest, the parts list, the readme and every file that the manifest names.
fn files(pages: &Pages<'_>, design: &Design) -> Vec<(DesignFileKind, FileRow)> {
    let own = [
        Some("okh.toml"),
        design.bom.as_deref(),
        design.readme.as_deref(),
        design.image.as_deref(),
    ];
    let named = design.files.iter().map(|file| (file.path.as_str(), file.kind));
    let extra = own.into_iter().flatten().map(|path| (path, DesignFileKind::Other));
    let mut seen = std::collections::BTreeSet::new();
    named
        .chain(extra)
        .filter(|(path, _)| seen.insert((*path).to_owned()))
        .filter_map(|(path, kind)| {
            let published = publish_file(pages.build, design, path)?;
            let size = pages.build.files.size(&format!("designs/{}/{path}", design.slug));
            let reading = pages.reading();
            let purpose = match kind {
                DesignFileKind::Source => "file-source",
                DesignFileKind::Export => "file-export",
                DesignFileKind::Image => "file-drawing",
                DesignFileKind::ManufacturingInstructions => "file-build",
                DesignFileKind::UserManual => "file-manual",
                DesignFileKind::Other => "file-other",
            };
            let row = FileRow {
                name: path.to_owned(),
                href: links::encode(&published),
                size: size.map(|bytes| super::titles::file_size(&reading, bytes)),
                purpose: reading.word(purpose),
            };
            Some((kind, row))
        })
        .collect()
}
