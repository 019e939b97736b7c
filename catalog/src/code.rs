//! The code on a label: six symbols and a check symbol, `7K3-QP2J`.
//!
//! The alphabet is Crockford's base 32 (no I, L, O, U). The check symbol is a sum over GF(32) with
//! the polynomial x⁵+x²+1 and generator 2, so every single wrong symbol and every swap of two
//! symbols is caught, and the check symbol never leaves the alphabet.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::text_serde;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PAYLOAD: usize = 6;

/// A unit's or a shelf's code. Only codes whose check symbol fits can be built.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u32);

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Fewer than seven symbols.
    #[error("has {found} symbols, a code has 7")]
    Length {
        /// How many usable symbols there were.
        found: usize,
    },
    /// The last symbol does not fit the six before it: something was misread.
    #[error("has the check symbol `{found}`, but `{expected}` would fit: one symbol is misread")]
    Check {
        /// The symbol that was there.
        found: char,
        /// The symbol that the first six ask for.
        expected: char,
    },
}

/// What the label on a thing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A code of ours, or of another node.
    Code(Code),
    /// Somebody else's: an EAN, an old inventory number, another system's address. It can be an alias of
    /// a unit.
    Foreign(String),
}

/// The fewest and the most characters of somebody else's code.
const FOREIGN: std::ops::RangeInclusive<usize> = 4..=80;

impl Label {
    /// Reads what a scanner or a hand delivers. A foreign code has a digit and does not look like a code of
    /// ours with a symbol misread, too many or too few: that is an error.
    pub fn read(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        let error = match Code::from_scan(text) {
            Ok(code) => return Ok(Self::Code(code)),
            Err(error) => error,
        };
        let ours = matches!(error, CodeError::Check { .. })
            || text.to_ascii_uppercase().contains("/I/")
            || text.split_once('-').is_some_and(|(head, tail)| {
                head.len() == 3
                    && (3..=5).contains(&tail.len())
                    && format!("{head}{tail}").chars().all(|c| value_of(c).is_some())
            });
        let plain =
            !text.chars().any(char::is_control) && text.contains(|c: char| c.is_ascii_digit());
        if ours || !plain || !FOREIGN.contains(&text.chars().count()) {
            return Err(error);
        }
        Ok(Self::Foreign(text.to_owned()))
    }
}

impl Code {
    /// The code with this payload (the low 30 bits count).
    pub fn from_payload(payload: u32) -> Self {
        Self(payload & 0x3fff_ffff)
    }

    /// The 30 bits before the check symbol.
    pub fn payload(self) -> u32 {
        self.0
    }

    /// The seven symbols without the hyphen, as they stand in a label's address: `7K3QP2J`.
    pub fn compact(self) -> String {
        self.symbols().iter().map(|&v| symbol(v)).collect()
    }

    /// Reads whatever a scanner or a hand may deliver: a bare code in any case, with hyphens or
    /// spaces, look-alikes (`O`, `I`, `L`, `U`), or an address of any host whose last part is the code.
    pub fn from_scan(text: &str) -> Result<Self, CodeError> {
        let text = text.trim().trim_end_matches('/');
        let tail = text.rsplit(['/', '=', '#']).next().unwrap_or(text);
        tail.parse()
    }

    fn symbols(self) -> [u8; PAYLOAD + 1] {
        let mut out = [0; PAYLOAD + 1];
        for (i, slot) in out.iter_mut().take(PAYLOAD).enumerate() {
            let shift = 5 * (PAYLOAD - 1 - i);
            *slot = ((self.0 >> shift) & 31) as u8;
        }
        out[PAYLOAD] = check_symbol(&out[..PAYLOAD]);
        out
    }
}

/// The check symbol of up to 31 values: `XOR over i of a^(i+1) · v_i` in GF(32), a = 2.
pub fn check_symbol(values: &[u8]) -> u8 {
    let mut weight = 1;
    values.iter().fold(0, |sum, &value| {
        weight = multiply(weight, 2);
        sum ^ multiply(weight, value)
    })
}

fn multiply(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 != 0 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 != 0 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}

/// The letter of a value; only its low five bits count.
pub fn symbol(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

/// The value of a letter, look-alikes folded; `None` for what is not in the alphabet.
pub fn value_of(c: char) -> Option<u8> {
    let folded = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    ALPHABET.iter().position(|&s| char::from(s) == folded).and_then(|at| u8::try_from(at).ok())
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let values: Vec<u8> =
            text.chars().filter(|c| !matches!(c, '-' | ' ')).map_while(value_of).collect();
        let plain = text.chars().filter(|c| !matches!(c, '-' | ' ')).count();
        if values.len() != PAYLOAD + 1 || plain != PAYLOAD + 1 {
            return Err(CodeError::Length { found: values.len() });
        }
        let payload = values[..PAYLOAD].iter().fold(0u32, |sum, &v| (sum << 5) | u32::from(v));
        let expected = check_symbol(&values[..PAYLOAD]);
        if values[PAYLOAD] != expected {
            return Err(CodeError::Check {
                found: symbol(values[PAYLOAD]),
                expected: symbol(expected),
            });
        }
        Ok(Self(payload))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        write!(f, "{}-{}", &text[..3], &text[3..])
    }
}
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
text_serde!(Code);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_symbol_of_7k3qp2_is_j() {
        let code: Code = "7K3-QP2J".parse().unwrap();
        assert_eq!((code.to_string().as_str(), code.compact().as_str()), ("7K3-QP2J", "7K3QP2J"));
        let wrong = CodeError::Check { found: 'K', expected: 'J' };
        assert_eq!("7K3QP2K".parse::<Code>(), Err(wrong));
    }

    #[test]
    fn a_scan_is_read_from_any_host_any_case_and_with_look_alikes() {
        let code = "7K3-QP2J".parse();
        for text in [
            "http://KIOSK.LOCAL/I/7K3QP2J",
            "https://oak.example/i/7k3qp2j/",
            " 7k3 qp2j ",
            "7K3-QP2J",
            "https://x.example/?c=7K3QP2J",
        ] {
            assert_eq!(Code::from_scan(text), code, "{text}");
        }
        assert!(Code::from_scan("http://kiosk.local/I/").is_err());
        assert!(Code::from_scan("").is_err());
    }

    #[test]
    fn what_others_print_on_things_is_a_foreign_code_and_what_is_misread_is_not() {
        for text in
            ["4006381333931", "12345670", "A-0123", "INV 2019/0007", "https://old.example/a/42"]
        {
            assert_eq!(Label::read(text), Ok(Label::Foreign(text.into())), "{text}");
        }
        let ours = Label::Code("7K3-QP2J".parse().unwrap());
        assert_eq!(Label::read("https://oak.example/i/7k3qp2j/"), Ok(ours));
        let long = "7".repeat(5000);
        let misread = [
            "7K3-QP2K",
            "7K3-QP2",
            "7K3-QP2JJ",
            "http://KIOSK.LOCAL/I/7K3",
            "hello",
            "",
            "A1",
            "40063\t81333931",
            &long,
        ];
        for text in misread {
            assert!(Label::read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back(payload in 0u32..(1 << 30)) {
            let code = Code::from_payload(payload);
            prop_assert_eq!(code.to_string().parse::<Code>(), Ok(code));
            prop_assert_eq!(code.compact().to_lowercase().parse::<Code>(), Ok(code));
        }

        #[test]
        fn one_wrong_symbol_or_one_swap_is_always_caught(
            payload in 0u32..(1 << 30), at in 0usize..7, other in 0usize..7, by in 1u8..32,
        ) {
            let symbols = Code::from_payload(payload).symbols();
            let text = |s: &[u8]| s.iter().map(|&v| char::from(ALPHABET[usize::from(v)])).collect::<String>();
            let mut wrong = symbols;
            wrong[at] ^= by;
            prop_assert!(text(&wrong).parse::<Code>().is_err());
            let mut swapped = symbols;
            swapped.swap(at, other);
            prop_assert!(swapped == symbols || text(&swapped).parse::<Code>().is_err());
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC*") {
            prop_assert!(Code::from_scan(&text).is_ok() || Code::from_scan(&text).is_err());
        }
    }
}
