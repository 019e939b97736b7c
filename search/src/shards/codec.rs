//! Numbers and words as bytes.

/// Appends a number as LEB128: seven bits a byte, the lowest first, the high bit says "more follows".
pub(super) fn put_number(out: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap_or(0);
        rest >>= 7;
        if rest == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Appends a signed number: 0, −1, 1, −2 become 0, 1, 2, 3.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    let zigzag = (number << 1) ^ (number >> 63);
    put_number(out, usize::try_from(zigzag).unwrap_or(0));
}

/// Appends a text: its length in bytes, then UTF-8.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Appends rising numbers: how many, the first, then the gaps.
pub(super) fn put_rising(out: &mut Vec<u8>, numbers: &[u32]) {
    put_number(out, numbers.len());
    let mut before = 0;
    for &number in numbers {
        put_number(out, number.saturating_sub(before) as usize);
        before = number;
    }
}

/// Appends postings, the best level first: how many levels, then each level with its rising entries.
/// `postings` are (level, entry), levels falling, entries rising within a level.
pub(super) fn put_postings(out: &mut Vec<u8>, postings: &[(u8, u32)]) {
    let levels: Vec<&[(u8, u32)]> = postings.chunk_by(|a, b| a.0 == b.0).collect();
    put_number(out, levels.len());
    for postings in levels {
        let level = postings.first().map_or(0, |posting| posting.0);
        put_number(out, usize::from(level));
        let entries: Vec<u32> = postings.iter().map(|posting| posting.1).collect();
        put_rising(out, &entries);
    }
}

/// Appends the entries of a list the shorter way: 0 and the gaps, or 1 and for each run of neighbours
/// the gap before it and how many there are after its first.
pub(super) fn put_set(out: &mut Vec<u8>, numbers: &[u32]) {
    let mut gaps = vec![0];
    put_rising(&mut gaps, numbers);
    let runs: Vec<&[u32]> = numbers.chunk_by(|a, b| a + 1 == *b).collect();
    let mut short = vec![1];
    put_number(&mut short, runs.len());
    let mut before = 0;
    for run in runs {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        put_number(&mut short, first.saturating_sub(before) as usize);
        put_number(&mut short, (last - first) as usize);
        before = last;
    }
    out.extend(if short.len() < gaps.len() { short } else { gaps });
}

/// What cannot stand in a JavaScript string as it is: NUL, line feed, carriage return, quotation mark
/// and backslash.
const ESCAPED: [u8; 5] = [0, 10, 13, 34, 92];

/// Appends bytes as text: seven bits a character, the highest first, the last one filled up with zeros.
/// Characters that a string cannot hold become, together with the next seven bits, one of the two-byte
/// characters from U+0080 on (after an idea of Kevin Albertson's Base122). Eight bytes of text hold
/// seven, where base64 needs nine and a third.
pub(super) fn put_seven_bits(out: &mut String, bytes: &[u8]) {
    out.reserve(bytes.len() * 8 / 7 + 8);
    let mut writer = SevenBits { out, escaped: None };
    let (mut rest, mut count) = (0u32, 0u32);
    for &byte in bytes {
        rest = (rest << 8) | u32::from(byte);
        count += 8;
        while count >= 7 {
            count -= 7;
            writer.put(rest >> count);
            rest &= (1 << count) - 1;
        }
    }
    if count > 0 {
        writer.put(rest << (7 - count));
    }
    if let Some(at) = writer.escaped {
        // The last one has nobody to stand with.
        writer.character(5, at);
    }
}

struct SevenBits<'o> {
    out: &'o mut String,
    escaped: Option<u32>,
}

impl SevenBits<'_> {
    fn put(&mut self, seven: u32) {
        let escaped = (0u32..).zip(ESCAPED).find(|(_, bits)| u32::from(*bits) == seven);
        match (self.escaped.take(), escaped) {
            (Some(at), _) => self.character(at, seven),
            (None, Some((at, _))) => self.escaped = Some(at),
            (None, None) => self.out.extend(char::from_u32(seven)),
        }
    }

    fn character(&mut self, high: u32, low: u32) {
        self.out.extend(char::from_u32(0x80 + (high << 7) + low));
    }
}

/// Words one after the other, each without what it shares with the one before.
#[derive(Debug, Default)]
pub(super) struct FrontCoder {
    before: String,
}

impl FrontCoder {
    /// Appends the number of shared UTF-16 code units and the rest of the word.
    pub(super) fn put(&mut self, out: &mut Vec<u8>, word: &str) {
        let same = self.before.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        let (units, bytes) = same
            .fold((0, 0), |(units, bytes), (c, _)| (units + c.len_utf16(), bytes + c.len_utf8()));
        put_number(out, units);
        put_text(out, word.get(bytes..).unwrap_or_default());
        word.clone_into(&mut self.before);
    }
}

/// The order of JavaScript's `<` on strings.
pub(super) fn utf16_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads what the functions above write, as the client does.
    struct Reader<'a>(&'a [u8]);

    impl Reader<'_> {
        fn number(&mut self) -> usize {
            let (mut number, mut shift) = (0, 0);
            loop {
                let byte = self.0[0];
                self.0 = &self.0[1..];
                number |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    return number;
                }
            }
        }

        fn text(&mut self) -> String {
            let length = self.number();
            let (text, rest) = self.0.split_at(length);
            self.0 = rest;
            String::from_utf8(text.to_vec()).unwrap()
        }

        fn rising(&mut self) -> Vec<u32> {
            let mut last = 0;
            (0..self.number())
                .map(|_| {
                    last += u32::try_from(self.number()).unwrap();
                    last
                })
                .collect()
        }
    }

    /// Reads text as the client does.
    fn seven_bits(text: &str) -> Vec<u8> {
        let (mut out, mut rest, mut count) = (Vec::new(), 0u32, 0);
        let mut put = |seven: u32| {
            rest = (rest << 7) | seven;
            count += 7;
            if count > 7 {
                count -= 8;
                out.push(u8::try_from(rest >> count).unwrap());
                rest &= (1 << count) - 1;
            }
        };
        for c in text.chars().map(u32::from) {
            match c.checked_sub(0x80) {
                None => put(c),
                Some(c) if c >> 7 == 5 => put(u32::from(ESCAPED[(c & 127) as usize])),
                Some(c) => {
                    put(u32::from(ESCAPED[(c >> 7) as usize]));
                    put(c & 127);
                }
            }
        }
        out
    }

    #[test]
    fn eight_bytes_of_text_hold_seven() {
        let bytes: Vec<u8> = (0..=255u8).cycle().take(7000).collect();
        let mut text = String::new();
        put_seven_bits(&mut text, &bytes);
        assert!(text.len() <= 8001, "{}", text.len());
    }

    proptest! {
        #[test]
        fn bytes_survive_as_text(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(0u8), Just(10), Just(0xff)], 0..60)) {
            let mut text = String::new();
            put_seven_bits(&mut text, &bytes);
            prop_assert!(!text.contains(['\0', '\n', '\r', '"', '\\']));
            prop_assert_eq!(seven_bits(&text), bytes);
        }

        #[test]
        fn sets_survive(numbers in prop::collection::btree_set(0u32..300, 0..200)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut out = Vec::new();
            put_set(&mut out, &numbers);
            let mut reader = Reader(&out);
            let read = if reader.number() == 0 {
                reader.rising()
            } else {
                let mut last = 0;
                let mut read = Vec::new();
                for _ in 0..reader.number() {
                    let first = last + u32::try_from(reader.number()).unwrap();
                    last = first + u32::try_from(reader.number()).unwrap();
                    read.extend(first..=last);
                }
                read
            };
            prop_assert_eq!(read, numbers);
        }

        #[test]
        fn numbers_survive(numbers in prop::collection::vec(any::<u32>(), 0..20), signed: i32) {
            let mut out = Vec::new();
            for &number in &numbers {
                put_number(&mut out, number as usize);
            }
            put_signed(&mut out, i64::from(signed));
            let mut reader = Reader(&out);
            for &number in &numbers {
                prop_assert_eq!(reader.number(), number as usize);
            }
            let zigzag = i64::try_from(reader.number()).unwrap();
            prop_assert_eq!((zigzag >> 1) ^ -(zigzag & 1), i64::from(signed));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn rising_numbers_survive(numbers in prop::collection::btree_set(any::<u32>(), 0..50)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut out = Vec::new();
            put_rising(&mut out, &numbers);
            prop_assert_eq!(Reader(&out).rising(), numbers);
        }

        #[test]
        fn postings_survive(postings in prop::collection::btree_set((1u8..21, 0u32..5000), 0..80)) {
            let mut postings: Vec<(u8, u32)> = postings.into_iter().collect();
            postings.sort_by_key(|&(level, entry)| (std::cmp::Reverse(level), entry));
            let mut out = Vec::new();
            put_postings(&mut out, &postings);
            let mut reader = Reader(&out);
            let mut read = Vec::new();
            for _ in 0..reader.number() {
                let level = u8::try_from(reader.number()).unwrap();
                read.extend(reader.rising().into_iter().map(|entry| (level, entry)));
            }
            prop_assert_eq!(read, postings);
        }

        #[test]
        fn words_survive_front_coding(words in prop::collection::vec("\\PC{0,12}", 0..20)) {
            let mut words = words;
            words.sort_by(|a, b| utf16_order(a, b));
            let (mut out, mut coder) = (Vec::new(), FrontCoder::default());
            for word in &words {
                coder.put(&mut out, word);
            }
            let mut reader = Reader(&out);
            let mut before: Vec<u16> = Vec::new();
            for word in &words {
                before.truncate(reader.number());
                before.extend(reader.text().encode_utf16());
                prop_assert_eq!(&String::from_utf16(&before).unwrap(), word);
            }
        }
    }
}
