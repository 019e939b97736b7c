//! Categories by their names: known ones are found, others are made.

use std::collections::BTreeMap;

use catalog::ids::{CategoryPath, slugify};
use catalog::record::{Category, Text};

use super::mint::short_name;

/// All categories, those of the node and those that the import makes.
pub(super) struct Categories<'a> {
    known: &'a BTreeMap<CategoryPath, Category>,
    pub(super) made: BTreeMap<CategoryPath, Category>,
}

impl<'a> Categories<'a> {
    pub(super) fn new(known: &'a BTreeMap<CategoryPath, Category>) -> Self {
        Self { known, made: BTreeMap::new() }
    }

    /// The category at the end of a path of names; none for an empty path.
    pub(super) fn at(&mut self, names: &[String]) -> Option<CategoryPath> {
        let mut here: Option<CategoryPath> = None;
        for (depth, name) in names.iter().enumerate() {
            let found = self.find(name, here.as_ref(), depth == 0);
            here = Some(match found {
                Some(found) => found,
                None => self.make(name, here.as_ref())?,
            });
        }
        here
    }

    fn find(
        &self,
        name: &str,
        parent: Option<&CategoryPath>,
        widest: bool,
    ) -> Option<CategoryPath> {
        let lower = name.to_lowercase();
        let part = part_of(name);
        let named = |path: &CategoryPath, category: &Category| {
            last(path) == part || category.name.base.to_lowercase() == lower
        };
        let matching = || self.known.iter().chain(&self.made).filter(|(p, c)| named(p, c));
        let here = matching().find(|(p, _)| above(p) == parent.map(CategoryPath::as_str));
        if here.is_some() || !widest {
            return here.map(|(p, _)| p.clone());
        }
        let mut anywhere = matching();
        let only = anywhere.next();
        only.filter(|_| anywhere.next().is_none()).map(|(p, _)| p.clone())
    }

    fn make(&mut self, name: &str, parent: Option<&CategoryPath>) -> Option<CategoryPath> {
        let part = part_of(name);
        let text = parent.map_or_else(|| part.clone(), |above| format!("{above}/{part}"));
        let path: CategoryPath = text.parse().ok()?;
        self.made.insert(path.clone(), Category { name: Text::plain(name), glyph: None });
        Some(path)
    }
}

fn part_of(name: &str) -> String {
    slugify(name).map_or_else(|| short_name("category", name), |slug| slug.to_string())
}

fn last(path: &CategoryPath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}

fn above(path: &CategoryPath) -> Option<&str> {
    path.as_str().rsplit_once('/').map(|(above, _)| above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_categories_are_found_by_name_and_others_are_made_with_what_is_above_them() {
        let path: CategoryPath = "power-tools/drilling".parse().unwrap();
        let name = Text::plain("Drills and drivers");
        let known = BTreeMap::from([(path.clone(), Category { name, glyph: None })]);
        let mut categories = Categories::new(&known);
        assert_eq!(categories.at(&["drills and Drivers".into()]), Some(path));
        let made = categories.at(&["Garden".into(), "Saws & Shears".into()]).unwrap();
        assert_eq!(made.as_str(), "garden/saws-shears");
        let names: Vec<_> = categories.made.values().map(|c| c.name.base.as_str()).collect();
        assert_eq!(names, ["Garden", "Saws & Shears"]);
        assert_eq!(categories.at(&[]), None);
    }
}
