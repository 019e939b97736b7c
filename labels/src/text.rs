//! Words → glyphs: which face has them, how wide they are, where lines break.
//!
//! Scripts may be mixed in a line (Unicode Bidirectional Algorithm, UAX #9); each run is shaped by
//! the first face that has its letters.

use std::collections::HashSet;
use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer, ttf_parser};
use unicode_bidi::{BidiInfo, Level};

/// Points in a millimetre.
pub(crate) const POINTS: f64 = 72.0 / 25.4;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A name.
    Bold,
    /// Everything beside it.
    Plain,
    /// A code: every letter as wide as the others, 0 and O apart.
    Code,
}

/// A font file.
#[derive(Clone)]
struct Face<'f> {
    parsed: rustybuzz::Face<'f>,
    /// The letters it has.
    letters: HashSet<u32>,
    font: Font,
}

/// The typefaces that labels are set in.
#[derive(Clone)]
pub struct Fonts<'f> {
    bold: Face<'f>,
    plain: Face<'f>,
    code: Face<'f>,
    /// For what the faces above do not have, the first that has it.
    others: Vec<Face<'f>>,
}

impl std::fmt::Debug for Fonts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("others", &self.others.len()).finish_non_exhaustive()
    }
}

/// A file that is no font that can be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a TrueType or OpenType font")]
pub struct NotAFont;

impl<'f> Fonts<'f> {
    /// The built-in faces (Latin and Arabic), and a node's own ones for other scripts.
    pub fn with(others: &'f [Vec<u8>]) -> Result<Self, NotAFont> {
        let mut all: Vec<_> = others.iter().map(|data| face(data)).collect::<Result<_, _>>()?;
        all.push(face(include_bytes!("../fonts/noto-sans-arabic-600.ttf"))?);
        Ok(Self {
            bold: face(include_bytes!("../fonts/atkinson-next-700.ttf"))?,
            plain: face(include_bytes!("../fonts/atkinson-next-500.ttf"))?,
            code: face(include_bytes!("../fonts/atkinson-mono-700.ttf"))?,
            others: all,
        })
    }

    fn first(&self, style: Style) -> &Face<'f> {
        match style {
            Style::Bold => &self.bold,
            Style::Plain => &self.plain,
            Style::Code => &self.code,
        }
    }

    /// The faces in the order in which they are asked for a letter.
    fn chain(&self, style: Style) -> impl Iterator<Item = &Face<'f>> {
        [self.first(style), &self.plain].into_iter().chain(&self.others)
    }
}

fn face(data: &[u8]) -> Result<Face<'_>, NotAFont> {
    let parsed = rustybuzz::Face::from_slice(data, 0).ok_or(NotAFont)?;
    let mut letters = HashSet::new();
    let tables = parsed.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|letter| {
            letters.insert(letter);
        });
    }
    let font = Font::new(data.to_vec().into(), 0).ok_or(NotAFont)?;
    Ok(Face { parsed, letters, font })
}

impl Face<'_> {
    fn has(&self, c: char) -> bool {
        self.letters.contains(&u32::from(c))
    }
}

/// A piece of a line in one face and one direction.
#[derive(Clone)]
pub(crate) struct Run {
    pub font: Font,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// In em.
    pub width: f64,
}

/// One line, its runs from the left to the right.
#[derive(Clone)]
pub(crate) struct Line {
    pub runs: Vec<Run>,
    /// Whether it starts at the right.
    pub rtl: bool,
}

impl Line {
    /// In em.
    pub(crate) fn width(&self) -> f64 {
        self.runs.iter().map(|run| run.width).sum()
    }
}

/// The text without what cannot be seen, and its spaces as single ones.
pub(crate) fn plain(text: &str) -> String {
    let seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let words: Vec<_> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().filter(seen).collect()
}

/// The letters that no face has.
pub(crate) fn unknown(fonts: &Fonts<'_>, style: Style, text: &str) -> Vec<char> {
    let mut none: Vec<char> =
        plain(text).chars().filter(|&c| !fonts.chain(style).any(|face| face.has(c))).collect();
    none.sort_unstable();
    none.dedup();
    none
}

/// A text on one line.
pub(crate) fn line(fonts: &Fonts<'_>, style: Style, text: &str) -> Line {
    let text = plain(text);
    let bidi = BidiInfo::new(&text, None);
    let Some(paragraph) = bidi.paragraphs.first() else {
        return Line { runs: Vec::new(), rtl: false };
    };
    let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut runs = Vec::new();
    for range in ranges {
        let level = levels.get(range.start).copied().unwrap_or_else(Level::ltr);
        let mut pieces = by_face(fonts, style, &text, range);
        if level.is_rtl() {
            pieces.reverse();
        }
        let shaped = pieces
            .into_iter()
            .filter_map(|(face, range)| Some(shaped(face, text.get(range)?, level.is_rtl())));
        runs.extend(shaped);
    }
    Line { runs, rtl: paragraph.level.is_rtl() }
}

/// The ranges of a text that one face after the other can show.
fn by_face<'a, 'f>(
    fonts: &'a Fonts<'f>,
    style: Style,
    text: &str,
    range: Range<usize>,
) -> Vec<(&'a Face<'f>, Range<usize>)> {
    let chain: Vec<_> = fonts.chain(style).collect();
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
        let (start, end) = (range.start + at, range.start + at + c.len_utf8());
        let same = pieces.last().map(|piece| piece.0);
        // A space stays with what stands before it; nobody has it, the first face shows that.
        let stays =
            same.filter(|&of| c == ' ' || (of > 0 && chain.get(of).is_some_and(|f| f.has(c))));
        let of = stays.or_else(|| chain.iter().position(|face| face.has(c))).unwrap_or(0);
        match pieces.last_mut() {
            Some((last, range)) if *last == of => range.end = end,
            _ => pieces.push((of, start..end)),
        }
    }
    pieces.into_iter().filter_map(|(of, range)| Some((*chain.get(of)?, range))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
fn shaped(face: &Face<'_>, text: &str, rtl: bool) -> Run {
    let parsed = &face.parsed;
    let em = parsed.units_per_em() as f32;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let output = rustybuzz::shape(parsed, &[], buffer);
    let infos = output.glyph_infos();
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |start: usize| starts.iter().copied().find(|&s| s > start).unwrap_or(text.len());
    let glyphs: Vec<_> = infos
        .iter()
        .zip(output.glyph_positions())
        .map(|(info, at)| {
            let start = info.cluster as usize;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                at.x_advance as f32 / em,
                at.x_offset as f32 / em,
                at.y_offset as f32 / em,
                at.y_advance as f32 / em,
                start..end(start),
                None,
            )
        })
        .collect();
    let width = glyphs.iter().map(|glyph| f64::from(glyph.x_advance)).sum();
    Run { font: face.font.clone(), text: text.to_owned(), glyphs, width }
}

/// Lines at a size in points.
pub(crate) struct Fitted {
    pub lines: Vec<Line>,
    pub size: f64,
    /// Whether words had to be left out.
    pub cut: bool,
}

/// What a text may take: millimetres wide, so many lines, so many points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub width: f64,
    pub lines: usize,
    pub most: f64,
    pub least: f64,
}

/// The text as large as it fits; cut with an ellipsis where it does not even at the least size.
pub(crate) fn fitted(fonts: &Fonts<'_>, style: Style, text: &str, room: Room) -> Fitted {
    let mut size = room.most;
    loop {
        let width = room.width * POINTS / size;
        let (lines, cut) = broken(fonts, style, text, width, room.lines);
        if !cut || size - 0.5 < room.least {
            return Fitted { lines, size, cut };
        }
        size -= 0.5;
    }
}

/// Lines at most `width` em wide; the last one is cut where there are more than `most`. At sizes
/// above the least, a word that does not fit counts as cut.
fn broken(
    fonts: &Fonts<'_>,
    style: Style,
    text: &str,
    width: f64,
    most: usize,
) -> (Vec<Line>, bool) {
    let measure = |text: &str| line(fonts, style, text).width();
    let mut lines: Vec<String> = Vec::new();
    let mut cut = false;
    for word in words(&plain(text)) {
        let joined = lines.last().map(|line| format!("{line} {word}"));
        match (lines.last_mut(), joined) {
            (Some(last), Some(joined)) if measure(&joined) <= width => *last = joined,
            _ => lines.push(word),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    let shown = lines.into_iter().map(|text| {
        let whole = line(fonts, style, &text);
        if whole.width() <= width {
            return whole;
        }
        cut = true;
        shortened(fonts, style, &text, width)
    });
    let shown = shown.collect();
    (shown, cut)
}

/// What stays on one line: a word, or a number with its unit.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let is_unit = word.chars().count() <= 4;
        match words.last_mut() {
            Some(last) if is_unit && last.ends_with(|c: char| c.is_ascii_digit()) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// As many letters as fit, and an ellipsis.
fn shortened(fonts: &Fonts<'_>, style: Style, text: &str, width: f64) -> Line {
    let mut rest: String = text.to_owned();
    loop {
        let tried = line(fonts, style, &format!("{}…", rest.trim_end()));
        if rest.is_empty() || tried.width() <= width {
            return tried;
        }
        rest.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts<'static> {
        Fonts::with(&[]).unwrap()
    }

    fn room(width: f64, lines: usize) -> Room {
        Room { width, lines, most: 12.0, least: 8.0 }
    }

    fn texts(fitted: &Fitted) -> Vec<String> {
        let text = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect();
        fitted.lines.iter().map(text).collect()
    }

    #[test]
    fn a_long_name_breaks_between_words_and_shrinks_before_it_is_cut() {
        let fonts = fonts();
        let name = "Cordless combi drill, 18 V";
        let one = fitted(&fonts, Style::Bold, name, room(100.0, 2));
        assert_eq!((texts(&one), one.size), (vec![name.to_owned()], 12.0));
        let two = fitted(&fonts, Style::Bold, name, room(31.0, 2));
        assert_eq!(texts(&two), ["Cordless combi", "drill, 18 V"]);
        let tiny = fitted(&fonts, Style::Bold, name, room(15.0, 1));
        assert!(tiny.cut && texts(&tiny)[0].ends_with('…') && tiny.size <= 8.0);
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(words("Stepladder, 2.4 m high"), ["Stepladder,", "2.4 m", "high"]);
        assert_eq!(words("Set of 12 screwdrivers"), ["Set", "of", "12", "screwdrivers"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let fonts = fonts();
        for name in ["Donaudampfschifffahrtsgesellschaft", "مثقاب لاسلكي 18 فولت", "A b c d e f g"]
        {
            for width in [10.0, 20.0, 40.0] {
                let fitted = fitted(&fonts, Style::Bold, name, room(width, 2));
                for line in &fitted.lines {
                    assert!(line.width() * fitted.size / POINTS <= width + 1e-6, "{name} {width}");
                }
                assert!(fitted.lines.len() <= 2);
            }
        }
    }

    #[test]
    fn arabic_runs_from_the_right_and_keeps_its_numbers() {
        let line = line(&fonts(), Style::Bold, "مثقاب Bosch 18 V");
        assert!(line.rtl);
        let seen: Vec<_> = line.runs.iter().map(|run| run.text.trim()).collect();
        assert_eq!(seen, ["Bosch 18 V", "مثقاب"]);
    }

    #[test]
    fn letters_that_no_face_has_are_named() {
        assert_eq!(unknown(&fonts(), Style::Bold, "Drill ドリル"), ['ド', 'リ', 'ル']);
        assert_eq!(unknown(&fonts(), Style::Bold, "Ærø, Łódź, śrubokręt, مثقاب"), []);
    }

    #[test]
    fn what_cannot_be_seen_is_not_printed() {
        assert_eq!(plain(" A\u{2068}b\u{2069}\n c\u{7} "), "Ab c");
    }
}
