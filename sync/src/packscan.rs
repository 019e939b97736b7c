//! Measuring a pack before anything unfolds it.
//!
//! Sixteen kilobytes of pack can make libgit2 allocate a gigabyte. Every entry says how large it will
//! be, so one pass over the stream, holding nothing, finds that out (gitformat-pack(5)).

use std::collections::HashMap;
use std::io::BufRead;

use flate2::{Decompress, FlushDecompress, Status};

/// How large a pack may be when it is unfolded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub objects: u32,
    pub object: u64,
    pub total: u64,
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { objects: 2_000_000, object: crate::layout::MAX_FILE, total: 8 << 30, depth: 4096 }
    }
}

/// Why a pack is not unfolded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PackError {
    #[error("it is cut short or damaged")]
    Damaged,
    #[error("it holds more than a node's history can")]
    TooMany,
    #[error("it would unfold to something far larger than it looks")]
    TooLarge,
}

const COMMIT: u8 = 1;
const TAG: u8 = 4;
const OFFSET_DELTA: u8 = 6;
const REF_DELTA: u8 = 7;

/// Reads through a whole pack and checks what every entry declares.
pub(crate) fn measure(pack: impl BufRead, limits: &Limits) -> Result<(), PackError> {
    let mut scan = Scan { pack, at: 0, total: 0, depths: HashMap::new(), limits };
    let head: [u8; 12] = scan.bytes()?;
    let [magic @ .., a, b, c, d] = head;
    if magic != *b"PACK\0\0\0\x02" {
        return Err(PackError::Damaged);
    }
    let count = u32::from_be_bytes([a, b, c, d]);
    if count > limits.objects {
        return Err(PackError::TooMany);
    }
    for _ in 0..count {
        scan.entry()?;
    }
    let _checksum: [u8; 20] = scan.bytes()?;
    if scan.rest()?.is_empty() { Ok(()) } else { Err(PackError::Damaged) }
}

struct Scan<'a, R> {
    pack: R,
    at: u64,
    total: u64,
    /// How long the chain of deltas below an entry is.
    depths: HashMap<u64, u32>,
    limits: &'a Limits,
}

impl<R: BufRead> Scan<'_, R> {
    fn byte(&mut self) -> Result<u8, PackError> {
        let byte = self.rest()?.first().copied().ok_or(PackError::Damaged)?;
        self.advance(1);
        Ok(byte)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        let mut found = [0; N];
        for slot in &mut found {
            *slot = self.byte()?;
        }
        Ok(found)
    }

    /// What can be read next; empty at the end.
    fn rest(&mut self) -> Result<&[u8], PackError> {
        self.pack.fill_buf().map_err(|_| PackError::Damaged)
    }

    fn advance(&mut self, by: usize) {
        self.pack.consume(by);
        self.at += by as u64;
    }

    fn entry(&mut self) -> Result<(), PackError> {
        let start = self.at;
        let (kind, size) = self.entry_head()?;
        let depth = match kind {
            COMMIT..=TAG => 0,
            OFFSET_DELTA => {
                let base = start.checked_sub(self.offset()?).ok_or(PackError::Damaged)?;
                self.depths.get(&base).copied().ok_or(PackError::Damaged)? + 1
            }
            REF_DELTA => {
                let _base: [u8; 20] = self.bytes()?;
                1
            }
            _ => return Err(PackError::Damaged),
        };
        if depth > self.limits.depth {
            return Err(PackError::TooLarge);
        }
        self.depths.insert(start, depth);
        let first = self.inflate(size)?;
        let unfolded = if depth == 0 { size } else { delta_result(&first)?.max(size) };
        self.add(unfolded)
    }

    fn add(&mut self, size: u64) -> Result<(), PackError> {
        self.total = self.total.saturating_add(size);
        let fits = size <= self.limits.object && self.total <= self.limits.total;
        if fits { Ok(()) } else { Err(PackError::TooLarge) }
    }

    fn entry_head(&mut self) -> Result<(u8, u64), PackError> {
        let mut byte = self.byte()?;
        let (kind, mut size, mut shift) = ((byte >> 4) & 7, u64::from(byte & 15), 4);
        while byte & 0x80 != 0 {
            byte = self.byte()?;
            if shift > 56 {
                return Err(PackError::TooLarge);
            }
            size |= u64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        if size > self.limits.object {
            return Err(PackError::TooLarge);
        }
        Ok((kind, size))
    }

    fn offset(&mut self) -> Result<u64, PackError> {
        let mut byte = self.byte()?;
        let mut offset = u64::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            byte = self.byte()?;
            let next = offset.checked_add(1).and_then(|o| o.checked_mul(128));
            offset = next.ok_or(PackError::Damaged)? | u64::from(byte & 0x7f);
        }
        Ok(offset)
    }

    /// Unfolds one entry into nothing, keeping its first bytes. It must be as long as it said.
    fn inflate(&mut self, size: u64) -> Result<Vec<u8>, PackError> {
        let mut stream = Decompress::new(true);
        let (mut first, mut window) = (Vec::new(), [0_u8; 16 << 10]);
        loop {
            let (read, written) = (stream.total_in(), stream.total_out());
            let status = stream.decompress(self.rest()?, &mut window, FlushDecompress::None);
            let status = status.map_err(|_| PackError::Damaged)?;
            let read = usize::try_from(stream.total_in() - read).unwrap_or(usize::MAX);
            let new = usize::try_from(stream.total_out() - written).unwrap_or(0);
            self.advance(read);
            if first.len() < 24 {
                first.extend(window.iter().take(new.min(24 - first.len())));
            }
            if stream.total_out() > size {
                return Err(PackError::TooLarge);
            }
            if status == Status::StreamEnd {
                let whole = stream.total_out() == size;
                return if whole { Ok(first) } else { Err(PackError::Damaged) };
            }
            if read == 0 && new == 0 {
                return Err(PackError::Damaged);
            }
        }
    }
}

/// A delta begins with the sizes of its base and of its result.
fn delta_result(delta: &[u8]) -> Result<u64, PackError> {
    let mut bytes = delta.iter();
    let mut number = || {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = *bytes.next().ok_or(PackError::Damaged)?;
            if shift > 56 {
                return Err(PackError::TooLarge);
            }
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
    };
    let (base, result) = (number()?, number()?);
    Ok(base.max(result))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn head(kind: u8, mut size: u64) -> Vec<u8> {
        let mut out = vec![(kind << 4) | (size & 15) as u8];
        size >>= 4;
        while size > 0 {
            *out.last_mut().unwrap() |= 0x80;
            out.push((size & 0x7f) as u8);
            size >>= 7;
        }
        out
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn pack(count: u32, entries: &[Vec<u8>]) -> Vec<u8> {
        let mut out = b"PACK\0\0\0\x02".to_vec();
        out.extend(count.to_be_bytes());
        out.extend(entries.concat());
        out.extend([0; 20]);
        out
    }

    fn blob(bytes: &[u8]) -> Vec<u8> {
        [head(3, bytes.len() as u64), zlib(bytes)].concat()
    }

    #[test]
    fn a_plain_pack_passes_and_every_cut_of_it_fails() {
        let good = pack(2, &[blob(b"hello"), blob(&vec![7; 40_000])]);
        assert_eq!(measure(good.as_slice(), &Limits::default()), Ok(()));
        for cut in 0..good.len() {
            assert!(measure(&good[..cut], &Limits::default()).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn bombs_are_refused_without_unfolding_them() {
        let limits = Limits { object: 1 << 20, total: 3 << 20, ..Limits::default() };
        let large = pack(1, &[[head(3, 1 << 30), zlib(&[0; 100])].concat()]);
        assert_eq!(measure(large.as_slice(), &limits), Err(PackError::TooLarge));
        // It says that it is small and is not.
        let liar = pack(1, &[[head(3, 10), zlib(&vec![0; 1 << 20])].concat()]);
        assert_eq!(measure(liar.as_slice(), &limits), Err(PackError::TooLarge));
        // A few bytes of delta that copy one block for ever.
        let delta = [0x80, 0x80, 0x40, 0x80, 0x80, 0x80, 0x80, 0x04];
        let base = blob(&[0; 10]);
        let offset = u8::try_from(base.len()).unwrap();
        let entry = [head(6, delta.len() as u64), vec![offset], zlib(&delta)].concat();
        assert_eq!(measure(pack(2, &[base, entry]).as_slice(), &limits), Err(PackError::TooLarge));
        let many = vec![blob(&vec![0; 1 << 20]); 4];
        assert_eq!(measure(pack(4, &many).as_slice(), &limits), Err(PackError::TooLarge));
        assert_eq!(measure(pack(u32::MAX, &[]).as_slice(), &limits), Err(PackError::TooMany));
    }
}
