//! Files of the theme, and photos and manuals of the node.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use themes::Theme;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::app::App;

/// A file of the theme's `assets/` or a script or style sheet of its `kiosk/`.
pub(super) async fn asset(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    match of_theme(app.renderer.theme(), &name) {
        Some(response) => response,
        // What only a build makes (the node's colours) is a file of the site.
        None => crate::site::asset(&app, request).await,
    }
}

/// A file of the theme that browsers may have.
pub(crate) fn of_theme(theme: &Theme, name: &str) -> Option<Response> {
    let known = |name: &str| theme.file(name).map(std::borrow::Cow::into_owned);
    let kind = content_type(name);
    let plain = !name.split('/').any(|part| part.is_empty() || part.starts_with('.'));
    let own = || matches!(kind, "text/css; charset=utf-8" | "text/javascript; charset=utf-8");
    let bytes = plain
        .then(|| known(&format!("assets/{name}")).or_else(|| known(name).filter(|_| own())))
        .flatten();
    let mut response = Response::new(Body::from(bytes?));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Some(response)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("jpg" | "jpeg") => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// A photo or a manual from the node's `media/` folder.
pub(super) async fn media(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    mut request: Request,
) -> Response {
    let Some(folder) = app.media.as_ref() else { return StatusCode::NOT_FOUND.into_response() };
    let path = generator::links::encode(&name);
    if !generator::links::is_publishable(&name) || !crate::site::is_plain(&format!("/{path}")) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(uri) = format!("/{path}").parse() else { return StatusCode::NOT_FOUND.into_response() };
    *request.uri_mut() = uri;
    match ServeDir::new(folder).append_index_html_on_directories(false).oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// There is none; saying so quietly spares the log a line for each page.
pub(crate) async fn favicon() -> StatusCode {
    StatusCode::NO_CONTENT
}
