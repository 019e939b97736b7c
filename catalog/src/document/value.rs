//! Values as they are put into documents, and how they are written as TOML.

use std::fmt::Write;

use jiff::civil::Date;

use crate::code::Code;
use crate::ids::Slug;
use crate::record::{Money, Quantity};

/// A value of a document's field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, also dates, money and names.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A switch.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// A table, in the order in which it is written.
    Table(Vec<(String, Self)>),
}

impl Value {
    /// A list of texts.
    pub fn texts<T: ToString>(all: impl IntoIterator<Item = T>) -> Self {
        Self::List(all.into_iter().map(|text| Self::Text(text.to_string())).collect())
    }

    /// Grams as kilograms.
    pub fn kilograms(grams: u32) -> Self {
        if grams.is_multiple_of(1000) {
            Self::Integer(i64::from(grams / 1000))
        } else {
            Self::Real(f64::from(grams) / 1000.0)
        }
    }

    /// Whether this is a list of tables, which may be written as `[[…]]` blocks.
    pub(super) fn is_tables(&self) -> bool {
        match self {
            Self::List(all) => !all.is_empty() && all.iter().all(|v| matches!(v, Self::Table(_))),
            _ => false,
        }
    }

    /// The value as TOML on one line. `lines` says whether a text of several lines may be written as
    /// such.
    pub(super) fn render(&self, lines: bool) -> String {
        let mut out = String::new();
        self.render_into(&mut out, lines);
        out
    }

    fn render_into(&self, out: &mut String, lines: bool) {
        match self {
            Self::Text(text) => render_text(out, text, lines),
            Self::Integer(number) => _ = write!(out, "{number}"),
            Self::Real(number) => render_real(out, *number),
            Self::Flag(value) => _ = write!(out, "{value}"),
            Self::List(all) => {
                out.push('[');
                for (i, value) in all.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    value.render_into(out, false);
                }
                out.push(']');
            }
            Self::Table(entries) => {
                out.push('{');
                for (i, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if i == 0 { " " } else { ", " });
                    _ = write!(out, "{} = ", render_key(key));
                    value.render_into(out, false);
                }
                out.push_str(if entries.is_empty() { "}" } else { " }" });
            }
        }
    }
}

/// A key as TOML, in quotes where it needs them.
pub(super) fn render_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) {
        return key.to_owned();
    }
    let mut out = String::new();
    render_text(&mut out, key, false);
    out
}

/// A dotted key or the inside of a heading.
pub(super) fn render_path(path: &[&str]) -> String {
    let keys: Vec<_> = path.iter().map(|key| render_key(key)).collect();
    keys.join(".")
}

fn render_real(out: &mut String, number: f64) {
    let text = format!("{number:?}");
    match text.as_str() {
        "NaN" => out.push_str("nan"),
        _ => out.push_str(&text),
    }
}

fn render_text(out: &mut String, text: &str, lines: bool) {
    // A line of `+++` would end the front matter, also inside a text.
    let lines = lines && text.contains('\n') && !text.lines().any(|line| line.starts_with("+++"));
    out.push_str(if lines { "\"\"\"\n" } else { "\"" });
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push_str(if lines { "\"\"\"" } else { "\"" });
}

macro_rules! as_text {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Text(value.to_string())
            }
        }
    )+};
}
as_text!(&str, &String, &Slug, Slug, Code, Date, Money);

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}
impl From<Quantity> for Value {
    fn from(quantity: Quantity) -> Self {
        match quantity {
            Quantity::Exact(number) => number.into(),
            other => Self::Text(other.to_string()),
        }
    }
}
impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(all: Vec<T>) -> Self {
        Self::List(all.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_written_the_way_people_write_them() {
        let part = vec![("name".into(), "a \"b\"".into()), ("a b".into(), Value::from(2u32))];
        assert_eq!(Value::Table(part).render(true), r#"{ name = "a \"b\"", "a b" = 2 }"#);
        assert_eq!(Value::texts(["a", "b"]).render(true), r#"["a", "b"]"#);
        assert_eq!(Value::kilograms(1600).render(true), "1.6");
        assert_eq!(Value::kilograms(2000).render(true), "2");
        assert_eq!(Value::from("a\nb").render(true), "\"\"\"\na\nb\"\"\"");
        assert_eq!(Value::from("a\n+++\nb").render(true), r#""a\n+++\nb""#);
        assert_eq!(Value::from(Quantity::About(200)).render(true), "\"~ 200\"");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in "\\PC*|[\\s\\S]{0,40}", lines: bool) {
            let toml = format!("k = {}\n", Value::from(text.as_str()).render(lines));
            let table = toml::de::DeTable::parse(&toml).unwrap();
            let found = table.get_ref().get("k").unwrap().get_ref().as_str();
            prop_assert_eq!(found, Some(text.as_str()));
        }
    }
}
