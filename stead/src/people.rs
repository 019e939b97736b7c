//! The members' records on their way to the node's other devices: the desk's store as the exchange
//! sees it.

use camino::Utf8Path;
use desk::members::Members;
use sync::private::{PrivateStore, Share, StoreError};

use crate::context::Context;
use crate::report::Report;

/// The members' store, opened for an exchange.
pub(crate) struct People(Members);

impl People {
    /// Opens the store of a node; a device that never had one gets one.
    pub(crate) fn open(cx: &Context, root: &Utf8Path) -> Result<Self, Report> {
        let mut random = cx.edge.random();
        Ok(Self(Members::open(&root.join(".stead/private.sqlite"), random.as_mut())?))
    }

    /// The store and fresh randomness, for one exchange.
    pub(crate) fn share(&mut self, cx: &Context) -> Result<Share<'_>, Report> {
        Ok(Share { seed: cx.edge.bytes()?, store: self })
    }

    /// A new secret for everything that is sealed from now on.
    pub(crate) fn renew_secret(&mut self, cx: &Context) -> Result<(), Report> {
        Ok(self.0.renew_secret(cx.edge.random().as_mut())?)
    }
}

impl PrivateStore for People {
    fn export(&mut self) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.export_rows()?)
    }

    fn merge(&mut self, rows: &[u8]) -> Result<(), StoreError> {
        Ok(self.0.merge_rows(rows)?)
    }
}
