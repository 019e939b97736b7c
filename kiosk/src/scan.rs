//! What a scanner typed: a card, a unit, a place, a title, or nothing that we know.
//!
//! A scanner types as if the keyboard were American. Where the page's script reads physical keys the
//! text is right; without it, a French or German layout has garbled it, so those two are undone and
//! the reading counts whose check symbol fits and which exists.

use catalog::code::{Code, Label};
use catalog::fold::{Found, Node};
use catalog::ids::Slug;
use desk::Card;

use crate::command::Command;

/// What was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scanned {
    Card(Card),
    Command(Command),
    Unit(Code),
    Place(Slug),
    Title(Slug),
    /// A code in order that nothing here has.
    UnknownCode(Code),
    /// What somebody else printed on a thing (an EAN, an old number), and no unit here has as an alias.
    ForeignCode(String),
    /// Not a code: misread, or typed wrong.
    Unreadable,
}

/// The longest text that a label or a hand can give.
const LONGEST: usize = 300;

/// Reads a scan.
pub(crate) fn read(node: &Node, text: &str) -> Scanned {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Scanned::Unreadable;
    }
    let readings = [text.to_owned(), from_french(text), from_german(text)];
    for reading in &readings {
        if let Some(command) = Command::read(reading) {
            return Scanned::Command(command);
        }
        if let Ok(card) = Card::from_scan(reading) {
            return Scanned::Card(card);
        }
        match node.find(reading) {
            Some(Found::Unit(code)) => return Scanned::Unit(code),
            Some(Found::Place(place)) => return Scanned::Place(place),
            Some(Found::Title(title)) => return Scanned::Title(title),
            None => {}
        }
    }
    if let Some(code) = readings.iter().find_map(|reading| Code::from_scan(reading).ok()) {
        return Scanned::UnknownCode(code);
    }
    // As it stands: undone for a keyboard, a misread code of ours looks like somebody else's.
    match Label::read(text) {
        Ok(Label::Foreign(text)) => Scanned::ForeignCode(text),
        _ => Scanned::Unreadable,
    }
}

/// American keys on an AZERTY keyboard.
fn from_french(text: &str) -> String {
    let back = |c: char| match c {
        'a' => 'q',
        'q' => 'a',
        'z' => 'w',
        'w' => 'z',
        'A' => 'Q',
        'Q' => 'A',
        'Z' => 'W',
        'W' => 'Z',
        'à' => '0',
        '&' => '1',
        'é' => '2',
        '"' => '3',
        '\'' => '4',
        '(' => '5',
        '-' => '6',
        'è' => '7',
        '_' => '8',
        'ç' => '9',
        '!' | '§' => '/',
        ':' => '.',
        'M' => ':',
        ')' => '-',
        other => other,
    };
    text.chars().map(back).collect()
}

/// American keys on a QWERTZ keyboard.
fn from_german(text: &str) -> String {
    let back = |c: char| match c {
        'y' => 'z',
        'z' => 'y',
        'Y' => 'Z',
        'Z' => 'Y',
        '-' => '/',
        'ß' => '-',
        'Ö' => ':',
        other => other,
    };
    text.chars().map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What arrives when an American scanner types on a French keyboard.
    fn on_french(text: &str) -> String {
        let typed = |c: char| match c {
            'q' => 'a',
            'a' => 'q',
            'w' => 'z',
            'z' => 'w',
            'Q' => 'A',
            'A' => 'Q',
            'W' => 'Z',
            'Z' => 'W',
            '0' => 'à',
            '1' => '&',
            '2' => 'é',
            '3' => '"',
            '4' => '\'',
            '5' => '(',
            '6' => '-',
            '7' => 'è',
            '8' => '_',
            '9' => 'ç',
            '/' => '!',
            '-' => ')',
            ':' => 'M',
            '.' => ':',
            other => other,
        };
        text.chars().map(typed).collect()
    }

    #[test]
    fn a_code_is_read_through_a_french_and_a_german_keyboard() {
        let code: Code = "7K3-QP2J".parse().unwrap();
        let node = Node::default();
        let unknown = Scanned::UnknownCode(code);
        assert_eq!(read(&node, "http://KIOSK.LOCAL/I/7K3QP2J"), unknown);
        assert_eq!(read(&node, &on_french("http://KIOSK.LOCAL/I/7K3QP2J")), unknown);
        assert_eq!(read(&node, "httpÖ--KIOSK.LOCAL-I-7K3QP2J"), unknown);
        let with_z = Code::from_payload(0x1f << 5);
        let typed = with_z.compact().replace('Y', "y").replace('Z', "Y").replace('y', "Z");
        assert_eq!(read(&node, &typed), Scanned::UnknownCode(with_z));
    }

    #[test]
    fn a_command_card_is_read_through_a_french_and_a_german_keyboard() {
        let node = Node::default();
        for command in Command::ALL {
            let text = command.address("http://KIOSK.LOCAL/I/");
            let german = text.replace(':', "Ö").replace('-', "ß").replace('/', "-");
            for typed in [text.clone(), text.to_lowercase(), on_french(&text), german] {
                assert_eq!(read(&node, &typed), Scanned::Command(command), "{typed}");
            }
        }
        let other = read(&node, "http://KIOSK.LOCAL/X/DANCE");
        assert!(!matches!(other, Scanned::Command(_)), "{other:?}");
    }

    #[test]
    fn a_code_that_somebody_else_printed_is_foreign() {
        let scanned = read(&Node::default(), " 4006381333931\n");
        assert_eq!(scanned, Scanned::ForeignCode("4006381333931".into()));
    }

    #[test]
    fn what_is_no_code_is_unreadable() {
        for text in ["", "   ", "hello", "7K3-QP2K", &"7".repeat(5000)] {
            assert_eq!(read(&Node::default(), text), Scanned::Unreadable, "{text}");
        }
    }
}
