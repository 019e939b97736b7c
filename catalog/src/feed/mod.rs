//! Feeds: what each device wrote, one line an event, a file a day.

/// The longest line that is read, in bytes. No event comes near it; what does is not ours.
pub const MAX_LINE: usize = 1 << 20;
