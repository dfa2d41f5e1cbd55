//! The Unix socket as a file: made for its owner and group alone, replaced when a server that was killed left it
//! behind, and removed at the end. Nothing else at its path is ever touched.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener as StandardListener;
use std::path::{Path, PathBuf};

use socket2::{Domain, SockAddr, Socket, Type};
use tokio::net::{UnixListener, UnixStream};

/// Connections that may wait while the loop is busy.
const BACKLOG: i32 = 256;
/// Its owner, which is the server, and its group, which the Tor daemon is in. Who may connect may ask, so nobody else.
const MODE: u32 = 0o660;

/// A bound socket. From here on, Tor connects; it is served once [`super::serve`] runs. The file goes when this does.
#[derive(Debug)]
pub struct Listener {
    socket: UnixListener,
    file: OwnFile,
}

/// What is at the path of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Free,
    /// A socket of ours that nobody listens on: its server was killed.
    Stale,
    /// A socket of ours that somebody listens on.
    Live,
}

/// Why a path cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// Another server of the same user listens there.
    #[error("cannot listen on {}: another program already does", path.display())]
    Busy {
        /// The path.
        path: PathBuf,
    },
    /// There is a file that this program did not make.
    #[error("cannot listen on {}: there is a file that is no socket, which is left as it is", path.display())]
    NoSocket {
        /// The path.
        path: PathBuf,
    },
    /// There is another user's socket.
    #[error(
        "cannot listen on {}: the socket there belongs to another user (number {owner}), and is left as it is",
        path.display()
    )]
    AnothersSocket {
        /// The path.
        path: PathBuf,
        /// Whose.
        owner: u32,
    },
    /// The folder is not there.
    #[error(
        "cannot listen on {}: there is no folder {}; deploy/onion/README.md says how systemd makes it",
        path.display(),
        folder.display()
    )]
    NoFolder {
        /// The path.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// Anything else.
    #[error("cannot listen on {}", path.display())]
    Other {
        /// The path.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl Listener {
    /// Binds `path`, taking the place of a socket that a killed server left there.
    pub fn bind(path: &Path) -> Result<Self, SocketError> {
        let other = |source| SocketError::Other { path: path.to_owned(), source };
        match standing(path)? {
            Standing::Live => return Err(SocketError::Busy { path: path.to_owned() }),
            Standing::Stale => fs::remove_file(path).map_err(other)?,
            Standing::Free => {}
        }
        Self::open(path).map_err(other)
    }

    fn open(path: &Path) -> io::Result<Self> {
        let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
        socket.bind(&SockAddr::unix(path)?)?;
        let file = OwnFile::new(path)?;
        // Whatever the umask is. Nobody can have connected before: that takes `listen`.
        fs::set_permissions(path, Permissions::from_mode(MODE))?;
        socket.listen(BACKLOG)?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket: UnixListener::from_std(StandardListener::from(socket))?, file })
    }

    /// Where it listens.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The next connection. Its other end has no address.
    pub(super) async fn next(&self) -> io::Result<UnixStream> {
        self.socket.accept().await.map(|(stream, _nameless)| stream)
    }
}

/// What is at `path`, or why it can never be a socket of ours. Changes nothing.
pub fn standing(path: &Path) -> Result<Standing, SocketError> {
    let path = path.to_owned();
    let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
    if !folder.is_dir() {
        return Err(SocketError::NoFolder { path, folder });
    }
    // A link is not followed: it would lead to somebody else's file.
    let found = match fs::symlink_metadata(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Free),
        Err(source) => return Err(SocketError::Other { path, source }),
    };
    if !found.file_type().is_socket() {
        return Err(SocketError::NoSocket { path });
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        return Err(SocketError::AnothersSocket { path, owner: found.uid() });
    }
    match try_connecting(&path) {
        Ok(()) => Ok(Standing::Live),
        // Somebody listens and has more connections waiting than fit.
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(Standing::Live),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ok(Standing::Stale),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Standing::Free),
        Err(source) => Err(SocketError::Other { path, source }),
    }
}

/// Never waits: a server that hangs must not keep another from saying so.
fn try_connecting(path: &Path) -> io::Result<()> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    socket.connect(&SockAddr::unix(path)?)
}

/// The file that binding has made, told from any later one by its number: at the end it is removed, and no other.
#[derive(Debug)]
struct OwnFile {
    path: PathBuf,
    number: (u64, u64),
}

impl OwnFile {
    fn new(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), number: number(path)? })
    }
}

impl Drop for OwnFile {
    fn drop(&mut self) {
        if number(&self.path).is_ok_and(|number| number == self.number) {
            // What stays is replaced by the next start.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn number(path: &Path) -> io::Result<(u64, u64)> {
    let found = fs::symlink_metadata(path)?;
    Ok((found.dev(), found.ino()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onion.sock");
        (folder, path)
    }

    #[tokio::test]
    async fn only_owner_and_group_may_connect_and_the_file_goes_with_the_listener() {
        let (_folder, path) = folder();
        let listener = Listener::bind(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o660);
        assert_eq!(standing(&path).unwrap(), Standing::Live);
        drop(listener);
        assert_eq!(standing(&path).unwrap(), Standing::Free);
    }

    #[tokio::test]
    async fn a_socket_that_a_killed_server_left_is_replaced_and_one_in_use_is_not() {
        let (_folder, path) = folder();
        // The standard library leaves the file behind, as a killed process does.
        drop(StandardListener::bind(&path).unwrap());
        assert_eq!(standing(&path).unwrap(), Standing::Stale);
        let _listener = Listener::bind(&path).unwrap();
        assert!(matches!(Listener::bind(&path), Err(SocketError::Busy { .. })));
    }

    #[tokio::test]
    async fn what_is_no_socket_is_refused_and_left_alone() {
        let (folder, path) = folder();
        fs::write(&path, "a letter").unwrap();
        assert!(matches!(Listener::bind(&path), Err(SocketError::NoSocket { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("elsewhere", &link).unwrap();
        assert!(matches!(Listener::bind(&link), Err(SocketError::NoSocket { .. })));
        let nowhere = folder.path().join("missing/onion.sock");
        assert!(matches!(Listener::bind(&nowhere), Err(SocketError::NoFolder { .. })));
    }

    #[tokio::test]
    async fn a_file_that_took_the_sockets_place_is_not_removed() {
        let (_folder, path) = folder();
        let listener = Listener::bind(&path).unwrap();
        // Kept, so that its number is not given to the next file.
        fs::rename(&path, path.with_extension("old")).unwrap();
        fs::write(&path, "a letter").unwrap();
        drop(listener);
        assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
    }
}
