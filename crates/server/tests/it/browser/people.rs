//! The story of a leave: entered by who goes, refused without a stand-in, and what the stand-in does reads in whose place it was done
//! (二(二), A14).

use super::reader::Reader;
use super::site::Site;
use crate::city::{ONE, grant};
use shenguan_server::exchange::acts::assign;

async fn somebody_is_stood_in_for_on_the_pages(site: &Site, reader: &Reader) {
    let (id, number) = site.pushed("SPJ", grant("P-1", ONE, "2026-09-30T15:00:00+08:00")).await;
    let clerk = site.city().liaison("YJJ");
    let to = clerk.officer().expect("a person").to_string();
    let handed = site.city().app.act(clerk, move |act| assign(act, &id, None, Some(&to)).map(drop));
    handed.await.expect("it is handed to the clerk");

    reader.log_in("yjj").await;
    reader.press("人员名单").await;
    reader.press("请假与代理").await;
    reader.reads("没有请假登记").await;
    reader.press("登记请假").await;
    reader.reads("您名下现有 1 件待办").await;
    reader.fill("from", "2026-10-08").await;
    reader.fill("to", "2026-10-09").await;
    reader.press("登记请假").await;
    reader.reads("2026-10-08 联络人将没有人在岗").await;
    reader.choose("stand_in", &head_of(site)).await;
    reader.press("登记请假").await;
    reader.reads("已登记请假 DL-2026-000001").await;
    reader.reads("（代测试YJJ）").await;

    site.at("2026-10-08T09:00:00+08:00");
    reader.log_in("yjj-zrr").await;
    reader.open(&format!("/items/{number}")).await;
    reader.press("确认接收").await;
    reader.reads("已接收").await;
    reader.open(&format!("/items/{number}")).await;
    reader.reads("（代测试YJJ）").await;
    reader.open("/todo/done").await;
    reader.reads("（代测试YJJ）").await;
    site.assert_verified().await;
}

/// The responsible officer of the authority.
fn head_of(site: &Site) -> String {
    let directory = site.city().app.directory();
    let role = shenguan_rules::roster::Role::ResponsibleOfficer;
    let named = directory.designations().find(|named| named.role == role && named.department.as_str() == "YJJ");
    named.expect("there is one").officer.to_string()
}

crate::on_pages!(somebody_is_stood_in_for_on_the_pages);
