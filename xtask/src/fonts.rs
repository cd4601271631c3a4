//! The open fonts that official documents are tested in, in one folder. They are under licences of their own and have 90 MB, so they
//! stand neither in the repository nor in the program.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages::{self, PackageError};
use crate::process::Interrupt;

/// Fandol (仿宋、黑体、楷体、宋体; GPL with the font exception). Its Debian package has all of Chinese TeX beside it, so only these
/// files are taken out of it and nothing is installed.
const FANDOL: [&str; 5] = [
    "FandolFang-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolSong-Bold.otf",
    "FandolSong-Regular.otf",
];
const FANDOL_PACKAGE: &str = "texlive-lang-chinese";
const FANDOL_FOLDER: &str = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";
/// Who has the characters that Fandol lacks; installed by [`packages::DOCUMENTS`].
const INSTALLED: [&str; 2] = [packages::WENKAI_FONT, packages::SERIF_FONT];

/// Makes the folder if it is not there, in the user's cache. Fonts are laid down once for all clones.
///
/// # Errors
/// [`PackageError::ByHand`] where there is no apt-get.
pub fn ensure(interrupt: &Interrupt) -> Result<PathBuf, PackageError> {
    let folder = cache_folder().join("shenguan-fonts");
    lay_down(&folder, interrupt)?;
    Ok(folder)
}

fn lay_down(folder: &Path, interrupt: &Interrupt) -> Result<(), PackageError> {
    let failed =
        |source| PackageError::NotStarted { what: format!("laying fonts down in {}", folder.display()), source };
    fs::create_dir_all(folder).map_err(failed)?;
    if FANDOL.iter().any(|name| !folder.join(name).is_file()) {
        fetch_fandol(folder, interrupt)?;
    }
    for font in INSTALLED {
        let link = folder.join(Path::new(font).file_name().unwrap_or_default());
        if !link.exists() {
            symlink(font, &link).map_err(failed)?;
        }
    }
    Ok(())
}

/// Takes the files out of the package, without installing it.
fn fetch_fandol(folder: &Path, interrupt: &Interrupt) -> Result<(), PackageError> {
    if packages::find_program("apt-get").is_none() || packages::find_program("dpkg-deb").is_none() {
        return Err(PackageError::ByHand(format!("the Fandol fonts (CTAN: fandol), into {}", folder.display())));
    }
    eprintln!("xtask: apt-get download {FANDOL_PACKAGE} (49 MB, once)");
    let failed = |source| PackageError::NotStarted { what: format!("taking fonts out of {FANDOL_PACKAGE}"), source };
    let scratch = tempfile::tempdir().map_err(failed)?;
    let mut download = Command::new("apt-get");
    download.args(["download", "-q", FANDOL_PACKAGE]).current_dir(scratch.path()).stdout(io::stderr());
    packages::run_installer(&mut download, "apt-get download", interrupt)?;
    let package = find_package(scratch.path()).map_err(failed)?;
    let mut unpack = Command::new("dpkg-deb");
    unpack.arg("-x").arg(package).arg(scratch.path());
    packages::run_installer(&mut unpack, "dpkg-deb", interrupt)?;
    for name in FANDOL {
        // Under another name first: whoever sees the file may read it.
        let (file, whole) = (scratch.path().join(FANDOL_FOLDER).join(name), folder.join(name));
        let part = whole.with_extension("part");
        fs::copy(file, &part).and_then(|_| fs::rename(&part, &whole)).map_err(failed)?;
    }
    Ok(())
}

fn find_package(folder: &Path) -> io::Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            return Ok(path);
        }
    }
    Err(io::Error::other("apt-get downloaded nothing"))
}

fn cache_folder() -> PathBuf {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home).unwrap_or_else(env::temp_dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_down_is_not_fetched_again() {
        let folder = tempfile::tempdir().unwrap();
        for name in FANDOL {
            fs::write(folder.path().join(name), "a font").unwrap();
        }
        for font in INSTALLED {
            fs::write(folder.path().join(Path::new(font).file_name().unwrap()), "a font").unwrap();
        }
        lay_down(folder.path(), &Interrupt::default()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(FANDOL[0])).unwrap(), "a font");
    }
}
