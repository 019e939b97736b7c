//! Placed labels → PDF. Black only, text as text, fonts as subsets.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::Font;
use qr::{Run, Symbol};

use crate::card::Colour;
use crate::layout::{Placed, Words};
use crate::sheet::{Area, Size};
use crate::text::POINTS;
use crate::{At, PrintError, Printing};

/// A hair line that a cutter or scissors follow.
const HAIR: f64 = 0.1;

pub(crate) fn labels(pages: &[Vec<&At>], printing: &Printing) -> Result<Vec<u8>, PrintError> {
    let mut paper = Paper::new("Labels");
    for page in pages {
        let sheet = page.first().map_or(*printing.sheet, |at| at.sheet);
        paper.page(sheet.paper, |pen| {
            for at in page {
                let pen = &mut Pen { offset: printing.offset, ..pen.again() };
                if printing.outline {
                    let cut = sheet.cut(at.position % sheet.per_page());
                    pen.outline(&cut, sheet.corner, HAIR);
                }
                label(pen, &at.placed);
            }
        })?;
    }
    paper.finish()
}

fn label(pen: &mut Pen<'_, '_>, placed: &Placed) {
    pen.symbol(&placed.symbol, placed.at, placed.module);
    if let Some((tag, hole)) = &placed.tag {
        pen.tag(tag, *hole);
    }
    for words in &placed.words {
        pen.words(words);
    }
}

/// A document being made.
pub(crate) struct Paper {
    document: Document,
}

impl Paper {
    pub(crate) fn new(title: &str) -> Self {
        let mut document = Document::new();
        // No date: the same labels give the same bytes.
        document.set_metadata(
            Metadata::new().title(title.to_owned()).creator("Commonstead".to_owned()),
        );
        Self { document }
    }

    pub(crate) fn page(
        &mut self,
        size: Size,
        draw: impl FnOnce(&mut Pen<'_, '_>),
    ) -> Result<(), PrintError> {
        let settings = PageSettings::from_wh(points(size.width), points(size.height))
            .ok_or_else(|| PrintError::Pdf("the paper has no size".to_owned()))?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut Pen { surface: &mut surface, offset: (0.0, 0.0) });
        surface.finish();
        page.finish();
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, PrintError> {
        self.document.finish().map_err(|error| PrintError::Pdf(format!("{error:?}")))
    }
}

/// Draws on one page, in millimetres.
pub(crate) struct Pen<'p, 's> {
    pub surface: &'p mut Surface<'s>,
    /// Everything is moved by so much.
    pub offset: (f64, f64),
}

impl<'s> Pen<'_, 's> {
    pub(crate) fn again(&mut self) -> Pen<'_, 's> {
        Pen { surface: self.surface, offset: self.offset }
    }

    pub(crate) fn symbol(&mut self, symbol: &Symbol, at: (f64, f64), module: f64) {
        let mut builder = PathBuilder::new();
        for Run { column, row, modules } in symbol.runs() {
            let area = Area {
                x: at.0 + whole(column) * module,
                y: at.1 + whole(row) * module,
                width: whole(modules) * module,
                height: module,
            };
            if let Some(rect) = self.rect(&area) {
                builder.push_rect(rect);
            }
        }
        self.fill(builder.finish(), BLACK);
    }

    /// An outline with a punched hole, as a tag on a string has.
    pub(crate) fn tag(&mut self, area: &Area, hole: f64) {
        self.outline(area, area.height * 0.22, 0.28);
        let centre = (area.x + 0.5 * area.height * 0.93, area.y + area.height / 2.0);
        let around =
            Area { x: centre.0 - hole, y: centre.1 - hole, width: 2.0 * hole, height: 2.0 * hole };
        self.outline(&around, hole, 0.28);
    }

    /// A rectangle with round corners, its line `width` wide and inside it.
    pub(crate) fn outline(&mut self, area: &Area, corner: f64, width: f64) {
        let path =
            self.rounded(&area.inset(width / 2.0, width / 2.0), (corner - width / 2.0).max(0.0));
        self.stroke(path, width);
    }

    pub(crate) fn filled(&mut self, area: &Area, corner: f64, colour: Colour) {
        let path = self.rounded(area, corner);
        self.fill(path, colour);
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64) {
        let mut builder = PathBuilder::new();
        let (from, to) = (self.point(from), self.point(to));
        builder.move_to(from.0, from.1);
        builder.line_to(to.0, to.1);
        self.stroke(builder.finish(), width);
    }

    pub(crate) fn words(&mut self, words: &Words) {
        self.words_in(words, BLACK);
    }

    pub(crate) fn words_in(&mut self, words: &Words, colour: Colour) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(colour)));
        let mut x = words.x;
        for run in &words.line.runs {
            let at = self.point((x, words.baseline));
            let font: Font = run.font.clone();
            let start = Point::from_xy(at.0, at.1);
            self.surface.draw_glyphs(
                start,
                &run.glyphs,
                font,
                &run.text,
                narrow(words.size),
                false,
            );
            x += run.width * words.size / POINTS;
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        if let Some(path) = path {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(colour)));
            self.surface.draw_path(&path);
        }
    }

    fn stroke(&mut self, path: Option<Path>, width: f64) {
        if let Some(path) = path {
            self.surface.set_fill(None);
            let stroke =
                Stroke { paint: ink(BLACK).into(), width: points(width), ..Stroke::default() };
            self.surface.set_stroke(Some(stroke));
            self.surface.draw_path(&path);
        }
    }

    fn point(&self, at: (f64, f64)) -> (f32, f32) {
        (points(at.0 + self.offset.0), points(at.1 + self.offset.1))
    }

    fn rect(&self, area: &Area) -> Option<Rect> {
        let (left, top) = self.point((area.x, area.y));
        let (right, bottom) = self.point((area.right(), area.bottom()));
        Rect::from_ltrb(left, top, right, bottom)
    }

    /// The corners are quarter circles, as good as four Bézier curves draw them.
    fn rounded(&self, area: &Area, corner: f64) -> Option<Path> {
        const ROUND: f64 = 0.552_284_749_8;
        let mut builder = PathBuilder::new();
        let corner = corner.min(area.width / 2.0).min(area.height / 2.0);
        if corner <= 0.0 {
            builder.push_rect(self.rect(area)?);
            return builder.finish();
        }
        let near = corner * (1.0 - ROUND);
        let (l, t, r, b) = (area.x, area.y, area.right(), area.bottom());
        let start = self.point((l + corner, t));
        builder.move_to(start.0, start.1);
        let sides = [
            ((r - corner, t), (r - near, t), (r, t + near), (r, t + corner)),
            ((r, b - corner), (r, b - near), (r - near, b), (r - corner, b)),
            ((l + corner, b), (l + near, b), (l, b - near), (l, b - corner)),
            ((l, t + corner), (l, t + near), (l + near, t), (l + corner, t)),
        ];
        for (line, first, second, end) in sides {
            let (line, end) = (self.point(line), self.point(end));
            let (first, second) = (self.point(first), self.point(second));
            builder.line_to(line.0, line.1);
            builder.cubic_to(first.0, first.1, second.0, second.1, end.0, end.1);
        }
        builder.close();
        builder.finish()
    }
}

pub(crate) const BLACK: Colour = (0, 0, 0);
pub(crate) const WHITE: Colour = (255, 255, 255);

fn ink((red, green, blue): Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: ink(colour).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// Millimetres as points, as PDF counts.
pub(crate) fn points(millimetres: f64) -> f32 {
    narrow(millimetres * POINTS)
}

#[expect(clippy::cast_possible_truncation, reason = "a page is a few thousand points")]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[expect(clippy::cast_precision_loss, reason = "modules and pages")]
fn whole(n: usize) -> f64 {
    n as f64
}
