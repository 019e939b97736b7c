//! Reads the everyday subset of TOML, in one pass and with hardly anything allocated: nearly all
//! files of a node are written in it, and a node has many files.
//!
//! It gives the same answer as the `toml` crate or none at all: at the first thing that is out of the
//! ordinary (escapes, texts of several lines, dotted names, dates without quotes, a name that is there
//! twice, anything wrong) it gives up, and the crate reads the file. It notes where names begin and
//! no other places: those are asked for only when there is something to say, and then read again.

use super::tree::{Entry, Held, Span, Table, Value};

/// Lists and tables inside each other, at most.
const DEPTH: u32 = 8;

/// Digits of a whole number that fit into 64 bits whatever they are.
const DIGITS: usize = 18;

/// The table of a whole text, if all of it is plain.
pub(crate) fn read(text: &str) -> Option<Table<'_>> {
    let mut plain = Plain { text, at: 0 };
    let mut root = Vec::with_capacity(24);
    plain.lines(&mut root)?;
    let mut lists: Vec<(&str, usize)> = Vec::new();
    while plain.at < text.len() {
        let (name, key, in_list) = plain.header()?;
        let mut entries = Vec::with_capacity(8);
        plain.lines(&mut entries)?;
        let table = held(Value::Table(Table::new(entries)?));
        let list = lists.iter().find(|(known, _)| *known == name).map(|(_, at)| *at);
        match list.and_then(|at| root.get_mut(at)) {
            Some(Entry { held: Held { value: Value::List(list), .. }, .. }) if in_list => {
                list.push(table);
            }
            _ if in_list => {
                lists.push((name, root.len()));
                root.push(entry(name, key, held(Value::List(vec![table]))));
            }
            _ => root.push(entry(name, key, table)),
        }
    }
    Table::new(root)
}

struct Plain<'t> {
    text: &'t str,
    at: usize,
}

fn held(value: Value<'_>) -> Held<'_> {
    Held { value, span: Span::default() }
}

fn entry<'t>(name: &'t str, key: Span, held: Held<'t>) -> Entry<'t> {
    Entry { name: name.into(), key, held }
}

/// Tabs are the only control characters that may stand in TOML.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t') || byte == 0x7f
}

impl<'t> Plain<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.byte() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// The bytes from here on that belong to a set.
    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> &'t str {
        let length = self.rest().iter().take_while(|&&byte| belongs(byte)).count();
        let run = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += run.len();
        run
    }

    fn blanks(&mut self) {
        self.run(|byte| matches!(byte, b' ' | b'\t'));
    }

    /// The rest of a line that has nothing more to say.
    fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        if self.take(b'#') {
            self.run(|byte| !is_control(byte));
        }
        let _ = self.take(b'\r');
        let after_return = self.text.as_bytes().get(self.at.wrapping_sub(1)) == Some(&b'\r');
        match self.byte() {
            Some(b'\n') => self.at += 1,
            None if !after_return => {}
            _ => return None,
        }
        Some(())
    }

    /// All lines up to the next header or the end.
    fn lines(&mut self, entries: &mut Vec<Entry<'t>>) -> Option<()> {
        loop {
            self.blanks();
            match self.byte() {
                None | Some(b'[') => return Some(()),
                Some(b'#' | b'\r' | b'\n') => {}
                Some(_) => entries.push(self.pair(DEPTH)?),
            }
            self.end_of_line()?;
        }
    }

    fn name(&mut self) -> Option<(&'t str, Span)> {
        let start = self.at;
        let name = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        (!name.is_empty()).then_some((name, Span { start, end: self.at }))
    }

    /// `[name]` or `[[name]]`, and which of the two.
    fn header(&mut self) -> Option<(&'t str, Span, bool)> {
        let in_list = self.rest().starts_with(b"[[");
        self.at += 1 + usize::from(in_list);
        let (name, key) = self.name()?;
        let closed = self.take(b']') && (!in_list || self.take(b']'));
        self.end_of_line().filter(|()| closed)?;
        Some((name, key, in_list))
    }

    fn pair(&mut self, depth: u32) -> Option<Entry<'t>> {
        let (name, key) = self.name()?;
        self.blanks();
        if !self.take(b'=') {
            return None;
        }
        self.blanks();
        Some(entry(name, key, held(self.value(depth)?)))
    }

    fn value(&mut self, depth: u32) -> Option<Value<'t>> {
        match self.byte()? {
            b'"' => self.quoted(),
            b'[' => self.list(depth.checked_sub(1)?),
            b'{' => self.table(depth.checked_sub(1)?),
            b't' | b'f' => match self.run(|byte| byte.is_ascii_lowercase()) {
                "true" => Some(Value::Flag(true)),
                "false" => Some(Value::Flag(false)),
                _ => None,
            },
            _ => self.number(),
        }
    }

    fn quoted(&mut self) -> Option<Value<'t>> {
        self.at += 1;
        let text = self.run(|byte| byte != b'"' && byte != b'\\' && !is_control(byte));
        let closed = self.take(b'"');
        let several_lines = text.is_empty() && self.byte() == Some(b'"');
        (closed && !several_lines).then(|| Value::Text(text.into()))
    }

    fn number(&mut self) -> Option<Value<'t>> {
        let number = self.run(|byte| byte.is_ascii_alphanumeric() || b"_+-.:".contains(&byte));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (whole, part) = match number.split_once('.') {
            Some((whole, part)) => (whole, Some(part)),
            None => (number, None),
        };
        let counted = whole.strip_prefix('-').unwrap_or(whole);
        if !digits(counted) || (counted.starts_with('0') && counted != "0") {
            return None;
        }
        match part {
            Some(part) => digits(part).then(|| Value::Float(number.into())),
            None => (counted.len() <= DIGITS).then(|| Value::Integer(number.into(), 10)),
        }
    }

    /// Blanks, line ends and notes between the elements of a list.
    fn between(&mut self) -> Option<()> {
        loop {
            self.blanks();
            match self.byte()? {
                b'#' | b'\r' | b'\n' => self.end_of_line()?,
                _ => return Some(()),
            }
        }
    }

    fn list(&mut self, depth: u32) -> Option<Value<'t>> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            self.between()?;
            if self.take(b']') {
                return Some(Value::List(list));
            }
            list.push(held(self.value(depth)?));
            self.between()?;
            if !self.take(b',') && self.byte() != Some(b']') {
                return None;
            }
        }
    }

    fn table(&mut self, depth: u32) -> Option<Value<'t>> {
        self.at += 1;
        self.blanks();
        let mut entries = Vec::new();
        if self.take(b'}') {
            return Table::new(entries).map(Value::Table);
        }
        loop {
            self.blanks();
            entries.push(self.pair(depth)?);
            self.blanks();
            if self.take(b'}') {
                return Table::new(entries).map(Value::Table);
            }
            if !self.take(b',') {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::DeTable;

    use super::*;

    /// The same without the places that only the crate notes.
    fn bare(table: &Table<'_>) -> Table<'static> {
        let entries = table.iter().map(|e| Entry {
            name: e.name.to_string().into(),
            key: Span { end: 0, ..e.key },
            held: bare_held(&e.held),
        });
        Table::new(entries.collect()).unwrap()
    }

    fn bare_held(one: &Held<'_>) -> Held<'static> {
        held(match &one.value {
            Value::Text(text) => Value::Text(text.to_string().into()),
            Value::Integer(digits, base) => Value::Integer(digits.to_string().into(), *base),
            Value::Float(digits) => Value::Float(digits.to_string().into()),
            Value::Flag(flag) => Value::Flag(*flag),
            Value::Moment(moment) => Value::Moment(moment.clone()),
            Value::List(list) => Value::List(list.iter().map(bare_held).collect()),
            Value::Table(table) => Value::Table(bare(table)),
        })
    }

    fn agrees(text: &str) -> bool {
        let Some(plain) = read(text) else { return false };
        let (table, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{text:?} was taken for plain, but {errors:?}");
        assert_eq!(bare(&plain), bare(&Table::of(table.into_inner())), "{text:?}");
        true
    }

    #[test]
    fn what_volunteers_write_every_day_is_plain() {
        for text in [
            "",
            "\n# nothing\n",
            "name = \"Drill\"\nkind = \"tool\" # a note\n",
            "a=1\r\nb = -2.50\t\r\nc = true\r\n",
            "list = [\n  \"a\", # one\n  \"ä\",\n]\nempty = []\ntext = \"\"",
            "parts = [{ name = \"battery\", qty = 2, required = true }, {}]\n",
            "a = 1\n[custom]\nChuck = \"13 mm\"\n\n[[units]]\ncode = \"X\"\n[[units]]\ncode = \"Y\"\n",
            "[[units]]\n[[others]]\na = 0\n[[units]]\na = \"two\"\n[z]",
        ] {
            assert!(agrees(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_out_of_the_ordinary_is_left_to_the_crate() {
        for text in [
            "a = \"\\n\"",
            "a = \"\"\"x\"\"\"",
            "a = 'x'",
            "a.b = 1",
            "\"a\" = 1",
            "a = 2026-03-14",
            "a = 0x1f",
            "a = 1_000",
            "a = +1",
            "a = 01",
            "a = inf",
            "a = 1e3",
            "a = 1.",
            "a = .5",
            "a = 1\na = 2",
            "[a]\n[a]",
            "[a]\n[[a]]",
            "[[a]]\n[a]",
            "a = []\n[[a]]",
            "a = 1\n[a]",
            "[a.b]",
            "[ a ]",
            "a = 1 b = 2",
            "a =\n1",
            "a = [1 2]",
            "a = [,]",
            "a = {,}",
            "a = {b=1,}",
            "a = { b = 1, b = 2 }",
            "a = {\nb = 1 }",
            "a = truer",
            "a = \"x\ry\"",
            "# \u{7f}\n",
            "a",
            "= 1",
            "a = 1\r",
            "a = \"x",
            "[a",
            "[[a]",
            "[a]]",
            "a = 1234567890123456789",
            "\u{feff}a = 1",
            "a = [[[[[[[[[1]]]]]]]]]",
        ] {
            assert!(!agrees(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]
        #[test]
        fn the_answer_is_the_crates_or_none(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "a", "b", "units", " = ", "=", "\n", "\n", "\n", "\r\n", "\r", "\"x\"", "\"", "\"ä\\n\"", "1", "0", "-",
                "2.5", ".", "true", "false", "[", "]", "[[units]]\n", "[b]\n", "[[b]]\n", "{", "}", ",", " ", "\t", "#",
                "# n\n", "'", "[1, 2]", "{ a = 1 }", "a = 1\n", "b = \"y\"\n", "code = \"c\"\n", "[\n", "_", "2026-03-14", "\u{7f}",
            ]), 0..24),
        ) {
            agrees(&pieces.concat());
        }
    }
}
