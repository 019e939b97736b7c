//! A node's own templates may name only what is there. The built-in ones pass over what is missing, as
//! many fields are optional; but a name that no page has is a slip of the pen, and its page would
//! silently lack something.

use std::collections::BTreeMap;

use catalog::document::suggest::did_you_mean;
use minijinja::value::ValueKind;
use minijinja::{Environment, Value};
use themes::{Theme, ThemeError};

use super::RenderError;

/// Names that every template has.
const GLOBALS: [&str; 11] =
    ["t", "icon", "glyph", "thing", "qr", "lang", "dir", "range", "dict", "namespace", "debug"];

/// What the templates of a node ask for: path and line, by template. Parts of pages (`_cards.html`) see
/// what the page sets, so they are not among them.
#[derive(Debug, Default)]
pub(super) struct Asked(BTreeMap<String, Vec<(String, usize)>>);

impl Asked {
    pub(super) fn read(theme: &Theme) -> Result<Self, ThemeError> {
        let built_in = Theme::built_in();
        let mut asked = BTreeMap::new();
        for path in theme.names("templates/") {
            let name = path.trim_start_matches("templates/");
            let Some(source) = theme.text(&path)?.filter(|_| !name.starts_with('_')) else {
                continue;
            };
            if built_in.file(&path).is_some_and(|bytes| *bytes == *source.as_bytes()) {
                continue;
            }
            asked.insert(name.to_owned(), paths(&source));
        }
        Ok(Self(asked))
    }

    /// Whether the values of a page have all that its template and the frame around it ask for.
    pub(super) fn check(&self, template: &str, values: &Value) -> Result<(), RenderError> {
        if self.0.is_empty() {
            return Ok(());
        }
        for name in [template, "base.html"] {
            for (path, line) in self.0.get(name).map(Vec::as_slice).unwrap_or_default() {
                if let Err(hint) = has(path, values) {
                    let hint = hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
                    return Err(RenderError::Template {
                        template: format!("theme/templates/{name}"),
                        line: Some(*line),
                        message: format!("`{path}` is not known here{hint}"),
                    });
                }
            }
        }
        Ok(())
    }
}

/// The variables of a template with the line where each stands first. A template that cannot be read
/// has its own error when it is drawn.
fn paths(source: &str) -> Vec<(String, usize)> {
    let env = Environment::new();
    let Ok(template) = env.template_from_str(source) else { return Vec::new() };
    let mut paths: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    paths.retain(|path| {
        let root = path.split('.').next().unwrap_or_default();
        !GLOBALS.contains(&root)
    });
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), line_of(source, &path))).collect()
}

fn line_of(source: &str, path: &str) -> usize {
    let stands = |line: &str| {
        line.match_indices(path).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            edge(line[..at].chars().next_back()) && edge(line[at + path.len()..].chars().next())
        })
    };
    source.lines().position(stands).map_or(1, |at| at + 1)
}

/// Whether the values have the path; else the hint, where a name is near.
fn has(path: &str, values: &Value) -> Result<(), Option<String>> {
    let mut at = values.clone();
    let mut walked = String::new();
    for part in path.split('.') {
        // What is not told on this page may have any fields; lists have their own.
        if at.kind() != ValueKind::Map {
            return Ok(());
        }
        let next = at.get_attr(part).unwrap_or_default();
        if next.is_undefined() {
            let names: Vec<String> = at
                .try_iter()
                .map(|names| names.map(|name| format!("{walked}{name}")).collect())
                .unwrap_or_default();
            let asked = format!("{walked}{part}");
            return Err(did_you_mean(&asked, names.iter().map(String::as_str)));
        }
        walked.push_str(part);
        walked.push('.');
        at = next;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str) -> Result<(), String> {
        let own = [("templates/title.html".to_owned(), source.as_bytes().to_vec())];
        let asked = Asked::read(&Theme::with_own(own).unwrap()).unwrap();
        let values = serde_json::json!({ "title": { "name": "Drill", "home": null }, "page": {} });
        asked
            .check("title.html", &Value::from(minijinja::value::Serde(values)))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn a_name_that_no_page_has_is_told_with_file_line_and_what_was_meant() {
        assert_eq!(
            check("<h1>\n{{ title.nam }}").unwrap_err(),
            "theme/templates/title.html:2: `title.nam` is not known here (did you mean `title.name`?)"
        );
        assert_eq!(
            check("{{ titel.name }}").unwrap_err(),
            "theme/templates/title.html:1: `titel.name` is not known here (did you mean `title`?)"
        );
    }

    #[test]
    fn what_is_only_missing_on_this_page_and_what_the_template_sets_is_fine() {
        assert_eq!(
            check("{{ title.home.name }}{{ lang }}{% for x in [1] %}{{ x.y }}{% endfor %}"),
            Ok(())
        );
    }
}
