//! Photos as people take them, made fit to be kept: decoded, turned upright, made smaller and encoded
//! anew. Nothing of the file that came survives but the picture: no place, no time, no device.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

/// The longer side of what is kept, in pixels.
const LONGEST: u32 = 1600;
/// The longer side of what is read: a hundred megapixels and more are no photo of a drill.
const LARGEST: u32 = 16_000;
/// Memory for decoding, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;
/// JPEG quality.
const QUALITY: u8 = 80;

/// The bytes are no picture that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no photo that can be read (JPEG, PNG or WebP)")]
pub(crate) struct NoPhoto;

/// Reads a photo by its content and gives it back as a JPEG without anything but the picture.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, NoPhoto> {
    let upright = decode(bytes).map_err(|_| NoPhoto)?;
    let small = if upright.width().max(upright.height()) > LONGEST {
        upright.resize(LONGEST, LONGEST, image::imageops::FilterType::Triangle)
    } else {
        upright
    };
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    DynamicImage::ImageRgb8(small.to_rgb8()).write_with_encoder(encoder).map_err(|_| NoPhoto)?;
    Ok(out)
}

fn decode(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST), Some(LARGEST));
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // A telephone notes how it was held and leaves the turning to whoever shows the picture.
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A photo with a place in it: 40 × 20 pixels, an Exif block that says "turn me" and where it was.
    pub(crate) fn telephone() -> Vec<u8> {
        let picture = DynamicImage::new_rgb8(40, 20);
        let mut jpeg = Vec::new();
        picture.write_with_encoder(JpegEncoder::new(&mut jpeg)).unwrap();
        let mut exif =
            b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"GPS 51.4816N 11.9795E");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut with = jpeg[..2].to_vec();
        with.extend_from_slice(&[0xff, 0xe1]);
        with.extend_from_slice(&length);
        with.extend_from_slice(&exif);
        with.extend_from_slice(&jpeg[2..]);
        with
    }

    #[test]
    fn a_photo_is_turned_upright_and_loses_everything_but_the_picture() {
        let taken = telephone();
        assert!(taken.windows(3).any(|w| w == b"GPS"));
        let kept = clean(&taken).unwrap();
        assert!(!kept.windows(4).any(|w| w == b"Exif") && !kept.windows(3).any(|w| w == b"GPS"));
        let picture = image::load_from_memory(&kept).unwrap();
        assert_eq!((picture.width(), picture.height()), (20, 40));
    }

    #[test]
    fn a_large_photo_is_made_smaller() {
        let mut png = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(3200, 800).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let picture = image::load_from_memory(&clean(png.get_ref()).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (1600, 400));
    }

    #[test]
    fn what_is_no_photo_is_refused() {
        for bytes in [&b""[..], b"hello", b"\xff\xd8\xff", b"<svg/>", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(clean(bytes), Err(NoPhoto));
        }
    }
}
