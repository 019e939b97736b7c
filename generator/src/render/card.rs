//! Cards of titles, each drawn once for all the lists that show it.
//!
//! A catalogue of ten thousand titles is shown in thousands of lists, and each of its cards stands in a
//! dozen of them. What differs from list to list is only the way to the site's root.

use std::sync::{Arc, OnceLock};

use minijinja::value::{Enumerator, Object, Serde, serializing_for_value};
use minijinja::{Error, State, Value, context};
use serde::{Serialize, Serializer};

use crate::known::Fingerprint;
use crate::view::CardView;

/// The template of one card.
const TEMPLATE: &str = "_card.html";

/// Stand for the ways to the site's root and to that of the language while a card is kept (private use,
/// Unicode 16, §23.5).
const ROOT: char = '\u{f8f0}';
const BASE: char = '\u{f8f1}';

/// A card of one language.
#[derive(Debug, Clone)]
pub(crate) struct Card(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    view: CardView,
    mark: Fingerprint,
    /// For templates of a node that ask for fields themselves.
    fields: OnceLock<Value>,
    html: OnceLock<String>,
}

impl Card {
    /// A card with the fingerprint of what it shows.
    pub(crate) fn new(view: CardView, mark: Fingerprint) -> Self {
        let (fields, html) = (OnceLock::new(), OnceLock::new());
        Self(Arc::new(Kept { view, mark, fields, html }))
    }

    /// The fingerprint of what it shows.
    pub(crate) fn mark(&self) -> Fingerprint {
        self.0.mark
    }
}

/// For a template the card itself, for a fingerprint its mark, and which title a page shows.
impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializing_for_value() {
            return Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer);
        }
        (self.0.mark, &self.0.view.href).serialize(serializer)
    }
}

impl Kept {
    fn fields(&self) -> &Value {
        self.fields.get_or_init(|| Value::from(Serde(&self.view)))
    }

    fn html(&self, card: &Value, state: &State<'_, '_>) -> Result<&str, Error> {
        if let Some(html) = self.html.get() {
            return Ok(html);
        }
        let page = context! { root => String::from(ROOT), base => String::from(BASE) };
        let html = state.env().get_template(TEMPLATE)?.render(context! { card, page })?;
        Ok(self.html.get_or_init(|| html))
    }
}

impl Object for Kept {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.fields().get_item(key).ok().filter(|value| !value.is_undefined())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names = self.fields().try_iter();
        Enumerator::Values(names.map(Iterator::collect).unwrap_or_default())
    }
}

/// `thing(card)` in a template: one card as HTML.
pub(super) fn thing(state: &State<'_, '_>, card: &Value) -> Result<Value, Error> {
    let page = state.lookup("page").unwrap_or_default();
    let Some(kept) = card.downcast_object_ref::<Kept>() else {
        let html = state.env().get_template(TEMPLATE)?.render(context! { card, page })?;
        return Ok(Value::from_safe_string(html));
    };
    let (root, base) = (page.get_attr("root")?, page.get_attr("base")?);
    let html = kept.html(card, state)?;
    let (root, base) = (root.as_str().unwrap_or_default(), base.as_str().unwrap_or_default());
    Ok(Value::from_safe_string(placed(html, root, base)))
}

/// The kept HTML with the ways of one page.
fn placed(html: &str, root: &str, base: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find([ROOT, BASE]) {
        let (before, after) = rest.split_at(at);
        let mut after = after.chars();
        out.push_str(before);
        out.push_str(if after.next() == Some(ROOT) { root } else { base });
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use themes::Theme;

    use super::super::Renderer;
    use super::{Card, placed};
    use crate::known::Fingerprint;
    use crate::view::{Aggregate, CardView, StatusView, Tone};

    fn card() -> Card {
        let status = StatusView {
            tone: Tone::Ok,
            name: "available",
            text: "Here".to_owned(),
            due: None,
            available: true,
        };
        let view = CardView {
            slug: "drill".to_owned(),
            href: "catalog/drill/index.html".to_owned(),
            name: "Drill & bits".to_owned(),
            summary: String::new(),
            glyph: "drill".to_owned(),
            image: Some("media/drill.svg".to_owned()),
            photo: None,
            state: Aggregate { status, available: 1, total: 1 },
            place: None,
            other_lang: None,
        };
        Card::new(view, Fingerprint::of(b"drill"))
    }

    fn draw(own: &[(&str, &str)], page: &serde_json::Value, card: &Card) -> String {
        let list = ("templates/x.html", "{% include '_cards.html' %}");
        let files = own.iter().chain([&list]);
        let files = files.map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        let renderer = Renderer::new(Theme::with_own(files).unwrap(), &["en".to_owned()]).unwrap();
        let content = std::collections::BTreeMap::from([("cards", vec![card.clone()])]);
        let content = minijinja::context! {
            page => minijinja::value::Serde(page), ..minijinja::Value::from(minijinja::value::Serde(content))
        };
        renderer.render("x.html", "en", &content).unwrap()
    }

    #[test]
    fn a_card_that_was_drawn_for_one_page_leads_right_from_another() {
        let card = card();
        let deep = draw(&[], &serde_json::json!({ "root": "../../", "base": "../../es/" }), &card);
        assert!(deep.contains("href=\"../../es/catalog/drill/index.html\""), "{deep}");
        assert!(deep.contains("src=\"../../media/drill.svg\""), "{deep}");
        assert!(deep.contains("Drill &amp; bits"), "{deep}");
        let flat = draw(&[], &serde_json::json!({ "root": "", "base": "" }), &card);
        assert!(flat.contains("href=\"catalog/drill/index.html\""), "{flat}");
    }

    #[test]
    fn a_nodes_own_template_of_cards_sees_their_fields() {
        let own = [(
            "templates/_cards.html",
            "{% for card in cards %}{{ card.name }}: {{ card.status.text }}{% endfor %}",
        )];
        let page = serde_json::json!({ "root": "", "base": "" });
        assert_eq!(draw(&own, &page, &card()), "Drill &amp; bits: Here");
        let own = [("templates/_card.html", "<p>{{ page.base }}{{ card.glyph }}</p>")];
        assert!(
            draw(&own, &serde_json::json!({ "root": "", "base": "../" }), &card())
                .contains("<p>../drill</p>")
        );
    }

    #[test]
    fn a_kept_card_gets_the_ways_of_the_page_it_stands_on() {
        let kept = "<img src=\"\u{f8f0}a.png\"><a href=\"\u{f8f1}b\">ü</a>";
        assert_eq!(
            placed(kept, "../", "../es/"),
            "<img src=\"../a.png\"><a href=\"../es/b\">ü</a>"
        );
        assert_eq!(placed("plain", "x", "y"), "plain");
    }
}
