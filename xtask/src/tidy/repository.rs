//! The files of the repository, as a value.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Folders that hold nothing of ours.
const NOT_OURS: [&str; 3] = [".git", "target", "node_modules"];
/// What is read as text; of other files only the name counts.
const TEXTS: [&str; 2] = ["rs", "md"];

/// Every file by its path from the root, with `/` between, and its text where a check reads it.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    files: BTreeMap<String, String>,
}

impl Repository {
    /// The repository that this program was built from.
    ///
    /// # Errors
    /// If a file cannot be read, or is no UTF-8 where it should be text.
    pub fn of_this_workspace() -> io::Result<Self> {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let mut repository = Self::default();
        repository.read_folder(root, "")?;
        Ok(repository)
    }

    /// A made-up repository, of paths and texts.
    pub fn made_up(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether a file or a folder of this name exists.
    pub fn exists(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.files.contains_key(path) || self.files.keys().any(|file| file.starts_with(&folder))
    }

    /// The Rust sources under a folder (`crates/`, or empty for all), with their texts.
    pub fn rust_sources<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let is_wanted = move |path: &str| path.starts_with(folder) && extension(path) == Some("rs");
        self.files.iter().filter(move |(path, _)| is_wanted(path)).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The Markdown files directly in a folder.
    pub fn documents_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().filter(move |(path, _)| {
            let name = path.strip_prefix(folder).filter(|name| !name.contains('/'));
            name.is_some_and(|name| extension(name) == Some("md"))
        });
        files.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
                self.read_folder(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() {
                let is_text = extension(&path).is_some_and(|extension| TEXTS.contains(&extension));
                let text = if is_text { fs::read_to_string(entry.path())? } else { String::new() };
                self.files.insert(path, text);
            }
        }
        Ok(())
    }
}

/// What stands after the last dot of a file's name.
pub fn extension(path: &str) -> Option<&str> {
    Path::new(path).extension().and_then(|extension| extension.to_str())
}
