//! Where a node's site is made again and again: what is known from one build goes into the next, in memory
//! and in `.stead/cache/`. All of that may be deleted at any moment; the next build takes longer then.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::fold::Node;
use catalog::record::Title;

use crate::files::DiskFiles;
use crate::known::Known;
use crate::render::Renderer;
use crate::site::{BuildError, BuildOptions, Recall, Workshop, reword};
use crate::write::{Amender, Report, write_site_recalled, write_site_with};

/// One node, one folder for its site.
#[derive(Debug)]
pub struct Yard {
    root: Utf8PathBuf,
    out: Utf8PathBuf,
    workshop: Workshop,
    /// From the build before, of this very process.
    known: Option<(String, Known)>,
    /// Whether builds remember what [`Self::reword`] needs.
    recalls: bool,
    recall: Option<Recall>,
}

impl Yard {
    /// The site of the node at `root` in the folder `out`, both absolute. With `keep_going` a page that
    /// cannot be drawn is told, and the others are made.
    pub fn new(root: &Utf8Path, out: &Utf8Path, keep_going: bool) -> Self {
        let photos = Some(root.join(".stead/cache/photos"));
        let workshop = Workshop { keep_going, packed: false, photos };
        Self {
            root: root.to_owned(),
            out: out.to_owned(),
            workshop,
            known: None,
            recalls: false,
            recall: None,
        }
    }

    /// The same, and every build remembers which pages show what, so that [`Self::reword`] can do less.
    #[must_use]
    pub fn remembering(mut self) -> Self {
        self.recalls = true;
        self
    }

    /// The same with few large files, for sticks with large clusters.
    #[must_use]
    pub fn packed(mut self) -> Self {
        self.workshop.packed = true;
        self
    }

    /// Builds the site. Only what changed is drawn and written; nothing of the old site is touched
    /// until the new one is whole.
    pub fn build(
        &mut self,
        node: &Node,
        renderer: &Renderer,
        options: &BuildOptions,
    ) -> Result<Report, BuildError> {
        let (file, key) = (self.known_file(), format!("{} {}", program(), renderer.mark()));
        let known = match self.known.take() {
            Some((own, known)) if own == key => known,
            _ => Known::read(&file, &key).checked(&self.out),
        };
        let files = DiskFiles::new(&self.root);
        let workshop = &self.workshop;
        self.recall = None;
        let built = if self.recalls {
            write_site_recalled(&self.out, node, renderer, options, &files, workshop, &known)
                .map(|(report, next, recall)| (report, next, Some(recall)))
        } else {
            write_site_with(&self.out, node, renderer, options, &files, workshop, &known)
                .map(|(report, next)| (report, next, None))
        };
        let (report, next, recall) = match built {
            Ok(built) => built,
            Err(error) => {
                // Nothing was moved, so what was known still holds.
                self.known = Some((key, known));
                return Err(error);
            }
        };
        if report.written + report.removed > 0 || next.len() != known.len() {
            // Without it the next build takes longer; that is all.
            drop(next.write(&file));
        }
        self.known = Some((key, next));
        self.recall = recall;
        Ok(report)
    }

    /// Draws again what shows these titles, which were otherwise before and differ from that in words
    /// alone. Lists of the whole catalogue for programs and the search index stay as they were until the
    /// next build. None where more than words changed, or nothing is remembered: build then.
    pub fn reword(
        &mut self,
        node: &Node,
        renderer: &Renderer,
        before: &[Title],
    ) -> Option<Result<Report, BuildError>> {
        let mut recall = self.recall.take()?;
        let (_, known) = self.known.as_mut()?;
        let files = DiskFiles::new(&self.root);
        let mut amender = Amender::new(known);
        let drawn = reword(
            node,
            renderer,
            &files,
            &self.workshop,
            known,
            &mut recall,
            before,
            &mut amender,
        );
        match drawn {
            Ok(true) if amender.is_enough() => {}
            Ok(_) => return None,
            Err(error) => return Some(Err(error)),
        }
        let written = amender.finish().write(&self.out, known);
        if written.is_ok() {
            self.recall = Some(recall);
        }
        Some(written.map_err(BuildError::Write))
    }

    fn known_file(&self) -> Utf8PathBuf {
        let name: String =
            blake3::hash(self.out.as_str().as_bytes()).to_hex().chars().take(16).collect();
        self.root.join(".stead/cache").join(format!("site-{name}"))
    }
}

/// Another program draws otherwise, also one that was only compiled again.
fn program() -> String {
    let meta = std::env::current_exe().and_then(fs_err::metadata);
    let since = |meta: std::fs::Metadata| {
        let at = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!("{} {}", meta.len(), at.as_nanos()))
    };
    let stamp = meta.ok().and_then(since).unwrap_or_default();
    format!("{} {stamp}", env!("CARGO_PKG_VERSION"))
}
