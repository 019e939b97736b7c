//! Member cards: the size of a bank card (ISO/IEC 7810 ID-1), ten to a sheet.

use qr::Symbol;

use crate::draw::{BLACK, Paper, Pen};
use crate::layout::{QUIET, Words, modules};
use crate::sheet::{Area, Size};
use crate::text::{Fonts, Line, POINTS, Room, Style, fitted};
use crate::{PrintError, Printed, Warning};

/// A colour, red, green and blue.
pub type Colour = (u8, u8, u8);

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What the symbol says. It opens the kiosk: whoever has it, has the card.
    pub address: String,
    /// The same as people type it, in groups.
    pub code: String,
    /// The member's name.
    pub name: String,
    /// The member's number.
    pub number: String,
}

/// What stands on every card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardWords {
    /// The node's name.
    pub node: String,
    /// What kind of card it is (`Member`).
    pub kind: String,
    /// One line at the foot, such as where to bring a card that was found.
    pub foot: String,
    /// The node's colour, and the one that is read on it.
    pub colours: (Colour, Colour),
}

/// ID-1.
const CARD: Size = Size { width: 85.6, height: 53.98 };
/// Cards in a row, and rows, on both papers.
const GRID: (usize, usize) = (2, 5);

/// The cards on A4 or, for `letter`, on Letter, with marks to cut along.
pub fn cards(
    all: &[Card],
    words: &CardWords,
    letter: bool,
    fonts: &Fonts<'_>,
) -> Result<Printed, PrintError> {
    let paper_size = if letter {
        Size { width: 215.9, height: 279.4 }
    } else {
        Size { width: 210.0, height: 297.0 }
    };
    let symbols = all.iter().map(|card| {
        let length = card.address.len();
        let symbol = Symbol::of(&card.address);
        symbol.ok_or_else(|| PrintError::Address { code: card.number.clone(), length })
    });
    let symbols: Vec<Symbol> = symbols.collect::<Result<_, _>>()?;
    let both: Vec<_> = all.iter().zip(&symbols).collect();
    let mut paper = Paper::new(&words.node);
    let mut warnings = Vec::new();
    let mut pages = 0;
    for page in both.chunks(GRID.0 * GRID.1) {
        pages += 1;
        paper.page(paper_size, |pen| {
            for (at, (one, symbol)) in page.iter().enumerate() {
                let area = place(paper_size, at);
                if card(pen, &area, one, symbol, words, fonts) {
                    warnings.push(Warning::Cut { code: one.number.clone() });
                }
            }
        })?;
    }
    Ok(Printed { pdf: paper.finish()?, labels: all.len(), pages, warnings })
}

/// Where a card is cut, counted along the rows. The cards touch: one cut serves two.
pub(crate) fn place(paper: Size, at: usize) -> Area {
    let count = |n: usize| u32::try_from(n).map_or(0.0, f64::from);
    let left = (paper.width - count(GRID.0) * CARD.width) / 2.0;
    let top = (paper.height - count(GRID.1) * CARD.height) / 2.0;
    Area {
        x: left + count(at % GRID.0) * CARD.width,
        y: top + count(at / GRID.0) * CARD.height,
        width: CARD.width,
        height: CARD.height,
    }
}

/// Draws a card, and says whether a word was cut.
fn card(
    pen: &mut Pen<'_, '_>,
    area: &Area,
    card: &Card,
    symbol: &Symbol,
    words: &CardWords,
    fonts: &Fonts<'_>,
) -> bool {
    pen.outline(area, 3.18, 0.1);
    let inside = area.inset(5.0, 5.0);
    let (ground, on_ground) = words.colours;
    let band = Area { x: area.x + 0.05, y: area.y + 0.05, width: area.width - 0.1, height: 13.0 };
    pen.filled(&band, 3.13, ground);
    let foot = Area { y: band.y + 6.0, height: band.height - 6.0, ..band };
    pen.filled(&foot, 0.0, ground);

    let side = 27.0;
    let module = side / (modules(symbol) + 2.0 * QUIET - 2.0);
    let dark = modules(symbol) * module;
    let at = (inside.right() - dark, area.y + 13.0 + (area.height - 13.0 - dark) / 2.0);
    pen.symbol(symbol, at, module);

    let column = at.0 - QUIET * module - inside.x;
    let mut cut = false;
    let mut write = |text: &str, style, size: f64, lines, y: f64, ink, width: f64| {
        let room = Room { width, lines, most: size, least: size * 0.6 };
        let fitted = fitted(fonts, style, text, room);
        cut |= fitted.cut;
        let em = fitted.size / POINTS;
        for (n, line) in (0_u32..).zip(fitted.lines) {
            let x = aligned(&line, inside.x, width, em);
            let baseline = y + f64::from(n) * 1.12 * em;
            pen.words_in(&Words { line, size: fitted.size, x, baseline, reach: (0.0, 0.0) }, ink);
        }
    };
    write(&words.node, Style::Bold, 14.0, 1, area.y + 8.4, on_ground, inside.width);
    write(&words.kind, Style::Plain, 8.0, 1, area.y + 19.0, BLACK, column);
    write(&card.name, Style::Bold, 15.0, 2, area.y + 25.2, BLACK, column);
    write(&card.number, Style::Code, 12.0, 1, area.y + 38.5, BLACK, column);
    write(&card.code, Style::Code, 7.5, 1, area.y + 43.6, BLACK, column);
    write(
        &words.foot,
        Style::Plain,
        6.5,
        1,
        area.bottom() - 4.2,
        BLACK,
        column + QUIET * module * 0.6,
    );
    cut
}

fn aligned(line: &Line, left: f64, width: f64, em: f64) -> f64 {
    if line.rtl { left + width - line.width() * em } else { left }
}
