//! What a browser asks for: how to search here from its address bar (`OpenSearch` 1.1), how the site is
//! kept on a home screen (W3C Web Application Manifest), and the helper that keeps read pages for
//! later where the site is served over https.

use super::super::{BuildError, Output, Pages, json};
use crate::chart::escape;

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    if let Some(base) = &pages.build.base {
        out.file("opensearch.xml", open_search(pages, base))?;
    }
    let path = "manifest.webmanifest";
    out.file(path, json(path, &manifest(pages))?)?;
    match pages.build.renderer.theme().file("outputs/sw.js") {
        Some(script) => out.file("sw.js", script.into_owned()),
        None => Ok(()),
    }
}

/// As many whole words of a name as fit; of a first word that does not, as much as does. Little words that
/// wait for more (`of the`) do not stay behind at its end.
fn short(name: &str, most: usize) -> String {
    let length = |words: &[&str]| words.join(" ").chars().count();
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut fitting = (0..=words.len())
        .rev()
        .find_map(|n| words.get(..n).filter(|some| length(some) <= most))
        .unwrap_or_default();
    let whole = fitting.len() == words.len();
    while let [before @ .., last] = fitting
        && !before.is_empty()
        && !whole
        && last.chars().count() <= 3
        && last.chars().all(char::is_lowercase)
    {
        fitting = before;
    }
    match fitting {
        [] => words.first().into_iter().flat_map(|word| word.chars()).take(most).collect(),
        some => some.join(" ").trim_end_matches([',', '&', '-', '–', '·']).trim_end().to_owned(),
    }
}

fn open_search(pages: &Pages<'_>, base: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Image type=\"image/svg+xml\">{}assets/mark.svg</Image>\n<Url type=\"text/html\" template=\"{}find/index.html?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        escape(&short(&pages.site.name, 16)),
        escape(&pages.site.name),
        escape(base),
        escape(base),
    )
}

fn manifest(pages: &Pages<'_>) -> serde_json::Value {
    let name = &pages.site.name;
    let node = &pages.build.node.documents.node;
    let brand = match super::super::assets::colours(node) {
        Ok(Some(_)) => node.colours.get("brand").map_or("#0d4a3b", String::as_str),
        _ => "#0d4a3b",
    };
    serde_json::json!({
        "name": name,
        "short_name": short(name, 12),
        "description": node.tagline.in_lang(pages.lang),
        "lang": pages.lang,
        "dir": themes::direction_of(pages.lang).as_str(),
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#f5f7f2",
        "theme_color": brand,
        "icons": [{ "src": "assets/mark.svg", "sizes": "any", "type": "image/svg+xml" }],
    })
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_short_name_ends_where_a_word_does() {
        assert_eq!(short("Oak Street Commons", 12), "Oak Street");
        assert_eq!(short("Oak Street Commons", 16), "Oak Street");
        assert_eq!(short("Halle 7", 12), "Halle 7");
        assert_eq!(short("Library of the Things", 15), "Library");
        assert_eq!(short("Cooperativa La Ribera", 16), "Cooperativa La");
        assert_eq!(short("Werkzeugbibliothek", 12), "Werkzeugbibl");
        assert_eq!(short("", 12), "");
    }
}
