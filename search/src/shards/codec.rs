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

    proptest! {
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
