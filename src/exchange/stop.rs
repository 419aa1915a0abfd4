//! How a command on files ends: 0 done, 1 the work could not be done, 2 the arguments or the input are wrong.

use std::{
    fmt::Display,
    fs::File,
    io::{Read, Write},
    path::Path,
};

/// The largest file the command line reads.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// Why a command ends without an answer.
#[derive(Debug)]
pub enum Stop {
    /// The arguments or the input are wrong: one line each.
    Wrong(Vec<String>),
    /// The work could not be done.
    Failed(String),
}

impl Stop {
    /// This file is wrong.
    pub(super) fn wrong(path: &Path, trouble: impl Display) -> Self {
        Self::Wrong(vec![format!("{}: {trouble}", path.display())])
    }

    /// The work could not be done.
    pub(super) fn failed(what: &str, why: impl Display) -> Self {
        Self::Failed(format!("{what}: {why}"))
    }

    /// Says it, and gives the exit status.
    pub fn say(self, err: &mut dyn Write) -> u8 {
        let (status, lines) = match self {
            Stop::Failed(line) => (1, vec![line]),
            Stop::Wrong(lines) => (2, lines),
        };
        for line in lines {
            // One line, whatever stood in the file. Where standard error is gone too, the status still says it.
            let _ = writeln!(err, "{}", line.replace(char::is_control, " "));
        }
        status
    }
}

/// Writes an answer whole.
pub(super) fn answer(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Stop> {
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.map_err(|e| Stop::failed("the answer could not be written", e))
}

/// Opens a file that somebody named.
pub(super) fn open(path: &Path) -> Result<impl Read + use<>, Stop> {
    let file = File::open(path).map_err(|e| Stop::wrong(path, format!("{e}: expected a file that can be read")))?;
    let about = file.metadata().map_err(|e| Stop::failed(&path.display().to_string(), e))?;
    if about.is_dir() || about.len() > MOST_BYTES {
        return Err(Stop::wrong(path, "expected a file of at most 256 MiB"));
    }
    Ok(std::io::BufReader::new(file.take(MOST_BYTES)))
}
