//! A written site in one archive, to send or to carry.

use std::io;

use camino::Utf8Path;

use super::{MANIFEST, read_manifest};
use crate::links::is_publishable;
use crate::zip::Archive;

/// Packs a written site into one archive, below a folder of that name. The same site gives the same bytes.
pub fn zip_site(folder: &Utf8Path, name: &str, out: impl io::Write) -> io::Result<usize> {
    let mut paths: Vec<String> = read_manifest(&folder.join(MANIFEST))?.into_iter().collect();
    paths.sort();
    let mut archive = Archive::new(out);
    for path in paths.iter().filter(|path| is_publishable(path) || *path == ".nojekyll") {
        let bytes = fs_err::read(folder.join(path))?;
        archive.add(&format!("{name}/{path}"), &without_take_away(path, bytes))?;
    }
    archive.finish()?;
    Ok(paths.len())
}

/// The archive itself is not in the archive, so there it is not offered.
fn without_take_away(path: &str, page: Vec<u8>) -> Vec<u8> {
    const START: &str = "<section id=\"take-away\">";
    const END: &str = "</section>";
    if !path.ends_with("about/index.html") {
        return page;
    }
    let text = String::from_utf8_lossy(&page);
    let Some((before, rest)) = text.split_once(START) else { return page };
    let after = rest.split_once(END).map_or("", |(_, after)| after);
    format!("{before}{after}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_does_not_offer_itself() {
        let page =
            "<a>1</a><section id=\"take-away\"><a>site.zip</a></section><section>2</section>";
        let packed = without_take_away("es/about/index.html", page.into());
        assert_eq!(packed, b"<a>1</a><section>2</section>");
        let elsewhere = without_take_away("pages/x/index.html", page.into());
        assert_eq!(elsewhere, page.as_bytes());
    }
}
