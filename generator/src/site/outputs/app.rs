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

fn open_search(pages: &Pages<'_>, base: &str) -> String {
    let name: String = pages.site.name.chars().take(16).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Image type=\"image/svg+xml\">{}assets/mark.svg</Image>\n<Url type=\"text/html\" template=\"{}find/index.html?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        escape(&name),
        escape(&pages.site.name),
        escape(base),
        escape(base),
    )
}

fn manifest(pages: &Pages<'_>) -> serde_json::Value {
    let name = &pages.site.name;
    let short: String = name.chars().take(12).collect();
    let node = &pages.build.node.documents.node;
    let brand = match super::super::assets::colours(node) {
        Ok(Some(_)) => node.colours.get("brand").map_or("#0d4a3b", String::as_str),
        _ => "#0d4a3b",
    };
    serde_json::json!({
        "name": name,
        "short_name": short.trim(),
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
