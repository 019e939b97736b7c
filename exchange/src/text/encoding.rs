//! Which letters the bytes stand for: a byte-order mark is believed, UTF-8 is recognised by its
//! form, UTF-16 without a mark by its zero bytes, and everything else is guessed from the letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::problem::{Problem, Trouble};

/// A file's text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte-order mark.
    pub text: String,
    /// The encoding's name as WHATWG has it.
    pub encoding: &'static str,
    /// Letters that could not be read, or a guess that somebody should check.
    pub problem: Option<Problem>,
}

/// Reads the text of a file in any usual encoding.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, guessed) = sniff(bytes);
    let (text, encoding, broken) = encoding.decode(bytes);
    let trouble = match (broken, guessed) {
        (true, _) => Some(Trouble::Letters { encoding: encoding.name() }),
        (false, true) => Some(Trouble::EncodingGuessed { encoding: encoding.name() }),
        (false, false) => None,
    };
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        problem: trouble.map(Problem::whole),
    }
}

fn sniff(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = utf_16_by_zeros(bytes) {
        return (encoding, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), true)
}

/// Western text in UTF-16 has a zero in every second byte; other text has hardly any.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let half = head.len() / 2;
    let many = |n: usize| half >= 2 && n * 2 > half;
    match (zeros(0), zeros(1)) {
        (0, odd) if many(odd) => Some(UTF_16LE),
        (even, 0) if many(even) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_believed_and_taken_off() {
        let utf_8 = decode(b"\xef\xbb\xbfName;Gr\xc3\xb6\xc3\x9fe");
        assert_eq!((utf_8.text.as_str(), utf_8.encoding), ("Name;Größe", "UTF-8"));
        let utf_16 = decode(b"\xff\xfeN\0a\0\xe4\0");
        assert_eq!((utf_16.text.as_str(), utf_16.encoding), ("Naä", "UTF-16LE"));
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "Name,Ort\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes).text, "Name,Ort\n");
    }

    #[test]
    fn western_letters_of_old_spreadsheets_are_read_and_the_guess_is_said() {
        let read = decode(b"Name;Ort\nBohrhammer f\xfcr Gr\xf6\xdfe 8;K\xfcche\n");
        assert_eq!(read.text, "Name;Ort\nBohrhammer für Größe 8;Küche\n");
        assert_eq!(read.encoding, "windows-1252");
        let said = read.problem.unwrap().to_string();
        assert!(said.starts_with("the file is not UTF-8; it was read as windows-1252"), "{said}");
    }
}
