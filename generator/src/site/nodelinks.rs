//! Where the links of a node's own texts lead: to records by name, to files by path.

use catalog::ids::Slug;

use super::Build;
use crate::links;
use crate::markdown::{Links, Target};
use crate::photos::is_photo;

/// The links of one text on one page.
pub(super) struct NodeLinks<'b> {
    pub(super) build: &'b Build<'b>,
    pub(super) lang: &'b str,
    /// The text's own file in the node.
    pub(super) file: String,
    /// The way from the page to the site's root.
    pub(super) root: String,
    /// The way from the page to the root of the language.
    pub(super) base: String,
}

impl Links for NodeLinks<'_> {
    fn record(&self, name: &str) -> Option<Target> {
        let (name, _) = name.split_once('#').unwrap_or((name, ""));
        let slug: Slug = name.trim().to_lowercase().parse().ok()?;
        self.of_slug(&slug)
    }

    fn path(&self, path: &str) -> Option<Target> {
        let decoded = links::decode(path)?;
        let resolved = match decoded.strip_prefix('/') {
            Some(from_root) => from_root.to_owned(),
            None => links::resolve(&self.file, &decoded)?,
        };
        self.of_document(&resolved).or_else(|| self.of_file(&resolved))
    }
}

impl NodeLinks<'_> {
    /// The page that a relative path means; files are no pages.
    pub(super) fn page_at(&self, path: &str) -> Option<Target> {
        let decoded = links::decode(path)?;
        let resolved = match decoded.strip_prefix('/') {
            Some(from_root) => from_root.to_owned(),
            None => links::resolve(&self.file, &decoded)?,
        };
        self.of_document(&resolved)
    }

    fn page(&self, name: &catalog::record::Text, href: &str) -> Target {
        Target { href: format!("{}{href}", self.base), name: name.in_lang(self.lang).to_owned() }
    }

    fn of_slug(&self, slug: &Slug) -> Option<Target> {
        let d = &self.build.node.documents;
        None.or_else(|| d.titles.get(slug).map(|r| self.page(&r.name, &links::title(slug))))
            .or_else(|| d.designs.get(slug).map(|r| self.page(&r.name, &links::design(slug))))
            .or_else(|| d.places.get(slug).map(|r| self.page(&r.name, &links::place(slug))))
            .or_else(|| self.of_page(slug))
            .or_else(|| d.events.get(slug).map(|r| self.page(&r.name, &links::event(slug))))
            .or_else(|| d.proposals.get(slug).map(|r| self.page(&r.name, &links::proposal(slug))))
            .or_else(|| d.minutes.get(slug).map(|r| self.page(&r.name, &links::minutes(slug))))
            .or_else(|| {
                d.node.trainings.get(slug).map(|r| self.page(&r.name, &links::training(slug)))
            })
            .or_else(|| {
                d.people.get(slug).map(|r| self.page(&r.name, &links::person(slug.as_str())))
            })
    }

    fn of_page(&self, slug: &Slug) -> Option<Target> {
        let page = self.build.node.documents.pages.get(slug)?;
        let shown = !page.draft || self.build.options.drafts;
        shown.then(|| self.page(&page.name, &links::page(slug)))
    }

    /// `catalog/dr/drill.md` → the page of `drill`.
    fn of_document(&self, path: &str) -> Option<Target> {
        let parts: Vec<&str> = path.split('/').collect();
        let d = &self.build.node.documents;
        match parts.as_slice() {
            ["governance", "constitution.md"] => {
                d.constitution.as_ref().map(|c| self.page(&c.name, links::CONSTITUTION))
            }
            ["catalog", _, file]
            | ["pages" | "events" | "people", file]
            | ["governance", "proposals" | "minutes", file] => {
                let stem = file.strip_suffix(".md")?;
                let slug: Slug = stem.split('.').next()?.parse().ok()?;
                self.of_slug(&slug)
            }
            ["places", file] => self.of_slug(&file.strip_suffix(".toml")?.parse().ok()?),
            ["designs", slug] | ["designs", slug, "okh.toml" | ""] => {
                self.of_slug(&slug.parse().ok()?)
            }
            _ => None,
        }
    }

    fn of_file(&self, path: &str) -> Option<Target> {
        let to = match path.strip_prefix("designs/").and_then(|rest| rest.split_once('/')) {
            Some((slug, file)) => {
                let slug: Slug = slug.parse().ok()?;
                let design = self.build.node.documents.designs.get(&slug)?;
                super::designs::publish_file(self.build, design, file)?
            }
            None if is_photo(path) => self.build.photos.get(path)?.large.path,
            None => self.build.files.size(path).and_then(|_| self.build.media.want(path))?,
        };
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Some(Target { href: format!("{}{}", self.root, links::encode(&to)), name })
    }
}
