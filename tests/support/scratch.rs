//! Where tests keep what they throw away: in memory, where there is room for it. A database is a thousand small files, and
//! making and removing them took more time on a disk than all that is tested.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Memory that looks like a folder, on every Linux; containers give it little.
const MEMORY: &str = "/dev/shm";
/// What must be free there, in bytes. All tests together were seen to take a tenth of it.
const ROOM: u64 = 2 << 30;

/// A folder that others can pass through.
pub fn scratch() -> PathBuf {
    if is_roomy() { Path::new(MEMORY).to_owned() } else { env::temp_dir() }
}

/// Whether there is room in memory.
pub fn is_roomy() -> bool {
    rustix::fs::statvfs(MEMORY).map_or(0, |memory| memory.f_bavail * memory.f_frsize) >= ROOM
}
