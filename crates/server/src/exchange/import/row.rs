//! One row under way to a record: fields by name, and everything that is wrong with them.

use jiff::civil::Date;
use shenguan_rules::record::FieldRefusal;

use super::cells::{self, AmountRefusal, Unit};
use super::columns::Columns;
use super::parsed::RowRefusal;
use crate::platform::table::TableRow;

/// A row and the refusals found in it so far.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    cells: &'a TableRow,
    refusals: Vec<RowRefusal>,
}

impl<'a> Row<'a> {
    pub(super) fn new(columns: &'a Columns, row: &'a TableRow) -> Self {
        Self { columns, cells: row, refusals: Vec::new() }
    }

    /// The text of a field, if it says anything.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.raw(key).and_then(cells::said).map(str::to_owned)
    }

    /// The text of a field that a record cannot be without; a refusal and the empty text if it says nothing.
    pub(super) fn required(&mut self, key: &'static str) -> String {
        let text = self.text(key);
        if text.is_none() {
            self.refuse(key, "REQUIRED", "必填", "is required");
        }
        text.unwrap_or_default()
    }

    /// A code as machines compare it.
    pub(super) fn code(&self, key: &str) -> Option<String> {
        self.raw(key).and_then(cells::said).map(cells::code)
    }

    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        let text = self.text(key)?;
        let day = cells::read_date(&text);
        if day.is_none() {
            self.refuse(key, "DATE", &format!("“{text}”不是日期"), &format!("\"{text}\" is no date"));
        }
        day
    }

    /// A date that a record cannot be without.
    pub(super) fn required_date(&mut self, key: &'static str) -> Option<Date> {
        if self.text(key).is_none() {
            self.refuse(key, "REQUIRED", "必填", "is required");
        }
        self.date(key)
    }

    /// An amount in fen; the heading may name the unit, else it is 万元 as in the public lists.
    pub(super) fn fen(&mut self, key: &'static str) -> Option<i64> {
        let text = self.text(key)?;
        let heading = cells::half_width(self.columns.heading(key));
        let yuan = heading.contains("元)") && !heading.contains("万元");
        match cells::read_fen(&text, if yuan { Unit::Yuan } else { Unit::TenThousandYuan }) {
            Ok(fen) => return Some(fen),
            Err(AmountRefusal::NotANumber) => {
                self.refuse(key, "AMOUNT", &format!("“{text}”不是金额"), &format!("\"{text}\" is no amount"));
            }
            Err(AmountRefusal::Inexact) => self.refuse(
                key,
                "AMOUNT_INEXACT",
                &format!("“{text}”不能精确到分"),
                &format!("\"{text}\" is finer than a fen or too large"),
            ),
        }
        None
    }

    /// One of a list of words; blank is none, any other word a refusal.
    pub(super) fn word<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(key)?;
        let value = read(&text);
        if value.is_none() {
            self.refuse(key, "UNKNOWN_WORD", &format!("不认识“{text}”"), &format!("\"{text}\" is not known"));
        }
        value
    }

    pub(super) fn refuse(&mut self, key: &str, code: &'static str, zh: &str, en: &str) {
        let column = self.columns.heading(key).to_owned();
        let (reason_zh, reason_en) = (format!("{column}：{zh}"), format!("{column}: {en}"));
        self.refusals.push(RowRefusal { row: self.cells.number, column, code, reason_zh, reason_en });
    }

    /// Takes over what the record's own rules refuse, under the file's headings. What is refused already is not said
    /// twice, and days are not compared when one of them was not read.
    pub(super) fn adopt(&mut self, checked: Result<(), Vec<FieldRefusal>>, except: &[&str]) {
        let unread = !self.refusals.is_empty();
        for refusal in checked.err().unwrap_or_default() {
            let column = self.columns.heading(refusal.field).to_owned();
            let said = self.refusals.iter().any(|earlier| earlier.column == column);
            if said || except.contains(&refusal.field) || (unread && refusal.code == "DATES_OUT_OF_ORDER") {
                continue;
            }
            self.refusals.push(RowRefusal {
                row: self.cells.number,
                column,
                code: refusal.code,
                reason_zh: refusal.message_zh,
                reason_en: refusal.message_en,
            });
        }
    }

    /// The value, if nothing was refused.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<RowRefusal>> {
        match value {
            Some(value) if self.refusals.is_empty() => Ok(value),
            _ => Err(self.refusals),
        }
    }

    fn raw(&self, key: &str) -> Option<&str> {
        self.cells.get(self.columns.at(key)?)
    }
}
