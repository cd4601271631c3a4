use super::*;
use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Words whose id is put together at run time: a family and a member.
const FAMILIES: [&str; 4] = ["kind", "refusal", "side", "state"];

/// Ids with the names of their arguments.
fn messages(files: impl Iterator<Item = &'static str>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in files {
        let resource = fluent_syntax::parser::parse(file).expect("every line is understood");
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    arguments(pattern, &mut names);
                }
                assert!(found.insert(message.id.name.to_owned(), names).is_none(), "{} stands twice", message.id.name);
            }
        }
    }
    found
}

fn arguments(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => of_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            of_inline(selector, names);
            for variant in variants {
                arguments(&variant.value, names);
            }
        }
    }
}

fn of_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => of_expression(expression, names),
        _ => {}
    }
}

fn chinese() -> BTreeMap<String, BTreeSet<String>> {
    messages(FILES.iter().map(|(chinese, _)| *chinese))
}

fn english() -> BTreeMap<String, BTreeSet<String>> {
    messages(FILES.iter().map(|(_, english)| *english))
}

/// `t("id")` in a text.
fn called(text: &str) -> impl Iterator<Item = &str> {
    let before = |part: &str| !part.ends_with(|last: char| last.is_alphanumeric() || last == '_');
    let mut parts = text.split("t(\"");
    let mut former = parts.next().unwrap_or_default();
    parts.filter_map(move |part| {
        let is_call = before(former);
        former = part;
        part.split('"').next().filter(|_| is_call)
    })
}

/// `"CODE"` after `=>` within `fn code`, and codes given to the makers of errors.
fn refusal_codes(text: &str) -> BTreeSet<String> {
    let shouts = |word: &&str| {
        word.len() > 2
            && word.starts_with(|first: char| first.is_ascii_uppercase())
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let mut codes = BTreeSet::new();
    for body in text.split("fn code(&self)").skip(1) {
        let body = body.split("\n    }").next().unwrap_or_default();
        codes.extend(body.split('"').skip(1).step_by(2).filter(shouts).map(str::to_owned));
    }
    let makers = ["Error::refuse(", "Error::field(", "FieldError::new(", "Failure::web(", "Failure::web_with("];
    for maker in makers {
        for call in text.split(maker).skip(1) {
            let call = call.split(')').next().unwrap_or_default();
            codes.extend(call.split('"').skip(1).step_by(2).filter(shouts).map(str::to_owned));
        }
    }
    codes
}

/// A source without its tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (chinese, english) = (chinese(), english());
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| messages.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(ids(&chinese).symmetric_difference(&ids(&english)).collect::<Vec<_>>(), Vec::<&String>::new());
    for (id, names) in &chinese {
        assert_eq!(names, &english[id], "the arguments of {id}");
    }
}

#[test]
fn every_message_that_is_named_exists_and_every_message_is_named() {
    let messages = chinese();
    let sources = sources(&["rs", "html"]);
    let mut missing = BTreeSet::new();
    for source in &sources {
        let text = product(&source.text);
        missing
            .extend(called(text).filter(|id| !messages.contains_key(*id)).map(|id| format!("{}: {id}", source.path)));
    }
    assert!(missing.is_empty(), "{missing:#?}");
    let families: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| source.text.split("t_of(\"").skip(1).filter_map(|part| part.split('"').next()))
        .map(str::to_owned)
        .chain(FAMILIES.map(str::to_owned))
        .collect();
    let unused: Vec<&String> = messages
        .keys()
        .filter(|id| !families.iter().any(|family| id.starts_with(&format!("{family}-"))))
        .filter(|id| !sources.iter().any(|source| source.text.contains(&format!("\"{id}\""))))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn every_refusal_has_words_and_all_words_are_of_a_refusal() {
    let messages = chinese();
    let mut texts = sources(&["rs"]);
    for neighbour in ["../rules/src", "../shenguan/src", "../documents/src"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(neighbour), &["rs"], &mut texts);
    }
    // These carry their own words: fields of the public records, files that are not read, kinds of days.
    texts.retain(|source| {
        !["/record/", "/table/", "/import/", "explain.rs"].iter().any(|part| source.path.contains(part))
    });
    let codes: BTreeSet<String> = texts.iter().flat_map(|source| refusal_codes(product(&source.text))).collect();
    assert!(codes.len() > 100, "the scan finds the codes: {}", codes.len());
    let without: Vec<&String> =
        codes.iter().filter(|code| !messages.contains_key(&format!("refusal-{code}"))).collect();
    assert!(without.is_empty(), "no words: {without:#?}");
    let known: String = texts.iter().map(|source| product(&source.text)).collect();
    let orphans: Vec<&str> = messages
        .keys()
        .filter_map(|id| id.strip_prefix("refusal-"))
        .filter(|code| !known.contains(&format!("\"{code}\"")))
        .collect();
    assert!(orphans.is_empty(), "words of no refusal: {orphans:#?}");
}

#[test]
fn the_languages_of_a_browser_are_taken_in_its_order() {
    for (header, language) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", Some(Language::Chinese)),
        ("en-US,en;q=0.9,zh;q=0.8", Some(Language::English)),
        ("fr,en;q=0.3,zh;q=0.5", Some(Language::Chinese)),
        ("en;q=0, zh", Some(Language::Chinese)),
        ("fr", None),
        ("", None),
    ] {
        assert_eq!(Language::accepted(header), language, "{header}");
    }
}

#[test]
fn numbers_choose_the_english_plural() {
    assert_eq!(
        Language::English.t("login-wrong-tries").with("tries", 1_u32).to_string(),
        "Account or password is wrong. 1 try is left."
    );
    assert_eq!(
        Language::Chinese.t("login-wrong-tries").with("tries", 4_u32).to_string(),
        "账号或密码不对。还可试 4 次。"
    );
}
