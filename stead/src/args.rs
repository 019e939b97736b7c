//! The command line. The doc comments here and in `commands` are the help text and the reference.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;

/// Share tools, designs, decisions and time: one folder, no internet needed
///
/// A node is a folder of plain files in a git repository. `stead init` makes one; every other command
/// works on the node whose folder you stand in, or on the one named with `-C`.
#[derive(Debug, Parser)]
#[command(name = "stead", version, propagate_version = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
pub(crate) struct Globals {
    /// The node's folder [default: the nearest parent with a `node.toml`]
    #[arg(short = 'C', long, global = true, value_name = "FOLDER")]
    pub(crate) node: Option<Utf8PathBuf>,
    /// Print one JSON document to standard output, and nothing else there
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say only what must not be missed
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands, in the order in which a new node needs them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(commands::init::Init),
    Status(commands::status::Status),
    Check(commands::check::Check),
    New(commands::new::New),
    Commit(commands::commit::Commit),
    Show(commands::show::Show),
    Search(commands::search::Search),
    #[command(subcommand)]
    Member(commands::member::Member),
    #[command(subcommand)]
    Token(commands::token::TokenCommand),
    #[command(subcommand)]
    Loan(commands::loan::Loan),
    #[command(subcommand)]
    Hold(commands::hold::Hold),
    #[command(subcommand)]
    Interloan(commands::interloan::Interloan),
    #[command(subcommand)]
    Booking(commands::booking::Booking),
    #[command(subcommand)]
    Unit(commands::unit::Unit),
    #[command(subcommand)]
    Count(commands::count::Count),
    Undo(commands::undo::Undo),
    Log(commands::log::Log),
    Exceptions(commands::exceptions::Exceptions),
    Build(commands::build::Build),
    Watch(commands::watch::Watch),
    Kiosk(commands::kiosk::Kiosk),
    Labels(Box<commands::labels::Labels>),
    Import(commands::import::Import),
    Export(commands::export::Export),
    #[command(subcommand)]
    Remote(commands::remote::Remote),
    Sync(commands::sync::Sync),
    Follow(commands::follow::Follow),
    Unfollow(commands::follow::Unfollow),
    Carry(commands::carry::Carry),
    #[command(subcommand)]
    Device(commands::device::Device),
    Verify(commands::verify::Verify),
    Demo(commands::demo::Demo),
    #[command(subcommand)]
    Propose(commands::propose::Propose),
    Vote(commands::vote::Vote),
    Delegate(commands::delegate::Delegate),
    Tally(commands::tally::Tally),
    Trustee(commands::trustee::Trustee),
    Pay(commands::pay::Pay),
    #[command(subcommand)]
    Hours(commands::pay::Hours),
    #[command(subcommand)]
    Ledger(commands::ledger::Ledger),
    #[command(subcommand)]
    Clearing(commands::clearing::Clearing),
    #[command(subcommand)]
    Lot(commands::promises::Lot),
    #[command(subcommand)]
    Rules(commands::promises::Rules),
    #[command(subcommand)]
    Appeal(commands::promises::Appeal),
    #[command(subcommand)]
    Dispute(commands::disputes::Dispute),
    #[command(subcommand)]
    Right(commands::promises::Right),
    #[command(subcommand)]
    Vouch(commands::promises::Vouch),
    Backup(commands::backup::Backup),
    Restore(commands::restore::Restore),
    Doctor(commands::doctor::Doctor),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

impl Command {
    /// Whether the command starts a log of its own.
    pub(crate) fn logs(&self) -> bool {
        matches!(self, Self::Kiosk(kiosk) if kiosk.log.is_some())
    }
}
