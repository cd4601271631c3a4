//! The pictures of the documentation, in `docs/images`. Written only where `SHENGUAN_SCREENSHOTS=1`; else the walk is a test like the
//! others: `SHENGUAN_SCREENSHOTS=1 cargo xtask test pictures`.

use super::chromium::{Script, in_browser};
use super::reader::{PHONE, Reader, SCREEN};
use super::site::Site;
use crate::city::{ONE, TWO, grant, penalty};
use serde_json::json;
use shenguan_server::exchange::request::PushRequest;
use std::collections::HashMap;
use std::io::Cursor;
use std::path::PathBuf;

/// Where they are written, from the root of the repository.
const FOLDER: &str = "../../docs/images";
/// One is no larger: the README opens on a slow line too.
const BYTES_MAX: usize = 150 * 1024;
const PERMITS: [(&str, &str, &str, &str); 6] = [
    ("2026-10-08T16:20:00+08:00", "测-0101", ONE, "危险化学品经营许可证（新办）"),
    ("2026-10-08T16:40:00+08:00", "测-0102", TWO, "危险化学品安全使用许可证（变更）"),
    ("2026-10-09T08:40:00+08:00", "测-0103", ONE, "烟花爆竹经营（零售）许可证（延续）"),
    ("2026-10-09T09:10:00+08:00", "测-0104", ONE, "非药品类易制毒化学品经营备案（新办）"),
    ("2026-10-09T10:30:00+08:00", "测-0105", TWO, "危险化学品建设项目安全条件审查（新办）"),
    ("2026-10-09T14:05:00+08:00", "测-0106", ONE, "危险化学品经营许可证（补换证）"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_the_documentation_can_be_taken() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| the_pictures_are_taken(&site, reader).await).await;
}

async fn the_pictures_are_taken(site: &Site, reader: &Reader) {
    let hidden = reader.driver.cdp().send_raw("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    hidden.expect("the bars go");
    let deemed = site.push("SPJ", grant("测-0098", ONE, "2026-09-30T15:00:00+08:00")).await;
    for (pushed_at, case, item, subject) in PERMITS {
        site.at(pushed_at);
        site.sweep().await;
        let push = PushRequest { subject: subject.to_owned(), ..grant(case, item, pushed_at) };
        site.push("SPJ", push).await;
    }
    site.push("YJJ", penalty("测应急罚〔2026〕12号", "测危化经字〔2026〕测-0098", "2026-10-09")).await;
    site.at("2026-10-09T15:18:00+08:00");
    site.index().await;

    reader.log_in("yjj").await;
    reader.reads("今日到期").await;
    take(reader, "todo.png", SCREEN).await;
    take(reader, "todo-phone.png", PHONE).await;
    reader.open(&format!("/items/{deemed}")).await;
    reader.reads("默认接收").await;
    take(reader, "item.png", SCREEN).await;
    reader.open("/register").await;
    reader.reads("TS-2026-000009").await;
    take(reader, "register.png", SCREEN).await;
    reader.open("/approvals?number=测危化经字〔2026〕测-0098&at=2026-10-08T17:00").await;
    reader.reads("履行事中事后监管职责").await;
    take(reader, "responsibility.png", SCREEN).await;
    reader.log_in("spj").await;
    reader.open("/push/new?kind=approval_outcome").await;
    reader.fill("subject", "危险化学品经营许可证（新办）").await;
    reader.fill("item_code", TWO).await;
    reader.press("带入部门").await;
    reader.reads("测试移交〔2018〕SCJ号").await;
    take(reader, "push.png", SCREEN).await;
}

async fn take(reader: &Reader, name: &str, (width, height): (u32, u32)) {
    reader.shows_on(width, height).await;
    reader
        .driver
        .execute("window.scrollTo(0, 0); document.activeElement.blur()", Vec::new())
        .await
        .expect("it scrolls");
    let picture = in_few_colours(&reader.driver.screenshot_as_png().await.expect("a picture"));
    assert!(picture.len() <= BYTES_MAX, "{name} has {} bytes", picture.len());
    if std::env::var_os("SHENGUAN_SCREENSHOTS").is_some_and(|wanted| wanted == "1") {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
        std::fs::create_dir_all(&folder).expect("the folder is made");
        std::fs::write(folder.join(name), picture).expect("the picture is written");
    }
    reader.shows_on(SCREEN.0, SCREEN.1).await;
}

/// The same picture in the 256 colours that it has most of: a third of the bytes, and a page has hardly more.
fn in_few_colours(picture: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a picture that fits")];
    let frame = reader.next_frame(&mut pixels).expect("its pixels");
    let samples = frame.color_type.samples();
    let colours = || pixels.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for colour in colours() {
        *counts.entry(colour).or_default() += 1;
    }
    let mut palette: Vec<[u8; 3]> = counts.keys().copied().collect();
    palette.sort_by_key(|colour| (std::cmp::Reverse(counts[colour]), *colour));
    palette.truncate(256);
    let distance =
        |a: &[u8; 3], b: &[u8; 3]| -> u32 { a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    let nearest = |colour: &[u8; 3]| {
        let found = palette.iter().enumerate().min_by_key(|(_, known)| distance(colour, known));
        u8::try_from(found.expect("a colour").0).expect("at most 256")
    };
    let indexes: HashMap<[u8; 3], u8> = counts.keys().map(|colour| (*colour, nearest(colour))).collect();
    let indexed: Vec<u8> = colours().map(|colour| indexes[&colour]).collect();

    let mut smaller = Vec::new();
    let mut encoder = png::Encoder::new(&mut smaller, frame.width, frame.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&indexed).expect("the pixels");
    writer.finish().expect("an end");
    smaller
}
