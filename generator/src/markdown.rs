//! Markdown from a node's files to HTML that can do nothing but be read.
//!
//! Raw HTML is dropped before it is ever HTML, links and pictures are resolved against the node, and
//! the result is held against an allow-list as a second belt (`allowed`). Pictures from other hosts
//! become links: a page must not tell anybody that it was read.

mod allowed;

use std::collections::BTreeSet;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use serde::Serialize;

/// Where a link of a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The address, relative to the page that the text is on.
    pub href: String,
    /// The name of what is there, for links that give none.
    pub name: String,
}

/// What the links of a text may lead to.
pub trait Links {
    /// The record with this name: `[[cordless-drill]]`.
    fn record(&self, name: &str) -> Option<Target>;
    /// The page or file that a relative path means, seen from the text's own file.
    fn path(&self, path: &str) -> Option<Target>;
}

/// No links but those to other hosts and inside the text itself.
#[derive(Debug, Clone, Copy)]
pub struct NoLinks;

impl Links for NoLinks {
    fn record(&self, _: &str) -> Option<Target> {
        None
    }
    fn path(&self, _: &str) -> Option<Target> {
        None
    }
}

/// A heading with its anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 to 6, as shown.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A text as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Its headings, for a table of contents.
    pub headings: Vec<Heading>,
    /// Links that lead nowhere, as written.
    pub broken: Vec<String>,
}

/// What a link inside the node names, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// `[[cordless-drill]]`
    Record(String),
    /// `[how](../pages/how.md)`
    Path(String),
}

/// The links of a text that lead to something in the node, in their order. Addresses with a scheme and
/// anchors in the text itself are not among them.
pub fn destinations(source: &str) -> Vec<Destination> {
    if !source.contains("[[") && !source.contains("](") && !source.contains("]:") {
        return Vec::new();
    }
    let of = |event: Event<'_>| match event {
        Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
            Some(Destination::Record(dest_url.trim().to_owned()))
        }
        Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => None,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            let inside = scheme(&dest_url).is_none()
                && !dest_url.starts_with(['#', '/'].as_slice())
                || dest_url.starts_with('/') && !dest_url.starts_with("//");
            inside.then(|| Destination::Path(dest_url.into_string()))
        }
        _ => None,
    };
    Parser::new_ext(source, options()).filter_map(of).collect()
}

/// Ids that the pages themselves use.
const TAKEN: [&str; 7] = ["main", "q", "results", "dates", "files", "facets", "shapes"];

/// Renders a text. Its highest heading becomes `top` (2 where the page has the only `<h1>`).
pub fn render(source: &str, top: u8, links: &dyn Links) -> Rendered {
    let mut pass = Pass {
        links,
        shift: 0,
        ids: BTreeSet::new(),
        out: Rendered::default(),
        ends: Vec::new(),
        swallow: false,
    };
    let events: Vec<Event<'_>> = Parser::new_ext(source, options()).collect();
    pass.shift = shift(&events, top);
    pass.headings(&events);
    let mut names = pass.out.headings.clone().into_iter();
    let mapped: Vec<Event<'_>> =
        events.into_iter().flat_map(|event| pass.event(event, &mut names)).collect();
    let mut html = String::with_capacity(source.len() * 2);
    pulldown_cmark::html::push_html(&mut html, mapped.into_iter());
    // No text can hold these characters unescaped, so this is a picture of ours.
    let html = html.replace("<img src=", "<img loading=\"lazy\" src=");
    pass.out.html = allowed::only(html, &SCHEMES);
    pass.out
}

/// The first paragraph as plain text, for lists and feeds.
pub fn first_paragraph(source: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for event in Parser::new_ext(source, options()) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if !out.trim().is_empty() => break,
            Event::Text(text) | Event::Code(text) if inside => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak if inside => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// The whole text without any marks, for searching.
pub fn plain(source: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(source, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            // A mark in the middle of a sentence parts no words.
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !out.ends_with(' ') => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn shift(events: &[Event<'_>], top: u8) -> i8 {
    let highest = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(number(*level)),
        _ => None,
    });
    let small = |n: u8| i8::try_from(n).unwrap_or(6);
    highest.min().map_or(0, |highest| small(top) - small(highest))
}

struct Pass<'l> {
    links: &'l dyn Links,
    shift: i8,
    ids: BTreeSet<String>,
    out: Rendered,
    /// For each open link or picture: what closes it.
    ends: Vec<Close>,
    /// Whether the text of the open link was replaced.
    swallow: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Close {
    Same,
    Nothing,
    Link,
}

impl Pass<'_> {
    fn headings(&mut self, events: &[Event<'_>]) {
        let mut open: Option<(u8, Option<String>, String)> = None;
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let id = id.as_ref().map(ToString::to_string);
                    open = Some((self.level(*level), id, String::new()));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, _, heading)) = &mut open {
                        heading.push_str(text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let Some((level, id, text)) = open.take() {
                        let id = self.free_id(id.as_deref().unwrap_or(&text));
                        self.out.headings.push(Heading { level, id, text });
                    }
                }
                _ => {}
            }
        }
    }

    fn level(&self, level: HeadingLevel) -> u8 {
        let shifted = i8::try_from(number(level)).unwrap_or(6) + self.shift;
        u8::try_from(shifted.clamp(1, 6)).unwrap_or(6)
    }

    fn free_id(&mut self, wish: &str) -> String {
        let slug = catalog::ids::slugify(wish).map(|slug| slug.to_string());
        let mut id = slug.unwrap_or_else(|| "section".to_owned());
        if TAKEN.contains(&id.as_str()) {
            id.insert_str(0, "s-");
        }
        let candidates = (1u32..).map(|n| if n == 1 { id.clone() } else { format!("{id}-{n}") });
        let free = candidates.into_iter().find(|id| !self.ids.contains(id)).unwrap_or_default();
        self.ids.insert(free.clone());
        free
    }

    fn event<'e>(
        &mut self,
        event: Event<'e>,
        names: &mut impl Iterator<Item = Heading>,
    ) -> Vec<Event<'e>> {
        match event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Start(Tag::HtmlBlock)
            | Event::End(TagEnd::HtmlBlock) => Vec::new(),
            Event::Start(Tag::Heading { .. }) => {
                let tag = names
                    .next()
                    .map_or_else(String::new, |h| format!("<h{} id=\"{}\">", h.level, h.id));
                vec![Event::Html(tag.into())]
            }
            Event::End(TagEnd::Heading(level)) => {
                vec![Event::Html(format!("</h{}>\n", self.level(level)).into())]
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(link_type, &dest_url),
            Event::Start(Tag::Image { dest_url, title, id, link_type }) => {
                self.picture(link_type, &dest_url, title, id)
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => self.close(end),
            Event::Text(_) if self.swallow => Vec::new(),
            Event::Start(Tag::Table(columns)) => {
                let columns = vec![Alignment::None; columns.len()];
                vec![Event::Html("<div class=\"tw\">".into()), Event::Start(Tag::Table(columns))]
            }
            Event::Start(Tag::CodeBlock(_)) => {
                vec![Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))]
            }
            Event::End(TagEnd::Table) => {
                vec![Event::End(TagEnd::Table), Event::Html("</div>".into())]
            }
            other => vec![other],
        }
    }

    fn close<'e>(&mut self, end: TagEnd) -> Vec<Event<'e>> {
        self.swallow = false;
        match self.ends.pop() {
            Some(Close::Same) | None => vec![Event::End(end)],
            Some(Close::Nothing) => Vec::new(),
            Some(Close::Link) => vec![Event::Html("</a>".into())],
        }
    }

    fn link<'e>(&mut self, link_type: LinkType, to: &str) -> Vec<Event<'e>> {
        let found = match link_type {
            LinkType::WikiLink { .. } => self.links.record(to.trim()),
            LinkType::Email => Some(Target { href: format!("mailto:{to}"), name: String::new() }),
            _ => self.target(to),
        };
        let Some(target) = found else {
            self.out.broken.push(to.to_owned());
            self.ends.push(Close::Nothing);
            return Vec::new();
        };
        self.ends.push(Close::Link);
        let start = open_link(&target.href);
        // A bare wiki link holds the slug as its text; people would rather read the name.
        let bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        if bare && !target.name.is_empty() {
            self.swallow = true;
            return vec![start, Event::Text(target.name.into())];
        }
        vec![start]
    }

    fn picture<'e>(
        &mut self,
        link_type: LinkType,
        to: &str,
        title: CowStr<'e>,
        id: CowStr<'e>,
    ) -> Vec<Event<'e>> {
        let has_host = scheme(to).is_some() || to.starts_with("//");
        match self.target(to) {
            Some(target) if !has_host => {
                self.ends.push(Close::Same);
                vec![Event::Start(Tag::Image {
                    link_type,
                    dest_url: target.href.into(),
                    title,
                    id,
                })]
            }
            Some(target) => {
                self.ends.push(Close::Link);
                vec![open_link(&target.href)]
            }
            None => {
                self.out.broken.push(to.to_owned());
                self.ends.push(Close::Nothing);
                Vec::new()
            }
        }
    }

    fn target(&self, to: &str) -> Option<Target> {
        match scheme(to) {
            Some(scheme) if SCHEMES.contains(&scheme.as_str()) => {
                Some(Target { href: to.to_owned(), name: String::new() })
            }
            Some(_) => None,
            None if to.starts_with('#') => {
                Some(Target { href: to.to_owned(), name: String::new() })
            }
            None if to.starts_with("//") => None,
            None => {
                let (path, fragment) = to.split_once('#').map_or((to, ""), |(p, f)| (p, f));
                let mut target = self.links.path(path)?;
                if !fragment.is_empty() {
                    target.href.push('#');
                    target.href.push_str(fragment);
                }
                Some(target)
            }
        }
    }
}

fn open_link<'e>(href: &str) -> Event<'e> {
    let href = address(href);
    let href = crate::chart::escape(&href);
    Event::Html(format!("<a href=\"{href}\" rel=\"noopener noreferrer\">").into())
}

/// An address without what no address may hold (RFC 3986 §2): such characters are percent-encoded.
fn address(href: &str) -> String {
    let odd = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        if odd(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The scheme of an address in lower case (RFC 3986: a letter, then letters, digits, `+`, `-`, `.`).
fn scheme(address: &str) -> Option<String> {
    let cleaned: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = cleaned.split_once(':')?;
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (!scheme.is_empty() && scheme.chars().all(valid)).then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Shelf;
    impl Links for Shelf {
        fn record(&self, name: &str) -> Option<Target> {
            (name == "drill").then(|| Target {
                href: "../drill/index.html".into(),
                name: "Cordless drill".into(),
            })
        }
        fn path(&self, path: &str) -> Option<Target> {
            (path == "saw.md")
                .then(|| Target { href: "../saw/index.html".into(), name: "Saw".into() })
        }
    }

    fn html(source: &str) -> String {
        render(source, 2, &Shelf).html
    }

    #[test]
    fn links_to_records_carry_their_names() {
        let page = html("See [[drill]], [[drill|this one]] and [the saw](saw.md#care).");
        assert!(page.contains(">Cordless drill</a>"), "{page}");
        assert!(page.contains(">this one</a>"), "{page}");
        assert!(page.contains("href=\"../saw/index.html#care\""), "{page}");
    }

    #[test]
    fn a_link_that_leads_nowhere_stays_as_words_and_is_reported() {
        let rendered = render("A [gone](none.md) thing and [[nothing]].", 2, &Shelf);
        assert_eq!(rendered.html.trim(), "<p>A gone thing and nothing.</p>");
        assert_eq!(rendered.broken, ["none.md", "nothing"]);
    }

    #[test]
    fn nothing_in_a_text_can_run() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVa\tScript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "![x](javascript:alert(1))",
            "![x](data:text/html;base64,PHNjcmlwdD4=)",
            "<javascript:alert(1)>",
            "[[javascript:alert(1)]]",
            "# x {#a\" onclick=\"alert(1) .b onclick=alert(1)}",
            "<a href=\"x\" style=\"position:fixed\">x</a>",
            "```<script>\n</code><script>alert(1)</script>\n```",
            "|<svg/onload=alert(1)>|\n|-|\n|<iframe src=x>|",
        ];
        for source in hostile {
            let page = html(source).to_lowercase();
            for bad in [
                "<script",
                "<img src=\"x",
                "onerror=",
                "href=\"javascript",
                "<svg",
                "<iframe",
                "style=",
                "src=\"data",
            ] {
                assert!(!page.contains(bad), "{source} gave {page}");
            }
        }
    }

    #[test]
    fn pictures_from_other_hosts_become_links() {
        let page = html("![a cat](https://cats.example/1.jpg)");
        assert!(
            page.contains("<a href=\"https://cats.example/1.jpg\"") && !page.contains("<img"),
            "{page}"
        );
    }

    #[test]
    fn headings_fit_under_the_page_and_keep_their_anchors() {
        let rendered = render("# Rules {#rules}\n## Main\n## Main\n", 2, &Shelf);
        let ids: Vec<_> = rendered.headings.iter().map(|h| (h.level, h.id.as_str())).collect();
        assert_eq!(ids, [(2, "rules"), (3, "s-main"), (3, "s-main-2")]);
        assert!(rendered.html.contains("<h2 id=\"rules\">Rules</h2>"), "{}", rendered.html);
    }

    #[test]
    fn tables_and_footnotes_survive_the_second_belt() {
        let page = html("| a | b |\n|---|---|\n| 1 | 2[^n] |\n\n[^n]: a note\n");
        assert!(
            page.contains("<div class=\"tw\"><table>") && page.contains("footnote-definition"),
            "{page}"
        );
    }

    #[test]
    fn the_first_paragraph_has_no_marks() {
        assert_eq!(
            first_paragraph("# Head\n\nBring *it* `back`\nsoon.\n\nMore."),
            "Bring it back soon."
        );
    }

    /// Pieces that texts and attacks are made of.
    const PIECES: [&str; 34] = [
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>",
        "<!--",
        "-->",
        "[x](",
        "![y](",
        ")",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/?a=1&b=\"2\"",
        "[[drill]]",
        "[[x|y]]",
        "`",
        "```html onclick=x\n",
        "\n\n",
        "\n",
        "# h {#a .b onclick=\"x\"}\n",
        "| a |\n|:-:|\n| b |\n",
        "> [!NOTE]\n> ",
        "- [x] ",
        "1. ",
        "[^n]",
        "[^n]: z\n",
        "<mailto:a@b.example>",
        "\"",
        "'",
        "&lt;",
        "&#60;",
        "*",
        "_",
        "~~",
        "é",
    ];

    proptest! {
        #[test]
        fn any_text_renders_without_a_script(text in "\\PC{0,200}") {
            let page = html(&text).to_lowercase();
            prop_assert!(!page.contains("<script"));
        }

        #[test]
        fn what_is_rendered_needs_no_cleaning(
            pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..24),
        ) {
            let text = pieces.concat();
            let page = html(&text);
            prop_assert!(allowed::is_clean(&page, &SCHEMES), "{text:?} gave {page}");
            prop_assert!(allowed::nothing_hidden(&page), "{text:?} gave {page}");
        }
    }
}
