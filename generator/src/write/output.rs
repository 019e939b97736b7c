//! One file of a site on its way to the disk.

use crate::known::Fingerprint;

/// One file of a site.
#[derive(Debug)]
pub struct OutputFile {
    pub(super) path: String,
    pub(super) body: Body,
    /// What it was drawn from, where that is known.
    pub(super) of: Option<Fingerprint>,
}

#[derive(Debug)]
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// As the last build left it.
    Same,
    /// It could not be drawn, and the build goes on.
    Failed(String),
}

impl OutputFile {
    /// A file with these bytes; its path is from the site's root, with `/`.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), body: Body::Bytes(bytes.into()), of: None }
    }

    /// A file that was drawn from what has this fingerprint.
    pub(crate) fn drawn(path: String, bytes: Vec<u8>, of: Fingerprint) -> Self {
        Self { path, body: Body::Bytes(bytes), of: Some(of) }
    }

    /// A file that was not drawn again, because it would come out as it is.
    pub(crate) fn same(path: String, of: Fingerprint) -> Self {
        Self { path, body: Body::Same, of: Some(of) }
    }

    /// A file that could not be drawn.
    pub(crate) fn failed(path: String, why: String) -> Self {
        Self { path, body: Body::Failed(why), of: None }
    }

    /// Its path from the site's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it holds; `None` for a file that is not drawn (again).
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.body {
            Body::Bytes(bytes) => Some(bytes),
            Body::Same | Body::Failed(_) => None,
        }
    }

    /// Path and bytes, nothing for a file that is not drawn (again).
    pub fn into_parts(self) -> (String, Vec<u8>) {
        match self.body {
            Body::Bytes(bytes) => (self.path, bytes),
            Body::Same | Body::Failed(_) => (self.path, Vec::new()),
        }
    }
}
