//! Words for yes and no, conditions and states, in the languages that exports come in.

use catalog::record::{Condition, Lifecycle, RetiredReason, TitleKind};

/// Reads yes or no in any of the usual languages.
pub fn yes_no(text: &str) -> Option<bool> {
    const YES: [&str; 19] = [
        "yes", "y", "true", "t", "1", "x", "✓", "on", "ja", "j", "oui", "sí", "si", "sim", "tak",
        "da", "да", "evet", "kyllä",
    ];
    const NO: [&str; 15] = [
        "no", "n", "false", "f", "0", "off", "nein", "nej", "non", "não", "nao", "nie", "ne",
        "нет", "hayır",
    ];
    let lower = text.trim().to_lowercase();
    let lower = lower.as_str();
    if YES.contains(&lower) {
        return Some(true);
    }
    NO.contains(&lower).then_some(false)
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

/// Reads a condition such as `B - Fair`, `Like new`, `needs repair`, `gut`.
pub fn condition(text: &str) -> Option<Condition> {
    let lower = text.trim().to_lowercase();
    let t = lower.as_str();
    if has(t, &["unsafe", "danger", "gefährlich", "peligro"]) {
        return Some(Condition::Unsafe);
    }
    if has(t, &["broken", "damage", "repair", "defekt", "kaputt", "faulty", "incomplete", "roto"]) {
        return Some(Condition::Damaged);
    }
    if has(t, &["poor", "worn", "bad", "abgenutzt", "schlecht", "malo"]) {
        return Some(Condition::Worn);
    }
    if has(t, &["fair", "average", "acceptable", "okay", "mittel", "regular"]) || t == "ok" {
        return Some(Condition::Fair);
    }
    if has(t, &["good", "excellent", "like new", "as new", "great", "gut", "bueno", "bon "])
        || matches!(t, "used" | "fine" | "bon")
    {
        return Some(Condition::Good);
    }
    has(t, &["new", "neu", "nuevo", "neuf", "unused", "mint"]).then_some(Condition::New)
}

/// Reads a state such as `Ready to Deploy`, `Pending Diagnostics`, `Lost/Stolen`, `active`.
pub fn lifecycle(text: &str) -> Option<Lifecycle> {
    let lower = text.trim().to_lowercase();
    let t = lower.as_str();
    if let Some(reason) = retired_reason(t).filter(|_| !has(t, &["lost/", "not broken"])) {
        return Some(Lifecycle::Retired(reason));
    }
    if has(t, &["lost", "missing", "verloren", "perdido"]) {
        return Some(Lifecycle::Missing);
    }
    if has(
        t,
        &["repair", "maintenance", "diagnostic", "undeployable", "service", "wartung", "damaged"],
    ) {
        return Some(Lifecycle::Maintenance);
    }
    if has(t, &["archiv", "retired", "quarantin", "attention", "disabled", "inactive", "destroyed"])
    {
        return Some(Lifecycle::Quarantined);
    }
    if has(t, &["pending", "processing", "ordered", "new "]) {
        return Some(Lifecycle::InProcessing);
    }
    let active = [
        "active",
        "available",
        "ready",
        "deploy",
        "in stock",
        "checked",
        "on loan",
        "loaned",
        "ok",
        "in use",
        "in_custody",
        "in custody",
        "reserved",
        "booked",
        "normal",
        "working",
    ];
    has(t, &active).then_some(Lifecycle::Active)
}

/// Reads why a thing left: `sold`, `stolen`, `broken - not fixable`, `given away`.
pub fn retired_reason(text: &str) -> Option<RetiredReason> {
    let lower = text.trim().to_lowercase();
    let t = lower.as_str();
    [
        (RetiredReason::Sold, &["sold", "verkauft", "vendido"][..]),
        (RetiredReason::Stolen, &["stolen", "gestohlen", "robado"]),
        (
            RetiredReason::Broken,
            &["not fixable", "irrepar", "beyond repair", "broken", "scrapped", "destroyed"],
        ),
        (RetiredReason::UsedUp, &["used up", "consumed", "verbraucht"]),
        (RetiredReason::Given, &["given", "donated away", "gave", "verschenkt"]),
        (RetiredReason::Upgraded, &["upgraded", "replaced", "ersetzt"]),
        (RetiredReason::NotReturned, &["not returned", "never returned"]),
        (RetiredReason::ReturnedToOwner, &["returned to owner", "returned to lender"]),
    ]
    .into_iter()
    .find(|(_, words)| has(t, words))
    .map(|(reason, _)| reason)
}

/// Reads what sort of thing it is: `tool`, `Consumable`, `kit`, `QUANTITY_TRACKED`.
pub fn title_kind(text: &str) -> Option<TitleKind> {
    let lower = text.trim().to_lowercase();
    match lower.trim_end_matches('s') {
        "tool" | "equipment" | "hardware" | "asset" | "individual" | "loan" => {
            Some(TitleKind::Tool)
        }
        "machine" | "machinery" => Some(TitleKind::Machine),
        "material" | "consumable" | "component" | "accessory" | "accessorie" | "stock"
        | "quantity_tracked" | "quantity-tracked" | "quantity tracked" => Some(TitleKind::Material),
        "kit" | "set" => Some(TitleKind::Kit),
        "space" | "room" | "venue" => Some(TitleKind::Space),
        "book" | "game" | "film" | "dvd" => Some(TitleKind::Book),
        "vehicle" | "bike" | "bicycle" | "trailer" | "car" => Some(TitleKind::Vehicle),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_several_languages() {
        for yes in ["Yes", "TRUE", "1", "Ja", "oui", "Sí", "✓"] {
            assert_eq!(yes_no(yes), Some(true), "{yes}");
        }
        for no in ["No", "false", "0", "Nein", "não"] {
            assert_eq!(yes_no(no), Some(false), "{no}");
        }
        assert_eq!(yes_no("perhaps"), None);
    }

    #[test]
    fn conditions_and_states_are_found_in_the_words_of_other_systems() {
        assert_eq!(condition("A - As new"), Some(Condition::Good));
        assert_eq!(condition("New"), Some(Condition::New));
        assert_eq!(condition("Needs repair"), Some(Condition::Damaged));
        assert_eq!(condition("purple"), None);
        assert_eq!(lifecycle("Ready to Deploy"), Some(Lifecycle::Active));
        assert_eq!(lifecycle("Lost/Stolen"), Some(Lifecycle::Missing));
        assert_eq!(lifecycle("Undeployable"), Some(Lifecycle::Maintenance));
        assert_eq!(
            lifecycle("Broken - Not Fixable"),
            Some(Lifecycle::Retired(RetiredReason::Broken))
        );
        assert_eq!(lifecycle("Archived"), Some(Lifecycle::Quarantined));
        assert_eq!(lifecycle("purple"), None);
    }
}
