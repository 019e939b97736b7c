//! Documents: the files of a node that people write, as bytes and as typed records.
//!
//! - [`parse`] turns the bytes of one file into a record and a list of problems. It never fails as
//!   a whole and never panics: what is wrong is reported where it stands, the rest lands.
//! - [`load`](load()) puts the documents of a whole node together, translations included.
//! - [`Document`] changes a file in place and touches no byte that it was not asked to touch.
//! - [`mod@write`] makes the bytes of a new document.
//!
//! How the files look is written in `catalog/FORMAT.md`. Nothing here reads or writes a disk, and
//! whether the things that a document *names* exist is asked by [`crate::check`].

mod edit;
pub mod front_matter;
mod load;
pub mod parse;
mod parts_list;
pub mod path;
mod plain;
pub mod problem;
mod reader;
pub mod suggest;
mod syntax;
mod translate;
mod tree;
mod value;
mod values;
pub mod write;

pub use edit::{Document, EditError};
pub use load::{FileRead, Loaded, Loader, is_read, load, read_file};
pub use parse::Parsed;
pub use path::{kind_of, path_of};
pub use problem::{Finding, Problem, Severity};
pub use value::Value;
pub use values::time_zone;
