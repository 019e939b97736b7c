//! The designs as folders: each manifest as it is, with every file that is there.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::path_of;
use catalog::record::{DocumentKind, Documents};

use super::File;

/// Copies each design's folder. `files` lists the paths below a folder, `file` gives their bytes;
/// both count from the node's root.
pub fn okh(
    documents: &Documents,
    files: &dyn Fn(&Utf8Path) -> Vec<Utf8PathBuf>,
    file: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<File> {
    let mut out = Vec::new();
    for slug in documents.designs.keys() {
        let manifest = path_of(DocumentKind::Design, slug);
        let Some(folder) = manifest.parent() else { continue };
        let mut paths = files(folder);
        paths.push(manifest.clone());
        paths.sort();
        paths.dedup();
        for path in paths {
            let inner =
                path.strip_prefix(folder).map(|inner| Utf8Path::new(slug.as_str()).join(inner));
            if let (Ok(inner), Some(bytes)) = (inner, file(&path)) {
                out.push(File { path: inner, bytes });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_design_goes_out_with_its_files() {
        let manifest = "designs/stool/okh.toml";
        let text: &[u8] = b"okhv = \"OKH-LOSHv1.0\"\nname = \"Stool\"\n";
        let loaded = catalog::document::load([(Utf8PathBuf::from(manifest), text.to_vec())]);
        let all = |_: &Utf8Path| vec![manifest.into(), "designs/stool/cad/seat.dxf".into()];
        let file = |path: &Utf8Path| Some(if path == manifest { text.to_vec() } else { vec![1] });
        let paths: Vec<_> =
            okh(&loaded.documents, &all, &file).into_iter().map(|f| f.path).collect();
        assert_eq!(paths, ["stool/cad/seat.dxf", "stool/okh.toml"]);
    }
}
