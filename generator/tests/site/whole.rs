//! The site as a whole: files, links, sizes, and the same bytes again.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Built, site_with};

#[test]
fn every_kind_of_page_is_there_in_every_language() {
    let (site, _) = site_with(&[]);
    let pages = [
        "index.html",
        "catalog/index.html",
        "catalog/cordless-drill/index.html",
        "list/all/now/index.html",
        "list/in/power-tools.drilling/index.html",
        "list/needs/t-power-tools-basic/index.html",
        "trainings/power-tools-basic/index.html",
        "places/index.html",
        "places/shelf-b4/index.html",
        "designs/index.html",
        "designs/stool/index.html",
        "governance/index.html",
        "governance/constitution.html",
        "governance/two-weeks/index.html",
        "ledger/index.html",
        "events/index.html",
        "events/repair-cafe/index.html",
        "events/calendar.ics",
        "people/index.html",
        "people/mira/index.html",
        "pages/how-it-works/index.html",
        "news/index.html",
        "news/atom.xml",
        "visit/index.html",
        "about/index.html",
        "find/index.html",
    ];
    for page in pages {
        assert!(site.files.contains_key(page), "{page}");
        assert!(site.files.contains_key(&format!("es/{page}")), "es/{page}");
    }
    let once = [
        "I/7K3QP2J/index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "catalog/index.json",
        "catalog/cordless-drill/index.json",
        "search/m.js",
        "media/drill.svg",
        "designs/stool/files/stool.svg",
        "designs/stool/files/okh.toml",
        "governance/two-weeks/result.json",
        "assets/node.css",
        ".nojekyll",
    ];
    for file in once {
        assert!(site.files.contains_key(file), "{file}");
    }
    assert!(!site.files.contains_key("pages/secret-draft/index.html"), "drafts stay inside");
}

#[test]
fn what_needs_no_training_is_a_list_only_where_something_needs_one() {
    let list = "list/needs/nothing/index.html";
    let (some, _) = site_with(&[]);
    assert!(some.files.contains_key(list));
    assert!(some.text("index.html").contains(list));
    let mut files = super::files_with(&[]);
    for bytes in files.values_mut() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        *bytes = text.replace("requires_authorisation = [\"power-tools-basic\"]", "").into_bytes();
    }
    let none = super::of_files(files);
    assert!(!none.files.contains_key(list), "it would be the whole catalogue once more");
    assert!(!none.text("index.html").contains(list));
}

#[test]
fn a_things_page_says_where_how_long_and_what_one_needs() {
    let (site, _) = site_with(&[]);
    let page = site.text("catalog/cordless-drill/index.html");
    for words in [
        "Cordless drill, 18 V",
        "Shelf B4",
        "Main workshop",
        "7 days, one renewal",
        "Power-tool basics",
        "40 minutes",
        "7K3-QP2J",
        "M1X-04TH",
        "battery",
        "Eye protection.",
        "Bosch GSR 18V-28",
        "1.6\u{a0}kg",
        "class=\"cal\"",
        "loans since",
        "../../catalog/family-tent/index.html",
        "http://KIOSK.LOCAL/I/7K3QP2J",
    ] {
        assert!(page.contains(words), "{words} is missing");
    }
    let spanish = site.text("es/catalog/cordless-drill/index.html");
    assert!(
        spanish.contains("Taladro a batería")
            && spanish.contains("Dónde")
            && spanish.contains("Taladros")
    );
    assert!(site.text("catalog/wood-screws/index.html").contains("200 pcs left"));
    assert!(site.text("catalog/camping-set/index.html").contains("catalog/family-tent/index.html"));
    assert!(site.warnings.iter().any(|warning| warning.contains("none.md")), "{:?}", site.warnings);
}

#[test]
fn a_decision_is_counted_and_explained() {
    let (site, _) = site_with(&[]);
    let page = site.text("governance/two-weeks/index.html");
    for words in [
        "3 of 4 members voted",
        "Adopted",
        "For: 2. Against: 1.",
        "governance/constitution.html#lending",
        "In force",
    ] {
        assert!(page.contains(words), "{words} is missing from {page}");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (one, two) = (site_with(&[]).0, site_with(&[]).0);
    assert_eq!(one.files.keys().collect::<Vec<_>>(), two.files.keys().collect::<Vec<_>>());
    for (path, bytes) in &one.files {
        assert!(two.files.get(path) == Some(bytes), "{path} differs");
    }
}

#[test]
fn every_link_inside_the_site_leads_to_a_file() {
    let (site, _) = site_with(&[]);
    let ids = anchors(&site);
    let mut broken = BTreeSet::new();
    for (path, page) in site.pages().filter(|(path, _)| *path != "404.html") {
        for link in links(&page) {
            if !leads_somewhere(&site, &ids, path, &link) {
                broken.insert(format!("{path}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// `path#id` of every anchor.
fn anchors(site: &Built) -> BTreeSet<String> {
    let of_page = |(path, page): (&str, String)| {
        let ids = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        ids.map(|id| format!("{path}#{id}")).collect::<Vec<_>>()
    };
    site.pages().flat_map(of_page).collect()
}

fn links(page: &str) -> Vec<String> {
    let of = |attribute: &str| {
        let parts = page.split(attribute).skip(1);
        parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    [of(" href=\""), of(" src=\""), of(" action=\"")].concat()
}

fn leads_somewhere(site: &Built, ids: &BTreeSet<String>, from: &str, link: &str) -> bool {
    let link = link.replace("&#x2f;", "/").replace("&amp;", "&");
    if ["http:", "https:", "mailto:", "tel:", "geo:"].iter().any(|scheme| link.starts_with(scheme))
    {
        return true;
    }
    let (path, fragment) =
        link.split_once('#').map_or((link.as_str(), None), |(path, id)| (path, Some(id)));
    let target =
        if path.is_empty() { Some(from.to_owned()) } else { generator::links::resolve(from, path) };
    let Some(target) = target else { return false };
    // A symbol of the page's own sprite is an anchor as well.
    let anchored = fragment.is_none_or(|id| ids.contains(&format!("{target}#{id}")));
    !path.starts_with('/') && site.files.contains_key(&target) && anchored
}

#[test]
fn a_cold_page_with_all_that_it_loads_at_once_stays_below_fifty_kilobytes() {
    let (site, _) = site_with(&[]);
    let packed = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap().len()
    };
    let fonts: usize = ["assets/atkinson-next.woff2", "assets/atkinson-mono.woff2"]
        .iter()
        .map(|f| site.files[*f].len())
        .sum();
    let styles = packed(&site.files["assets/node.css"]) + packed(&site.files["assets/site.css"]);
    assert!(styles <= 11_250, "style sheets are {styles} bytes packed");
    let colours = site.files.get("assets/colours.css").map_or(0, |css| packed(css));
    let manifest = packed(&site.files["manifest.webmanifest"]);
    for (path, page) in site.pages() {
        let scripts = page.split("<script src=\"").skip(1).map(|rest| {
            let script = rest.split('"').next().unwrap().replace("&#x2f;", "/");
            packed(&site.files[&generator::links::resolve(path, &script).unwrap()])
        });
        let scripts: usize = scripts.sum();
        // The heaviest pages of the demonstration are some kilobytes heavier than these: the tests in a
        // browser load them. What stands around every page is what is weighed here.
        let around = fonts + styles + colours + manifest + scripts;
        assert!(around <= 43_600, "{path}: around the page stand {around} bytes");
        let all = around + packed(page.as_bytes());
        assert!(all <= 50_000, "{path} costs {all} bytes");
    }
}

/// A JPEG of this size, as a camera makes it: large, and nothing in it repeats.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let low = |n: u32| n.to_le_bytes()[0];
    let pixel = |x: u32, y: u32| image::Rgb([low(x * 7), low(y * 5), low(x * y)]);
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(width, height, pixel);
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[test]
fn a_photo_of_a_design_is_shown_in_the_sizes_of_its_places() {
    let mut files = super::files_with(&[]);
    let manifest = include_str!("node/okh.toml").replace("stool.svg", "photo.jpg");
    files.insert("designs/stool/okh.toml".into(), manifest.into_bytes());
    files.insert("designs/stool/photo.jpg".into(), photo(2400, 1200));
    let site = super::of_files(files);
    let own = site.files.keys().filter(|path| path.starts_with("designs/stool/photo."));
    let [large, small] = own.cloned().collect::<Vec<_>>().try_into().unwrap();
    assert!(large.ends_with("-l.jpg") && small.ends_with("-s.jpg"), "{large} {small}");
    let (page, list) = (site.text("designs/stool/index.html"), site.text("designs/index.html"));
    let shown = page.replace("&#x2f;", "/");
    assert!(shown.contains(&format!("src=\"../../{large}\"")), "{shown}");
    assert!(shown.contains("width=\"1600\" height=\"800\""), "{shown}");
    let listed = list.replace("&#x2f;", "/");
    assert!(listed.contains(&format!("src=\"../{small}\"")), "{listed}");
    assert!(listed.contains("width=\"480\" height=\"240\""), "{listed}");
    for (path, page) in site.pages() {
        assert!(
            !page.replace("&#x2f;", "/").contains("src=\"../../designs/stool/files/photo"),
            "{path}"
        );
    }
}

#[test]
fn a_design_says_where_its_licence_is_told_and_what_it_belongs_to() {
    let stool =
        include_str!("node/wood-screws.md").replacen("+++\n", "+++\ndesigns = [\"stool\"]\n", 1);
    let page =
        site_with(&[("catalog/wo/wood-screws.md", &stool)]).0.text("designs/stool/index.html");
    let page = page.replace("&#x2f;", "/");
    assert!(page.contains("href=\"https://spdx.org/licenses/CERN-OHL-S-2.0.html\""), "{page}");
    let (_, family) = page.split_once("Belongs to").unwrap();
    assert!(family.contains("../../catalog/wood-screws/index.html"), "{family}");
    assert!(!page.contains("Who builds from it"), "nobody yet");
}

#[test]
fn the_page_for_lost_addresses_stands_on_its_own_at_any_depth() {
    let (site, _) = site_with(&[]);
    let page = site.text("404.html").replace("&#x2f;", "/");
    assert!(!page.contains("rel=\"stylesheet\"") && !page.contains("<script"), "{page}");
    assert!(page.contains("<style>") && page.contains("width=\"40\" height=\"40\""), "{page}");
    let base = page.split_once(" data-base=\"").unwrap().1.split('"').next().unwrap();
    for link in links(&page) {
        assert!(link.starts_with(base) || link.starts_with('#'), "{link}");
    }
}

#[test]
fn every_word_has_a_translation() {
    let (site, _) = site_with(&[]);
    for (path, page) in site.pages() {
        assert!(
            !page.contains('⟦'),
            "{path} lacks {:?}",
            page.split('⟦').nth(1).map(|rest| rest.get(..30))
        );
        assert!(
            page.contains("Content-Security-Policy") && page.contains("<main id=\"main\""),
            "{path}"
        );
    }
}

#[test]
fn pages_read_well_without_a_script_and_ask_nobody_outside() {
    let (site, _) = site_with(&[]);
    for (path, page) in site.pages() {
        let scripts = page.matches("<script").count();
        let known = page.matches("<script src=\"").count()
            + page.matches("<script type=\"application/").count();
        assert_eq!(scripts, known, "{path} has a script inside");
        // The page for lost addresses is the one that names the site's own address.
        let own = page.replace("\"https://oak-street.example/", "\"");
        assert!(
            !own.contains("src=\"http") && !own.contains("<link rel=\"stylesheet\" href=\"http"),
            "{path}"
        );
        assert!(!page.contains(" onclick=") && !page.contains("javascript:"), "{path}");
    }
}

#[test]
fn an_empty_node_has_a_site_as_well() {
    let node = catalog::fold::Node::default();
    let site = super::built(
        &node,
        &generator::files::MemoryFiles::default(),
        "2026-05-12T14:02:00Z".parse().unwrap(),
    );
    assert!(site.text("index.html").contains("The shelves are still empty"));
    assert!(site.text("ledger/index.html").contains("Not enough has happened yet"));
    assert!(site.text("catalog/index.html").contains("Nothing here right now"));
    let lost = site.text("404.html").replace("&#x2f;", "/");
    assert!(lost.contains(" data-base=\"/\""), "without an address of its own");
}

/// The titles of the charts on the page of numbers.
fn figure_titles(site: &Built) -> Vec<String> {
    let page = site.text("ledger/index.html");
    let titles = page.split("class=\"fig\"><h3>").skip(1);
    titles.map(|rest| rest.split("</h3>").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_chart_is_titled_with_what_its_numbers_say_and_has_them_beneath() {
    let priced = include_str!("node/cordless-drill.md").replacen(
        "+++\n",
        "+++\nreplacement_value = \"180 EUR\"\n",
        1,
    );
    let site = site_with(&[("catalog/co/cordless-drill.md", &priced)]).0;
    let titles = figure_titles(&site);
    let said = |start: &str| titles.iter().filter(|title| title.starts_with(start)).count();
    assert_eq!(said("Borrowing instead of buying saved about €"), 1, "{titles:?}");
    assert_eq!(said("The work is shared: half of it takes "), 1, "{titles:?}");
    assert_eq!(said("Who carries") + said("Balances from"), 0, "{titles:?}");
    let page = site.text("ledger/index.html");
    let (charts, tables) =
        (page.matches("<svg viewBox").count(), page.matches("<details>").count());
    assert!(tables >= charts.min(6), "{charts} charts, {tables} tables");
    assert!(page.contains("counts as a twentieth"), "the formula is told");
}

#[test]
fn a_node_that_has_hardly_begun_has_no_charts_of_two_points() {
    let files = super::files_with(&[]);
    let read = files.iter().map(|(path, bytes)| (path.into(), bytes.clone()));
    let documents = catalog::document::load(read).documents;
    let now = "2026-05-12T14:02:00Z".parse().unwrap();
    let feed = super::history::year(&documents, now, 4);
    let node = catalog::fold::Node::fold(std::sync::Arc::new(documents), feed.events());
    let site = super::built(&node, &generator::files::MemoryFiles(files), now);
    assert_eq!(figure_titles(&site), Vec::<String>::new());
}
