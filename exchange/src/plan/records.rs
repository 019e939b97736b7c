//! What an import wants the node's records to be: only those that it has touched.

use std::collections::BTreeMap;

use catalog::ids::{CategoryPath, Slug};
use catalog::record::{Category, Place, Title};

/// Records as they will be, whether or not they differ from what they are.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) titles: BTreeMap<Slug, Title>,
    pub(super) places: BTreeMap<Slug, Place>,
    pub(super) categories: BTreeMap<CategoryPath, Category>,
}
