//! Titles and units.

use crate::record::{Acquired, Contents, Lifecycle, Plan, Quantity, Title, Unit, UnitKind};

use super::super::parse::{title as words, unit as unit_words};
use super::super::value::Value;
use super::{Fields, Sheet, word};

/// The file of a title. Its bodies in other languages are files of their own.
pub fn title_to_document(title: &Title) -> Vec<u8> {
    let mut sheet = Sheet::new(&fields(title));
    let mut custom = Fields::default();
    for line in &title.custom {
        custom.put(&line.name, line.value.as_str());
    }
    let texts = [
        ("name", &title.name),
        ("summary", &title.summary),
        ("checkout_notice", &title.checkout_notice),
    ];
    sheet.table(&["custom"], &custom).translations(&[], &texts);
    for one in &title.maintenance {
        sheet.block("maintenance", &plan(one));
    }
    for unit in &title.units {
        sheet.block("units", &Fields(unit_fields(unit)));
    }
    sheet.markdown(&title.body)
}

fn fields(title: &Title) -> Fields {
    let mut f = Fields::default();
    f.text("name", &title.name)
        .list("other_names", &title.other_names)
        .put("kind", word(words::KINDS, title.kind))
        .text("summary", &title.summary)
        .some("lang", Some(title.lang.as_str()).filter(|lang| !lang.is_empty()))
        .list("categories", &title.categories)
        .list("keywords", &title.keywords)
        .some("brand", title.brand.as_ref())
        .some("model", title.model.as_ref())
        .some("power_source", title.power_source.as_ref())
        .some("size", title.size.as_ref())
        .some("weight_kg", title.weight_g.map(Value::kilograms))
        .some("policy", title.policy.as_ref().map(ToString::to_string))
        .some("reservation_policy", title.reservation_policy.as_ref().map(ToString::to_string))
        .list("requires_authorisation", &title.requires_authorisation)
        .some("min_age", title.min_age.map(u32::from))
        .some("deposit", title.deposit)
        .some("fee_per_day", title.fee_per_day)
        .some("replacement_value", title.replacement_value)
        .tables("parts_expected", title.parts_expected.iter().map(part).collect())
        .tables("contents", title.contents.iter().map(contents).collect())
        .text("checkout_notice", &title.checkout_notice)
        .list("images", &title.images)
        .list("manuals", &title.manuals)
        .list("compatible_with", &title.compatible_with)
        .list("designs", &title.designs)
        .some("carbon_kg", title.carbon_g.map(Value::kilograms))
        .some("added", title.added);
    if !title.external_ids.is_empty() {
        let ids = title.external_ids.iter();
        let entries = ids.map(|(system, id)| (system.clone(), id.as_str().into()));
        f.put("external_ids", Value::Table(entries.collect()));
    }
    f
}

fn part(part: &crate::record::Part) -> Fields {
    let mut f = Fields::default();
    f.put("name", part.name.as_str()).put("qty", part.qty).put("required", part.required);
    f
}

fn plan(plan: &Plan) -> Fields {
    let mut f = Fields::default();
    f.put("plan", &plan.plan)
        .put("name", plan.name.as_str())
        .some("every_days", plan.every_days)
        .some("every_uses", plan.every_uses)
        .put("after_each_loan", plan.after_each_loan)
        .put("blocks", plan.blocks)
        .some("how", plan.how.as_ref())
        .some("from", plan.from);
    f
}

fn contents(line: &Contents) -> Fields {
    let mut f = Fields::default();
    match line {
        Contents::Unit(code) => f.put("unit", *code),
        Contents::Title(slug, qty) => f.put("title", slug).put("qty", *qty),
    };
    f
}

/// The fields of one `[[units]]` table.
pub fn unit_fields(unit: &Unit) -> Vec<(String, Value)> {
    let (lifecycle, reason) = match unit.lifecycle {
        Lifecycle::Retired(reason) => ("retired", Some(word(unit_words::REASONS, reason))),
        other => (word(unit_words::LIFECYCLES, other), None),
    };
    let assumed = match unit.kind {
        UnitKind::Unit => Quantity::Exact(1),
        UnitKind::Stock => Quantity::Unknown,
    };
    let home = unit.home_place.as_str();
    let mut f = Fields::default();
    f.put("code", unit.code)
        .unless(&UnitKind::Unit, "kind", &unit.kind, word(unit_words::KINDS, unit.kind))
        .some("serial", unit.serial.as_ref())
        .some("owner", unit.owner.as_ref())
        .some("return_to_owner", unit.return_to_owner)
        .some("acquired", acquired(&unit.acquired))
        .unless(&crate::record::UNKNOWN_PLACE, "home_place", &home, home)
        .put("lifecycle", lifecycle)
        .some("retired_reason", reason)
        .put("condition", word(unit_words::CONDITIONS, unit.condition))
        .some("circ_note", unit.circ_note.as_ref())
        .list("aliases", &unit.aliases)
        .some("policy_override", unit.policy_override.as_ref().map(ToString::to_string))
        .unless(&assumed, "quantity", &unit.quantity, unit.quantity)
        .some("measure", unit.measure.as_ref())
        .some("min_qty", unit.min_qty);
    f.into_entries()
}

fn acquired(acquired: &Acquired) -> Option<Value> {
    let mut f = Fields::default();
    f.some("date", acquired.date).some("from", acquired.from.as_ref()).some("cost", acquired.cost);
    (*acquired != Acquired::default()).then(|| Value::Table(f.into_entries()))
}
