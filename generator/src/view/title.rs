//! A title with everything that its page says.

use std::collections::BTreeMap;

use catalog::ids::{CategoryPath, Slug};
use catalog::record::{CirculationPolicy, Contents, PeriodUnit, Title, TitleKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::card::{glyph_of, other_lang};
use super::{Aggregate, CardView, Link, PlaceLink, Reading, UnitView, number, words};
use crate::links;
use crate::photos::{PhotoView, is_photo};

/// A title.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TitleView {
    /// Its slug.
    pub slug: String,
    /// Its page, from the root of the language.
    pub href: String,
    /// What people call it.
    pub name: String,
    /// Other words for it.
    pub other_names: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// The stable name of its kind (`tool`).
    pub kind: &'static str,
    /// Its kind in words.
    pub kind_label: String,
    /// The language of its texts where that is not the page's.
    pub other_lang: Option<String>,
    /// The glyph where there is no photo.
    pub glyph: String,
    /// Photos and drawings, from the site's root.
    pub images: Vec<ImageView>,
    /// How its units stand together.
    #[serde(flatten)]
    pub state: Aggregate,
    /// Its units.
    pub units: Vec<UnitView>,
    /// The first unit's shelf.
    pub home: Option<PlaceLink>,
    /// For how long, at which price, under which conditions.
    pub lending: LendingView,
    /// Trainings that a borrower needs.
    pub trainings: Vec<TrainingView>,
    /// The youngest age of a borrower, in years.
    pub min_age: Option<u8>,
    /// What is confirmed at every hand-over.
    pub notice: Option<String>,
    /// What must come back with it.
    pub parts: Vec<PartView>,
    /// What the set is made of.
    pub contents: Vec<ContentsView>,
    /// Rows of the table of details: label and value.
    pub details: Vec<(String, String)>,
    /// Manuals, from the site's root.
    pub manuals: Vec<FileView>,
    /// Its first category and every wider one, widest first.
    pub crumbs: Vec<CategoryLink>,
    /// Titles that work together with it.
    pub compatible: Vec<CardView>,
    /// Designs that belong to it.
    pub designs: Vec<Link>,
    /// When the record was made.
    pub added: Option<Date>,
    /// How many members wait for it.
    pub queue: usize,
    /// Whether it may be booked ahead.
    pub bookable: bool,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImageView {
    /// Its file, from the site's root.
    pub href: String,
    /// What a screen reader says.
    pub alt: String,
    /// Its two sizes; none for drawings and in the kiosk.
    pub photo: Option<PhotoView>,
}

/// A file that can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileView {
    /// Its file, from the site's root.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its extension in capitals.
    pub format: String,
}

impl FileView {
    /// The file at a path from the node's root; none for a path that is not published.
    pub fn new(path: &str) -> Option<Self> {
        if !links::is_publishable(path) {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let format = name.rsplit_once('.').map_or_else(String::new, |(_, e)| e.to_uppercase());
        Some(Self { href: links::encode(path), name, format })
    }
}

/// A part that must come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartView {
    /// What it is called.
    pub name: String,
    /// How many.
    pub qty: u32,
    /// Whether the thing is incomplete without it.
    pub required: bool,
}

/// A line of a kit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ContentsView {
    /// What it is called.
    pub name: String,
    /// How many.
    pub qty: u32,
    /// Its page, from the root of the language.
    pub href: Option<String>,
    /// The unit's code, for a line that names one unit.
    pub code: Option<String>,
}

/// A training that a borrower needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrainingView {
    /// Its slug.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What is taught.
    pub summary: String,
    /// Its length in minutes.
    pub minutes: Option<u32>,
    /// Its page, from the root of the language.
    pub href: String,
}

impl TrainingView {
    /// The training with this name, where the node describes it.
    pub fn new(reading: &Reading<'_>, slug: &Slug) -> Self {
        let known = reading.node.documents.node.trainings.get(slug);
        let text = |text: &catalog::record::Text| text.in_lang(reading.lang).to_owned();
        Self {
            slug: slug.to_string(),
            name: known.map_or_else(|| slug.to_string(), |t| text(&t.name)),
            summary: known.map_or_else(String::new, |t| text(&t.summary)),
            minutes: known.and_then(|t| t.minutes),
            href: links::training(slug),
        }
    }
}

/// A category and where its list is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CategoryLink {
    /// What people read.
    pub name: String,
    /// The list, from the root of the language.
    pub href: String,
}

impl CategoryLink {
    /// The category with this path. One that `node.toml` does not name is shown by its slug.
    pub fn new(reading: &Reading<'_>, path: &str) -> Self {
        let key: Option<CategoryPath> = path.parse().ok();
        let known = key.and_then(|key| reading.node.documents.node.categories.get(&key));
        let name = known.map_or_else(
            || path.rsplit('/').next().unwrap_or(path).replace('-', " "),
            |category| category.name.in_lang(reading.lang).to_owned(),
        );
        Self { name, href: links::category(path) }
    }
}

/// The conditions of a loan in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LendingView {
    /// `7 days`
    pub period: String,
    /// `one renewal`; none when it cannot be renewed.
    pub renewals: Option<String>,
    /// What is left with the node meanwhile.
    pub deposit: Option<String>,
    /// What is asked for each day; none means nothing.
    pub fee: Option<String>,
    /// A steward hands it over.
    pub by_steward: bool,
}

impl LendingView {
    fn new(reading: &Reading<'_>, title: &Title) -> Self {
        let policy = policy_of(reading, title);
        let key = match policy.unit {
            PeriodUnit::Day => "days",
            PeriodUnit::Hour => "hours",
        };
        let renewals = usize::try_from(policy.renewals_max).unwrap_or(usize::MAX);
        let deposit = title.deposit.or(policy.deposit).filter(|money| money.cents != 0);
        Self {
            period: reading
                .text(key, &[("n", number(usize::try_from(policy.period).unwrap_or(0)))]),
            renewals: (renewals > 0).then(|| reading.count("renewals", renewals)),
            deposit: deposit.map(|money| reading.money(money)),
            fee: title
                .fee_per_day
                .filter(|money| money.cents != 0)
                .map(|money| reading.money(money)),
            by_steward: policy.requires_approval,
        }
    }
}

/// The rules that a title is lent by: its own policy, the node's default, or one week.
fn policy_of(reading: &Reading<'_>, title: &Title) -> CirculationPolicy {
    let node = &reading.node.documents.node;
    let name = title.policy.as_ref().or(node.default_policy.as_ref());
    name.and_then(|name| node.policies.get(name)).cloned().unwrap_or_default()
}

fn kind_name(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Tool => "tool",
        TitleKind::Machine => "machine",
        TitleKind::Material => "material",
        TitleKind::Kit => "kit",
        TitleKind::Space => "space",
        TitleKind::Book => "book",
        TitleKind::Vehicle => "vehicle",
    }
}

impl TitleView {
    /// A title with all that its page says.
    pub fn new(reading: &Reading<'_>, title: &Title) -> Self {
        let documents = &reading.node.documents;
        let text = |text: &catalog::record::Text| text.in_lang(reading.lang).to_owned();
        let part = |part: &catalog::record::Part| PartView {
            name: part.name.clone(),
            qty: part.qty,
            required: part.required,
        };
        let crumbs = title.categories.first().into_iter().flat_map(CategoryPath::ancestors);
        let compatible = title.compatible_with.iter().filter_map(|slug| documents.titles.get(slug));
        Self {
            slug: title.slug.to_string(),
            href: links::title(&title.slug),
            name: text(&title.name),
            other_names: title.other_names.clone(),
            summary: text(&title.summary),
            kind: kind_name(title.kind),
            kind_label: reading.word(&format!("kind-{}", kind_name(title.kind))),
            other_lang: other_lang(reading, title),
            glyph: glyph_of(reading, title),
            images: images(reading, title),
            state: Aggregate::of(reading, title),
            units: title.units.iter().map(|unit| UnitView::new(reading, unit)).collect(),
            home: title.units.first().map(|unit| PlaceLink::new(reading, &unit.home_place)),
            lending: LendingView::new(reading, title),
            trainings: title
                .requires_authorisation
                .iter()
                .map(|slug| TrainingView::new(reading, slug))
                .collect(),
            min_age: title.min_age,
            notice: Some(text(&title.checkout_notice)).filter(|notice| !notice.is_empty()),
            parts: title.parts_expected.iter().map(part).collect(),
            contents: title.contents.iter().map(|line| contents(reading, line)).collect(),
            details: details(reading, title),
            manuals: title.manuals.iter().filter_map(|path| FileView::new(path)).collect(),
            crumbs: crumbs.map(|path| CategoryLink::new(reading, path)).collect(),
            compatible: compatible.map(|title| CardView::new(reading, title)).collect(),
            designs: designs(reading, title),
            added: title.added,
            queue: reading.node.state.queue(&title.slug).count(),
            bookable: title.reservation_policy.is_some(),
        }
    }
}

/// The pictures of a title that can be shown. A photo that cannot be read is left out on the site.
pub(super) fn images(reading: &Reading<'_>, title: &Title) -> Vec<ImageView> {
    let name = title.name.in_lang(reading.lang);
    let publishable = title.images.iter().filter(|path| links::is_publishable(path));
    let found = publishable.filter_map(|path| match reading.photos {
        Some(photos) if is_photo(path) => {
            let photo = photos.get(path)?;
            Some((links::encode(&photo.large.path), Some(PhotoView::from(&photo))))
        }
        _ => Some((links::encode(path), None)),
    });
    let view = |(at, (href, photo)): (usize, (String, Option<PhotoView>))| {
        let alt = if at == 0 { name.to_owned() } else { format!("{name}, {}", at + 1) };
        ImageView { href, alt, photo }
    };
    found.enumerate().map(view).collect()
}

fn designs(reading: &Reading<'_>, title: &Title) -> Vec<Link> {
    let known = title.designs.iter().filter_map(|slug| reading.node.documents.designs.get(slug));
    let link = |design: &catalog::record::Design| Link {
        name: design.name.in_lang(reading.lang).to_owned(),
        href: links::design(&design.slug),
    };
    known.map(link).collect()
}

fn contents(reading: &Reading<'_>, line: &Contents) -> ContentsView {
    let documents = &reading.node.documents;
    let (title, qty, code) = match line {
        Contents::Unit(code) => (reading.node.unit(*code).map(|view| view.title), 1, Some(*code)),
        Contents::Title(slug, qty) => (documents.titles.get(slug), *qty, None),
    };
    let fallback = || match line {
        Contents::Unit(code) => code.to_string(),
        Contents::Title(slug, _) => slug.to_string(),
    };
    ContentsView {
        name: title.map_or_else(fallback, |title| title.name.in_lang(reading.lang).to_owned()),
        href: title.map(|title| links::title(&title.slug)),
        code: code.map(|code| code.to_string()),
        qty,
    }
}

fn details(reading: &Reading<'_>, title: &Title) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |key: &str, value: Option<String>| {
        rows.extend(
            value.filter(|value| !value.is_empty()).map(|value| (reading.word(key), value)),
        );
    };
    let maker = [title.brand.as_deref(), title.model.as_deref()];
    row("detail-maker", Some(maker.into_iter().flatten().collect::<Vec<_>>().join(" ")));
    row("detail-power", title.power_source.clone());
    row("detail-size", title.size.clone());
    row("detail-weight", title.weight_g.map(|grams| kilograms(reading, grams)));
    row("detail-value", title.replacement_value.map(|money| reading.money(money)));
    row("detail-carbon", title.carbon_g.map(|grams| kilograms(reading, grams)));
    row("detail-other-names", Some(title.other_names.join(&reading.word("list-separator"))));
    rows.extend(title.custom.iter().map(|line| (line.name.clone(), line.value.clone())));
    let serials: BTreeMap<_, _> =
        title.units.iter().filter_map(|u| Some((u.code, u.serial.as_ref()?))).collect();
    if let (1, Some(serial)) = (title.units.len(), serials.values().next()) {
        rows.push((reading.word("detail-serial"), (*serial).clone()));
    }
    rows
}

/// `850 g`, `1.5 kg`
pub(crate) fn kilograms(reading: &Reading<'_>, grams: u32) -> String {
    let numbers = reading.strings.numbers(reading.lang);
    if grams < 1000 {
        return reading.text("amount-g", &[("n", words(numbers.whole(i64::from(grams))))]);
    }
    let digits = usize::from(!grams.is_multiple_of(1000));
    let kilos = numbers.fixed(f64::from(grams) / 1000.0, digits);
    reading.text("amount-kg", &[("n", words(kilos))])
}
