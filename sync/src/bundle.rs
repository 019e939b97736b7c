//! Git bundles, version 2 (gitformat-bundle(5)): a short text header and a pack.
//!
//! libgit2 has no bundles: the header is written and read here. Stock git verifies and fetches what
//! this writes, and this reads what stock git writes.

use git2::{Oid, Repository};

use crate::error::Error;
use crate::pack::Packed;
use crate::{NodeId, packscan};

const MAGIC: &[u8] = b"# v2 git bundle\n";
/// The longest header that is read, in bytes.
const MAX_HEADER: usize = 1 << 20;

/// Why a bundle is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BundleError {
    #[error("it is not a git bundle of version 2")]
    Format,
    #[error("it builds on {0}, which is not here yet")]
    Waiting(Oid),
    #[error(transparent)]
    Pack(#[from] packscan::PackError),
    #[error("git could not read it: {0}")]
    Git(String),
}

/// A bundle's header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Header {
    /// Commits that the reader must have.
    pub needs: Vec<Oid>,
    /// Refs and where they point.
    pub refs: Vec<(String, Oid)>,
}

impl Header {
    /// Reads the header and gives back where the pack begins.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, usize), BundleError> {
        let mut header = Self::default();
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BundleError::Format)?;
        loop {
            let end = rest.iter().take(MAX_HEADER).position(|&b| b == b'\n');
            let (line, after) = rest.split_at(end.ok_or(BundleError::Format)?);
            rest = after.get(1..).unwrap_or_default();
            let at = bytes.len() - rest.len();
            if line.is_empty() {
                return Ok((header, at));
            }
            if at > MAX_HEADER {
                return Err(BundleError::Format);
            }
            header.line(line)?;
        }
    }

    fn line(&mut self, line: &[u8]) -> Result<(), BundleError> {
        let text = std::str::from_utf8(line).map_err(|_| BundleError::Format)?;
        let id = |text: &str| Oid::from_str(text).map_err(|_| BundleError::Format);
        let hex = |text: &str| text.get(..40).ok_or(BundleError::Format).and_then(id);
        if let Some(needed) = text.strip_prefix('-') {
            self.needs.push(hex(needed)?);
        } else {
            let name = text.get(41..).ok_or(BundleError::Format)?;
            self.refs.push((name.to_owned(), hex(text)?));
        }
        Ok(())
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for needed in &self.needs {
            out.extend(format!("-{needed} \n").bytes());
        }
        for (name, id) in &self.refs {
            out.extend(format!("{id} {name}\n").bytes());
        }
        out.push(b'\n');
        out
    }

    /// The head of a node that the bundle brings.
    pub(crate) fn head_of(&self, node: NodeId) -> Option<Oid> {
        let name = crate::receive::node_ref(node);
        self.refs.iter().find(|(found, _)| *found == name).map(|(_, id)| *id)
    }
}

/// A bundle and the head that it leads to.
pub(crate) struct Bundle {
    pub head: Oid,
    pub bytes: Vec<u8>,
}

/// Packs the history of a node up to `head`, without what `known` leads to, into bundles of at most
/// about `limit` bytes. A single commit is never cut.
pub(crate) fn pack(
    git: &Repository,
    node: NodeId,
    head: Oid,
    known: &[Oid],
    limit: usize,
) -> Result<Vec<Bundle>, Error> {
    let one = pack_one(git, node, head, known)?;
    let commits = crate::verify::new_commits(git, head, known)?;
    let middle = commits.get(commits.len() / 2).filter(|_| commits.len() > 1);
    let Some(&middle) = middle.filter(|&&middle| one.bytes.len() > limit && middle != head) else {
        return Ok(vec![one]);
    };
    drop(one);
    let mut all = pack(git, node, middle, known, limit)?;
    let known: Vec<_> = known.iter().copied().chain([middle]).collect();
    all.extend(pack(git, node, head, &known, limit)?);
    Ok(all)
}

fn pack_one(git: &Repository, node: NodeId, head: Oid, known: &[Oid]) -> Result<Bundle, Error> {
    let name = crate::receive::node_ref(node);
    let refs = vec![(name, head), ("refs/heads/main".to_owned(), head)];
    let mut bytes = Header { needs: known.to_vec(), refs }.write();
    Packed { wanted: &[head], known, thin: true }.write(git, &mut bytes)?;
    Ok(Bundle { head, bytes })
}

/// Puts a bundle's objects into the repository, where nothing refers to them yet.
///
/// The pack is measured first: libgit2 holds each object in memory, and a small pack can unfold to
/// gigabytes.
pub(crate) fn unpack(git: &Repository, bytes: &[u8]) -> Result<Header, BundleError> {
    let (header, at) = Header::read(bytes)?;
    let odb = git.odb()?;
    if let Some(&missing) = header.needs.iter().find(|&&id| !odb.exists(id)) {
        return Err(BundleError::Waiting(missing));
    }
    let pack = bytes.get(at..).unwrap_or_default();
    packscan::measure(pack, &packscan::Limits::default())?;
    let mut writer = odb.packwriter()?;
    std::io::Write::write_all(&mut writer, pack)
        .map_err(|error| BundleError::Git(error.to_string()))?;
    writer.commit()?;
    drop(writer);
    odb.refresh()?;
    match header.refs.iter().find(|(_, id)| git.find_commit(*id).is_err()) {
        Some(_) => Err(BundleError::Format),
        None => Ok(header),
    }
}

impl From<git2::Error> for BundleError {
    fn from(error: git2::Error) -> Self {
        Self::Git(error.message().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_reads_back_and_anything_else_is_refused() {
        let id = Oid::from_str("1111111111111111111111111111111111111111").unwrap();
        let header = Header { needs: vec![id], refs: vec![("refs/heads/main".into(), id)] };
        let bytes = header.write();
        assert_eq!(Header::read(&bytes).unwrap(), (header, bytes.len()));
        for cut in 0..bytes.len() {
            assert!(Header::read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(Header::read(b"# v3 git bundle\n@filter=blob:none\n\n").is_err());
        let endless = [MAGIC, &vec![b'x'; 3 << 20], b"\n\n"].concat();
        assert!(Header::read(&endless).is_err());
    }
}
