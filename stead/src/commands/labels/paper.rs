//! From labels to a file: words in the node's language, and fonts.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::record::NodeConfig;
use desk::{Card, Member};
use labels::{CardWords, Colour, Fonts, Instructions, Label, Printing};
use serde_json::json;
use themes::{Argument, Strings, Theme};

use crate::answer::Answer;
use crate::context::Context;
use crate::report::Report;

/// What labels are printed on, and with.
pub(super) struct Paper<'a> {
    pub(super) printing: Printing,
    pub(super) fonts: &'a [Utf8PathBuf],
}

/// What was written.
pub(crate) struct Written {
    pub(crate) labels: usize,
    pub(crate) pages: usize,
}

impl Written {
    pub(crate) fn words(&self, out: &Utf8Path) -> String {
        let plural = |n, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        format!(
            "{}: {} on {}. Print at 100 %, never \"fit to page\".\n",
            out,
            plural(self.labels, "label"),
            plural(self.pages, "page")
        )
    }
}

/// The language that labels are in: the node's first one.
pub(super) fn language(node: &NodeConfig) -> &str {
    node.languages.first().map_or("en", String::as_str)
}

pub(super) fn said(lang: &str, key: &str, args: &[(&str, Argument)]) -> String {
    Strings::read(&Theme::built_in(), lang)
        .map_or_else(|_| String::new(), |strings| strings.text(lang, key, args))
}

/// Where to bring what was found.
pub(super) fn found(lang: &str, address: &str) -> String {
    said(lang, "lb-found", &[("address", Argument::Text(address.to_owned()))])
}

/// Writes labels as PDF, or in a Zebra's own language.
pub(super) fn write(
    out: &Utf8Path,
    all: &[Label],
    paper: &Paper<'_>,
    cx: &mut Context,
) -> Result<Written, Report> {
    let own = own_fonts(paper.fonts)?;
    let fonts = fonts(&own)?;
    let printed = labels::print(all, &paper.printing, &fonts)
        .map_err(|error| Report::request("labels", error.to_string()))?;
    for warning in printed.warnings.iter().take(20) {
        cx.console.warn(&warning.to_string());
    }
    if out.extension() == Some("zpl") {
        save(out, labels::zpl(all, &paper.printing).as_bytes())?;
    } else {
        save(out, &printed.pdf)?;
    }
    Ok(Written { labels: printed.labels, pages: printed.pages })
}

fn own_fonts(files: &[Utf8PathBuf]) -> Result<Vec<Vec<u8>>, Report> {
    let read = |file: &Utf8PathBuf| {
        fs_err::read(file).map_err(|error| Report::io("the font could not be read", &error))
    };
    files.iter().map(read).collect()
}

fn fonts(own: &[Vec<u8>]) -> Result<Fonts<'_>, Report> {
    Fonts::with(own).map_err(|error| {
        Report::request("font", format!("a file given with --font {error}"))
            .hint("a .ttf or .otf file is needed; .woff and .ttc are not read")
    })
}

fn save(out: &Utf8Path, bytes: &[u8]) -> Result<(), Report> {
    fs_err::write(out, bytes).map_err(|error| Report::io("the file could not be written", &error))
}

/// The page that tells how far a printer is off.
pub(super) fn calibrate(
    out: &Utf8Path,
    node: &NodeConfig,
    paper: &Paper<'_>,
) -> Result<Answer, Report> {
    let lang = language(node);
    let words = Instructions {
        title: said(lang, "lb-calibrate", &[]),
        steps: (1..=4).map(|n| said(lang, &format!("lb-calibrate-{n}"), &[])).collect(),
        ruler: "100 mm".to_owned(),
    };
    let own = own_fonts(paper.fonts)?;
    let printing = &paper.printing;
    let printed = labels::calibration(printing.sheet, printing.offset, &words, &fonts(&own)?)
        .map_err(|error| Report::request("labels", error.to_string()))?;
    save(out, &printed.pdf)?;
    let text = format!("{out}: print it at 100 % and do what it says.\n");
    Ok(Answer::new(json!({ "labels": 0, "pages": printed.pages, "out": out }), text))
}

/// Writes member cards. Whoever has the file has the cards: print it, then delete it.
pub(crate) fn write_cards(
    out: &Utf8Path,
    made: &[(Member, Card)],
    node: &NodeConfig,
) -> Result<Written, Report> {
    let lang = language(node);
    let base = node.label_base.strip_suffix("I/").unwrap_or("http://KIOSK.LOCAL/");
    let card = |(member, card): &(Member, Card)| labels::Card {
        address: format!("{base}C/{}", card.compact()),
        code: card.to_string(),
        name: member.name.clone(),
        number: member.number.to_string(),
    };
    let brand = node.colours.get("brand").and_then(|text| colour(text)).unwrap_or((13, 74, 59));
    let words = CardWords {
        node: node.name.in_lang(lang).to_owned(),
        kind: said(lang, "lb-card", &[]),
        foot: node.address.as_deref().map_or_else(String::new, |address| found(lang, address)),
        colours: (brand, read_on(brand)),
    };
    let letter = matches!(node.timezone.as_str(), zone if zone.starts_with("America/"));
    let all: Vec<_> = made.iter().map(card).collect();
    let printed = labels::cards(&all, &words, letter, &fonts(&[])?)
        .map_err(|error| Report::request("labels", error.to_string()))?;
    save(out, &printed.pdf)?;
    Ok(Written { labels: printed.labels, pages: printed.pages })
}

/// `#rrggbb`
fn colour(text: &str) -> Option<Colour> {
    let part =
        |from: usize| u8::from_str_radix(text.strip_prefix('#')?.get(from..from + 2)?, 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}

/// Black or nearly white, whichever is read better on a colour (relative luminance, WCAG 2.2).
fn read_on((red, green, blue): Colour) -> Colour {
    let part = |value: u8| (f64::from(value) / 255.0).powf(2.2);
    let light = 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    if light > 0.18 { (0, 0, 0) } else { (241, 248, 242) }
}
