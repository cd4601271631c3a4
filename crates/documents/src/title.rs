//! The lines of a title.

/// So many 2号 characters go into one line of the type area.
const LINE_CHARACTERS: usize = 20;
/// No line begins with one of these: they belong to what is before them.
const NEVER_FIRST: &str = "的和与及等、，。：；）》”』」〉〕函号";
/// No line ends with one of these: they belong to what is behind them.
const NEVER_LAST: &str = "的（《“『「〈〔第和与及对为在于就请不";
/// A line likes to end behind one of these.
const GOOD_LAST: [&str; 25] = [
    "、", "，", "》", "）", "”", "公司", "企业", "单位", "部门", "许可", "事项", "项目", "问题", "情况", "意见",
    "工作", "会议", "方案", "办法", "规定", "处罚", "决定", "申请", "资质", "年度",
];
/// A line likes to begin with one of these words.
const GOOD_FIRST: [&str; 13] =
    ["关于", "商请", "通知", "印发", "转发", "开展", "实施", "加强", "建立", "工作", "意见", "协助", "会商"];

/// 标题 … 分一行或多行居中排布；回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形 (7.3.1).
///
/// There is no dictionary: lines are made as alike in length as they can be without being equal, breaks go behind
/// marks and before words with which titles go on, and never into digits or Latin words.
pub(crate) fn lines(title: &str) -> Vec<String> {
    let characters: Vec<char> = title.trim().chars().collect();
    let count = characters.len().div_ceil(LINE_CHARACTERS).max(1);
    let mut lines = Vec::new();
    let mut from = 0;
    for left in (1..=count).rev() {
        let rest = characters.len() - from;
        let to = if left == 1 { characters.len() } else { from + best_break(&characters[from..], rest / left, left) };
        lines.push(characters[from..to].iter().collect::<String>().trim().to_owned());
        from = to;
    }
    lines
}

/// Where to break: near `ideal`, with at least as much left as `others` lines can hold.
fn best_break(rest: &[char], ideal: usize, left: usize) -> usize {
    let least = rest.len().saturating_sub((left - 1) * LINE_CHARACTERS).max(1);
    let most = LINE_CHARACTERS.min(rest.len() - 1).max(least);
    (least..=most).min_by_key(|at| cost(rest, *at, ideal)).unwrap_or(most)
}

fn cost(rest: &[char], at: usize, ideal: usize) -> usize {
    let (before, behind) = (rest[at - 1], rest[at]);
    let mut cost = 2 * at.abs_diff(ideal);
    if at == ideal {
        // 梯形或菱形: lines of one length are neither.
        cost += 1;
    }
    if NEVER_FIRST.contains(behind) || NEVER_LAST.contains(before) {
        cost += 40;
    }
    if before.is_ascii_alphanumeric() && behind.is_ascii_alphanumeric() {
        cost += 80;
    }
    let ends_well = GOOD_LAST.iter().any(|word| rest[..at].ends_with(&characters(word)));
    let goes_on_well = GOOD_FIRST.iter().any(|word| rest[at..].starts_with(&characters(word)));
    if !ends_well && !goes_on_well {
        cost += 9;
    }
    cost
}

fn characters(word: &str) -> Vec<char> {
    word.chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_title_is_one_line() {
        assert_eq!(lines("关于商请就测试事项提出意见的函"), ["关于商请就测试事项提出意见的函"]);
    }

    #[test]
    fn a_long_title_is_broken_where_a_word_begins() {
        assert_eq!(
            lines("关于印发审批与监管工作会商会议制度的通知和附件"),
            ["关于印发审批与监管工作", "会商会议制度的通知和附件"]
        );
        assert_eq!(
            lines("关于商请就测试化工有限公司危险化学品经营许可提出意见的函"),
            ["关于商请就测试化工有限公司", "危险化学品经营许可提出意见的函"]
        );
    }

    #[test]
    fn no_line_begins_with_de_nor_breaks_a_number() {
        for title in
            ["关于提请研究建议撤销两家企业危险化学品经营许可的函", "关于报送2026年度审批与监管协调联动工作情况的函"]
        {
            for line in lines(title) {
                assert!(!line.starts_with('的') && !line.starts_with("026"), "{line}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_long(title in "[一-龥]{1,100}") {
            let lines = lines(&title);
            prop_assert!(lines.iter().all(|line| (1..=LINE_CHARACTERS).contains(&line.chars().count())), "{:?}", lines);
            prop_assert_eq!(lines.concat(), title);
        }
    }
}
