//! Phones on the network: labels opened under any name, the welcome on the kiosk's own Wi-Fi, the codes
//! to point a camera at.

use std::net::IpAddr;

use super::*;
use crate::net::Peer;

fn kiosk(change: impl FnOnce(&mut Options)) -> Kiosk {
    let kiosk = Kiosk::new();
    let mut options = Options { address: Some("http://192.168.1.20".into()), ..Options::default() };
    change(&mut options);
    let clock = Box::new(kiosk.clock.clone());
    let open = OpenOptions {
        not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        ..OpenOptions::new("test", "k1".parse().unwrap())
    };
    let random = Box::new(SeededRandomness::new("lan"));
    let desk = Desk::in_memory(documents(), open, clock, random).unwrap();
    let app = Arc::new(App::new(desk, options).unwrap());
    Kiosk { router: router(Arc::clone(&app)), app, clock: kiosk.clock.clone() }
}

fn from(who: &str, method: &str, host: &str, path: &str) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", host)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap();
    let who: IpAddr = who.parse().unwrap();
    request.extensions_mut().insert(Peer(who));
    request
}

async fn led(kiosk: &Kiosk, request: Request<Body>) -> (StatusCode, String) {
    let response = kiosk.router.clone().oneshot(request).await.unwrap();
    let place = response.headers().get("location").map(|place| place.to_str().unwrap().to_owned());
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, place.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
}

#[tokio::test]
async fn a_label_opened_under_any_name_leads_to_the_right_page_and_nothing_else_does() {
    let kiosk = kiosk(|_| {});
    let label = from("10.0.0.5", "GET", "tools.oak.example", "/I/7K3QP2J");
    let to = (StatusCode::FOUND, "http://192.168.1.20/I/7K3QP2J".to_owned());
    assert_eq!(led(&kiosk, label).await, to);
    for path in ["/kiosk", "/", "/C/0123456789ABC", "/kiosk/events", "/healthz"] {
        let (status, said) = led(&kiosk, from("10.0.0.5", "GET", "evil.example", path)).await;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{path}");
        assert!(!said.contains("Oak Street"), "{path} says nothing of the node");
    }
    let posted = from("10.0.0.5", "POST", "evil.example", "/I/7K3QP2J");
    assert_eq!(led(&kiosk, posted).await.0, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn on_its_own_wifi_a_device_is_welcomed_once_and_then_hears_what_it_expects() {
    let kiosk = kiosk(|options| options.captive = true);
    let ask = |who: &str| from(who, "GET", "connectivitycheck.gstatic.com", "/generate_204");
    let welcome = "http://192.168.1.20/kiosk/welcome";
    assert_eq!(led(&kiosk, ask("10.42.0.7")).await, (StatusCode::FOUND, welcome.to_owned()));
    let (_, page) = led(&kiosk, from("10.42.0.7", "GET", "192.168.1.20", "/kiosk/welcome")).await;
    assert!(page.contains("Welcome to Oak Street Commons"), "{page}");
    led(&kiosk, from("10.42.0.7", "POST", "192.168.1.20", "/kiosk/welcome")).await;
    assert_eq!(led(&kiosk, ask("10.42.0.7")).await.0, StatusCode::NO_CONTENT);
    let apple = from("10.42.0.7", "GET", "captive.apple.com", "/hotspot-detect.html");
    assert!(led(&kiosk, apple).await.1.contains("Success"));
    let (_, page) = led(&kiosk, from("10.42.0.7", "GET", "192.168.1.20", "/kiosk/welcome")).await;
    assert!(page.contains("http://192.168.1.20"), "the address to open: {page}");
    assert_eq!(led(&kiosk, ask("10.42.0.8")).await.0, StatusCode::FOUND, "another device");
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_mins(61);
    assert_eq!(led(&kiosk, ask("10.42.0.7")).await.0, StatusCode::FOUND, "an hour later");
}

#[tokio::test]
async fn without_its_own_wifi_nobody_is_welcomed() {
    let kiosk = kiosk(|_| {});
    let ask = from("10.0.0.7", "GET", "captive.apple.com", "/hotspot-detect.html");
    assert_eq!(led(&kiosk, ask).await.0, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn the_codes_for_phones_say_the_wifi_and_the_address() {
    let alone = kiosk(|options| options.address = None);
    let page = alone.browser().get("/kiosk/phone").await;
    assert!(page.contains("this computer alone"), "{page}");
    let wifi = crate::Wifi { name: "Oak guests".into(), password: Some("bring-it-back".into()) };
    let kiosk = kiosk(|options| options.wifi = Some(wifi));
    let page = kiosk.browser().get("/kiosk/phone").await;
    assert!(page.contains("Oak guests") && page.contains("bring-it-back"), "{page}");
    assert!(page.contains("http://192.168.1.20") && page.matches("class=\"qr\"").count() == 2);
}
