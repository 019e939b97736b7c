//! Version 1 of Open Know-How is YAML with names of its own.

use camino::Utf8Path;
use serde_json::{Map, Value as Json};
use toml_edit::{Array, DocumentMut, Item, Table, value};

use super::language::tag;
use super::{Manifest, NoDesign, one_line, recognise, scalar, to_toml};

pub(super) fn read(path: &Utf8Path, text: &str) -> Result<Manifest, NoDesign> {
    let options = serde_saphyr::options! {
        // Manifests in the wild repeat keys; most readers take the last.
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    let json: Json = serde_saphyr::from_str_with_options(text, options)
        .map_err(|e| NoDesign::Yaml(one_line(&e.to_string())))?;
    let Json::Object(mut keys) = json else { return Err(NoDesign::Other) };
    recognise(path, &|key| keys.get(key).is_some_and(|v| !v.is_null()))?;
    // `1.10` is a version and not a number.
    if let Some(version) = plain_version(text) {
        keys.insert("version".to_owned(), Json::String(version));
    }
    let document = convert(keys);
    Ok(Manifest { document, mended: vec!["version 1 in YAML became TOML".to_owned()] })
}

fn plain_version(text: &str) -> Option<String> {
    let line = text.lines().find_map(|l| l.strip_prefix("version:"))?;
    let plain = line.split(" #").next()?.trim();
    let number = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    number.then(|| plain.to_owned())
}

fn convert(mut keys: Map<String, Json>) -> DocumentMut {
    let mut out = DocumentMut::new();
    let v1 = &keys;
    put(&mut out, "okhv", Some("OKH-LOSHv1.0".to_owned()));
    put(&mut out, "name", text(v1, "title").or_else(|| text(v1, "name")).map(|t| one_line(&t)));
    let function = text(v1, "description").or_else(|| text(v1, "function"));
    put(&mut out, "function", function.or_else(|| text(v1, "intended-use")));
    let language = text(v1, "documentation-language").or_else(|| text(v1, "manifest-language"));
    put(&mut out, "documentation-language", language.and_then(|l| tag(&l)));
    put(&mut out, "version", text(v1, "version"));
    put(&mut out, "license", license(v1));
    let (names, organization) = licensor(v1);
    list(&mut out, "licensor", names, true);
    put(&mut out, "organization", organization);
    let home = text(v1, "documentation-home");
    put(&mut out, "repo", text(v1, "project-link").or(home).or_else(|| text(v1, "repo")));
    list(&mut out, "image", places(v1, "image"), true);
    put(&mut out, "bom", places(v1, "bom").into_iter().find(|b| is_place(b)));
    list(&mut out, "manufacturing-instructions", places(v1, "making-instructions"), false);
    list(&mut out, "user-manual", places(v1, "operating-instructions"), true);
    let mut source = places(v1, "design-files");
    source.extend(places(v1, "schematics"));
    list(&mut out, "source", source, false);
    list(&mut out, "keywords", texts(v1.get("keywords")), false);
    let from = derived_from(v1);
    if !from.is_empty() {
        let mut own = Table::new();
        own.insert("derived_from", value(from.into_iter().collect::<Array>()));
        out.insert("commonstead", Item::Table(own));
    }
    for whole in CARRIED {
        keys.shift_remove(whole);
    }
    let rest = to_toml::table(&keys);
    if !rest.is_empty() {
        out.insert("okh-v1", Item::Table(rest));
    }
    out
}

/// What is in the TOML form word for word and needs not be kept a second time.
const CARRIED: [&str; 6] = ["title", "name", "description", "version", "project-link", "keywords"];

fn put(out: &mut DocumentMut, key: &str, text: Option<String>) {
    if let Some(text) = text {
        out.insert(key, value(text));
    }
}

fn list(out: &mut DocumentMut, key: &str, texts: Vec<String>, one_alone: bool) {
    match texts.as_slice() {
        [] => {}
        [one] if one_alone => drop(out.insert(key, value(one.as_str()))),
        _ => drop(out.insert(key, value(texts.into_iter().collect::<Array>()))),
    }
}

fn text(keys: &Map<String, Json>, key: &str) -> Option<String> {
    keys.get(key).and_then(scalar)
}

fn texts(json: Option<&Json>) -> Vec<String> {
    match json {
        Some(Json::Array(all)) => all.iter().filter_map(scalar).collect(),
        Some(one) => scalar(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn license(keys: &Map<String, Json>) -> Option<String> {
    let json = keys.get("license")?;
    let part = |name: &str| json.get(name).and_then(scalar);
    scalar(json)
        .or_else(|| part("hardware"))
        .or_else(|| part("documentation"))
        .or_else(|| part("software"))
}

/// Names and the organisation; either is written as a text, a table or a list of tables.
fn licensor(keys: &Map<String, Json>) -> (Vec<String>, Option<String>) {
    let Some(json) = keys.get("licensor") else { return (Vec::new(), None) };
    let people: Vec<&Json> = json.as_array().map_or_else(|| vec![json], |all| all.iter().collect());
    let name = |p: &&Json| scalar(p).or_else(|| p.get("name").and_then(scalar));
    let affiliation = people.iter().find_map(|p| p.get("affiliation").and_then(scalar));
    (people.iter().filter_map(name).collect(), affiliation)
}

/// Paths and addresses: a text, a list of texts, or a list of tables with `path`.
fn places(keys: &Map<String, Json>, key: &str) -> Vec<String> {
    let Some(json) = keys.get(key) else { return Vec::new() };
    let all: Vec<&Json> = json.as_array().map_or_else(|| vec![json], |all| all.iter().collect());
    all.iter().filter_map(|j| scalar(j).or_else(|| j.get("path").and_then(scalar))).collect()
}

/// Whether a text names a file or an address and is not a list in words.
fn is_place(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains(['.', '/'])
}

fn derived_from(keys: &Map<String, Json>) -> Vec<String> {
    let Some(json) = keys.get("derivative-of") else { return Vec::new() };
    let all: Vec<&Json> = json.as_array().map_or_else(|| vec![json], |all| all.iter().collect());
    let named = |j: &&Json| {
        let at = |key: &str| j.get(key).and_then(scalar);
        scalar(j).or_else(|| at("web")).or_else(|| at("manifest")).or_else(|| at("title"))
    };
    all.iter().filter_map(named).collect()
}
