//! What can be wrong with the embedded data files of the demo city.

/// A line of an embedded data file that cannot be read; held impossible by the tests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("demo data {file}, line {line}: {what}")]
pub(crate) struct DemoDataError {
    /// The file below `data/`.
    pub file: &'static str,
    /// Counted from 1.
    pub line: usize,
    /// What does not fit.
    pub what: &'static str,
}

/// The rows of an embedded tab-separated file: comments and blank lines left out, each with exactly `N` columns.
pub(super) fn rows<const N: usize>(
    file: &'static str,
    text: &'static str,
) -> Result<Vec<(usize, [&'static str; N])>, DemoDataError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let row = |(index, line): (usize, &'static str)| {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let columns = <[&'static str; N]>::try_from(columns);
        columns.map(|columns| (index + 1, columns)).map_err(|_| DemoDataError {
            file,
            line: index + 1,
            what: "number of columns",
        })
    };
    lines.map(row).collect()
}
