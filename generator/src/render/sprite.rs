//! The glyphs of a theme. A page carries those that it uses: files opened from a folder cannot refer
//! to a shared sprite in another file.

use std::collections::{BTreeMap, BTreeSet};

use themes::{Theme, ThemeError};

const MARK: &str = "<!--sprite-->";

/// Room for the symbols of most pages, in bytes.
const SYMBOLS: usize = 8 << 10;

/// All `<symbol>`s of the theme by id.
#[derive(Debug)]
pub(super) struct Sprite {
    symbols: BTreeMap<String, String>,
}

impl Sprite {
    /// Reads `assets/icons.svg` and `assets/glyphs.svg`.
    pub(super) fn read(theme: &Theme) -> Result<Self, ThemeError> {
        let mut symbols = BTreeMap::new();
        for name in ["assets/icons.svg", "assets/glyphs.svg"] {
            let source = theme.text(name)?.unwrap_or_default();
            symbols.extend(parse(&source).map(|(id, text)| (id.to_owned(), text.to_owned())));
        }
        Ok(Self { symbols })
    }

    /// The ids of all symbols.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.symbols.keys().cloned().collect()
    }

    /// Replaces the mark by the symbols that the page uses.
    pub(super) fn place_into(&self, page: String) -> String {
        let Some((before, after)) = page.split_once(MARK) else { return page };
        let symbols = used(&page).into_iter().filter_map(|id| self.symbols.get(id));
        let mut whole = String::with_capacity(page.len() + SYMBOLS);
        whole.push_str(before);
        whole.push_str("<svg class=\"sprite\" aria-hidden=\"true\">");
        symbols.for_each(|symbol| whole.push_str(symbol));
        whole.push_str("</svg>");
        whole.push_str(after);
        whole
    }
}

fn used(page: &str) -> BTreeSet<&str> {
    let after = page.split("<use href=\"#").skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

/// The symbols of a sprite file: `(id, whole element)`.
fn parse(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.match_indices("<symbol id=\"").filter_map(|(at, opening)| {
        let element = source.get(at..)?;
        let end = element.find("</symbol>")? + "</symbol>".len();
        let id = element.get(opening.len()..)?.split('"').next()?;
        Some((id, element.get(..end)?))
    })
}
