//! An address as a QR symbol (ISO/IEC 18004).

use qrcode::{Color, EcLevel, QrCode};

/// The dark modules of a symbol, without the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub side: usize,
    dark: Vec<bool>,
}

/// Modules that must stay white on each side of a symbol.
pub(crate) const QUIET: f64 = 4.0;

impl Symbol {
    /// At level M, or better where that costs no larger symbol: dirt hides a whole finder pattern
    /// before a higher level would have helped.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let medium = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let better = [EcLevel::H, EcLevel::Q].into_iter().find_map(|level| {
            let code = QrCode::with_error_correction_level(text, level).ok()?;
            (code.version() == medium.version()).then_some(code)
        });
        let code = better.unwrap_or(medium);
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Some(Self { side: code.width(), dark })
    }

    /// The dark modules as rectangles (column, row, columns), one for each horizontal run.
    pub(crate) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (y, row) in self.dark.chunks(self.side.max(1)).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    runs.push((x, y, run.len()));
                }
                x += run.len();
            }
        }
        runs
    }

    /// Modules on each side, as a length.
    #[expect(clippy::cast_precision_loss, reason = "at most 177")]
    pub(crate) fn modules(&self) -> f64 {
        self.side as f64
    }
}
