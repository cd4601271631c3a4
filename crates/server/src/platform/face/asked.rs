//! The request of a deed from the fields of its form: the same struct that the API reads from JSON.

use crate::platform::board::Typed;
use crate::platform::error::{Error, FieldError, Result};
use serde::de::DeserializeOwned;

/// What a form carries beside the fields of its request: its own key, its button, the part of 待办 that the reader came from, the marks of
/// its draft.
const NOT_ASKED: [&str; 11] = [
    "once",
    "step",
    "task",
    "from",
    "back",
    "cursor",
    "draft",
    "draft_version",
    "draft_page",
    "draft_path",
    "draft_title",
];

/// The request that was typed. A field that was left empty was not given.
pub(super) fn request<R: DeserializeOwned>(typed: &Typed, names: &[String]) -> Result<R> {
    let given = typed.0.iter().filter(|(name, value)| {
        let is_asked = names.contains(name) || !NOT_ASKED.contains(&name.as_str());
        is_asked && !value.trim().is_empty()
    });
    let given: Vec<(&str, &str)> = given.map(|(name, value)| (name.as_str(), value.trim())).collect();
    let text = serde_html_form::to_string(&given).map_err(Error::fault)?;
    let deserializer = serde_html_form::Deserializer::from_bytes(text.as_bytes());
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        Error::Invalid(vec![field_error(&path, &error.inner().to_string())])
    })
}

/// The field that the reader of the form complains of. Its English words stay out of the answer; their first ones tell the kind.
fn field_error(path: &str, words: &str) -> FieldError {
    let named = words.split('`').nth(1).unwrap_or_default();
    let path = if path == "." || path.is_empty() { named } else { path };
    if words.starts_with("missing field") {
        FieldError::new(named, "FIELD_MISSING")
    } else if words.starts_with("unknown field") {
        FieldError::new(named, "FIELD_UNKNOWN")
    } else if words.starts_with("unknown variant") {
        FieldError::new(path, "FIELD_WORD_UNKNOWN")
    } else {
        FieldError::new(path, "FIELD_NOT_FIT")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::face::Nothing;
    use jiff::civil::Date;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        to: Vec<String>,
        #[serde(default)]
        on: Option<Date>,
        #[serde(default)]
        days: Option<u32>,
        #[serde(default)]
        urgent: bool,
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn wrong(pairs: &[(&str, &str)]) -> (String, String) {
        match request::<Wanted>(&typed(pairs), &[]) {
            Err(Error::Invalid(fields)) => (fields[0].field.clone(), fields[0].code.to_string()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_is_read_as_the_request_of_the_api_is() {
        let fields =
            [("to", "ZJJ"), ("to", "YJJ"), ("on", "2026-11-30"), ("days", " 3 "), ("urgent", "true"), ("once", "x")];
        let read: Wanted = request(&typed(&fields), &[]).unwrap();
        let to = vec!["ZJJ".to_owned(), "YJJ".to_owned()];
        assert_eq!(read, Wanted { to, on: Some(jiff::civil::date(2026, 11, 30)), days: Some(3), urgent: true });
        let read: Wanted = request(&typed(&[("to", "ZJJ"), ("on", ""), ("days", " ")]), &[]).unwrap();
        assert_eq!((read.on, read.days, read.urgent), (None, None, false));
    }

    #[test]
    fn a_press_asks_for_nothing() {
        assert!(request::<Nothing>(&typed(&[("once", "x"), ("task", "file")]), &[]).is_ok());
        assert!(request::<Nothing>(&typed(&[("nonsense", "1")]), &[]).is_err());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(wrong(&[]), ("to".to_owned(), "FIELD_MISSING".to_owned()));
        assert_eq!(wrong(&[("to", "ZJJ"), ("nonsense", "1")]), ("nonsense".to_owned(), "FIELD_UNKNOWN".to_owned()));
        assert_eq!(wrong(&[("to", "ZJJ"), ("on", "明天")]), ("on".to_owned(), "FIELD_NOT_FIT".to_owned()));
        assert_eq!(wrong(&[("to", "ZJJ"), ("days", "-3")]), ("days".to_owned(), "FIELD_NOT_FIT".to_owned()));
    }

    #[test]
    fn a_field_of_the_request_may_be_called_like_a_mark_of_the_form() {
        #[derive(Deserialize)]
        struct From {
            from: String,
        }
        let read: From = request(&typed(&[("from", "2026-11-30")]), &["from".to_owned()]).unwrap();
        assert_eq!(read.from, "2026-11-30");
        assert!(request::<From>(&typed(&[("from", "ZJJ")]), &[]).is_err());
    }
}
