//! Memory that is free goes back to the system.
//!
//! The C library keeps what it was given, for the next one who asks: after a search index or a site has been
//! made, a kiosk would hold for weeks twice what it uses.

/// Gives back what is free. All allocations wait meanwhile (some ten milliseconds), so this is called after
/// long work and not at the desk.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the C library has no other name for it")]
pub(crate) fn give_back() {
    // SAFETY: malloc_trim(3) takes any number, is safe in threads, and moves nothing that is in use.
    unsafe { libc::malloc_trim(0) };
}

/// Other libraries give back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn give_back() {}
