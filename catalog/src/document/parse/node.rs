//! `node.toml`

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use crate::record::{
    Category, Closure, Currency, DemurrageTerms, DividendTerms, Follow, MemberLimit, NodeConfig,
    OpeningHours, Text, Training, UnitOfAccount, UnitOfAccountMode, WeekDay,
};

use crate::ids::Slug;

use super::super::reader::{Field, MOST, Reader, fields, put};
use super::super::suggest::shown;
use super::super::tree::Table;
use super::super::values::time_zone;
use super::{Source, policy};

pub(crate) const DAYS: &[(&str, WeekDay)] = &[
    ("mon", WeekDay::Mon),
    ("tue", WeekDay::Tue),
    ("wed", WeekDay::Wed),
    ("thu", WeekDay::Thu),
    ("fri", WeekDay::Fri),
    ("sat", WeekDay::Sat),
    ("sun", WeekDay::Sun),
];

pub(crate) const MODES: &[(&str, UnitOfAccountMode)] = &[
    ("mutual", UnitOfAccountMode::Mutual),
    ("fixed", UnitOfAccountMode::Fixed),
    ("gift", UnitOfAccountMode::Gift),
];

const KEYS: &[&str] = &[
    "id",
    "name",
    "tagline",
    "languages",
    "timezone",
    "address",
    "location",
    "email",
    "phone",
    "url",
    "label_base",
    "license",
    "currency",
    "default_policy",
    "stewards",
    "colours",
    "opening_hours",
    "closures",
    "policies",
    "reservation_policies",
    "trainings",
    "categories",
    "units_of_account",
    "follows",
    "translations",
];

pub(super) fn node(r: &mut Reader, source: &Source<'_>) -> NodeConfig {
    let mut node = NodeConfig { name: Text::default(), ..NodeConfig::default() };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "translations" => translations = Some(field),
            _ => one(r, field, &mut node),
        }
    }
    r.name_or_slug(source, &mut node.name, "\"Oak Street Commons\"");
    if !source.table.contains_key("id") {
        r.missing(source.head.clone(), "id", "\"oak-street\"");
    }
    if let Some(field) = translations {
        r.translations(field, &mut node);
    }
    node
}

fn one(r: &mut Reader, field: Field<'_>, node: &mut NodeConfig) {
    match field.name {
        "id" => put(&mut node.id, r.name(field)),
        "name" => put(&mut node.name.base, r.filled(field)),
        "tagline" => put(&mut node.tagline.base, r.owned(field)),
        "languages" => languages(r, field, node),
        "timezone" => put(&mut node.timezone, timezone(r, field)),
        "address" => node.address = r.owned(field),
        "location" => node.location = location(r, field),
        "email" => node.email = r.owned(field),
        "phone" => node.phone = r.owned(field),
        "url" => node.url = r.owned(field),
        "label_base" => put(&mut node.label_base, r.owned(field)),
        "license" => node.license = r.owned(field),
        "currency" => node.currency = currency(r, field),
        "default_policy" => node.default_policy = r.name(field),
        "stewards" => node.stewards = r.names(field),
        "colours" => node.colours = colours(r, field),
        "opening_hours" => node.opening_hours = r.tables(field, opening_hours),
        "closures" => node.closures = r.tables(field, closure),
        "policies" => node.policies = by_name(r, field, policy::circulation),
        "reservation_policies" => {
            node.reservation_policies = by_name(r, field, policy::reservation);
        }
        "trainings" => node.trainings = by_name(r, field, training),
        "categories" => node.categories = by_name(r, field, category),
        "units_of_account" => node.units_of_account = units_of_account(r, field),
        "follows" => node.follows = follows(r, field),
        _ => r.unknown(field, KEYS),
    }
}

/// The tables of a table, each under a name of the node's own.
fn by_name<K: Ord + FromStr<Err: Display>, V>(
    r: &mut Reader,
    field: Field<'_>,
    value: fn(&mut Reader, Field<'_>) -> V,
) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for entry in r.entries(field) {
        if let Some(name) = r.key(entry) {
            map.insert(name, value(r, entry));
        }
    }
    map
}

fn languages(r: &mut Reader, field: Field<'_>, node: &mut NodeConfig) {
    let languages = r.list(field, Reader::lang);
    if !languages.is_empty() {
        node.languages = languages;
    }
}

fn timezone(r: &mut Reader, field: Field<'_>) -> Option<String> {
    let name = r.text(field)?;
    if time_zone(name).is_some() {
        return Some(name.to_owned());
    }
    let message = format!("`timezone` is `{}`, which is no time zone that is known", shown(name));
    let hint = "write its IANA name, like `Europe/Berlin`";
    r.wrong_hint("bad-timezone", field, message, Some(hint.into()));
    None
}

fn location(r: &mut Reader, field: Field<'_>) -> Option<(f64, f64)> {
    let numbers = r.list(field, Reader::real);
    match numbers.as_slice() {
        &[lat, lon] if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) => {
            Some((lat, lon))
        }
        _ => {
            let message = "`location` is not a latitude and a longitude in degrees";
            let hint = "write it like `[51.5074, -0.1278]`, north and east are positive";
            r.wrong_hint("bad-location", field, message.into(), Some(hint.into()));
            None
        }
    }
}

fn currency(r: &mut Reader, field: Field<'_>) -> Option<Currency> {
    let text = r.text(field)?;
    let currency = Currency::new(text);
    if currency.is_none() {
        let message = format!("`currency` is `{}`, which is no currency code", shown(text));
        r.wrong_hint("bad-money", field, message, Some("write three letters, like `EUR`".into()));
    }
    currency
}

fn colours(r: &mut Reader, field: Field<'_>) -> BTreeMap<String, String> {
    let mut colours = BTreeMap::new();
    for field in r.entries(field) {
        let Some(text) = r.text(field) else { continue };
        if is_colour(text) {
            colours.insert(field.name.to_owned(), text.to_ascii_lowercase());
        } else {
            let message = format!("`{}` is `{}`, which is no colour", field.name, shown(text));
            let hint = "write `#` and six digits from 0 to f, like `#0d4a3b`";
            r.wrong_hint("bad-colour", field, message, Some(hint.into()));
        }
    }
    colours
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

fn need(r: &mut Reader, table: &Table<'_>, head: &Range<usize>, fields: &[(&str, &str)]) {
    for (name, example) in fields.iter().filter(|(name, _)| !table.contains_key(name)) {
        r.missing(head.clone(), name, example);
    }
}

fn opening_hours<'d>(
    r: &mut Reader,
    table: &'d Table<'d>,
    head: Range<usize>,
) -> Option<OpeningHours> {
    let (mut day, mut from, mut to) = (None, None, None);
    for field in fields(table) {
        match field.name {
            "day" => day = r.choice(field, DAYS),
            "from" => from = r.time(field),
            "to" => to = r.time(field),
            _ => r.unknown(field, &["day", "from", "to"]),
        }
    }
    need(r, table, &head, &[("day", "\"tue\""), ("from", "\"16:00\""), ("to", "\"19:00\"")]);
    Some(OpeningHours { day: day?, from: from?, to: to? })
}

fn closure<'d>(r: &mut Reader, table: &'d Table<'d>, head: Range<usize>) -> Option<Closure> {
    let (mut from, mut to, mut reason) = (None, None, None);
    for field in fields(table) {
        match field.name {
            "from" => from = r.date(field),
            "to" => to = r.date(field),
            "reason" => reason = r.owned(field),
            _ => r.unknown(field, &["from", "to", "reason"]),
        }
    }
    need(r, table, &head, &[("from", "\"2026-12-24\"")]);
    let last = if table.contains_key("to") { to } else { from };
    Some(Closure { from: from?, to: last?, reason })
}

fn training(r: &mut Reader, field: Field<'_>) -> Training {
    let name = Text::plain(field.name);
    let mut training =
        Training { name, minutes: None, valid_months: None, summary: Text::default() };
    let mut translations = None;
    for field in r.entries(field) {
        match field.name {
            "name" => put(&mut training.name.base, r.filled(field)),
            "minutes" => training.minutes = r.count(field),
            "valid_months" => training.valid_months = r.between(field, 1..=1_200),
            "summary" => put(&mut training.summary.base, r.owned(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, &["name", "minutes", "valid_months", "summary", "translations"]),
        }
    }
    if let Some(field) = translations {
        r.translations(field, &mut training);
    }
    training
}

fn category(r: &mut Reader, field: Field<'_>) -> Category {
    let mut category = Category { name: Text::plain(field.name), glyph: None };
    let mut translations = None;
    for field in r.entries(field) {
        match field.name {
            "name" => put(&mut category.name.base, r.filled(field)),
            "glyph" => category.glyph = r.owned(field),
            "translations" => translations = Some(field),
            _ => r.unknown(field, &["name", "glyph", "translations"]),
        }
    }
    if let Some(field) = translations {
        r.translations(field, &mut category);
    }
    category
}

/// The other nodes; one without an identity is nobody.
fn follows(r: &mut Reader, field: Field<'_>) -> BTreeMap<Slug, Follow> {
    let read: BTreeMap<Slug, Option<Follow>> = by_name(r, field, follow);
    read.into_iter().filter_map(|(name, follow)| Some((name, follow?))).collect()
}

fn follow(r: &mut Reader, field: Field<'_>) -> Option<Follow> {
    let (table, head) = r.table(field)?;
    let (mut node, mut name, mut url, mut compared) = (None, None, None, None);
    for field in fields(table) {
        match field.name {
            "node" => node = r.parsed("bad-name", field),
            "name" => name = r.filled(field),
            "url" => url = r.filled(field),
            "compared" => compared = r.date(field),
            _ => r.unknown(field, &["node", "name", "url", "compared"]),
        }
    }
    need(r, table, &head, &[("node", "\"4f0c…\"")]);
    Some(Follow { node: node?, name, url, compared })
}

fn units_of_account(r: &mut Reader, field: Field<'_>) -> BTreeMap<String, UnitOfAccount> {
    let entries = r.entries(field);
    entries.map(|entry| (entry.name.to_owned(), unit_of_account(r, entry))).collect()
}

fn unit_of_account(r: &mut Reader, field: Field<'_>) -> UnitOfAccount {
    let mut unit = UnitOfAccount {
        label: Text::plain(field.name),
        minor_per_major: 1,
        mode: UnitOfAccountMode::default(),
        credit_limit: 0,
        cap: None,
        newcomer_limit: None,
        members: BTreeMap::new(),
        demurrage: None,
        dividend: None,
    };
    let mut translations = None;
    let keys = [
        "label",
        "minor_per_major",
        "mode",
        "credit_limit",
        "cap",
        "newcomer_limit",
        "members",
        "demurrage",
        "dividend",
        "translations",
    ];
    for field in r.entries(field) {
        match field.name {
            "label" => put(&mut unit.label.base, r.filled(field)),
            "minor_per_major" => put(&mut unit.minor_per_major, r.between(field, 1..=1_000_000)),
            "mode" => put(&mut unit.mode, r.choice(field, MODES)),
            "credit_limit" => put(&mut unit.credit_limit, r.between(field, 0..=MOST)),
            "cap" => unit.cap = r.between(field, 0..=MOST),
            "newcomer_limit" => unit.newcomer_limit = r.between(field, 0..=MOST),
            "members" => unit.members = by_name(r, field, member_limit),
            "demurrage" => unit.demurrage = demurrage(r, field),
            "dividend" => unit.dividend = dividend(r, field),
            "translations" => translations = Some(field),
            _ => r.unknown(field, &keys),
        }
    }
    if let Some(field) = translations {
        r.translations(field, &mut unit);
    }
    unit
}

fn member_limit(r: &mut Reader, field: Field<'_>) -> MemberLimit {
    let mut limit = MemberLimit::default();
    for field in r.entries(field) {
        match field.name {
            "credit_limit" => put(&mut limit.credit_limit, r.between(field, 0..=MOST)),
            "cap" => limit.cap = r.between(field, 0..=MOST),
            "decided_by" => limit.decided_by = r.name(field),
            _ => r.unknown(field, &["credit_limit", "cap", "decided_by"]),
        }
    }
    limit
}

fn demurrage(r: &mut Reader, field: Field<'_>) -> Option<DemurrageTerms> {
    let (mut rate, mut exempt, mut deficit_rate, mut decided_by) = (None, 0, None, None);
    for field in r.entries(field) {
        match field.name {
            "rate" => rate = r.share(field),
            "exempt" => put(&mut exempt, r.between(field, 0..=MOST)),
            "deficit_rate" => deficit_rate = r.share(field),
            "decided_by" => decided_by = r.name(field),
            _ => r.unknown(field, &["rate", "exempt", "deficit_rate", "decided_by"]),
        }
    }
    Some(DemurrageTerms { rate: rate?, exempt, deficit_rate, decided_by })
}

fn dividend(r: &mut Reader, field: Field<'_>) -> Option<DividendTerms> {
    let (mut share, mut reserve, mut decided_by) = (None, 0, None);
    for field in r.entries(field) {
        match field.name {
            "share" => share = r.share(field),
            "reserve" => put(&mut reserve, r.between(field, 0..=MOST)),
            "decided_by" => decided_by = r.name(field),
            _ => r.unknown(field, &["share", "reserve", "decided_by"]),
        }
    }
    Some(DividendTerms { share: share?, reserve, decided_by })
}
