//! Where each page of a site is, and how one page links to another.
//!
//! Addresses are paths from the site's root (for other languages: from that language's folder) and
//! name the file itself, so that a site works from any web host and straight from a folder.

use catalog::code::Code;
use catalog::ids::Slug;

/// A title's page.
pub fn title(slug: &Slug) -> String {
    format!("catalog/{slug}/index.html")
}

/// The page that a unit's or a shelf's label opens.
pub fn label(code: Code) -> String {
    format!("I/{}/index.html", code.compact())
}

/// A place's page.
pub fn place(slug: &Slug) -> String {
    format!("places/{slug}/index.html")
}

/// A design's page.
pub fn design(slug: &Slug) -> String {
    format!("designs/{slug}/index.html")
}

/// A proposal's page.
pub fn proposal(slug: &Slug) -> String {
    format!("governance/{slug}/index.html")
}

/// The minutes of a meeting. A proposal's slug never has a dot, so the two cannot meet.
pub fn minutes(slug: &Slug) -> String {
    format!("governance/minutes.{slug}/index.html")
}

/// The constitution.
pub const CONSTITUTION: &str = "governance/constitution.html";

/// Rights, appeals and disputes.
pub const PROMISES: &str = "governance/promises.html";

/// An event's page.
pub fn event(slug: &Slug) -> String {
    format!("events/{slug}/index.html")
}

/// The events of the month that begins on this day. An event's slug never has a dot.
pub fn month(first: jiff::civil::Date) -> String {
    format!("events/month.{:04}-{:02}/index.html", first.year(), first.month())
}

/// A free page or a piece of news.
pub fn page(slug: &Slug) -> String {
    format!("pages/{slug}/index.html")
}

/// What a followed node has, by our short name for it.
pub fn node(slug: &Slug) -> String {
    format!("nodes/{slug}/index.html")
}

/// A title of a followed node.
pub fn title_of_node(node: &Slug, title: &Slug) -> String {
    format!("nodes/{node}/{title}/index.html")
}

/// A public profile.
pub fn person(slug: &str) -> String {
    format!("people/{slug}/index.html")
}

/// A training's page.
pub fn training(slug: &Slug) -> String {
    format!("trainings/{slug}/index.html")
}

/// A category's list. The parts of the path are joined by dots, so that what follows (`now`, `2`)
/// can never be a category's name.
pub fn category(path: &str) -> String {
    format!("list/in/{}/index.html", path.replace('/', "."))
}

/// The address of a page on a host, as the site map, search engines and links to other languages have it:
/// a folder's page is the folder.
pub fn absolute(base: &str, path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|it| it.is_empty() || it.ends_with('/'));
    format!("{base}{}", folder.unwrap_or(path))
}

/// The way from the file at `path` up to the root: `../../` for `catalog/drill/index.html`.
pub fn to_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Resolves a relative address against the folder of `from`, both as paths from the root.
/// `None` when it leads outside.
pub fn resolve(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// Whether a path from the node's root may be read and published: no way up, nothing hidden, no
/// characters that some file system or web server reads in another way.
pub fn is_publishable(path: &str) -> bool {
    let odd =
        |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with([' ', '.']);
    !path.contains(odd) && path.split('/').all(part)
}

/// A path as it stands in an `href`: what is not plain is percent-encoded (RFC 3986).
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Undoes percent-encoding; what is then not text is no path.
pub fn decode(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair = [bytes.next()?, bytes.next()?];
            let hex = std::str::from_utf8(&pair).ok()?;
            out.push(u8::from_str_radix(hex, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_finds_the_root_by_its_depth() {
        assert_eq!(to_root("index.html"), "");
        assert_eq!(to_root("catalog/drill/index.html"), "../../");
    }

    #[test]
    fn a_relative_address_never_leaves_the_node() {
        assert_eq!(resolve("pages/how.md", "../media/a.jpg").as_deref(), Some("media/a.jpg"));
        assert_eq!(resolve("catalog/dr/drill.md", "saw.md").as_deref(), Some("catalog/dr/saw.md"));
        assert_eq!(resolve("pages/how.md", "../../etc/passwd"), None);
    }

    #[test]
    fn odd_paths_are_not_published() {
        assert!(is_publishable("media/größe 8.jpg"));
        for bad in ["../x", "a//b", ".git/config", "a/.x", "c:/x", "a\\b", "", "a/b\n", "con. "] {
            assert!(!is_publishable(bad), "{bad:?}");
        }
        assert_eq!(encode("media/größe 8.jpg"), "media/gr%C3%B6%C3%9Fe%208.jpg");
    }
}
