//! Style sheets, fonts and scripts, and the node's own two colours.

use catalog::record::NodeConfig;

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
        if let Some(bytes) = theme.file(&name) {
            out.file(name.clone(), bytes.into_owned())?;
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
const ON_ACCENT: &str = "#1c1500";
const LEAST_CONTRAST: f64 = 4.5;

/// A style sheet with the node's own colours; none where they are the theme's. Colours that texts
/// could not be read on (contrast below 4.5 to 1, WCAG 2.2 §1.4.3) are refused with a sentence.
pub(super) fn colours(config: &NodeConfig) -> Result<Option<String>, String> {
    let mut rules = String::new();
    for (name, text, standard) in [("brand", ON_BRAND, "#0d4a3b"), ("accent", ON_ACCENT, "#ffb81c")]
    {
        let Some(own) = config.colours.get(name).filter(|own| *own != standard) else { continue };
        let problem = || format!("node.toml: the colour {name} = \"{own}\" cannot be used");
        let contrast = contrast(own, text)
            .ok_or_else(|| format!("{}: write it like \"{standard}\"", problem()))?;
        if contrast < LEAST_CONTRAST {
            return Err(format!(
                "{}: text on it would be hard to read (contrast {contrast:.1} to 1, at least 4.5 is needed)",
                problem()
            ));
        }
        match name {
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

/// The contrast of two colours (WCAG 2.2), 1 to 21.
fn contrast(one: &str, two: &str) -> Option<f64> {
    let (a, b) = (luminance(one)?, luminance(two)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
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
        assert!(with("brand", "#ffff00").unwrap_err().contains("hard to read"));
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
