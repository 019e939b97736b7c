//! Open designs: an Open Know-How manifest (`okh.toml`) beside the real files.
//!
//! Field names follow Open Know-How 2 / the LOSH TOML form.

use serde::{Deserialize, Serialize};

use super::{Lang, Text};
use crate::ids::{CategoryPath, Slug};

/// `designs/<slug>/okh.toml`
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The folder's name.
    pub slug: Slug,
    /// `name`
    pub name: Text,
    /// `function`: what it is for, one or two sentences.
    pub function: Text,
    /// `documentation-language`
    pub lang: Lang,
    /// `version`
    pub version: Option<String>,
    /// `license`, an SPDX expression.
    pub license: Option<String>,
    /// `licensor`: who grants it.
    pub licensor: Vec<String>,
    /// `organization`
    pub organization: Option<String>,
    /// `repo`: where the work is developed.
    pub repo: Option<String>,
    /// `image`, relative to the design's folder.
    pub image: Option<String>,
    /// `readme`, relative; its text is the page's body.
    pub readme: Option<String>,
    /// `bom`, relative path of the parts list.
    pub bom: Option<String>,
    /// The parts list itself, where it could be read (CSV) or is written as `[[part]]`.
    pub parts: Vec<BomLine>,
    /// Every file that the manifest names.
    pub files: Vec<DesignFile>,
    /// `technology-readiness-level`
    pub technology_readiness: Option<String>,
    /// `documentation-readiness-level`
    pub documentation_readiness: Option<String>,
    /// `tsdc`: technology-specific documentation criteria.
    pub tsdc: Vec<String>,
    /// Our categories.
    pub categories: Vec<CategoryPath>,
    /// Titles that one needs to build it.
    pub tools: Vec<Slug>,
    /// Designs that it was derived from (slug or address).
    pub derived_from: Vec<String>,
    /// Hours that one build takes, in minutes.
    pub build_minutes: Option<u32>,
    /// `[mass]`, grams.
    pub mass_g: Option<u32>,
    /// The text of the readme (Markdown).
    pub body: Text,
}

/// One line of a parts list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BomLine {
    /// What it is.
    pub name: String,
    /// How many, as written (`4`, `1.2 m`).
    pub quantity: String,
    /// A note: material, standard, where from.
    pub note: Option<String>,
    /// A file of this design that makes the part.
    pub source: Option<String>,
}

/// What a file of a design is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignFileKind {
    /// Editable source (CAD).
    Source,
    /// What a machine reads (STL, DXF, G-code).
    Export,
    /// A drawing or photo.
    Image,
    /// How to make it.
    ManufacturingInstructions,
    /// How to use it.
    UserManual,
    /// Anything else.
    Other,
}

/// A file that belongs to a design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignFile {
    /// Relative to the design's folder, with `/`.
    pub path: String,
    /// What it is for.
    pub kind: DesignFileKind,
}
