//! Files: whoever may read a transmittal may read what goes with it, and nobody else.

use crate::city::{City, ONE, code, grant};
use shenguan_rules::exchange::MediaType;
use shenguan_server::exchange::acts;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::files::{StoredFile, find, record};
use shenguan_server::platform::identity::Scope;

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
