#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sync::any_bytes::manifest(bytes));
