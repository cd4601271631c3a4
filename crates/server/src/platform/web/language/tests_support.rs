//! The sources as the tests read them.

use std::path::{Path, PathBuf};

/// A source file.
pub(in crate::platform::web) struct Source {
    /// For messages.
    pub(in crate::platform::web) path: String,
    /// All of it.
    pub(in crate::platform::web) text: String,
}

/// The files of this crate with these endings: `src` and `templates`.
pub(in crate::platform::web) fn sources(endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "templates"] {
        collect(&root.join(folder), endings, &mut found);
    }
    assert!(!found.is_empty());
    found
}

pub(in crate::platform::web) fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
            && !path.ends_with("tests.rs")
            && !path.ends_with("tests_support.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push(Source { path: path.display().to_string(), text });
        }
    }
}
