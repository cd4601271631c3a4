//! A leader decides on a letter on a phone: what waits stands on top of 待办, everything that is needed stands on one page, one press
//! decides. 二(四)4: 「经请示审批与监管部门主要领导同意后，通过公函形式进行沟通」.

use super::reader::Reader;
use super::site::Site;
use crate::channel::work::with_letters;
use thirtyfour::By;

const SUBJECT: &str = "关于商请核实测试储罐间距的函";

async fn a_leader_endorses_a_letter_on_a_phone(site: &Site, reader: &Reader) {
    site.at("2026-10-09T09:00:00+08:00");
    with_letters(site).await;
    reader.shows_on(390, 844).await;
    reader.log_in("spj-zyld").await;
    reader.reads_in("tbody", "等您审签 1 件").await;
    reader.press(SUBJECT).await;
    reader.leaves("/todo").await;
    reader.reads("测试化工储罐区与村道间距接近下限").await;
    reader.reads("同意的是当前这一稿").await;
    reader.looks_over("审签").await;
    reader.shows_on(390, 844).await;
    reader.fill("opinion", "同意，请跟踪复函。（测试）").await;
    reader.click(By::Css("form[action*='/endorse'] button.btn-p")).await;
    reader.reads("已同意发出 GH-2026-000002").await;
    reader.open("/correspondence/GH-2026-000002").await;
    reader.reads("同意，请跟踪复函。（测试）").await;
    reader.open("/todo").await;
    reader.never_reads("等您审签").await;
    site.assert_verified().await;
}

crate::on_pages!(a_leader_endorses_a_letter_on_a_phone);
