//! Where Postgres' programs are, and as whom they run.

use anyhow::{Context, Result, bail, ensure};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What to type when the programs are missing, on Debian and its relatives.
pub const INSTALL: &str = "sudo apt-get install --no-install-recommends postgresql";
/// The oldest version our SQL runs on.
const OLDEST: u32 = 14;

/// The server's programs.
#[derive(Debug)]
pub(super) struct Programs {
    bin: PathBuf,
    /// The number before the dot.
    pub version: u32,
}

impl Programs {
    /// Finds them: `$BUURTEN_PG_BIN` alone when it is set; else the newest of Debian's, else `$PATH`. A
    /// cluster that exists (`made_by`) is served only by the version that made it.
    pub(super) fn find(made_by: Option<u32>) -> Result<Self> {
        if let Some(bin) = std::env::var_os("BUURTEN_PG_BIN").map(PathBuf::from) {
            ensure!(complete(&bin), "BUURTEN_PG_BIN: no initdb and postgres in {}", bin.display());
            return Self::at(bin)?.suited(made_by);
        }
        let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
            .filter(|(version, bin)| complete(bin) && made_by.is_none_or(|made_by| made_by == *version))
            .collect();
        found.sort();
        if let Some((version, bin)) = found.pop() {
            return Self { bin, version }.suited(made_by);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        if let Some(bin) = std::env::split_paths(&path).find(|bin| complete(bin)) {
            // Links are followed, for Postgres looks for its share folder beside its programs.
            let initdb = bin.join("initdb").canonicalize().context("initdb in PATH")?;
            return Self::at(initdb.parent().unwrap_or(&bin).to_path_buf())?.suited(made_by);
        }
        match made_by {
            Some(version) => bail!(
                "the data was made by Postgres {version}, whose programs are missing; \
                 try: {INSTALL}-{version}"
            ),
            None => bail!("Postgres' programs (initdb, postgres) are missing; try: {INSTALL}"),
        }
    }

    /// The path of one of them.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    fn at(bin: PathBuf) -> Result<Self> {
        let postgres = bin.join("postgres");
        let said = Command::new(&postgres).arg("--version").output();
        let said = said.with_context(|| format!("cannot run {}", postgres.display()))?;
        let said = String::from_utf8_lossy(&said.stdout);
        // postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1), or 18beta1
        let version = said.split_whitespace().nth(2).unwrap_or_default();
        let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
        let version = digits.parse().with_context(|| format!("{} says no version", postgres.display()))?;
        Ok(Self { bin, version })
    }

    fn suited(self, made_by: Option<u32>) -> Result<Self> {
        let Self { bin, version } = &self;
        ensure!(*version >= OLDEST, "Postgres {version} in {} is too old; at least {OLDEST} is needed", bin.display());
        if let Some(made_by) = made_by {
            ensure!(
                made_by == *version,
                "the data was made by Postgres {made_by}, but {} holds version {version}",
                bin.display()
            );
        }
        Ok(self)
    }
}

fn complete(bin: &Path) -> bool {
    bin.join("initdb").exists() && bin.join("postgres").exists()
}

/// Somebody as the operating system knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct User {
    pub uid: u32,
    pub gid: u32,
}

impl User {
    /// Whom root becomes for Postgres, which refuses root itself.
    pub(super) fn for_postgres() -> Result<Self> {
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| Self::named(name))
            .context("neither user postgres nor nobody exists, and Postgres does not run as root")
    }

    fn named(name: &str) -> Option<Self> {
        let everybody = std::fs::read_to_string("/etc/passwd").ok()?;
        let line = everybody.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some(Self { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
    }
}

/// A command that runs as `user` (as ourselves: `None`), not in a folder that they may not enter.
pub(super) fn command_as(user: Option<User>, setpriv: &[&str], program: &Path) -> Command {
    let mut command = Command::new("setpriv"); // of util-linux, which Debian always has
    if let Some(User { uid, gid }) = user {
        command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).arg("--clear-groups");
    }
    command.args(setpriv).arg("--").arg(program).current_dir("/");
    command
}
