//! `themes/README.md` says of every template which variables it sees. The lists are made from the
//! templates; `UPDATE_THEMES=1 cargo nextest run -p generator --test themes_readme` writes them anew.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(clippy::format_push_string, reason = "a push says what it does")]

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Environment;
use themes::Theme;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../themes/README.md");
const BEGIN: &str = "<!-- templates: made by a test -->\n";
const END: &str = "<!-- end of templates -->\n";

/// What each template draws.
const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", "What a host shows for an address that leads nowhere."),
    ("_branches.html", "A branch of the tree of places; it includes itself."),
    (
        "_card.html",
        "One title as a card, drawn once for all pages of a language: of `page` it sees only `root` and `base`.",
    ),
    ("_cards.html", "Titles as cards; set `cards` before it is included."),
    ("_happenings.html", "Events as a list; set `happenings`."),
    ("_mark.html", "The sign beside the node's name."),
    ("_open.html", "Whether the door is open, filled in by `assets/page.js`."),
    ("_proposals.html", "Proposals as a list; set `proposals`."),
    ("_table.html", "The numbers below a chart; set `chart`."),
    ("_whose.html", "Where one asks at a followed node; set `whose`."),
    ("_untranslated.html", "The note above a text in another language; set `other_lang`."),
    ("about.html", "About this site: files for other programs, licences, when it was made."),
    (
        "base.html",
        "What every page has: head, header, languages, footer. The others fill `content`.",
    ),
    ("constitution.html", "The rules, with an anchor for each clause."),
    ("decisions.html", "Proposals, minutes and rules in one list."),
    ("design.html", "An open design: drawings, shapes, parts, files, licence."),
    ("designs.html", "All designs as cards."),
    ("elsewhere.html", "A title of a followed node: what it is, whose, where one asks for it."),
    ("event.html", "One event."),
    ("events.html", "Events to come, those gone by, and two months as tables."),
    ("home.html", "The first page."),
    ("label.html", "What a label's code opens, `/I/<CODE>/`."),
    ("ledger.html", "How the node is doing: numbers, charts, credits."),
    (
        "list.html",
        "Titles of one category, place, training or language, with the filters beside them.",
    ),
    ("minutes.html", "The minutes of a meeting."),
    ("month.html", "One month of events."),
    ("news.html", "All news."),
    ("nodes.html", "The nodes whose news comes here."),
    ("packed.html", "What draws a page out of a packed site, for sticks with few files."),
    ("page.html", "A free page or a piece of news."),
    ("people.html", "People who asked for a profile."),
    ("person.html", "One of them."),
    ("place.html", "A room, shelf or box."),
    ("places.html", "The tree of places."),
    ("pocket.html", "The pocket catalogue: everything in a single file."),
    ("promises.html", "Rights to what was shared out, appeals, disputes; nobody is named."),
    ("proposal.html", "A proposal with its way, its result and how it was counted."),
    ("search.html", "The page for searching; `assets/search.js` fills it."),
    ("title.html", "A title: units, how to borrow it, kit, free dates, care."),
    ("training.html", "A training: what it opens, when it is held."),
    ("visit.html", "Where, when, and whom to ask."),
];

/// Variables of a template, by their first name.
fn variables(theme: &Theme) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let env = Environment::new();
    let globals = ["t", "icon", "glyph", "thing", "qr", "lang", "dir", "range"];
    let mut all = BTreeMap::new();
    for path in theme.names("templates/") {
        if path.rsplit('.').next() != Some("html") {
            continue;
        }
        let source = theme.text(&path).unwrap().unwrap();
        let template = env.template_from_str(&source).unwrap();
        let mut roots: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in template.undeclared_variables(true) {
            let (root, rest) = name.split_once('.').unwrap_or((&name, ""));
            if globals.contains(&root) {
                continue;
            }
            let fields = roots.entry(root.to_owned()).or_default();
            if !rest.is_empty() {
                fields.insert(rest.to_owned());
            }
        }
        all.insert(path.trim_start_matches("templates/").to_owned(), roots);
    }
    all
}

fn section(theme: &Theme) -> String {
    let purposes: BTreeMap<&str, &str> = TEMPLATES.iter().copied().collect();
    let mut out = String::new();
    for (name, roots) in variables(theme) {
        let purpose = purposes.get(name.as_str());
        let purpose = purpose.unwrap_or_else(|| panic!("say in TEMPLATES what {name} draws"));
        out.push_str(&format!("\n### `{name}`\n{purpose}\n"));
        for (root, fields) in roots {
            let fields: Vec<String> = fields.iter().map(|field| format!("`.{field}`")).collect();
            let fields =
                if fields.is_empty() { String::new() } else { format!(": {}", fields.join(" ")) };
            out.push_str(&format!("- `{root}`{fields}\n"));
        }
    }
    out
}

#[test]
fn the_readme_names_every_template_and_its_variables() {
    let theme = Theme::built_in();
    let readme = fs_err::read_to_string(README).unwrap();
    let (head, rest) = readme.split_once(BEGIN).unwrap();
    let (told, tail) = rest.split_once(END).unwrap();
    let made = format!("{}\n", section(&theme));
    if std::env::var_os("UPDATE_THEMES").is_some() {
        fs_err::write(README, format!("{head}{BEGIN}{made}{END}{tail}")).unwrap();
        return;
    }
    assert_eq!(
        told, made,
        "run `UPDATE_THEMES=1 cargo nextest run -p generator --test themes_readme`"
    );
    for name in TEMPLATES.iter().map(|(name, _)| name) {
        assert!(theme.names("templates/").contains(&format!("templates/{name}")), "{name} is gone");
    }
}

#[test]
fn the_readme_explains_every_variable() {
    let readme = fs_err::read_to_string(README).unwrap();
    let (head, _) = readme.split_once(BEGIN).unwrap();
    let all = variables(&Theme::built_in());
    let roots: BTreeSet<&String> = all.values().flat_map(BTreeMap::keys).collect();
    let missing: Vec<_> =
        roots.into_iter().filter(|root| !head.contains(&format!("| `{root}` |"))).collect();
    assert!(missing.is_empty(), "themes/README.md does not say what these are: {missing:?}");
}
