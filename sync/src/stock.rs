//! The machine's own git program, where there is one.

use std::process::Command;

/// What would lead git to another repository than the one that is named.
const FORGET: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_CONFIG_PARAMETERS",
    "GIT_EXTERNAL_DIFF",
];

/// Sees to it that git looks at the repository that it is named and at no other.
pub(crate) fn alone(command: &mut Command) {
    for name in FORGET {
        command.env_remove(name);
    }
}

/// Sees to it that git fetches nothing on the way. A repository may say that what it lacks is found
/// elsewhere, and name the program that brings it.
pub(crate) fn at_home(command: &mut Command) {
    alone(command);
    // The second is for versions of git that do not know the first.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
}
