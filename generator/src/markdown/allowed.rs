//! The second belt of Markdown: which elements and attributes may come out.
//!
//! What the renderer makes is of a narrow form, so looking through it once shows whether all of it is allowed;
//! that is nearly free. Anything that does not look exactly so goes through a sanitiser that parses as
//! browsers do.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const TAGS: &str = "a abbr b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img input kbd li ol p pre q s strong sub sup table tbody td th thead tr ul";

/// Attributes by element, beside `id`.
const ATTRIBUTES: [(&str, &str); 6] = [
    ("a", "href title rel"),
    ("img", "src alt title loading"),
    ("input", "type checked disabled"),
    ("ol", "start"),
    ("div", "class"),
    ("sup", "class"),
];

const CLASSES: [(&str, &str); 3] = [
    ("div", "tw footnote-definition"),
    ("sup", "footnote-reference footnote-definition-label"),
    (
        "blockquote",
        "markdown-alert-note markdown-alert-tip markdown-alert-important markdown-alert-warning markdown-alert-caution",
    ),
];

/// The HTML with nothing in it that is not allowed.
pub(super) fn only(html: String, schemes: &[&str]) -> String {
    if is_clean(&html, schemes) { html } else { SANITISER.clean(&html).to_string() }
}

/// Whether every tag is of the form that the renderer writes and on the list. Texts hold no `<`.
pub(super) fn is_clean(html: &str, schemes: &[&str]) -> bool {
    html.split('<').skip(1).all(|rest| is_allowed(rest, schemes).is_some())
}

/// One tag from behind its `<`; `None` when it is not exactly as it should be.
fn is_allowed(rest: &str, schemes: &[&str]) -> Option<()> {
    if let Some(rest) = rest.strip_prefix('/') {
        return TAG_SET.contains(rest.split_once('>')?.0).then_some(());
    }
    let end = rest.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())?;
    let (tag, mut rest) = rest.split_at(end);
    TAG_SET.get(tag)?;
    loop {
        if [">", "/>", " />"].iter().any(|end| rest.starts_with(end)) {
            return Some(());
        }
        let (name, after) = rest.strip_prefix(' ')?.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        is_allowed_attribute(tag, name, value, schemes).then_some(())?;
        rest = after;
    }
}

fn is_allowed_attribute(tag: &str, name: &str, value: &str, schemes: &[&str]) -> bool {
    let listed = |list: &[(&str, &str)], word: &str| {
        list.iter().any(|(own, words)| *own == tag && words.split(' ').any(|known| known == word))
    };
    match name {
        "id" => true,
        "class" => value.split(' ').all(|class| listed(&CLASSES, class)),
        "href" | "src" => {
            let scheme = super::scheme(&value.replace("&amp;", "&"));
            listed(&ATTRIBUTES, name)
                && value.split('&').skip(1).all(is_own_escape)
                && scheme.is_none_or(|scheme| schemes.contains(&scheme.as_str()))
        }
        other => listed(&ATTRIBUTES, other),
    }
}

/// Whether what follows a `&` is an escape that the renderer writes: others could spell a scheme.
fn is_own_escape(rest: &str) -> bool {
    ["amp;", "lt;", "gt;", "quot;", "#39;", "#x27;"].iter().any(|own| rest.starts_with(own))
}

static TAG_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| TAGS.split(' ').collect());

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(sanitiser);

fn sanitiser() -> ammonia::Builder<'static> {
    let classes: HashMap<&str, HashSet<&str>> =
        CLASSES.map(|(tag, classes)| (tag, classes.split(' ').collect())).into();
    // `rel` is set by the sanitiser itself, classes by the list above.
    let names = |names: &'static str| names.split(' ').filter(|n| *n != "rel" && *n != "class");
    let attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.map(|(tag, list)| (tag, names(list).collect())).into();
    let mut allowed = ammonia::Builder::default();
    allowed
        .tags(TAG_SET.clone())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["id"]))
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("img", "loading", "lazy")
        .allowed_classes(classes)
        .url_schemes(super::SCHEMES.into())
        .link_rel(Some("noopener noreferrer"));
    allowed
}

/// Whether a parser that works as browsers do finds nothing in the HTML that the allow-list would take
/// away: two sanitisers, one of them far too generous, must agree.
#[cfg(test)]
pub(super) fn nothing_hidden(html: &str) -> bool {
    let mut generous = sanitiser();
    generous
        .add_tags([
            "script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "meta",
            "link", "button", "video",
        ])
        .rm_clean_content_tags(["script", "style"])
        .add_generic_attributes([
            "style",
            "srcdoc",
            "formaction",
            "onclick",
            "onerror",
            "onload",
            "onmouseover",
            "xlink:href",
            "target",
        ])
        .add_url_schemes(["javascript", "data", "vbscript", "file"]);
    generous.clean(html).to_string() == SANITISER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMES: [&str; 2] = ["https", "mailto"];

    #[test]
    fn what_is_not_on_the_list_is_cleaned_away() {
        for bad in [
            "<script>alert(1)</script>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"&#106;avascript:alert(1)\">x</a>",
            "<a href=\"java&#x73;cript:alert(1)\">x</a>",
            "<a href=\"javascript&colon;alert(1)\">x</a>",
            "<p onclick=\"alert(1)\">x</p>",
            "<p style=\"position:fixed\">x</p>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href='javascript:alert(1)'>x</a>",
        ] {
            assert!(!is_clean(bad, &SCHEMES), "{bad}");
            let cleaned = only(bad.to_owned(), &SCHEMES);
            assert!(!cleaned.contains("alert(1)\"") && !cleaned.contains("onerror"), "{cleaned}");
        }
    }

    #[test]
    fn what_the_renderer_writes_is_seen_to_be_clean() {
        for good in [
            "<p>a &lt;b&gt; <a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener noreferrer\">c</a></p>",
            "<hr />\n<ol start=\"3\">\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"/>\nx</li></ol>",
            "<div class=\"tw\"><table><thead><tr><th>a</th></tr></thead></table></div>",
            "<img loading=\"lazy\" src=\"../../media/a.jpg\" alt=\"b\" title=\"c\" />",
        ] {
            assert!(is_clean(good, &SCHEMES), "{good}");
        }
    }
}
