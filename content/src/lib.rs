//! Three demo nodes, written for this project and embedded in the program, so that a demonstration
//! needs nothing else: no download, no sample data from anywhere.
//!
//! The texts live in the folders beside this crate, one folder a node, in the same files that any node
//! has. `history.toml` in each says which members, loans, hours and ballots a player may make up; this
//! crate plays nothing and reads no clock. It knows no record types either: files in, files out.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// The demo nodes: a town's tool library, a makerspace, a housing co-op.
pub const NODES: [&str; 3] = ["oak-street", "halle-7", "ribera"];

const OAK_STREET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/oak-street.tar.deflate"));
const HALLE_7: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/halle-7.tar.deflate"));
const RIBERA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ribera.tar.deflate"));

/// Why a demo node could not be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// No demo node has this name.
    #[error("there is no demo node `{name}`; the demo nodes are {}", NODES.join(", "))]
    UnknownNode {
        /// The name that was asked for.
        name: String,
    },
    /// The embedded archive is damaged, so this program file is.
    #[error("the demo node `{node}` in this program is damaged; fetch the program again")]
    Archive {
        /// Which node.
        node: String,
        /// What the archive's reader said.
        source: std::io::Error,
    },
}

/// All files of a demo node, sorted by path; paths are relative to the node's folder, with `/`.
///
/// # Errors
/// [`ContentError::UnknownNode`] for a name that is not in [`NODES`].
pub fn files(node: &str) -> Result<Vec<(String, Vec<u8>)>, ContentError> {
    let packed = match node {
        "oak-street" => OAK_STREET,
        "halle-7" => HALLE_7,
        "ribera" => RIBERA,
        _ => return Err(ContentError::UnknownNode { name: node.to_owned() }),
    };
    unpack(packed).map_err(|source| ContentError::Archive { node: node.to_owned(), source })
}

fn unpack(packed: &[u8]) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut archive = tar::Archive::new(DeflateDecoder::new(packed));
    let mut files = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        files.push((path, bytes));
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demo_node_unpacks_sorted_and_has_its_own_node_file() {
        for node in NODES {
            let files = files(node).unwrap();
            assert!(files.is_sorted(), "{node}");
            let own = files.iter().find(|(path, _)| path == "node.toml").unwrap();
            let text = std::str::from_utf8(&own.1).unwrap();
            assert!(text.contains(&format!("id = \"{node}\"")), "{node}");
            assert!(files.iter().any(|(path, _)| path == "history.toml"), "{node}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_names_there_are() {
        let error = files("atlantis").unwrap_err();
        let words =
            "there is no demo node `atlantis`; the demo nodes are oak-street, halle-7, ribera";
        assert_eq!(error.to_string(), words);
    }
}
