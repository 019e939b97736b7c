//! The program `stead`: arguments in, words out.
//!
//! Nothing here knows a rule of lending, a format of a file or a byte of git; each command asks the
//! crates below and says what came of it. What is here:
//!
//! - [`args`]: the command line, whose doc comments are the help text;
//! - `commands`: one file a command, each a function from arguments to an `Answer` or a `Report`;
//! - `console`: standard output for data, standard error for talk, colour and JSON;
//! - `report`: what went wrong, what to do next, and the exit status;
//! - `edge`: where time and chance come in;
//! - `node`: finding, reading and opening the node that a command is about.
//!
//! Exit status: 0 done; 1 a problem in the records or the request; 2 wrong usage; 3 somebody else
//! holds the node's lock; 4 the outside world failed. Never a panic: [`run`] catches it and says so.

#![allow(
    clippy::format_push_string,
    reason = "a push says what it does; write! to a String has an error that cannot happen"
)]

mod answer;
pub mod args;
mod backstage;
mod backup;
mod commands;
mod console;
mod context;
mod devices;
mod edge;
mod event_words;
mod exchange_words;
mod followed;
mod githost;
mod neighbours;
mod node;
mod people;
pub mod reference;
mod report;
mod restoring;
mod serving;
mod setup;
mod site;
mod site_process;
mod snippet;
mod stick_site;
mod watch;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Parser as _;

use crate::answer::Answer;
use crate::args::Cli;
use crate::console::Console;
use crate::context::Context;
use crate::report::{Report, exit};

/// Runs the program with these arguments, the program's name first, and gives the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let place = note_panics();
    let outcome = catch_unwind(AssertUnwindSafe(|| run_command(args)));
    ExitCode::from(outcome.unwrap_or_else(|_| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut console = Console::plain();
        console.report(&Report::fault(&place.unwrap_or_default()));
        exit::RECORDS
    }))
}

/// Keeps the words and the place of a panic instead of printing them.
fn note_panics() -> Arc<Mutex<Option<String>>> {
    let place = Arc::new(Mutex::new(None));
    let noted = Arc::clone(&place);
    set_hook(Box::new(move |panic| {
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic.to_string());
    }));
    place
}

fn run_command(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    // A server that was asked to log starts its own.
    if !cli.command.logs() {
        start_log(cli.globals.verbose);
    }
    let mut context = Context::new(&cli.globals);
    let outcome = commands::run(&cli.command, &mut context);
    finish(&mut context.console, outcome)
}

fn finish(console: &mut Console, outcome: Result<Answer, Report>) -> u8 {
    match outcome {
        Ok(answer) => match console.answer(&answer) {
            Ok(()) if answer.is_problem() => exit::RECORDS,
            Ok(()) => exit::DONE,
            Err(report) => {
                console.report(&report);
                report.status()
            }
        },
        Err(report) => {
            console.report(&report);
            report.status()
        }
    }
}

/// Help and version go to standard output, everything else is wrong usage.
fn usage(error: &clap::Error) -> u8 {
    // If the terminal is gone, nobody is left to be told.
    drop(error.print());
    if error.use_stderr() { exit::USAGE } else { exit::DONE }
}

fn start_log(verbose: u8) {
    let level = match verbose {
        0 => "error",
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let filter = tracing_subscriber::EnvFilter::new(level);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first log.
    drop(log.with_target(false).without_time().try_init());
}
