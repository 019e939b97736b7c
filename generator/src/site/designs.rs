//! Open designs: what they are for, what one needs, the parts, the drawings, every file to take along.

use std::collections::BTreeMap;

use catalog::record::{BomLine, Design, DesignFileKind, Title};
use serde::Serialize;
use themes::Argument;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages};
use crate::links;
use crate::mesh::Mesh;
use crate::photos::{PhotoView, is_photo};
use crate::view::{CardView, CategoryLink, Link, kilograms};

/// Shapes that are shown; more are files to take along.
const MOST_SHAPES: usize = 12;

#[derive(Serialize)]
struct DesignCard {
    name: String,
    function: String,
    href: String,
    image: Option<Picture>,
    license: Option<String>,
    version: Option<String>,
    hours: Option<String>,
}

#[derive(Serialize)]
struct DesignPage {
    name: String,
    function: String,
    image: Option<Picture>,
    drawings: Vec<Picture>,
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
    /// Where the licence is told, for one that the SPDX list has.
    license_href: Option<String>,
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
    builders: Vec<Builder>,
    categories: Vec<CategoryLink>,
    other_lang: Option<String>,
}

/// A picture of a design: a photo in the sizes that pages show, or a drawing as it is.
#[derive(Debug, Clone, Serialize)]
struct Picture {
    /// What it is called.
    name: String,
    /// What a click on it opens.
    href: String,
    photo: Option<PhotoView>,
    /// In pixels, or the units of a drawing.
    width: u32,
    height: u32,
}

/// Something that another node made from a design.
#[derive(Debug, Clone, Serialize)]
struct Builder {
    /// From the root of the language, or a whole address.
    href: String,
    name: String,
    /// The node that made it.
    whose: Link,
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
        "license": design.license.as_deref().map(|id| spdx(id).unwrap_or_else(|| id.to_owned())),
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

/// The page of the SPDX list for a licence that stands there under its identifier.
fn spdx(license: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    let listed = license.contains(char::is_alphabetic) && license.chars().all(is_plain);
    (listed && !license.starts_with("LicenseRef-"))
        .then(|| format!("https://spdx.org/licenses/{license}.html"))
}

/// The file that a design shows first.
fn first_picture(design: &Design) -> Option<&str> {
    let drawn = design.files.iter().find(|file| file.kind == DesignFileKind::Image);
    design.image.as_deref().or(drawn.map(|file| file.path.as_str()))
}

/// A file of a design as a picture; none for a photo that cannot be read.
fn picture(build: &Build<'_>, design: &Design, file: &str) -> Option<Picture> {
    let (from, name) = (format!("designs/{}/{file}", design.slug), file.to_owned());
    if is_photo(file) {
        let photo = PhotoView::from(&build.photos.get(&from)?);
        let (href, width, height) = (photo.large.clone(), photo.width, photo.height);
        return Some(Picture { name, href, photo: Some(photo), width, height });
    }
    let href = links::encode(&publish_file(build, design, file)?);
    let drawing = build.files.read(&from).ok().flatten().unwrap_or_default();
    let (width, height) = size_of_drawing(&String::from_utf8_lossy(&drawing));
    Some(Picture { name, href, photo: None, width, height })
}

/// Width and height of an SVG by its `viewBox` (SVG 2 §8.6), as large as a page shows it; 4 to 3 where it
/// has none.
fn size_of_drawing(svg: &str) -> (u32, u32) {
    let head = svg.split_once("<svg").and_then(|(_, rest)| rest.split('>').next()).unwrap_or("");
    let marked = head.split_once("viewBox=").map_or("", |(_, rest)| rest);
    let quote = marked.chars().next().unwrap_or('"');
    let value = marked.split(quote).nth(1).unwrap_or_default();
    let numbers = value.split([' ', ',']).filter_map(|number| number.parse::<f64>().ok());
    let box_: Vec<f64> = numbers.collect();
    let ratio = match box_.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => height / width,
        _ => 0.75,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 9,600"
    )]
    let height = (960.0 * ratio).round().clamp(1.0, 9600.0) as u32;
    (960, height)
}

fn card(pages: &Pages<'_>, design: &Design) -> DesignCard {
    DesignCard {
        name: design.name.in_lang(pages.lang).to_owned(),
        function: design.function.in_lang(pages.lang).to_owned(),
        href: links::design(&design.slug),
        image: first_picture(design).and_then(|file| picture(pages.build, design, file)),
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
    let first = first_picture(design);
    let image = first.and_then(|file| picture(build, design, file));
    let rows = files(pages, design);
    let is_picture = |row: &FileRow| is_drawn(&row.name) && Some(row.name.as_str()) != first;
    // What cannot be shown is still a file to take along.
    let (drawings, files): (Vec<Option<Picture>>, Vec<Option<FileRow>>) = rows
        .into_iter()
        .map(|row| match picture(build, design, &row.name).filter(|_| is_picture(&row)) {
            Some(picture) => (Some(picture), None),
            None => (None, Some(row)),
        })
        .unzip();
    let (drawings, files): (Vec<_>, Vec<_>) =
        (drawings.into_iter().flatten().collect(), files.into_iter().flatten().collect());
    let short = pages.lang.split('-').next().unwrap_or(pages.lang);
    let translated = design.lang == short || design.name.translations.contains_key(short);
    DesignPage {
        name: design.name.in_lang(pages.lang).to_owned(),
        function: design.function.in_lang(pages.lang).to_owned(),
        drawings,
        sheets: files
            .iter()
            .filter(|row| row.name.to_lowercase().ends_with(".pdf"))
            .cloned()
            .collect(),
        files,
        shapes,
        has_notes: design
            .parts
            .iter()
            .any(|part| part.note.as_ref().is_some_and(|note| !note.is_empty())),
        has_shelf: parts.iter().any(|part| part.shelf.is_some()),
        parts,
        version: design.version.clone(),
        license: design.license.clone(),
        license_href: design.license.as_deref().and_then(spdx),
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
        builders: builders(pages, design),
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

/// What the nodes whose news comes here made from a design: theirs that name its address. On their own
/// site, or where they are told of here.
fn builders(pages: &Pages<'_>, design: &Design) -> Vec<Builder> {
    let (build, lang) = (pages.build, pages.lang);
    let Some(base) = &build.base else { return Vec::new() };
    let address = format!("{base}designs/{}", design.slug);
    let is_here =
        |from: &String| from.trim_end_matches("index.html").trim_end_matches('/') == address;
    let mut all = Vec::new();
    for of in &build.options.followed {
        let theirs = &of.node.documents;
        let told = if theirs.titles.is_empty() {
            "nodes/index.html".to_owned()
        } else {
            links::node(&of.slug)
        };
        let there = theirs.node.url.as_deref().filter(|url| url.starts_with("http"));
        let derived = theirs.designs.values().filter(|one| one.derived_from.iter().any(is_here));
        all.extend(derived.map(|one| Builder {
            href: there.map_or_else(
                || told.clone(),
                |there| format!("{}/{}", there.trim_end_matches('/'), links::design(&one.slug)),
            ),
            name: one.name.in_lang(lang).to_owned(),
            whose: Link { name: of.name.clone(), href: told.clone() },
        }));
    }
    all
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
fn files(pages: &Pages<'_>, design: &Design) -> Vec<FileRow> {
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
            Some(FileRow {
                name: path.to_owned(),
                href: links::encode(&published),
                size: size.map(|bytes| super::titles::file_size(&reading, bytes)),
                purpose: reading.word(purpose),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{size_of_drawing, spdx};

    #[test]
    fn a_drawing_is_as_wide_and_high_as_its_view_box_says() {
        assert_eq!(size_of_drawing("<svg viewBox=\"0 0 9 9\">"), (960, 960));
        assert_eq!(size_of_drawing("<?xml?><svg a='1' viewBox='0,0,200,50'/>"), (960, 240));
        assert_eq!(size_of_drawing("<svg viewBox=\"0 0 1 99999\">"), (960, 9600));
        for none in ["", "<svg>", "<svg viewBox=\"0 0 0 5\">", "<svg viewBox=\"x\">"] {
            assert_eq!(size_of_drawing(none), (960, 720), "{none}");
        }
    }

    #[test]
    fn only_a_licence_of_the_list_has_a_page_there() {
        assert_eq!(
            spdx("CERN-OHL-S-2.0").as_deref(),
            Some("https://spdx.org/licenses/CERN-OHL-S-2.0.html")
        );
        for other in ["MIT OR Apache-2.0", "LicenseRef-ours", "", "our own", "../x", "12"] {
            assert_eq!(spdx(other), None, "{other}");
        }
    }
}
