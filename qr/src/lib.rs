//! An address as a QR symbol (ISO/IEC 18004).
//!
//! Encoding, error correction and drawing are the `qrcode` crate's. Which level a symbol gets is decided
//! here; which mask it gets is computed here, because a site of ten thousand things has ten thousand
//! symbols, and comparing their masks module by module took a quarter of its build.

mod penalty;

use qrcode::bits::{Bits, encode_auto};
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, QrResult, ec};

use penalty::{Grid, WIDEST, penalty};

/// Each mask of §7.8.2, in its order: of two equally good ones the first is taken.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The modules of a symbol, without the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

/// Dark modules of one row, side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Column of the first, from the left, from 0.
    pub column: usize,
    /// The row, from the top, from 0.
    pub row: usize,
    /// How many; at least one.
    pub modules: usize,
}

impl Symbol {
    /// The symbol for a text, at level M, or better where that costs no larger symbol: dirt hides a whole
    /// finder pattern before a higher level would have helped. A text that is too long for any symbol
    /// (more than about 2 kB) has none.
    pub fn of(text: &str) -> Option<Self> {
        let medium = encode_auto(text.as_bytes(), EcLevel::M).ok()?;
        let better = [EcLevel::H, EcLevel::Q].into_iter().find_map(|level| {
            let bits = encode_auto(text.as_bytes(), level).ok()?;
            (bits.version() == medium.version()).then_some((bits, level))
        });
        let (bits, level) = better.unwrap_or((medium, EcLevel::M));
        drawn(bits, level).ok()
    }

    /// The smallest symbol for a text: level L, for a screen that nobody's thumb has been on.
    pub fn small(text: &str) -> Option<Self> {
        drawn(encode_auto(text.as_bytes(), EcLevel::L).ok()?, EcLevel::L).ok()
    }

    /// Modules on each side: 21 to 177.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; what lies outside is not.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.side && self.dark.get(row * self.side + column).is_some_and(|&dark| dark)
    }

    /// All dark modules, row by row.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        for (row, modules) in self.dark.chunks(self.side.max(1)).enumerate() {
            let mut column = 0;
            for run in modules.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    runs.push(Run { column, row, modules: run.len() });
                }
                column += run.len();
            }
        }
        runs
    }
}

fn drawn(bits: Bits, level: EcLevel) -> QrResult<Symbol> {
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level)?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let side = usize::try_from(version.width()).unwrap_or_default();
    let masked = |mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(mask);
        dark(canvas)
    };
    let best = (side <= WIDEST)
        .then(|| MASKS.map(masked).into_iter().min_by_key(|dark| penalty(&Grid::new(dark, side))))
        .flatten();
    Ok(Symbol { side, dark: best.unwrap_or_else(|| dark(canvas.apply_best_mask())) })
}

fn dark(canvas: Canvas) -> Vec<bool> {
    canvas.into_colors().into_iter().map(|colour| colour == Color::Dark).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qrcode::QrCode;

    use super::*;

    fn by_the_library(text: &str, level: EcLevel) -> Vec<bool> {
        let code = QrCode::with_error_correction_level(text, level).unwrap();
        code.into_colors().into_iter().map(|colour| colour == Color::Dark).collect()
    }

    proptest! {
        #[test]
        fn the_mask_is_the_one_that_the_library_takes(text in "\\PC{1,120}") {
            let ours = Symbol::small(&text).unwrap();
            prop_assert_eq!(ours.dark, by_the_library(&text, EcLevel::L));
        }
    }

    #[test]
    fn a_text_too_long_for_fast_comparing_gets_its_mask_too() {
        for length in [100, 321, 322, 600, 2900] {
            let text = "x".repeat(length);
            let ours = Symbol::small(&text).unwrap();
            assert_eq!(ours.dark, by_the_library(&text, EcLevel::L), "{length} letters");
        }
    }

    #[test]
    fn a_label_has_the_best_level_that_costs_no_larger_symbol() {
        let address = "http://KIOSK.LOCAL/I/7K3QP2J";
        let symbol = Symbol::of(address).unwrap();
        assert_eq!(symbol.side(), 25, "a label's address fits version 2");
        assert_eq!(symbol.dark, by_the_library(address, EcLevel::M));
        let short = Symbol::of("7K3QP2J").unwrap();
        assert_eq!(short.dark, by_the_library("7K3QP2J", EcLevel::H));
    }

    #[test]
    fn a_reader_gets_the_text_back_from_the_runs() {
        let address = "http://KIOSK.LOCAL/I/7K3QP2J";
        let symbol = Symbol::of(address).unwrap();
        let side = (symbol.side() + 8) * 8;
        let mut picture = vec![255_u8; side * side];
        for Run { column, row, modules } in symbol.runs() {
            for y in (row + 4) * 8..(row + 5) * 8 {
                picture[y * side + (column + 4) * 8..][..modules * 8].fill(0);
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| picture[y * side + x]);
        assert_eq!(image.detect_grids()[0].decode().unwrap().1, address);
        let modules: usize = symbol.runs().iter().map(|run| run.modules).sum();
        let dark = |row| (0..30).filter(|&column| symbol.is_dark(column, row)).count();
        assert_eq!((0..30).map(dark).sum::<usize>(), modules);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_symbol() {
        assert_eq!(Symbol::of(&"x".repeat(5000)), None);
        assert_eq!(Symbol::small(&"x".repeat(5000)), None);
    }
}
