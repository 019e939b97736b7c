#![no_main]

use std::cell::RefCell;

use kiosk::any_request::{House, ask};

thread_local! {
    static HOUSE: RefCell<House> = RefCell::new(House::new());
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(wrong) = HOUSE.with_borrow_mut(|house| ask(house, bytes)) {
        panic!("{wrong}");
    }
});
