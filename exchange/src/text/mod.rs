//! From bytes to rows of cells, whatever program wrote them.
//!
//! Nothing here knows what a column means. Every defect is reported with its row and costs at most
//! that row.

mod delimited;
mod encoding;

pub use delimited::{Delimiter, Row, Table, read_table, read_table_exact};
pub use encoding::{Decoded, decode};
