//! The data folder: made on the first start, and readable by its owner alone.

use std::path::{Path, PathBuf};

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot {act} in the data folder {}", path.display())]
pub struct FolderError {
    act: &'static str,
    path: PathBuf,
    source: std::io::Error,
}

/// Makes the folder if it is missing, and tries whether it can be written.
pub fn prepare(path: &Path) -> Result<(), FolderError> {
    let failed = |act| move |source| FolderError { act, path: path.to_owned(), source };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(failed("make a place"))?;
    let trial = path.join(".writable");
    std::fs::write(&trial, b"").map_err(failed("write"))?;
    match std::fs::remove_file(&trial) {
        // Another command tried at the same moment.
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(failed("remove a file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_a_file_is_refused_by_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let refused = prepare(file.path()).unwrap_err().to_string();
        assert!(refused.contains(&file.path().display().to_string()), "{refused}");
    }
}
