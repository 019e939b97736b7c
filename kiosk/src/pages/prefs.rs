//! How the screen looks and sounds, and that somebody is still there.

use serde_json::json;

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// Sets the language, the size of the text, the contrast or the sound, and goes back.
pub(crate) fn set(_: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let look = &mut session.look;
    if let Some(lang) = visit.form.get("lang").filter(|lang| lang.len() <= 35) {
        look.lang = Some(lang.to_lowercase());
    }
    match visit.form.get("toggle") {
        Some("text") => look.text = (look.text + 1) % 3,
        Some("contrast") => look.contrast = !look.contrast,
        Some("sound") => look.quiet = !look.quiet,
        _ => {}
    }
    Ok(Reply::to(local(visit.form.get("back"))))
}

/// Only addresses of the kiosk itself: a form cannot send anybody away.
pub(crate) fn local(path: Option<&str>) -> String {
    let plain = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
    };
    path.filter(plain).unwrap_or("/kiosk").to_owned()
}

/// Somebody touched the screen. Asking was enough to keep the session awake.
pub(crate) fn awake(app: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    if session.member.is_none() {
        return Err(Failure::SignIn);
    }
    Ok(Reply::Json(json!({ "seconds": app.options.idle.as_secs() })))
}

/// A number that changes when anything that pages show has changed.
pub(crate) fn live(app: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::Json(json!({ "changes": app.desk().changes() })))
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_form_sends_nobody_to_another_site() {
        assert_eq!(local(Some("/kiosk/find?q=a")), "/kiosk/find?q=a");
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "/a b"]
        {
            assert_eq!(local(Some(bad)), "/kiosk", "{bad}");
        }
        assert_eq!(local(None), "/kiosk");
    }
}
