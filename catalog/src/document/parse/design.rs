//! `designs/<slug>/okh.toml`: an Open Know-How manifest in the TOML form of LOSH.
//!
//! Fields of that standard which the record does not hold are known and kept without a warning.

use crate::record::{BomLine, Design, DesignFile, DesignFileKind, Text};

use super::super::reader::{Field, Reader, fields, put};
use super::super::tree::Value;
use super::{Source, UNSET_LANG};

const KEYS: &[&str] = &[
    "okhv",
    "name",
    "function",
    "documentation-language",
    "version",
    "license",
    "licensor",
    "organization",
    "repo",
    "image",
    "readme",
    "bom",
    "manufacturing-instructions",
    "user-manual",
    "source",
    "export",
    "auxiliary",
    "part",
    "technology-readiness-level",
    "documentation-readiness-level",
    "tsdc",
    "mass",
    "commonstead",
];

/// Fields of Open Know-How that nothing here is made of.
const OTHER_OKH: &[&str] = &[
    "attestation",
    "contribution-guide",
    "cpc-patent-class",
    "data-sourced-from",
    "fork-of",
    "hash",
    "material",
    "outer-dimensions",
    "outer-dimensions-mm",
    "publication",
    "release",
    "software",
    "standard-compliance",
    "upload-method",
    "variant-of",
    "manufacturing-process",
    "fabric-width-mm",
    "timestamp",
    "derivative-of",
    "keywords",
    "contact",
    "contributor",
    "cost",
    "okh-v1",
];

const OWN_KEYS: &[&str] =
    &["categories", "tools", "derived_from", "build_minutes", "images", "translations"];

/// A design of which only the name is known.
pub(crate) fn named(slug: crate::ids::Slug, name: Text) -> Design {
    Design {
        slug,
        name,
        function: Text::default(),
        lang: UNSET_LANG.to_owned(),
        version: None,
        license: None,
        licensor: Vec::new(),
        organization: None,
        repo: None,
        image: None,
        readme: None,
        bom: None,
        parts: Vec::new(),
        files: Vec::new(),
        technology_readiness: None,
        documentation_readiness: None,
        tsdc: Vec::new(),
        categories: Vec::new(),
        tools: Vec::new(),
        derived_from: Vec::new(),
        build_minutes: None,
        mass_g: None,
        body: Text::default(),
    }
}

pub(super) fn design(r: &mut Reader, source: &Source<'_>) -> Design {
    let mut design = named(source.slug.clone(), Text::default());
    let mut own = None;
    let mut all: Vec<_> = fields(source.table).collect();
    all.sort_by_key(Field::start);
    for field in all {
        match field.name {
            "commonstead" => own = Some(field),
            _ => one(r, field, &mut design),
        }
    }
    r.name_or_slug(source, &mut design.name, "\"Workshop stool\"");
    if let Some(field) = own {
        commonstead(r, field, &mut design);
    }
    design
}

fn one(r: &mut Reader, field: Field<'_>, design: &mut Design) {
    use DesignFileKind as K;
    match field.name {
        "okhv" => {}
        "name" => put(&mut design.name.base, r.filled(field)),
        "function" => put(&mut design.function.base, r.owned(field)),
        "documentation-language" => put(&mut design.lang, r.lang(field)),
        "version" => design.version = r.anything(field),
        "license" => design.license = r.owned(field),
        "licensor" => design.licensor = r.one_or_more(field),
        "organization" => design.organization = r.one_or_more(field).into_iter().next(),
        "repo" => design.repo = r.owned(field),
        "image" => design.image = r.files(field, K::Image, design).into_iter().next(),
        "readme" => design.readme = r.files(field, K::Other, design).into_iter().next(),
        "bom" => design.bom = r.files(field, K::Other, design).into_iter().next(),
        "manufacturing-instructions" => {
            r.files(field, K::ManufacturingInstructions, design);
        }
        "user-manual" => {
            r.files(field, K::UserManual, design);
        }
        "source" => {
            r.files(field, K::Source, design);
        }
        "export" => {
            r.files(field, K::Export, design);
        }
        "auxiliary" => {
            r.files(field, K::Other, design);
        }
        "part" => parts(r, field, design),
        "technology-readiness-level" => design.technology_readiness = r.owned(field),
        "documentation-readiness-level" => design.documentation_readiness = r.owned(field),
        "tsdc" => design.tsdc = r.one_or_more(field),
        "mass" => design.mass_g = mass(r, field),
        other if OTHER_OKH.contains(&other) => {}
        _ => r.unknown(field, KEYS),
    }
}

impl Reader {
    /// Open Know-How allows one text wherever it allows a list of texts.
    fn one_or_more(&mut self, field: Field<'_>) -> Vec<String> {
        match field.value() {
            Value::List(_) => self.texts(field),
            _ => self.owned(field).into_iter().collect(),
        }
    }

    /// File names; each is added to the design once, under what it was first named for.
    fn files(
        &mut self,
        field: Field<'_>,
        kind: DesignFileKind,
        design: &mut Design,
    ) -> Vec<String> {
        let named = self.one_or_more(field);
        for path in named.iter().filter(|path| !is_address(path)) {
            if !design.files.iter().any(|file| file.path == *path) {
                design.files.push(DesignFile { path: path.clone(), kind });
            }
        }
        named
    }
}

fn is_address(path: &str) -> bool {
    path.contains("://")
}

const PART_KEYS: &[&str] =
    &["name", "quantity", "note", "source", "export", "image", "tsdc", "mass"];

fn parts(r: &mut Reader, field: Field<'_>, design: &mut Design) {
    use DesignFileKind as K;
    let mut lines = Vec::new();
    r.tables(field, |r, table, head| {
        let mut line =
            BomLine { name: String::new(), quantity: "1".into(), note: None, source: None };
        let mut all: Vec<_> = fields(table).collect();
        all.sort_by_key(Field::start);
        for field in all {
            match field.name {
                "name" => put(&mut line.name, r.owned(field)),
                "quantity" => put(&mut line.quantity, r.anything(field)),
                "note" => line.note = r.owned(field),
                "source" => line.source = r.files(field, K::Source, design).into_iter().next(),
                "export" => drop(r.files(field, K::Export, design)),
                "image" => drop(r.files(field, K::Image, design)),
                other if PART_KEYS.contains(&other) || OTHER_OKH.contains(&other) => {}
                "auxiliary" => drop(r.files(field, K::Other, design)),
                _ => r.unknown(field, PART_KEYS),
            }
        }
        if line.name.is_empty() {
            r.missing(head, "name", "\"Seat\"");
        } else {
            lines.push(line);
        }
        Some(())
    });
    design.parts = lines;
}

fn mass(r: &mut Reader, field: Field<'_>) -> Option<u32> {
    let (mut grams, mut per) = (None, 1);
    for field in r.entries(field) {
        match field.name {
            "value" => grams = r.grams(field),
            "unit" => put(&mut per, r.choice(field, &[("kg", 1), ("g", 1000), ("t", 0)])),
            _ => r.unknown(field, &["value", "unit"]),
        }
    }
    match per {
        0 => grams?.checked_mul(1000),
        per => Some(grams? / per),
    }
}

fn commonstead(r: &mut Reader, field: Field<'_>, design: &mut Design) {
    for field in r.entries(field) {
        match field.name {
            "categories" => design.categories = r.list(field, Reader::category),
            "tools" => design.tools = r.names(field),
            "derived_from" => design.derived_from = r.texts(field),
            "build_minutes" => design.build_minutes = r.count(field),
            "images" => drop(r.files(field, DesignFileKind::Image, design)),
            "translations" => r.translations(field, design),
            _ => r.unknown(field, OWN_KEYS),
        }
    }
}
