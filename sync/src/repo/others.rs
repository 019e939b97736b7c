//! What other nodes recorded, as it was verified when it came in.

use git2::{ObjectType, Oid, TreeWalkMode, TreeWalkResult};
use jiff::Timestamp;

use super::{Repo, find_ref};
use crate::error::{Doing as _, Error};
use crate::id::{CommitId, NodeId};
use crate::object::time_of;
use crate::receive::node_ref;

impl Repo {
    /// The other nodes whose records are here.
    pub fn others(&self) -> Result<Vec<NodeId>, Error> {
        let refs = self.git().references_glob("refs/nodes/*/main").doing("listing other nodes")?;
        let mut nodes = Vec::new();
        for found in refs {
            let found = found.doing("listing other nodes")?;
            let name = String::from_utf8_lossy(found.name_bytes()).into_owned();
            let id: Option<NodeId> = name.split('/').nth(2).and_then(|id| id.parse().ok());
            nodes.extend(id);
        }
        nodes.sort_unstable();
        Ok(nodes)
    }

    /// How new the newest news of another node is, by that node's own clock; none if nothing of it is
    /// here.
    pub fn news_of(&self, node: NodeId) -> Result<Option<(CommitId, jiff::Timestamp)>, Error> {
        let Some(head) = find_ref(self.git(), &node_ref(node))? else { return Ok(None) };
        let seconds = self.find(head)?.time().seconds();
        Ok(Some((head.into(), jiff::Timestamp::from_second(seconds).unwrap_or_default())))
    }

    /// The files of another node that `wanted` asks for, by path; none if nothing of it is here.
    pub fn files_of(
        &self,
        node: NodeId,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let found = self.paths_of(node, wanted)?;
        let read = |(path, id)| {
            let blob = self.git().find_blob(id).doing("reading another node")?;
            Ok((path, blob.content().to_vec()))
        };
        found.into_iter().map(read).collect()
    }

    /// How many files of another node `wanted` asks for.
    pub fn count_of(&self, node: NodeId, wanted: impl Fn(&str) -> bool) -> Result<usize, Error> {
        Ok(self.paths_of(node, wanted)?.len())
    }

    /// When another node's first and its newest commit say that they were made; none if nothing of it
    /// is here.
    pub fn times_of(&self, node: NodeId) -> Result<Option<(Timestamp, Timestamp)>, Error> {
        let Some(head) = find_ref(self.git(), &node_ref(node))? else { return Ok(None) };
        let first = self.find(node.first_commit().oid())?;
        Ok(Some((time_of(&first), time_of(&self.find(head)?))))
    }

    fn paths_of(
        &self,
        node: NodeId,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Oid)>, Error> {
        let Some(head) = find_ref(self.git(), &node_ref(node))? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let visit = |folder: &str, entry: &git2::TreeEntry<'_>| {
            let path = format!("{folder}{}", String::from_utf8_lossy(entry.name_bytes()));
            if entry.kind() == Some(ObjectType::Blob) && wanted(&path) {
                found.push((path, entry.id()));
            }
            TreeWalkResult::Ok
        };
        self.tree(head)?.walk(TreeWalkMode::PreOrder, visit).doing("reading another node")?;
        Ok(found)
    }
}
