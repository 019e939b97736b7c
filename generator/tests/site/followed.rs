//! What followed nodes have, on the site of the node that follows them.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::fold::Node;
use catalog::followed::Followed;
use generator::files::MemoryFiles;

use super::{Built, NODE, built_among};

const ELM: &[(&str, &str)] = &[
    (
        "node.toml",
        "id = \"elm-road\"\nname = \"Elm Road\"\naddress = \"3 Elm Road\"\nphone = \"+44 20 1\"\n\
         url = \"https://elm.example/site\"\n[categories.bikes]\nname = \"Bicycles\"\n",
    ),
    (
        "catalog/ca/cargo-bike.md",
        "+++\nname = \"Cargo bike\"\nkind = \"vehicle\"\nsummary = \"Carries a sofa.\"\n\
         categories = [\"bikes\"]\nimages = [\"media/bike.jpg\"]\n[[units]]\ncode = \"000-004D\"\n\
         [[units]]\ncode = \"7K3-QP2J\"\n+++\nFirst **pump** it up.\n\n<script>alert(1)</script>\n\n\
         Then [ride](javascript:alert(2)).\n",
    ),
];

fn node(files: &[(&str, &str)]) -> Node {
    let files = files.iter();
    let files = files.map(|(path, text)| (Utf8PathBuf::from(*path), text.as_bytes().to_vec()));
    Node::fold(Arc::new(catalog::document::load(files).documents), Vec::new())
}

fn elm() -> Followed {
    Followed {
        key: "a".repeat(40).parse().unwrap(),
        slug: "elm".parse().unwrap(),
        name: "Our friends on Elm Road".into(),
        url: None,
        compared: None,
        news: Some("2026-05-10T08:00:00Z".parse().unwrap()),
        since: Some("2024-02-01T08:00:00Z".parse().unwrap()),
        node: Arc::new(node(ELM)),
    }
}

fn site(own: &[(&str, &str)], followed: Vec<Followed>) -> Built {
    let files = own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let now = "2026-05-12T14:02:00Z".parse().unwrap();
    built_among(&node(own), &MemoryFiles(files.collect()), now, None, followed)
}

#[test]
fn a_title_of_a_followed_node_says_whose_it_is_and_where_to_ask() {
    let site = site(NODE, vec![elm()]);
    for prefix in ["", "es/"] {
        let page = site.text(&format!("{prefix}nodes/elm/cargo-bike/index.html"));
        for words in [
            "Cargo bike",
            "Our friends on Elm Road",
            "Elm Road",
            "3 Elm Road",
            "tel:+44201",
            "https://elm.example/site/catalog/cargo-bike/index.html",
            "000-004D",
            "First pump it up.",
        ] {
            assert!(page.contains(words), "{prefix}: {words}\n{page}");
        }
        for bad in ["alert(1)</script>", "javascript:", "media/bike.jpg"] {
            assert!(!page.contains(bad), "{bad}");
        }
        let list = site.text(&format!("{prefix}nodes/elm/index.html"));
        assert!(list.contains("Cargo bike") && list.contains("3 Elm Road"), "{list}");
    }
    let everywhere = site.text("list/nodes/index.html");
    assert!(everywhere.contains("Cargo bike") && everywhere.contains("Cordless drill"));
    assert!(everywhere.contains("Bicycles"), "a category of theirs by their name: {everywhere}");
    assert!(site.text("list/nodes/in/bikes/index.html").contains("Cargo bike"));
    assert!(site.text("catalog/index.html").contains("list/nodes/index.html"));
    let nodes = site.text("nodes/index.html");
    assert!(nodes.contains("nodes/elm/index.html"), "{nodes}");
}

#[test]
fn a_design_names_what_other_nodes_made_from_it() {
    let mut other = elm();
    let manifest = |derived: &str| {
        let own = include_str!("node/okh.toml")
            .replace("[commonstead]", &format!("[commonstead]\nderived_from = [\"{derived}\"]"));
        own.replace("Workshop stool", "Elm stool")
    };
    let made = manifest("https://oak-street.example/designs/stool/");
    let elsewhere = manifest("https://oak-street.example/designs/stool-of-somebody");
    let with = |manifest: &str| {
        let mut files = ELM.to_vec();
        files.push(("designs/elm-stool/okh.toml", manifest));
        Arc::new(node(&files))
    };
    other.node = with(&made);
    let page =
        site(NODE, vec![other.clone()]).text("designs/stool/index.html").replace("&#x2f;", "/");
    assert!(
        page.contains("href=\"https://elm.example/site/designs/elm-stool/index.html\""),
        "{page}"
    );
    assert!(page.contains("../../nodes/elm/index.html"), "{page}");
    other.node = with(&elsewhere);
    assert!(!site(NODE, vec![other]).text("designs/stool/index.html").contains("Elm stool"));
}

#[test]
fn categories_of_one_name_are_one_in_the_list_of_all_nodes() {
    let mut other = elm();
    let named = |text: &str| {
        text.replace(
            "[categories.bikes]\nname = \"Bicycles\"",
            "[categories.wheels]\nname = \"Power Tools\"",
        )
        .replace("\"bikes\"", "\"wheels\"")
    };
    let theirs: Vec<(&str, String)> = ELM.iter().map(|(path, text)| (*path, named(text))).collect();
    let theirs: Vec<(&str, &str)> =
        theirs.iter().map(|(path, text)| (*path, text.as_str())).collect();
    other.node = Arc::new(node(&theirs));
    let site = site(NODE, vec![other]);
    let list = site.text("list/nodes/index.html");
    let named = list.matches("data-value=\"Power tools\"").count();
    assert_eq!((named, list.contains("Power Tools")), (1, false), "{list}");
    let tools = site.text("list/nodes/in/power-tools/index.html");
    assert!(tools.contains("Cargo bike") && tools.contains("Cordless drill"), "{tools}");
}

#[test]
fn the_label_of_another_node_leads_to_its_title_and_ours_stay_ours() {
    let site = site(NODE, vec![elm()]);
    let theirs = site.text("I/000004D/index.html");
    assert!(theirs.contains("nodes/elm/cargo-bike/index.html"), "{theirs}");
    assert!(theirs.contains("Our friends on Elm Road"), "{theirs}");
    let ours = site.text("I/7K3QP2J/index.html");
    assert!(ours.contains("catalog/cordless-drill/index.html"), "{ours}");
    assert!(!ours.contains("nodes/elm"), "{ours}");
    assert!(site.warnings.iter().any(|said| said.contains("7K3-QP2J")), "{:?}", site.warnings);
}

#[test]
fn a_node_that_has_nothing_itself_shows_what_the_others_have() {
    let region = [("node.toml", "id = \"region\"\nname = \"The region\"\nlanguages = [\"en\"]\n")];
    let other = Followed {
        key: "b".repeat(40).parse().unwrap(),
        slug: "oak".parse().unwrap(),
        name: "Oak Street".into(),
        node: Arc::new(node(NODE)),
        ..elm()
    };
    let site = site(&region, vec![elm(), other]);
    let list = site.text("catalog/index.html");
    assert!(list.contains("Cargo bike") && list.contains("Cordless drill"), "{list}");
    let home = site.text("index.html");
    assert!(home.contains("5 titles at 2 nodes"), "{home}");
    assert!(
        !home.contains("list/all/now/index.html"),
        "nothing that leads to an empty list: {home}"
    );
    assert!(site.text("I/7K3QP2J/index.html").contains("nodes/elm/cargo-bike"), "the first has it");
}

#[test]
fn every_link_between_these_pages_leads_somewhere() {
    let site = site(NODE, vec![elm()]);
    let known: BTreeSet<&str> = site.files.keys().map(String::as_str).collect();
    for (path, page) in site.pages() {
        for part in page.split("href=\"").skip(1) {
            let href = part.split(['"', '#', '?']).next().unwrap_or_default();
            if href.is_empty() || href.contains(':') {
                continue;
            }
            let to = generator::links::resolve(path, href).unwrap_or_default();
            assert!(known.contains(to.as_str()), "{path} → {href}");
        }
    }
}

#[test]
fn nobody_followed_is_no_page_about_others() {
    let site = site(NODE, Vec::new());
    assert!(!site.files.keys().any(|path| path.contains("nodes/")));
    assert!(!site.text("index.html").contains("list/nodes"));
}
