//! Booking at the kiosk: by days, by the hour, one very unit, with people, and what is offered when a
//! time is taken.

use catalog::record::{BookingUnit, OpeningHours, TitleKind, WeekDay};

use super::*;

/// A house that is open on weekdays, with a room by the hour and a guest room by nights.
fn house() -> Kiosk {
    Kiosk::with(|documents| {
        let week = [WeekDay::Mon, WeekDay::Tue, WeekDay::Wed, WeekDay::Thu, WeekDay::Fri];
        let (from, to) = (jiff::civil::time(10, 0, 0, 0), jiff::civil::time(18, 0, 0, 0));
        let hours = week.map(|day| OpeningHours { day, from, to });
        documents.node.opening_hours = hours.into();
        for (name, words, unit, code_of, policy) in [
            (
                "hall",
                "The hall",
                BookingUnit::Hour,
                20,
                ReservationPolicy {
                    unit: Some(BookingUnit::Hour),
                    length_max_hours: 6,
                    buffer_before_minutes: 30,
                    buffer_after_minutes: 30,
                    visitors_max: Some(40),
                    ..ReservationPolicy::default()
                },
            ),
            (
                "guest-room",
                "Guest room",
                BookingUnit::Night,
                21,
                ReservationPolicy {
                    unit: Some(BookingUnit::Night),
                    starts_at: Some(jiff::civil::time(15, 0, 0, 0)),
                    ends_at: Some(jiff::civil::time(11, 0, 0, 0)),
                    requires_approval: true,
                    hours_per_month: Some(24 * 4),
                    ..ReservationPolicy::default()
                },
            ),
        ] {
            assert_eq!(policy.counted_in(), unit);
            let mut room = title(name, words, &[code(code_of)]);
            room.kind = TitleKind::Space;
            room.reservation_policy = Some(name.parse().unwrap());
            documents.node.reservation_policies.insert(name.parse().unwrap(), policy);
            documents.titles.insert(room.slug.clone(), room);
        }
    })
}

/// The address behind a link whose words begin so.
fn link(page: &str, words: &str) -> String {
    let end = page.find(words).unwrap_or_else(|| panic!("no `{words}`: {page}"));
    let before = &page[..end];
    let start = before.rfind("href=\"").expect("a link before it") + 6;
    let address = page[start..].split('"').next().unwrap();
    address.replace("&amp;", "&").split('#').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_thing_is_booked_by_two_taps_on_days_and_one_on_the_button() {
    let kiosk = house();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.get("/kiosk/book/tent").await;
    assert!(
        page.contains("May 2026") && page.contains("Tap the day on which you fetch it"),
        "{page}"
    );
    let page = browser.get(&link(&page, "aria-label=\"Thu 14 May")).await;
    assert!(page.contains("From Thu 14 May. Now tap the day"), "{page}");
    let page = browser.get(&link(&page, "aria-label=\"Mon 18 May")).await;
    assert!(page.contains("Thu 14 May, 10:00 – Mon 18 May, 18:00"), "{page}");
    let fields = ["from", "to"].map(|name| (name, field(&page, name)));
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = browser.post("/kiosk/book/tent", &fields).await;
    assert!(page.contains("Booked.") && page.contains("Thu 14 May, 10:00"), "{page}");
    let page =
        browser.post("/kiosk/booking/cancel", &[("booking", &field(&page, "booking"))]).await;
    assert!(page.contains("taken back"), "{page}");
}

#[tokio::test]
async fn a_room_is_booked_by_the_hour_with_time_around_it_and_people_in_it() {
    let kiosk = house();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.get("/kiosk/book/hall?from=2026-05-14").await;
    assert!(page.contains("From when?"), "{page}");
    let page = browser.get(&link(&page, ">14:00<")).await;
    assert!(page.contains("From 14:00 until when?"), "{page}");
    let page = browser.get(&link(&page, ">16:00<")).await;
    assert!(
        page.contains("Thu 14 May, 14:00 – 16:00") && page.contains("There is room for 40"),
        "{page}"
    );
    let wish = [("from", "2026-05-14"), ("from_time", "14:00"), ("to_time", "16:00")];
    let page = browser.post("/kiosk/book/hall", &[&wish[..], &[("visitors", "41")]].concat()).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    assert!(page.contains("There is room for 40 people"), "{page}");
    let page = browser.post("/kiosk/book/hall", &[&wish[..], &[("visitors", "12")]].concat()).await;
    assert!(page.contains("Booked.") && page.contains("12 people"), "{page}");
    // An hour after the end of it, with half an hour of clearing away and half an hour of making ready.
    let free = "/kiosk/book/hall?from=2026-05-14&from_time=17:00&to_time=18:00";
    assert!(!browser.get(free).await.contains("Nearest free times"));
    let page = browser.get("/kiosk/book/hall?from=2026-05-14&from_time=16:30&to_time=17:30").await;
    assert!(page.contains("All are taken then") && page.contains("Nearest free times"), "{page}");
    assert!(page.contains("Thu 14 May, 17:00 – 18:00"), "half an hour later: {page}");
    assert!(page.contains("Fri 15 May, 16:30 – 17:30"), "the next day: {page}");
}

#[tokio::test]
async fn a_guest_room_is_booked_by_nights_asked_of_a_steward_and_capped_by_the_month() {
    let kiosk = house();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let wish = [("from", "2026-05-15"), ("to", "2026-05-17")];
    let page = browser.post("/kiosk/book/guest-room", &wish).await;
    assert!(page.contains("A steward will answer"), "{page}");
    assert!(page.contains("Fri 15 May, 15:00 – Sun 17 May, 11:00"), "{page}");
    let wish = [("from", "2026-05-20"), ("to", "2026-05-24")];
    let page = browser.post("/kiosk/book/guest-room", &wish).await;
    assert!(page.contains("Everybody may book 96 hours of this in a month"), "{page}");
    let mut desk = kiosk.browser();
    let page = desk.steward(&mira, "2468").await;
    assert!(page.contains("Bookings to answer: 1"), "{page}");
    let booking = field(&page, "booking");
    desk.post("/kiosk/steward/booking", &[("booking", &booking), ("answer", "yes")]).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Guest room") && !page.contains("A steward will answer"), "{page}");
}

#[tokio::test]
async fn somebody_without_a_card_chooses_first_and_goes_on_after_it() {
    let kiosk = house();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/book/tent?from=2026-05-14&to=2026-05-15").await;
    assert!(page.contains("Scan your card to book"), "{page}");
    let page = browser.card(&sam).await;
    assert!(page.contains("Thu 14 May, 10:00") && page.contains("Book it"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let page = browser.get("/kiosk/book/tent?from=2026-05-14&to=2026-05-15").await;
    let fields = [("from", field(&page, "from")), ("to", field(&page, "to"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    browser.post("/kiosk/book/tent", &fields).await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN);
    let page = browser.card(&sam).await;
    assert!(page.contains("Thu 14 May, 10:00") && page.contains("Book it"), "{page}");
}

#[tokio::test]
async fn one_very_unit_is_booked_and_picked_up_until_the_end_of_the_booking() {
    let kiosk = house();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let unit = code(4).parse::<Code>().unwrap().compact();
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let wish = [("from", "2026-05-13"), ("to", "2026-05-14"), ("unit", unit.as_str())];
    browser.post("/kiosk/book/tent", &wish).await;
    browser.card(&kim).await;
    let page = browser.post("/kiosk/book/tent", &wish).await;
    assert!(page.contains("All are taken then"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    // A steward sets it aside, and it is handed over on the day.
    let page = browser.steward(&mira, "2468").await;
    assert!(!page.contains("Bookings today"), "{page}");
    let page = browser.get("/kiosk/steward/bookings").await;
    assert!(page.contains("Bookings to come: 1") && page.contains("Sam"), "{page}");
    let fields = [("booking", field(&page, "booking")), ("unit", field(&page, "unit"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = browser
        .post("/kiosk/steward/booking", &[&fields[..], &[("answer", "pack")]].concat())
        .await;
    assert!(page.contains("hold shelf"), "{page}");
    assert_eq!(kiosk.status(&code(4)), Status::OnHoldShelf);
    kiosk.later(20);
    browser.card(&sam).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("waits for you on the hold shelf"), "{page}");
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("is yours, back by Thu 14 May"), "{page}");
    assert!(browser.get("/kiosk/me").await.contains("Tent for four"));
}

#[tokio::test]
async fn what_was_not_fetched_is_given_free_and_who_used_a_room_is_not_asked() {
    let kiosk = house();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.post("/kiosk/book/tent", &[("from", "2026-05-13"), ("to", "2026-05-18")]).await;
    let wish =
        [("from", "2026-05-13"), ("from_time", "10:00"), ("to_time", "12:00"), ("visitors", "3")];
    browser.post("/kiosk/book/hall", &wish).await;
    browser.post("/kiosk/done", &[]).await;
    kiosk.later(44);
    let page = browser.steward(&mira, "2468").await;
    assert!(page.contains("Should have been fetched") && !page.contains("The hall"), "{page}");
    let booking = field(&page, "booking");
    browser.post("/kiosk/steward/booking", &[("booking", &booking), ("answer", "noshow")]).await;
    let page = browser.get("/kiosk/steward/bookings").await;
    assert!(page.contains("Nothing is booked"), "{page}");
}

#[tokio::test]
async fn the_calendar_file_says_what_and_when_and_never_who() {
    let kiosk = house();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.post("/kiosk/book/tent", &[("from", "2026-05-14"), ("to", "2026-05-15")]).await;
    browser.post("/kiosk/done", &[]).await;
    for path in ["/kiosk/booked.ics", "/kiosk/book/tent/booked.ics"] {
        let file = browser.get(path).await;
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n"), "{file}");
        assert!(file.contains("DTSTART:20260514T080000Z\r\nDTEND:20260515T160000Z\r\n"), "{file}");
        assert!(file.contains("SUMMARY:Booked: Tent for four\r\n"), "{file}");
        assert!(!file.contains("Sam") && !file.contains(&sam.number.to_string()), "{file}");
    }
}

#[tokio::test]
async fn strange_choices_in_the_address_are_choices_not_made() {
    let kiosk = house();
    let mut browser = kiosk.browser();
    for query in [
        "from=yesterday&to=%00",
        "month=9999-12-31&from=0001-01-01&to=9999-12-31",
        "from=2026-05-14&to=2026-05-13&qty=99999999999",
        "from=2026-05-14&from_time=25:99&to_time=&unit=NOPE",
        "from=2026-05-14&from_time=10:00&to_time=10:00&visitors=-1",
    ] {
        for slug in ["tent", "hall", "guest-room", "cordless-drill"] {
            browser.get(&format!("/kiosk/book/{slug}?{query}")).await;
            assert_eq!(browser.last, StatusCode::OK, "{slug}?{query}");
        }
    }
    browser.get("/kiosk/book/nothing-of-it").await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
}
