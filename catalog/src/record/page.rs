//! Pages, news, happenings and public profiles.

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lang, Text};
use crate::ids::{Handle, Slug};

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// Stays.
    #[default]
    Page,
    /// Has a date and moves down.
    News,
}

/// `pages/<slug>.md`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file's name.
    pub slug: Slug,
    /// The heading.
    pub name: Text,
    /// One sentence for lists.
    pub summary: Text,
    /// What it is.
    pub kind: PageKind,
    /// When it was written (news).
    pub date: Option<Date>,
    /// The language of the text.
    pub lang: Lang,
    /// Not shown unless drafts are asked for.
    pub draft: bool,
    /// The Markdown body.
    pub body: Text,
}

/// `events/<slug>.md`: a workshop, a work day, an opening party.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The file's name.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// One sentence for lists.
    pub summary: Text,
    /// When it begins, at the place.
    pub starts: Option<Zoned>,
    /// When it ends.
    pub ends: Option<Zoned>,
    /// Where.
    pub place: Option<Slug>,
    /// The training that it teaches.
    pub training: Option<Slug>,
    /// How many can take part.
    pub seats: Option<u32>,
    /// The language of the text.
    pub lang: Lang,
    /// It will not happen.
    pub cancelled: bool,
    /// The Markdown body.
    pub body: Text,
}

/// `people/<handle>.md`: only for people who asked for a public profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name under which the person acts.
    pub handle: Handle,
    /// What the person wishes to be called.
    pub name: Text,
    /// What the person offers and can do.
    pub skills: Vec<String>,
    /// What the person does for the node.
    pub roles: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<Lang>,
    /// The language of the text.
    pub lang: Lang,
    /// The Markdown body.
    pub body: Text,
}
