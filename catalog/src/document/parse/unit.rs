//! `[[units]]` of a title.

use std::ops::Range;

use crate::code::Code;
use crate::ids::Slug;
use crate::record::{Acquired, Condition, Lifecycle, Quantity, RetiredReason, Unit, UnitKind};

use super::super::problem::Finding;
use super::super::reader::{Field, Reader, fields, put};
use super::super::tree::Table;

pub(crate) const KINDS: &[(&str, UnitKind)] =
    &[("unit", UnitKind::Unit), ("stock", UnitKind::Stock)];

/// A unit is retired for a reason, which is a field of its own and replaces the one here.
pub(crate) const LIFECYCLES: &[(&str, Lifecycle)] = &[
    ("in_processing", Lifecycle::InProcessing),
    ("active", Lifecycle::Active),
    ("maintenance", Lifecycle::Maintenance),
    ("quarantined", Lifecycle::Quarantined),
    ("missing", Lifecycle::Missing),
    ("retired", Lifecycle::Retired(RetiredReason::Broken)),
];

pub(crate) const REASONS: &[(&str, RetiredReason)] = &[
    ("not_returned", RetiredReason::NotReturned),
    ("broken", RetiredReason::Broken),
    ("used_up", RetiredReason::UsedUp),
    ("upgraded", RetiredReason::Upgraded),
    ("sold", RetiredReason::Sold),
    ("given", RetiredReason::Given),
    ("stolen", RetiredReason::Stolen),
    ("returned_to_owner", RetiredReason::ReturnedToOwner),
];

pub(crate) const CONDITIONS: &[(&str, Condition)] = &[
    ("new", Condition::New),
    ("good", Condition::Good),
    ("fair", Condition::Fair),
    ("worn", Condition::Worn),
    ("damaged", Condition::Damaged),
    ("unsafe", Condition::Unsafe),
];

const KEYS: &[&str] = &[
    "code",
    "kind",
    "serial",
    "owner",
    "return_to_owner",
    "acquired",
    "home_place",
    "lifecycle",
    "retired_reason",
    "condition",
    "circ_note",
    "aliases",
    "policy_override",
    "quantity",
    "measure",
    "min_qty",
];

/// A unit of which only the code is known.
pub(crate) fn coded(code: Code) -> Unit {
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

/// What is gathered before the unit is put together.
#[derive(Default)]
struct Gathered<'d> {
    code: Option<Code>,
    quantity: Option<Quantity>,
    lifecycle: Option<Lifecycle>,
    reason: Option<RetiredReason>,
    reason_field: Option<Field<'d>>,
}

/// Reads one unit. A unit without a code cannot be: it is left out and reported.
pub(super) fn unit<'d>(r: &mut Reader, table: &'d Table<'d>, head: Range<usize>) -> Option<Unit> {
    let mut unit = coded(Code::from_payload(0));
    let mut gathered = Gathered::default();
    for field in fields(table) {
        one(r, field, &mut unit, &mut gathered);
    }
    if !table.contains_key("code") {
        let message = "`code` is missing: this unit cannot be found by its label";
        let hint = "`stead labels mint 1` makes a new code";
        r.note(Finding::error("missing-field", head.clone(), message).hint(hint));
    }
    unit.lifecycle = lifecycle(r, &gathered, head);
    unit.quantity = gathered.quantity.unwrap_or(match unit.kind {
        UnitKind::Unit => Quantity::Exact(1),
        UnitKind::Stock => Quantity::Unknown,
    });
    unit.code = gathered.code?;
    Some(unit)
}

fn one<'d>(r: &mut Reader, field: Field<'d>, unit: &mut Unit, gathered: &mut Gathered<'d>) {
    match field.name {
        "code" => gathered.code = r.code(field),
        "kind" => put(&mut unit.kind, r.choice(field, KINDS)),
        "serial" => unit.serial = r.owned(field),
        "owner" => unit.owner = r.owned(field),
        "return_to_owner" => unit.return_to_owner = r.date(field),
        "acquired" => unit.acquired = acquired(r, field),
        "home_place" => put(&mut unit.home_place, r.name(field)),
        "lifecycle" => gathered.lifecycle = r.choice(field, LIFECYCLES),
        "retired_reason" => {
            gathered.reason = r.choice(field, REASONS);
            gathered.reason_field = Some(field);
        }
        "condition" => put(&mut unit.condition, r.choice(field, CONDITIONS)),
        "circ_note" => unit.circ_note = r.owned(field),
        "aliases" => unit.aliases = r.texts(field),
        "policy_override" => unit.policy_override = r.name(field),
        "quantity" => gathered.quantity = r.quantity(field),
        "measure" => unit.measure = r.owned(field),
        "min_qty" => unit.min_qty = r.count(field),
        _ => r.unknown(field, KEYS),
    }
}

fn lifecycle(r: &mut Reader, gathered: &Gathered<'_>, head: Range<usize>) -> Lifecycle {
    match gathered.lifecycle {
        Some(Lifecycle::Retired(instead)) => {
            if gathered.reason_field.is_none() {
                r.missing(head, "retired_reason", "\"broken\"");
            }
            Lifecycle::Retired(gathered.reason.unwrap_or(instead))
        }
        other => {
            if let Some(field) = gathered.reason_field {
                let message = "`retired_reason` is given, but the unit is not retired";
                let hint = "write `lifecycle = \"retired\"` as well, or remove the reason";
                r.wrong_hint("stray-field", field, message.into(), Some(hint.into()));
            }
            other.unwrap_or_default()
        }
    }
}

fn acquired(r: &mut Reader, field: Field<'_>) -> Acquired {
    let mut acquired = Acquired::default();
    for field in r.entries(field) {
        match field.name {
            "date" => acquired.date = r.date(field),
            "from" => acquired.from = r.owned(field),
            "cost" => acquired.cost = r.money(field),
            _ => r.unknown(field, &["date", "from", "cost"]),
        }
    }
    acquired
}

impl Reader {
    /// The code of a label.
    pub(super) fn code(&mut self, field: Field<'_>) -> Option<Code> {
        self.parsed_or("bad-code", field, |_| {
            Some("read the label again; `stead labels mint 1` makes a new code".into())
        })
    }
}
