//! `stead man`: the manual pages.

use camino::Utf8PathBuf;
use clap::CommandFactory as _;
use serde_json::json;

use crate::answer::Answer;
use crate::args::Cli;
use crate::report::{self, Report};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// The folder; made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: Option<Utf8PathBuf>,
}

pub(crate) fn run(args: &Man) -> Result<Answer, Report> {
    let command = Cli::command();
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|error| Report::io("the manual page could not be made", &error))?;
        return Ok(Answer::text(String::from_utf8_lossy(&page)));
    };
    fs_err::create_dir_all(folder).map_err(report::at("made", folder))?;
    clap_mangen::generate_to(command, folder).map_err(report::at("written", folder))?;
    let mut files = Vec::new();
    for entry in fs_err::read_dir(folder).map_err(report::at("read", folder))? {
        let entry = entry.map_err(report::at("read", folder))?;
        files.push(entry.file_name().to_string_lossy().into_owned());
    }
    files.sort();
    let text = format!("Wrote {} pages into {folder}\n", files.len());
    Ok(Answer::new(json!({ "files": files }), text))
}
