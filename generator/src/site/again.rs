//! Drawing a few pages again, when somebody changed the words of a title: its name, its summary, its text.
//!
//! A whole build remembers which pages show which titles ([`Recall`]); then only those are drawn. What is
//! more than words (another category, another place, a new unit, a link, a photo) is not understood here,
//! and whoever asks builds everything. Lists that hold every title at once (the tables and JSON lists, the
//! search index) are not made here either: they wait for the next whole build.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use catalog::fold::Node;
use catalog::ids::Slug;
use catalog::record::{Lang, Text, Title};

use super::catalogue::{self, Lists};
use super::facts::Facts;
use super::{
    Build, BuildError, BuildOptions, LABELS, Output, Pages, STAGES, Sink, Workshop, labels,
};
use crate::files::NodeFiles;
use crate::known::Known;
use crate::links;
use crate::markdown::{Destination, destinations};
use crate::render::Renderer;

/// What a whole build remembers of itself.
#[derive(Debug)]
pub struct Recall {
    options: BuildOptions,
    facts: Arc<Facts>,
    lists: BTreeMap<Lang, Lists>,
    mentions: Mentions,
}

/// Takes down, during a whole build, what [`Recall`] is made of.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    stage: AtomicUsize,
    mentions: Mutex<Mentions>,
    pub(super) lists: Mutex<BTreeMap<Lang, Lists>>,
}

/// Which pages show which titles.
#[derive(Debug, Default)]
struct Mentions {
    /// Each page with the stage of the build that draws it.
    pages: Vec<(String, usize)>,
    of: HashMap<String, Vec<u32>>,
}

/// What is to be drawn again.
#[derive(Debug, Default)]
pub(super) struct Only {
    paths: HashSet<String>,
    pub(super) titles: BTreeSet<Slug>,
    stages: BTreeSet<usize>,
}

/// A title whose words changed.
#[derive(Debug)]
pub(super) struct Reworded<'n> {
    pub(super) title: &'n Title,
    /// Its name is another one in some language, so it may stand elsewhere in lists.
    pub(super) renamed: bool,
    /// It looks otherwise in lists.
    pub(super) looks: bool,
}

impl Recorder {
    pub(super) fn stage(&self, stage: usize) {
        self.stage.store(stage, Ordering::Relaxed);
    }

    /// Notes the titles that a page links to: every page that shows one does.
    pub(super) fn page(&self, path: &str, content: &[u8]) {
        let shown = linked(&String::from_utf8_lossy(content));
        if !shown.is_empty() {
            let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
            mentions.add(path, self.stage.load(Ordering::Relaxed), shown);
        }
    }

    pub(super) fn finish(self, options: &BuildOptions, facts: &Arc<Facts>) -> Recall {
        Recall {
            options: options.clone(),
            facts: Arc::clone(facts),
            lists: self.lists.into_inner().unwrap_or_else(PoisonError::into_inner),
            mentions: self.mentions.into_inner().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

/// The slugs in all `catalog/<slug>/index.html`.
fn linked(content: &str) -> BTreeSet<String> {
    let after = content.match_indices("catalog/").filter_map(|(at, found)| {
        let rest = content.get(at + found.len()..)?;
        let (slug, rest) = rest.split_once('/')?;
        rest.starts_with("index.html").then(|| slug.to_owned())
    });
    after.collect()
}

impl Mentions {
    fn add(&mut self, path: &str, stage: usize, shown: BTreeSet<String>) {
        let Ok(number) = u32::try_from(self.pages.len()) else { return };
        self.pages.push((path.to_owned(), stage));
        for slug in shown {
            self.of.entry(slug).or_default().push(number);
        }
    }

    fn of<'m>(&'m self, slug: &Slug) -> impl Iterator<Item = &'m (String, usize)> {
        let numbers = self.of.get(slug.as_str()).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| self.pages.get(*number as usize))
    }
}

impl Only {
    /// Every page that shows one of these, as it was at the last whole build.
    fn of(reworded: &[Reworded<'_>], mentions: &Mentions, build: &Build<'_>) -> Self {
        let mut only = Self::default();
        for changed in reworded {
            only.titles.insert(changed.title.slug.clone());
            for (path, stage) in mentions.of(&changed.title.slug) {
                // What stands behind a label shows the whole title.
                let own =
                    path.starts_with("I/") || path.ends_with(&links::title(&changed.title.slug));
                if changed.looks || own {
                    only.paths.insert(path.clone());
                    only.stages.insert(*stage);
                    only.titles.extend(title_at(path, build));
                }
            }
        }
        // A design looks for its parts among the names and keywords of all titles.
        only.stages.insert(super::DESIGNS);
        only
    }

    pub(super) fn wants(&self, path: &str) -> bool {
        self.paths.contains(path)
    }
}

/// The title whose page this is.
fn title_at(path: &str, build: &Build<'_>) -> Option<Slug> {
    let path = path.strip_suffix("/index.html")?;
    let (before, slug) = path.rsplit_once('/')?;
    let slug: Slug = slug.parse().ok()?;
    let is_title = before == "catalog" || before.ends_with("/catalog");
    (is_title && build.node.documents.titles.contains_key(&slug)).then_some(slug)
}

/// Draws again what shows these titles, which were otherwise before. False where more than words changed:
/// then nothing was drawn, and everything has to be built.
#[expect(clippy::too_many_arguments, reason = "what a build is told, and what the last one knew")]
pub fn reword(
    node: &Node,
    renderer: &Renderer,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    known: &Known,
    recall: &mut Recall,
    before: &[Title],
    sink: &mut dyn Sink,
) -> Result<bool, BuildError> {
    let Some(reworded) = understood(node, before) else { return Ok(false) };
    let Recall { options, facts, lists, mentions } = recall;
    let follows = options.followed.iter().any(|one| !one.node.documents.titles.is_empty());
    if follows && reworded.iter().any(|changed| changed.renamed) {
        // It stands elsewhere in the lists over all nodes, too.
        return Ok(false);
    }
    let mut build =
        Build::with_facts(node, renderer, options, files, workshop, known, Arc::clone(facts));
    build.only = Some(Only::of(&reworded, mentions, &build));
    let build = build;
    let Some(only) = &build.only else { return Ok(false) };
    let mut out = Output { sink, paths: Vec::new(), dates: BTreeMap::new() };
    for lang in &build.languages {
        let pages = Pages::new(&build, lang);
        let Some(lists) = lists.get_mut(lang) else { return Ok(false) };
        catalogue::again(&pages, lists, &reworded, &mut out)?;
        for (number, stage) in STAGES.iter().enumerate() {
            if only.stages.contains(&number) && number != super::CATALOGUE {
                stage(&pages, &mut out)?;
            }
        }
        if only.stages.contains(&super::CATALOGUE) {
            catalogue::trainings(&pages, &mut out)?;
        }
    }
    if only.stages.contains(&LABELS) {
        labels::all(&build, &mut out)?;
    }
    Ok(true)
}

/// What changed in each title; none where it is more than words.
fn understood<'n>(node: &'n Node, before: &[Title]) -> Option<Vec<Reworded<'n>>> {
    let one = |old: &Title| {
        let title = node.documents.titles.get(&old.slug)?;
        let renamed = old.name != title.name;
        let looks = renamed || old.summary != title.summary;
        is_wording(old, title).then_some(Reworded { title, renamed, looks })
    };
    before.iter().map(one).collect()
}

/// Whether two versions of a title differ in words alone. Names every field, so that a new one has to be
/// thought about here.
fn is_wording(old: &Title, new: &Title) -> bool {
    let Title {
        slug,
        kind,
        lang,
        categories,
        policy,
        reservation_policy,
        requires_authorisation,
        contents,
        images,
        manuals,
        compatible_with,
        designs,
        added,
        units,
        maintenance,
        // Words, shown on the title's own pages and, name and summary, wherever the title is shown.
        name,
        summary,
        body,
        checkout_notice,
        other_names: _,
        keywords: _,
        brand: _,
        model: _,
        power_source: _,
        size: _,
        weight_g: _,
        min_age: _,
        deposit: _,
        fee_per_day: _,
        replacement_value: _,
        parts_expected: _,
        carbon_g: _,
        external_ids: _,
        custom: _,
    } = old;
    (slug, kind, lang) == (&new.slug, &new.kind, &new.lang)
        && (categories, policy, reservation_policy)
            == (&new.categories, &new.policy, &new.reservation_policy)
        && (requires_authorisation, contents, images)
            == (&new.requires_authorisation, &new.contents, &new.images)
        && (manuals, compatible_with, designs) == (&new.manuals, &new.compatible_with, &new.designs)
        && (added, units, maintenance) == (&new.added, &new.units, &new.maintenance)
        && speaks_as(name, &new.name)
        && speaks_as(summary, &new.summary)
        && speaks_as(body, &new.body)
        && speaks_as(checkout_notice, &new.checkout_notice)
        && targets(body) == targets(&new.body)
}

/// The same languages.
fn speaks_as(old: &Text, new: &Text) -> bool {
    old.is_empty() == new.is_empty() && old.translations.keys().eq(new.translations.keys())
}

/// Where the links of a text lead: each of them is a backlink elsewhere, or a file to be published.
fn targets(text: &Text) -> Vec<Destination> {
    std::iter::once(&text.base)
        .chain(text.translations.values())
        .flat_map(|text| destinations(text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn titles_are_known_by_the_addresses_of_their_pages() {
        let content = r#"{"href":"catalog/drill/index.html","x":"<a href=\"../../catalog/tent-2/index.html#care\">","y":"catalog/index.html catalog/a/index.json"}"#;
        let found: Vec<String> = linked(content).into_iter().collect();
        assert_eq!(found, ["drill", "tent-2"]);
    }
}
