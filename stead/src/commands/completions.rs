//! `stead completions`: what a shell offers after the tabulator key.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::answer::Answer;
use crate::args::Cli;

/// Print the completions for a shell
///
/// For bash: `stead completions bash > ~/.local/share/bash-completion/completions/stead`
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Completions) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "stead", &mut script);
    Answer::text(String::from_utf8_lossy(&script))
}
