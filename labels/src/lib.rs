//! Labels and member cards as PDF, ready to print.
//!
//! Pure: labels in, bytes out. Nothing here reads a file, knows a record or asks the clock; the same
//! labels give the same bytes. Lengths are millimetres; what is not on the label (its shelf, its
//! price, its owner) is left out on purpose, because it changes.

mod calibrate;
mod card;
mod draw;
mod layout;
mod sheet;
mod text;
mod zpl;

pub use calibrate::{Instructions, calibration};
pub use card::{Card, CardWords, Colour, cards};
pub use sheet::{Area, SHEETS, Sheet, Size, Tape};
pub use text::{Fonts, NotAFont};
pub use zpl::zpl;

use layout::{Placed, SMALL_MODULE, place_on};

/// One label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What the symbol says: an address that ends with the code.
    pub address: String,
    /// The code as people type it (`7K3-QP2J`).
    pub code: String,
    /// The name of the thing or the place; empty on a blank one.
    pub name: String,
    /// The node's name.
    pub node: String,
    /// A line more, such as where to bring what was found.
    pub note: Option<String>,
}

/// How labels are laid on the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printing {
    /// What they are printed on.
    pub sheet: &'static Sheet,
    /// The first free label of the first sheet, from 1.
    pub start: u32,
    /// Labels for each thing: one for the thing, one for its case.
    pub copies: u32,
    /// What the printer is off by, in millimetres to the right and down; see [`calibration`].
    pub offset: (f64, f64),
    /// Whether the edges of the labels are drawn, for plain paper and scissors.
    pub outline: bool,
}

/// What was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Labels in it, copies too.
    pub labels: usize,
    /// Its pages.
    pub pages: usize,
    /// What a person should know before they print.
    pub warnings: Vec<Warning>,
}

/// What is not as it should be, but can be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// A name is too long for the label.
    #[error("{code}: the name is too long for this label and is cut with …")]
    Cut {
        /// The label.
        code: String,
    },
    /// Phones must come near.
    #[error(
        "the squares of the QR code are {hundredths} hundredths of a millimetre; below {SMALL} phones must come very near. Take a larger sheet, or a shorter `label_base`",
        SMALL = "45"
    )]
    SmallModule {
        /// The size of a module.
        hundredths: u32,
    },
    /// There is no font for a letter.
    #[error("no font here has {letters}; give one with --font")]
    Letters {
        /// The letters.
        letters: String,
    },
}

/// Why nothing can be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// A label that the sheet does not have.
    #[error("sheet {sheet} has labels 1 to {most}, there is no label {start}")]
    Start {
        /// The sheet.
        sheet: &'static str,
        /// Its last label.
        most: u32,
        /// The one that was asked for.
        start: u32,
    },
    /// An address that no symbol holds.
    #[error("{code}: its address is too long for a QR code ({length} letters)")]
    Address {
        /// The label.
        code: String,
        /// How long.
        length: usize,
    },
    /// The file could not be made.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
}

/// Prints labels onto sheets, or onto a roll with one page each. Of a tape each page is as long as its label.
pub fn print(
    labels: &[Label],
    printing: &Printing,
    fonts: &Fonts<'_>,
) -> Result<Printed, PrintError> {
    let placed = placed(labels, printing, fonts)?;
    let warnings = warnings(labels, &placed, fonts);
    let pages = on_pages(&placed, printing);
    let pdf = draw::labels(&pages, printing)?;
    Ok(Printed { pdf, labels: placed.len(), pages: pages.len(), warnings })
}

/// A label at its position on a sheet; positions go on over the pages.
struct At {
    position: u32,
    label: usize,
    /// What it is printed on: of a tape, as much as this label needs.
    sheet: Sheet,
    placed: Placed,
}

fn placed(labels: &[Label], printing: &Printing, fonts: &Fonts<'_>) -> Result<Vec<At>, PrintError> {
    let sheet = printing.sheet;
    let most = sheet.per_page();
    if !(1..=most).contains(&printing.start) {
        return Err(PrintError::Start { sheet: sheet.id, most, start: printing.start });
    }
    let copies =
        (0..labels.len()).flat_map(|at| std::iter::repeat_n(at, printing.copies.max(1) as usize));
    (printing.start - 1..)
        .zip(copies)
        .map(|(position, at)| {
            let label = labels.get(at);
            let placed = label.and_then(|one| place_on(one, sheet, position % most, fonts));
            let too_long = || PrintError::Address {
                code: label.map_or_else(String::new, |one| one.code.clone()),
                length: label.map_or(0, |one| one.address.len()),
            };
            let (sheet, placed) = placed.ok_or_else(too_long)?;
            Ok(At { position, label: at, sheet, placed })
        })
        .collect()
}

fn on_pages<'p>(placed: &'p [At], printing: &Printing) -> Vec<Vec<&'p At>> {
    let page = |at: &At| at.position / printing.sheet.per_page();
    placed.chunk_by(|a, b| page(a) == page(b)).map(|page| page.iter().collect()).collect()
}

fn warnings(labels: &[Label], placed: &[At], fonts: &Fonts<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let smallest = placed.iter().map(|at| at.placed.module).fold(f64::INFINITY, f64::min);
    if smallest < SMALL_MODULE {
        warnings.push(Warning::SmallModule { hundredths: hundredths(smallest) });
    }
    let mut cut: Vec<usize> = placed.iter().filter(|at| at.placed.cut).map(|at| at.label).collect();
    cut.dedup();
    let names = cut.into_iter().filter_map(|at| labels.get(at));
    warnings.extend(names.map(|label| Warning::Cut { code: label.code.clone() }));
    let texts = labels.iter().flat_map(|label| {
        [Some(label.name.as_str()), Some(label.node.as_str()), label.note.as_deref()]
    });
    let all: String = texts.flatten().collect();
    let letters = text::unknown(fonts, text::Style::Bold, &all);
    if !letters.is_empty() {
        let letters: Vec<_> = letters.iter().take(20).map(char::to_string).collect();
        warnings.push(Warning::Letters { letters: letters.join(" ") });
    }
    warnings
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a module is under 2 mm"
)]
fn hundredths(millimetres: f64) -> u32 {
    (millimetres * 100.0).round() as u32
}

#[cfg(test)]
mod tests;
