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
fn a_cold_page_with_its_styles_and_fonts_stays_below_fifty_kilobytes() {
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
    for (path, page) in site.pages() {
        let all = fonts + styles + packed(page.as_bytes());
        assert!(all <= 50_000, "{path} costs {all} bytes");
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
}
