//! What the pages of the channels have in common.

use crate::channel::steps;
use crate::platform::board::{Block, Choice, Field, Link};
use crate::platform::desk::Words;
use crate::platform::error::Result;
use crate::platform::face::{Face, Shown};
use crate::platform::identity::Caller;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_rules::channel::{Channel, Step};
use shenguan_rules::party::{DepartmentCode, StepId};
use shenguan_rules::roster::Role;

/// A channel in words.
pub(super) fn channel(words: &Words, channel: Channel) -> String {
    words.t_of("channel", channel.as_str()).to_string()
}

/// Roles in the language of the page.
pub(super) fn roles(words: &Words, roles: &[Role]) -> String {
    let each = roles.iter().map(|role| match words.language {
        crate::platform::web::Language::Chinese => role.zh(),
        crate::platform::web::Language::English => role.en(),
    });
    each.collect::<Vec<_>>().join(&words.t("list-separator").to_string())
}

/// The people of a department in one of the roles today, each with role and name; only one chosen where there is only one.
pub(super) fn people(words: &Words, department: &DepartmentCode, wanted: &[Role]) -> Vec<Choice> {
    let today = words.today();
    let mut found: Vec<Choice> = Vec::new();
    let officers = words.directory.officers().filter(|entry| entry.officer.department == *department);
    for entry in officers.filter(|entry| entry.officer.serves_on(today)) {
        let held = words.directory.roles_of(&entry.officer.id, today);
        let named: Vec<Role> = held.into_iter().filter(|role| wanted.contains(role)).collect();
        if !named.is_empty() {
            let label = format!("{} {}", entry.card.name, roles(words, &named));
            found.push(Choice::new(entry.officer.id.as_str(), label));
        }
    }
    if let [only] = found.as_mut_slice() {
        only.is_chosen = true;
    }
    found
}

/// A field for one of several, with the label of a message of the family `channel-field`.
pub(super) fn one(words: &Words, name: &'static str, choices: Vec<Choice>) -> Field {
    Field::one(name, label(words, name), choices)
}

/// The label of a field.
pub(super) fn label(words: &Words, name: &str) -> String {
    words.t_of("channel-field", name).to_string()
}

/// The departments of the other side, and of every side but the own department.
pub(super) fn other_departments(words: &Words, caller: &Caller) -> Vec<Choice> {
    let today = words.today();
    let standing =
        words.directory.departments().filter(|found| found.stands_on(today) && found.code != caller.department);
    standing.map(|found| Choice::new(found.code.as_str(), words.department(&found.code))).collect()
}

/// The ways to the step before, to what it is about, and to the ladder of that, as far as the reader's department knows of them.
pub(super) fn ways<S: Face>(
    shown: &mut Shown<'_, '_, '_, S>,
    about: Option<&StepId>,
    follows: Option<&Step>,
) -> Result<()>
where
    S::Event: Serialize + DeserializeOwned,
{
    let (words, scope) = (shown.words, &shown.caller.scope);
    let mut links = Vec::new();
    if let Some(step) = follows
        && let Some(path) = steps::path_of(shown.read.tx(), scope, step.id.as_str())?
    {
        let label = words.t("channel-step-before").with("channel", channel(words, step.channel));
        links.push(Link { label: label.with("number", number_in(&path)).to_string(), href: path });
    }
    if let Some(about) = about
        && let Some(path) = steps::path_of(shown.read.tx(), scope, about.as_str())?
    {
        let number = number_in(&path);
        if links.iter().all(|link| link.href != path) {
            let label = words.t("channel-about").with("number", number.clone()).to_string();
            links.push(Link { href: path.clone(), label });
        }
        if path.starts_with("/items/") {
            let label = words.t("channel-ladder-of").with("number", number.clone()).to_string();
            links.push(Link { href: format!("/ladder/{number}"), label });
        }
    }
    if !links.is_empty() {
        shown.board.block(Block::Links(links));
    }
    Ok(())
}

/// The number at the end of the address of a page.
pub(super) fn number_in(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Everybody who answers letters and calls.
pub(super) const OFFICERS: &[Role] = &[
    Role::LiaisonOfficer,
    Role::ResponsibleOfficer,
    Role::BusinessLead,
    Role::OverallLead,
    Role::LeaderInCharge,
    Role::PrincipalLeader,
];
/// Those to whom a draft may be submitted.
pub(super) const LEADERS: &[Role] = &[Role::LeaderInCharge, Role::PrincipalLeader];
