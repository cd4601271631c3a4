//! The page of a request: how it stands, what is asked, what each department says, the term day by day, and its history.

use super::acts::buttons;
use crate::cooperation::store;
use crate::platform::board::{Block, Cell, Link, Strip, Table};
use crate::platform::desk::{ANSWER_REQUEST, DECIDE_COMPETENCE};
use crate::platform::error::Result;
use crate::platform::face::Shown;
use crate::platform::files;
use shenguan_rules::cooperation::{CooperationRequest, Matter};
use shenguan_rules::rule_set::NoReplyEffect;

/// The page.
pub(in crate::cooperation) fn request(mut shown: Shown<'_, '_, '_, CooperationRequest>) -> Result<()> {
    let request = shown.held.state.clone();
    let question = match request.versions.last() {
        Some(version) => store::question(shown.read.tx(), &version.content)?,
        None => None,
    };
    let erased = shown.words.t("content-erased").to_string();
    let subject = question.as_ref().map_or_else(|| erased.clone(), |question| question.subject.clone());
    let back = Link { href: shown.filter.todo(), label: shown.words.t("nav-todo").to_string() };
    shown.board.about(subject, back);
    strip(&mut shown, &request)?;
    facts(&mut shown, &request, question.as_ref());
    let text = question.map_or(erased, |question| question.content);
    let heading = match request.version() {
        1 => shown.words.t("request-content").to_string(),
        version => shown.words.t("request-content-version").with("version", version).to_string(),
    };
    shown.board.block(Block::Text(heading, text));
    if let Some(version) = request.versions.last().filter(|version| !version.attachments.is_empty()) {
        let attached = files::described(shown.read.tx(), &version.attachments)?;
        let heading = shown.words.t("request-files").to_string();
        shown.board.block(Block::Files(heading, attached));
    }
    together(&mut shown, &request)?;
    replies(&mut shown, &request)?;
    questions(&mut shown, &request)?;
    extensions(&mut shown, &request)?;
    countersigns(&mut shown)?;
    let history = shown.words.request_history(shown.read, &shown.caller.scope, &request)?;
    shown.board.block(Block::History(history));
    let label = shown.words.t("request-all").to_string();
    shown.board.block(Block::Links(vec![Link { href: "/cooperation".to_owned(), label }]));
    Ok(())
}

fn strip(shown: &mut Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest) -> Result<()> {
    let words = shown.words;
    let lamp = words.request_lamp(request);
    let days = match request.open_not_ours() {
        Some(said) => words.explained(DECIDE_COMPETENCE, &said.decision, said.decision.due),
        None => words.explained(ANSWER_REQUEST, &request.window.deadline, request.window.due),
    };
    let effect = match request.no_reply_effect {
        _ if !request.owes_reply(words.now) => None,
        NoReplyEffect::DeemedNoObjection => Some(words.t("request-effect-deems")),
        NoReplyEffect::Overdue => Some(words.t("request-effect")),
    };
    let effect = effect.map(|effect| format!(" {}", effect.with("due", &lamp.sub))).unwrap_or_default();
    let lead = format!("{} → {}", words.department(&request.from), words.department(&request.to));
    let paper = format!("{} {}", lamp.line, lamp.paper);
    let buttons = buttons(shown, request)?;
    let strip = Strip { lamp, countdown: None, lead, effect, paper, buttons, days: days.into_iter().collect() };
    shown.board.block(Block::Strip(strip));
    Ok(())
}

fn facts(
    shown: &mut Shown<'_, '_, '_, CooperationRequest>,
    request: &CooperationRequest,
    question: Option<&crate::cooperation::content::QuestionContent>,
) {
    let words = shown.words;
    let mut facts = vec![(words.t("request-number").to_string(), request.number.clone())];
    let mut fact = |label: &'static str, value: Option<String>| {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| (words.t(label).to_string(), value)));
    };
    fact("request-case", question.and_then(|question| question.case_number.clone()));
    if let Matter::Case { statutory_due_on } = request.matter {
        let after = request.ends_after_statutory_date();
        let note = if after { words.t("request-after-statutory") } else { words.t("request-statutory-runs") };
        fact("request-statutory", Some(format!("{statutory_due_on} {note}")));
    }
    fact("request-matter", question.and_then(|question| question.regulatory_matter.clone()));
    fact("request-certificate", question.and_then(|question| question.certificate_number.clone()));
    let by = words.acted(&request.issued_by);
    let issued = request.versions.first().map(|version| format!("{} {by}", words.short(version.issued_at)));
    fact("request-issued", issued);
    fact("request-opened", request.opened_at.map(|at| words.short(at)));
    if let Some(assigned) = &request.assignment {
        let section = assigned.section.as_ref().map(|section| words.section(&request.to, section));
        let officer = assigned.officer.as_ref().map(|officer| words.officer(officer));
        let to = section.into_iter().chain(officer).collect::<Vec<_>>().join(" ");
        fact("request-assigned", Some(to).filter(|_| shown.caller.department == request.to));
    }
    shown.board.block(Block::Facts(String::new(), facts));
}

/// Everybody who was asked together, as far as the reader may know of it.
fn together(shown: &mut Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest) -> Result<()> {
    let all = store::joint_within(shown.read.tx(), &shown.caller.scope, &[request.joint.as_str()])?;
    if all.len() < 2 {
        return Ok(());
    }
    let words = shown.words;
    let columns = shown.board.words(["request-number", "request-to-one", "request-state"]);
    let rows = all.iter().map(|listed| {
        let other = &listed.held.state;
        let lamp = words.request_lamp(other);
        let href = format!("/cooperation/{}", other.number);
        vec![
            Cell::code(&other.number).to(href),
            Cell::of(words.department(&other.to)),
            Cell::of(lamp.line).below(lamp.sub).tone(lamp.tone),
        ]
    });
    let heading = words.t("request-together");
    let table = Table::new("together", heading, columns, "").with(rows.collect::<Vec<_>>());
    shown.board.table(table);
    Ok(())
}

fn replies(shown: &mut Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest) -> Result<()> {
    let words = shown.words;
    let columns = shown.board.words(["request-opinion", "request-reply-text", "request-by"]);
    let mut rows = Vec::with_capacity(request.replies.len());
    let mut attached = Vec::new();
    for reply in request.replies.iter().rev() {
        let opinion = reply.opinion.map(|opinion| words.opinion(opinion).to_string());
        let opinion = match (opinion, reply.partial) {
            (Some(opinion), true) => format!("{opinion}（{}）", words.t("request-part")),
            (None, _) => words.t("request-part").to_string(),
            (Some(opinion), false) => opinion,
        };
        let older = (reply.version < request.version())
            .then(|| words.t("request-older-version").with("version", reply.version).to_string());
        let late = reply.late.then(|| words.t("request-late").to_string());
        let marks = older.into_iter().chain(late).collect::<Vec<_>>().join(" ");
        let text = match &reply.content {
            Some(digest) => {
                store::words(shown.read.tx(), digest)?.unwrap_or_else(|| words.t("content-erased").to_string())
            }
            None => String::new(),
        };
        let tone = if reply.late { "c-red" } else { "" };
        rows.push(vec![
            Cell::of(opinion).below(marks).tone(tone),
            Cell::chinese(text),
            Cell::of(words.acted(&reply.by)).below(words.short(reply.at)),
        ]);
        attached.extend(reply.attachments.iter().cloned());
    }
    let none = match request.no_reply_effect {
        NoReplyEffect::DeemedNoObjection => words.t("request-no-reply-deems"),
        NoReplyEffect::Overdue => words.t("request-no-reply"),
    };
    let table = Table::new("replies", words.t("request-replies"), columns, none).with(rows);
    shown.board.table(table);
    if !attached.is_empty() {
        let described = files::described(shown.read.tx(), &attached)?;
        let heading = words.t("request-reply-files").to_string();
        shown.board.block(Block::Files(heading, described));
    }
    Ok(())
}

fn questions(shown: &mut Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest) -> Result<()> {
    if request.clarifications.is_empty() {
        return Ok(());
    }
    let words = shown.words;
    let columns = shown.board.words(["request-question", "request-explanation"]);
    let mut rows = Vec::with_capacity(request.clarifications.len());
    for asked in &request.clarifications {
        let question = store::words(shown.read.tx(), &asked.content)?.unwrap_or_default();
        let answer = match &asked.answer {
            Some(answer) => {
                let text = store::words(shown.read.tx(), &answer.content)?.unwrap_or_default();
                Cell::chinese(text).below(format!("{} {}", words.acted(&answer.by), words.short(answer.at)))
            }
            None => Cell::of(words.t("request-unanswered")).tone("c-amb"),
        };
        let by = format!("{} {}", words.acted(&asked.by), words.short(asked.at));
        rows.push(vec![Cell::chinese(question).below(by), answer]);
    }
    shown.board.table(Table::new("questions", words.t("request-questions"), columns, "").with(rows));
    Ok(())
}

fn extensions(shown: &mut Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest) -> Result<()> {
    use shenguan_rules::cooperation::ExtensionAnswer;
    if request.extensions.is_empty() {
        return Ok(());
    }
    let words = shown.words;
    let columns = shown.board.words(["request-extension-days", "request-reason", "request-extension-decision"]);
    let mut rows = Vec::with_capacity(request.extensions.len());
    for asked in &request.extensions {
        let reason = store::words(shown.read.tx(), &asked.reason)?.unwrap_or_default();
        let decided = match &asked.answer {
            Some(ExtensionAnswer::Granted { at, .. }) => Cell::of(words.t("request-granted")).below(words.short(*at)),
            Some(ExtensionAnswer::Refused { at, reason, .. }) => {
                let why = store::words(shown.read.tx(), reason)?.unwrap_or_default();
                Cell::of(words.t("request-refused")).below(format!("{} {why}", words.short(*at)))
            }
            None if request.pending_extension(words.now) == Some(asked) => {
                Cell::of(words.t("request-pending")).tone("c-amb")
            }
            None => Cell::of(words.t("request-fallen")),
        };
        let days = words.t("request-days").with("days", asked.working_days);
        rows.push(vec![Cell::of(days).below(words.short(asked.at)), Cell::chinese(reason), decided]);
    }
    shown.board.table(Table::new("extensions", words.t("request-extensions"), columns, "").with(rows));
    Ok(())
}

/// 会签: stands on the page of the own department only.
fn countersigns(shown: &mut Shown<'_, '_, '_, CooperationRequest>) -> Result<()> {
    use shenguan_rules::cooperation::{SignatureState, Signer};
    let words = shown.words;
    for held in store::countersigns(shown.read.tx(), &shown.caller.scope, &shown.held.id)? {
        let state = held.state;
        let asked = store::words(shown.read.tx(), &state.content)?.unwrap_or_default();
        let columns = shown.board.words(["request-signer", "request-opinion", "request-reply-text"]);
        let mut rows = Vec::with_capacity(state.signatures.len());
        for signature in &state.signatures {
            let who = match &signature.signer {
                Signer::Officer { officer } => words.officer(officer),
                Signer::Section { section } => words.section(&state.department, section),
            };
            let mut row = vec![Cell::chinese(who)];
            match &signature.state {
                SignatureState::Asked => {
                    row.extend([Cell::of(words.t("request-unsigned")).tone("c-amb"), Cell::of("")]);
                }
                SignatureState::Signed { opinion, content, at, by } => {
                    let text = content.as_ref().map(|digest| store::words(shown.read.tx(), digest)).transpose()?;
                    let by = format!("{} {}", words.officer(by), words.short(*at));
                    row.extend([
                        Cell::of(words.opinion(*opinion)).below(by),
                        Cell::chinese(text.flatten().unwrap_or_default()),
                    ]);
                }
            }
            rows.push(row);
        }
        let heading = words.t("request-countersigns").with("text", asked);
        shown.board.table(Table::new("countersigns", heading, columns, "").with(rows));
    }
    Ok(())
}
