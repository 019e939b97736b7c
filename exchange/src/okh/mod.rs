//! Open Know-How manifests of other places become designs of this node.
//!
//! The TOML form (LOSH) is kept as it is, down to its comments; only keys and values that nothing
//! could read are mended. The YAML form (version 1) is carried over to TOML; what has no place there
//! stays whole under `[okh-v1]`. A manifest that cannot be read says why.

mod from_toml;
mod from_yaml;
mod language;
mod named_files;
mod to_toml;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::{Slug, slugify};
use serde_json::Value;

use crate::problem::{Problem, Skipped, Trouble};
use crate::text::decode;

/// A design that arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct IncomingDesign {
    /// The manifest's own path.
    pub source: Utf8PathBuf,
    /// `name`
    pub name: String,
    /// `repo`, by which the design is found again.
    pub repo: Option<String>,
    /// What its folder would like to be called.
    pub slug: Slug,
    /// The text of `okh.toml`.
    pub manifest: String,
    /// Files that the manifest names and that are there: the path in the design's folder, and where
    /// the file is.
    pub files: Vec<(Utf8PathBuf, Utf8PathBuf)>,
}

/// What a folder of manifests holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OkhReading {
    /// The designs, in the order of their paths.
    pub designs: Vec<IncomingDesign>,
    /// TOML and YAML files that are no designs, with the reason.
    pub skipped: Vec<Skipped>,
    /// What was mended.
    pub problems: Vec<Problem>,
}

/// A manifest in the TOML form.
#[derive(Debug, Clone)]
struct Manifest {
    document: toml_edit::DocumentMut,
    mended: Vec<String>,
}

/// Why a file is no design.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum NoDesign {
    #[error("cannot be read as TOML: {0}")]
    Toml(String),
    #[error("cannot be read as YAML: {0}")]
    Yaml(String),
    #[error("describes a workshop (Open Know-Where) and not a design")]
    Workshop,
    #[error("is no Open Know-How manifest")]
    Other,
    #[error("names no title (`name`, or `title` in version 1)")]
    NoName,
}

/// Whether a file may be a manifest, by its name.
pub fn may_be_manifest(path: &Utf8Path) -> bool {
    let known = |e: &str| ["toml", "yml", "yaml"].iter().any(|k| k.eq_ignore_ascii_case(e));
    path.extension().is_some_and(known)
}

/// Reads a folder of manifests: all its files with their paths inside it. Files that are not
/// manifests may lie beside them; those that a manifest names come along.
pub fn read_folder(files: &[(Utf8PathBuf, Vec<u8>)]) -> OkhReading {
    let mut out = OkhReading::default();
    let mut manifests: Vec<_> = files.iter().filter(|(path, _)| may_be_manifest(path)).collect();
    manifests.sort_by(|a, b| a.0.cmp(&b.0));
    let there: std::collections::BTreeSet<&Utf8Path> =
        files.iter().map(|(path, _)| path.as_path()).collect();
    for (path, bytes) in manifests {
        match read_manifest(path, bytes, &|p| there.contains(p)) {
            Ok((design, mended)) => {
                out.problems.extend(
                    mended.into_iter().map(|what| {
                        Problem::whole(Trouble::Mended { what }).in_file(path.as_str())
                    }),
                );
                out.designs.push(design);
            }
            Err(why) => {
                let file = Some(path.to_string());
                out.skipped.push(Skipped { row: 0, file, why: why.to_string() });
            }
        }
    }
    out
}

fn read_manifest(
    path: &Utf8Path,
    bytes: &[u8],
    is_there: &dyn Fn(&Utf8Path) -> bool,
) -> Result<(IncomingDesign, Vec<String>), NoDesign> {
    let text = decode(bytes).text;
    let is_toml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let mut manifest =
        if is_toml { from_toml::read(path, &text)? } else { from_yaml::read(path, &text)? };
    let files = named_files::bring(&mut manifest, path, is_there);
    let table = manifest.document.as_table();
    let text_at = |key: &str| table.get(key).and_then(|i| i.as_str()).map(str::to_owned);
    let name = text_at("name").filter(|n| !n.is_empty()).ok_or(NoDesign::NoName)?;
    let slug = slugify(&name).or_else(|| slugify(path.file_stem().unwrap_or_default()));
    let design = IncomingDesign {
        source: path.to_owned(),
        repo: text_at("repo").filter(|r| !r.is_empty()),
        slug: slug.or_else(|| "design".parse().ok()).ok_or(NoDesign::NoName)?,
        manifest: manifest.document.to_string(),
        files,
        name,
    };
    Ok((design, manifest.mended))
}

/// What sort of file this is, by its top keys and its path.
fn recognise(path: &Utf8Path, has: &dyn Fn(&str) -> bool) -> Result<(), NoDesign> {
    let lower = path.as_str().to_lowercase();
    let where_not_how = lower.contains("okw") || has("supply-atoms") || has("facility-name");
    let named_so = path.file_name().is_some_and(|n| n.to_lowercase().contains("okh"));
    let marked = has("okhv") || has("okh-manifest-version");
    let licensed = has("license") && (has("title") || has("name"));
    let linked = ["project-link", "documentation-home", "repo", "function", "intended-use"];
    match (where_not_how, marked || named_so || licensed && linked.iter().any(|k| has(k))) {
        (true, _) if !marked => Err(NoDesign::Workshop),
        (_, true) => Ok(()),
        (_, false) => Err(NoDesign::Other),
    }
}

/// One line without the white space around it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of any scalar.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> OkhReading {
        let files: Vec<_> =
            files.iter().map(|(p, t)| (Utf8PathBuf::from(*p), t.as_bytes().to_vec())).collect();
        read_folder(&files)
    }

    #[test]
    fn a_manifest_in_the_toml_form_is_kept_as_it_is() {
        let text = "# ours\nokhv = \"OKH-LOSHv1.0\"\nname = \"Stool\"  # short\nfunction = \"To sit.\"\nlicense = \"MIT\"\nstrange = { a = 1 }\n";
        let read = read(&[("okh.toml", text)]);
        assert_eq!(read.designs[0].manifest, text);
        assert_eq!(read.designs[0].slug.as_str(), "stool");
        assert!(read.problems.is_empty());
    }

    #[test]
    fn keys_in_camel_case_and_untidy_values_are_mended_and_said() {
        let read = read(&[(
            "okh-x.toml",
            "okhv = \"1\"\nname = \"Caliper\\n\"\norganisation = \"OHO\"\ndocumentationLanguage = \"English-UK\"\ntechnologyReadinessLevel = \"Ideation\"\nimage = [\"a.png\"]\n",
        )]);
        insta::assert_snapshot!(read.designs[0].manifest, @r#"
        okhv = "1"
        name = "Caliper"
        organization = "OHO"
        documentation-language = "en-gb"
        technology-readiness-level = "Ideation"
        image = ["a.png"]
        "#);
        assert!(read.problems.iter().any(|p| p.to_string().contains("`documentationLanguage`")));
    }

    #[test]
    fn a_manifest_of_version_one_becomes_toml_and_loses_nothing() {
        let read = read(&[(
            "okh-door.yml",
            "title: Door knob\ndescription: |\n  Opens doors.\nintended-use: doors\nkeywords:\n  - door\nproject-link: https://a.example\nproject-link: https://b.example\nlicense:\n  hardware: CERN-OHL-W-2.0\nlicensor:\n  name: Nico\n  affiliation: maker\nversion: 1.10\nmade: true\nmaking-instructions:\n  - path: build.md\n    title: Build\n  - path:\nderivative-of:\n  title: Old knob\n  web: https://old.example\nmanifest-language: en-CA\n",
        )]);
        insta::assert_snapshot!(read.designs[0].manifest, @r#"
        okhv = "OKH-LOSHv1.0"
        name = "Door knob"
        function = "Opens doors."
        documentation-language = "en-ca"
        version = "1.10"
        license = "CERN-OHL-W-2.0"
        licensor = "Nico"
        organization = "maker"
        repo = "https://b.example"
        manufacturing-instructions = ["build.md"]
        keywords = ["door"]

        [commonstead]
        derived_from = ["https://old.example"]

        [okh-v1]
        intended-use = "doors"
        made = true
        making-instructions = [{ path = "build.md", title = "Build" }]
        manifest-language = "en-CA"

        [okh-v1.license]
        hardware = "CERN-OHL-W-2.0"

        [okh-v1.licensor]
        name = "Nico"
        affiliation = "maker"

        [okh-v1.derivative-of]
        title = "Old knob"
        web = "https://old.example"
        "#);
    }

    #[test]
    fn what_is_no_design_says_why() {
        let read = read(&[
            ("broken.okh.toml", "name = \n"),
            ("okh-broken.yml", "a: b: c\n"),
            ("okh-chair.yml", "license:\n  hardware: MIT\n"),
            ("okw/shop.yml", "title: Shop\nlicense: MIT\n"),
            ("mkdocs.yml", "site_name: x\n"),
            ("README.md", "# no manifest\n"),
        ]);
        let why: Vec<_> = read.skipped.iter().map(|s| s.why.as_str()).collect();
        assert!(why[0].starts_with("cannot be read as TOML: "), "{why:?}");
        assert_eq!(why[1], "is no Open Know-How manifest");
        assert!(why[2].starts_with("cannot be read as YAML: "), "{why:?}");
        assert!(why[3].starts_with("names no title"));
        assert!(why[4].starts_with("describes a workshop"));
        assert_eq!((read.designs.len(), why.len()), (0, 5));
    }

    #[test]
    fn files_that_a_manifest_names_come_along() {
        let read = read(&[
            (
                "stool/okh.toml",
                "okhv = \"1\"\nname = \"Stool\"\nreadme = \"/README.md\"\nbom = \"gone.csv\"\nimage = \"https://x.example/a.png\"\nsource = [\"cad/seat.dxf\", \"../../etc/passwd\"]\n[[part]]\nname = \"Seat\"\nexport = [\"seat.stl\"]\n",
            ),
            ("stool/README.md", "# Stool"),
            ("stool/cad/seat.dxf", "0"),
            ("stool/seat.stl", "solid"),
        ]);
        let files: Vec<_> =
            read.designs[0].files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            files,
            [
                ("README.md", "stool/README.md"),
                ("cad/seat.dxf", "stool/cad/seat.dxf"),
                ("seat.stl", "stool/seat.stl")
            ]
        );
        assert!(read.designs[0].manifest.contains("readme = \"README.md\""));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            text in "[a-z:\\-\\[\\]{}#\"'|>&*! \n=]{0,80}",
        ) {
            let files = ["okh.toml", "okh.yml"].into_iter().flat_map(|p| {
                [(Utf8PathBuf::from(p), bytes.clone()), (Utf8PathBuf::from(format!("b/{p}")), text.clone().into_bytes())]
            });
            let read = read_folder(&files.collect::<Vec<_>>());
            proptest::prop_assert_eq!(read.designs.len() + read.skipped.len(), 4);
        }
    }
}
