//! Forms with files: photos from a phone.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use crate::visit::Fields;

/// The largest form with photos: three of a good telephone.
pub(crate) const LARGEST: usize = 32 * 1024 * 1024;
/// The most files of one form.
const MOST: usize = 6;
/// The longest value of a field beside a photo: a whole record as text.
const LONGEST: usize = 512 * 1024;

/// A file that came with a form. What its name and type claim is not looked at.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// The field of the form.
    pub(crate) field: String,
    /// What it is, whatever it is.
    pub(crate) bytes: Vec<u8>,
}

/// Whether a request carries a form with files.
pub(crate) fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// Reads a form with files. Empty file fields are left out.
pub(crate) async fn read(mut request: Request) -> Result<(Fields, Vec<Upload>), StatusCode> {
    DefaultBodyLimit::max(LARGEST).apply(&mut request);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| StatusCode::BAD_REQUEST)?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(|error| error.status())? {
        let Some(name) = part.name().map(str::to_owned) else { continue };
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(|error| error.status())?;
        if is_file {
            if !bytes.is_empty() && files.len() < MOST {
                files.push(Upload { field: name, bytes: bytes.into() });
            }
            continue;
        }
        if bytes.len() > LONGEST || fields.len() > 500 {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        // Browsers end the lines of a text with CR LF.
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        fields.push((name, text));
    }
    Ok((Fields::from_pairs(fields), files))
}
