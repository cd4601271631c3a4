//! What a form sent, with the marks by which its draft is known again.

use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::web::is_local;

/// Bytes of what was typed into one form, at most: the longest text of each field of the largest form fits.
pub const FIELDS_BYTES_MAX: usize = 256 * 1024;
/// Characters of a title; a longer one is cut.
const TITLE_CHARS_MAX: usize = 200;
/// Characters of a path.
const PATH_CHARS_MAX: usize = 500;
/// Hexadecimal digits of the id of a draft, and of a page.
const ID_DIGITS: usize = 32;

/// The hidden fields of `partials/draft.html`.
pub(super) const ID: &str = "draft";
pub(super) const VERSION: &str = "draft_version";
pub(super) const PAGE: &str = "draft_page";
const PATH: &str = "draft_path";
const TITLE: &str = "draft_title";
/// What belongs to one press of a button, and is not of the draft: it never acts by itself.
const OF_THE_PRESS: [&str; 2] = ["once", "step"];

/// Names and values in their order; a name may come several times.
pub type Pairs = Vec<(String, String)>;

/// What was typed into a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// 32 hexadecimal digits, chosen at random when the form was first shown.
    pub id: String,
    /// What the form was filled in from; 0 for a form that was never saved.
    pub version: i64,
    /// The page in the browser; the same draft in two tabs is on two pages.
    pub page: String,
    /// Where the form stands.
    pub path: String,
    /// What the form is called.
    pub title: String,
    /// What was typed, without the marks.
    pub fields: Pairs,
}

impl Typed {
    /// What a form sent; none where it takes no part in drafts.
    pub fn of(pairs: &[(String, String)]) -> Option<Self> {
        let id = text(pairs, ID).filter(|id| is_id(id))?.to_owned();
        let path = text(pairs, PATH).filter(|path| is_local(path) && path.len() <= PATH_CHARS_MAX)?.to_owned();
        let title = text(pairs, TITLE).unwrap_or_default().chars().filter(|char| !char.is_control());
        let is_of_draft = |name: &str| !is_mark(name) && !OF_THE_PRESS.contains(&name) && !name.contains("password");
        Some(Self {
            id,
            version: version(pairs),
            page: page(pairs),
            path,
            title: title.take(TITLE_CHARS_MAX).collect(),
            fields: pairs.iter().filter(|(name, _)| is_of_draft(name)).cloned().collect(),
        })
    }

    /// The fields as the database has them; refused where they are too long.
    pub(super) fn json(&self) -> Result<String> {
        let json = serde_json::to_string(&self.fields)?;
        if json.len() > FIELDS_BYTES_MAX { Err(Error::field("", "DRAFT_TOO_LARGE")) } else { Ok(json) }
    }
}

/// A new id for a draft or a page.
pub(super) fn new_id() -> String {
    hex::encode(clock::random::<{ ID_DIGITS / 2 }>())
}

/// Whether it is an id that `new_id` may have made.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == ID_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The version that a form was filled in from.
pub(super) fn version(pairs: &[(String, String)]) -> i64 {
    text(pairs, VERSION).and_then(|version| version.parse().ok()).unwrap_or(0)
}

/// The page of a form; a new one where it is not known.
pub(super) fn page(pairs: &[(String, String)]) -> String {
    text(pairs, PAGE).filter(|page| is_id(page)).map_or_else(new_id, str::to_owned)
}

/// The first value of a name.
pub(super) fn text<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// Whether a field is a mark of the draft.
pub(super) fn is_mark(name: &str) -> bool {
    [ID, VERSION, PAGE, PATH, TITLE].contains(&name)
}

/// Where a form is shown with its draft.
pub(super) fn with_draft(path: &str, id: &str) -> String {
    format!("{path}{}{ID}={id}", if path.contains('?') { '&' } else { '?' })
}
