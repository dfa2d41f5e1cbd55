//! Files that are there whole, the old or the new, whenever the power fails.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Who may read a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Readers {
    Owner,
    Anyone,
}

impl Readers {
    #[cfg(unix)]
    const fn mode(self) -> u32 {
        match self {
            Self::Owner => 0o600,
            Self::Anyone => 0o644,
        }
    }
}

/// Writes beside, makes sure it is on the disk, and renames.
pub(super) fn write(path: &Path, octets: &[u8], readers: Readers) -> io::Result<()> {
    let mut beside = path.to_owned().into_os_string();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    // What a power cut left behind; perhaps with other readers.
    if let Err(error) = fs::remove_file(&beside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // From birth on: a key must not be open to others even for a moment.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, readers.mode());
    #[cfg(not(unix))]
    let _ = readers;
    let mut file = options.open(&beside)?;
    file.write_all(octets)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    // The rename itself is on the disk once the folder is. Windows opens no folders.
    #[cfg(unix)]
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    #[cfg(not(unix))]
    let _ = File::open(path);
    Ok(())
}
