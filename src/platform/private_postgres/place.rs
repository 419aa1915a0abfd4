//! Where a private Postgres lives: its data, its socket, its log, and whose they are.

use super::{
    START_LOCK, open_lock,
    programs::{User, command_as},
};
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, Permissions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Stdio,
};

/// The longest run folder: the socket's name and a closing zero must fit into 108 bytes with it.
const LONGEST_RUN_FOLDER: usize = 90;
/// Where root keeps data that cannot lie where it was asked for.
const FALLBACK: &str = "/var/lib/buurten";

/// The folders of one private Postgres.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Holds the others, our locks and the log.
    pub folder: PathBuf,
    pub data: PathBuf,
    /// Holds the socket.
    pub run: PathBuf,
    /// Whom Postgres runs as; ourselves: `None`.
    pub user: Option<User>,
}

impl Place {
    /// Settles where, makes the folders, and says on standard error when it is not where it was asked for.
    pub(super) fn settle(asked: &Path) -> Result<Self> {
        let here = make(asked)?;
        // Somebody who settles here at the same time must not find a folder that is not given away yet.
        let lock = open_lock(&here, START_LOCK)?;
        lock.lock().context("cannot lock the data folder")?;
        if rustix::process::geteuid().is_root() { Self::of_root(&here) } else { Self::of_user(&here) }
    }

    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("postgres.log")
    }

    /// The version that made the data; `None` when there is none yet.
    pub(super) fn made_by(&self) -> Option<u32> {
        fs::read_to_string(self.data.join("PG_VERSION")).ok()?.trim().parse().ok()
    }

    fn of_root(here: &Path) -> Result<Self> {
        // Data that somebody made as an ordinary user stays theirs.
        let owner = fs::metadata(here.join("data")).ok().filter(|data| data.uid() != 0);
        let user = match &owner {
            Some(data) => User { uid: data.uid(), gid: data.gid() },
            None => User::for_postgres()?,
        };
        if fits(&here.join("run")) && prepared_for(here, user)? {
            return Ok(Self::at(here.to_path_buf(), Some(user)));
        }
        ensure!(
            owner.is_none(),
            "{} holds data, but its owner cannot reach it any more; open the folders above it",
            here.join("data").display()
        );
        let there = Path::new(FALLBACK).join(hash(here));
        for folder in [Path::new(FALLBACK), &there] {
            make(folder)?;
            // Whatever our umask: this is for another user to pass through.
            fs::set_permissions(folder, Permissions::from_mode(0o755))?;
        }
        let user = match fs::metadata(there.join("data")) {
            Ok(data) => User { uid: data.uid(), gid: data.gid() },
            Err(_) => User::for_postgres()?,
        };
        ensure!(
            prepared_for(&there, user)?,
            "Postgres can use neither {} nor {}; set BUURTEN_DATA to a folder that user {} can reach",
            here.display(),
            there.display(),
            user.uid
        );
        eprintln!(
            "The database lies in {}: the user it runs as cannot reach {}, or that path is too long.",
            there.display(),
            here.display()
        );
        Ok(Self::at(there, Some(user)))
    }

    fn of_user(here: &Path) -> Result<Self> {
        let mut place = Self::at(here.to_path_buf(), None);
        let me = rustix::process::geteuid().as_raw();
        if let Ok(data) = fs::metadata(&place.data) {
            ensure!(
                data.uid() == me,
                "{} belongs to another user ({}); set BUURTEN_DATA to a folder of your own",
                place.data.display(),
                data.uid()
            );
        }
        if !fits(&place.run) {
            let short = std::env::var_os("XDG_RUNTIME_DIR")
                .map(|dir| PathBuf::from(dir).join(format!("buurten-{}", hash(here))))
                .filter(|run| fits(run) && private_folder(run, None).is_ok())
                .unwrap_or_else(|| PathBuf::from(format!("/tmp/buurten-{me}-{}", hash(here))));
            eprintln!("The database's socket lies in {}: the data folder's path is too long.", short.display());
            place.run = short;
        }
        private_folder(&place.run, None)?;
        Ok(place)
    }

    fn at(folder: PathBuf, user: Option<User>) -> Self {
        Self { data: folder.join("data"), run: folder.join("run"), folder, user }
    }
}

fn make(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    folder.canonicalize().with_context(|| format!("cannot enter the folder {}", folder.display()))
}

fn fits(run: &Path) -> bool {
    run.as_os_str().len() <= LONGEST_RUN_FOLDER
}

/// The same short name for the same folder, always.
fn hash(folder: &Path) -> String {
    let sum = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    data_encoding::HEXLOWER.encode(&sum[..6])
}

/// Makes the run folder for `user` and tries as them to write there: only that minds every folder above,
/// mounts and access lists.
fn prepared_for(folder: &Path, user: User) -> Result<bool> {
    let run = folder.join("run");
    if private_folder(&run, Some(user)).is_err() {
        let _ = fs::remove_dir(&run); // a file system without owners: leave nothing behind
        return Ok(false);
    }
    let tried = command_as(Some(user), &[], Path::new("test"))
        .arg("-w")
        .arg(&run)
        .stderr(Stdio::null())
        .status()
        .context("cannot run setpriv (of util-linux)")?;
    if !tried.success() {
        let _ = fs::remove_dir(&run); // not when a socket is in it
    }
    Ok(tried.success())
}

/// Makes a folder that nobody but `owner` (ourselves: `None`) can enter. One that is there must be theirs:
/// in `/tmp` somebody else may have been quicker.
pub(super) fn private_folder(folder: &Path, owner: Option<User>) -> Result<()> {
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {
            if let Some(User { uid, gid }) = owner {
                chown(folder, Some(uid), Some(gid))
                    .with_context(|| format!("cannot give {} to user {uid}", folder.display()))?;
            }
            return Ok(());
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => {
            return Err(error).with_context(|| format!("cannot make the folder {}", folder.display()));
        }
    }
    let found = fs::symlink_metadata(folder)?;
    let wanted = owner.map_or_else(|| rustix::process::geteuid().as_raw(), |user| user.uid);
    if !found.is_dir() || found.uid() != wanted {
        bail!("{} is there and not a folder of user {wanted}", folder.display());
    }
    fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    Ok(())
}
