//! Hits against a plain look into the text, on both databases.

use super::grams;
use super::query::Words;
use crate::platform::error::Error;
use crate::platform::migrations::MIGRATIONS;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shenguan_db::testing::TestDatabase;
use shenguan_db::{Connection, Dialect, Value};
use shenguan_rules::party::DepartmentCode;

/// An index that is emptied and filled for each case.
struct Index {
    connection: Connection,
}

impl Index {
    fn new(database: &TestDatabase) -> Self {
        database.migrate(MIGRATIONS).unwrap();
        Self { connection: database.writer().unwrap() }
    }

    fn fill(&mut self, documents: &[Vec<String>]) {
        let mut tx = self.connection.begin_write().unwrap();
        tx.execute("DELETE FROM op_search", Vec::new());
        let words = match tx.dialect() {
            Dialect::Sqlite => "$2",
            Dialect::Postgres => "to_tsvector('simple', CAST($2 AS TEXT))",
        };
        let insert = format!("INSERT INTO op_search (subject_id, grams) VALUES ($1, {words})");
        for (number, fields) in documents.iter().enumerate() {
            let row_tokens_max = if tx.dialect() == Dialect::Sqlite { usize::MAX } else { 4_000 };
            for row in grams::rows(fields, &[grams::reader(whose(number))], row_tokens_max) {
                tx.execute(&insert, vec![number.to_string().into(), row.into()]);
            }
        }
        tx.commit().unwrap();
    }

    /// The numbers of the documents that are found; every document where the query is none.
    fn find(&mut self, query: &str, count: usize) -> Vec<usize> {
        let mut tx = self.connection.begin_read().unwrap();
        let Some(words) = Words::parse(tx.dialect(), query).unwrap() else { return (0..count).collect() };
        let condition = words.condition("d.id", 1);
        let hits = (0..count).filter(|number| {
            let place = condition.values.len() + 1;
            let sql = format!("SELECT 1 FROM (SELECT CAST(${place} AS TEXT) AS id) d WHERE {}", condition.sql);
            let params: Vec<Value> = condition.values.iter().cloned().chain([number.to_string().into()]).collect();
            tx.query_opt(&sql, &params).unwrap().is_some()
        });
        hits.collect()
    }
}

/// Every other document is one's, the rest the other's.
fn whose(number: usize) -> &'static str {
    ["SPJ", "YJJ-1"][number % 2]
}

fn one_field(texts: &[&str]) -> Vec<Vec<String>> {
    texts.iter().map(|text| vec![(*text).to_owned()]).collect()
}

fn folded(text: &str) -> String {
    grams::fold(text).collect()
}

fn hits_are_those_of_a_plain_look(database: &TestDatabase) {
    let mut index = Index::new(database);
    let texts = prop::collection::vec("([行政处罚審批〇々𠮷𫭢\u{e815}é]{1,6}|[，〔 a1Ａ]){0,8}", 1..6);
    let queries = prop::collection::vec("[行政处罚審批〇々𠮷𫭢\u{e815}é]{1,5}", 1..12);
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let index = std::cell::RefCell::new(&mut index);
    runner
        .run(&(texts, queries), |(texts, queries)| {
            let mut index = index.borrow_mut();
            index.fill(&texts.iter().map(|text| vec![text.clone()]).collect::<Vec<_>>());
            for query in &queries {
                let looked: Vec<usize> =
                    (0..texts.len()).filter(|number| folded(&texts[*number]).contains(&folded(query))).collect();
                prop_assert_eq!(index.find(query, texts.len()), looked, "{} in {:?}", query, texts);
            }
            Ok(())
        })
        .unwrap();
}

fn numbers_names_and_codes_are_found(database: &TestDatabase) {
    let mut index = Index::new(database);
    let texts = [
        "TS-2026-000123 鞍山测试𠮷野食品有限公司 91210300MA0TEST12X",
        "鞍审批〔2026〕12号 关于准予行政许可的决定",
        "处罚决定书 鞍市监罚字〔２０２６〕第１２３号 ＡＢＣ牌",
        "license-123 (測試) 单字：罚",
    ];
    index.fill(&one_field(&texts));
    let count = texts.len();
    for (query, hits) in [
        ("TS-2026-000123", &[0][..]),
        ("ts-2026-0001", &[0]),
        ("ｔｓ－２０２６－０００１２３", &[0]),
        ("91210300ma0test12x", &[0]),
        ("91210300", &[0]),
        ("𠮷", &[0]),
        ("𠮷野", &[0]),
        ("测试𠮷野食品 91210300MA0TEST12X", &[0]),
        ("测试𠮷野食品 处罚", &[]),
        ("〔2026〕12号", &[1]),
        ("审批〔2026〕", &[1]),
        ("2026", &[0, 1, 2]),
        ("第123号", &[2]),
        ("123", &[2, 3]),
        ("abc牌", &[2]),
        ("罚", &[2, 3]),
        ("处罚　决定书", &[2]),
        ("许可的决定", &[1]),
        ("可许", &[]),
        ("测試", &[]),
    ] {
        assert_eq!(index.find(query, count), hits, "{query}");
    }
}

fn a_reader_finds_only_what_is_marked_as_its_own(database: &TestDatabase) {
    let mut index = Index::new(database);
    index.fill(&one_field(&["审批一", "审批二", "决定三", "审批四 决定"]));
    let mut tx = index.connection.begin_read().unwrap();
    let mut found = |query: &str, code: &str| -> Vec<String> {
        let words = Words::parse(tx.dialect(), query).unwrap().unwrap();
        let words = words.for_reader(&DepartmentCode::parse(code).unwrap());
        let condition = words.condition("d.id", 1);
        let documents = "(SELECT DISTINCT subject_id AS id FROM op_search) d";
        let sql = format!("SELECT d.id FROM {documents} WHERE {} ORDER BY d.id", condition.sql);
        tx.query(&sql, &condition.values).unwrap().iter().map(|row| row.get(0).unwrap()).collect()
    };
    assert_eq!(found("审批", "SPJ"), ["0"]);
    assert_eq!(found("审批", "YJJ-1"), ["1", "3"]);
    assert_eq!(found("审批 决定", "YJJ-1"), ["3"]);
    assert_eq!(found("审", "YJJ-1"), ["1", "3"]);
    assert_eq!(found("审批", "YJJ"), [""; 0], "a code that only begins so is another's");
}

fn what_is_typed_is_never_syntax(database: &TestDatabase) {
    let mut index = Index::new(database);
    index.fill(&one_field(&["审批 and not null", "决定"]));
    let found = |index: &mut Index, query: &str| index.find(query, 2);
    assert_eq!(found(&mut index, "  "), [0, 1], "nothing typed is no condition");
    for query in [
        "\"",
        "'",
        "*",
        "%",
        "_",
        "' OR 1=1 --",
        "\") OR (\"",
        "NEAR(",
        "a:*",
        "^审",
        "-审批",
        "审批'); DROP TABLE op_search;--",
    ] {
        let hits = found(&mut index, query);
        let only_the_words = query.contains('审') && !query.contains("DROP");
        assert_eq!(hits, if only_the_words { vec![0] } else { Vec::new() }, "{query}");
    }
    for query in ["审批 AND", "NOT null", "审批 | near & !", "grams:", "审批\u{0}"] {
        found(&mut index, query);
    }
    assert_eq!(found(&mut index, "审批 AND"), [0], "a word like any other");
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    let index = std::cell::RefCell::new(&mut index);
    let any_character = any::<char>().prop_map(|character| character.to_string());
    let pieces = prop_oneof![any_character, "[\"'*:()<>&|!^+{}-]", "[审a1]"];
    let typed = prop::collection::vec(pieces, 0..20);
    runner
        .run(&typed, |typed| {
            index.borrow_mut().find(&typed.concat(), 2);
            Ok(())
        })
        .unwrap();
}

fn a_phrase_is_found_anywhere_in_a_long_text_and_never_across_fields(database: &TestDatabase) {
    let mut index = Index::new(database);
    let filler: String = (0..20_000_u32).filter_map(|number| char::from_u32(0x4e00 + number % 9_000)).collect();
    let at = |place: usize| {
        let (before, after): (String, String) =
            (filler.chars().take(place).collect(), filler.chars().skip(place).collect());
        vec![format!("{before}𠮷野家测试{after}")]
    };
    index.fill(&[at(0), at(3_800), at(3_999), at(7_600), at(19_999), vec!["𠮷野".to_owned(), "家测试".to_owned()]]);
    assert_eq!(index.find("𠮷野家测试", 6), [0, 1, 2, 3, 4]);
    assert_eq!(index.find("𠮷野", 6), [0, 1, 2, 3, 4, 5]);
    let last: String = filler.chars().skip(19_900).take(4).collect();
    assert_eq!(index.find(&format!("𠮷野家测试 {last}"), 6), [0, 1, 2, 3, 4], "each word in another row");
    assert_eq!(index.find(&format!("家测试 𠮷野 {last}不"), 6), [0_usize; 0]);
}

#[test]
fn too_long_a_query_is_refused_by_its_field() {
    let code = |query: &str| match Words::parse(Dialect::Sqlite, query) {
        Err(Error::Invalid(fields)) => format!("{} {}", fields[0].field, fields[0].code),
        other => format!("{other:?}"),
    };
    assert_eq!(code(&"审".repeat(101)), "q SEARCH_TOO_LONG");
    assert_eq!(code(&"审 ".repeat(11)), "q SEARCH_TOO_MANY_TERMS");
    assert!(Words::parse(Dialect::Postgres, &"审".repeat(100)).is_ok());
}

#[test]
fn parameters_are_numbered_from_the_place_that_was_asked_for() {
    let words = Words::parse(Dialect::Postgres, "审批 TS-1").unwrap().unwrap();
    let condition = words.condition("t.id", 5);
    // Both in one row; or in rows of their own, of a text that has several.
    assert_eq!(condition.values.len(), 3);
    for place in 5..=7 {
        assert!(condition.sql.contains(&format!("${place}")), "{}", condition.sql);
    }
    assert!(condition.sql.starts_with("t.id IN (SELECT subject_id"), "{}", condition.sql);
}

#[test]
fn words_that_find_nothing_find_nothing_beside_others() {
    let words = |text: &str| Words::parse(Dialect::Sqlite, text).unwrap().unwrap();
    for both in [words("审批").and(words("〔〕")), words("〔〕").and(words("审批"))] {
        assert_eq!((both.walk(), both.condition("t.id", 1).sql.as_str()), (None, "1 = 0"));
    }
}

macro_rules! on_both {
    ($($check:ident)+) => {$(
        mod $check {
            #[test]
            fn on_sqlite() {
                super::$check(&shenguan_db::testing::TestDatabase::sqlite());
            }

            #[test]
            fn on_postgres() {
                super::$check(&shenguan_db::testing::TestDatabase::postgres());
            }
        }
    )+};
}

on_both! {
    hits_are_those_of_a_plain_look
    numbers_names_and_codes_are_found
    what_is_typed_is_never_syntax
    a_phrase_is_found_anywhere_in_a_long_text_and_never_across_fields
    a_reader_finds_only_what_is_marked_as_its_own
}
