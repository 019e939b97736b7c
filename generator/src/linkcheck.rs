//! Links of a node's own texts that lead nowhere, each with its place and what was probably meant.
//!
//! The site leaves such a link out and goes on; here it is an error, so that it is found before anybody
//! follows it. Addresses of other hosts are not asked: a check works without a network.

use std::collections::BTreeSet;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::suggest::{did_you_mean, shown};
use catalog::document::{Finding, Problem, problem};
use catalog::ids::Slug;
use catalog::record::DocumentKind;
use catalog::record::{Documents, Text};

use crate::links;
use crate::markdown::{Destination, destinations};

/// Everything that a link may mean.
struct Known<'d> {
    /// Names of records: `[[cordless-drill]]`.
    names: BTreeSet<&'d str>,
    /// Files of documents, from the node's root.
    files: BTreeSet<String>,
    present: &'d dyn Fn(&str) -> bool,
}

/// All broken links, by file and line. `present` says whether there is a file at a path relative to the
/// node's root; `source` gives the bytes of a document, and is asked only for files with problems.
pub fn broken(
    documents: &Documents,
    present: &dyn Fn(&str) -> bool,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<Problem> {
    let known = Known::of(documents, present);
    let mut problems = Vec::new();
    for (file, text) in texts(documents) {
        for (file, body) in versions(&file, text, present) {
            let findings = known.broken_in(&file, body);
            if !findings.is_empty() {
                problems.extend(place(&file, &findings, source));
            }
        }
    }
    problems
}

/// A body with the file that it stands in, one for each language.
fn versions<'t>(
    file: &Utf8Path,
    text: &'t Text,
    present: &dyn Fn(&str) -> bool,
) -> Vec<(Utf8PathBuf, &'t str)> {
    let base = std::iter::once((file.to_owned(), text.base.as_str()));
    let translated = text.translations.iter().map(|(lang, body)| {
        let own = file.with_extension(format!("{lang}.md"));
        let file = if present(own.as_str()) { own } else { file.to_owned() };
        (file, body.as_str())
    });
    base.chain(translated).collect()
}

/// Every text that has links, with its file.
fn texts(d: &Documents) -> Vec<(Utf8PathBuf, &Text)> {
    use DocumentKind as K;
    let mut all: Vec<(Utf8PathBuf, &Text)> = Vec::new();
    all.extend(d.titles.iter().map(|(slug, r)| (d.file_of(K::Title, slug), &r.body)));
    all.extend(d.designs.iter().map(|(slug, r)| {
        let readme = r.readme.as_deref().unwrap_or("README.md");
        (format!("designs/{slug}/{readme}").into(), &r.body)
    }));
    all.extend(d.proposals.iter().map(|(slug, r)| (d.file_of(K::Proposal, slug), &r.body)));
    all.extend(d.minutes.iter().map(|(slug, r)| (d.file_of(K::Minutes, slug), &r.body)));
    all.extend(d.constitution.iter().map(|r| ("governance/constitution.md".into(), &r.body)));
    all.extend(d.pages.iter().map(|(slug, r)| (d.file_of(K::Page, slug), &r.body)));
    all.extend(d.events.iter().map(|(slug, r)| (d.file_of(K::Event, slug), &r.body)));
    all.extend(d.people.iter().map(|(slug, r)| (d.file_of(K::Person, slug), &r.body)));
    all
}

/// A link that leads nowhere, before its place is known.
struct Broken {
    link: Destination,
    hint: Option<String>,
}

impl<'d> Known<'d> {
    fn of(d: &'d Documents, present: &'d dyn Fn(&str) -> bool) -> Self {
        use DocumentKind as K;
        let kinds: [(K, Vec<&Slug>); 8] = [
            (K::Title, d.titles.keys().collect()),
            (K::Design, d.designs.keys().collect()),
            (K::Place, d.places.keys().collect()),
            (K::Page, d.pages.keys().collect()),
            (K::Event, d.events.keys().collect()),
            (K::Proposal, d.proposals.keys().collect()),
            (K::Minutes, d.minutes.keys().collect()),
            (K::Person, d.people.keys().collect()),
        ];
        let all = || kinds.iter().flat_map(|(kind, slugs)| slugs.iter().map(|slug| (*kind, *slug)));
        let names = all().map(|(_, slug)| slug.as_str());
        let trainings = d.node.trainings.keys().map(Slug::as_str);
        let constitution = d.constitution.iter().map(|_| "governance/constitution.md".to_owned());
        Self {
            names: names.chain(trainings).collect(),
            files: all()
                .map(|(kind, slug)| d.file_of(kind, slug).to_string())
                .chain(constitution)
                .collect(),
            present,
        }
    }

    fn broken_in(&self, file: &Utf8Path, body: &str) -> Vec<Broken> {
        let mut links = destinations(body);
        links.dedup();
        links.into_iter().filter_map(|link| self.check(file, link)).collect()
    }

    fn check(&self, file: &Utf8Path, link: Destination) -> Option<Broken> {
        let hint = match &link {
            Destination::Record(name) => {
                let name = name.split('#').next().unwrap_or_default().trim().to_lowercase();
                if self.names.contains(name.as_str()) {
                    return None;
                }
                did_you_mean(&name, self.names.iter().copied())
            }
            Destination::Path(to) => self.check_path(file, to).err()?,
        };
        Some(Broken { link, hint })
    }

    /// Whether the path leads somewhere; else what it may have meant.
    fn check_path(&self, file: &Utf8Path, to: &str) -> Result<(), Option<String>> {
        let to = to.split(['#', '?']).next().unwrap_or_default();
        let decoded = links::decode(to).ok_or(None)?;
        let resolved = match decoded.strip_prefix('/') {
            Some(from_root) => Some(from_root.to_owned()),
            None => links::resolve(file.as_str(), &decoded),
        };
        let Some(resolved) = resolved else {
            return Err(Some("it leads out of the node".to_owned()));
        };
        if to.is_empty() || self.leads_somewhere(&resolved) {
            return Ok(());
        }
        let near = did_you_mean(&resolved, self.files.iter().map(String::as_str));
        Err(near.map(|hint| hint.replacen('`', "`/", 1)))
    }

    fn leads_somewhere(&self, resolved: &str) -> bool {
        let path = resolved.trim_end_matches('/');
        let is_design = |rest: &str| self.files.contains(&format!("designs/{rest}/okh.toml"));
        let is_known = self.files.contains(path)
            || path.strip_prefix("designs/").is_some_and(is_design)
            || self.is_translation(path);
        is_known || (links::is_publishable(path) && (self.present)(path))
    }

    /// `pages/about.es.md` is `pages/about.md` in another language.
    fn is_translation(&self, path: &str) -> bool {
        let stem = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
        stem.is_some_and(|(stem, _)| self.files.contains(&format!("{stem}.md")))
    }
}

/// Puts broken links at their places in the file, every time that they stand there.
fn place(
    file: &Utf8Path,
    broken: &[Broken],
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<Problem> {
    let text = source(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = text.unwrap_or_default();
    let finding = |(span, one): (Range<usize>, &Broken)| {
        let message = match &one.link {
            Destination::Record(name) => {
                format!("the link `[[{}]]` names nothing that is here", shown(name))
            }
            Destination::Path(to) => format!("the link `{}` leads nowhere", shown(to)),
        };
        Finding::error("broken-link", span, message).maybe_hint(one.hint.clone())
    };
    let spans = broken.iter().flat_map(|one| {
        let found = spans(&text, &one.link);
        found.into_iter().map(move |span| (span, one))
    });
    problem::locate(file, &text, spans.map(finding).collect())
}

/// Where a link stands in a file, behind its front matter; at the start of the text where it is written
/// in a way that cannot be found again.
fn spans(text: &str, link: &Destination) -> Vec<Range<usize>> {
    let body = match text.strip_prefix("+++").and_then(|rest| rest.find("\n+++")) {
        Some(end) => (end + 7).min(text.len()),
        None => 0,
    };
    let (openings, to): (&[&str], &str) = match link {
        Destination::Record(name) => (&["[["], name),
        Destination::Path(to) => (&["](", "](<", "]: "], to),
    };
    let rest = text.get(body..).unwrap_or_default();
    let mut found: Vec<Range<usize>> = Vec::new();
    for opening in openings {
        let needle = format!("{opening}{to}");
        let ends = |at: usize| {
            let after = rest.get(at + needle.len()..).and_then(|rest| rest.chars().next());
            after.is_none_or(|c| matches!(c, ')' | ']' | '>' | '|' | ' ' | '\n' | '\r'))
        };
        let starts = rest.match_indices(&needle).map(|(at, _)| at).filter(|at| ends(*at));
        found.extend(starts.map(|at| {
            let from = body + at + opening.len();
            from..from + to.len()
        }));
    }
    if found.is_empty() {
        found.push(body..body);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "+++\nname = \"How\"\n+++\nTake [[cordles-drill]], or [[drill]] with\n[rules](../governance/constitutoin.md), [this](abuot.md#x), [it](about.md)\nand [that](https://example.org/none).\n";

    fn check(files: &[(&str, &str)]) -> Vec<String> {
        let read = files.iter().map(|(path, text)| ((*path).into(), text.as_bytes().to_vec()));
        let loaded = catalog::document::load(read);
        let bytes = |path: &Utf8Path| {
            files.iter().find(|file| file.0 == path.as_str()).map(|file| file.1.as_bytes().to_vec())
        };
        let present = |path: &str| files.iter().any(|file| file.0 == path);
        let line = |p: &Problem| {
            let hint = p.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            format!("{}:{}:{} {}{hint}", p.file, p.line, p.column, p.message)
        };
        broken(&loaded.documents, &present, &bytes).iter().map(line).collect()
    }

    #[test]
    fn each_link_that_leads_nowhere_has_its_place_and_what_was_meant() {
        let found = check(&[
            ("node.toml", "id = \"oak\"\nname = \"Oak\"\n"),
            (
                "catalog/co/cordless-drill.md",
                "+++\nname = \"Drill\"\n+++\n![x](../../media/none.jpg)\n",
            ),
            ("governance/constitution.md", "+++\nname = \"Rules\"\n+++\nx\n"),
            ("pages/about.md", "+++\nname = \"About\"\n+++\n[up](../../secret.md)\n"),
            ("pages/how.md", PAGE),
        ]);
        let expected = [
            "catalog/co/cordless-drill.md:4:6 the link `../../media/none.jpg` leads nowhere",
            "pages/about.md:4:6 the link `../../secret.md` leads nowhere (it leads out of the node)",
            "pages/how.md:4:8 the link `[[cordles-drill]]` names nothing that is here (did you mean `cordless-drill`?)",
            "pages/how.md:4:30 the link `[[drill]]` names nothing that is here",
            "pages/how.md:5:9 the link `../governance/constitutoin.md` leads nowhere (did you mean `/governance/constitution.md`?)",
            "pages/how.md:5:48 the link `abuot.md#x` leads nowhere (did you mean `/pages/about.md`?)",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_link_of_the_demo_nodes_leads_somewhere() {
        for node in content::NODES {
            let files = content::files(node).unwrap();
            let all = files.iter().map(|(path, bytes)| (path.clone().into(), bytes.clone()));
            let loaded = catalog::document::load(all);
            let present = |path: &str| files.iter().any(|file| file.0 == path);
            let found = broken(&loaded.documents, &present, &|_| None);
            assert!(found.is_empty(), "{node}: {:?}", found.first().map(|p| (&p.file, &p.message)));
        }
    }
}
