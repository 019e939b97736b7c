//! Another node as it is known here: our own name for it, and its records as far as they came.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::code::Code;
use crate::fold::Node;
use crate::ids::{NodeKey, Slug};
use crate::interloan::Peer;
use crate::record::Title;

/// A node whose news is read here.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Its identity.
    pub key: NodeKey,
    /// Our short name for it: the last part of an address.
    pub slug: Slug,
    /// What people here call it. Never what it calls itself.
    pub name: String,
    /// Where its news is fetched, if not by stick or hub alone.
    pub url: Option<String>,
    /// When somebody compared its words with people over there.
    pub compared: Option<Date>,
    /// When its newest news was recorded, by its own clock; none if nothing of it came yet.
    pub news: Option<Timestamp>,
    /// When its first record was made, by its own clock; none if nothing of it came yet.
    pub since: Option<Timestamp>,
    /// Its records; an empty node if nothing of it came yet.
    pub node: Arc<Node>,
}

impl Followed {
    /// The two things that the rules of lending between nodes ask for.
    pub fn peer(&self) -> Peer<'_> {
        Peer { key: self.key, node: &self.node }
    }

    /// What it says its name is.
    pub fn calls_itself(&self) -> Option<&str> {
        self.news.map(|_| self.node.documents.node.name.base.as_str())
    }

    /// Whole days since its newest news; none if nothing came yet.
    pub fn days_old(&self, now: Timestamp) -> Option<i64> {
        self.news.map(|news| (now.duration_since(news).as_hours() / 24).max(0))
    }
}

/// Whose label carries this code, and on what it is.
pub fn title_of(all: &[Followed], code: Code) -> Option<(&Followed, &Title)> {
    all.iter().find_map(|one| Some((one, one.node.unit(code)?.title)))
}

/// The followed node with this short name or identity.
pub fn find<'n>(all: &'n [Followed], text: &str) -> Option<&'n Followed> {
    let text = text.trim().to_lowercase();
    let key = text.parse::<NodeKey>().ok();
    all.iter().find(|one| one.slug.as_str() == text || Some(one.key) == key)
}
