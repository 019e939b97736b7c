//! Things and what happens to them, as JSON. Names are those of the files and the feeds
//! (`catalog/FORMAT.md`); texts stand in the record's own language with their translations beside.

use std::collections::BTreeMap;

use catalog::code::Code;
use catalog::event::{Due, Wanted};
use catalog::fold::{Custody, Loan, LoanState, Node, Status};
use catalog::record::{Contents, Lifecycle, Text, Title, Unit, UnitKind};
use desk::{Desk, MemberNumber};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// The word that records are written with.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(one)) => one.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// Texts in other languages: by language, then by field.
pub(super) type Translations = BTreeMap<String, BTreeMap<String, String>>;

pub(super) fn translations(fields: &[(&str, &Text)]) -> Translations {
    let mut all = Translations::new();
    for (name, text) in fields {
        for (lang, words) in &text.translations {
            all.entry(lang.clone()).or_default().insert((*name).to_owned(), words.clone());
        }
    }
    all
}

pub(super) fn texts<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

pub(super) fn some(text: &Text) -> Option<String> {
    Some(text.base.clone()).filter(|text| !text.is_empty())
}

/// So many of a part.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartLine {
    name: String,
    qty: u32,
    /// Whether a unit is incomplete without it; absent where parts are only counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
}

impl PartLine {
    pub(super) fn counted(part: &catalog::event::PartCount) -> Self {
        Self { name: part.name.to_string(), qty: part.qty, required: None }
    }
}

/// A required part that is not there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MissingLine {
    name: String,
    qty: u32,
    /// Since when, as far as anybody said.
    since: String,
    /// `later` (it will be brought) or `lost`, where somebody said so, or `before` (it was not there when the
    /// thing was taken).
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<String>,
}

impl MissingLine {
    fn new(part: &catalog::fold::MissingPart) -> Self {
        Self {
            name: part.name.to_string(),
            qty: part.qty,
            since: part.since.to_string(),
            gone: part.gone.as_ref().map(word),
        }
    }
}

/// One physical thing with a label, or one counted lot.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnitLine {
    /// The code on its label.
    #[schema(example = "7K3-QP2J")]
    code: String,
    /// The slug of its title.
    title: String,
    /// `unit` or `stock`.
    kind: String,
    /// `available`, `out`, `overdue`, `on_hold_shelf`, `in_repair`, `in_transit`, `missing`,
    /// `not_lendable` or `retired`.
    status: String,
    /// When it is due back, while it is out.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// Where it is now; absent while it is nowhere in the house.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Where it goes back to.
    home_place: String,
    /// `in_processing`, `active`, `maintenance`, `quarantined`, `missing` or `retired`.
    lifecycle: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired_reason: Option<String>,
    /// `new`, `good`, `fair`, `worn`, `damaged` or `unsafe`.
    condition: String,
    /// Required parts that are not there.
    missing: Vec<MissingLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    /// From this day its owner has it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    return_to_owner: Option<String>,
    /// Shown when it is lent or returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    circ_note: Option<String>,
    /// Old numbers, EANs and addresses that scanners may read.
    aliases: Vec<String>,
    /// How many there are, for a lot; below zero means that a count is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_qty: Option<u32>,
    /// How often it went out.
    times_lent: u32,
    /// Two loans of it are open: people should look.
    disputed: bool,
}

impl UnitLine {
    pub(super) fn new(desk: &Desk, title: &Title, unit: &Unit) -> Self {
        let node = desk.node();
        let state = node.state.units.get(&unit.code);
        let (status, due) = status(node, unit.code, desk.today());
        let lifecycle = state.map_or(unit.lifecycle, |state| state.lifecycle);
        let retired_reason = match lifecycle {
            Lifecycle::Retired(reason) => Some(word(&reason)),
            _ => None,
        };
        let place = state.and_then(|state| match &state.custody {
            Custody::At(place) => Some(place.to_string()),
            _ => None,
        });
        let stock = state.and_then(|state| state.stock.as_deref());
        let is_stock = unit.kind == UnitKind::Stock;
        Self {
            code: unit.code.to_string(),
            title: title.slug.to_string(),
            kind: word(&unit.kind),
            status,
            due: due.map(|due| due.to_string()),
            place,
            home_place: unit.home_place.to_string(),
            lifecycle: word(&lifecycle),
            retired_reason,
            condition: word(&state.map_or(unit.condition, |state| state.condition)),
            missing: state.iter().flat_map(|s| &s.missing).map(MissingLine::new).collect(),
            serial: unit.serial.clone(),
            owner: unit.owner.clone(),
            return_to_owner: unit.return_to_owner.map(|date| date.to_string()),
            circ_note: unit.circ_note.clone(),
            aliases: unit.aliases.clone(),
            quantity: stock.filter(|_| is_stock).map(catalog::fold::Stock::level),
            measure: unit.measure.clone(),
            min_qty: unit.min_qty,
            times_lent: state.map_or(0, |state| state.times_lent),
            disputed: state.is_some_and(|state| state.flags.disputed),
        }
    }
}

fn status(node: &Node, code: Code, today: Date) -> (String, Option<Due>) {
    let status = node.state.status(code, today).unwrap_or(Status::Missing);
    let due = match status {
        Status::Out { due } => Some(due),
        _ => None,
    };
    let words = serde_json::to_value(status).ok();
    let name = words.as_ref().and_then(|words| words.get("status")).and_then(|word| word.as_str());
    (name.unwrap_or_default().to_owned(), due)
}

/// A title in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TitleLine {
    #[schema(example = "hammer-drill-18v")]
    slug: String,
    name: String,
    /// `tool`, `machine`, `material`, `kit`, `space`, `book` or `vehicle`.
    kind: String,
    summary: String,
    /// The language of its texts (BCP 47).
    lang: String,
    categories: Vec<String>,
    /// A path from the kiosk's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    /// The codes of its units.
    codes: Vec<String>,
    /// How many of them may be borrowed now.
    available: usize,
}

impl TitleLine {
    pub(super) fn new(desk: &Desk, title: &Title) -> Self {
        let here =
            |code: &Code| desk.node().state.status(*code, desk.today()) == Some(Status::Available);
        Self {
            slug: title.slug.to_string(),
            name: title.name.base.clone(),
            kind: word(&title.kind),
            summary: title.summary.base.clone(),
            lang: title.lang.clone(),
            categories: texts(&title.categories),
            image: title.images.first().cloned(),
            codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
            available: title.units.iter().map(|unit| unit.code).filter(here).count(),
        }
    }
}

/// A unit or so many of a title, in a kit.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContentsLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    qty: u32,
}

impl ContentsLine {
    fn new(contents: &Contents) -> Self {
        match contents {
            Contents::Unit(code) => Self { unit: Some(code.to_string()), title: None, qty: 1 },
            Contents::Title(slug, qty) => {
                Self { unit: None, title: Some(slug.to_string()), qty: *qty }
            }
        }
    }
}

/// A title with everything that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TitleWhole {
    #[schema(example = "hammer-drill-18v")]
    slug: String,
    name: String,
    other_names: Vec<String>,
    kind: String,
    summary: String,
    lang: String,
    categories: Vec<String>,
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    power_source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight_kg: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    /// Without it, the title cannot be booked ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation_policy: Option<String>,
    requires_authorisation: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_age: Option<u8>,
    /// Like `20.00 EUR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    deposit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fee_per_day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement_value: Option<String>,
    parts_expected: Vec<PartLine>,
    contents: Vec<ContentsLine>,
    /// To be read and confirmed (`notice_ack`) before it is lent.
    #[serde(skip_serializing_if = "Option::is_none")]
    checkout_notice: Option<String>,
    images: Vec<String>,
    manuals: Vec<String>,
    compatible_with: Vec<String>,
    designs: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carbon_kg: Option<f64>,
    external_ids: BTreeMap<String, String>,
    custom: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    translations: BTreeMap<String, BTreeMap<String, String>>,
    /// In Markdown.
    body: String,
    units: Vec<UnitLine>,
    /// How many wait for it.
    waiting: usize,
}

impl TitleWhole {
    pub(super) fn new(desk: &Desk, title: &Title) -> Self {
        let parts = title.parts_expected.iter().map(|part| PartLine {
            name: part.name.clone(),
            qty: part.qty,
            required: Some(part.required),
        });
        let custom = title.custom.iter().map(|one| (one.name.clone(), one.value.clone()));
        Self {
            slug: title.slug.to_string(),
            name: title.name.base.clone(),
            other_names: title.other_names.clone(),
            kind: word(&title.kind),
            summary: title.summary.base.clone(),
            lang: title.lang.clone(),
            categories: texts(&title.categories),
            keywords: title.keywords.clone(),
            brand: title.brand.clone(),
            model: title.model.clone(),
            power_source: title.power_source.clone(),
            size: title.size.clone(),
            weight_kg: title.weight_g.map(kilograms),
            policy: title.policy.as_ref().map(ToString::to_string),
            reservation_policy: title.reservation_policy.as_ref().map(ToString::to_string),
            requires_authorisation: texts(&title.requires_authorisation),
            min_age: title.min_age,
            deposit: title.deposit.map(|money| money.to_string()),
            fee_per_day: title.fee_per_day.map(|money| money.to_string()),
            replacement_value: title.replacement_value.map(|money| money.to_string()),
            parts_expected: parts.collect(),
            contents: title.contents.iter().map(ContentsLine::new).collect(),
            checkout_notice: some(&title.checkout_notice),
            images: title.images.clone(),
            manuals: title.manuals.clone(),
            compatible_with: texts(&title.compatible_with),
            designs: texts(&title.designs),
            carbon_kg: title.carbon_g.map(kilograms),
            external_ids: title.external_ids.clone(),
            custom: custom.collect(),
            added: title.added.map(|date| date.to_string()),
            translations: translations(&[
                ("name", &title.name),
                ("summary", &title.summary),
                ("checkout_notice", &title.checkout_notice),
                ("body", &title.body),
            ]),
            body: title.body.base.clone(),
            units: title.units.iter().map(|unit| UnitLine::new(desk, title, unit)).collect(),
            waiting: desk.node().state.queue(&title.slug).count(),
        }
    }
}

fn kilograms(grams: u32) -> f64 {
    f64::from(grams) / 1000.0
}

/// What a hold or a booking asks for: one of the two.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WantedLine {
    /// Any unit of this title …
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// … or this very unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

impl WantedLine {
    pub(super) fn new(wanted: &Wanted) -> Self {
        match wanted {
            Wanted::Title(slug) => Self { title: Some(slug.to_string()), unit: None },
            Wanted::Unit(code) => Self { title: None, unit: Some(code.to_string()) },
        }
    }
}

/// A loan. Whose it is, only its member and the desk are told.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoanLine {
    /// Its name: the event with which it began.
    #[schema(example = "kb7q2m-41")]
    loan: String,
    unit: String,
    /// The slug of the unit's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// How many, for a lot.
    qty: u32,
    /// The borrower's number; absent where this node does not know them (any more).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "412-907")]
    member: Option<String>,
    /// Since when, with the offset at the place.
    out_at: String,
    /// A day, with a time only for loans by the hour.
    #[schema(example = "2026-05-19")]
    due: String,
    renewals: usize,
    /// `open`, `claims_returned`, `lost` or `closed`.
    state: String,
    /// Whether it counts as late today.
    late: bool,
    /// Another loan of the same thing is open.
    disputed: bool,
    /// Units of a kit that are still out.
    lines: Vec<String>,
}

impl LoanLine {
    pub(super) fn new(desk: &Desk, loan: &Loan) -> Self {
        let title = desk.node().unit(loan.unit).map(|view| view.title.slug.to_string());
        let out = loan.lines.iter().filter(|line| line.1.is_none());
        Self {
            loan: loan.id.to_string(),
            unit: loan.unit.to_string(),
            title,
            qty: loan.qty,
            member: desk.borrower_of(&loan.patron).map(|member| member.number.to_string()),
            out_at: loan.out_at.to_string(),
            due: desk.due(loan).to_string(),
            renewals: loan.renewals.len(),
            state: state_word(loan.state),
            late: desk.is_late(loan),
            disputed: loan.disputed,
            lines: out.map(|line| line.0.to_string()).collect(),
        }
    }
}

fn state_word(state: LoanState) -> String {
    let word = match state {
        LoanState::Open => "open",
        LoanState::ClaimsReturned => "claims_returned",
        LoanState::Lost => "lost",
        LoanState::Closed { .. } => "closed",
    };
    word.to_owned()
}

/// What was done: the event that is on the disk.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DoneLine {
    /// Its name; for `POST /undo`.
    #[schema(example = "kb7q2m-42")]
    pub(super) event: String,
}

impl DoneLine {
    pub(super) fn new(event: &impl ToString) -> Self {
        Self { event: event.to_string() }
    }
}

/// Whether something belongs to a member, for those who may see only their own.
pub(super) fn is_of(
    desk: &Desk,
    patron: &catalog::ids::Sealed,
    member: Option<MemberNumber>,
) -> bool {
    member.is_none_or(|number| desk.unseal(patron) == Some(number))
}
