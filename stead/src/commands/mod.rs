//! One file a command: its arguments, whose doc comments are its help, and what it does.

pub(crate) mod backup;
pub(crate) mod booking;
pub(crate) mod build;
pub(crate) mod carry;
pub(crate) mod check;
pub(crate) mod clearing;
pub(crate) mod commit;
pub(crate) mod completions;
pub(crate) mod count;
pub(crate) mod delegate;
pub(crate) mod demo;
pub(crate) mod device;
pub(crate) mod disputes;
pub(crate) mod doctor;
pub(crate) mod exceptions;
pub(crate) mod export;
pub(crate) mod follow;
pub(crate) mod hold;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod interloan;
pub(crate) mod kiosk;
pub(crate) mod labels;
pub(crate) mod leaving;
pub(crate) mod ledger;
pub(crate) mod letters;
pub(crate) mod loan;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod member;
pub(crate) mod new;
pub(crate) mod pay;
pub(crate) mod promises;
pub(crate) mod propose;
pub(crate) mod remote;
pub(crate) mod restore;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod sync;
pub(crate) mod tally;
pub(crate) mod token;
pub(crate) mod trustee;
pub(crate) mod undo;
pub(crate) mod unit;
pub(crate) mod verify;
pub(crate) mod vote;
pub(crate) mod watch;

use crate::answer::Answer;
use crate::args::Command;
use crate::context::Context;
use crate::report::Report;

/// Runs one command.
pub(crate) fn run(command: &Command, cx: &mut Context) -> Result<Answer, Report> {
    match command {
        Command::Init(args) => init::run(args, cx),
        Command::Status(args) => status::run(args, cx),
        Command::Check(args) => check::run(args, cx),
        Command::New(args) => new::run(args, cx),
        Command::Commit(args) => commit::run(args, cx),
        Command::Show(args) => show::run(args, cx),
        Command::Search(args) => search::run(args, cx),
        Command::Member(args) => member::run(args, cx),
        Command::Token(args) => token::run(args, cx),
        Command::Loan(args) => loan::run(args, cx),
        Command::Hold(args) => hold::run(args, cx),
        Command::Interloan(args) => interloan::run(args, cx),
        Command::Booking(args) => booking::run(args, cx),
        Command::Unit(args) => unit::run(args, cx),
        Command::Count(args) => count::run(args, cx),
        Command::Undo(args) => undo::run(args, cx),
        Command::Log(args) => log::run(args, cx),
        Command::Exceptions(args) => exceptions::run(args, cx),
        Command::Build(args) => build::run(args, cx),
        Command::Watch(args) => watch::run(args, cx),
        Command::Kiosk(args) => kiosk::run(args, cx),
        Command::Import(args) => import::run(args, cx),
        Command::Export(args) => export::run(args, cx),
        Command::Remote(args) => remote::run(args, cx),
        Command::Sync(args) => crate::followed::after(sync::run(args, cx), cx),
        Command::Follow(args) => follow::run(args, cx),
        Command::Unfollow(args) => follow::stop(args, cx),
        Command::Carry(args) => crate::followed::after(carry::run(args, cx), cx),
        Command::Demo(args) => demo::run(args, cx),
        Command::Device(args) => device::run(args, cx),
        Command::Verify(args) => verify::run(args, cx),
        Command::Labels(args) => labels::run(args, cx),
        Command::Pay(args) => pay::run(args, cx),
        Command::Hours(args) => pay::hours(args, cx),
        Command::Propose(args) => propose::run(args, cx),
        Command::Delegate(args) => delegate::run(args, cx),
        Command::Clearing(args) => clearing::run(args, cx),
        Command::Lot(args) => promises::lot(args, cx),
        Command::Rules(args) => promises::rules(args, cx),
        Command::Appeal(args) => promises::appeal(args, cx),
        Command::Dispute(args) => disputes::run(args, cx),
        Command::Right(args) => promises::right(args, cx),
        Command::Vouch(args) => promises::vouch(args, cx),
        Command::Vote(args) => vote::run(args, cx),
        Command::Tally(args) => tally::run(args, cx),
        Command::Trustee(args) => trustee::run(args, cx),
        Command::Ledger(args) => ledger::run(args, cx),
        Command::Backup(args) => backup::run(args, cx),
        Command::Restore(args) => restore::run(args, cx),
        Command::Doctor(args) => Ok(doctor::run(args, cx)),
        Command::Completions(args) => Ok(completions::run(args)),
        Command::Man(args) => man::run(args),
    }
}
