//! Files and folders that only the user of the program reads: stores, keys, letters.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Makes a folder and those above it that are missing. One that is there already stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    builder().recursive(true).create(folder)
}

/// The same for a folder that must not be there yet.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when it is; when it cannot be made.
pub fn make_new_folder(folder: &Path) -> io::Result<()> {
    if let Some(above) = folder.parent() {
        make_folder(above)?;
    }
    builder().create(folder)
}

/// Writes a file so that after a power cut either it or the earlier one is there, whole.
///
/// # Errors
/// When it cannot be written; the earlier one is there then.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = path.file_name().unwrap_or_default().to_owned();
    partial.push(".part");
    let partial = path.with_file_name(partial);
    let mut file = open_new(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    sync_above(path)
}

/// Makes an empty file where none is there yet. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn make_file(path: &Path) -> io::Result<()> {
    match options().open(path) {
        Err(refusal) if refusal.kind() != io::ErrorKind::AlreadyExists => Err(refusal),
        _ => Ok(()),
    }
}

/// Brings the entries of the folder that holds a file onto the disk.
///
/// # Errors
/// When it cannot be opened.
pub fn sync_above(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|own| !own.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// An empty file; whatever stood there before, and whoever might read that, is gone.
///
/// # Errors
/// When it cannot be made.
pub fn open_new(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(refusal) if refusal.kind() != io::ErrorKind::NotFound => return Err(refusal),
        _ => {}
    }
    options().open(path)
}

/// A file that is not there yet.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
