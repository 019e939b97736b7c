//! Manifests become design folders.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::path_of;
use catalog::ids::Slug;
use catalog::record::{Design, DocumentKind};

use super::{Change, ChangeKind, Node, Plan};
use crate::okh::{IncomingDesign, OkhReading};
use crate::problem::{Problem, Trouble};

/// Plans an import of designs. `source` gives the bytes of the files that came with the manifests,
/// by the paths that the reading has.
pub fn plan_designs(
    reading: OkhReading,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
    node: Node<'_>,
) -> Plan {
    let mut plan = Plan { skipped: reading.skipped, problems: reading.problems, ..Plan::default() };
    let mut taken: BTreeSet<Slug> = BTreeSet::new();
    for design in &reading.designs {
        match known(design, node, &taken) {
            Some(known) => {
                taken.insert(known.slug.clone());
                compare(design, known, node, &mut plan);
            }
            None => create(design, &mut taken, source, node, &mut plan),
        }
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    plan
}

/// The design of this node that came from the same place under the same name.
fn known<'a>(
    design: &IncomingDesign,
    node: Node<'a>,
    taken: &BTreeSet<Slug>,
) -> Option<&'a Design> {
    node.documents.designs.values().find(|ours| {
        let same_repo = ours.repo == design.repo;
        same_repo && ours.name.base.trim() == design.name && !taken.contains(&ours.slug)
    })
}

fn compare(design: &IncomingDesign, known: &Design, node: Node<'_>, plan: &mut Plan) {
    let path = node.documents.file_of(DocumentKind::Design, &known.slug);
    plan.unchanged += 1;
    if (node.file)(&path).is_some_and(|ours| ours == design.manifest.as_bytes()) {
        return;
    }
    let what = format!(
        "`{path}` is this design already and says something else; it stays as it is. \
         Compare the two and change ours by hand"
    );
    let problem = Problem::whole(Trouble::Mended { what });
    plan.problems.push(problem.in_file(design.source.as_str()));
}

fn create(
    design: &IncomingDesign,
    taken: &mut BTreeSet<Slug>,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
    node: Node<'_>,
    plan: &mut Plan,
) {
    let numbered = (2..).filter_map(|n| format!("{}-{n}", design.slug).parse().ok());
    let free = |s: &Slug| !taken.contains(s) && !node.documents.designs.contains_key(s.as_str());
    let slug = std::iter::once(design.slug.clone()).chain(numbered).find(free);
    let Some(slug) = slug else { return };
    let path = path_of(DocumentKind::Design, &slug);
    let folder = path.parent().map(Utf8Path::to_owned).unwrap_or_default();
    let mut file = |path: Utf8PathBuf, after: Vec<u8>| {
        let before = (node.file)(&path);
        let kind = if before.is_some() { ChangeKind::Updated } else { ChangeKind::Created };
        if before.as_ref() != Some(&after) {
            plan.changes.push(Change { path, before, after, kind });
        }
    };
    file(path, design.manifest.clone().into_bytes());
    for (inner, from) in &design.files {
        if let Some(bytes) = source(from) {
            file(folder.join(inner), bytes);
        }
    }
    taken.insert(slug);
    plan.created += 1;
}
