//! Files: whoever may read a transmittal may read what goes with it, and nobody else.

use crate::city::{City, ONE, code, grant};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use shenguan_rules::exchange::MediaType;
use shenguan_server::exchange::acts;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::files::{StoredFile, find, record};
use shenguan_server::platform::identity::{Flag, NewKey, Scope, create_key};
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::{DESK, SECTIONS};
use std::io::Read as _;
use tower::ServiceExt;

async fn may_read(city: &City, department: &str, id: &str) -> bool {
    let (scope, id) = (Scope::Department(code(department)), id.to_owned());
    match city.app.read(move |read| find(read.tx(), &scope, &id)).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => panic!("{error}"),
    }
}

async fn a_file_goes_with_its_push(city: City) {
    let file = StoredFile {
        name: "现场照片（测试）.jpg".to_owned(),
        sha256: "0f".repeat(32),
        size: 20,
        media_type: MediaType::Jpeg,
    };
    let info = city.app.act(city.liaison("SPJ"), move |act| record(act, &file)).await.expect("it is recorded");
    let mut request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    request.attachments = vec![info.id.clone()];
    let (stolen, pushed) = (request.clone(), request);
    let refused = city.app.act(city.liaison("YJJ"), move |act| acts::push(act, &stolen)).await;
    assert!(refused.is_err(), "who may not read a file sends it to nobody");
    assert!(!may_read(&city, "YJJ", &info.id).await);
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &pushed)).await.expect("pushed");
    let seen = [may_read(&city, "SPJ", &info.id).await, may_read(&city, "YJJ", &info.id).await];
    assert_eq!(seen, [true, true]);
    assert!(!may_read(&city, "SCJ", &info.id).await);
    city.assert_verified().await;
}

#[tokio::test]
async fn a_file_goes_with_its_push_on_sqlite() {
    a_file_goes_with_its_push(City::on_sqlite("2026-09-30T15:10:00+08:00").await).await;
}

#[tokio::test]
async fn a_file_goes_with_its_push_on_postgres() {
    a_file_goes_with_its_push(City::on_postgres("2026-09-30T15:10:00+08:00").await).await;
}

/// The API of a city, with a folder for its files.
struct Api {
    router: Router,
    _folder: tempfile::TempDir,
}

impl Api {
    fn of(city: &City) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let settings =
            Settings { attachments: folder.path().join("files"), attachment_mib_max: 3, ..Settings::default() };
        let server = Server::new(city.app.clone(), settings, DESK).expect("a server is made");
        Self { router: router(server, SECTIONS), _folder: folder }
    }

    async fn call(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let answer = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = answer.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.expect("the body comes whole"))
    }

    async fn download(&self, key: &str, id: &str) -> (StatusCode, HeaderMap, Bytes) {
        let request = Request::builder().uri(format!("/api/v1/attachments/{id}")).header("authorization", key);
        self.call(request.body(Body::empty()).expect("a request")).await
    }

    async fn get(&self, key: &str, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        let request = Request::builder().uri(path).header("authorization", key);
        self.call(request.body(Body::empty()).expect("a request")).await
    }

    async fn upload(&self, key: &str, once: Option<&str>, name: &str, bytes: &[u8]) -> (StatusCode, serde_json::Value) {
        let head = format!(
            "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, b"\r\n--X--\r\n"].concat();
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/attachments")
            .header("authorization", key)
            .header("content-type", "multipart/form-data; boundary=X");
        if let Some(once) = once {
            request = request.header("idempotency-key", once);
        }
        let (status, _, body) = self.call(request.body(Body::from(body)).expect("a request")).await;
        (status, serde_json::from_slice(&body).expect("JSON"))
    }
}

async fn key_of(city: &City, department: &str) -> String {
    let (new, department) = (NewKey::fresh(), code(department));
    let made = new.clone();
    let flags = [Flag::Push, Flag::Receive, Flag::Read];
    city.app
        .act(shenguan_rules::subject::Actor::Setup, move |act| create_key(act, &made, &department, "测试", &flags))
        .await
        .expect("a key is made");
    format!("Bearer {}", new.secret)
}

async fn files_come_and_go_over_the_api(city: City) {
    let api = Api::of(&city);
    let (bureau, authority) = (key_of(&city, "SPJ").await, key_of(&city, "YJJ").await);
    let pdf = [&b"%PDF-1.7\n"[..], &vec![b'x'; 2 * 1024 * 1024]].concat();
    let (status, info) = api.upload(&bureau, Some("k-1"), "验收.pdf", &pdf).await;
    assert_eq!(status, StatusCode::CREATED, "{info}");
    assert_eq!(info["name"], "验收.pdf");
    assert_eq!((info["size"].as_u64(), info["media_type"].as_str()), (Some(pdf.len() as u64), Some("application/pdf")));
    let id = info["id"].as_str().expect("an id").to_owned();
    assert_eq!(api.upload(&bureau, Some("k-1"), "验收.pdf", &pdf).await, (StatusCode::CREATED, info.clone()));
    let (status, problem) = api.upload(&bureau, Some("k-1"), "other.pdf", &pdf).await;
    assert_eq!((status, problem["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("IDEMPOTENCY_KEY_REUSED")));
    assert_eq!(api.upload(&bureau, None, "a.pdf", &pdf).await.0, StatusCode::BAD_REQUEST);
    for (name, bytes, why) in [
        ("a.html", &b"<script>alert(1)</script>"[..], "ATTACHMENT_TYPE"),
        ("a.pdf", b"<script>alert(1)</script>", "ATTACHMENT_TYPE_MISMATCH"),
        ("a.pdf", &[&pdf[..], &pdf].concat(), "ATTACHMENT_TOO_LARGE"),
    ] {
        let (status, problem) = api.upload(&bureau, Some("k-2"), name, bytes).await;
        assert_eq!((status, problem["errors"][0]["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some(why)));
    }

    let (status, headers, bytes) = api.download(&bureau, &id).await;
    assert_eq!((status, bytes.as_ref() == pdf), (StatusCode::OK, true));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename*=UTF-8''%E9%AA%8C%E6%94%B6.pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cache-control", "private, no-store"),
    ] {
        assert_eq!(headers.get(name).and_then(|value| value.to_str().ok()), Some(value), "{name}");
    }
    assert_eq!(api.download(&authority, &id).await.0, StatusCode::NOT_FOUND);
    assert_eq!(api.download("Bearer nobody", &id).await.0, StatusCode::UNAUTHORIZED);
    let mut request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    request.attachments = vec![id.clone()];
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    assert_eq!(api.download(&authority, &id).await.0, StatusCode::OK);
    city.assert_verified().await;
}

#[tokio::test]
async fn files_come_and_go_over_the_api_on_sqlite() {
    files_come_and_go_over_the_api(City::on_sqlite("2026-09-30T15:10:00+08:00").await).await;
}

#[tokio::test]
async fn files_come_and_go_over_the_api_on_postgres() {
    files_come_and_go_over_the_api(City::on_postgres("2026-09-30T15:10:00+08:00").await).await;
}

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR........";

/// A push to YJJ that carries two files of one name and a picture; gives its number and their ids.
async fn with_files(city: &City, api: &Api, key: &str) -> (String, Vec<String>) {
    let mut ids = Vec::new();
    for (once, name, bytes) in
        [("f-1", "验收.pdf", &b"%PDF-1.7 one"[..]), ("f-2", "验收.pdf", b"%PDF-1.7 two"), ("f-3", "现场.png", PICTURE)]
    {
        let (status, info) = api.upload(key, Some(once), name, bytes).await;
        assert_eq!(status, StatusCode::CREATED, "{info}");
        ids.push(info["id"].as_str().expect("an id").to_owned());
    }
    let mut request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    request.attachments = ids.clone();
    let pushed = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    (pushed[0].state.number.clone(), ids)
}

async fn all_files_of_an_item_come_as_one_archive(city: City) {
    let api = Api::of(&city);
    let (bureau, authority, other) =
        (key_of(&city, "SPJ").await, key_of(&city, "YJJ").await, key_of(&city, "SCJ").await);
    let (number, _) = with_files(&city, &api, &bureau).await;
    let path = format!("/items/{number}/attachments.zip");
    let (status, headers, bytes) = api.get(&authority, &path).await;
    assert_eq!((status, headers["content-type"].to_str().ok()), (StatusCode::OK, Some("application/zip")));
    assert!(
        headers["content-disposition"].to_str().expect("text").starts_with("attachment; filename*=UTF-8''TS-2026-")
    );

    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is an archive");
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let name = file.name().expect("in UTF-8").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its check sum is right");
        found.push((name, bytes));
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["校验清单.txt", "验收.pdf", "验收 (2).pdf", "现场.png"]);
    let list = String::from_utf8(found[0].1.clone()).expect("a text");
    let lines: Vec<String> = found[1..].iter().map(|(name, bytes)| format!("{}  {name}", sha256(bytes))).collect();
    assert_eq!(list.lines().collect::<Vec<_>>(), lines, "what sha256sum -c takes");
    assert_eq!(found[2].1, b"%PDF-1.7 two");

    assert_eq!(api.get(&other, &path).await.0, StatusCode::NOT_FOUND, "nobody else");
    assert_eq!(api.get(&authority, "/items/TS-2026-000099/attachments.zip").await.0, StatusCode::NOT_FOUND);
    let recorded = city.app.read(|read| {
        let sql = "SELECT department, target, row_count FROM op_read_record WHERE act = 'zip'";
        let row = read.tx().query_one(sql, &[])?;
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<i64>(2)?))
    });
    assert_eq!(recorded.await.expect("one record"), ("YJJ".to_owned(), number, 3));
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

async fn a_file_is_shown_in_the_page_and_can_do_nothing_there(city: City) {
    let api = Api::of(&city);
    let (bureau, authority, other) =
        (key_of(&city, "SPJ").await, key_of(&city, "YJJ").await, key_of(&city, "SCJ").await);
    let (number, ids) = with_files(&city, &api, &bureau).await;
    for (id, media_type) in [(&ids[0], "application/pdf"), (&ids[2], "image/png")] {
        let (status, headers, _) = api.get(&authority, &format!("/files/{id}/content")).await;
        assert_eq!(status, StatusCode::OK);
        for (name, value) in [
            ("content-type", media_type),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'self'"),
            ("cache-control", "private, no-store"),
        ] {
            assert_eq!(headers[name].to_str().ok(), Some(value), "{name}");
        }
        assert!(headers["content-disposition"].to_str().expect("text").starts_with("inline; "));
        let (status, headers, page) = api.get(&authority, &format!("/files/{id}/preview?item={number}")).await;
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(
            status == StatusCode::OK && policy.contains("default-src 'none'") && policy.ends_with("frame-src 'self'")
        );
        assert!(String::from_utf8_lossy(&page).contains(&format!("/files/{id}/content")));
        for page in ["content", "preview"] {
            assert_eq!(api.get(&other, &format!("/files/{id}/{page}")).await.0, StatusCode::NOT_FOUND);
        }
    }
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let letter = writer.finish().expect("an archive").into_inner();
    let (_, info) = api.upload(&bureau, Some("f-4"), "来函.docx", &letter).await;
    let id = info["id"].as_str().expect("an id");
    assert_eq!(api.get(&bureau, &format!("/files/{id}/content")).await.0, StatusCode::NOT_FOUND, "never in place");
    let (status, _, page) = api.get(&bureau, &format!("/files/{id}/preview?item=%22%3E")).await;
    let page = String::from_utf8_lossy(&page);
    assert!(
        status == StatusCode::OK && page.contains("这类文件不能在页面里预览") && !page.contains("class=\"crumb\""),
        "{page}"
    );
}

crate::on_both! { "2026-09-30T15:10:00+08:00";
    all_files_of_an_item_come_as_one_archive,
    a_file_is_shown_in_the_page_and_can_do_nothing_there,
}
