//! Git's framing (gitprotocol-common(5)): four hexadecimal digits of length, then the line.

/// One packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packet<'a> {
    /// `0000`: the end of a section.
    Flush,
    /// A line, its line end included.
    Line(&'a [u8]),
}

/// The most that one packet holds.
const MOST: usize = 65_516;

/// Takes the next packet off the front; none if what is there is no packet.
pub(super) fn next<'a>(rest: &mut &'a [u8]) -> Option<Packet<'a>> {
    let head = std::str::from_utf8(rest.get(..4)?).ok()?;
    let plain = head.bytes().all(|b| b.is_ascii_hexdigit());
    let length = usize::from_str_radix(head, 16).ok().filter(|_| plain)?;
    if length == 0 {
        *rest = rest.get(4..)?;
        return Some(Packet::Flush);
    }
    let line = rest.get(4..length).filter(|line| line.len() <= MOST)?;
    *rest = rest.get(length..)?;
    Some(Packet::Line(line))
}

/// Appends a line.
pub(super) fn line(out: &mut Vec<u8>, text: &[u8]) {
    out.extend(format!("{:04x}", text.len() + 4).bytes());
    out.extend_from_slice(text);
}

/// Appends the end of a section.
pub(super) fn flush(out: &mut Vec<u8>) {
    out.extend_from_slice(b"0000");
}

/// Appends bytes on a channel of `side-band-64k`.
pub(super) fn band(out: &mut Vec<u8>, channel: u8, bytes: &[u8]) {
    for chunk in bytes.chunks(MOST - 1) {
        out.extend(format!("{:04x}", chunk.len() + 5).bytes());
        out.push(channel);
        out.extend_from_slice(chunk);
    }
}

/// A line as text, without its line end.
pub(super) fn text(line: &[u8]) -> Option<&str> {
    std::str::from_utf8(line).ok().map(|text| text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn packets_read_back_as_they_were_written() {
        let mut out = Vec::new();
        line(&mut out, b"want\n");
        flush(&mut out);
        assert_eq!(out, b"0009want\n0000");
        let mut rest = out.as_slice();
        assert_eq!(next(&mut rest), Some(Packet::Line(b"want\n")));
        assert_eq!(next(&mut rest), Some(Packet::Flush));
        assert_eq!((next(&mut rest), rest.len()), (None, 0));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut rest = bytes.as_slice();
            while next(&mut rest).is_some() {}
        }
    }
}
