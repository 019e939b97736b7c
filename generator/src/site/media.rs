//! Photos, manuals and files that pages refer to: noted while pages are drawn, copied at the end.
//!
//! What could run in a reader's browser (HTML, active SVG) is published as plain text; what a camera
//! wrote into a photo beside the picture (place, time, owner) is left out.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Build, BuildError, Output};
use crate::files::NodeFiles;
use crate::links::is_publishable;

/// Files to publish: path on the site → path in the node.
#[derive(Debug, Default)]
pub(super) struct Media {
    wanted: Mutex<BTreeMap<String, String>>,
}

/// The folder of photos and files.
const FOLDER: &str = "media/";

impl Media {
    /// Notes a file below `media/`. Its path on the site, or none for a path that is not published.
    pub(super) fn want(&self, path: &str) -> Option<String> {
        (path.starts_with(FOLDER) && is_publishable(path)).then(|| self.want_at(path, path))
    }

    /// Notes a file that is published at another path.
    pub(super) fn want_at(&self, from: &str, to: &str) -> String {
        let to = if may_run(to) { format!("{to}.txt") } else { to.to_owned() };
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.insert(to.clone(), from.to_owned());
        to
    }

    pub(super) fn publish(
        &self,
        files: &dyn NodeFiles,
        out: &mut Output<'_>,
    ) -> Result<(), BuildError> {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        for (to, from) in wanted.iter() {
            let read = files.read(from);
            match read.map_err(|error| BuildError::Read { path: from.clone(), error })? {
                None => out.warn(format!("{from}: a page shows this file, but it is not there")),
                Some(bytes) if extension(to) == "svg" && is_active_svg(&bytes) => {
                    out.warn(format!("{from}: this drawing holds a script, so it is not published; save it as plain SVG"));
                }
                Some(bytes) => out.file(to.clone(), without_camera_data(to, bytes))?,
            }
        }
        Ok(())
    }
}

/// Publishes the photos that pages asked for, in their two sizes.
pub(super) fn photos(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (versions, warnings) = build.photos.finish();
    for warning in warnings {
        out.warn(warning);
    }
    for version in &versions {
        out.named_by_hash(build.known, &version.path, || build.photos.bytes(version))?;
    }
    Ok(())
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
}

/// Whether a browser that opens the file could run something in it.
fn may_run(path: &str) -> bool {
    matches!(
        extension(path).as_str(),
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "xml" | "xsl" | "svgz" | "mht" | "mhtml"
    )
}

/// Whether a drawing holds anything but drawing. Careful rather than clever: what looks like a
/// script, a handler, a foreign object or a declaration is one.
fn is_active_svg(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let marks = [
        "<script",
        "javascript:",
        "<foreignobject",
        "<!entity",
        "<iframe",
        "<embed",
        "<object",
        "data:text",
        "<handler",
        "xlink:href=\"http",
    ];
    let handler = || {
        text.match_indices("on").any(|(at, _)| {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let name: String = text
                .get(at + 2..)
                .unwrap_or_default()
                .chars()
                .take_while(char::is_ascii_alphabetic)
                .collect();
            let after = text.get(at + 2 + name.len()..).unwrap_or_default().trim_start();
            let starts = before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
            starts && !name.is_empty() && after.starts_with('=')
        })
    };
    marks.iter().any(|mark| text.contains(mark)) || handler()
}

fn without_camera_data(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    match extension(path).as_str() {
        "jpg" | "jpeg" => strip_jpeg(&bytes).unwrap_or(bytes),
        "png" => strip_png(&bytes).unwrap_or(bytes),
        _ => bytes,
    }
}

/// A JPEG file without its application and comment segments (ITU-T T.81, annex B), except what
/// the colours need (JFIF, ICC profile, Adobe) and the orientation.
fn strip_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2).filter(|start| *start == [0xff, 0xd8])?.to_vec();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
        if marker == 0xda {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length)?;
        match marker {
            0xe1 => out.extend(orientation(segment).into_iter().flat_map(orientation_segment)),
            0xe0 | 0xe2 | 0xee => out.extend_from_slice(segment),
            0xe3..=0xef | 0xfe => {}
            _ => out.extend_from_slice(segment),
        }
        at += 2 + length;
    }
}

/// The orientation (TIFF tag 0x0112) of an Exif segment, 2 to 8.
fn orientation(segment: &[u8]) -> Option<u8> {
    let tiff = segment.get(4..)?.strip_prefix(b"Exif\0\0")?;
    let big = tiff.starts_with(b"MM");
    let two = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let start = usize::from(if big { two(6)? } else { two(4)? });
    let entries = (0..usize::from(two(start)?)).map(|n| start + 2 + 12 * n);
    let found = entries.into_iter().find(|at| two(*at) == Some(0x0112))?;
    u8::try_from(two(found + 8)?).ok().filter(|value| (2..=8).contains(value))
}

/// The smallest Exif segment that says how a photo is turned.
fn orientation_segment(value: u8) -> Vec<u8> {
    let mut out = vec![0xff, 0xe1, 0, 34];
    out.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    out.extend_from_slice(&[value, 0, 0, 0, 0, 0, 0]);
    out
}

/// A PNG file without its texts, times and Exif data (ISO/IEC 15948).
fn strip_png(bytes: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: usize = 8;
    let mut out = bytes.get(..SIGNATURE)?.to_vec();
    let mut rest = bytes.get(SIGNATURE..)?;
    while let Some(head) = rest.get(..8) {
        let length =
            u32::from_be_bytes([*head.first()?, *head.get(1)?, *head.get(2)?, *head.get(3)?]);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let chunk = rest.get(..whole)?;
        if !matches!(head.get(4..)?, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            out.extend_from_slice(chunk);
        }
        rest = rest.get(whole..)?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_published_as_text() {
        let media = Media::default();
        assert_eq!(media.want("media/a.HTML").as_deref(), Some("media/a.HTML.txt"));
        assert_eq!(media.want("media/a.jpg").as_deref(), Some("media/a.jpg"));
        for bad in ["index.html", "media/../index.html", "assets/node.css", "/media/x", "media/.x"]
        {
            assert_eq!(media.want(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_drawing_with_a_script_is_known() {
        for bad in [
            "<svg><script>",
            "<svg onload=\"x\">",
            "<svg><a xlink:href='javascript:x'>",
            "<svg\nONLOAD = 'x'>",
            "<svg/onload=x>",
        ] {
            assert!(is_active_svg(bad.as_bytes()), "{bad}");
        }
        assert!(!is_active_svg(
            b"<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><text>on = off</text></svg>"
        ));
    }

    #[test]
    fn a_photo_keeps_how_it_is_turned_and_loses_where_it_was_taken() {
        let mut exif = vec![0xff, 0xe1, 0, 0];
        exif.extend_from_slice(
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 51.5",
        );
        let length = u16::try_from(exif.len() - 2).unwrap();
        exif[2..4].copy_from_slice(&length.to_be_bytes());
        let comment = [&[0xff, 0xfe, 0, 6][..], b"Mira"].concat();
        let rest = [0xff, 0xdb, 0, 3, 1, 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9];
        let photo = [&[0xff, 0xd8][..], &exif, &comment, &rest].concat();
        let stripped = strip_jpeg(&photo).unwrap();
        let text = String::from_utf8_lossy(&stripped);
        assert!(!text.contains("GPS") && !text.contains("Mira"));
        assert!(stripped.ends_with(&rest));
        let second = stripped.get(2..).unwrap();
        assert_eq!(orientation(second), Some(6));
        assert_eq!(strip_jpeg(&stripped).unwrap(), stripped, "stripping twice changes nothing");
    }

    #[test]
    fn a_broken_photo_is_left_as_it_is() {
        assert_eq!(without_camera_data("a.jpg", vec![0xff, 0xd8, 0xff]), [0xff, 0xd8, 0xff]);
        assert_eq!(without_camera_data("a.png", vec![1, 2]), [1, 2]);
    }
}
