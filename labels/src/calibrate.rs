//! A page that tells how far a printer is off.
//!
//! Nobody has to measure against the labels: the page is folded in half, and the fold is read off
//! the scale that is printed across its middle.

use crate::draw::{Paper, Pen, WHITE};
use crate::layout::Words;
use crate::sheet::{Area, Sheet};
use crate::text::{Fonts, POINTS, Room, Style, fitted, line};
use crate::{PrintError, Printed};

/// What the page says to a person, in their language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructions {
    /// The heading.
    pub title: String,
    /// What to do, one step after the other.
    pub steps: Vec<String>,
    /// Beside the ruler of 100 mm.
    pub ruler: String,
}

/// The page for a sheet, with the offset that is set now: outlines of all labels, scales along the
/// folds, rulers.
pub fn calibration(
    sheet: &Sheet,
    offset: (f64, f64),
    words: &Instructions,
    fonts: &Fonts<'_>,
) -> Result<Printed, PrintError> {
    let mut paper = Paper::new(&words.title);
    paper.page(sheet.paper, |pen| {
        let pen = &mut Pen { offset, ..pen.again() };
        for position in 0..sheet.per_page() {
            pen.outline(&sheet.cut(position), sheet.corner, 0.1);
        }
        if sheet.is_roll() {
            cross(pen, sheet);
        } else {
            page(pen, sheet, words, fonts);
        }
    })?;
    Ok(Printed { pdf: paper.finish()?, labels: 0, pages: 1, warnings: Vec::new() })
}

fn page(pen: &mut Pen<'_, '_>, sheet: &Sheet, words: &Instructions, fonts: &Fonts<'_>) {
    cross(pen, sheet);
    let middle = (sheet.paper.width / 2.0, sheet.paper.height / 2.0);
    let width = sheet.paper.width - 60.0;
    let mut at = Written { pen, fonts, x: 30.0, y: middle.1 - 76.0, width };
    at.block(Style::Bold, &words.title, 20.0, 6.0);
    for (number, step) in (1..).zip(&words.steps) {
        at.block(Style::Plain, &format!("{number}.  {step}"), 11.0, 2.2);
    }
    ruler(pen, fonts, (middle.0 - 50.0, middle.1 + 40.0), &words.ruler);
}

/// Lines across both middles, with a scale of a millimetre each.
fn cross(pen: &mut Pen<'_, '_>, sheet: &Sheet) {
    let (width, height) = (sheet.paper.width, sheet.paper.height);
    let (x, y) = (width / 2.0, height / 2.0);
    let reach = if sheet.is_roll() { 6 } else { 10 };
    pen.line((4.0_f64.min(width * 0.05), y), (width - 4.0_f64.min(width * 0.05), y), 0.15);
    pen.line((x, 4.0_f64.min(height * 0.05)), (x, height - 4.0_f64.min(height * 0.05)), 0.15);
    for step in -reach..=reach {
        let long = if step % 5 == 0 { 3.0 } else { 1.6 };
        let along = f64::from(step);
        // The scale beside the vertical fold counts to the right, the other one downwards.
        let top = height * 0.25;
        pen.line((x + along, top - long), (x + along, top + long), 0.12);
        let left = width * 0.25;
        pen.line((left - long, y + along), (left + long, y + along), 0.12);
    }
}

fn ruler(pen: &mut Pen<'_, '_>, fonts: &Fonts<'_>, at: (f64, f64), words: &str) {
    pen.line(at, (at.0 + 100.0, at.1), 0.25);
    for step in 0..=100 {
        let long = match step {
            _ if step % 10 == 0 => 4.0,
            _ if step % 5 == 0 => 2.8,
            _ => 1.6,
        };
        let x = at.0 + f64::from(step);
        pen.line((x, at.1), (x, at.1 - long), 0.15);
    }
    let label = line(fonts, Style::Plain, words);
    let size = 9.0;
    let x = at.0 + 50.0 - label.width() * size / POINTS / 2.0;
    let baseline = at.1 + 5.0;
    pen.words(&Words { line: label, size, x, baseline, reach: (0.0, 0.0) });
}

/// Text from the top down, on white.
struct Written<'a, 'p, 's> {
    pen: &'a mut Pen<'p, 's>,
    fonts: &'a Fonts<'a>,
    x: f64,
    y: f64,
    width: f64,
}

impl Written<'_, '_, '_> {
    fn block(&mut self, style: Style, text: &str, size: f64, after: f64) {
        let room = Room { width: self.width, lines: 6, most: size, least: size };
        let em = size / POINTS;
        for line in fitted(self.fonts, style, text, room).lines {
            let width = line.width() * em;
            let x = if line.rtl { self.x + self.width - width } else { self.x };
            let ground = Area { x: x - 1.0, y: self.y, width: width + 2.0, height: em * 1.3 };
            self.pen.filled(&ground, 0.0, WHITE);
            let baseline = self.y + 0.95 * em;
            self.pen.words(&Words { line, size, x, baseline, reach: (0.0, 0.0) });
            self.y += em * 1.3;
        }
        self.y += after;
    }
}
