//! The rows of the register: on the page, and as cells of a file.

use super::found::hits;
use crate::exchange::store::Listed;
use crate::platform::desk::Lamp;
use crate::platform::desk::Words;
use crate::platform::export::{Cell, Column, Table};
use crate::platform::identity::Caller;
use shenguan_rules::exchange::{Receipt, State, Transmittal};
use shenguan_rules::record::mask_name;

/// A row.
pub(super) struct Row {
    /// 编号.
    pub number: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// 企业.
    pub party: String,
    /// Its 企业档案, where it has a credit code.
    pub party_href: Option<String>,
    /// 发出单位.
    pub from: String,
    /// 接收单位.
    pub to: String,
    /// 发出时间.
    pub pushed: Cell,
    /// 时限.
    pub due: Cell,
    /// 办结时间.
    pub received: Cell,
    /// 接收方式.
    pub mode: String,
    /// How it stands.
    pub lamp: Lamp,
    /// Where the words that were looked for stand; empty where nothing was.
    pub hits: String,
    /// 证书编号 or 文书号.
    pub paper: String,
}

impl Row {
    /// As cells, in the order of the columns.
    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.number.as_str()),
            Cell::text(self.tag.as_str()),
            Cell::text(self.subject.as_str()),
            Cell::text(self.party.as_str()),
            Cell::text(self.from.as_str()),
            Cell::text(self.to.as_str()),
            self.pushed.clone(),
            self.due.clone(),
            self.received.clone(),
            Cell::text(self.mode.as_str()),
        ]
    }
}

/// The rows of what was found; `wanted` is what was looked for.
pub(super) fn rows_of(words: &Words, caller: &Caller, listed: &[Listed], wanted: Option<&str>) -> Vec<Row> {
    let row = |listed: &Listed| {
        let (transmittal, party) = (&listed.held.state, party(caller, listed));
        let code = listed.party_credit_code.as_ref();
        let subject = listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string());
        Row {
            hits: wanted.map(|wanted| hits(words, listed, &party, wanted)).unwrap_or_default(),
            number: transmittal.number.clone(),
            tag: words.kind(&transmittal.kind),
            subject,
            party_href: code.map(|code| format!("/parties/{}", crate::platform::desk::escaped(code))),
            party,
            from: words.department(&transmittal.from),
            to: words.department(&transmittal.to),
            pushed: Cell::Minute(transmittal.pushed_at),
            due: Cell::minute(transmittal.receipt_due()),
            received: Cell::minute(transmittal.received_at(words.now).map(|receipt| match receipt {
                Receipt::Acknowledged { at, .. } | Receipt::Deemed { at } => at,
            })),
            mode: words.t_of("mode", mode(transmittal, words)).to_string(),
            lamp: words.lamp(transmittal),
            paper: listed.certificate_number.clone().or_else(|| listed.document_number.clone()).unwrap_or_default(),
        }
    };
    listed.iter().map(row).collect()
}

/// The table of the register, without its rows.
pub(super) fn table(words: &Words, filters: Vec<(String, String)>) -> Table {
    let titles = [
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-sender", 20),
        ("column-addressee", 20),
        ("column-pushed", 17),
        ("column-limit", 17),
        ("column-settled", 17),
        ("column-mode", 16),
    ];
    Table {
        title: words.t("nav-register").to_string(),
        name: "register",
        filters,
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: Vec::new(),
    }
}

/// The rows as cells.
pub(super) fn cells(rows: &[Row]) -> Vec<Vec<Cell>> {
    rows.iter().map(Row::cells).collect()
}

/// 确认, 默认, or why it is neither.
fn mode(transmittal: &Transmittal, words: &Words) -> &'static str {
    match (transmittal.state_at(words.now), transmittal.received_at(words.now)) {
        (State::Returned, _) => "returned",
        (State::Recalled, _) => "recalled",
        (_, Some(Receipt::Acknowledged { .. })) => "acknowledged",
        (_, Some(Receipt::Deemed { .. })) if transmittal.facts.confirmed_at.is_some() => "confirmed",
        (_, Some(Receipt::Deemed { .. })) => "deemed",
        (_, None) if transmittal.receipt_due().is_some() => "in_transit",
        (_, None) => "for_information",
    }
}

/// Whom it is about; the name of a natural person is masked unless the reader's department sent or received it.
fn party(caller: &Caller, listed: &Listed) -> String {
    let transmittal = &listed.held.state;
    let is_foreign = caller.department != transmittal.from && caller.department != transmittal.to;
    let name = listed.party_name.clone().unwrap_or_default();
    if is_foreign && listed.is_about_person { mask_name(&name) } else { name }
}
