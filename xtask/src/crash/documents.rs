//! The documents of what was issued: made after the answer by the program itself, and so by whichever start of it comes to it. In the
//! end each has exactly one: one entry of the ledger, one file on record, the bytes that both name.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest, Sha256};
use shenguan_db::Tx;

use super::error::Result;
use super::finding::{Finding, FindingKind};
use super::records::reading;

/// The program looks every second for what has no document, and makes some in that time.
const WAIT_MAX: Duration = Duration::from_secs(20);
/// How often it is asked whether any is left.
const POLL: Duration = Duration::from_millis(100);

/// What stands in the database about documents.
#[derive(Default)]
struct Documents {
    /// Ids of what was issued, with its number for words.
    issued: HashMap<String, String>,
    /// What the entries of the ledger say: of which letter, which file, which hash.
    entered: Vec<Entered>,
    /// The hashes of the files on record, by id.
    files: HashMap<String, String>,
}

struct Entered {
    letter: String,
    file: String,
    sha256: String,
}

/// How much was issued that has no document yet.
pub(super) fn owed(url: &str) -> Result<u64> {
    let count: i64 =
        reading(url, |tx| tx.query_one("SELECT COUNT(*) FROM correspondence WHERE awaits_document", &[])?.get(0))?;
    Ok(count.unsigned_abs())
}

/// Waits until nothing is owed, or for as long as the program may take.
pub(super) fn wait(url: &str) -> Result<()> {
    let since = Instant::now();
    while owed(url)? > 0 && since.elapsed() < WAIT_MAX {
        thread::sleep(POLL);
    }
    Ok(())
}

/// How many documents there are, and what is wrong about them.
pub(super) fn compare(url: &str, attachments: &Path) -> Result<(u64, Vec<Finding>)> {
    let documents = reading(url, read)?;
    let findings = documents.compare(&|sha256| hash_of(attachments, sha256));
    Ok((documents.entered.len() as u64, findings))
}

fn read(tx: &mut Tx<'_>) -> shenguan_db::Result<Documents> {
    let mut documents = Documents::default();
    for row in &tx.query("SELECT id, number FROM correspondence WHERE issued_at IS NOT NULL", &[])? {
        documents.issued.insert(row.get(0)?, row.get(1)?);
    }
    for row in &tx.query("SELECT id, sha256 FROM attachment", &[])? {
        documents.files.insert(row.get(0)?, row.get(1)?);
    }
    let sql = "SELECT subject_id, bytes FROM ledger_entry WHERE subject_kind = 'correspondence'";
    for row in &tx.query(sql, &[])? {
        let entry: Value = serde_json::from_slice(row.get(1)?).unwrap_or_default();
        if entry["act"] == "documented" {
            let text = |field: &str| entry["event"]["document"][field].as_str().unwrap_or_default().to_owned();
            documents.entered.push(Entered { letter: row.get(0)?, file: text("file"), sha256: text("sha256") });
        }
    }
    Ok(documents)
}

impl Documents {
    /// `bytes` gives the hash of the bytes that lie under a hash.
    fn compare(&self, bytes: &dyn Fn(&str) -> Option<String>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut found = |kind, words: String| findings.push(Finding::new(kind, words));
        let mut by_letter: HashMap<&str, Vec<&Entered>> = HashMap::new();
        for entered in &self.entered {
            by_letter.entry(entered.letter.as_str()).or_default().push(entered);
        }
        for (id, number) in &self.issued {
            match by_letter.get(id.as_str()).map(Vec::as_slice) {
                None => found(FindingKind::Lost, format!("{number}: has no document in the ledger")),
                Some([one]) if self.files.get(&one.file) != Some(&one.sha256) => {
                    found(FindingKind::Lost, format!("{number}: its document is not on record under its hash"));
                }
                Some([one]) if bytes(&one.sha256).as_ref() != Some(&one.sha256) => {
                    found(FindingKind::Lost, format!("{number}: the bytes of its document are gone"));
                }
                Some([_]) => {}
                Some(many) => {
                    found(FindingKind::Doubled, format!("{number}: has {} documents in the ledger", many.len()));
                }
            }
        }
        let of_letters: Vec<&str> = self.entered.iter().map(|entered| entered.file.as_str()).collect();
        // Nobody uploads anything here.
        for file in self.files.keys().filter(|file| !of_letters.contains(&file.as_str())) {
            found(FindingKind::Doubled, format!("file {file}: is on record, and the document of nothing"));
        }
        findings
    }
}

/// The hash of the bytes that lie in the folder under a hash.
fn hash_of(attachments: &Path, sha256: &str) -> Option<String> {
    let (folder, name) = sha256.split_at_checked(2)?;
    let bytes = fs::read(attachments.join("sha256").join(folder).join(name)).ok()?;
    Some(Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // A string takes everything.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(letter: &str, file: &str, sha256: &str) -> Entered {
        Entered { letter: letter.to_owned(), file: file.to_owned(), sha256: sha256.to_owned() }
    }

    fn documents(entered: Vec<Entered>, files: &[(&str, &str)]) -> Documents {
        let issued = HashMap::from([("a".to_owned(), "GH-2026-000001".to_owned())]);
        let files = files.iter().map(|(id, sha256)| ((*id).to_owned(), (*sha256).to_owned())).collect();
        Documents { issued, entered, files }
    }

    fn kinds(documents: &Documents, bytes: &str) -> Vec<FindingKind> {
        documents.compare(&|_| Some(bytes.to_owned())).iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn a_letter_with_one_document_is_no_finding() {
        assert_eq!(kinds(&documents(vec![entered("a", "f", "00")], &[("f", "00")]), "00"), []);
    }

    #[test]
    fn each_broken_word_about_a_document_is_found() {
        use FindingKind::{Doubled, Lost};
        let one = || entered("a", "f", "00");
        assert_eq!(kinds(&documents(Vec::new(), &[]), "00"), [Lost]);
        assert_eq!(kinds(&documents(vec![one()], &[]), "00"), [Lost]);
        assert_eq!(kinds(&documents(vec![one()], &[("f", "11")]), "00"), [Lost]);
        assert_eq!(kinds(&documents(vec![one()], &[("f", "00")]), "11"), [Lost]);
        assert_eq!(
            kinds(&documents(vec![one(), entered("a", "g", "00")], &[("f", "00"), ("g", "00")]), "00"),
            [Doubled]
        );
        assert_eq!(kinds(&documents(vec![one()], &[("f", "00"), ("g", "00")]), "00"), [Doubled]);
        assert_eq!(documents(vec![one()], &[("f", "00")]).compare(&|_| None).len(), 1);
    }
}
