//! Codes, old numbers and names that are there more than once.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::Code;
use crate::ids::Slug;
use crate::record::{DocumentKind, Documents, Title};

use super::Raised;
use super::spot::Spot;

pub(super) fn check(documents: &Documents, raised: &mut Raised) {
    let labels = labels(documents);
    codes(&labels, raised);
    aliases(documents, &labels, raised);
    names(documents, raised);
}

/// Who carries a label.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bearer<'d> {
    /// A unit of a title, and which one of those with the same code in that file.
    Unit(&'d Slug, usize),
    Place(&'d Slug),
}

impl Bearer<'_> {
    fn spot(self, code: Code) -> Spot {
        match self {
            Self::Unit(slug, nth) => {
                Spot::of(DocumentKind::Title, slug).unit(code, nth).key("code")
            }
            Self::Place(slug) => Spot::of(DocumentKind::Place, slug).key("code"),
        }
    }
}

/// All labels, by code.
fn labels(documents: &Documents) -> Vec<(Code, Bearer<'_>)> {
    let mut labels = Vec::new();
    for title in documents.titles.values() {
        let first = labels.len();
        for unit in &title.units {
            let same = labels[first..].iter().filter(|(code, _)| *code == unit.code).count();
            labels.push((unit.code, Bearer::Unit(&title.slug, same)));
        }
    }
    for place in documents.places.values() {
        labels.extend(place.code.map(|code| (code, Bearer::Place(&place.slug))));
    }
    labels.sort_unstable();
    labels
}

fn codes(labels: &[(Code, Bearer<'_>)], raised: &mut Raised) {
    for pair in labels.windows(2) {
        let [(first, one), (second, other)] = pair else { continue };
        if first == second {
            let message = format!("the code `{first}` is on two labels");
            let matter = raised.error(other.spot(*second), "duplicate-code", message);
            matter.also = Some(one.spot(*first));
            matter.hint = Some("give one of the two a new code: `stead labels mint 1`".into());
        }
    }
}

/// What a scanner reads from an old label must lead to one unit.
fn aliases(documents: &Documents, labels: &[(Code, Bearer<'_>)], raised: &mut Raised) {
    let mut seen: BTreeMap<String, (&Slug, Code)> = BTreeMap::new();
    for title in documents.titles.values() {
        for unit in &title.units {
            for alias in &unit.aliases {
                let here = (&title.slug, unit.code);
                let spot = || alias_spot(here, alias);
                if let Ok(code) = Code::from_scan(alias)
                    && code != unit.code
                    && let Ok(at) = labels.binary_search_by_key(&code, |(code, _)| *code)
                {
                    let message = format!("`{alias}` is read as the code of another label");
                    let matter = raised.error(spot(), "alias-clash", message);
                    matter.also = Some(labels[at].1.spot(code));
                }
                let first = *seen.entry(folded(alias)).or_insert(here);
                if first != here {
                    let message = format!("`{alias}` is an alias of two units");
                    let matter = raised.error(spot(), "alias-clash", message);
                    matter.also = Some(alias_spot(first, alias));
                    matter.hint = Some("a scan of it must lead to one of them".into());
                }
            }
        }
    }
}

fn alias_spot((slug, code): (&Slug, Code), alias: &str) -> Spot {
    Spot::of(DocumentKind::Title, slug).unit(code, 0).key("aliases").is(alias)
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Titles with one name are hard to tell apart in a list.
fn names(documents: &Documents, raised: &mut Raised) {
    let key = |title: &Title| {
        let maker = title.brand.as_deref().unwrap_or_default();
        let model = title.model.as_deref().unwrap_or_default();
        (folded(&title.name.base), folded(maker), folded(model))
    };
    let mut seen: BTreeMap<_, &Slug> = BTreeMap::new();
    for title in documents.titles.values() {
        let first = *seen.entry(key(title)).or_insert(&title.slug);
        if *first != title.slug {
            let message = format!("`{}` is the name of two titles", title.name);
            let spot = Spot::of(DocumentKind::Title, &title.slug).key("name");
            let matter = raised.warning(spot, "duplicate-name", message);
            matter.also = Some(Spot::of(DocumentKind::Title, first).key("name"));
            matter.hint =
                Some("put both into one file as two `[[units]]`, or tell them apart".into());
        }
    }
    places(documents, raised);
}

fn places(documents: &Documents, raised: &mut Raised) {
    let mut seen: BTreeMap<_, &Slug> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for place in documents.places.values() {
        let first = *seen.entry((folded(&place.name.base), &place.parent)).or_insert(&place.slug);
        if *first != place.slug && told.insert(&place.slug) {
            let message = format!("`{}` is the name of two places", place.name);
            let spot = Spot::of(DocumentKind::Place, &place.slug).key("name");
            let matter = raised.warning(spot, "duplicate-name", message);
            matter.also = Some(Spot::of(DocumentKind::Place, first).key("name"));
        }
    }
}
