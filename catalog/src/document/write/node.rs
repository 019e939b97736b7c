//! `node.toml` and the places.

use jiff::civil::Time;

use crate::record::{CirculationPolicy, NodeConfig, Place, ReservationPolicy, Text, UnitOfAccount};

use super::super::parse::{node as words, place as place_words, policy as policy_words};
use super::super::value::Value;
use super::{Fields, Sheet, languages, word};

/// The file of a place.
pub fn place_to_document(place: &Place) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &place.name)
        .put("kind", word(place_words::KINDS, place.kind))
        .some("parent", place.parent.as_ref())
        .some("code", place.code)
        .text("note", &place.note);
    Sheet::new(&f).translations(&[], &[("name", &place.name), ("note", &place.note)]).toml()
}

/// `node.toml`.
pub fn node_to_document(node: &NodeConfig) -> Vec<u8> {
    let mut sheet = Sheet::new(&head(node));
    let mut colours = Fields::default();
    for (name, colour) in &node.colours {
        colours.put(name, colour);
    }
    sheet.table(&["colours"], &colours);
    calendar(&mut sheet, node);
    for (name, policy) in &node.policies {
        sheet.headed(&["policies", name.as_str()], &circulation(policy));
    }
    for (name, policy) in &node.reservation_policies {
        sheet.headed(&["reservation_policies", name.as_str()], &reservation(policy));
    }
    for (name, training) in &node.trainings {
        let mut f = Fields::default();
        f.text("name", &training.name)
            .some("minutes", training.minutes)
            .some("valid_months", training.valid_months)
            .text("summary", &training.summary);
        translate(&mut f, &[("name", &training.name), ("summary", &training.summary)]);
        sheet.headed(&["trainings", name.as_str()], &f);
    }
    for (path, category) in &node.categories {
        let mut f = Fields::default();
        f.text("name", &category.name).some("glyph", category.glyph.as_ref());
        translate(&mut f, &[("name", &category.name)]);
        sheet.headed(&["categories", path.as_str()], &f);
    }
    for (code, unit) in &node.units_of_account {
        sheet.headed(&["units_of_account", code], &unit_of_account(unit));
    }
    sheet.translations(&[], &[("name", &node.name), ("tagline", &node.tagline)]).toml()
}

fn head(node: &NodeConfig) -> Fields {
    let mut f = Fields::default();
    f.put("id", node.id.as_str())
        .text("name", &node.name)
        .text("tagline", &node.tagline)
        .list("languages", &node.languages)
        .put("timezone", node.timezone.as_str())
        .some("address", node.address.as_ref())
        .some("location", node.location.map(|(lat, lon)| vec![lat, lon]))
        .some("email", node.email.as_ref())
        .some("phone", node.phone.as_ref())
        .some("url", node.url.as_ref())
        .put("label_base", node.label_base.as_str())
        .some("license", node.license.as_ref())
        .some("currency", node.currency.map(|currency| currency.as_str().to_owned()))
        .some("default_policy", node.default_policy.as_ref().map(ToString::to_string))
        .list("stewards", &node.stewards);
    f
}

fn calendar(sheet: &mut Sheet, node: &NodeConfig) {
    for hours in &node.opening_hours {
        let mut f = Fields::default();
        f.put("day", word(words::DAYS, hours.day))
            .put("from", clock(hours.from))
            .put("to", clock(hours.to));
        sheet.block("opening_hours", &f);
    }
    for closure in &node.closures {
        let mut f = Fields::default();
        f.put("from", closure.from).put("to", closure.to).some("reason", closure.reason.as_ref());
        sheet.block("closures", &f);
    }
}

/// Hours and minutes; the last moment of a day is `24:00`.
fn clock(time: Time) -> String {
    if time == Time::MAX {
        return "24:00".to_owned();
    }
    let whole = time.second() == 0 && time.subsec_nanosecond() == 0;
    if whole { time.strftime("%H:%M").to_string() } else { time.to_string() }
}

/// Translations inside a table that has a heading of its own: `translations.es.name = …`.
fn translate(fields: &mut Fields, texts: &[(&str, &Text)]) {
    let by_lang = languages(texts).into_iter().map(|lang| {
        let named = |(key, text): &(&str, &Text)| {
            Some(((*key).to_owned(), text.translations.get(lang)?.as_str().into()))
        };
        (lang.to_owned(), Value::Table(texts.iter().filter_map(named).collect()))
    });
    let tables: Vec<_> = by_lang.collect();
    if !tables.is_empty() {
        fields.put("translations", Value::Table(tables));
    }
}

fn circulation(policy: &CirculationPolicy) -> Fields {
    let mut f = Fields::default();
    f.put("label", policy.label.as_str())
        .put("period", policy.period)
        .put("unit", word(policy_words::PERIOD_UNITS, policy.unit))
        .put("due_at", word(policy_words::DUE_ATS, policy.due_at))
        .put("renewals_max", policy.renewals_max)
        .put("self_renew", policy.self_renew)
        .some("max_open_per_member", policy.max_open_per_member)
        .put("hold_window_days", policy.hold_window_days)
        .some("holds_per_member", policy.holds_per_member)
        .put("grace_days", policy.grace_days)
        .put("long_overdue_days", policy.long_overdue_days)
        .some("deposit", policy.deposit)
        .put("block_if_overdue", policy.block_if_overdue)
        .put("skip_closed_days", policy.skip_closed_days)
        .put("requires_approval", policy.requires_approval)
        .put("requires_pin", policy.requires_pin)
        .put("lend_incomplete", policy.lend_incomplete)
        .put("self_supersede", policy.self_supersede);
    f
}

fn reservation(policy: &ReservationPolicy) -> Fields {
    let mut f = Fields::default();
    f.put("label", policy.label.as_str())
        .some("unit", policy.unit.map(|unit| word(policy_words::BOOKING_UNITS, unit)))
        .some("starts_at", policy.starts_at.map(clock))
        .some("ends_at", policy.ends_at.map(clock))
        .put("lead_min_hours", policy.lead_min_hours)
        .put("horizon_max_days", policy.horizon_max_days)
        .put("length_max_hours", policy.length_max_hours)
        .put("buffer_before_minutes", policy.buffer_before_minutes)
        .put("buffer_after_minutes", policy.buffer_after_minutes)
        .put("max_percent_of_pool", u32::from(policy.max_percent_of_pool))
        .some("visitors_max", policy.visitors_max)
        .some("open_per_member", policy.open_per_member)
        .some("hours_per_month", policy.hours_per_month)
        .put("requires_approval", policy.requires_approval);
    f
}

fn unit_of_account(unit: &UnitOfAccount) -> Fields {
    let mut f = Fields::default();
    f.text("label", &unit.label)
        .put("minor_per_major", unit.minor_per_major)
        .put("mode", word(words::MODES, unit.mode))
        .put("credit_limit", unit.credit_limit)
        .some("cap", unit.cap)
        .some("newcomer_limit", unit.newcomer_limit);
    let share = |(top, bottom): (u32, u32)| format!("{top}/{bottom}");
    let members = unit.members.iter().map(|(handle, limit)| {
        let mut f = Fields::default();
        f.put("credit_limit", limit.credit_limit)
            .some("cap", limit.cap)
            .some("decided_by", limit.decided_by.as_ref());
        (handle.to_string(), Value::Table(f.into_entries()))
    });
    let members: Vec<_> = members.collect();
    f.some("members", (!members.is_empty()).then_some(Value::Table(members)));
    if let Some(terms) = &unit.demurrage {
        let mut inner = Fields::default();
        inner
            .put("rate", share(terms.rate))
            .put("exempt", terms.exempt)
            .some("deficit_rate", terms.deficit_rate.map(share))
            .some("decided_by", terms.decided_by.as_ref());
        f.put("demurrage", Value::Table(inner.into_entries()));
    }
    if let Some(terms) = &unit.dividend {
        let mut inner = Fields::default();
        inner
            .put("share", share(terms.share))
            .put("reserve", terms.reserve)
            .some("decided_by", terms.decided_by.as_ref());
        f.put("dividend", Value::Table(inner.into_entries()));
    }
    translate(&mut f, &[("label", &unit.label)]);
    f
}
