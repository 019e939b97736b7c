//! Labels that wait for the printer: one list on this device, whoever asks for a label and whoever
//! prints it, the kiosk's steward or the command line. Where the file is lost, nothing waits.

use std::collections::BTreeSet;
use std::io;

use camino::Utf8Path;
use catalog::code::Code;
use catalog::store;

/// One code a line, below the node's folder, in the order in which they were asked for.
pub const FILE: &str = ".stead/labels-to-print";

/// The codes whose labels wait.
pub fn waiting(folder: &Utf8Path) -> Vec<Code> {
    let text = fs_err::read_to_string(folder.join(FILE)).unwrap_or_default();
    text.lines().filter_map(|line| line.trim().parse().ok()).collect()
}

/// Puts codes behind those that wait already.
pub fn queue(folder: &Utf8Path, codes: impl IntoIterator<Item = Code>) -> io::Result<()> {
    let mut all = waiting(folder);
    let before = all.len();
    let mut known: BTreeSet<Code> = all.iter().copied().collect();
    all.extend(codes.into_iter().filter(|code| known.insert(*code)));
    if all.len() == before { Ok(()) } else { write(folder, &all) }
}

/// These labels have been printed.
pub fn printed(folder: &Utf8Path, codes: &[Code]) -> io::Result<()> {
    let mut all = waiting(folder);
    let before = all.len();
    let gone: BTreeSet<&Code> = codes.iter().collect();
    all.retain(|code| !gone.contains(code));
    if all.len() == before { Ok(()) } else { write(folder, &all) }
}

fn write(folder: &Utf8Path, codes: &[Code]) -> io::Result<()> {
    let lines: Vec<String> = codes.iter().map(ToString::to_string).chain([String::new()]).collect();
    let text = lines.join("\n");
    let path = folder.join(FILE);
    if let Some(above) = path.parent() {
        fs_err::create_dir_all(above)?;
    }
    store::write_atomic(&path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;

    #[test]
    fn a_label_waits_once_and_until_it_is_printed() {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        let [one, two] = [Code::from_payload(7), Code::from_payload(8)];
        assert_eq!(waiting(&root), []);
        queue(&root, [two, one]).unwrap();
        queue(&root, [one]).unwrap();
        assert_eq!(waiting(&root), [two, one]);
        printed(&root, &[two]).unwrap();
        assert_eq!(waiting(&root), [one]);
    }
}
