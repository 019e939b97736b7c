//! The `stead` program: hands its arguments to the library and returns the exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    stead::run(std::env::args_os())
}
