//! Labels as ZPL II, for Zebra and compatible printers that take text on port 9100.

use crate::{Label, Printing};
use qr::Symbol;

/// The labels in the printer's own language. It draws the symbol itself, by whole dots.
pub fn zpl(labels: &[Label], printing: &Printing) -> String {
    let copies = printing.copies.max(1);
    labels.iter().map(|label| one(label, printing, copies)).collect()
}

fn one(label: &Label, printing: &Printing, copies: u32) -> String {
    let sheet = printing.sheet;
    let dots = |millimetres: f64| whole(millimetres * f64::from(sheet.dpi) / 25.4);
    let (width, height) = (dots(sheet.label.width), dots(sheet.label.height));
    let modules = Symbol::of(&label.address).map_or(25, |symbol| symbol.side());
    let modules = u32::try_from(modules).unwrap_or(177);
    let module = ((height - dots(2.0)) / (modules + 2)).clamp(2, 10);
    let side = module * modules;
    let left = dots(1.5 + printing.offset.0.max(0.0)) + 4 * module - dots(1.5).min(4 * module);
    let top = (height.saturating_sub(side)) / 2 + dots(printing.offset.1.max(0.0));
    let text = left + side + 4 * module;
    let room = width.saturating_sub(text + dots(1.5)).max(40);
    let code = (room * 10 / 60).clamp(18, height / 5);
    let name = (height / 7).clamp(16, 60);
    // The printer moves a symbol down by 10 dots of its own.
    format!(
        "^XA^CI28^PW{width}^LL{height}^PQ{copies}\n\
         ^FO{left},{}^BQN,2,{module}^FDMA,{}^FS\n\
         ^FO{text},{top}^A0N,{name}^FB{room},3,0,L^FD{}^FS\n\
         ^FO{text},{}^A0N,{code}^FD{}^FS\n\
         ^XZ\n",
        top.saturating_sub(10),
        safe(&label.address),
        safe(&label.name),
        (top + side).saturating_sub(code),
        safe(&label.code),
    )
}

/// The signs that begin a command are no part of a name.
fn safe(text: &str) -> String {
    crate::text::plain(text).replace(['^', '~'], "-")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand dots")]
fn whole(dots: f64) -> u32 {
    dots.round().clamp(0.0, 100_000.0) as u32
}
