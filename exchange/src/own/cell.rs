//! Values as cells that lose nothing and that people can still edit.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Whether a cell still says what was written into it. Spreadsheets change line ends and cut white
/// space at the ends; neither is a change of what is said.
pub(crate) fn same(ours: &str, cell: &str) -> bool {
    ours == cell || flat(ours) == flat(cell)
}

fn flat(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

/// An optional value; empty when there is none.
pub(crate) fn show<T: Display>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

pub(crate) fn text(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

pub(crate) fn parse<T: FromStr>(cell: &str) -> Result<T, String>
where
    T::Err: Display,
{
    cell.trim().parse().map_err(|e: T::Err| e.to_string())
}

pub(crate) fn parse_opt<T: FromStr>(cell: &str) -> Result<Option<T>, String>
where
    T::Err: Display,
{
    if cell.trim().is_empty() { Ok(None) } else { parse(cell).map(Some) }
}

/// A list: `a; b`, or JSON where a part has a `;` in it.
pub(crate) fn show_list<T: ToString>(list: &[T]) -> String {
    let texts: Vec<String> = list.iter().map(ToString::to_string).collect();
    let plain = |t: &String| {
        !t.is_empty() && t.trim() == t && !t.contains([';', '\n', '\r']) && !t.starts_with('[')
    };
    if texts.iter().all(plain) { texts.join("; ") } else { show_json(&texts) }
}

pub(crate) fn parse_list<T: FromStr>(cell: &str) -> Result<Vec<T>, String>
where
    T::Err: Display,
{
    let cell = cell.trim();
    let texts: Vec<String> = if cell.starts_with('[') {
        serde_json::from_str(cell).map_err(|e| e.to_string())?
    } else {
        let parts = cell.split(';').map(str::trim).filter(|p| !p.is_empty());
        parts.map(str::to_owned).collect()
    };
    texts.iter().map(|t| t.parse().map_err(|e: T::Err| format!("`{t}` {e}"))).collect()
}

/// Values with several parts, as JSON.
pub(crate) fn show_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(crate) fn show_json_list<T: Serialize>(list: &[T]) -> String {
    if list.is_empty() { String::new() } else { show_json(&list) }
}

pub(crate) fn parse_json<T: DeserializeOwned + Default>(cell: &str) -> Result<T, String> {
    if cell.trim().is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(cell).map_err(|e| e.to_string())
}

/// A word of a fixed set, as files spell it.
pub(crate) fn show_word<T: Serialize>(word: &T) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

pub(crate) fn parse_word<T: DeserializeOwned>(cell: &str) -> Result<T, String> {
    let word = serde_json::Value::String(cell.trim().to_lowercase());
    serde_json::from_value(word).map_err(|e| e.to_string())
}

/// Grams as kilograms.
pub(crate) fn show_kg(grams: Option<u32>) -> String {
    let Some(grams) = grams else { return String::new() };
    let text = format!("{}.{:03}", grams / 1000, grams % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(crate) fn parse_kg(cell: &str) -> Result<Option<u32>, String> {
    let cell = cell.trim().replace(',', ".");
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = || "is not a number of kilograms".to_owned();
    let (whole, part) = cell.split_once('.').unwrap_or((cell.as_str(), ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 3 {
        return Err(wrong());
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| wrong())? };
    let grams: u32 = format!("{part:0<3}").parse().map_err(|_| wrong())?;
    whole.checked_mul(1000).and_then(|kg| kg.checked_add(grams)).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_list_reads_back(list in proptest::collection::vec(".*", 0..4)) {
            let back: Vec<String> = parse_list(&show_list(&list)).unwrap();
            prop_assert_eq!(back, list);
        }

        #[test]
        fn every_weight_reads_back(grams: u32) {
            prop_assert_eq!(parse_kg(&show_kg(Some(grams))), Ok(Some(grams)));
        }
    }

    #[test]
    fn a_cell_is_the_same_whatever_a_spreadsheet_does_to_its_line_ends() {
        assert!(same("a\nb\n", "a\r\nb"));
        assert!(!same("a", "b"));
        assert_eq!(show_kg(Some(1600)), "1.6");
    }
}
