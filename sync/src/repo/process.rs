//! Settings of libgit2 that are the whole process's.

use std::sync::Once;

static ONCE: Once = Once::new();
/// A remote that does not answer for so long is given up until the next time, in milliseconds.
const CONNECT: i32 = 15_000;
const ANSWER: i32 = 120_000;

/// Makes libgit2 flush objects, packs and refs to the disk, as `core.fsync=all` makes git, and give up
/// on servers that hang. Its own setting for the first, `core.fsyncObjectFiles`, makes git warn.
#[expect(unsafe_code, reason = "libgit2 has these settings once for the process")]
pub(super) fn set_up() {
    ONCE.call_once(|| {
        // Naming an object sets libgit2 up.
        drop(git2::Oid::hash_object(git2::ObjectType::Blob, &[]));
        // SAFETY: called once, with the argument types that git_libgit2_opts(3) has for each option,
        // before any repository is opened.
        unsafe {
            let on: std::ffi::c_int = 1;
            libgit2_sys::git_libgit2_opts(
                libgit2_sys::GIT_OPT_ENABLE_FSYNC_GITDIR.cast_signed(),
                on,
            );
            drop(git2::opts::set_server_connect_timeout_in_milliseconds(CONNECT));
            drop(git2::opts::set_server_timeout_in_milliseconds(ANSWER));
        }
    });
}
