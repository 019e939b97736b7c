//! QR codes as one SVG path: a third of the size of one rectangle per module.

use qr::Run;

/// A symbol ready for an SVG.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Symbol {
    /// Modules on each side, without the quiet zone.
    pub size: usize,
    /// The `d` attribute: all dark modules, one horizontal run after the other, each from where the one
    /// before began.
    pub path: String,
}

/// The symbol for an address, as [`qr::Symbol::of`] draws it. An address that is too long for any symbol
/// (more than 2 kB) has none.
pub fn symbol(text: &str) -> Option<Symbol> {
    let symbol = qr::Symbol::of(text)?;
    let (mut path, mut from) = (String::new(), (0, 0));
    for Run { column, row, modules } in symbol.runs() {
        // Ways instead of places: the same few come again and again, which packs well.
        let (right, down) = (column.cast_signed() - from.0, row.cast_signed() - from.1);
        path.push_str(&format!("m{right} {down}h{modules}v1h-{modules}z"));
        from = (column.cast_signed(), row.cast_signed());
    }
    Some(Symbol { size: symbol.side(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path as a picture, eight pixels a module, with its quiet zone.
    fn pixels(symbol: &Symbol) -> (usize, Vec<u8>) {
        let side = (symbol.size + 8) * 8;
        let mut picture = vec![255; side * side];
        let (mut x, mut y) = (0_usize, 0_usize);
        for run in symbol.path.split('m').skip(1) {
            let (way, run) = run.split_once('h').unwrap();
            let (right, down) = way.split_once(' ').unwrap();
            x = x.checked_add_signed(right.parse().unwrap()).unwrap();
            y = y.checked_add_signed(down.parse().unwrap()).unwrap();
            let n: usize = run.split_once("v1h-").unwrap().0.parse().unwrap();
            assert_eq!(run, format!("{n}v1h-{n}z"), "back to where it began");
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
