//! Anything may arrive at any address: see [`crate::any_request`].
//!
//! `KIOSK_REQUESTS` says how many requests are made up (a few hundred otherwise).

use proptest::prelude::*;

use crate::any_request::{House, ask, ask_at};

thread_local! {
    static HOUSE: std::cell::RefCell<House> = std::cell::RefCell::new(House::new());
}

fn cases() -> u32 {
    std::env::var("KIOSK_REQUESTS").ok().and_then(|n| n.parse().ok()).unwrap_or(250)
}

/// Bytes that are the same in each run.
fn bytes(of: &str) -> [u8; 160] {
    let mut bytes = [0; 160];
    blake3::Hasher::new().update(of.as_bytes()).finalize_xof().fill(&mut bytes);
    bytes
}

#[test]
fn every_address_answers_strangers_members_and_stewards_in_words() {
    let mut house = House::new();
    assert!(house.addresses() > 170, "{}", house.addresses());
    let mut wrong = Vec::new();
    for address in 0..house.addresses() {
        for who in 0..house.people() {
            let mut request = bytes(&format!("{address} {who}"));
            request[0] = u8::try_from(who).unwrap();
            wrong.extend(ask_at(&mut house, address, &request).err());
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nothing_that_is_sent_breaks_the_kiosk(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let wrong = HOUSE.with_borrow_mut(|house| ask(house, &bytes));
        prop_assert!(wrong.is_ok(), "{}", wrong.unwrap_err());
    }
}
