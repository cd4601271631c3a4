//! 推送哪一件: the approval item, by its code or by words of its name.

use crate::platform::desk::Words;
use shenguan_rules::party::ItemCode;

/// So many items are offered where the words fit several.
const OFFERED_MAX: usize = 12;

/// What typed words stand for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing was typed.
    Nothing,
    /// One item, by its code.
    One(String),
    /// Several: code and name of the first of them.
    Several(Vec<(String, String)>),
    /// None.
    Unknown,
}

impl Words {
    /// The items on the list today: code and name.
    pub(super) fn items(&self) -> Vec<(String, String)> {
        let today = self.today();
        let listed = self.directory.items().filter(|item| item.is_listed(today));
        listed.map(|item| (item.code.to_string(), item.name.clone())).collect()
    }

    /// Which item somebody means.
    pub(super) fn item_named(&self, typed: &str) -> Named {
        let typed = typed.trim();
        if typed.is_empty() {
            return Named::Nothing;
        }
        if ItemCode::parse(typed).is_ok_and(|code| self.directory.item(&code).is_some()) {
            return Named::One(typed.to_owned());
        }
        named(&self.items(), typed)
    }
}

fn named(items: &[(String, String)], typed: &str) -> Named {
    let exact = items.iter().filter(|(code, name)| name == typed || code.eq_ignore_ascii_case(typed));
    let mut fitting: Vec<&(String, String)> = exact.collect();
    if fitting.is_empty() {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |item: &&(String, String)| words.iter().all(|word| item.0.contains(word) || item.1.contains(word));
        fitting = items.iter().filter(fits).take(OFFERED_MAX + 1).collect();
    }
    match fitting.as_slice() {
        [] => Named::Unknown,
        [(code, _)] => Named::One(code.clone()),
        several => Named::Several(several.iter().take(OFFERED_MAX).map(|item| (*item).clone()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_found_by_code_name_or_words_of_it() {
        let items =
            [("T-1", "燃气经营许可（测试）"), ("T-2", "燃气设施改动许可（测试）"), ("T-3", "食品经营许可（测试）")];
        let items = items.map(|(code, name)| (code.to_owned(), name.to_owned()));
        for (typed, code) in [("t-1", "T-1"), ("燃气经营许可（测试）", "T-1"), ("设施 燃气", "T-2"), ("食品", "T-3")]
        {
            assert_eq!(named(&items, typed), Named::One(code.to_owned()), "{typed}");
        }
        let Named::Several(several) = named(&items, "燃气") else { panic!("two fit") };
        assert_eq!(several.len(), 2);
        assert_eq!(named(&items, "采矿"), Named::Unknown);
    }
}
