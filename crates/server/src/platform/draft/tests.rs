use super::typed::{Typed, is_id, new_id, with_draft};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const ID: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn only_what_was_typed_is_of_the_draft() {
    let sent = pairs(&[
        ("draft", ID),
        ("draft_path", "/push/new?kind=guidance"),
        ("draft_title", "推送\n指导文件"),
        ("draft_version", "3"),
        ("once", "1"),
        ("step", "push"),
        ("new_password", "secret"),
        ("to", "YJJ"),
        ("to", "SCJ"),
    ]);
    let typed = Typed::of(&sent).unwrap();
    assert_eq!(typed.fields, pairs(&[("to", "YJJ"), ("to", "SCJ")]));
    assert_eq!((typed.version, typed.title.as_str()), (3, "推送指导文件"));
    assert!(is_id(&typed.page), "a page that does not say who it is gets a name");
}

#[test]
fn a_form_without_marks_or_with_a_foreign_place_has_no_draft() {
    assert_eq!(Typed::of(&pairs(&[("username", "a"), ("password", "b")])), None);
    assert_eq!(Typed::of(&pairs(&[("draft", "../x"), ("draft_path", "/todo")])), None);
    assert_eq!(Typed::of(&pairs(&[("draft", ID), ("draft_path", "//evil.example")])), None);
}

#[test]
fn ids_differ_and_places_keep_their_query() {
    assert_ne!(new_id(), new_id());
    assert_eq!(with_draft("/push/new?kind=a", ID), format!("/push/new?kind=a&draft={ID}"));
    assert_eq!(with_draft("/items/1/return", ID), format!("/items/1/return?draft={ID}"));
}
