//! QR codes as one SVG path: a third of the size of one rectangle per module.

use qr::Run;

/// A symbol ready for an SVG.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Symbol {
    /// Modules on each side, without the quiet zone.
    pub size: usize,
    /// The `d` attribute: all dark modules, one horizontal run after the other.
    pub path: String,
}

/// The symbol for an address, as [`qr::Symbol::of`] draws it. An address that is too long for any symbol
/// (more than 2 kB) has none.
pub fn symbol(text: &str) -> Option<Symbol> {
    let symbol = qr::Symbol::of(text)?;
    let run = |Run { column, row, modules }| format!("M{column} {row}h{modules}v1h-{modules}z");
    Some(Symbol { size: symbol.side(), path: symbol.runs().into_iter().map(run).collect() })
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
