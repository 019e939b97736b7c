//! `stead labels`: codes for things that have none yet.

use std::collections::BTreeSet;

use catalog::code::Code;
use catalog::event::Kind;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::edge::Edge;
use crate::node::Reading;
use crate::report::Report;

/// The most codes that are made at once.
const MOST: u32 = 10_000;

/// Codes for labels
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Labels {
    /// Make codes that nothing here has yet
    Mint(Mint),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Mint {
    /// How many
    #[arg(value_name = "N")]
    number: u32,
}

pub(crate) fn run(args: &Labels, cx: &mut Context) -> Result<Answer, Report> {
    let Labels::Mint(args) = args;
    if args.number == 0 || args.number > MOST {
        return Err(Report::request("number", format!("1 to {MOST} codes can be made at once")));
    }
    let reading = Reading::open(cx)?;
    let taken = taken(&reading);
    let codes = mint(&cx.edge, &taken, args.number)?;
    let text: Vec<_> = codes.iter().map(ToString::to_string).collect();
    Ok(Answer::new(json!({ "labels": codes }), text.join("\n") + "\n"))
}

/// Every code that a file or an event names.
pub(crate) fn taken(reading: &Reading) -> BTreeSet<Code> {
    let node = &reading.node;
    let places = node.documents.places.values().filter_map(|place| place.code);
    let events = reading.events.iter().filter_map(|event| match &event.kind {
        Kind::UnitLabel(label) => label.code,
        _ => None,
    });
    node.index.codes().chain(places).chain(events).chain(node.state.units.keys().copied()).collect()
}

/// Codes drawn at random, none of them taken.
pub(crate) fn mint(edge: &Edge, taken: &BTreeSet<Code>, number: u32) -> Result<Vec<Code>, Report> {
    let mut random = edge.random();
    let (mut codes, mut drawn) = (Vec::new(), taken.clone());
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    while codes.len() < number {
        let mut bytes = [0; 4];
        random
            .fill(&mut bytes)
            .map_err(|error| Report::outside("randomness", error.to_string()))?;
        let code = Code::from_payload(u32::from_le_bytes(bytes));
        if drawn.insert(code) {
            codes.push(code);
        }
    }
    Ok(codes)
}
