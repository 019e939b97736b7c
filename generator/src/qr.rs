//! QR codes as one SVG path: a third of the size of one rectangle per module.

use qrcode::bits::encode_auto;
use qrcode::{Color, EcLevel, QrCode};

/// A symbol ready for an SVG.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Symbol {
    /// Modules on each side, without the quiet zone.
    pub size: usize,
    /// The `d` attribute: all dark modules, one horizontal run after the other.
    pub path: String,
}

/// The symbol for an address, at level M or better where that costs no larger symbol. An address that
/// is too long for any symbol (more than 2 kB) has none.
pub fn symbol(text: &str) -> Option<Symbol> {
    let medium = encode_auto(text.as_bytes(), EcLevel::M).ok()?;
    let better = [EcLevel::H, EcLevel::Q].into_iter().find_map(|level| {
        let bits = encode_auto(text.as_bytes(), level).ok()?;
        (bits.version() == medium.version()).then_some((bits, level))
    });
    // To draw is what costs: eight masks are compared.
    let (bits, level) = better.unwrap_or((medium, EcLevel::M));
    let code = QrCode::with_bits(bits, level).ok()?;
    Some(Symbol { size: code.width(), path: path(&code) })
}

fn path(code: &QrCode) -> String {
    let width = code.width();
    let mut out = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let n = run.len();
                out.push_str(&format!("M{x} {y}h{n}v1h-{n}z"));
            }
            x += run.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path as a picture, eight pixels a module, with its quiet zone.
    fn pixels(symbol: &Symbol) -> (usize, Vec<u8>) {
        let side = (symbol.size + 8) * 8;
        let mut picture = vec![255; side * side];
        for run in symbol.path.split('M').skip(1) {
            let mut numbers =
                run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
            let mut next = || -> usize { numbers.next().unwrap() };
            let (x, y, n) = (next(), next(), next());
            for py in (y + 4) * 8..(y + 5) * 8 {
                picture[py * side + (x + 4) * 8..py * side + (x + 4 + n) * 8].fill(0);
            }
        }
        (side, picture)
    }

    #[test]
    fn a_reader_gets_the_address_back_from_the_path() {
        let address = "http://KIOSK.LOCAL/I/7K3QP2J";
        let symbol = symbol(address).unwrap();
        assert_eq!(symbol.size, 25, "a label's address fits version 2");
        let (side, picture) = pixels(&symbol);
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| picture[y * side + x]);
        let grids = image.detect_grids();
        assert_eq!(grids[0].decode().unwrap().1, address);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_symbol() {
        assert_eq!(symbol(&"x".repeat(5000)), None);
    }
}
