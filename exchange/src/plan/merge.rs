//! What a row adds to a record that is there. Empty fields are filled; where both say something
//! else, the record stays as it is and the difference is told.

use catalog::ids::{CategoryPath, Slug};
use catalog::record::{Lifecycle, Part, Quantity, Text, Title, Unit, UnitKind};

use crate::format::{Thing, ThingUnit};
use crate::problem::{Problem, Trouble};

/// Collects the differences of one row.
pub(super) struct Differences<'p> {
    pub(super) row: u32,
    pub(super) slug: Slug,
    pub(super) problems: &'p mut Vec<Problem>,
}

impl Differences<'_> {
    fn tell(&mut self, field: &'static str, ours: String, theirs: String) {
        let short = |text: String| match text.char_indices().nth(60) {
            Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
            None => text,
        };
        let (ours, theirs) = (short(ours), short(theirs));
        let slug = self.slug.to_string();
        let trouble = Trouble::FieldDiffers { slug, field, ours, theirs };
        self.problems.push(Problem::at(self.row, trouble));
    }

    /// Fills an empty field, or tells that it differs.
    fn fill<T: PartialEq + Clone + ToString>(
        &mut self,
        field: &'static str,
        ours: &mut Option<T>,
        theirs: Option<&T>,
    ) {
        match (&ours, theirs) {
            (None, Some(theirs)) => *ours = Some(theirs.clone()),
            (Some(a), Some(b)) if a != b => self.tell(field, a.to_string(), b.to_string()),
            _ => {}
        }
    }

    fn fill_text(&mut self, field: &'static str, ours: &mut Text, theirs: &str) {
        if ours.is_empty() {
            theirs.clone_into(&mut ours.base);
        } else if !theirs.is_empty() && ours.base.trim() != theirs.trim() {
            self.tell(field, ours.base.clone(), theirs.to_owned());
        }
    }
}

/// Adds what is missing in `ours`; with `gather` also what a title of this import lacks of others.
fn union<T: PartialEq + Clone>(ours: &mut Vec<T>, theirs: &[T], gather: bool) {
    if ours.is_empty() || gather {
        for one in theirs {
            if !ours.contains(one) {
                ours.push(one.clone());
            }
        }
    }
}

/// Adds what a row says of the kind of thing. `gather`: the title was made by this import, so that
/// several rows make up what it says.
pub(super) fn title(
    title: &mut Title,
    thing: &Thing,
    categories: &[CategoryPath],
    gather: bool,
    told: &mut Differences<'_>,
) {
    union(&mut title.other_names, &thing.other_names, gather);
    union(&mut title.categories, categories, gather);
    union(&mut title.keywords, &thing.keywords, gather);
    told.fill_text("summary", &mut title.summary, &thing.summary);
    told.fill_text("body", &mut title.body, &thing.body);
    told.fill_text("checkout_notice", &mut title.checkout_notice, &thing.checkout_notice);
    told.fill("brand", &mut title.brand, thing.brand.as_ref());
    told.fill("model", &mut title.model, thing.model.as_ref());
    told.fill("power_source", &mut title.power_source, thing.power_source.as_ref());
    told.fill("size", &mut title.size, thing.size.as_ref());
    told.fill("weight_kg", &mut title.weight_g, thing.weight_g.as_ref());
    told.fill("deposit", &mut title.deposit, thing.deposit.as_ref());
    told.fill("fee_per_day", &mut title.fee_per_day, thing.fee_per_day.as_ref());
    told.fill("replacement_value", &mut title.replacement_value, thing.replacement_value.as_ref());
    if title.parts_expected.is_empty() {
        let part = |name: &String| Part { name: name.clone(), qty: 1, required: true };
        title.parts_expected = thing.parts_expected.iter().map(part).collect();
    }
    if title.added.is_none() {
        title.added = thing.added;
    }
    for (system, number) in &thing.external_ids {
        title.external_ids.entry(system.clone()).or_insert_with(|| number.clone());
    }
    custom(title, thing, gather, told);
}

/// Own fields of several rows of one title are gathered: `4711; 4712`.
fn custom(title: &mut Title, thing: &Thing, gather: bool, told: &mut Differences<'_>) {
    for theirs in &thing.custom {
        let Some(ours) = title.custom.iter_mut().find(|c| c.name == theirs.name) else {
            title.custom.push(theirs.clone());
            continue;
        };
        let said = ours.value == theirs.value || ours.value.split("; ").any(|v| v == theirs.value);
        if said {
            continue;
        }
        if gather {
            ours.value = format!("{}; {}", ours.value, theirs.value);
        } else {
            told.tell("custom", ours.value.clone(), theirs.value.clone());
        }
    }
}

/// Adds what a row says of the thing itself. Its state and place have a life of their own here: they
/// are filled while nobody has said anything, and never moved.
pub(super) fn unit(unit: &mut Unit, theirs: &ThingUnit, place: &Slug, told: &mut Differences<'_>) {
    told.fill("serial", &mut unit.serial, theirs.serial.as_ref());
    told.fill("owner", &mut unit.owner, theirs.owner.as_ref());
    told.fill("acquired.date", &mut unit.acquired.date, theirs.acquired.date.as_ref());
    told.fill("acquired.from", &mut unit.acquired.from, theirs.acquired.from.as_ref());
    told.fill("acquired.cost", &mut unit.acquired.cost, theirs.acquired.cost.as_ref());
    told.fill("circ_note", &mut unit.circ_note, theirs.circ_note.as_ref());
    told.fill("measure", &mut unit.measure, theirs.measure.as_ref());
    told.fill("min_qty", &mut unit.min_qty, theirs.min_qty.as_ref());
    union(&mut unit.aliases, &theirs.aliases, true);
    union(&mut unit.aliases, &theirs.barcodes, true);
    if unit.home_place == Slug::unknown_place() {
        unit.home_place = place.clone();
    } else if *place != Slug::unknown_place() && unit.home_place != *place {
        told.tell("home_place", unit.home_place.to_string(), place.to_string());
    }
    if unit.kind == UnitKind::Stock && theirs.kind == UnitKind::Stock {
        quantity(unit, theirs.quantity, told);
    }
}

fn quantity(unit: &mut Unit, theirs: Quantity, told: &mut Differences<'_>) {
    match (unit.quantity, theirs) {
        (_, Quantity::Unknown) => {}
        (Quantity::Unknown, known) => unit.quantity = known,
        (ours, theirs) if ours != theirs => {
            told.tell("quantity", ours.to_string(), theirs.to_string());
        }
        _ => {}
    }
}

/// A new unit as the row has it.
pub(super) fn new_unit(code: catalog::code::Code, theirs: &ThingUnit, place: Slug) -> Unit {
    let mut aliases = theirs.aliases.clone();
    union(&mut aliases, &theirs.barcodes, true);
    Unit {
        code,
        kind: theirs.kind,
        serial: theirs.serial.clone(),
        owner: theirs.owner.clone(),
        return_to_owner: None,
        acquired: theirs.acquired.clone(),
        home_place: place,
        lifecycle: theirs.lifecycle.unwrap_or(Lifecycle::Active),
        condition: theirs.condition.unwrap_or_default(),
        circ_note: theirs.circ_note.clone(),
        aliases,
        policy_override: None,
        quantity: theirs.quantity,
        measure: theirs.measure.clone(),
        min_qty: theirs.min_qty,
    }
}
