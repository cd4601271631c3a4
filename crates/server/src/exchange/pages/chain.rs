//! 职责链: who holds which duty for a permit, from which instant; a real table. The double rule is the boundary of 二(一)¶2:
//! 「审批与监管的责任分工原则上以审批结果的推送和接收为界」. The gap before it is the bureau's 交接职责.

use super::strip::passes_regulation;
use crate::exchange::store::Listed;
use crate::platform::desk::Words;
use shenguan_rules::exchange::{Kind, Receipt, ReplyState, Routing, State, Transmittal};
use shenguan_rules::party::DepartmentCode;

/// So many items are named in one cell.
const ITEMS_MAX: usize = 3;

/// The table.
pub(super) struct Chain {
    /// What it is called: the member of `chain`.
    pub title: &'static str,
    /// Its columns, after that of the departments.
    pub columns: Vec<Column>,
    /// One each department, the sender first.
    pub rows: Vec<ChainRow>,
}

/// A step.
pub(super) struct Column {
    /// Its name.
    pub head: String,
    /// When, or what it means.
    pub sub: String,
    /// Whether the boundary stands before it.
    pub is_edge: bool,
    /// Whether it is where things stand.
    pub is_now: bool,
}

/// A department.
pub(super) struct ChainRow {
    /// Its name.
    pub name: String,
    /// 本单位.
    pub is_own: bool,
    /// One each column.
    pub cells: Vec<Cell>,
}

/// What a department does in a step.
#[derive(Default)]
pub(super) struct Cell {
    /// The class of its bar.
    pub bar: &'static str,
    /// The symbol; empty for none.
    pub lamp: &'static str,
    /// The duty, in bold.
    pub duty: String,
    /// Who, or what.
    pub text: String,
    /// When, or who of them; it never breaks over two lines.
    pub when: String,
    /// The items that it names.
    pub items: Vec<String>,
    /// Nothing here: left out on narrow screens.
    pub is_nothing: bool,
    /// The head of its column, for narrow screens.
    pub head: String,
    /// Whether the boundary stands before it.
    pub is_edge: bool,
    /// Whether it is where things stand.
    pub is_now: bool,
}

impl Cell {
    fn nothing() -> Self {
        Self { bar: "bar-none", text: "—".to_owned(), is_nothing: true, ..Self::default() }
    }

    fn bar(bar: &'static str, duty: impl ToString, text: impl ToString) -> Self {
        Self { bar, duty: duty.to_string(), text: text.to_string(), ..Self::default() }
    }

    fn lit(bar: &'static str, lamp: &'static str, text: impl ToString) -> Self {
        Self { bar, lamp, text: text.to_string(), ..Self::default() }
    }

    /// The newest of some items, for there is no room for all; nothing where there are none.
    fn of_items(mut items: Vec<String>) -> Self {
        if items.is_empty() {
            return Self::nothing();
        }
        let left_out = items.len().saturating_sub(ITEMS_MAX);
        items.truncate(ITEMS_MAX);
        let text = if left_out > 0 { format!("+{left_out}") } else { String::new() };
        Self { bar: "bar-none", items, text, ..Self::default() }
    }

    fn at(self, when: String) -> Self {
        Self { when, ..self }
    }
}

impl Words {
    /// The chain of an item: `siblings` are the pushes of the same outcome, `related` the penalties and answers about the permit.
    pub(super) fn chain(
        &self,
        own: &DepartmentCode,
        item: &Transmittal,
        siblings: &[Transmittal],
        related: &[Listed],
    ) -> Chain {
        let mut chain = if passes_regulation(item) {
            self.permit_chain(own, item, siblings, related)
        } else {
            self.plain_chain(own, item)
        };
        for row in &mut chain.rows {
            for (cell, column) in row.cells.iter_mut().zip(&chain.columns) {
                cell.head.clone_from(&column.head);
                (cell.is_edge, cell.is_now) = (column.is_edge, column.is_now);
            }
        }
        chain
    }

    fn permit_chain(
        &self,
        own: &DepartmentCode,
        item: &Transmittal,
        siblings: &[Transmittal],
        related: &[Listed],
    ) -> Chain {
        let pending = siblings.iter().any(|sibling| sibling.received_at(self.now).is_none());
        let mut columns = vec![
            self.column("concluded", item.concluded_at.map(|at| self.short(at)).unwrap_or_default()),
            self.column("pushed", self.short(item.pushed_at)),
            Column { is_edge: true, is_now: pending, ..self.column("received", self.t("column-received-sub")) },
            Column { is_now: !pending, ..self.column("regulated", self.t("column-regulated-sub")) },
        ];
        let of_kind = |kinds: &[Kind], from: &DepartmentCode| -> Vec<String> {
            let listed = related.iter().map(|listed| &listed.held.state);
            listed.filter(|it| kinds.contains(&it.kind) && it.from == *from).map(|it| it.number.clone()).collect()
        };
        let penalties = [Kind::PenaltyDecision, Kind::RescissionProposal];
        let is_penalized = related.iter().any(|listed| penalties.contains(&listed.held.state.kind));
        let mut bureau = vec![
            self.sender_of(item, "bar-own bar-arrow", self.t("duty-approval")),
            Cell::bar("bar-part", "", self.t("duty-handover")),
            if pending {
                Cell::bar("bar-part", "", self.t("chain-handover-pending"))
            } else {
                Cell::bar("bar-none", "", self.t("chain-all-received"))
            },
            Cell::nothing(),
        ];
        if is_penalized {
            columns.push(self.column("penalized", ""));
            columns.push(self.column("disposed", ""));
            let answers = of_kind(&[Kind::Disposition], &item.from);
            bureau.push(Cell::nothing());
            bureau.push(Cell::of_items(answers));
        }
        let mut rows = vec![ChainRow { name: self.department(&item.from), is_own: item.from == *own, cells: bureau }];
        for sibling in siblings {
            let mut cells =
                vec![Cell::nothing(), self.delivery(sibling), self.receipt(sibling), self.regulation(sibling)];
            if is_penalized {
                let numbers = of_kind(&penalties, &sibling.to);
                cells.push(Cell::of_items(numbers));
                cells.push(Cell::nothing());
            }
            rows.push(ChainRow { name: self.department(&sibling.to), is_own: sibling.to == *own, cells });
        }
        Chain { title: "duties", columns, rows }
    }

    /// What is no permit has no duties that pass: only push, receipt and answer.
    fn plain_chain(&self, own: &DepartmentCode, item: &Transmittal) -> Chain {
        let received = item.received_at(self.now).is_some();
        let owes = item.reply != ReplyState::None;
        let begun = item.concluded_at.map(|at| self.short(at));
        let begun = begun.or_else(|| item.decided_on.or(item.occurred_on).map(|day| self.short_day(day)));
        let mut columns = Vec::new();
        let (mut sender, mut addressee) = (Vec::new(), Vec::new());
        if let Some(begun) = begun {
            columns.push(self.column("begun", begun.clone()));
            sender.push(Cell::bar("bar-none", "", begun));
            addressee.push(Cell::nothing());
        }
        columns.push(self.column("pushed", self.short(item.pushed_at)));
        sender.push(self.sender_of(item, "bar-part", ""));
        addressee.push(self.delivery(item));
        columns.push(Column { is_edge: true, is_now: !received, ..self.column("received", "") });
        sender.push(Cell::nothing());
        addressee.push(self.receipt(item));
        if owes {
            columns.push(Column {
                is_now: received && matches!(item.reply, ReplyState::Owed { .. }),
                ..self.column("disposed", "")
            });
            sender.push(Cell::nothing());
            addressee.push(match &item.reply {
                ReplyState::Replied { at, .. } => Cell::lit("bar-got", "l-done", self.short(*at)),
                _ => Cell::bar("bar-next", "", self.t("chain-reply-owed")),
            });
        }
        let rows = [(&item.from, sender), (&item.to, addressee)];
        let rows = rows.map(|(code, cells)| ChainRow { name: self.department(code), is_own: code == own, cells });
        Chain { title: "plain", columns, rows: rows.into() }
    }

    fn column(&self, step: &str, sub: impl ToString) -> Column {
        Column { head: self.t_of("step", step).to_string(), sub: sub.to_string(), is_edge: false, is_now: false }
    }

    /// The section, and who in it; a name never breaks over two lines.
    fn sender_of(&self, item: &Transmittal, bar: &'static str, duty: impl ToString) -> Cell {
        let source = self.source(item);
        Cell::bar(bar, duty, source.section).at(source.person)
    }

    /// 已推送, 已送达 and 已查看 are three facts.
    fn delivery(&self, item: &Transmittal) -> Cell {
        let (fact, at) = match (item.facts.opened_at, item.facts.delivered_at) {
            (Some(at), _) => ("opened", Some(at)),
            (None, Some(at)) => ("delivered", Some(at)),
            (None, None) => ("pushed", None),
        };
        Cell::bar("bar-none", "", self.t_of("fact", fact)).at(at.map(|at| self.short(at)).unwrap_or_default())
    }

    fn receipt(&self, item: &Transmittal) -> Cell {
        if item.state == State::Returned {
            let at = item.facts.returned_at.map(|at| self.short(at)).unwrap_or_default();
            return Cell::lit("bar-wait", "l-amb", self.t("state-returned")).at(at);
        }
        match (item.received_at(self.now), item.running_due()) {
            (Some(Receipt::Acknowledged { at, by }), _) => {
                Cell::lit("bar-got", "l-done", self.acted(&by)).at(self.short(at))
            }
            (Some(Receipt::Deemed { at }), _) => {
                Cell::lit("bar-dflt", "l-vio", self.t("fact-deemed")).at(self.short(at))
            }
            (None, Some(due)) => Cell::lit("bar-wait", "l-amb", self.t("chain-waits").with("moment", self.short(due))),
            (None, None) => Cell::bar("bar-none", "", self.t("state-for-information")),
        }
    }

    fn regulation(&self, item: &Transmittal) -> Cell {
        let section = match &item.routing {
            Routing::Agreement { section: Some(section), .. } => self.section(&item.to, section),
            _ => String::new(),
        };
        if item.received_at(self.now).is_some() {
            Cell::bar("bar-own", self.t("duty-regulation"), section)
        } else {
            Cell::bar("bar-next", "", self.t("chain-regulation-next"))
        }
    }
}
