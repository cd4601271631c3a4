//! What each deed asks for.

use crate::platform::board::{Choice, Field};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::face::Asked;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::stored::Held;
use crate::roster::store;
use shenguan_rules::party::Side;
use shenguan_rules::roster::{Role, RosterChange, Substitution};

/// 请假: who, who stands in, from when to when; above it what lies with the reader in person, and for whom he stands in.
pub(super) fn begin(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    _: Option<&Held<Substitution>>,
) -> Result<Asked> {
    let own = caller.person.as_ref().map(|person| &person.officer);
    let now = read.now();
    let open = own.map(|own| store::open_tasks(read.tx(), &caller.department, own, now)).transpose()?;
    let open = open.map_or(0, |tasks| tasks.len());
    let mut lead = words.t("leave-lead").with("count", open).to_string();
    let stands_in_for: Vec<String> = caller.stands_in_for().map(|absent| words.officer(absent)).collect();
    if !stands_in_for.is_empty() {
        let names = stands_in_for.join(&words.t("list-separator").to_string());
        lead = format!("{lead}{}", words.t("leave-stands-in-for").with("names", names));
    }
    let mut officers = people(words, caller);
    for choice in &mut officers {
        choice.is_chosen = own.is_some_and(|own| own.as_str() == choice.value);
    }
    let fields = vec![
        Field::one("officer", label(words, "officer"), officers),
        Field::one("stand_in", label(words, "stand_in"), people(words, caller))
            .optional()
            .hint(words.t("leave-stand-in-hint")),
        Field::new("date", "from", label(words, "from")).value(words.today()),
        Field::new("date", "to", label(words, "to")).value(words.today()),
    ];
    Ok(Asked { lead, fields })
}

/// 提前结束.
pub(super) fn end(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Option<&Held<Substitution>>) -> Result<Asked> {
    let held = &held.ok_or(Error::NotFound)?.state;
    let last = words.today().yesterday().unwrap_or(held.from);
    let fields = vec![Field::new("date", "on", label(words, "last_day")).value(last).hint(words.t("leave-end-hint"))];
    Ok(Asked { lead: words.t("leave-end-lead").to_string(), fields })
}

/// 名单变更: the place, who has it from then on, and who files the list.
pub(super) fn change(
    _: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    _: Option<&Held<RosterChange>>,
) -> Result<Asked> {
    let department = words.directory.department(&caller.department).ok_or(Error::NotFound)?;
    let is_bureau = department.side == Side::Approval;
    let other = if is_bureau { Side::Regulation } else { Side::Approval };
    let today = words.today();
    let mut to: Vec<Choice> = words
        .directory
        .departments()
        .filter(|found| found.side == other && found.stands_on(today))
        .map(|found| Choice::new(&found.code, words.department(&found.code)))
        .collect();
    if let [only] = to.as_mut_slice() {
        only.is_chosen = true;
    }
    let sections = department.open_sections(today).map(|section| Choice::new(&section.code, &section.name)).collect();
    let section = Field::one("section", label(words, "section"), sections);
    let mut fields = vec![
        Field { is_optional: false, ..Field::several("to", label(words, "file_at"), to) },
        // 「各审批业务科分别确定」: the bureau names them section by section.
        if is_bureau { section } else { section.optional().hint(words.t("roster-section-hint")) },
        Field::one("responsible", label(words, "responsible"), people(words, caller)),
        Field::one("liaison", label(words, "liaison"), people(words, caller)),
        Field::new("date", "on", label(words, "effective_on")).value(today).hint(words.t("roster-on-hint")),
    ];
    if !is_bureau {
        let roles = [Role::ResponsibleOfficer, Role::OverallLead, Role::BusinessLead];
        let roles = roles.map(|role| Choice::new(role.as_str(), role_name(words, role)));
        fields.insert(3, Field::one("responsible_as", label(words, "responsible_as"), roles.into()).optional());
    }
    Ok(Asked { lead: words.t("roster-change-lead").to_string(), fields })
}

/// A role in the language of the page.
pub(super) fn role_name(words: &Words, role: Role) -> &'static str {
    match words.language {
        crate::platform::web::Language::Chinese => role.zh(),
        crate::platform::web::Language::English => role.en(),
    }
}

/// Everybody of the reader's department who serves, with the post.
fn people(words: &Words, caller: &Caller) -> Vec<Choice> {
    let today = words.today();
    let own = words.directory.officers().filter(|entry| entry.officer.department == caller.department);
    own.filter(|entry| entry.officer.serves_on(today))
        .map(|entry| Choice::new(&entry.officer.id, format!("{} {}", entry.card.name, entry.card.post)))
        .collect()
}

fn label(words: &Words, name: &str) -> String {
    words.t_of("roster-field", name).to_string()
}
