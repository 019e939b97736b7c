//! The texts of a record that may be written in several languages, and where translations go.

use crate::record::{
    Category, Constitution, Design, Happening, Lang, Minutes, NodeConfig, Page, Person, Place,
    Proposal, Text, Title, Training, UnitOfAccount,
};

use super::reader::{Field, Reader, fields};

/// A record with texts for people.
pub(crate) trait Translatable {
    /// The texts under the names that they have in files; `body` is the Markdown body.
    fn texts(&mut self) -> Vec<(&'static str, &mut Text)>;

    /// Puts translations in, those that the record knows.
    fn translate(&mut self, lang: &Lang, name: &str, text: &str) -> bool {
        let mut texts = self.texts();
        let slot = texts.iter_mut().find(|(known, _)| *known == name);
        let Some((_, slot)) = slot else { return false };
        slot.translations.insert(lang.clone(), text.to_owned());
        true
    }
}

macro_rules! translatable {
    ($($type:ty: $($field:ident),+;)+) => {$(
        impl Translatable for $type {
            fn texts(&mut self) -> Vec<(&'static str, &mut Text)> {
                vec![$((stringify!($field), &mut self.$field)),+]
            }
        }
    )+};
}

translatable! {
    Title: name, summary, checkout_notice, body;
    NodeConfig: name, tagline;
    Training: name, summary;
    Category: name;
    UnitOfAccount: label;
    Place: name, note;
    Design: name, function, body;
    Constitution: name, body;
    Proposal: name, summary, body;
    Minutes: name, body;
    Page: name, summary, body;
    Happening: name, summary, body;
    Person: name, body;
}

impl Reader {
    /// Reads `[translations.<lang>]` tables into a record.
    pub(crate) fn translations(&mut self, field: Field<'_>, record: &mut impl Translatable) {
        for language in self.entries(field) {
            let lang = self.lang_of(language, language.name);
            let (Some(lang), Some((table, _))) = (lang, self.table(language)) else { continue };
            for field in fields(table) {
                let Some(text) = self.text(field) else { continue };
                if field.name == "body" || !record.translate(&lang, field.name, text) {
                    let known: Vec<_> = record.texts().into_iter().map(|(name, _)| name).collect();
                    self.unknown(field, &known);
                }
            }
        }
    }
}
