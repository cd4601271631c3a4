//! What each deed asks for.

use super::parts::{LEADERS, OFFICERS, label, one, other_departments, people, roles};
use crate::channel::content::CorrespondenceContent;
use crate::channel::request::SUMMARY_CHARS_MAX;
use crate::channel::store;
use crate::platform::board::{Choice, Field, written};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::face::Asked;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::stored::Held;
use shenguan_rules::channel::{Channel, ConsultationProposal, Correspondence, PhoneNote, Remark};

/// What a form of a deed on a letter gets.
type Letter<'h> = Option<&'h Held<Correspondence>>;

pub(super) fn draft(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, _: Letter<'_>) -> Result<Asked> {
    let channels = [Channel::Letter, Channel::Oa].map(|it| Choice::new(it.as_str(), super::parts::channel(words, it)));
    let kinds = ["letter", "notice"].map(|kind| Choice::new(kind, words.t_of("document-kind", kind)));
    let mut fields = vec![
        one(words, "channel", channels.into()),
        one(words, "kind", kinds.into()),
        Field { is_optional: false, ..Field::several("to", label(words, "to"), other_departments(words, caller)) },
    ];
    fields.extend(text(words, None));
    for name in ["about", "follows", "answers"] {
        fields.push(Field::line(name, label(words, name)).hint(words.t("channel-number-hint")).optional());
    }
    fields.push(Field::files("attachments", label(words, "attachments")));
    Ok(Asked { lead: words.t("channel-draft-lead").to_string(), fields })
}

pub(super) fn revise(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Letter<'_>) -> Result<Asked> {
    let held = subject(held)?;
    let content = match held.state.versions.last() {
        Some(version) => store::body::<CorrespondenceContent>(read.tx(), &version.content)?,
        None => None,
    };
    let mut fields = Vec::from(text(words, content.as_ref()));
    fields.push(Field::files("attachments", label(words, "attachments")).hint(words.t("channel-files-again")));
    let is_endorsed = held.state.endorsement.is_some();
    let lead = words.t_of("channel-revise-lead", if is_endorsed { "voids" } else { "plain" });
    Ok(Asked { lead: lead.to_string(), fields })
}

pub(super) fn submit(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Letter<'_>) -> Result<Asked> {
    let state = &subject(held)?.state;
    let lead = words.t("channel-submit-lead").with("who", roles(words, state.channel.endorsers()));
    let leaders = people(words, &state.from, LEADERS);
    Ok(Asked { lead: lead.to_string(), fields: vec![one(words, "leader", leaders)] })
}

pub(super) fn endorse(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Letter<'_>) -> Result<Asked> {
    let state = &subject(held)?.state;
    let fields = vec![
        Field::new("number", "version", label(words, "version")).value(state.version()),
        Field::area("opinion", label(words, "opinion")).optional(),
    ];
    Ok(Asked { lead: words.t("channel-endorse-lead").to_string(), fields })
}

pub(super) fn send_back(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Letter<'_>) -> Result<Asked> {
    Ok(reason(words, "channel-send-back-lead"))
}

pub(super) fn withdraw(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Letter<'_>) -> Result<Asked> {
    Ok(reason(words, "channel-withdraw-lead"))
}

pub(super) fn pass_on(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, held: Letter<'_>) -> Result<Asked> {
    let state = &subject(held)?.state;
    let own = caller.person.as_ref().map(|person| person.officer.to_string());
    let mut leaders = people(words, &state.from, LEADERS);
    leaders.retain(|leader| Some(&leader.value) != own.as_ref());
    let fields = vec![one(words, "leader", leaders), Field::area("opinion", label(words, "opinion")).optional()];
    Ok(Asked { lead: words.t("channel-pass-on-lead").to_string(), fields })
}

pub(super) fn enter(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Letter<'_>) -> Result<Asked> {
    let state = &subject(held)?.state;
    let proofs = ["paper", "oa"].map(|proof| Choice::new(proof, words.t_of("channel-proof", proof)));
    let fields = vec![
        one(words, "leader", people(words, &state.from, state.channel.endorsers())),
        Field::new("date", "endorsed_on", label(words, "endorsed_on")).value(words.today()),
        one(words, "proof", proofs.into()),
        Field::line("number", label(words, "paper_number")).optional(),
        Field { is_optional: false, ..Field::files("scan", label(words, "scan")) },
    ];
    Ok(Asked { lead: words.t("channel-enter-lead").to_string(), fields })
}

pub(super) fn issue(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Letter<'_>) -> Result<Asked> {
    let state = &subject(held)?.state;
    let register = store::register_of_office(read.tx(), &state.from, state.channel, state.kind)?;
    let lead = match register {
        Some(register) => words.t("channel-issue-run").with("code", register.state.code.as_str().to_owned()),
        None => words.t_of("channel-issue-lead", state.channel.as_str()),
    };
    let number = Field::line("number", label(words, "document_number")).hint(words.t("channel-document-number-hint"));
    Ok(Asked { lead: lead.to_string(), fields: vec![number.optional()] })
}

pub(super) fn note(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, _: Option<&Held<PhoneNote>>) -> Result<Asked> {
    let others = other_departments(words, caller);
    let mut staff: Vec<Choice> = Vec::new();
    for department in &others {
        let Ok(code) = shenguan_rules::party::DepartmentCode::parse(department.value.as_str()) else { continue };
        staff.extend(people(words, &code, OFFICERS).into_iter().map(|officer| Choice {
            label: format!("{} {}", department.label, officer.label),
            is_chosen: false,
            ..officer
        }));
    }
    let fields = vec![
        one(words, "to", others),
        Field { is_optional: true, ..one(words, "officer", staff) },
        Field::line("person", label(words, "person")).hint(words.t("channel-person-hint")).optional(),
        Field::new("datetime-local", "called_at", label(words, "called_at"))
            .value(written(words.now).replace(' ', "T")),
        Field::area("gist", label(words, "gist")),
        Field::area("result", label(words, "result")),
        Field::line("about", label(words, "about")).hint(words.t("channel-number-hint")).optional(),
        Field::line("follows", label(words, "follows")).hint(words.t("channel-number-hint")).optional(),
    ];
    Ok(Asked { lead: words.t("channel-note-lead").to_string(), fields })
}

pub(super) fn confirm(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Option<&Held<PhoneNote>>) -> Result<Asked> {
    let fields = vec![Field::area("note", label(words, "note")).optional()];
    Ok(Asked { lead: words.t("channel-confirm-lead").to_string(), fields })
}

pub(super) fn dispute(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Option<&Held<PhoneNote>>) -> Result<Asked> {
    Ok(reason(words, "channel-dispute-lead"))
}

pub(super) fn propose(
    _: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    _: Option<&Held<ConsultationProposal>>,
) -> Result<Asked> {
    let fields = vec![
        one(words, "to", other_departments(words, caller)),
        Field::line("topic", label(words, "topic")),
        Field::area("text", label(words, "why")),
        Field::line("about", label(words, "about")).hint(words.t("channel-number-hint")).optional(),
        Field::line("tried", label(words, "tried")).hint(words.t("channel-tried-hint")).optional(),
    ];
    Ok(Asked { lead: words.t("channel-propose-lead").to_string(), fields })
}

pub(super) fn give(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, _: Option<&Held<Remark>>) -> Result<Asked> {
    let fields = vec![
        Field::line("item", label(words, "about")).hint(words.t("channel-number-hint")),
        Field::area("text", label(words, "remark")),
        one(words, "owner", people(words, &caller.department, OFFICERS)),
    ];
    Ok(Asked { lead: words.t("channel-remark-lead").to_string(), fields })
}

pub(super) fn finish(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Option<&Held<Remark>>) -> Result<Asked> {
    let fields = vec![Field::area("text", label(words, "done"))];
    Ok(Asked { lead: words.t("channel-finish-lead").to_string(), fields })
}

fn reason(words: &Words, lead: &'static str) -> Asked {
    Asked { lead: words.t(lead).to_string(), fields: vec![Field::area("reason", label(words, "reason"))] }
}

fn text(words: &Words, content: Option<&CorrespondenceContent>) -> [Field; 3] {
    let (subject, summary, text) = content
        .map(|content| (content.subject.as_str(), content.summary.as_str(), content.text.as_str()))
        .unwrap_or_default();
    let summary_field = Field::area("summary", label(words, "summary")).value(summary);
    [
        Field::line("subject", label(words, "subject")).value(subject),
        Field { most: u32::try_from(SUMMARY_CHARS_MAX).unwrap_or(120), ..summary_field }
            .hint(words.t("channel-summary-hint")),
        Field::area("text", label(words, "text")).value(text),
    ]
}

fn subject<S>(held: Option<&Held<S>>) -> Result<&Held<S>> {
    held.ok_or(Error::NotFound)
}
