//! What the documents say must be true of the sources.

use std::collections::BTreeSet;

use super::report::Finding;
use super::repository::Repository;
use super::rust_text::{Kind, pieces, words};
use super::sources::{blanked, functions};

/// Documents that other checks and every newcomer rely on.
const REQUIRED: [&str; 3] = ["ARCHITECTURE.md", POLICY, API];
/// Clause, module, test: what the policy asks and who holds it.
const POLICY: &str = "docs/policy.md";
/// What a client sees, refusal codes among it.
const API: &str = "docs/api.md";
/// Documents at the root whose paths are checked, beside those in `docs/`.
const WITH_PATHS: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];
/// How a path of the repository begins.
const PATH_STARTS: [&str; 5] = ["crates/", "docs/", "xtask/", "samples/", ".ci"];
/// Marks of a pattern, which names no single file.
const PATTERN_MARKS: [char; 7] = ['*', '<', '{', '…', '$', ' ', '?'];
/// Where refusals and errors are.
const WITH_CODES: [&str; 3] = ["crates/rules/", "crates/server/", "crates/documents/"];

/// Required documents that are not there.
pub fn missing(repository: &Repository) -> Vec<Finding> {
    let absent = REQUIRED.iter().filter(|path| repository.text(path).is_none());
    absent.map(|path| Finding::new(path, 0, "the house has this document: write it")).collect()
}

/// Paths in backticks that name nothing.
pub fn paths_that_do_not_exist(repository: &Repository) -> Vec<Finding> {
    let at_root = WITH_PATHS.iter().filter_map(|path| repository.text(path).map(|text| (*path, text)));
    let mut findings = Vec::new();
    for (path, text) in at_root.chain(repository.documents_in("docs/")) {
        for (line, quoted) in quotations(text) {
            if let Some(named) = as_path(quoted).filter(|named| !repository.exists(named)) {
                findings.push(Finding::new(path, line, format!("`{named}` does not exist")));
            }
        }
    }
    findings
}

/// Rows of the policy's table whose last column names no test, or one that does not exist.
///
/// A table is checked if its last heading speaks of tests; a row that no test can hold says so with a dash and the reason.
pub fn clauses_without_test(repository: &Repository) -> Vec<Finding> {
    let Some(policy) = repository.text(POLICY) else { return Vec::new() };
    let sources: Vec<String> = repository.rust_sources("").map(|(_, text)| blanked(text)).collect();
    let existing: BTreeSet<&str> =
        sources.iter().flat_map(|code| functions(code)).map(|function| function.name).collect();
    let mut findings = Vec::new();
    for (line, cell) in last_cells(policy) {
        let named = names_of_tests(cell);
        if named.is_empty() && !has_reason(cell) {
            findings.push(Finding::new(POLICY, line, "no test holds this clause: name one, or a dash and the reason"));
        }
        for name in named.into_iter().filter(|name| !existing.contains(name)) {
            findings.push(Finding::new(POLICY, line, format!("the test {name} does not exist")));
        }
    }
    findings
}

/// Codes that a caller may meet and the interface's document does not list.
pub fn codes_not_listed(repository: &Repository) -> Vec<Finding> {
    let Some(api) = repository.text(API) else { return Vec::new() };
    let listed: BTreeSet<&str> = words(api).collect();
    let mut findings = Vec::new();
    for (path, text) in WITH_CODES.iter().flat_map(|folder| repository.rust_sources(folder)) {
        for (line, code) in codes(text).into_iter().filter(|(_, code)| !listed.contains(code)) {
            findings.push(Finding::new(path, line, format!("the code {code} is not in {API}")));
        }
    }
    findings
}

/// The codes that the functions named `code` of a source file return, with their lines.
fn codes(text: &str) -> Vec<(usize, &str)> {
    let code = blanked(text);
    let returning = functions(&code).into_iter().filter(|function| function.name == "code");
    let ranges: Vec<_> = returning.map(|function| function.body_range).collect();
    let literals = pieces(text).into_iter().filter(|piece| piece.kind == Kind::Literal && is_code(piece.text));
    let within = literals.filter(|literal| ranges.iter().any(|range| range.contains(&literal.start)));
    within.map(|literal| (literal.line, literal.text)).collect()
}

/// Whether a text is in the form of codes: `NOT_ADDRESSEE`.
fn is_code(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|character: char| character.is_ascii_uppercase())
        && text
            .chars()
            .all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_')
}

/// What stands in backticks outside of fenced blocks, with its line.
fn quotations(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        } else if !is_fenced {
            found.extend(line.split('`').skip(1).step_by(2).map(|quoted| (index + 1, quoted)));
        }
    }
    found
}

/// The path that a quotation names, without the line or the item within the file.
fn as_path(quoted: &str) -> Option<&str> {
    let looks_like_one = PATH_STARTS.iter().any(|start| quoted.starts_with(start));
    let path = quoted.split([':', '#']).next().unwrap_or(quoted);
    (looks_like_one && path.contains('/') && !path.contains(PATTERN_MARKS)).then_some(path)
}

/// The last cell of each row in tables about tests, with its line.
fn last_cells(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_about_tests = None;
    for (index, line) in text.lines().enumerate() {
        let row = line.trim().strip_prefix('|').and_then(|row| row.strip_suffix('|'));
        let Some(last) = row.and_then(|row| row.rsplit('|').next()).map(str::trim) else {
            is_about_tests = None;
            continue;
        };
        match is_about_tests {
            None => is_about_tests = Some(last.to_lowercase().contains("test") || last.contains("测试")),
            Some(true) if !last.trim_matches([':', '-']).is_empty() || last.is_empty() => found.push((index + 1, last)),
            Some(_) => {}
        }
    }
    found
}

/// The names of tests in a cell: in backticks or not, with or without their module.
fn names_of_tests(cell: &str) -> Vec<&str> {
    let tokens = cell.split(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | ':')));
    let last_segments = tokens.filter_map(|token| token.rsplit("::").next());
    last_segments.filter(|name| name.contains('_')).collect()
}

/// A dash, and words after it.
fn has_reason(cell: &str) -> bool {
    let reason = cell.strip_prefix(['–', '—', '-']).map(|rest| rest.trim_start_matches(['–', '—', '-', ' ']));
    reason.is_some_and(|reason| !reason.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(check: fn(&Repository) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
        check(&Repository::made_up(files)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_document_that_is_not_there_is_missed() {
        let found = messages(missing, &[("ARCHITECTURE.md", ""), (POLICY, "")]);
        assert_eq!(found, ["docs/api.md:0: the house has this document: write it"]);
    }

    #[test]
    fn a_path_in_a_document_names_a_file_or_a_folder() {
        let text = "`crates/a/src/a.rs`, `crates/a/`, `.ci/run:3`, `crates/*/src`, `cargo test`\n`docs/gone.md#there`\n\
                    ```\n`crates/in/a/fence`\n```\n`xtask/src/none.rs::f`\n";
        let files = [("ARCHITECTURE.md", text), ("crates/a/src/a.rs", ""), (".ci/run", "")];
        let expected = [
            "ARCHITECTURE.md:2: `docs/gone.md` does not exist",
            "ARCHITECTURE.md:6: `xtask/src/none.rs` does not exist",
        ];
        assert_eq!(messages(paths_that_do_not_exist, &files), expected);
    }

    #[test]
    fn every_clause_names_a_test_that_exists() {
        let policy = "| clause | test |\n|---|---|\n| 二(三)¶3 | `exchange::a_is_b`, `b_is_c` |\n| 二(二) | |\n\
                      | 一 | — a principle, no rule |\n| 四 | – |\n\n| clause | module |\n|---|---|\n| 二 | |\n";
        let files = [(POLICY, policy), ("crates/rules/src/a.rs", "// fn b_is_c() {}\n#[test]\nfn a_is_b() {}")];
        let expected = [
            "docs/policy.md:3: the test b_is_c does not exist",
            "docs/policy.md:4: no test holds this clause: name one, or a dash and the reason",
            "docs/policy.md:6: no test holds this clause: name one, or a dash and the reason",
        ];
        assert_eq!(messages(clauses_without_test, &files), expected);
    }

    #[test]
    fn every_code_is_listed_for_callers() {
        let source = "impl R {\n  fn code(&self) -> &'static str {\n    match self {\n      Self::A => \"NOT_ADDRESSEE\",\n\
                      \x20     Self::B => \"ALREADY\", // \"IN_A_COMMENT\"\n    }\n  }\n}\nconst C: &str = \"ELSEWHERE\";\n";
        let files = [("crates/rules/src/a.rs", source), (API, "| `NOT_ADDRESSEE` | ALREADY_DONE |")];
        assert_eq!(
            messages(codes_not_listed, &files),
            ["crates/rules/src/a.rs:5: the code ALREADY is not in docs/api.md"]
        );
    }
}
