//! Reading the label on a photo: phones on plain http have no camera for a page, but they can take a
//! photo and send it. Nothing of it is kept.

use std::io::Cursor;

use image::imageops::{FilterType, thumbnail};
use image::{GrayImage, ImageReader, Limits};

/// The longer side of what is read.
const LARGEST: u32 = 12_000;
/// Pixels that are decoded: fifty megapixels are more than phones send.
const MOST_PIXELS: u64 = 64_000_000;
/// Memory for decoding, in bytes.
const MEMORY: u64 = 256 << 20;
/// A label fills a part of the photo: it is looked for in these sizes, the likely ones first.
const SIZES: [u32; 3] = [1280, 2200, 640];

/// Why there is no label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoLabel {
    /// The bytes are no picture that can be read.
    #[error("this is no photo that can be read")]
    NoPhoto,
    /// There is no code on it.
    #[error("no label was found on the photo")]
    NothingFound,
}

/// What the codes on a photo say, each once.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<String>, NoLabel> {
    let photo = grey(bytes).ok_or(NoLabel::NoPhoto)?;
    let longest = photo.width().max(photo.height());
    for size in SIZES {
        let found = if longest > size { codes(&shrunk(&photo, size)) } else { codes(&photo) };
        if !found.is_empty() {
            return Ok(found);
        }
        if longest <= size && size == SIZES[0] && longest >= 320 {
            // A small and blurred code is sometimes read when it is larger.
            let (width, height) = (photo.width() * 2, photo.height() * 2);
            let found =
                codes(&image::imageops::resize(&photo, width, height, FilterType::Triangle));
            if !found.is_empty() {
                return Ok(found);
            }
        }
    }
    Err(NoLabel::NothingFound)
}

fn grey(bytes: &[u8]) -> Option<GrayImage> {
    let size = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = size.into_dimensions().ok()?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 || height == 0 {
        return None;
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    reader.decode().ok().map(image::DynamicImage::into_luma8)
}

fn shrunk(photo: &GrayImage, size: u32) -> GrayImage {
    let longest = photo.width().max(photo.height()).max(1);
    let side = |side: u32| (u64::from(side) * u64::from(size) / u64::from(longest)).max(1);
    let side = |length: u32| u32::try_from(side(length)).unwrap_or(size);
    thumbnail(photo, side(photo.width()), side(photo.height()))
}

fn codes(photo: &GrayImage) -> Vec<String> {
    let (Ok(width), Ok(height)) = (usize::try_from(photo.width()), usize::try_from(photo.height()))
    else {
        return Vec::new();
    };
    let pixels = photo.as_raw();
    let at = |x: usize, y: usize| pixels.get(y * width + x).copied().unwrap_or(255);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, at);
    let mut found: Vec<String> = Vec::new();
    for grid in prepared.detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !found.contains(&text)
        {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
pub(crate) mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, Luma};

    use super::*;

    /// A photo of a label: grey table, white paper, a code of so many pixels a module.
    pub(crate) fn photo(text: &str, module: u32) -> Vec<u8> {
        let symbol = qrcode::QrCode::new(text).unwrap();
        let width = u32::try_from(symbol.width()).unwrap();
        let colours = symbol.to_colors();
        let mut picture = GrayImage::from_pixel(900, 1200, Luma([130]));
        let side = (width + 8) * module;
        for y in 0..side {
            for x in 0..side {
                let (column, row) = (x / module, y / module);
                let inside = (4..width + 4).contains(&column) && (4..width + 4).contains(&row);
                let dark = inside
                    && colours[usize::try_from((row - 4) * width + column - 4).unwrap()]
                        == qrcode::Color::Dark;
                picture.put_pixel(180 + x, 300 + y, Luma([if dark { 40 } else { 225 }]));
            }
        }
        let mut jpeg = Vec::new();
        let picture = DynamicImage::ImageLuma8(picture);
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 70)).unwrap();
        jpeg
    }

    #[test]
    fn a_label_is_read_from_a_photo() {
        let text = "http://KIOSK.LOCAL/I/7K3QP2J";
        for module in [4, 9, 14] {
            assert_eq!(
                read(&photo(text, module)).as_deref(),
                Ok(&[text.to_owned()][..]),
                "{module}"
            );
        }
    }

    #[test]
    fn what_is_no_photo_and_a_photo_without_a_label_are_told_apart() {
        assert_eq!(read(b"not a picture"), Err(NoLabel::NoPhoto));
        let whole = photo("x", 4);
        assert!(read(&whole[..whole.len() / 8]).is_err(), "half a photo");
        let mut blank = Vec::new();
        DynamicImage::new_luma8(640, 480).write_with_encoder(JpegEncoder::new(&mut blank)).unwrap();
        assert_eq!(read(&blank), Err(NoLabel::NothingFound));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3))]
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), cut in 0usize..2000) {
            let mut photo = photo("http://KIOSK.LOCAL/I/7K3QP2J", 3);
            photo.truncate(photo.len().saturating_sub(cut));
            let middle = photo.len() / 2;
            photo.splice(middle..middle, bytes.iter().copied());
            drop(read(&photo));
            drop(read(&bytes));
        }
    }
}
