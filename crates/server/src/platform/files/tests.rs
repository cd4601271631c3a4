//! Files on a real disk, their rows and readers on both databases.

use super::*;
use crate::party::acts::{DepartmentRequest, found_department};
use crate::platform::app::App;
use crate::platform::clock::Clock;
use crate::platform::error::Error;
use crate::platform::identity::Scope;
use crate::platform::migrations::MIGRATIONS;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use sha2::Digest;
use shenguan_db::testing::TestDatabase;
use shenguan_rules::exchange::MediaType;
use shenguan_rules::party::{AttachmentId, DepartmentCode, Side, StepId};
use shenguan_rules::subject::Actor;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PDF: &[u8] = b"%PDF-1.7\n%\xe6\xb5\x8b\xe8\xaf\x95\n%%EOF\n";

fn body(pieces: &[&[u8]]) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Send + use<> {
    let pieces: Vec<io::Result<Bytes>> = pieces.iter().map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(every_file(&path)) } else { found.push(path) }
    }
    found
}

fn refused(outcome: crate::platform::error::Result<StoredFile>) -> String {
    match outcome {
        Err(Error::Invalid(fields)) => fields[0].code.to_string(),
        other => format!("{other:?}"),
    }
}

async fn all_of(download: Download) -> io::Result<Vec<u8>> {
    download
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
}

#[tokio::test]
async fn a_file_lies_once_under_its_hash_and_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(&folder.path().join("attachments"), ATTACHMENT_BYTES_MAX);
    let long = [PDF, &vec![b'x'; 3 * 1024 * 1024 + 17]].concat();
    let pieces: Vec<&[u8]> = long.chunks(50_000).collect();
    let first = files.store(body(&pieces), "验收.pdf", Some("application/pdf")).await.unwrap();
    let again = files.store(body(&[&long]), "../other.PDF", None).await.unwrap();
    assert_eq!((first.sha256.as_str(), first.size), (again.sha256.as_str(), again.size));
    assert_eq!((again.name.as_str(), again.media_type), ("other.PDF", MediaType::Pdf));
    let (start, rest) = first.sha256.split_at(2);
    let place = folder.path().join("attachments/sha256").join(start).join(rest);
    assert_eq!(every_file(folder.path()), [place]);
    assert_eq!(all_of(files.read(&first.sha256, first.size).await.unwrap()).await.unwrap(), long);
    assert_eq!(first.sha256, hex::encode(sha2::Sha256::digest(&long)));
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path(), 64);
    let fits = [PDF, &vec![b'x'; 64 - PDF.len()]].concat();
    assert!(files.store(body(&[&fits]), "a.pdf", None).await.is_ok());
    let kept = every_file(folder.path());
    assert_eq!(refused(files.store(body(&[&fits, b"x"]), "a.pdf", None).await), "ATTACHMENT_TOO_LARGE");
    assert_eq!(refused(files.store(body(&[]), "a.pdf", None).await), "ATTACHMENT_EMPTY");
    assert_eq!(refused(files.store(body(&[b"<script>"]), "a.pdf", None).await), "ATTACHMENT_TYPE_MISMATCH");
    assert_eq!(refused(files.store(body(&[PDF]), "a.exe", None).await), "ATTACHMENT_TYPE");
    assert_eq!(refused(files.store(body(&[PDF]), "..", None).await), "ATTACHMENT_NAME");
    let cut = body(&[PDF]).chain(stream::iter([Err(io::Error::other("gone"))]));
    assert_eq!(refused(files.store(cut, "a.pdf", None).await), "ATTACHMENT_BROKEN_OFF");
    // What a broken upload wrote is removed on another thread.
    for _ in 0..500 {
        if every_file(folder.path()) == kept {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("left behind: {:?}", every_file(folder.path()));
}

#[tokio::test]
async fn an_absent_file_is_named_and_a_damaged_one_is_never_given_whole() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path(), ATTACHMENT_BYTES_MAX);
    let stored = files.store(body(&[PDF]), "a.pdf", None).await.unwrap();
    let place = every_file(folder.path()).remove(0);
    let mut bytes = PDF.to_vec();
    bytes[9] ^= 1;
    std::fs::write(&place, &bytes).unwrap();
    let error = all_of(files.read(&stored.sha256, stored.size).await.unwrap()).await.unwrap_err();
    assert!(error.to_string().contains(&stored.sha256), "{error}");
    std::fs::write(&place, b"short").unwrap();
    assert!(files.read(&stored.sha256, stored.size).await.is_err());
    std::fs::remove_file(&place).unwrap();
    let error = files.read(&stored.sha256, stored.size).await.err().unwrap();
    assert!(error.to_string().contains(&format!("sha256:{} is missing", stored.sha256)), "{error}");
    assert!(files.read("../../etc/passwd", 1).await.is_err());
    // The same bytes once more mend it.
    files.store(body(&[PDF]), "b.pdf", None).await.unwrap();
    assert_eq!(all_of(files.read(&stored.sha256, stored.size).await.unwrap()).await.unwrap(), PDF);
}

fn department(code: &str) -> DepartmentCode {
    DepartmentCode::parse(code).unwrap()
}

fn system(code: &str) -> Actor {
    Actor::System { department: department(code), side: Side::Regulation, key: "test".to_owned() }
}

fn start(database: &TestDatabase) -> App {
    database.migrate(MIGRATIONS).unwrap();
    let clock = Arc::new(Clock::manual("2026-03-02T09:00:00+08:00".parse().unwrap()));
    App::start(database, "210300", clock, Vec::new()).unwrap()
}

async fn found_city(app: &App) {
    app.act(Actor::Setup, |act| {
        for (code, side) in [("SPJ", Side::Approval), ("ZJJ", Side::Regulation), ("HBJ", Side::Regulation)] {
            let request = DepartmentRequest {
                code: department(code),
                side,
                name: format!("测试{code}"),
                name_en: None,
                short_name: code.to_owned(),
                founded_on: "2018-01-01".parse().unwrap(),
                sections: Vec::new(),
            };
            found_department(act, "210300", &request)?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

async fn seen(app: &App, scope: Scope, id: &str) -> Option<AttachmentInfo> {
    let id = id.to_owned();
    match app.read(move |read| find(read.tx(), &scope, &id)).await {
        Ok(info) => Some(info),
        Err(Error::NotFound) => None,
        Err(error) => panic!("{error}"),
    }
}

async fn readers_grow_with_the_transmittals_that_carry_a_file(app: App) {
    found_city(&app).await;
    let file =
        StoredFile {
            name: "测试企业.pdf".to_owned(), sha256: "ab".repeat(32), size: 12, media_type: MediaType::Pdf
        };
    let info = app.act(system("SPJ"), move |act| record(act, &file)).await.unwrap();
    let id = info.id.clone();
    assert_eq!(seen(&app, Scope::Department(department("SPJ")), &id).await, Some(info));
    assert_eq!(seen(&app, Scope::Department(department("ZJJ")), &id).await, None);
    assert_eq!(seen(&app, Scope::None, &id).await, None);
    assert!(seen(&app, Scope::City, &id).await.is_some());

    let shared = AttachmentId::parse(id.as_str()).unwrap();
    for number in ["t-1", "t-2"] {
        let shared = shared.clone();
        app.act(system("SPJ"), move |act| {
            let readers = [department("SPJ"), department("ZJJ")];
            share(act, &StepId::parse(number).unwrap(), std::slice::from_ref(&shared), &readers)
        })
        .await
        .unwrap();
    }
    assert_eq!(seen(&app, Scope::Department(department("ZJJ")), &id).await.unwrap().name, "测试企业.pdf");
    assert_eq!(seen(&app, Scope::Department(department("HBJ")), &id).await, None);
    let named = app.read(move |read| described(read.tx(), &[shared])).await.unwrap();
    assert_eq!((named.len(), named[0].media_type), (1, MediaType::Pdf));

    let entries = app
        .read(|read| {
            let rows = read.tx().query(
                "SELECT bytes FROM ledger_entry WHERE subject_kind = $1 ORDER BY sequence",
                &["attachment".into()],
            )?;
            let texts = rows.iter().map(|row| Ok(String::from_utf8_lossy(row.get(0)?).into_owned()));
            texts.collect::<crate::platform::error::Result<Vec<String>>>()
        })
        .await
        .unwrap();
    assert_eq!(entries.len(), 2, "the second share tells nobody new");
    assert!(entries[0].contains(&"ab".repeat(32)) && !entries[0].contains("测试企业"), "{}", entries[0]);
    assert!(entries[1].contains("t-1") && entries[1].contains("ZJJ"), "{}", entries[1]);
}

/// The database blocks, so it is opened and dropped outside of the async runtime.
fn on(database: &TestDatabase) {
    let app = start(database);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(readers_grow_with_the_transmittals_that_carry_a_file(app));
}

#[test]
fn readers_grow_on_sqlite() {
    on(&TestDatabase::sqlite());
}

#[test]
fn readers_grow_on_postgres() {
    on(&TestDatabase::postgres());
}
