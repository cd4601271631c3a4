//! What stands on an item: the same for the screen and for 办理单.

use super::chain::Chain;
use super::record::Shown;
use super::strip::{Strip, relation};
use crate::exchange::content::TransmittalContent;
use crate::exchange::store::{self, Listed};
use crate::platform::desk::{Desk, Explained, Filter, HistoryRow, InList, Source, Words, escaped, joined};
use crate::platform::error::{Error, Result};
use crate::platform::files::{self, AttachmentInfo};
use crate::platform::identity::{Caller, Relation};
use crate::platform::reader::Read;
use crate::platform::stored;
use serde::Deserialize as _;
use shenguan_rules::exchange::{ActedBy, Kind, State as Standing, Transmittal};
use shenguan_rules::party::TransmittalId;

/// Links of an item to the ones before and after it, and to what it answers.
#[derive(Default)]
pub(super) struct Links {
    /// 更正 or 改派 of.
    pub supersedes: Option<String>,
    /// What took its place.
    pub superseded_by: Option<String>,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// What answers it.
    pub dispositions: Vec<String>,
    /// The push of the change that it decided.
    pub change_pushed: Option<String>,
}

/// A fact with its instant.
pub(super) struct Fact {
    /// 已推送, 已送达, 已查看 …
    pub label: String,
    /// When, and by whom; empty where it is none.
    pub value: String,
}

/// What stands on an item.
pub(super) struct Detail {
    /// 编号.
    pub number: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// 企业.
    pub party: String,
    /// From whom.
    pub source: Source,
    /// The part of 待办 that the reader came from.
    pub filter: Filter,
    /// The way back.
    pub back: String,
    /// The member of `nav` for it.
    pub back_label: &'static str,
    /// 第 2 件，共 7 件; none outside 待办.
    pub place: Option<InList>,
    /// What is to be done.
    pub strip: Strip,
    /// 职责链.
    pub chain: Chain,
    /// 正文.
    pub text: String,
    /// 处理决定.
    pub decision: Option<String>,
    /// The member of `info`: what the record is called.
    pub info: &'static str,
    /// Who brought the record in, and when.
    pub brought: String,
    /// The record, field by field.
    pub record: Vec<Shown>,
    /// Where to ask who is responsible for the permit.
    pub permit: Option<String>,
    /// Why it goes to its addressee.
    pub basis: String,
    /// Reasons that the sender gave.
    pub reasons: Vec<Shown>,
    /// 附件.
    pub files: Vec<AttachmentInfo>,
    /// What happened, fact by fact.
    pub facts: Vec<Fact>,
    /// The days of the deadline that the strip shows.
    pub strip_days: Vec<Explained>,
    /// The days of its other deadlines.
    pub days: Vec<Explained>,
    /// To other items.
    pub links: Links,
    /// 责任人 and 联络人 of the other side with their telephones; nobody for whoever is no party to it.
    pub call: Vec<String>,
    /// 办理经过, newest first.
    pub history: Vec<HistoryRow>,
}

impl Detail {
    /// Whether the reader looks at what was sent, and did not come from 待办.
    pub(super) fn is_own(caller: &Caller, transmittal: &Transmittal, filter: &Filter) -> bool {
        !filter.is_of_todo() && relation(caller, transmittal) == Relation::Own
    }

    /// Reads what lies beside the row.
    pub(super) fn read(
        read: &mut Read<'_, '_>,
        desk: Desk,
        words: &Words,
        caller: &Caller,
        listed: &Listed,
        filter: Filter,
    ) -> Result<Self> {
        let transmittal = &listed.held.state;
        let content = content(read, transmittal)?;
        let in_full = relation(caller, transmittal) != Relation::Other;
        let siblings = siblings(read, transmittal, content.as_ref())?;
        let related = match content.as_ref().and_then(|content| content.marks().certificate_number) {
            Some(certificate) => store::of_certificate(read.tx(), &caller.scope, &certificate)?,
            None => Vec::new(),
        };
        let marks = content.as_ref().map(TransmittalContent::marks).unwrap_or_default();
        let permit = marks.certificate_number.or(marks.case_number);
        let strip = words.strip(caller, transmittal, &filter);
        let explained = words.explanations(transmittal, content.as_ref());
        let (strip_days, days) = explained.into_iter().partition(|explained| Some(explained.task) == strip.task);
        let is_own = Self::is_own(caller, transmittal, &filter);
        Ok(Self {
            number: transmittal.number.clone(),
            tag: words.kind(&transmittal.kind),
            subject: match &content {
                Some(content) => content.subject.clone(),
                None => words.t("content-erased").to_string(),
            },
            party: content.as_ref().map(|content| party(content, in_full)).unwrap_or_default(),
            source: words.source(transmittal),
            back: if is_own { "/sent".to_owned() } else { filter.todo() },
            back_label: if is_own { "sent" } else { "todo" },
            place: desk.in_list(read, caller, &filter, &listed.held.id)?,
            strip,
            chain: words.chain(&caller.department, transmittal, &siblings, &related),
            text: content.as_ref().map(|content| content.content.clone()).unwrap_or_default(),
            decision: content.as_ref().and_then(|content| content.decision.clone()),
            info: info(transmittal),
            brought: brought(words, transmittal),
            record: content.as_ref().map(|content| words.record(content, in_full)).unwrap_or_default(),
            permit: permit.map(|number| format!("/approvals?number={}", escaped(&number))),
            basis: basis(words, transmittal),
            reasons: reasons(read, words, transmittal)?,
            files: files::described(read.tx(), &transmittal.attachments)?,
            facts: facts(words, transmittal),
            strip_days,
            days,
            links: links(read, caller, transmittal)?,
            call: match relation(caller, transmittal) {
                Relation::Addressed => words.people_to_call(&transmittal.from),
                Relation::Own => words.people_to_call(&transmittal.to),
                Relation::Other => Vec::new(),
            },
            history: words.history(read, &caller.scope, transmittal)?,
            filter,
        })
    }
}

/// What the record of a kind is called: the member of `info`.
fn info(transmittal: &Transmittal) -> &'static str {
    match transmittal.kind {
        Kind::ApprovalOutcome | Kind::RequiredDocuments | Kind::StandardElementChange => "approval",
        Kind::PenaltyDecision => "penalty",
        _ => "other",
    }
}

/// 「由审批系统带入，11月23日 14:06」, or by whom it was entered.
fn brought(words: &Words, transmittal: &Transmittal) -> String {
    let by = if matches!(transmittal.pushed_by, ActedBy::System { .. }) { "brought-system" } else { "brought-person" };
    let text = words.t(by).with("moment", words.short(transmittal.pushed_at));
    text.with("department", words.department(&transmittal.from)).to_string()
}

/// The content, unless it was erased.
pub(super) fn content(read: &mut Read<'_, '_>, transmittal: &Transmittal) -> Result<Option<TransmittalContent>> {
    let body = stored::content(read.tx(), transmittal.content.as_str())?;
    body.map(|body| TransmittalContent::deserialize(&body).map_err(Error::fault)).transpose()
}

fn party(content: &TransmittalContent, in_full: bool) -> String {
    let masked = |content: &TransmittalContent| TransmittalContent {
        approval: content.approval.as_ref().map(shenguan_rules::record::ApprovalRecord::masked),
        penalty: content.penalty.as_ref().map(shenguan_rules::record::PenaltyRecord::masked),
        ..content.clone()
    };
    let content = if in_full { content.clone() } else { masked(content) };
    content.marks().party_name.unwrap_or_default()
}

/// The pushes of the same outcome of the same case, those that were taken back left out; at least the item itself.
fn siblings(
    read: &mut Read<'_, '_>,
    item: &Transmittal,
    content: Option<&TransmittalContent>,
) -> Result<Vec<Transmittal>> {
    let case = content.and_then(|content| content.approval.as_ref()).map(|approval| approval.case_number.clone());
    let mut siblings = Vec::new();
    if let Some(case) = case {
        let same = |it: &Transmittal| {
            it.outcome == item.outcome && it.concluded_at == item.concluded_at && it.item == item.item
        };
        let outcomes = store::outcomes(read.tx(), &case)?.into_iter().map(|held| held.state);
        siblings.extend(outcomes.filter(|it| it.id == item.id || same(it) && it.state != Standing::Recalled));
    }
    if !siblings.iter().any(|sibling| sibling.id == item.id) {
        siblings.push(item.clone());
    }
    Ok(siblings)
}

fn basis(words: &Words, transmittal: &Transmittal) -> String {
    use shenguan_rules::exchange::Routing;
    match &transmittal.routing {
        Routing::Agreement { agreement, clause, .. } => {
            let found = words.directory.agreements().find(|found| found.id == *agreement);
            let document = found.map(|found| found.document.clone()).unwrap_or_default();
            words.t("basis-agreement").with("document", document).with("clause", clause.clone()).to_string()
        }
        Routing::Side => words.t("basis-side").to_string(),
        Routing::Hand => words.t("basis-hand").to_string(),
    }
}

fn reasons(read: &mut Read<'_, '_>, words: &Words, transmittal: &Transmittal) -> Result<Vec<Shown>> {
    let reasons = [("late_reason", &transmittal.late_reason), ("routing_reason", &transmittal.routing_reason)];
    let mut shown = Vec::new();
    for (name, digest) in reasons {
        let Some(digest) = digest else { continue };
        if let Some(value) = store::reason_of(read.tx(), digest.as_str())? {
            shown.push(Shown { label: words.t_of("field", name).to_string(), value, is_wide: true });
        }
    }
    Ok(shown)
}

/// The six facts, each by itself: 已推送 已送达 已查看 已接收 默认接收 已退回.
fn facts(words: &Words, transmittal: &Transmittal) -> Vec<Fact> {
    let facts = &transmittal.facts;
    let by = |by: &Option<shenguan_rules::exchange::ActedBy>| by.as_ref().map(|by| words.acted(by)).unwrap_or_default();
    let deemed = match transmittal.received_at(words.now) {
        Some(shenguan_rules::exchange::Receipt::Deemed { at }) => Some(at),
        _ => None,
    };
    let all = [
        ("pushed", Some(transmittal.pushed_at), words.acted(&transmittal.pushed_by)),
        ("delivered", facts.delivered_at, String::new()),
        ("opened", facts.opened_at, by(&facts.opened_by)),
        ("acknowledged", facts.acknowledged_at, by(&facts.acknowledged_by)),
        ("deemed", deemed, String::new()),
        ("confirmed", facts.confirmed_at, by(&facts.confirmed_by)),
        ("returned", facts.returned_at, String::new()),
        ("recalled", facts.recalled_at, String::new()),
    ];
    let always = ["pushed", "delivered", "opened", "acknowledged", "deemed", "returned"];
    all.into_iter()
        .filter(|(name, at, _)| at.is_some() || always.contains(name))
        .map(|(name, at, by)| Fact {
            label: words.t_of("fact", name).to_string(),
            value: at.map_or_else(|| words.t("fact-none").to_string(), |at| joined([words.short(at), by])),
        })
        .collect()
}

fn links(read: &mut Read<'_, '_>, caller: &Caller, transmittal: &Transmittal) -> Result<Links> {
    let mut number = |id: &Option<TransmittalId>| match id {
        Some(id) => Words::number_of(read, &caller.scope, id),
        None => Ok(None),
    };
    let mut links = Links {
        supersedes: number(&transmittal.supersedes)?,
        superseded_by: number(&transmittal.superseded_by)?,
        in_reply_to: number(&transmittal.in_reply_to)?,
        change_pushed: number(&transmittal.change_pushed)?,
        dispositions: Vec::new(),
    };
    for id in &transmittal.dispositions {
        links.dispositions.extend(number(&Some(id.clone()))?);
    }
    Ok(links)
}
