//! The sheets and rolls that labels come on, in millimetres.
//!
//! Sizes are the makers' published ones where they add up to the paper, else those of the glabels
//! template database (MIT), rounded to the hundredth. Rolls are one label a page.

/// A width and a height, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From the left to the right.
    pub width: f64,
    /// From the top to the bottom.
    pub height: f64,
}

/// A place on the paper, in millimetres from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

impl Area {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Smaller by so much on each side.
    #[must_use]
    pub fn inset(&self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            width: self.width - 2.0 * x,
            height: self.height - 2.0 * y,
        }
    }

    /// The part that is in both.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        Self { x, y, width: (right - x).max(0.0), height: (bottom - y).max(0.0) }
    }

    /// Whether another area lies in this one, to a hundredth of a millimetre.
    pub fn holds(&self, other: &Self) -> bool {
        const SLACK: f64 = 0.01;
        other.x >= self.x - SLACK
            && other.y >= self.y - SLACK
            && other.right() <= self.right() + SLACK
            && other.bottom() <= self.bottom() + SLACK
    }

    /// Moved by so much.
    #[must_use]
    pub fn shifted(&self, by: (f64, f64)) -> Self {
        Self { x: self.x + by.0, y: self.y + by.1, ..*self }
    }
}

/// What labels are printed on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// What it is asked for by.
    pub id: &'static str,
    /// Other numbers of the same sheet.
    pub also: &'static [&'static str],
    /// What a person looks for in a shop.
    pub name: &'static str,
    /// The paper, or the one label of a roll.
    pub paper: Size,
    /// Labels in a row.
    pub columns: u32,
    /// Rows of labels.
    pub rows: u32,
    /// One label.
    pub label: Size,
    /// The left and upper edge of the first label.
    pub first: (f64, f64),
    /// From one label's edge to the next one's.
    pub pitch: (f64, f64),
    /// The radius of the corners; half the width of a round label.
    pub corner: f64,
    /// What is kept clear inside a label's edge: for the cutter's tolerance, or because the printer
    /// does not reach there.
    pub clear: (f64, f64),
    /// The dots of the printer, an inch: a QR module is a whole number of them.
    pub dpi: u32,
    /// A tape without end: the printer cuts each label at its own length. The label's size in the table
    /// is then the longest.
    pub tape: Option<Tape>,
}

/// How long labels of a tape may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tape {
    /// Whether they grow downwards; else to the right.
    pub downwards: bool,
    /// The shortest, in millimetres: what a symbol and a short name need.
    pub least: f64,
}

/// What an office printer does not reach along the edges of a sheet.
const UNREACHED: f64 = 5.0;

const A4: Size = Size { width: 210.0, height: 297.0 };
const LETTER: Size = Size { width: 215.9, height: 279.4 };

/// Everything that labels can be printed on, sheets first.
pub const SHEETS: &[Sheet] = &[
    sheet(
        "L7160",
        &["J8160", "L7660"],
        "Avery L7160, A4, 21 labels",
        A4,
        (3, 7),
        (63.5, 38.1),
        (7.21, 15.15),
        (66.04, 38.1),
        1.5,
    ),
    sheet(
        "L7120",
        &["L7120-25"],
        "Avery L7120, A4, 35 squares",
        A4,
        (5, 7),
        (35.0, 35.0),
        (7.5, 11.0),
        (40.0, 40.0),
        1.5,
    ),
    sheet(
        "L7651",
        &["J8651"],
        "Avery L7651, A4, 65 small labels",
        A4,
        (5, 13),
        (38.1, 21.2),
        (4.75, 10.7),
        (40.6, 21.2),
        1.5,
    ),
    sheet(
        "L7159",
        &["J8159"],
        "Avery L7159, A4, 24 labels",
        A4,
        (3, 8),
        (63.5, 33.9),
        (7.21, 12.9),
        (66.04, 33.9),
        1.5,
    ),
    sheet(
        "L7163",
        &["J8163"],
        "Avery L7163, A4, 14 large labels",
        A4,
        (2, 7),
        (99.1, 38.1),
        (4.65, 15.15),
        (101.6, 38.1),
        1.5,
    ),
    sheet(
        "L4732",
        &["L4732REV"],
        "Avery L4732, A4, 80 tiny labels",
        A4,
        (5, 16),
        (35.6, 16.9),
        (11.0, 13.0),
        (38.1, 16.9),
        1.5,
    ),
    sheet(
        "3475",
        &["Z3475"],
        "Avery Zweckform 3475, A4, 24 labels",
        A4,
        (3, 8),
        (70.0, 36.0),
        (0.0, 4.43),
        (70.05, 36.03),
        0.0,
    ),
    sheet(
        "5160",
        &["5520", "8160"],
        "Avery 5160, Letter, 30 labels",
        LETTER,
        (3, 10),
        (66.675, 25.4),
        (4.7625, 12.7),
        (69.85, 25.4),
        1.6,
    ),
    sheet(
        "5163",
        &["8163"],
        "Avery 5163, Letter, 10 large labels",
        LETTER,
        (2, 5),
        (101.6, 50.8),
        (3.97, 12.7),
        (106.36, 50.8),
        3.2,
    ),
    sheet(
        "5164",
        &["8164"],
        "Avery 5164, Letter, 6 very large labels",
        LETTER,
        (2, 3),
        (101.6, 84.67),
        (3.97, 12.7),
        (106.36, 84.67),
        3.2,
    ),
    sheet(
        "5167",
        &["8167"],
        "Avery 5167, Letter, 80 narrow labels",
        LETTER,
        (4, 20),
        (44.45, 12.7),
        (7.14, 12.7),
        (52.39, 12.7),
        1.6,
    ),
    sheet(
        "22805",
        &["22806"],
        "Avery 22805, Letter, 24 squares",
        LETTER,
        (4, 6),
        (38.1, 38.1),
        (19.84, 12.7),
        (46.04, 43.18),
        1.5,
    ),
    sheet(
        "6570",
        &[],
        "Avery 6570, Letter, 32 identity labels",
        LETTER,
        (4, 8),
        (44.45, 31.75),
        (12.7, 12.7),
        (49.22, 31.75),
        1.6,
    ),
    roll(
        "QL-62x29",
        &["DK-11209", "DK-1209"],
        "Brother QL, 62 x 29 mm",
        (62.0, 29.0),
        (1.55, 3.05),
        1.5,
    ),
    roll(
        "QL-29x90",
        &["DK-11201", "DK-1201"],
        "Brother QL, 29 x 90 mm",
        (90.0, 29.0),
        (3.05, 1.55),
        1.5,
    ),
    roll(
        "QL-38x90",
        &["DK-11208", "DK-1208"],
        "Brother QL, 38 x 90 mm",
        (90.0, 38.0),
        (3.05, 1.55),
        1.5,
    ),
    roll(
        "QL-17x54",
        &["DK-11204", "DK-1204"],
        "Brother QL, 17 x 54 mm",
        (54.0, 17.0),
        (3.05, 1.55),
        1.5,
    ),
    roll(
        "QL-23x23",
        &["DK-11221", "DK-1221"],
        "Brother QL, 23 x 23 mm",
        (23.0, 23.0),
        (2.95, 2.95),
        1.0,
    ),
    roll(
        "QL-D24",
        &["DK-11218", "DK-1218"],
        "Brother QL, round, 24 mm",
        (24.0, 24.0),
        (2.0, 2.0),
        12.0,
    ),
    // What the printer reaches of the tape's width: 696 and 306 dots; before and after a label 3 mm.
    tape(
        "QL-62",
        &["DK-22205", "DK-2205"],
        "Brother QL, tape of 62 mm",
        (62.0, 60.0),
        (1.55, 3.05),
        Tape { downwards: true, least: 26.0 },
    ),
    tape(
        "QL-29",
        &["DK-22210", "DK-2210"],
        "Brother QL, tape of 29 mm",
        (110.0, 29.0),
        (3.05, 1.55),
        Tape { downwards: false, least: 55.0 },
    ),
    roll(
        "99010",
        &["30252", "1983173"],
        "DYMO LabelWriter, 28 x 89 mm",
        (89.0, 28.0),
        (3.5, 1.5),
        1.5,
    ),
    roll("99014", &["30323"], "DYMO LabelWriter, 54 x 101 mm", (101.0, 54.0), (3.5, 1.5), 1.5),
    roll("11354", &["30334"], "DYMO LabelWriter, 57 x 32 mm", (57.0, 32.0), (3.5, 1.5), 1.5),
    roll("30332", &["11352"], "DYMO LabelWriter, 25 x 25 mm", (25.0, 25.0), (1.5, 1.5), 1.5),
    zebra("ZD-57x32", "Zebra, 57 x 32 mm at 203 dpi", (57.0, 32.0)),
    zebra("ZD-51x25", "Zebra, 51 x 25 mm at 203 dpi", (51.0, 25.0)),
];

#[expect(clippy::too_many_arguments, reason = "a row of the table")]
const fn sheet(
    id: &'static str,
    also: &'static [&'static str],
    name: &'static str,
    paper: Size,
    grid: (u32, u32),
    label: (f64, f64),
    first: (f64, f64),
    pitch: (f64, f64),
    corner: f64,
) -> Sheet {
    let label = Size { width: label.0, height: label.1 };
    let clear = if label.height < 18.0 { (1.2, 0.6) } else { (1.5, 1.5) };
    Sheet {
        id,
        also,
        name,
        paper,
        columns: grid.0,
        rows: grid.1,
        label,
        first,
        pitch,
        corner,
        clear,
        dpi: 600,
        tape: None,
    }
}

const fn roll(
    id: &'static str,
    also: &'static [&'static str],
    name: &'static str,
    label: (f64, f64),
    clear: (f64, f64),
    corner: f64,
) -> Sheet {
    let label = Size { width: label.0, height: label.1 };
    Sheet {
        id,
        also,
        name,
        paper: label,
        columns: 1,
        rows: 1,
        label,
        first: (0.0, 0.0),
        pitch: label_pitch(label),
        corner,
        clear,
        dpi: 300,
        tape: None,
    }
}

/// A tape without end, with the longest label that is cut from it.
const fn tape(
    id: &'static str,
    also: &'static [&'static str],
    name: &'static str,
    longest: (f64, f64),
    clear: (f64, f64),
    tape: Tape,
) -> Sheet {
    Sheet { tape: Some(tape), ..roll(id, also, name, longest, clear, 0.0) }
}

const fn zebra(id: &'static str, name: &'static str, label: (f64, f64)) -> Sheet {
    Sheet { dpi: 203, ..roll(id, &[], name, label, (1.5, 1.5), 1.5) }
}

const fn label_pitch(label: Size) -> (f64, f64) {
    (label.width, label.height)
}

impl Sheet {
    /// The sheet of this number, whatever its case and whatever stands between.
    pub fn named(name: &str) -> Option<&'static Self> {
        let plain = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
        };
        let wanted = plain(name);
        let fits = |one: &str| plain(one) == wanted;
        SHEETS.iter().find(|sheet| fits(sheet.id) || sheet.also.iter().any(|also| fits(also)))
    }

    /// Labels on one sheet.
    pub fn per_page(&self) -> u32 {
        self.columns * self.rows
    }

    /// Whether it is one label after the other, without a sheet.
    pub fn is_roll(&self) -> bool {
        self.per_page() == 1
    }

    /// The lengths that labels of a tape are tried at, the shortest first; none for what has a size of its own.
    pub fn lengths(&self) -> Vec<Self> {
        let Some(tape) = self.tape else { return Vec::new() };
        let longest = if tape.downwards { self.label.height } else { self.label.width };
        let mut found = Vec::new();
        let mut length = tape.least;
        while length < longest {
            found.push(self.cut_to(tape, length));
            length += 2.0;
        }
        found.push(*self);
        found
    }

    fn cut_to(&self, tape: Tape, length: f64) -> Self {
        let label = if tape.downwards {
            Size { height: length, ..self.label }
        } else {
            Size { width: length, ..self.label }
        };
        Self { label, paper: label, pitch: label_pitch(label), ..*self }
    }

    /// Where a label is cut, counted from 0 along the rows.
    pub fn cut(&self, position: u32) -> Area {
        let (column, row) = (position % self.columns, position / self.columns);
        Area {
            x: self.first.0 + f64::from(column) * self.pitch.0,
            y: self.first.1 + f64::from(row) * self.pitch.1,
            width: self.label.width,
            height: self.label.height,
        }
    }

    /// Where a label may be printed on.
    pub fn safe(&self, position: u32) -> Area {
        let cut = self.cut(position);
        let inside = cut.inset(self.clear.0, self.clear.1);
        if self.is_roll() {
            inside
        } else {
            inside.within(&self.page().inset(UNREACHED, UNREACHED))
        }
    }

    /// The whole paper.
    pub fn page(&self) -> Area {
        Area { x: 0.0, y: 0.0, width: self.paper.width, height: self.paper.height }
    }

    /// Whether labels are round.
    pub fn is_round(&self) -> bool {
        self.corner * 2.0 >= self.label.width
    }

    /// A place on the printer's grid of dots, at or just after this one.
    pub fn on_dot(&self, place: f64) -> f64 {
        let dots = f64::from(self.dpi) / 25.4;
        (place * dots - 1e-6).ceil() / dots
    }

    /// A length as a whole number of printer dots, at most this long.
    pub fn in_dots(&self, length: f64) -> f64 {
        let dots = f64::from(self.dpi) / 25.4;
        // A hair more, so that 6 dots are not taken for 5.9999.
        (length * dots + 1e-6).floor() / dots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_of_every_sheet_lies_on_the_paper_and_beside_its_neighbours() {
        for sheet in SHEETS {
            for position in 0..sheet.per_page() {
                let cut = sheet.cut(position);
                let paper = sheet.page();
                // 3475 reaches over the paper's right edge by a tenth of a millimetre.
                assert!(paper.inset(-0.15, -0.15).holds(&cut), "{} {position}: {cut:?}", sheet.id);
                assert!(cut.holds(&sheet.safe(position)), "{}", sheet.id);
            }
            assert!(sheet.columns < 2 || sheet.pitch.0 >= sheet.label.width, "{}", sheet.id);
            assert!(sheet.rows < 2 || sheet.pitch.1 >= sheet.label.height, "{}", sheet.id);
        }
    }

    #[test]
    fn sheets_are_centred_on_their_paper_but_for_a_few_tenths() {
        for sheet in SHEETS.iter().filter(|sheet| !sheet.is_roll()) {
            let last = sheet.cut(sheet.per_page() - 1);
            let right = sheet.paper.width - last.right();
            assert!((right - sheet.first.0).abs() < 1.7, "{}: {right}", sheet.id);
        }
    }

    #[test]
    fn a_sheet_is_found_by_any_of_its_numbers() {
        for name in ["L7160", "l7160", "J8160", "L-7160"] {
            assert_eq!(Sheet::named(name).map(|sheet| sheet.id), Some("L7160"), "{name}");
        }
        assert_eq!(Sheet::named("dk11201").map(|sheet| sheet.id), Some("QL-29x90"));
        assert_eq!(Sheet::named("L9999"), None);
        assert_eq!(Sheet::named(""), None);
    }

    #[test]
    fn no_number_means_two_sheets() {
        let mut all: Vec<_> =
            SHEETS.iter().flat_map(|sheet| sheet.also.iter().chain([&sheet.id])).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{all:?}");
    }

    #[test]
    fn a_module_is_a_whole_number_of_dots() {
        let roll = Sheet::named("QL-62x29").unwrap();
        assert!((roll.in_dots(0.55) - 6.0 * 25.4 / 300.0).abs() < 1e-9);
        assert!((roll.in_dots(6.0 * 25.4 / 300.0) - 6.0 * 25.4 / 300.0).abs() < 1e-9);
    }
}
