//! Photos, manuals and drawings that documents name are there.

use crate::record::{Design, DocumentKind, Documents, Title};

use super::Raised;
use super::spot::Spot;

pub(super) fn check(documents: &Documents, present: &dyn Fn(&str) -> bool, raised: &mut Raised) {
    for title in documents.titles.values() {
        title_files(title, present, raised);
    }
    for design in documents.designs.values() {
        design_files(design, present, raised);
    }
}

fn title_files(title: &Title, present: &dyn Fn(&str) -> bool, raised: &mut Raised) {
    let at = || Spot::of(DocumentKind::Title, &title.slug);
    for image in &title.images {
        let spot = || at().key("images").is(image);
        if is_address(image) {
            let message =
                format!("`{image}` is on another machine, and is missing without internet");
            let matter = raised.warning(spot(), "remote-file", message);
            matter.hint = Some("put a copy into `media/` and name that".into());
        } else {
            file(image, "", present, spot, raised);
        }
    }
    for manual in title.manuals.iter().filter(|manual| !is_address(manual)) {
        file(manual, "", present, || at().key("manuals").is(manual), raised);
    }
}

fn design_files(design: &Design, present: &dyn Fn(&str) -> bool, raised: &mut Raised) {
    let folder = format!("designs/{}/", design.slug);
    let keys = [("image", &design.image), ("readme", &design.readme), ("bom", &design.bom)];
    for listed in &design.files {
        let named = keys.iter().find(|(_, path)| path.as_deref() == Some(&listed.path));
        let key = named.map_or_else(|| key_of(listed.kind), |(key, _)| key);
        let spot = || Spot::of(DocumentKind::Design, &design.slug).key(key).is(&listed.path);
        file(&listed.path, &folder, present, spot, raised);
    }
}

fn key_of(kind: crate::record::DesignFileKind) -> &'static str {
    use crate::record::DesignFileKind as K;
    match kind {
        K::Source => "source",
        K::Export => "export",
        K::Image => "image",
        K::ManufacturingInstructions => "manufacturing-instructions",
        K::UserManual => "user-manual",
        K::Other => "auxiliary",
    }
}

fn is_address(path: &str) -> bool {
    path.contains("://")
}

fn file(
    path: &str,
    folder: &str,
    present: &dyn Fn(&str) -> bool,
    spot: impl FnOnce() -> Spot,
    raised: &mut Raised,
) {
    let outside = path.starts_with('/') || path.contains('\\') || path.contains(':');
    if outside || path.split('/').any(|part| part == "..") {
        let message = format!("`{path}` leads out of this node");
        let matter = raised.error(spot(), "bad-path", message);
        let from = if folder.is_empty() { "the node's folder" } else { "the design's folder" };
        matter.hint = Some(format!("write the path from {from}, with `/`"));
        return;
    }
    let full = format!("{folder}{path}");
    if !present(&full) {
        let message = format!("the file `{full}` is not there");
        let matter = raised.error(spot(), "missing-file", message);
        matter.hint = Some("put it there, or remove it from this list".into());
    }
}
