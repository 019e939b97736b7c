//! Meeting another kiosk that was found on the local network.
//!
//! Whoever announces itself there may say anything, so a meeting only takes: what comes is checked like
//! anything else, and nothing is handed over but what a kiosk shows to everybody anyway. The other side
//! does the same, and as both compute the same merge, both end at one commit.

use super::{Remote, RemoteKind};
use crate::NodeId;
use crate::error::Error;
use crate::private::{PrivateNews, Share};
use crate::receive::{Exchange, NotSent};
use crate::repo::Repo;

impl Repo {
    /// Whether a node is this one, or one that we follow.
    pub fn knows(&self, node: NodeId) -> Result<bool, Error> {
        Ok(self.node_id()? == node || self.following()?.contains(&node))
    }

    /// Takes what a kiosk at this address has of this node, of a node that we follow, or of both.
    /// None for a node that is neither.
    pub fn meet(
        &self,
        name: &str,
        url: &str,
        node: NodeId,
        share: Option<&mut Share<'_>>,
    ) -> Result<Option<Exchange>, Error> {
        let own = self.node_id()? == node;
        if !self.knows(node)? {
            return Ok(None);
        }
        let kind = if own { RemoteKind::Own } else { RemoteKind::Followed(Some(node)) };
        let remote = Remote { name: name.to_owned(), url: url.to_owned(), kind };
        let mut news = Exchange::default();
        self.check_locks()?;
        let heads = self.fetch(&remote)?;
        let outcome = self.receive(&remote, &heads, false, &mut news);
        self.forget_incoming(name)?;
        outcome?;
        news.not_sent = Some(if own { NotSent::Near } else { NotSent::Followed });
        if let Some(share) = share.filter(|_| own) {
            news.private = self.take_private(&remote, heads.main, share)?;
        }
        Ok(Some(news))
    }

    /// Takes the private records of another device, and hands none over: it takes ours by itself.
    fn take_private(
        &self,
        remote: &Remote,
        theirs: Option<git2::Oid>,
        share: &mut Share<'_>,
    ) -> Result<PrivateNews, Error> {
        let mut news = PrivateNews::default();
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        let other = git2::Repository::init_bare(scratch.path());
        let other = crate::error::Doing::doing(other, "exchanging private records")?;
        self.fetch_box(remote, remote.way()?, theirs, &other)?;
        self.meet_private(&other, share, &mut news)?;
        Ok(news)
    }
}
