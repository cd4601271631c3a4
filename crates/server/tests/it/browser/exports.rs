//! A long list as a file: pressed, waited for, met again in the navigation, fetched.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{ONE, grant};

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_exported_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| a_long_list_is_exported(&site, reader).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_exported_without_javascript() {
    let site = Site::on_postgres().await;
    in_browser(Script::Off, &site, async |reader| a_long_list_is_exported(&site, reader).await).await;
}

async fn a_long_list_is_exported(site: &Site, reader: &Reader) {
    for case in 1..=51 {
        site.push("SPJ", grant(&format!("X-{case}"), ONE, CONCLUDED)).await;
    }
    reader.enter("spj").await;
    reader.open("/register").await;
    reader.reads("共 51 件").await;
    reader.press("CSV").await;
    // The page says by itself that the file is there: by its script, or by loading anew.
    reader.reads("已办 51 / 51 行").await;
    reader.reads("下载文件").await;
    reader.reads("保留至").await;
    reader.looks_over("an export that is done").await;
    reader.press("导入导出").await;
    reader.reads("全市台账 · CSV").await;
}
