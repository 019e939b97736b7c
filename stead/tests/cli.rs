//! The program as people and scripts meet it: one binary, a module a topic, nothing of the machine's
//! own settings or clock.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of a test function")]

#[path = "cli/backup.rs"]
mod backup;
#[path = "cli/between.rs"]
mod between;
#[path = "cli/civic.rs"]
mod civic;
#[path = "cli/env.rs"]
mod env;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/lending.rs"]
mod lending;
#[path = "cli/people.rs"]
mod people;
#[path = "cli/private.rs"]
mod private;
#[path = "cli/records.rs"]
mod records;
#[path = "cli/reference.rs"]
mod reference;
#[path = "cli/remotes.rs"]
mod remotes;
#[path = "cli/site.rs"]
mod site;
#[path = "cli/web.rs"]
mod web;
