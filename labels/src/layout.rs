//! Where everything stands on one label. Millimetres from the paper's upper left corner.
//!
//! A wide label has the symbol at its left and the words beside it, a square one the words below.
//! The code is what people type when the symbol is scratched, so it is never smaller than 11 points
//! where the label has room for that.

use qr::Symbol;

use crate::Label;
use crate::sheet::{Area, Sheet};
use crate::text::{Fonts, Line, POINTS, Room, Style, fitted, line};

/// A module that phones read from a hand's width; smaller ones are warned of.
pub(crate) const SMALL_MODULE: f64 = 0.45;
/// Larger modules make no symbol more readable, and leave less room for words.
const LARGE_MODULE: f64 = 1.3;
/// Modules that must stay white on each side of a symbol.
pub(crate) const QUIET: f64 = 4.0;

/// Modules on each side of a symbol, as a length.
#[expect(clippy::cast_precision_loss, reason = "at most 177")]
pub(crate) fn modules(symbol: &Symbol) -> f64 {
    symbol.side() as f64
}

/// Everything on one label.
pub(crate) struct Placed {
    pub symbol: Symbol,
    /// The dark modules' corner.
    pub at: (f64, f64),
    /// One module.
    pub module: f64,
    pub words: Vec<Words>,
    /// The outline of the tag that the code stands in, and the radius of its hole.
    pub tag: Option<(Area, f64)>,
    /// Whether a word was cut.
    pub cut: bool,
    /// The size of the name, in points.
    pub name: f64,
}

/// A line at its place.
pub(crate) struct Words {
    pub line: Line,
    /// Points.
    pub size: f64,
    pub x: f64,
    pub baseline: f64,
    /// The part of an em that stands above the baseline, and below it.
    pub reach: (f64, f64),
}

impl Words {
    /// What the line covers.
    pub(crate) fn area(&self) -> Area {
        let em = self.size / POINTS;
        Area {
            x: self.x,
            y: self.baseline - self.reach.0 * em,
            width: self.line.width() * em,
            height: (self.reach.0 + self.reach.1) * em,
        }
    }
}

#[cfg(test)]
impl Placed {
    /// The dark part of the symbol.
    pub(crate) fn dark(&self) -> Area {
        let side = modules(&self.symbol) * self.module;
        Area { x: self.at.0, y: self.at.1, width: side, height: side }
    }

    /// Everything that is printed.
    pub(crate) fn areas(&self) -> Vec<Area> {
        let tag = self.tag.iter().map(|(area, _)| *area);
        tag.chain([self.dark()]).chain(self.words.iter().map(Words::area)).collect()
    }
}

/// How the letters of a name reach above and below the baseline, in em: accents and descenders.
const REACH: (f64, f64) = (0.86, 0.24);
/// How capitals and digits do.
const CAPITALS: (f64, f64) = (0.70, 0.02);
const LEADING: f64 = 1.14;
/// Points of the smallest note that one can still read.
const LEAST_NOTE: f64 = 4.5;

/// The height that lines take, in millimetres.
fn tall(room: &Room) -> f64 {
    let lines = f64::from(u32::try_from(room.lines).unwrap_or(u32::MAX));
    lines * room.most * LEADING / POINTS
}

/// The label in its place, `None` when the address fits no symbol.
pub(crate) fn place(
    label: &Label,
    sheet: &Sheet,
    position: u32,
    fonts: &Fonts<'_>,
) -> Option<Placed> {
    let symbol = Symbol::of(&label.address)?;
    let (cut, safe) = (sheet.cut(position), sheet.safe(position));
    let board = Board { label, sheet, cut, safe, fonts };
    let wide = cut.width >= cut.height * 1.35;
    Some(if wide { board.beside(symbol) } else { board.below(symbol) })
}

/// A name below this size is hard to read from an arm's length.
const GOOD_NAME: f64 = 9.0;

/// The label with the sheet that it is printed on: of a tape, as much as it needs.
pub(crate) fn place_on(
    label: &Label,
    sheet: &Sheet,
    position: u32,
    fonts: &Fonts<'_>,
) -> Option<(Sheet, Placed)> {
    let mut longest = (*sheet, place(label, sheet, position, fonts)?);
    for shorter in sheet.lengths() {
        let placed = place(label, &shorter, position, fonts)?;
        if !placed.cut && placed.name >= GOOD_NAME {
            longest = (shorter, placed);
            break;
        }
    }
    Some(longest)
}

/// The words beside a symbol.
struct Column {
    words: Vec<Words>,
    tag: Option<(Area, f64)>,
    cut: bool,
    name: f64,
}

struct Board<'a> {
    label: &'a Label,
    sheet: &'a Sheet,
    cut: Area,
    safe: Area,
    fonts: &'a Fonts<'a>,
}

impl Board<'_> {
    /// The largest module with which a symbol and its quiet zone are at most so high on the label,
    /// in whole dots.
    fn module(&self, symbol: &Symbol, room: f64) -> f64 {
        // A dot less: the symbol starts on the printer's grid.
        let dot = 25.4 / f64::from(self.sheet.dpi);
        let dark_only = (self.safe.height.min(self.safe.width) - dot) / modules(symbol);
        let most = (room / (modules(symbol) + 2.0 * QUIET)).min(dark_only).min(LARGE_MODULE);
        self.sheet.in_dots(most)
    }

    /// Words beside the symbol.
    fn beside(&self, symbol: Symbol) -> Placed {
        let share = if self.cut.width > 2.2 * self.cut.height { 0.5 } else { 0.49 };
        let module = self.module(&symbol, self.cut.height.min(self.cut.width * share));
        let side = modules(&symbol) * module;
        let x = self.safe.x.max(self.cut.x + QUIET * module);
        let y = self.safe.y + (self.safe.height - side) / 2.0;
        let at = (self.sheet.on_dot(x), self.sheet.on_dot(y));
        let left = at.0 + side + QUIET * module;
        let column = Area { x: left, width: self.safe.right() - left, ..self.safe };
        // Where there is height to spare, the words stand between the symbol's edges.
        let tall = column.height > side && side > 16.0;
        let column = if tall { Area { y: at.1, height: side, ..column } } else { column };
        let Column { words, tag, cut, name } = self.column(column);
        Placed { symbol, at, module, words, tag, cut, name }
    }

    fn column(&self, column: Area) -> Column {
        let mut words = Vec::new();
        let (code, tag) = self.code(column);
        let above = tag.map_or_else(|| code.area().y, |(tag, _)| tag.y);
        words.push(code);
        let gap = (column.height * 0.035).clamp(0.4, 2.0);
        let mut top = column.y;
        let small = (column.height * 0.22).clamp(5.5, 9.0);
        if column.height >= 16.0 {
            let room = Room { width: column.width, lines: 1, most: small, least: small.min(5.5) };
            top = self.set(&mut words, Style::Plain, &self.label.node, room, column, top).0 + gap;
        }
        let most = (column.height * 0.6).clamp(6.0, 24.0);
        let height = above - gap - top;
        let room = |size: f64, lines| Room { width: column.width, lines, most: size, least: 5.5 };
        // Where to bring what was found is said whole or not at all; the name leaves it room where it can.
        let note = self.note(column.width, small.min(7.5), height);
        let needs = note.map_or(0.0, |room| tall(&room) + gap * 0.4);
        let beside = self.largest(height - needs, most, room);
        let (name, size) = match beside {
            beside if note.is_some() && self.holds_name(room(beside.1, beside.0)) => beside,
            _ => self.largest(height, most, room),
        };
        let (bottom, cut) = self.set(
            &mut words,
            Style::Bold,
            &self.label.name,
            Room { most: size, ..room(size, name) },
            column,
            top,
        );
        let left = above - gap - bottom - gap * 0.4;
        if let (Some(text), Some(room)) =
            (&self.label.note, self.note(column.width, small.min(7.5), left))
        {
            self.set(&mut words, Style::Plain, text, room, column, bottom + gap * 0.4);
        }
        Column { words, tag, cut, name: size }
    }

    /// The largest size at which the note is whole in so much height.
    fn note(&self, width: f64, most: f64, height: f64) -> Option<Room> {
        let text = self.label.note.as_ref()?;
        let mut size = most;
        while size >= LEAST_NOTE {
            let lines = count(height / (size * LEADING / POINTS)).min(5);
            let room = Room { width, lines, most: size, least: size };
            if lines > 0 {
                let set = fitted(self.fonts, Style::Plain, text, room);
                if !set.cut {
                    return Some(Room { lines: set.lines.len().max(1), ..room });
                }
            }
            size -= 0.5;
        }
        None
    }

    /// Whether the name is whole at this size.
    fn holds_name(&self, room: Room) -> bool {
        let room = Room { least: room.most, ..room };
        !fitted(self.fonts, Style::Bold, &self.label.name, room).cut
    }

    /// The most lines and the largest size with which the name is whole.
    fn largest(&self, height: f64, most: f64, room: impl Fn(f64, usize) -> Room) -> (usize, f64) {
        let mut size = most;
        loop {
            let lines = count(height / (size * LEADING / POINTS)).min(4);
            let tried = fitted(
                self.fonts,
                Style::Bold,
                &self.label.name,
                Room { least: size, ..room(size, lines.max(1)) },
            );
            let whole = lines > 0 && !tried.cut;
            if whole || size - 0.5 < 5.5 {
                return (lines.max(1), size);
            }
            size -= 0.5;
        }
    }

    /// The code at the foot of the column, in its tag where there is room for one.
    fn code(&self, column: Area) -> (Words, Option<(Area, f64)>) {
        let most = (column.height * 0.75).clamp(7.0, 18.0);
        let line = line(self.fonts, Style::Code, &self.label.code);
        let em = line.width().max(0.1);
        // In a tag: a hole of a third of an em, and air around.
        let tagged = (column.width * POINTS / (em + 1.55)).min(most);
        let has_tag = tagged >= 10.5 && column.height >= 18.0;
        let size = if has_tag { tagged } else { (column.width * POINTS / em).min(most) };
        let unit = size / POINTS;
        if !has_tag {
            let baseline = column.bottom() - CAPITALS.1 * unit;
            let x = aligned(&line, size, column);
            return (Words { line, size, x, baseline, reach: CAPITALS }, None);
        }
        let height = 1.5 * unit;
        let tag =
            Area { x: column.x, y: column.bottom() - height, width: (em + 1.5) * unit, height };
        let baseline = tag.y + f64::midpoint(height, CAPITALS.0 * unit);
        let x = column.x + 1.0 * unit;
        (Words { line, size, x, baseline, reach: CAPITALS }, Some((tag, 0.17 * unit)))
    }

    /// Sets a text from a height on, and says where it ends.
    fn set(
        &self,
        words: &mut Vec<Words>,
        style: Style,
        text: &str,
        room: Room,
        column: Area,
        top: f64,
    ) -> (f64, bool) {
        let fitted = fitted(self.fonts, style, text, room);
        let em = fitted.size / POINTS;
        let mut y = top;
        for line in fitted.lines {
            let x = aligned(&line, fitted.size, column);
            let baseline = y + REACH.0 * em;
            words.push(Words { line, size: fitted.size, x, baseline, reach: REACH });
            y += LEADING * em;
        }
        (y, fitted.cut)
    }

    /// Words below the symbol.
    fn below(&self, symbol: Symbol) -> Placed {
        let small = self.safe.height < 22.0;
        let share = if small { 0.76 } else { 0.66 };
        let round = if self.sheet.is_round() { 0.72 } else { 1.0 };
        let module = self.module(&symbol, self.cut.height.min(self.cut.width) * share * round);
        let side = modules(&symbol) * module;
        let y = self.safe.y.max(self.cut.y + QUIET * module * if small { 0.75 } else { 1.0 });
        // On a round label further in, where it is wide enough.
        let y = if self.sheet.is_round() { self.cut.y + 0.23 * self.cut.height } else { y };
        let x = self.cut.x + (self.cut.width - side) / 2.0;
        let at = (self.sheet.on_dot(x), self.sheet.on_dot(y));
        let top = at.1 + side + module * QUIET * 0.8;
        let column = Area { y: top, height: self.safe.bottom() - top, ..self.safe };
        let Column { words, tag, cut, name } = self.centred(column);
        Placed { symbol, at, module, words, tag, cut, name }
    }

    fn centred(&self, column: Area) -> Column {
        let mut words = Vec::new();
        let code = line(self.fonts, Style::Code, &self.label.code);
        let narrow = if self.sheet.is_round() { 0.6 } else { 1.0 };
        let size = (column.width * narrow * POINTS / code.width().max(0.1))
            .min((column.height * 0.3 * POINTS / CAPITALS.0).clamp(7.0, 18.0));
        let em = size / POINTS;
        let x = column.x + (column.width - code.width() * em) / 2.0;
        let baseline = column.y + CAPITALS.0 * em;
        words.push(Words { line: code, size, x, baseline, reach: CAPITALS });
        let top = baseline + 0.22 * em;
        let height = column.bottom() - top;
        let most = (height / 2.0 * POINTS / LEADING).clamp(5.5, 14.0);
        let lines = count(height / (most * LEADING / POINTS)).min(2);
        if lines == 0 || self.sheet.is_round() {
            return Column { words, tag: None, cut: false, name: 0.0 };
        }
        let room = Room { width: column.width, lines, most, least: 5.5 };
        let fitted = fitted(self.fonts, Style::Bold, &self.label.name, room);
        let em = fitted.size / POINTS;
        for (at, line) in (0_u32..).zip(fitted.lines) {
            let x = column.x + (column.width - line.width() * em) / 2.0;
            let baseline = top + (REACH.0 + f64::from(at) * LEADING) * em;
            words.push(Words { line, size: fitted.size, x, baseline, reach: REACH });
        }
        Column { words, tag: None, cut: fitted.cut, name: fitted.size }
    }
}

/// Where a line begins: at the left, or so that it ends at the right.
fn aligned(line: &Line, size: f64, column: Area) -> f64 {
    let width = line.width() * size / POINTS;
    if line.rtl { column.right() - width } else { column.x }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn count(lines: f64) -> usize {
    (lines + 1e-6).floor().clamp(0.0, 20.0) as usize
}
