//! Photos as pages show them: two sizes, turned upright, with nothing in them but the picture.
//!
//! A phone's photo is several megabytes and knows where it was taken. What is published is drawn anew from
//! its pixels: one small version for lists and one large for the thing's own page, named by what they were
//! made from. Drawings (SVG) are none of this module's affair.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::files::NodeFiles;
use crate::links;

/// Changes when photos would come out otherwise.
const RECIPE: &str = "1";
/// The width of a small version, in pixels: a card on a screen with two pixels for each.
const SMALL: u32 = 480;
/// The longer side of a large version, in pixels.
const LARGE: u32 = 1600;
/// What is decoded at all, in pixels: a file of some kilobytes can claim to be a picture of gigabytes.
const MOST_PIXELS: u64 = 64_000_000;
/// Above this many pixels photos are decoded one at a time, whatever the number of cores.
const MANY_PIXELS: u64 = 16_000_000;
/// The quality of published photos, 1 to 100.
const QUALITY: u8 = 80;
/// Width and height of a photo in the pocket catalogue, in pixels, and its quality.
const TINY: u32 = 144;
const TINY_QUALITY: u8 = 60;
/// Colour profiles up to this size are kept, in bytes; larger ones are for printers.
const MOST_PROFILE: usize = 4096;

/// One version of a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its file, from the site's root.
    pub path: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// A photo as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// For lists.
    pub small: Version,
    /// For the thing's own page.
    pub large: Version,
}

/// A photo as a template shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PhotoView {
    /// The small version, from the site's root.
    pub small: String,
    /// Its width in pixels.
    pub small_width: u32,
    /// Its height in pixels.
    pub small_height: u32,
    /// The large version, from the site's root.
    pub large: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl From<&Photo> for PhotoView {
    fn from(photo: &Photo) -> Self {
        Self {
            small: links::encode(&photo.small.path),
            small_width: photo.small.width,
            small_height: photo.small.height,
            large: links::encode(&photo.large.path),
            width: photo.large.width,
            height: photo.large.height,
        }
    }
}

/// Whether a file is a picture made of pixels, by its name.
pub fn is_photo(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("jpg" | "jpeg" | "png" | "webp" | "gif"))
}

/// Why a photo is not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Unusable {
    #[error("a page shows this photo, but it is not there")]
    Missing,
    #[error("this photo cannot be read ({0}); save it again as JPEG or PNG")]
    Broken(String),
    #[error("this photo claims {0} by {1} pixels, more than any camera's; save it smaller")]
    Huge(u32, u32),
}

#[derive(Debug)]
struct Made {
    photo: Photo,
    /// The bytes where they are not kept on the disk.
    bytes: Option<[Vec<u8>; 2]>,
}

/// What is kept of a photo between builds.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    len: u64,
    modified: u64,
    photo: Photo,
}

/// The photos of one build, made when a page asks for them.
pub struct Photos<'f> {
    files: &'f dyn NodeFiles,
    folder: Option<Utf8PathBuf>,
    kept: BTreeMap<String, Kept>,
    made: Mutex<BTreeMap<String, Arc<Result<Made, Unusable>>>>,
    one_large: Mutex<()>,
}

impl<'f> Photos<'f> {
    /// Photos of these files. What was made is kept in `folder` for the next build; it may be deleted.
    pub fn new(files: &'f dyn NodeFiles, folder: Option<&Utf8Path>) -> Self {
        let folder = folder.map(|folder| folder.join(RECIPE));
        let kept = folder.as_ref().and_then(|folder| {
            serde_json::from_slice(&fs_err::read(folder.join("index.json")).ok()?).ok()
        });
        Self {
            files,
            folder,
            kept: kept.unwrap_or_default(),
            made: Mutex::default(),
            one_large: Mutex::default(),
        }
    }

    /// The photo at a path of the node, where there is one that can be shown.
    pub fn get(&self, path: &str) -> Option<Photo> {
        if !is_photo(path) || !links::is_publishable(path) {
            return None;
        }
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let made = known.unwrap_or_else(|| {
            let made = Arc::new(self.take(path));
            let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(path.to_owned()).or_insert(made))
        });
        made.as_ref().as_ref().ok().map(|made| made.photo.clone())
    }

    /// A photo as small as a stamp, as JPEG: for a file that holds all of them.
    pub(crate) fn tiny(&self, path: &str) -> Option<Vec<u8>> {
        let photo = self.get(path)?;
        let kept = self.file_of(&photo.small).map(|file| file.with_extension("tiny"));
        if let Some(bytes) = kept.as_ref().and_then(|file| fs_err::read(file).ok()) {
            return Some(bytes);
        }
        let small = image::load_from_memory(&self.bytes(&photo.small).ok()?).ok()?;
        let mut bytes = Vec::new();
        let square = small.resize_to_fill(TINY, TINY, FilterType::CatmullRom).to_rgb8();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, TINY_QUALITY);
        DynamicImage::ImageRgb8(square).write_with_encoder(encoder).ok()?;
        if let Some(file) = kept {
            // Without it the next file draws the photo again; that is all.
            drop(crate::write::replace(&file, &bytes));
        }
        Some(bytes)
    }

    /// From what is kept, or drawn anew.
    fn take(&self, path: &str) -> Result<Made, Unusable> {
        let stamp = self.files.stamp(path);
        let kept = self.kept.get(path).filter(|kept| stamp == Some((kept.len, kept.modified)));
        let kept = kept.filter(|kept| {
            let is_there = |version: &Version| self.file_of(version).is_some_and(|f| f.is_file());
            is_there(&kept.photo.small) && is_there(&kept.photo.large)
        });
        if let Some(kept) = kept {
            return Ok(Made { photo: kept.photo.clone(), bytes: None });
        }
        let read = self.files.read(path).map_err(|error| Unusable::Broken(error.to_string()))?;
        let source = read.ok_or(Unusable::Missing)?;
        let (photo, bytes) = self.draw(path, &source)?;
        let stored = stamp.is_some() && self.store(&photo, &bytes).is_some();
        Ok(Made { photo, bytes: (!stored).then_some(bytes) })
    }

    fn draw(&self, path: &str, source: &[u8]) -> Result<(Photo, [Vec<u8>; 2]), Unusable> {
        let hash: String = blake3::hash(source).to_hex().chars().take(10).collect();
        let (picture, profile, lossless) = {
            let (width, height) = size_of(source)?;
            let pixels = u64::from(width) * u64::from(height);
            let _alone = (pixels > MANY_PIXELS)
                .then(|| self.one_large.lock().unwrap_or_else(PoisonError::into_inner));
            decode(source)?
        };
        let large = shrink(&picture, LARGE, LARGE);
        let small = shrink(&large, SMALL, SMALL * 2);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let version = |picture: &DynamicImage, size: &str| {
            let (bytes, extension) = encode(picture, profile.as_deref(), lossless)?;
            let path = format!("{stem}.{hash}-{size}.{extension}");
            Ok((Version { path, width: picture.width(), height: picture.height() }, bytes))
        };
        let (large, large_bytes) = version(&large, "l")?;
        let (small, small_bytes) = version(&small, "s")?;
        Ok((Photo { small, large }, [small_bytes, large_bytes]))
    }

    /// Where a version is kept. Its name holds the hash of what it was made from.
    fn file_of(&self, version: &Version) -> Option<Utf8PathBuf> {
        let name = version.path.replace('/', "_");
        self.folder.as_ref().map(|folder| folder.join(name))
    }

    fn store(&self, photo: &Photo, bytes: &[Vec<u8>; 2]) -> Option<()> {
        let folder = self.folder.as_ref()?;
        fs_err::create_dir_all(folder).ok()?;
        for (version, bytes) in [&photo.small, &photo.large].into_iter().zip(bytes) {
            crate::write::replace(&self.file_of(version)?, bytes).ok()?;
        }
        Some(())
    }

    /// Everything that pages asked for: `(path on the site, bytes on demand)`, and what could not be shown,
    /// in words. What is kept for the next build is written down.
    pub(crate) fn finish(&self) -> (Vec<Version>, Vec<String>) {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut versions, mut warnings) = (BTreeMap::new(), Vec::new());
        let mut kept = BTreeMap::new();
        for (path, made) in made.iter() {
            match made.as_ref() {
                Ok(made) => {
                    for version in [&made.photo.small, &made.photo.large] {
                        versions.insert(version.path.clone(), version.clone());
                    }
                    if let (None, Some((len, modified))) = (&made.bytes, self.files.stamp(path)) {
                        kept.insert(path, Kept { len, modified, photo: made.photo.clone() });
                    }
                }
                Err(why) => warnings.push(format!("{path}: {why}")),
            }
        }
        if let (Some(folder), Ok(text)) = (&self.folder, serde_json::to_vec(&kept)) {
            let index = folder.join("index.json");
            if !kept.is_empty() && fs_err::read(&index).ok().as_ref() != Some(&text) {
                // Without it the next build draws the photos again; that is all.
                drop(crate::write::replace(&index, &text));
            }
        }
        (versions.into_values().collect(), warnings)
    }

    /// The bytes of a version that some page asked for.
    pub(crate) fn bytes(&self, version: &Version) -> std::io::Result<Vec<u8>> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let in_memory = made.values().find_map(|made| {
            let made = made.as_ref().as_ref().ok()?;
            let [small, large] = made.bytes.as_ref()?;
            let pairs = [(&made.photo.small, small), (&made.photo.large, large)];
            pairs.into_iter().find(|(own, _)| *own == version).map(|(_, bytes)| bytes.clone())
        });
        match (in_memory, self.file_of(version)) {
            (Some(bytes), _) => Ok(bytes),
            (None, Some(file)) => fs_err::read(file),
            (None, None) => Ok(Vec::new()),
        }
    }
}

impl std::fmt::Debug for Photos<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Photos").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn broken(error: &impl std::fmt::Display) -> Unusable {
    Unusable::Broken(error.to_string())
}

fn reader(source: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, Unusable> {
    let mut reader = ImageReader::new(Cursor::new(source))
        .with_guessed_format()
        .map_err(|error| broken(&error))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    Ok(reader)
}

/// Width and height as the file claims them.
fn size_of(source: &[u8]) -> Result<(u32, u32), Unusable> {
    let (width, height) = reader(source)?.into_dimensions().map_err(|error| broken(&error))?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unusable::Huge(width, height));
    }
    Ok((width, height))
}

/// The picture turned upright, its colour profile, and whether its source loses nothing (a drawing).
fn decode(source: &[u8]) -> Result<(DynamicImage, Option<Vec<u8>>, bool), Unusable> {
    let reader = reader(source)?;
    let lossless = matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Gif));
    let mut decoder = reader.into_decoder().map_err(|error| broken(&error))?;
    let profile = decoder.icc_profile().ok().flatten();
    let turned = decoder.orientation().map_err(|error| broken(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
    picture.apply_orientation(turned);
    Ok((picture, profile.filter(|profile| profile.len() <= MOST_PROFILE), lossless))
}

/// Smaller so that it fits; never larger.
fn shrink(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    if picture.width() <= width && picture.height() <= height {
        return picture.clone();
    }
    // Halving by averages first makes large photos quick; the last step is the careful one.
    let rough = picture.thumbnail(width * 2, height * 2);
    let source = if rough.width() < picture.width() { &rough } else { picture };
    source.resize(width, height, FilterType::CatmullRom)
}

/// JPEG; PNG for what is partly transparent, and for drawings that are smaller so.
fn encode(
    picture: &DynamicImage,
    profile: Option<&[u8]>,
    lossless: bool,
) -> Result<(Vec<u8>, &'static str), Unusable> {
    let seen_through =
        picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    let png = || -> Result<Vec<u8>, Unusable> {
        let mut bytes = Vec::new();
        let eight = if seen_through {
            DynamicImage::ImageRgba8(picture.to_rgba8())
        } else {
            DynamicImage::ImageRgb8(picture.to_rgb8())
        };
        let encoder = PngEncoder::new(&mut bytes);
        eight.write_with_encoder(encoder).map_err(|error| broken(&error))?;
        Ok(bytes)
    };
    if seen_through {
        return Ok((png()?, "png"));
    }
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if let Some(profile) = profile {
        // A picture without its profile is still a picture.
        drop(encoder.set_icc_profile(profile.to_vec()));
    }
    let rgb = DynamicImage::ImageRgb8(picture.to_rgb8());
    rgb.write_with_encoder(encoder).map_err(|error| broken(&error))?;
    if lossless {
        let png = png()?;
        if png.len() <= jpeg.len() {
            return Ok((png, "png"));
        }
    }
    Ok((jpeg, "jpg"))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;
    use crate::files::MemoryFiles;

    fn gradient(width: u32, height: u32) -> DynamicImage {
        let low = |n: u32| n.to_le_bytes()[0];
        let pixel = |x: u32, y: u32| Rgb([low(x * 7), low(y * 5), low(x * y)]);
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
    }

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    fn files(path: &str, bytes: Vec<u8>) -> MemoryFiles {
        MemoryFiles([(path.to_owned(), bytes)].into())
    }

    /// A JPEG with an Exif segment that turns it by 90 degrees and says who took it.
    fn turned(width: u32, height: u32) -> Vec<u8> {
        let plain = jpeg(&gradient(width, height));
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"GPS 51.5 Mira Okafor");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
    }

    #[test]
    fn a_photo_is_turned_upright_scaled_and_says_nothing_else() {
        let source = files("media/a.jpg", turned(2100, 1400));
        let photos = Photos::new(&source, None);
        let photo = photos.get("media/a.jpg").unwrap();
        assert_eq!((photo.small.width, photo.small.height), (480, 720));
        assert_eq!((photo.large.width, photo.large.height), (1067, 1600));
        let (versions, warnings) = photos.finish();
        assert_eq!((versions.len(), warnings.len()), (2, 0));
        for version in &versions {
            let bytes = photos.bytes(version).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Exif") && !text.contains("Mira"), "{}", version.path);
            let drawn = image::load_from_memory(&bytes).unwrap();
            assert_eq!((drawn.width(), drawn.height()), (version.width, version.height));
        }
    }

    #[test]
    fn a_small_photo_is_never_made_larger() {
        let source = files("media/a.jpg", jpeg(&gradient(300, 200)));
        let photo = Photos::new(&source, None).get("media/a.jpg").unwrap();
        assert_eq!((photo.small.width, photo.large.width), (300, 300));
    }

    #[test]
    fn what_is_transparent_stays_so() {
        let picture =
            DynamicImage::ImageRgba8(RgbaImage::from_pixel(90, 60, Rgba([200, 0, 0, 90])));
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).unwrap();
        let source = files("media/logo.png", png.into_inner());
        let photo = Photos::new(&source, None).get("media/logo.png").unwrap();
        assert!(photo.small.path.ends_with("-s.png"), "{}", photo.small.path);
    }

    #[test]
    fn a_picture_that_claims_to_be_gigantic_is_not_decoded() {
        // A PNG head of 60,000 by 60,000 pixels (ISO/IEC 15948 §11.2.2) and nothing behind it.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend_from_slice(&60_000_u32.to_be_bytes());
        png.extend_from_slice(&60_000_u32.to_be_bytes());
        png.extend_from_slice(&[8, 2, 0, 0, 0, 0, 0, 0, 0]);
        for (name, bytes) in [("media/bomb.png", png), ("media/half.jpg", vec![0xff, 0xd8, 0xff])] {
            let source = files(name, bytes);
            let photos = Photos::new(&source, None);
            assert_eq!(photos.get(name), None);
            assert!(photos.finish().1[0].starts_with(name), "{:?}", photos.finish().1);
        }
    }

    #[test]
    fn a_photo_is_drawn_once_and_taken_from_the_folder_after_that() {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        fs_err::create_dir(root.join("media")).unwrap();
        fs_err::write(root.join("media/a.jpg"), jpeg(&gradient(900, 600))).unwrap();
        let disk = crate::files::DiskFiles::new(root.clone());
        let kept = root.join("kept");
        let build = || {
            let photos = Photos::new(&disk, Some(&kept));
            let photo = photos.get("media/a.jpg").unwrap();
            let bytes = photos.bytes(&photo.small).unwrap();
            photos.finish();
            (photo, bytes, photos.kept.len())
        };
        let (first, second) = (build(), build());
        assert_eq!((&first.0, &first.1), (&second.0, &second.1));
        assert_eq!((first.2, second.2), (0, 1));
        fs_err::remove_dir_all(&kept).unwrap();
        assert_eq!(build().1, first.1, "all of it may be deleted");
    }
}
