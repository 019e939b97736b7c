//! Our own tables come back: each cell that was changed changes its field, each new row is a new
//! record, and what has no row stays as it is.

use std::collections::BTreeSet;

use catalog::code::Code;
use catalog::ids::Slug;
use catalog::record::{
    Acquired, Category, Condition, Documents, Lifecycle, Place, PlaceKind, Quantity, Text, Unit,
    UnitKind,
};

use super::mint::{self, Seed};
use super::records::Records;
use super::{Node, Outcome, Plan, edit, titles};
use crate::own::place::{CATEGORIES, PLACES};
use crate::own::{BadCell, OwnTable, cell_of, title, unit};
use crate::problem::{Problem, Skipped, Trouble};
use crate::text::{Row, Table};

/// Plans the import of our own tables, in whatever order they come.
pub fn plan_own(tables: Vec<(OwnTable, Table)>, node: Node<'_>, seed: Seed) -> Plan {
    let mut back = Back {
        documents: node.documents,
        records: Records::default(),
        taken: taken(node.documents),
        seed,
        plan: Plan::default(),
    };
    let mut tables = tables;
    tables.sort_by_key(|(which, _)| *which);
    for (which, table) in tables {
        back.table(which, &table);
    }
    let Back { records, mut plan, .. } = back;
    edit::write(&records, node, &mut plan);
    plan
}

fn taken(documents: &Documents) -> BTreeSet<Code> {
    let units = documents.titles.values().flat_map(|t| t.units.iter().map(|u| u.code));
    units.chain(documents.places.values().filter_map(|p| p.code)).collect()
}

struct Back<'a> {
    documents: &'a Documents,
    records: Records,
    taken: BTreeSet<Code>,
    seed: Seed,
    plan: Plan,
}

impl Back<'_> {
    fn table(&mut self, which: OwnTable, table: &Table) {
        let file = which.file_name();
        let tag = |s: Skipped| Skipped { file: Some(file.to_owned()), ..s };
        self.plan.problems.extend(table.problems.iter().map(|p| p.clone().in_file(file)));
        self.plan.skipped.extend(table.skipped.iter().cloned().map(tag));
        for row in &table.rows {
            let mut bad = Vec::new();
            let outcome = match which {
                OwnTable::Categories => self.category(table, row, &mut bad),
                OwnTable::Places => self.place(table, row, &mut bad),
                OwnTable::Titles => self.title(table, row, &mut bad),
                OwnTable::Units => self.unit(table, row, &mut bad),
            };
            let problem = |b: BadCell| {
                let what = format!("`{}` in `{}`: {}; it stays as it was", b.text, b.column, b.why);
                Problem::at(row.number, Trouble::BadCell { what }).in_file(file)
            };
            self.plan.problems.extend(bad.into_iter().map(problem));
            match outcome {
                Ok(outcome) => self.plan.count(outcome),
                Err(why) => self.plan.skipped.push(tag(Skipped::new(row.number, why))),
            }
        }
    }

    fn category(&mut self, table: &Table, row: &Row, bad: &mut Vec<BadCell>) -> Done {
        let path = parsed::<catalog::ids::CategoryPath>(cell_of(table, row, "path"), "path")?;
        let known = &self.documents.node.categories;
        let old = self.records.categories.get(&path).or_else(|| known.get(&path)).cloned();
        let mut new = old.clone().unwrap_or(Category { name: Text::default(), glyph: None });
        bad.extend(CATEGORIES.apply(&mut new, &table.header, &row.cells));
        named(&new.name)?;
        let outcome = outcome(old.as_ref(), &new);
        self.records.categories.insert(path, new);
        Ok(outcome)
    }

    fn place(&mut self, table: &Table, row: &Row, bad: &mut Vec<BadCell>) -> Done {
        let slug: Slug = parsed(cell_of(table, row, "slug"), "slug")?;
        let known = &self.documents.places;
        let old = self.records.places.get(&slug).or_else(|| known.get(&slug)).cloned();
        let mut new = old.clone().unwrap_or_else(|| Place {
            slug: slug.clone(),
            name: Text::default(),
            kind: PlaceKind::default(),
            parent: None,
            code: None,
            note: Text::default(),
        });
        bad.extend(PLACES.apply(&mut new, &table.header, &row.cells));
        named(&new.name)?;
        self.taken.extend(new.code);
        let outcome = outcome(old.as_ref(), &new);
        self.records.places.insert(slug, new);
        Ok(outcome)
    }

    fn title(&mut self, table: &Table, row: &Row, bad: &mut Vec<BadCell>) -> Done {
        let text = cell_of(table, row, "slug").trim();
        let by_name = || catalog::ids::slugify(cell_of(table, row, "name"));
        let slug = match (text, by_name()) {
            ("", Some(slug)) => slug,
            ("", None) => return Err("has neither a `slug` nor a `name`".to_owned()),
            (text, _) => parsed(text, "slug")?,
        };
        let old = self.known_title(&slug).cloned();
        let lang = self.documents.node.languages.first().cloned();
        let lang = lang.unwrap_or_else(|| "en".to_owned());
        let mut new = old.clone().unwrap_or_else(|| titles::empty(slug.clone(), "", lang));
        bad.extend(title::SCHEMA.apply(&mut new, &table.header, &row.cells));
        named(&new.name)?;
        let outcome = outcome(old.as_ref(), &new);
        self.records.titles.insert(slug, new);
        Ok(outcome)
    }

    fn known_title(&self, slug: &Slug) -> Option<&catalog::record::Title> {
        self.records.titles.get(slug).or_else(|| self.documents.titles.get(slug))
    }

    fn unit(&mut self, table: &Table, row: &Row, bad: &mut Vec<BadCell>) -> Done {
        let slug: Slug = parsed(cell_of(table, row, "title"), "title")?;
        let Some(mut holder) = self.known_title(&slug).cloned() else {
            return Err(format!("belongs to `{slug}`, which is no title; add it to `titles.csv`"));
        };
        let text = cell_of(table, row, "code").trim();
        let code = if text.is_empty() {
            let number = holder.units.len().to_string();
            mint::fresh(self.seed, &["own", slug.as_str(), &number], &self.taken)
        } else {
            parsed(text, "code")?
        };
        let at = holder.units.iter().position(|u| u.code == code);
        if at.is_none() && self.taken.contains(&code) {
            return Err(format!("`{code}` is the code of something else"));
        }
        let old = at.and_then(|at| holder.units.get(at)).cloned();
        let mut new = old.clone().unwrap_or_else(|| coded(code));
        bad.extend(unit::SCHEMA.apply(&mut new, &table.header, &row.cells));
        let outcome = outcome(old.as_ref(), &new);
        self.taken.insert(code);
        match at.and_then(|at| holder.units.get_mut(at)) {
            Some(slot) => *slot = new,
            None => holder.units.push(new),
        }
        self.records.titles.insert(slug, holder);
        Ok(outcome)
    }
}

type Done = Result<Outcome, String>;

fn outcome<T: PartialEq>(old: Option<&T>, new: &T) -> Outcome {
    match old {
        None => Outcome::Created,
        Some(old) if old == new => Outcome::Unchanged,
        Some(_) => Outcome::Updated,
    }
}

fn parsed<T: std::str::FromStr>(cell: &str, column: &str) -> Result<T, String>
where
    T::Err: std::fmt::Display,
{
    cell.trim().parse().map_err(|e: T::Err| format!("`{column}` is `{cell}`, which {e}"))
}

fn named(name: &Text) -> Result<(), String> {
    if name.is_empty() { Err("has no `name`".to_owned()) } else { Ok(()) }
}

fn coded(code: Code) -> Unit {
    Unit {
        code,
        kind: UnitKind::default(),
        serial: None,
        owner: None,
        return_to_owner: None,
        acquired: Acquired::default(),
        home_place: Slug::unknown_place(),
        lifecycle: Lifecycle::default(),
        condition: Condition::default(),
        circ_note: None,
        aliases: Vec::new(),
        policy_override: None,
        quantity: Quantity::Exact(1),
        measure: None,
        min_qty: None,
    }
}
