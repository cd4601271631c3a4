//! What else is found for the words in the search box: an item by its number, a permit, a firm, people; and where the words stand.

use crate::exchange::responsibility::{Asked, responsibility_of};
use crate::exchange::store::{self, Listed};
use crate::platform::desk::{Desk, Words, escaped, joined};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use shenguan_rules::party::{DepartmentCode, ItemCode};

/// So many people are named beside a list.
const PEOPLE_MAX: usize = 10;

/// A page that the words may mean.
pub(super) struct Lead {
    /// What it says.
    pub text: String,
    /// What its link says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// The address of the only item with exactly that number; else of the only subject of another kind: a request for cooperation, a letter,
/// an OA paper, a note of a call.
pub(super) fn only_item(read: &mut Read<'_, '_>, desk: Desk, caller: &Caller, wanted: &str) -> Result<Option<String>> {
    if !may_be_number(wanted) {
        return Ok(None);
    }
    let found = store::of_number(read.tx(), &caller.scope, wanted)?;
    Ok(match found.as_slice() {
        [only] => Some(format!("/items/{}", only.held.state.number)),
        [] => desk.path_of_number(read.tx(), &caller.scope, wanted)?,
        _ => None,
    })
}

/// Where else the words lead.
pub(super) fn leads(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    wanted: &str,
    listed: &[Listed],
) -> Result<Vec<Lead>> {
    let lead = |text: String, label: &'static str, href: String| Lead { text, label: words.t(label).to_string(), href };
    let mut leads = Vec::new();
    if is_permit(read, caller, wanted)? {
        let href = format!("/approvals?number={}", escaped(wanted));
        leads.push(lead(words.t("register-permit").to_string(), "item-responsibility", href));
    }
    let code = listed.iter().filter_map(|it| it.party_credit_code.as_deref().zip(it.party_name.as_deref()));
    if let Some((code, name)) =
        code.into_iter().find(|(code, name)| code.eq_ignore_ascii_case(wanted) || *name == wanted)
    {
        let text = words.t("register-party").with("name", name).to_string();
        leads.push(lead(text, "party-title", format!("/parties/{}", escaped(code))));
    }
    let today = words.today();
    let officers = read.directory().officers().filter(|entry| entry.officer.serves_on(today));
    let named = officers.filter(|entry| wanted.chars().count() > 1 && entry.card.name.contains(wanted));
    for entry in named.take(PEOPLE_MAX) {
        let department: &DepartmentCode = &entry.officer.department;
        let text = joined([entry.card.name.clone(), words.department(department), entry.card.post.clone()]);
        leads.push(lead(text, "nav-people", format!("/people#d-{department}")));
    }
    Ok(leads)
}

/// Whether it may be the number of anything: 许可证 is none, 测危化经字〔2026〕A-1 and 第十二号 are.
fn may_be_number(text: &str) -> bool {
    text.chars().any(|character| character.is_numeric() || "一二三四五六七八九十".contains(character))
}

/// Whether a number is that of a permit that the reader may ask about.
fn is_permit(read: &mut Read<'_, '_>, caller: &Caller, number: &str) -> Result<bool> {
    // No permit has a number of ours.
    let is_ours = number.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("TS-"));
    if !caller.may(Permission::ReadResponsibility) || is_ours || !may_be_number(number) {
        return Ok(false);
    }
    match responsibility_of(read, &caller.scope, number, Asked::default()) {
        Ok(found) => Ok(!found.matters.is_empty()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// In which fields the words stand: 企业、文书号; 正文 where in none that a list shows.
pub(super) fn hits(words: &Words, listed: &Listed, party: &str, wanted: &str) -> String {
    let terms: Vec<String> = wanted.split_whitespace().map(str::to_lowercase).collect();
    let fields = [
        ("number", Some(listed.held.state.number.as_str())),
        ("subject", listed.subject.as_deref()),
        // As the reader may see it, so that a masked name is not guessed.
        ("party", Some(party)),
        ("credit_code", listed.party_credit_code.as_deref()),
        ("certificate_number", listed.certificate_number.as_deref()),
        ("document_number", listed.document_number.as_deref()),
        ("item", listed.held.state.item.as_ref().map(ItemCode::as_str)),
    ];
    let stands = |text: Option<&str>| {
        let text = text.unwrap_or_default().to_lowercase();
        terms.iter().any(|term| text.contains(term))
    };
    let found: Vec<String> = fields
        .into_iter()
        .filter(|(_, text)| stands(*text))
        .map(|(name, _)| words.t_of("hit", name).to_string())
        .collect();
    if found.is_empty() {
        words.t_of("hit", "text").to_string()
    } else {
        found.join(&words.t("list-separator").to_string())
    }
}
