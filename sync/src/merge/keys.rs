//! Merging the list of devices: who was welcomed on either side stays, who was revoked on either side
//! is revoked, from the earlier of two times.

use crate::signers::AllowedSigners;

/// None where a version cannot be read as a list.
pub(super) fn merge(base: Option<&[u8]>, a: &[u8], b: &[u8]) -> Option<Vec<u8>> {
    let read = |bytes| AllowedSigners::read(std::str::from_utf8(bytes).ok()?).ok();
    let base = read(base.unwrap_or_default())?;
    let merged = AllowedSigners::merge(&base, &read(a)?, &read(b)?);
    Some(merged.to_string().into_bytes())
}
