//! The command reference, made from the program itself so that the two cannot differ.

use clap::{Command, CommandFactory as _};

use crate::args::Cli;

const HEAD: &str = "# Commands\n\n\
This page is made from the program: `stead <command> --help` says the same.\n\n\
Every command prints data to standard output and talk to standard error. With `--json` standard \
output is one JSON document; of a failed command it is `{\"error\": {code, message, causes, hints}}`.\n\n\
| exit status | meaning |\n| --- | --- |\n\
| 0 | done |\n\
| 1 | a problem in the records or the request, explained |\n\
| 2 | wrong usage |\n\
| 3 | somebody else holds the node's lock |\n\
| 4 | the outside world failed (a full disk, a remote that cannot be reached) |\n\n\
Codes, member numbers and names are accepted with or without hyphens, in any case.\n";

/// The reference as Markdown.
pub fn markdown() -> String {
    let mut root = Cli::command().term_width(96);
    root.build();
    let mut page = HEAD.to_owned();
    section(&mut root, "stead", &mut page);
    page
}

fn section(command: &mut Command, name: &str, page: &mut String) {
    let help = command.render_long_help().to_string();
    let lines: Vec<_> = help.lines().map(str::trim_end).collect();
    page.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
    let names: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for sub in names.iter().filter(|sub| *sub != "help") {
        if let Some(found) = command.find_subcommand_mut(sub) {
            section(found, &format!("{name} {sub}"), page);
        }
    }
}
