//! The first steps of the stories: who asks, and how somebody comes to what was asked.

use crate::browser::reader::Reader;

pub(super) const BUREAU: &str = "市行政审批局（测试）";
pub(super) const YJJ: &str = "市应急管理局（测试）";
pub(super) const SCJ: &str = "市市场监管局（测试）";
pub(super) const SUBJECT: &str = "储罐区间距是否符合要求（测试）";
pub(super) const QUESTION: &str = "请就储罐区与村道间距提出意见。（测试）";

/// The bureau asks about an open case, and stands on the page of the request to the first of them.
pub(super) async fn bureau_asks(reader: &Reader, to: &[&str]) {
    comes_to_ask(reader, "spj").await;
    for department in to {
        reader.ticks(department).await;
    }
    for (name, text) in [
        ("case_number", "测案〔2026〕1号"),
        ("statutory_due_on", "2026-10-30"),
        ("subject", SUBJECT),
        ("content", QUESTION),
    ] {
        reader.fill(name, text).await;
    }
    reader.sends().await;
    reader.reads("已发出，自发出之日起计时。").await;
}

/// Somebody comes from 待办 to the form of a request.
pub(super) async fn comes_to_ask(reader: &Reader, username: &str) {
    reader.log_in(username).await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    reader.press("商请").await;
    reader.arrives_at("/cooperation").await;
    reader.press("发出商请").await;
    reader.arrives_at("/cooperation/new").await;
}

/// Somebody logs in and opens what was asked from 待办 by its title.
pub(super) async fn opens(reader: &Reader, username: &str) {
    reader.log_in(username).await;
    opens_here(reader).await;
}

/// The same from the list that is open.
pub(super) async fn opens_here(reader: &Reader) {
    reader.press(SUBJECT).await;
    is_open(reader).await;
}

/// Somebody logs in, and presses in the row of what was asked what it asks of him.
pub(super) async fn goes_to(reader: &Reader, username: &str, words: &str) {
    reader.log_in(username).await;
    reader.press_in_row(SUBJECT, words).await;
    is_open(reader).await;
}

/// The page of a request stands there: only it leads to all of them.
async fn is_open(reader: &Reader) {
    reader.reads("全部商请").await;
}

/// From the page of a request, an opinion with its words.
pub(super) async fn replies(reader: &Reader, opinion: &str, words: &str) {
    reader.press("答复").await;
    reader.reads("所答复的版本").await;
    reader.picks("opinion", opinion).await;
    if !words.is_empty() {
        reader.fill("content", words).await;
    }
    reader.sends().await;
}
