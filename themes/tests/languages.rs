//! Every language of the built-in theme says everything that English says, with the same values in
//! it, in its own plural forms and its own typography.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use themes::Theme;

/// What a message uses and says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Message {
    variables: BTreeSet<String>,
    /// The keys of every choice in it, `other` among them.
    choices: Vec<BTreeSet<String>>,
    text: String,
}

type Messages = BTreeMap<String, Message>;

fn languages() -> BTreeMap<String, Messages> {
    let theme = Theme::built_in();
    let mut languages: BTreeMap<String, Messages> = BTreeMap::new();
    for name in theme.names("locales/") {
        let tag = name.split('/').nth(1).unwrap().to_owned();
        let source = theme.text(&name).unwrap().unwrap();
        let resource = parser::parse(source.as_str()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let into = languages.entry(tag).or_default();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut found = Message::default();
            read(message.value.as_ref().unwrap(), &mut found);
            let before = into.insert(message.id.name.to_owned(), found);
            assert!(before.is_none(), "{name}: `{}` stands there twice", message.id.name);
        }
    }
    languages
}

fn read(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.text.push_str(value),
            PatternElement::Placeable { expression } => read_expression(expression, into),
        }
    }
}

fn read_expression(expression: &Expression<&str>, into: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, into),
        Expression::Select { selector, variants } => {
            read_inline(selector, into);
            let key = |key: &VariantKey<&str>| match key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            };
            into.choices.push(variants.iter().map(|variant| key(&variant.key)).collect());
            for variant in variants {
                into.text.push('\n');
                read(&variant.value, into);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.variables.insert(id.name.to_owned());
            into.text.push('◌');
        }
        InlineExpression::Placeable { expression } => read_expression(expression, into),
        _ => {}
    }
}

/// The words that stand in the code in English, so that only the others are here.
fn said_in_code(key: &str) -> bool {
    key.starts_with("denial-") || key.starts_with("refusal-")
}

fn others() -> impl Iterator<Item = (String, Messages)> {
    languages().into_iter().filter(|(tag, _)| tag != "en")
}

#[test]
fn every_language_has_the_same_messages() {
    let all = languages();
    let english: BTreeSet<_> = all["en"].keys().cloned().collect();
    let every: BTreeSet<_> = all.values().flat_map(Messages::keys).cloned().collect();
    let invented: Vec<_> = every.difference(&english).filter(|key| !said_in_code(key)).collect();
    assert!(invented.is_empty(), "English lacks {invented:?}");
    for (tag, messages) in others() {
        let missing: Vec<_> = every.iter().filter(|key| !messages.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{tag} lacks {missing:?}");
    }
}

#[test]
fn a_message_names_the_same_values_in_every_language() {
    let all = languages();
    let reference = |key: &str| all["en"].get(key).or_else(|| all["de"].get(key));
    let mut wrong = Vec::new();
    for (tag, messages) in others() {
        for (key, message) in &messages {
            let known = reference(key).map(|known| known.variables.clone()).unwrap_or_default();
            if message.variables != known && !key.starts_with("date-") && key != "time" {
                wrong.push(format!("{tag} {key}: {:?}, not {known:?}", message.variables));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The plural categories that whole numbers have in a language (Unicode CLDR), without those for
/// which a number may stand instead.
fn categories(tag: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match tag {
        "ar" => (&["zero", "one", "two", "few", "many", "other"], &["two", "few", "many", "other"]),
        "fr" | "es" => (&["one", "many", "other"], &["other"]),
        _ => (&["one", "other"], &["other"]),
    }
}

#[test]
fn a_choice_by_number_uses_the_plural_forms_of_its_language() {
    let mut wrong = Vec::new();
    for (tag, messages) in languages() {
        let (known, needed) = categories(&tag);
        for (key, message) in messages {
            for choice in &message.choices {
                let named: BTreeSet<_> = choice
                    .iter()
                    .map(String::as_str)
                    .filter(|k| k.parse::<u32>().is_err())
                    .collect();
                let strange = named.iter().any(|name| !known.contains(name));
                // A choice between nothing and a number after a colon has no forms.
                let counts = named.len() > 1 || message.text.matches('◌').count() > 2;
                let lacks = needed.iter().any(|form| !named.contains(form));
                if strange || (counts && lacks) {
                    wrong.push(format!("{tag} {key}: {choice:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn where_none_counts_like_one_the_words_for_one_do_not_say_so_of_none() {
    // French counts 0 as singular: "un objet" would be shown for no object at all.
    let mut wrong = Vec::new();
    let languages = languages();
    for (key, message) in &languages["fr"] {
        let keys: BTreeSet<_> = message.choices.iter().flatten().map(String::as_str).collect();
        let says_one = message.text.lines().any(|form| !form.is_empty() && !form.contains('◌'));
        if keys.contains("one") && says_one && !keys.contains("0") && !keys.contains("1") {
            wrong.push(key);
        }
    }
    let never_none = ["denial-overdue", "k-seconds-left", "owner-ask"];
    wrong.retain(|key| !never_none.contains(&key.as_str()));
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn no_sentence_is_a_copy_of_the_english_one() {
    let english = languages().remove("en").unwrap();
    let words =
        |text: &str| text.split_whitespace().filter(|w| w.len() > 3 && *w != "Version").count();
    let mut copied = Vec::new();
    for (tag, messages) in others() {
        for (key, message) in messages {
            let same = english.get(&key).is_some_and(|original| original.text == message.text);
            if same && words(&message.text) > 1 {
                copied.push(format!("{tag} {key}: {}", message.text));
            }
        }
    }
    assert!(copied.is_empty(), "{copied:#?}");
}

#[test]
fn each_language_is_set_in_its_own_typography() {
    let mut wrong = Vec::new();
    for (tag, messages) in languages() {
        for (key, Message { text, .. }) in messages {
            let straight = text.contains(['"', '\'']) || text.contains("...");
            let own = match tag.as_str() {
                // Spaces before high punctuation and inside guillemets never break.
                "fr" => [" ?", " !", " ;", " :", " %", "« ", " »"].iter().any(|s| text.contains(s)),
                "ar" => text.contains(['?', ';']) || text.contains(", "),
                "de" => text.contains('“') != text.contains('„'),
                "sv" => text.contains(['“', '„', '«']),
                _ => false,
            };
            if straight || own {
                wrong.push(format!("{tag} {key}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
