//! `catalog/<xx>/<slug>.md`

use std::ops::Range;

use crate::ids::{CategoryPath, Slug};
use crate::record::{Contents, Custom, Part, Plan, Text, Title, TitleKind};

use super::super::reader::{Field, Reader, fields, put};
use super::super::tree::Table;
use super::{Source, UNSET_LANG, unit};

pub(crate) const KINDS: &[(&str, TitleKind)] = &[
    ("tool", TitleKind::Tool),
    ("machine", TitleKind::Machine),
    ("material", TitleKind::Material),
    ("kit", TitleKind::Kit),
    ("space", TitleKind::Space),
    ("book", TitleKind::Book),
    ("vehicle", TitleKind::Vehicle),
];

const KEYS: &[&str] = &[
    "name",
    "other_names",
    "kind",
    "summary",
    "lang",
    "categories",
    "keywords",
    "brand",
    "model",
    "power_source",
    "size",
    "weight_kg",
    "policy",
    "reservation_policy",
    "requires_authorisation",
    "min_age",
    "deposit",
    "fee_per_day",
    "replacement_value",
    "parts_expected",
    "maintenance",
    "contents",
    "checkout_notice",
    "images",
    "manuals",
    "compatible_with",
    "designs",
    "carbon_kg",
    "external_ids",
    "custom",
    "added",
    "units",
    "translations",
];

/// A title of which only the name is known.
pub(crate) fn named(slug: Slug, name: Text) -> Title {
    Title {
        slug,
        name,
        other_names: Vec::new(),
        kind: TitleKind::default(),
        summary: Text::default(),
        lang: UNSET_LANG.to_owned(),
        categories: Vec::new(),
        keywords: Vec::new(),
        brand: None,
        model: None,
        power_source: None,
        size: None,
        weight_g: None,
        policy: None,
        reservation_policy: None,
        requires_authorisation: Vec::new(),
        min_age: None,
        deposit: None,
        fee_per_day: None,
        replacement_value: None,
        parts_expected: Vec::new(),
        maintenance: Vec::new(),
        contents: Vec::new(),
        checkout_notice: Text::default(),
        images: Vec::new(),
        manuals: Vec::new(),
        compatible_with: Vec::new(),
        designs: Vec::new(),
        carbon_g: None,
        external_ids: std::collections::BTreeMap::new(),
        custom: Vec::new(),
        added: None,
        units: Vec::new(),
        body: Text::default(),
    }
}

pub(super) fn title(reader: &mut Reader, source: &Source<'_>) -> Title {
    let mut title = named(source.slug.clone(), Text::default());
    title.body = source.body();
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "translations" => translations = Some(field),
            _ => one(reader, field, &mut title),
        }
    }
    reader.name_or_slug(source, &mut title.name, "\"Cordless drill, 18 V\"");
    if let Some(field) = translations {
        reader.translations(field, &mut title);
    }
    title
}

fn one(r: &mut Reader, field: Field<'_>, title: &mut Title) {
    match field.name {
        "name" => put(&mut title.name.base, r.filled(field)),
        "other_names" => title.other_names = r.texts(field),
        "kind" => put(&mut title.kind, r.choice(field, KINDS)),
        "summary" => put(&mut title.summary.base, r.owned(field)),
        "lang" => put(&mut title.lang, r.lang(field)),
        "categories" => title.categories = r.list(field, Reader::category),
        "keywords" => title.keywords = r.texts(field),
        "brand" => title.brand = r.owned(field),
        "model" => title.model = r.owned(field),
        "power_source" => title.power_source = r.owned(field),
        "size" => title.size = r.owned(field),
        "weight_kg" => title.weight_g = r.grams(field),
        "policy" => title.policy = r.name(field),
        "reservation_policy" => title.reservation_policy = r.name(field),
        "requires_authorisation" => title.requires_authorisation = r.names(field),
        "min_age" => title.min_age = r.between(field, 0..=120),
        "deposit" => title.deposit = r.money(field),
        "fee_per_day" => title.fee_per_day = r.money(field),
        "replacement_value" => title.replacement_value = r.money(field),
        "parts_expected" => title.parts_expected = parts(r, field),
        "maintenance" => title.maintenance = r.tables(field, plan),
        "contents" => title.contents = contents(r, field),
        "checkout_notice" => put(&mut title.checkout_notice.base, r.owned(field)),
        "images" => title.images = r.texts(field),
        "manuals" => title.manuals = r.texts(field),
        "compatible_with" => title.compatible_with = r.names(field),
        "designs" => title.designs = r.names(field),
        "carbon_kg" => title.carbon_g = r.grams(field),
        "external_ids" => title.external_ids = external_ids(r, field),
        "custom" => title.custom = custom(r, field),
        "added" => title.added = r.date(field),
        "units" => title.units = r.tables(field, unit::unit),
        _ => r.unknown(field, KEYS),
    }
}

impl Reader {
    /// The document's name must be there; one without is shown by its file's name.
    pub(super) fn name_or_slug(&mut self, source: &Source<'_>, name: &mut Text, example: &str) {
        if !name.is_empty() {
            return;
        }
        source.slug.as_str().clone_into(&mut name.base);
        if !source.table.contains_key("name") {
            self.missing(source.head.clone(), "name", example);
        }
    }

    /// A category, from the widest to the narrowest.
    pub(super) fn category(&mut self, field: Field<'_>) -> Option<CategoryPath> {
        self.parsed_or("bad-name", field, |text| {
            let parts: Option<Vec<_>> =
                text.split('/').map(|p| crate::ids::slugify(p).map(|s| s.to_string())).collect();
            parts.map(|parts| format!("did you mean `{}`?", parts.join("/")))
        })
    }
}

fn parts(r: &mut Reader, field: Field<'_>) -> Vec<Part> {
    r.tables(field, |r, table, head| {
        let mut part = Part { name: String::new(), qty: 1, required: true };
        for field in fields(table) {
            match field.name {
                "name" => put(&mut part.name, r.filled(field)),
                "qty" => put(&mut part.qty, r.between(field, 1..=1_000_000)),
                "required" => put(&mut part.required, r.flag(field)),
                _ => r.unknown(field, &["name", "qty", "required"]),
            }
        }
        if !table.contains_key("name") {
            r.missing(head, "name", "\"battery\"");
        }
        (!part.name.is_empty()).then_some(part)
    })
}

const PLAN_KEYS: &[&str] =
    &["plan", "name", "every_days", "every_uses", "after_each_loan", "blocks", "how", "from"];

/// A plan without a short name cannot be recorded as done: it is left out and reported.
fn plan<'d>(r: &mut Reader, table: &'d Table<'d>, head: Range<usize>) -> Option<Plan> {
    let (mut short, mut name) = (None, None);
    let mut plan = Plan {
        plan: Slug::unknown_place(),
        name: String::new(),
        every_days: None,
        every_uses: None,
        after_each_loan: false,
        blocks: true,
        how: None,
        from: None,
    };
    for field in fields(table) {
        match field.name {
            "plan" => short = r.name(field),
            "name" => name = r.filled(field),
            "every_days" => plan.every_days = r.between(field, 1..=36_600),
            "every_uses" => plan.every_uses = r.between(field, 1..=1_000_000),
            "after_each_loan" => put(&mut plan.after_each_loan, r.flag(field)),
            "blocks" => put(&mut plan.blocks, r.flag(field)),
            "how" => plan.how = r.owned(field),
            "from" => plan.from = r.date(field),
            _ => r.unknown(field, PLAN_KEYS),
        }
    }
    if !table.contains_key("plan") {
        r.missing(head.clone(), "plan", "\"oil\"");
    }
    let when = ["every_days", "every_uses", "after_each_loan"];
    if !when.iter().any(|key| table.contains_key(key)) {
        r.missing(head, "every_days", "90");
    }
    plan.plan = short?;
    plan.name = name.unwrap_or_else(|| plan.plan.to_string());
    Some(plan)
}

fn contents(r: &mut Reader, field: Field<'_>) -> Vec<Contents> {
    r.tables(field, |r, table, head| {
        let (mut unit, mut title, mut qty) = (None, None, 1);
        for field in fields(table) {
            match field.name {
                "unit" => unit = r.code(field),
                "title" => title = r.name(field),
                "qty" => put(&mut qty, r.between(field, 1..=1_000_000)),
                _ => r.unknown(field, &["unit", "title", "qty"]),
            }
        }
        let line = unit.map(Contents::Unit).or(title.map(|title| Contents::Title(title, qty)));
        if !table.contains_key("unit") && !table.contains_key("title") {
            r.missing(head, "title", "\"clamp-60\"");
        }
        line
    })
}

fn external_ids(r: &mut Reader, field: Field<'_>) -> std::collections::BTreeMap<String, String> {
    let entries = r.entries(field);
    entries.filter_map(|f| Some((f.name.to_owned(), r.anything(f)?))).collect()
}

fn custom(r: &mut Reader, field: Field<'_>) -> Vec<Custom> {
    let mut lines: Vec<_> = r.entries(field).collect();
    lines.sort_by_key(Field::start);
    let line = |f: Field<'_>| Some(Custom { name: f.name.to_owned(), value: r.anything(f)? });
    lines.into_iter().filter_map(line).collect()
}
