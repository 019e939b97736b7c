//! A photo of a label, and pictures of the screen's own camera.

use super::*;
use crate::label::tests::photo;

fn form(bytes: &[u8]) -> Vec<u8> {
    let mut body = b"--cut\r\nContent-Disposition: form-data; name=\"photo\"; \
        filename=\"../../x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        .to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    body
}

fn send(browser: &Browser<'_>, path: &str, bytes: &[u8]) -> Request<Body> {
    let mut request = browser.request("POST", path, Body::from(form(bytes)));
    let kind = "multipart/form-data; boundary=cut".parse().unwrap();
    request.headers_mut().insert("content-type", kind);
    request
}

#[tokio::test]
async fn a_photo_of_a_label_counts_like_a_scan() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let request = send(&browser, "/kiosk/scan/photo", &photo("http://KIOSK.LOCAL/I/7K3QP2J", 8));
    let page = browser.ask(request).await;
    assert!(page.contains("Back by"), "{page}");
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn a_photo_without_a_label_says_what_to_do() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let request = send(&browser, "/kiosk/scan/photo", b"no photo at all");
    let page = browser.ask(request).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("no photo that we can read"), "{page}");
    let request = send(&browser, "/kiosk/scan/photo", &photo("hello", 8));
    browser.ask(request).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "a code that is not ours");
}

#[tokio::test]
async fn a_picture_of_the_camera_is_answered_with_what_it_says() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let request = send(&browser, "/kiosk/scan/frame", &photo("http://KIOSK.LOCAL/I/7K3QP2J", 6));
    assert!(browser.ask(request).await.contains("7K3QP2J"));
    let request = send(&browser, "/kiosk/scan/frame", b"");
    assert!(browser.ask(request).await.contains("null"));
    assert_eq!(kiosk.status(DRILL), Status::Available, "looking is no act");
}
