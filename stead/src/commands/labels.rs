//! `stead labels`: sheets of labels as PDF, and codes for things that have none yet.

mod paper;
mod printers;

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::code::Code;
use catalog::event::Kind;
use catalog::fold::Found;
use catalog::record::{Lifecycle, NodeConfig, Title, Unit};
use desk::labels as queue;
use kiosk::Command;
use labels::{Label, Printing, SHEETS, Sheet};
use serde_json::json;

pub(crate) use paper::write_cards;
use paper::{Paper, write};
use printers::{Offset, Printers};

use crate::answer::Answer;
use crate::context::Context;
use crate::edge::Edge;
use crate::node::{Acting, Reading, find};
use crate::report::Report;

/// The most codes that are made at once.
const MOST: u32 = 10_000;

/// Labels as PDF, ready to print
///
/// Without a choice, every thing here gets its labels. See docs/LABELS.md for which sheet to buy and
/// how to find out what a printer is off by.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Labels {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    which: Which,
    /// Make new cards for these members instead; their old cards open nothing from now on
    #[arg(long, value_name = "MEMBER", value_delimiter = ',', conflicts_with_all = ["codes", "place", "at", "queue"])]
    cards: Vec<String>,
    /// Cards that the kiosk obeys when they are scanned: done, undo, keep everything longer
    #[arg(long, conflicts_with_all = ["codes", "place", "at", "queue", "cards"])]
    commands: bool,
    /// A page that tells how far the printer is off
    #[arg(long)]
    calibrate: bool,
    #[command(flatten)]
    how: How,
    /// The file to write: `.pdf`, or `.zpl` for a Zebra's own language
    #[arg(long, value_name = "FILE")]
    out: Option<Utf8PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Other {
    /// Make codes that nothing here has yet
    Mint(Mint),
    /// List the sheets and rolls that labels can be printed on
    Sheets,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// These codes: things, shelves, or new ones for blank labels
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    codes: Vec<String>,
    /// The labels of these places themselves; `all` for every one
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    place: Vec<String>,
    /// Everything that has its home at this place
    #[arg(long, value_name = "PLACE")]
    at: Vec<String>,
    /// What waits for the printer: new things, and what was asked for at the kiosk
    #[arg(long)]
    queue: bool,
}

#[derive(Debug, clap::Args)]
struct How {
    /// The sheet or roll, by its number in the shop
    #[arg(long, value_name = "SHEET", default_value = "L7160")]
    sheet: String,
    /// The first free label of the first sheet
    #[arg(long, value_name = "N", default_value_t = 1)]
    start: u32,
    /// Labels for each thing: one for the thing, one for its case
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=100))]
    copies: u32,
    /// Which printer it is for: what it is off by is remembered [default: the one before]
    #[arg(long, value_name = "NAME")]
    printer: Option<String>,
    /// Millimetres to the right, remembered for this printer and sheet
    #[arg(long, value_name = "MM", allow_negative_numbers = true)]
    offset_x: Option<f64>,
    /// Millimetres down, remembered for this printer and sheet
    #[arg(long, value_name = "MM", allow_negative_numbers = true)]
    offset_y: Option<f64>,
    /// Draw the edges of the labels, for plain paper
    #[arg(long)]
    outline: bool,
    /// Say on each label where to bring what was found
    #[arg(long)]
    found: bool,
    /// A font file for letters that the built-in fonts do not have
    #[arg(long, value_name = "FILE")]
    font: Vec<Utf8PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Mint {
    /// How many
    #[arg(value_name = "N")]
    number: u32,
    #[command(flatten)]
    how: How,
    /// Print them at once as blank labels, to be put on things later
    #[arg(long, value_name = "FILE")]
    out: Option<Utf8PathBuf>,
}

pub(crate) fn run(args: &Labels, cx: &mut Context) -> Result<Answer, Report> {
    match &args.other {
        Some(Other::Mint(args)) => mint_some(args, cx),
        Some(Other::Sheets) => Ok(sheets()),
        None => print(args, cx),
    }
}

fn sheets() -> Answer {
    let row = |sheet: &&Sheet| format!("{:<10} {}", sheet.id, sheet.name);
    let json: Vec<_> = SHEETS
        .iter()
        .map(|sheet| {
            json!({ "sheet": sheet.id, "also": sheet.also, "name": sheet.name, "labels": sheet.per_page(),
                "width_mm": sheet.label.width, "height_mm": sheet.label.height })
        })
        .collect();
    let rows: Vec<_> = SHEETS.iter().collect::<Vec<_>>().iter().map(row).collect();
    Answer::new(json!(json), rows.join("\n") + "\n")
}

impl How {
    /// How to print, with what is remembered of the printer; what is said is remembered at once.
    fn printing(&self, root: &Utf8Path, cx: &mut Context) -> Result<Printing, Report> {
        let sheet = Sheet::named(&self.sheet).ok_or_else(|| {
            Report::request("sheet", format!("there is no sheet `{}`", self.sheet))
                .hint("`stead labels sheets` lists them")
        })?;
        let said = [self.offset_x, self.offset_y];
        if said.into_iter().flatten().any(|mm| !mm.is_finite() || mm.abs() > 50.0) {
            return Err(Report::request("offset", "a printer is off by a few millimetres, not 50"));
        }
        let mut printers = Printers::of(root);
        let printer = self.printer.as_deref();
        let (name, offset, is_new) =
            printers.choose(printer, sheet.id, self.offset_x, self.offset_y);
        if is_new {
            printers.save(root)?;
        }
        if offset != Offset::default() {
            cx.console.say(&format!(
                "Moved by {} mm to the right and {} mm down, as remembered for {} on `{name}`.",
                offset.x, offset.y, sheet.id
            ));
        }
        let offset = (offset.x, offset.y);
        let (start, copies, outline) = (self.start, self.copies, self.outline);
        Ok(Printing { sheet, start, copies, offset, outline })
    }
}

fn mint_some(args: &Mint, cx: &mut Context) -> Result<Answer, Report> {
    if args.number == 0 || args.number > MOST {
        return Err(Report::request("number", format!("1 to {MOST} codes can be made at once")));
    }
    let reading = Reading::open(cx)?;
    let printing = args.how.printing(&reading.root, cx)?;
    let taken = taken(&reading);
    let codes = mint(&cx.edge, &taken, args.number)?;
    let text: Vec<_> = codes.iter().map(ToString::to_string).collect();
    let text = text.join("\n") + "\n";
    let Some(out) = &args.out else {
        return Ok(Answer::new(json!({ "labels": codes }), text));
    };
    let node = &reading.node.documents.node;
    let all: Vec<_> = codes.iter().map(|code| label(node, *code, "", args.how.found)).collect();
    let paper = Paper { printing, fonts: &args.how.font };
    let printed = write(out, &all, &paper, cx)?;
    let json = json!({ "labels": codes, "pages": printed.pages, "out": out });
    Ok(Answer::new(json, format!("{text}{}", printed.words(out))))
}

fn print(args: &Labels, cx: &mut Context) -> Result<Answer, Report> {
    let Some(out) = &args.out else {
        return Err(Report::request("out", "say which file to write: `--out labels.pdf`"));
    };
    if !args.cards.is_empty() {
        return cards(&args.cards, out, cx);
    }
    let reading = Reading::open(cx)?;
    let paper = Paper { printing: args.how.printing(&reading.root, cx)?, fonts: &args.how.font };
    if args.calibrate {
        return paper::calibrate(out, &reading.node.documents.node, &paper);
    }
    if args.commands {
        let node = &reading.node.documents.node;
        let all: Vec<_> = Command::ALL.into_iter().map(|one| command(node, one)).collect();
        let printed = write(out, &all, &paper, cx)?;
        let json = json!({ "labels": printed.labels, "pages": printed.pages, "out": out });
        return Ok(Answer::new(json, printed.words(out)));
    }
    let chosen = chosen(&args.which, &reading)?;
    if chosen.is_empty() {
        let text = "No label waits for the printer. Nothing was written.\n";
        return Ok(Answer::new(json!({ "labels": 0, "pages": 0 }), text));
    }
    let node = &reading.node.documents.node;
    let all: Vec<_> =
        chosen.iter().map(|(code, name)| label(node, *code, name, args.how.found)).collect();
    let printed = write(out, &all, &paper, cx)?;
    let codes: Vec<Code> = chosen.iter().map(|(code, _)| *code).collect();
    queue::printed(&reading.root, &codes)
        .map_err(|error| Report::io("the list of waiting labels could not be written", &error))?;
    let json = json!({ "labels": printed.labels, "pages": printed.pages, "out": out });
    Ok(Answer::new(json, printed.words(out)))
}

fn cards(members: &[String], out: &camino::Utf8Path, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead labels")?;
    let mut made = Vec::new();
    for member in members {
        let number = acting.member(member)?;
        let (members, random) = acting.desk.members_mut();
        let card = members.issue_card(number, random)?;
        made.push((members.get(number)?, card));
    }
    let printed = write_cards(out, &made, &acting.desk.node().documents.node)?;
    let text =
        format!("{}The old cards of these members open nothing from now on.\n", printed.words(out));
    Ok(Answer::new(json!({ "labels": printed.labels, "pages": printed.pages, "out": out }), text))
}

/// What gets a label: its code and its name, in the order of places and names.
fn chosen(which: &Which, reading: &Reading) -> Result<Vec<(Code, String)>, Report> {
    let documents = &reading.node.documents;
    let lang = paper::language(&documents.node);
    let mut all = Vec::new();
    if which.queue {
        for code in queue::waiting(&reading.root) {
            all.extend(by_code(&code.to_string(), reading, lang)?);
        }
    }
    for text in &which.codes {
        all.extend(by_code(text, reading, lang)?);
    }
    for text in &which.place {
        let places = documents.places.values();
        let fits: Vec<_> =
            places.filter(|place| text == "all" || place.slug.as_str() == text).collect();
        if fits.is_empty() {
            return Err(Report::request("place", format!("there is no place `{text}`")));
        }
        let named = fits
            .iter()
            .filter_map(|place| Some((place.code?, place.name.in_lang(lang).to_owned())));
        let before = all.len();
        all.extend(named);
        if all.len() == before {
            return Err(Report::request("place-code", format!("`{text}` has no code yet")).hint(
                "`stead labels mint 1` makes one; write it as `code = \"…\"` into the place's file",
            ));
        }
    }
    let some = !(which.codes.is_empty() && which.place.is_empty() && which.at.is_empty());
    let everything = !which.queue && !some;
    for place in &which.at {
        if !documents.places.keys().any(|slug| slug.as_str() == place) {
            return Err(Report::request("place", format!("there is no place `{place}`")));
        }
    }
    let wanted =
        |unit: &Unit| everything || which.at.iter().any(|at| unit.home_place.as_str() == at);
    if everything || !which.at.is_empty() {
        let mut units: Vec<_> =
            active(documents.titles.values()).filter(|(_, unit)| wanted(unit)).collect();
        units.sort_by_key(|(title, unit)| (&unit.home_place, title.name.in_lang(lang), unit.code));
        all.extend(
            units.iter().map(|(title, unit)| (unit.code, title.name.in_lang(lang).to_owned())),
        );
    }
    Ok(all)
}

fn active<'t>(
    titles: impl Iterator<Item = &'t Title>,
) -> impl Iterator<Item = (&'t Title, &'t Unit)> {
    let units = titles.flat_map(|title| title.units.iter().map(move |unit| (title, unit)));
    units.filter(|(_, unit)| !matches!(unit.lifecycle, Lifecycle::Retired(_)))
}

/// A code, a title or a place by name; a code that nothing has is a blank label.
fn by_code(text: &str, reading: &Reading, lang: &str) -> Result<Vec<(Code, String)>, Report> {
    let documents = &reading.node.documents;
    let found = match (reading.node.find(text), text.parse::<Code>()) {
        (None, Ok(code)) => return Ok(vec![(code, String::new())]),
        (Some(found), _) => found,
        (None, Err(_)) => find(&reading.node, text)?,
    };
    Ok(match found {
        Found::Unit(code) => {
            let title = reading.node.index.unit(documents, code);
            let name = title.map_or("", |(title, _)| title.name.in_lang(lang));
            vec![(code, name.to_owned())]
        }
        Found::Title(slug) => {
            let title = documents.titles.get(&slug).into_iter();
            let all = title.flat_map(|title| title.units.iter().map(move |unit| (title, unit)));
            all.map(|(title, unit)| (unit.code, title.name.in_lang(lang).to_owned())).collect()
        }
        Found::Place(slug) => {
            let place = documents.places.get(&slug);
            let named =
                place.and_then(|place| Some((place.code?, place.name.in_lang(lang).to_owned())));
            named.into_iter().collect()
        }
    })
}

/// A card that the kiosk obeys when it is scanned.
fn command(node: &NodeConfig, command: Command) -> Label {
    let lang = paper::language(node);
    Label {
        address: command.address(&node.label_base),
        code: command.word().to_owned(),
        name: paper::said(lang, &command.key(), &[]),
        node: node.name.in_lang(lang).to_owned(),
        note: None,
    }
}

fn label(node: &NodeConfig, code: Code, name: &str, found: bool) -> Label {
    let lang = paper::language(node);
    Label {
        address: format!("{}{}", node.label_base, code.compact()),
        code: code.to_string(),
        name: name.to_owned(),
        node: node.name.in_lang(lang).to_owned(),
        note: node.address.as_deref().filter(|_| found).map(|address| paper::found(lang, address)),
    }
}

/// Every code that a file or an event names.
pub(crate) fn taken(reading: &Reading) -> BTreeSet<Code> {
    let node = &reading.node;
    let places = node.documents.places.values().filter_map(|place| place.code);
    let events = reading.events.iter().filter_map(|event| match &event.kind {
        Kind::UnitLabel(label) => label.code,
        _ => None,
    });
    node.index.codes().chain(places).chain(events).chain(node.state.units.keys().copied()).collect()
}

/// Codes drawn at random, none of them taken.
pub(crate) fn mint(edge: &Edge, taken: &BTreeSet<Code>, number: u32) -> Result<Vec<Code>, Report> {
    let mut random = edge.random();
    let (mut codes, mut drawn) = (Vec::new(), taken.clone());
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    while codes.len() < number {
        let mut bytes = [0; 4];
        random
            .fill(&mut bytes)
            .map_err(|error| Report::outside("randomness", error.to_string()))?;
        let code = Code::from_payload(u32::from_le_bytes(bytes));
        if drawn.insert(code) {
            codes.push(code);
        }
    }
    Ok(codes)
}
