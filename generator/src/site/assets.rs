//! Style sheets, fonts and scripts, and the node's own two colours.

use catalog::record::NodeConfig;

use crate::palette::{self, LEAST_CONTRAST, contrast};

use super::{Build, BuildError, Output};

pub(super) fn all(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let theme = build.renderer.theme();
    for name in theme.names("assets/") {
        // The symbols are inside the pages, and the kiosk brings its own files.
        let inside =
            ["assets/icons.svg", "assets/glyphs.svg", "assets/kiosk.css", "assets/scan.js"];
        let unused = name == "assets/packed.js" && !build.workshop.packed;
        if unused || inside.contains(&name.as_str()) {
            continue;
        }
        let bytes = theme.file(&name).map(std::borrow::Cow::into_owned);
        if let Some(bytes) = bytes.and_then(|bytes| readable(&name, bytes, out)) {
            out.file(name.clone(), bytes)?;
        }
    }
    match colours(&build.node.documents.node) {
        Ok(Some(css)) => out.file("assets/colours.css", css)?,
        Ok(None) => {}
        Err(problem) => out.warn(problem),
    }
    // Some hosts leave out files that their own generator would not know.
    out.file(".nojekyll", "")
}

const ON_BRAND: &str = "#f1f8f2";
const ON_BRAND_2: &str = "#b5d3c4";
const ON_ACCENT: &str = "#1c1500";

/// A style sheet with the node's own colours; none where they are the theme's. Colours that texts
/// could not be read on (contrast below 4.5 to 1, WCAG 2.2 §1.4.3) are refused with a sentence.
pub(super) fn colours(config: &NodeConfig) -> Result<Option<String>, String> {
    let mut rules = String::new();
    for (name, text, standard) in [
        ("brand", ON_BRAND, "#0d4a3b"),
        ("brand", ON_BRAND_2, "#0d4a3b"),
        ("accent", ON_ACCENT, "#ffb81c"),
    ] {
        let Some(own) = config.colours.get(name).filter(|own| *own != standard) else { continue };
        let problem = || format!("node.toml: the colour {name} = \"{own}\" cannot be used");
        let contrast = contrast(own, text)
            .ok_or_else(|| format!("{}: write it like \"{standard}\"", problem()))?;
        if contrast < LEAST_CONTRAST {
            return Err(format!(
                "{}: {text} on {own} would be hard to read (contrast {contrast:.1} to 1, at least {LEAST_CONTRAST} is needed)",
                problem()
            ));
        }
        match name {
            "brand" if text == ON_BRAND_2 => {}
            "brand" => rules.push_str(&format!(
                "--brand:{own};--brand-deep:color-mix(in srgb,{own} 78%,#000);"
            )),
            _ => rules.push_str(&format!(
                "--accent:{own};--accent-deep:color-mix(in srgb,{own} 85%,#000);"
            )),
        }
    }
    Ok((!rules.is_empty()).then(|| format!(":root:root{{{rules}}}\n")))
}

/// A theme's style sheet, or the built-in one where the theme's has colours that texts could not be read
/// on; what is wrong is told.
fn readable(name: &str, own: Vec<u8>, out: &mut Output<'_>) -> Option<Vec<u8>> {
    let is_css = name.rsplit('.').next() == Some("css");
    let found = match std::str::from_utf8(&own) {
        Ok(css) if is_css => palette::unreadable(css),
        _ => Vec::new(),
    };
    if found.is_empty() {
        return Some(own);
    }
    for pair in found {
        out.warn(format!("theme/{name}: {pair}; the colours of the built-in theme stay"));
    }
    themes::Theme::built_in().file(name).map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, colour: &str) -> Result<Option<String>, String> {
        let own = [(name.to_owned(), colour.to_owned())].into();
        colours(&NodeConfig { colours: own, ..NodeConfig::default() })
    }

    #[test]
    fn colours_on_which_nothing_can_be_read_are_refused() {
        assert_eq!(with("brand", "#0d4a3b"), Ok(None), "the theme's own colour needs no rule");
        assert!(with("brand", "#7a1f5c").unwrap().unwrap().contains("--brand:#7a1f5c"));
        let refused = with("brand", "#ffff00").unwrap_err();
        assert!(
            refused.contains("#f1f8f2 on #ffff00") && refused.contains("1.0 to 1"),
            "{refused}"
        );
        assert!(
            with("accent", "red;}body{display:none").is_err(),
            "only colours reach the style sheet"
        );
    }

    #[test]
    fn black_on_white_is_21_to_1() {
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 0.001);
    }
}
