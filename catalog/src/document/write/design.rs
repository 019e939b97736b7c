//! Open Know-How manifests.

use crate::record::{Design, DesignFileKind};

use super::super::value::Value;
use super::{Fields, Sheet};

/// The version of the LOSH form of Open Know-How that is written.
const OKHV: &str = "OKH-LOSHv1.0";

/// `okh.toml` of a design. The readme is a file of its own, and so is a parts list that the
/// manifest names in `bom`.
pub fn design_to_document(design: &Design) -> Vec<u8> {
    use DesignFileKind as K;
    let mut f = Fields::default();
    f.put("okhv", OKHV)
        .text("name", &design.name)
        .text("function", &design.function)
        .put("documentation-language", design.lang.as_str())
        .some("version", design.version.as_ref())
        .some("license", design.license.as_ref())
        .list("licensor", &design.licensor)
        .some("organization", design.organization.as_ref())
        .some("repo", design.repo.as_ref())
        .some("image", design.image.as_ref())
        .some("readme", design.readme.as_ref())
        .some("bom", design.bom.as_ref())
        .list("manufacturing-instructions", &files(design, K::ManufacturingInstructions))
        .list("user-manual", &files(design, K::UserManual))
        .list("source", &files(design, K::Source))
        .list("export", &files(design, K::Export))
        .list("auxiliary", &files(design, K::Other))
        .some("technology-readiness-level", design.technology_readiness.as_ref())
        .some("documentation-readiness-level", design.documentation_readiness.as_ref())
        .list("tsdc", &design.tsdc);
    let mut sheet = Sheet::new(&f);
    if let Some(grams) = design.mass_g {
        let mut f = Fields::default();
        f.put("value", Value::kilograms(grams)).put("unit", "kg");
        sheet.table(&["mass"], &f);
    }
    if design.bom.is_none() {
        parts(&mut sheet, design);
    }
    let mut own = Fields::default();
    own.list("categories", &design.categories)
        .list("tools", &design.tools)
        .list("derived_from", &design.derived_from)
        .some("build_minutes", design.build_minutes)
        .list("images", &files(design, K::Image));
    let texts = [("name", &design.name), ("function", &design.function)];
    sheet.table(&["commonstead"], &own).translations(&["commonstead"], &texts).toml()
}

/// The files of a kind that no field of their own names.
fn files(design: &Design, kind: DesignFileKind) -> Vec<&str> {
    let named = [&design.image, &design.readme, &design.bom];
    let is_named = |path: &str| named.iter().any(|field| field.as_deref() == Some(path));
    let files = design.files.iter().filter(|file| file.kind == kind && !is_named(&file.path));
    files.map(|file| file.path.as_str()).collect()
}

fn parts(sheet: &mut Sheet, design: &Design) {
    for part in &design.parts {
        let mut f = Fields::default();
        f.put("name", part.name.as_str())
            .put("quantity", part.quantity.as_str())
            .some("note", part.note.as_ref())
            .some("source", part.source.as_ref());
        sheet.block("part", &f);
    }
}
