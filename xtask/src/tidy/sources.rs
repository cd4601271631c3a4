//! What the Rust sources must keep to.

use std::ops::Range;

use super::report::Finding;
use super::repository::Repository;
use super::rust_text::{Kind, pieces, words};

/// A file that one reads in a sitting.
const MAX_LINES: usize = 400;
/// Words that promise work instead of doing it; cut in two, so that this file does not hold them.
const UNFINISHED_WORDS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
/// Macros that stand where work should.
const UNFINISHED_MACROS: [&str; 2] = ["todo", "unimplemented"];
/// Functions that a module file may have: they only string together what its files bring.
const WIRING: [&str; 2] = ["routes", "sweeps"];
/// Words by which wiring becomes logic.
const BRANCHES: [&str; 5] = ["if", "match", "for", "while", "loop"];

/// Source files of more than 400 lines.
pub fn too_long(repository: &Repository) -> Vec<Finding> {
    let lengths = repository.rust_sources("").map(|(path, text)| (path, text.lines().count()));
    let long = lengths.filter(|(_, lines)| *lines > MAX_LINES);
    long.map(|(path, lines)| Finding::new(path, lines, format!("{lines} lines, {MAX_LINES} allowed: split it")))
        .collect()
}

/// Functions with a body in `mod.rs` and `lib.rs`: those say what there is, the files beside them do it.
pub fn logic_in_module_files(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repository.rust_sources("") {
        if matches!(file_name(path), "mod.rs" | "lib.rs") {
            for function in functions(&without_tests(text)) {
                if function.body.is_some_and(|body| !is_wiring(function.name, body)) {
                    let message = format!("fn {} has a body: move it to a file with a name", function.name);
                    findings.push(Finding::new(path, function.line, message));
                }
            }
        }
    }
    findings
}

/// SQL outside the stores, the platform and the database crate.
pub fn statements_outside_stores(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repository.rust_sources("crates/").filter(|(path, _)| !may_hold_sql(path)) {
        let visible = text.find("#[cfg(test)]\nmod ").map_or(text, |tests| &text[..tests]);
        let literals = pieces(visible).into_iter().filter(|piece| piece.kind == Kind::Literal);
        for literal in literals.filter(|piece| is_statement(piece.text)) {
            findings.push(Finding::new(path, literal.line, "SQL stands only in store.rs and in the platform"));
        }
    }
    findings
}

/// Notes that something is still to be done, and macros that stand for it.
pub fn unfinished(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repository.rust_sources("") {
        for piece in pieces(text).into_iter().filter(|piece| piece.kind != Kind::Literal) {
            for (offset, line) in piece.text.lines().enumerate() {
                let note = words(line).find(|word| UNFINISHED_WORDS.contains(word));
                let stub = UNFINISHED_MACROS.iter().find(|name| {
                    piece.kind == Kind::Code
                        && line.contains(&format!("{name}!"))
                        && words(line).any(|word| word == **name)
                });
                if let Some(word) = note.or(stub.copied()) {
                    findings.push(Finding::new(
                        path,
                        piece.line + offset,
                        format!("{word}: finish it or leave it out"),
                    ));
                }
            }
        }
    }
    findings
}

/// A function in a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function<'a> {
    /// Its name.
    pub name: &'a str,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What stands between its braces; none if it is only declared.
    pub body: Option<&'a str>,
    /// The bytes of the file between its braces; empty if it is only declared.
    pub body_range: Range<usize>,
}

/// The functions of a source file, given as [`blanked`] gives it. Those within a body are found too.
pub fn functions(code: &str) -> Vec<Function<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find("fn ").map(|offset| from + offset) {
        from = at + "fn ".len();
        let stands_alone = !code[..at].ends_with(|character: char| character.is_alphanumeric() || character == '_');
        let Some(name) = words(&code[from..]).next().filter(|name| code[from..].trim_start().starts_with(name)) else {
            continue;
        };
        if stands_alone {
            let line = code[..at].matches('\n').count() + 1;
            let range = body_after(&code[from..]).map(|range| from + range.start..from + range.end);
            let body = range.clone().map(|range| &code[range]);
            found.push(Function { name, line, body, body_range: range.unwrap_or_default() });
        }
    }
    found
}

/// A source file with its comments and literals replaced by blanks, byte for byte and line for line.
pub fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    let blank =
        |skipped: &str| -> String { skipped.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect() };
    for piece in pieces(text).into_iter().filter(|piece| piece.kind == Kind::Code) {
        code.push_str(&blank(&text[at..piece.start]));
        code.push_str(piece.text);
        at = piece.start + piece.text.len();
    }
    code.push_str(&blank(&text[at..]));
    code
}

/// The code of a source file, without the tests at its end.
fn without_tests(text: &str) -> String {
    let mut code = blanked(text);
    if let Some(tests) = code.find("#[cfg(test)]\nmod tests {") {
        code.truncate(tests);
    }
    code
}

/// Where the body is of the function whose name stands at the beginning of `code`.
fn body_after(code: &str) -> Option<Range<usize>> {
    let mut depth = 0_i32;
    for (at, character) in code.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 => return None,
            '{' if depth == 0 => return Some(at + 1..at + 1 + block_length(&code[at + 1..])),
            _ => {}
        }
    }
    None
}

fn block_length(code: &str) -> usize {
    let mut depth = 1_i32;
    for (at, character) in code.char_indices() {
        depth += match character {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

fn is_wiring(name: &str, body: &str) -> bool {
    WIRING.contains(&name) && !words(body).any(|word| BRANCHES.contains(&word))
}

fn may_hold_sql(path: &str) -> bool {
    let folders = ["crates/server/src/platform/", "crates/db/"];
    let is_test = path.contains("/tests/") || matches!(file_name(path), "tests.rs");
    file_name(path) == "store.rs" || path.contains("/store/") || is_test || folders.iter().any(|f| path.starts_with(f))
}

fn is_statement(literal: &str) -> bool {
    let mut words_seen = literal.split_whitespace().skip_while(|word| *word != "UPDATE").skip(2);
    let is_update = words_seen.next() == Some("SET");
    is_update || ["SELECT ", "SELECT\n", "INSERT INTO", "DELETE FROM"].iter().any(|start| literal.contains(start))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Check = fn(&Repository) -> Vec<Finding>;

    fn lines_found(check: Check, path: &str, text: &str) -> Vec<usize> {
        check(&Repository::made_up(&[(path, text)])).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn four_hundred_lines_are_allowed_and_one_more_is_not() {
        assert!(lines_found(too_long, "crates/a/src/a.rs", &"\n".repeat(400)).is_empty());
        assert_eq!(lines_found(too_long, "crates/a/src/a.rs", &"\n".repeat(401)), [401]);
    }

    #[test]
    fn a_module_file_names_and_does_not_do() {
        let text = "//! fn in words { }\npub mod a;\npub const F: fn(u8) -> u8 = a::f;\ntrait T { fn t(&self); }\n";
        assert!(lines_found(logic_in_module_files, "crates/a/src/lib.rs", text).is_empty());
        let text = "pub mod a;\npub fn f(x: [u8; 2]) -> u8 { x[0] }\n";
        assert_eq!(lines_found(logic_in_module_files, "crates/a/src/a/mod.rs", text), [2]);
        assert!(lines_found(logic_in_module_files, "crates/a/src/a/other.rs", text).is_empty());
    }

    #[test]
    fn routes_may_be_strung_together_in_a_module_file_but_not_chosen() {
        let strung = "pub fn routes() -> Router { Router::new().merge(api::routes()) }";
        let chosen = "pub fn routes() -> Router { if a { b() } else { c() } }";
        assert!(lines_found(logic_in_module_files, "crates/a/src/a/mod.rs", strung).is_empty());
        assert_eq!(lines_found(logic_in_module_files, "crates/a/src/a/mod.rs", chosen), [1]);
    }

    #[test]
    fn statements_stand_in_stores_only() {
        let text = "const A: &str = \"SELECT id FROM party\";\nconst B: &str = \"UPDATE party\n SET id = $1\";\n";
        assert_eq!(lines_found(statements_outside_stores, "crates/server/src/party/acts.rs", text), [1, 2]);
        for allowed in ["crates/server/src/party/store.rs", "crates/server/src/platform/act.rs", "crates/db/src/tx.rs"]
        {
            assert!(lines_found(statements_outside_stores, allowed, text).is_empty(), "{allowed}");
        }
        let harmless = "// SELECT id FROM party\nconst A: &str = \"UPDATE the roster, then SET it\";";
        assert!(lines_found(statements_outside_stores, "crates/server/src/party/acts.rs", harmless).is_empty());
    }

    #[test]
    fn unfinished_work_is_found_in_words_and_in_code() {
        let note = format!("fn f() {{}}\n// {}: later\n", UNFINISHED_WORDS[0]);
        assert_eq!(lines_found(unfinished, "crates/a/src/a.rs", &note), [2]);
        assert_eq!(lines_found(unfinished, "crates/a/src/a.rs", "fn f() {\n  todo!()\n}"), [2]);
        assert!(lines_found(unfinished, "crates/a/src/a.rs", "const A: &str = \"todo!\"; // a todo list").is_empty());
    }

    #[test]
    fn a_body_is_what_stands_between_the_braces() {
        let code = "fn a(x: &str) -> [u8; 2] { if x { y } }\nfn b();\nlet soft_fn = 1;";
        let found = functions(code);
        assert_eq!(found.iter().map(|f| (f.name, f.line)).collect::<Vec<_>>(), [("a", 1), ("b", 2)]);
        assert_eq!(found[0].body, Some(" if x { y } "));
        assert_eq!(found[1].body, None);
    }

    #[test]
    fn blanking_keeps_every_byte_in_its_place() {
        let text = "let a = \"审管\"; // 说明\nlet b = 1;\n";
        let code = blanked(text);
        assert_eq!(code.len(), text.len());
        assert_eq!(code.find("let b"), text.find("let b"));
        assert!(!code.contains('审'));
    }
}
