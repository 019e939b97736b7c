//! What each printer on this device is off by, sheet by sheet: said once, remembered.

use std::collections::BTreeMap;

use camino::Utf8Path;
use catalog::store::write_atomic;
use serde::{Deserialize, Serialize};

use crate::report::Report;

const FILE: &str = ".stead/printers.json";
/// Where nobody named one.
const UNNAMED: &str = "printer";

/// Millimetres to the right and down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Offset {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The printers of this device. Where the file is lost, every printer prints straight.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Printers {
    /// The printer that was used before.
    last: Option<String>,
    /// By printer, then by sheet.
    offsets: BTreeMap<String, BTreeMap<String, Offset>>,
}

impl Printers {
    pub(super) fn of(root: &Utf8Path) -> Self {
        let text = fs_err::read_to_string(root.join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// What this printer is off by on this sheet: what is said now, else what was said before. Tells
    /// which printer it is, and whether there is anything new to remember.
    pub(super) fn choose(
        &mut self,
        printer: Option<&str>,
        sheet: &str,
        x: Option<f64>,
        y: Option<f64>,
    ) -> (String, Offset, bool) {
        let before = self.clone();
        let name = printer.or(self.last.as_deref()).unwrap_or(UNNAMED).to_owned();
        let known = self.offsets.get(&name).and_then(|sheets| sheets.get(sheet));
        let known = known.copied().unwrap_or_default();
        let offset = Offset { x: x.unwrap_or(known.x), y: y.unwrap_or(known.y) };
        if x.or(y).is_some() {
            self.offsets.entry(name.clone()).or_default().insert(sheet.to_owned(), offset);
        }
        if printer.is_some() {
            self.last = Some(name.clone());
        }
        let is_new = *self != before;
        (name, offset, is_new)
    }

    pub(super) fn save(&self, root: &Utf8Path) -> Result<(), Report> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        let path = root.join(FILE);
        let save = || {
            fs_err::create_dir_all(root.join(".stead"))?;
            write_atomic(&path, text.as_bytes())
        };
        save().map_err(|error| Report::io("the printer's offset could not be remembered", &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_remembered_for_its_printer_and_its_sheet() {
        let mut printers = Printers::default();
        let (name, offset, is_new) = printers.choose(Some("office"), "L7160", Some(1.5), None);
        assert_eq!((name.as_str(), offset, is_new), ("office", Offset { x: 1.5, y: 0.0 }, true));
        let (name, offset, is_new) = printers.choose(None, "L7160", None, None);
        assert_eq!((name.as_str(), offset.x, is_new), ("office", 1.5, false));
        assert_eq!(printers.choose(None, "L7120", None, None).1, Offset::default());
        assert_eq!(printers.choose(Some("home"), "L7160", None, None).1, Offset::default());
        let (_, offset, _) = printers.choose(Some("office"), "L7160", None, Some(-0.5));
        assert_eq!(offset, Offset { x: 1.5, y: -0.5 });
    }
}
