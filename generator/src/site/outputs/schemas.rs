//! The schemas (JSON Schema 2020-12) of the files that a site offers, in `schema/`.

use schemars::{JsonSchema, schema_for};

use super::super::{BuildError, Output, json};
use super::civic::{ConstitutionRecord, LedgerRecord, MinutesLine, PersonLine, TrainingLine};
use super::records::{
    DesignLine, EventLine, List, PageLine, PlaceLine, ProposalLine, TitleList, TitleRecord, Whole,
};

pub(super) fn all(out: &mut Output<'_>) -> Result<(), BuildError> {
    put("title", &schema_for!(TitleRecord), out)?;
    put("title-list", &schema_for!(TitleList), out)?;
    both::<PlaceLine>("place", out)?;
    both::<DesignLine>("design", out)?;
    both::<EventLine>("event", out)?;
    both::<ProposalLine>("proposal", out)?;
    both::<PageLine>("page", out)?;
    both::<PersonLine>("person", out)?;
    both::<TrainingLine>("training", out)?;
    both::<MinutesLine>("minutes", out)?;
    put("constitution", &schema_for!(ConstitutionRecord), out)?;
    put("ledger", &schema_for!(LedgerRecord), out)
}

fn both<T: JsonSchema>(name: &str, out: &mut Output<'_>) -> Result<(), BuildError> {
    put(name, &schema_for!(Whole<T>), out)?;
    put(&format!("{name}-list"), &schema_for!(List<T>), out)
}

fn put(name: &str, schema: &schemars::Schema, out: &mut Output<'_>) -> Result<(), BuildError> {
    let path = format!("schema/{name}.json");
    let bytes = json(&path, schema)?;
    out.file(path, bytes)
}
