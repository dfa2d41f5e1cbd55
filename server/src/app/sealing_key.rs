//! The key that seals what is secret in the database: second factors, signing keys, letters. It lies in a file of its
//! own, so that a copy of the database alone shows none of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::secret::{Random, Sealing, Secret};

/// The length of a key, in octets.
const KEY_OCTETS: usize = 32;

/// Why there is no sealing key.
#[derive(Debug, thiserror::Error)]
pub enum SealingKeyError {
    /// It is not there, cannot be read, or cannot be made.
    #[error("cannot {act} the sealing key {}", path.display())]
    File {
        /// What failed.
        act: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is something else.
    #[error("the sealing key {} must be exactly 32 octets", path.display())]
    Length {
        /// The file.
        path: PathBuf,
    },
    /// Everybody on this machine can read it.
    #[error("the sealing key {} can be read by everybody on this machine: chmod 600", path.display())]
    Open {
        /// The file.
        path: PathBuf,
    },
}

/// Makes the key if it is missing and its place is ours: a file that the settings name is the operator's to make, because
/// several servers share it.
pub fn prepare(settings: &Settings) -> Result<PathBuf, SealingKeyError> {
    let path = settings.sealing_key_file();
    if settings.secrets.sealing_key_file.is_none() && !path.exists() {
        make(&path).map_err(|source| SealingKeyError::File { act: "make", path: path.clone(), source })?;
    }
    Ok(path)
}

/// Makes the key if it is missing, and reads it.
pub fn load(settings: &Settings) -> Result<Sealing, SealingKeyError> {
    read(&prepare(settings)?).map(|key| Sealing::new(Secret::new(key)))
}

/// Checks the key and says where it is. Changes nothing.
pub fn check(settings: &Settings) -> Result<String, SealingKeyError> {
    let path = settings.sealing_key_file();
    if settings.secrets.sealing_key_file.is_none() && !path.exists() {
        return Ok("none yet; `masthead serve` or `masthead init` makes one".to_owned());
    }
    read(&path).map(|_key| path.display().to_string())
}

fn read(path: &Path) -> Result<[u8; KEY_OCTETS], SealingKeyError> {
    let unreadable = |source| SealingKeyError::File { act: "read", path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    #[cfg(unix)]
    {
        const EVERYBODY: u32 = 0o007;
        let mode = std::os::unix::fs::MetadataExt::mode(&file.metadata().map_err(unreadable)?);
        if mode & EVERYBODY != 0 {
            return Err(SealingKeyError::Open { path: path.to_owned() });
        }
    }
    let mut octets = Vec::with_capacity(KEY_OCTETS);
    let one_more = u64::try_from(KEY_OCTETS).unwrap_or(u64::MAX).saturating_add(1);
    file.take(one_more).read_to_end(&mut octets).map_err(unreadable)?;
    octets.try_into().map_err(|_| SealingKeyError::Length { path: path.to_owned() })
}

/// Writes beside, makes sure it is on the disk, and links it into place, which never replaces a key that another process
/// made meanwhile: what was sealed by that one must stay open.
fn make(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut beside = path.to_owned().into_os_string();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let made = write(&beside).and_then(|()| match fs::hard_link(&beside, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    let removed = fs::remove_file(&beside);
    made.and(removed)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn write(beside: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // From birth on: a key must not be open to others even for a moment.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(beside)?;
    file.write_all(&Random::system().octets::<KEY_OCTETS>())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(data: &Path) -> Settings {
        Settings { data: data.to_owned(), ..Settings::default() }
    }

    #[test]
    fn a_key_is_made_once_and_opens_what_it_sealed_ever_after() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        assert!(check(&settings).unwrap().starts_with("none yet"));
        let sealed = load(&settings).unwrap().seal("test", b"plain");
        assert_eq!(load(&settings).unwrap().open("test", &sealed).unwrap().expose(), b"plain");
        assert!(check(&settings).unwrap().ends_with("keys/sealing.key"));
        let left: Vec<_> = fs::read_dir(folder.path().join("keys")).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owners_alone_and_one_that_everybody_reads_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let path = prepare(&settings).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(load(&settings), Err(SealingKeyError::Open { .. })));
        assert!(matches!(check(&settings), Err(SealingKeyError::Open { .. })));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(load(&settings).is_ok());
    }

    #[test]
    fn a_key_that_the_settings_name_is_never_made_for_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        let path = folder.path().join("shared.key");
        settings.secrets.sealing_key_file = Some(path.clone());
        assert!(matches!(load(&settings), Err(SealingKeyError::File { act: "read", .. })));
        assert!(!path.exists());
        for wrong in [31, 33] {
            fs::write(&path, vec![7; wrong]).unwrap();
            #[cfg(unix)]
            fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            assert!(matches!(load(&settings), Err(SealingKeyError::Length { .. })), "{wrong}");
        }
    }

    #[test]
    fn a_key_that_was_made_meanwhile_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("sealing.key");
        make(&path).unwrap();
        let first = read(&path).unwrap();
        make(&path).unwrap();
        assert!(first == read(&path).unwrap());
    }
}
