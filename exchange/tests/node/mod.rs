//! A node in memory, for tests.

#![allow(dead_code, reason = "each test uses some of it, and one all of it")]

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::{Loaded, load};
use catalog::record::Documents;
use exchange::plan::{Node, Plan};
use exchange::{ImportOptions, import};

pub(crate) struct Folder {
    pub(crate) files: BTreeMap<Utf8PathBuf, Vec<u8>>,
}

pub(crate) const NODE: &str = "id = \"oak-street\"\nname = \"Oak Street Commons\"  # on the door\nlanguages = [\"en\"]\ncurrency = \"EUR\"\n";

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let own = [("node.toml", NODE)];
        let all = own.iter().chain(files);
        Self { files: all.map(|(p, t)| (Utf8PathBuf::from(*p), t.as_bytes().to_vec())).collect() }
    }

    pub(crate) fn loaded(&self) -> Loaded {
        load(self.files.iter().map(|(p, b)| (p.clone(), b.clone())))
    }

    pub(crate) fn documents(&self) -> Documents {
        self.loaded().documents
    }

    pub(crate) fn with_node<T>(&self, run: impl FnOnce(Node<'_>) -> T) -> T {
        let documents = self.documents();
        let file = |path: &Utf8Path| self.files.get(path).cloned();
        run(Node { documents: &documents, file: &file })
    }

    pub(crate) fn plan(&self, files: &[(Utf8PathBuf, Vec<u8>)]) -> Plan {
        self.with_node(|node| import(files, &ImportOptions::for_node(node.documents), node))
    }

    pub(crate) fn plan_text(&self, name: &str, text: &str) -> Plan {
        self.plan(&[(name.into(), text.as_bytes().to_vec())])
    }

    pub(crate) fn apply(&mut self, plan: &Plan) {
        for change in &plan.changes {
            assert_eq!(self.files.get(&change.path), change.before.as_ref());
            self.files.insert(change.path.clone(), change.after.clone());
        }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        self.files.get(Utf8Path::new(path)).map_or("", |b| std::str::from_utf8(b).unwrap_or("?"))
    }
}
