//! What the forms of this section ask for. Each field is one of the request of the same name.

use crate::cooperation::store;
use crate::platform::board::{Choice, Field};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::face::Asked;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::stored::Held;
use shenguan_rules::cooperation::{CooperationRequest, Opinion};
use shenguan_rules::party::{Department, DepartmentCode, Side};

type Request<'h> = Option<&'h Held<CooperationRequest>>;

/// 发出商请: to whom, about which case or matter, what.
pub(super) fn issue(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, _: Request<'_>) -> Result<Asked> {
    let is_bureau = caller.actor.side() == Some(Side::Approval);
    let mut fields = Vec::new();
    if is_bureau {
        let to = Field::several("to", words.t("request-to"), departments(words, Side::Regulation, &[]));
        fields.push(to.hint(words.t("request-to-hint")));
        fields.push(Field::line("case_number", words.t("request-case")).hint(words.t("request-case-hint")));
        let date = Field::new("date", "statutory_due_on", words.t("request-statutory"));
        fields.push(date.hint(words.t("request-statutory-hint")));
    } else {
        let matter = Field::line("regulatory_matter", words.t("request-matter"));
        fields.push(matter.hint(words.t("request-matter-hint")));
    }
    fields.push(Field::line("subject", words.t("request-subject")));
    fields.push(Field::area("content", words.t("request-content")));
    fields.push(Field::line("certificate_number", words.t("request-certificate")).optional());
    fields.push(Field::line("about", words.t("request-about")).hint(words.t("request-about-hint")).optional());
    fields.push(Field::files("attachments", words.t("request-files")));
    Ok(Asked { lead: words.t("request-issue-lead").to_string(), fields })
}

/// 答复, and 合并意见后答复. The version that is read goes along, so that nobody replies to what he did not see.
pub(super) fn reply(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let request = &asked(held)?.state;
    let version = request.version();
    let newest = request.versions.last().ok_or(Error::NotFound)?;
    let question = store::question(read.tx(), &newest.content)?;
    let text = question.map_or_else(|| words.t("content-erased").to_string(), |question| question.content);
    let named = words.t("request-version").with("version", version).with("moment", words.short(newest.issued_at));
    let is_chosen = true;
    let versions = vec![Choice { is_chosen, ..Choice::new(version, named) }];
    let partial = vec![Choice::new("true", words.t("request-partial"))];
    let due = words.on_paper().due(crate::platform::desk::ANSWER_REQUEST, Some(request.window.due)).sub;
    Ok(Asked {
        lead: words.t("request-reply-lead").with("question", text).with("due", due).to_string(),
        fields: vec![
            Field::one("opinion", words.t("request-opinion"), opinions(words)),
            Field::area("content", words.t("request-reply-text")).hint(words.t("request-reply-hint")).optional(),
            Field::several("partial", words.t("request-partial-label"), partial),
            Field::one("version", words.t("request-version-label"), versions),
            Field::files("attachments", words.t("request-files")),
        ],
    })
}

/// 询问.
pub(super) fn question(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Request<'_>) -> Result<Asked> {
    let fields = vec![Field::area("content", words.t("request-question"))];
    Ok(Asked { lead: words.t("request-question-lead").to_string(), fields })
}

/// 说明.
pub(super) fn explain(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let open = asked(held)?.state.open_clarification().map(|(_, asked)| asked.content.clone());
    let text = open.map(|digest| store::words(read.tx(), &digest)).transpose()?.flatten();
    let fields = vec![Field::area("content", words.t("request-explanation"))];
    Ok(Asked { lead: text.unwrap_or_default(), fields })
}

/// 申请延期, or the asker's decision on it.
pub(super) fn extend(read: &mut Read<'_, '_>, words: &Words, caller: &Caller, held: Request<'_>) -> Result<Asked> {
    let request = &asked(held)?.state;
    if caller.department == request.from {
        let pending = request.pending_extension(words.now);
        let reason = pending.map(|asked| store::words(read.tx(), &asked.reason)).transpose()?.flatten();
        let days = pending.map_or(0, |asked| asked.working_days);
        let lead = words.t("request-extension-lead").with("days", days).with("reason", reason.unwrap_or_default());
        let grant = vec![
            Choice::new("true", words.t("request-extension-grant")),
            Choice::new("false", words.t("request-extension-refuse")),
        ];
        let why = Field::area("reason", words.t("request-reason")).hint(words.t("request-refusal-hint"));
        let fields = vec![Field::one("grant", words.t("request-extension-decision"), grant), why.optional()];
        return Ok(Asked { lead: lead.to_string(), fields });
    }
    let most = words.directory.rule_set(words.now).request_working_days;
    let days = (1..=most).map(|days| Choice::new(days, words.t("request-days").with("days", days))).collect();
    let fields = vec![
        Field::one("working_days", words.t("request-extension-days"), days),
        Field::area("reason", words.t("request-reason")),
    ];
    Ok(Asked { lead: words.t("request-extend-lead").to_string(), fields })
}

/// 非本部门职责.
pub(super) fn not_ours(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let request = &asked(held)?.state;
    let others = departments(words, Side::Regulation, &[&request.to, &request.from]);
    let fields = vec![
        Field::area("reason", words.t("request-reason")),
        Field::one("suggested_to", words.t("request-suggested"), others).optional(),
    ];
    Ok(Asked { lead: words.t("request-not-ours-lead").to_string(), fields })
}

/// 改派, to whom the addressee suggested unless somebody else is chosen.
pub(super) fn redirect(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let request = &asked(held)?.state;
    let suggested = request.open_not_ours().and_then(|said| said.suggested_to.as_ref());
    let mut others = departments(words, Side::Regulation, &[&request.to, &request.from]);
    for choice in &mut others {
        choice.is_chosen = suggested.is_some_and(|code| code.as_str() == choice.value);
    }
    let fields = vec![Field::one("to", words.t("request-redirect-to"), others)];
    Ok(Asked { lead: words.t("request-redirect-lead").to_string(), fields })
}

/// 维持: only why.
pub(super) fn uphold(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Request<'_>) -> Result<Asked> {
    Ok(why(words, "request-uphold-lead"))
}

/// 撤回: only why.
pub(super) fn withdraw(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Request<'_>) -> Result<Asked> {
    Ok(why(words, "request-withdraw-lead"))
}

fn why(words: &Words, lead: &'static str) -> Asked {
    Asked { lead: words.t(lead).to_string(), fields: vec![Field::area("reason", words.t("request-reason"))] }
}

/// 再次商请.
pub(super) fn ask_again(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let newest = asked(held)?.state.versions.last().ok_or(Error::NotFound)?;
    let question = store::question(read.tx(), &newest.content)?;
    let only = vec![Choice::new("true", words.t("request-only-this"))];
    let fields = vec![
        Field::area("reason", words.t("request-changed")),
        Field::area("content", words.t("request-content"))
            .value(question.map(|question| question.content).unwrap_or_default()),
        Field::several("only_this", words.t("request-again-to"), only),
        Field::files("attachments", words.t("request-files")),
    ];
    Ok(Asked { lead: words.t("request-again-lead").to_string(), fields })
}

/// 共享答复, with those that were asked together.
pub(super) fn share(read: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let request = &asked(held)?.state;
    let together = store::joint(read.tx(), request.joint.as_str())?;
    let others = together.iter().map(|held| &held.state.to).filter(|to| **to != request.to);
    let others = others.map(|to| Choice { is_chosen: true, ..Choice::new(to, words.department(to)) }).collect();
    let fields = vec![Field::several("with", words.t("request-share-with"), others)];
    Ok(Asked { lead: words.t("request-share-lead").to_string(), fields })
}

/// 交办 inside the department.
pub(super) fn assign(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let to = &asked(held)?.state.to;
    let fields = vec![
        Field::one("section", words.t("request-section"), sections(words, to)).optional(),
        Field::one("officer", words.t("request-officer"), officers(words, to)).optional(),
    ];
    Ok(Asked { lead: words.t("request-assign-lead").to_string(), fields })
}

/// 内部征求意见.
pub(super) fn countersign(_: &mut Read<'_, '_>, words: &Words, _: &Caller, held: Request<'_>) -> Result<Asked> {
    let to = &asked(held)?.state.to;
    let fields = vec![
        Field::area("content", words.t("request-countersign-text")),
        Field::several("officers", words.t("request-officer"), officers(words, to)),
        Field::several("sections", words.t("request-section"), sections(words, to)),
    ];
    Ok(Asked { lead: words.t("request-countersign-lead").to_string(), fields })
}

/// 会签.
pub(super) fn sign(_: &mut Read<'_, '_>, words: &Words, _: &Caller, _: Request<'_>) -> Result<Asked> {
    let fields = vec![
        Field::one("opinion", words.t("request-opinion"), opinions(words)),
        Field::area("content", words.t("request-reply-text")).hint(words.t("request-reply-hint")).optional(),
    ];
    Ok(Asked { lead: words.t("request-sign-lead").to_string(), fields })
}

fn asked(held: Request<'_>) -> Result<&Held<CooperationRequest>> {
    held.ok_or(Error::NotFound)
}

fn opinions(words: &Words) -> Vec<Choice> {
    Opinion::ALL.into_iter().map(|opinion| Choice::new(opinion.as_str(), words.opinion(opinion))).collect()
}

/// The departments of a side that stand today, but for some.
fn departments(words: &Words, side: Side, but: &[&DepartmentCode]) -> Vec<Choice> {
    let today = words.today();
    let fits = |found: &&Department| found.side == side && found.stands_on(today) && !but.contains(&&found.code);
    let standing = words.directory.departments().filter(fits);
    standing.map(|found| Choice::new(&found.code, words.department(&found.code))).collect()
}

fn sections(words: &Words, department: &DepartmentCode) -> Vec<Choice> {
    let Some(department) = words.directory.department(department) else { return Vec::new() };
    let open = department.open_sections(words.today());
    open.map(|section| Choice::new(&section.code, &section.name)).collect()
}

fn officers(words: &Words, department: &DepartmentCode) -> Vec<Choice> {
    let serving = words
        .directory
        .officers()
        .filter(|entry| entry.officer.department == *department && entry.officer.left_on.is_none());
    serving.map(|entry| Choice::new(&entry.officer.id, &entry.card.name)).collect()
}
