//! 查职责: who answers for a permit at an instant, 二(一)¶2, in one sentence and as intervals.

use crate::exchange::responsibility::{Asked, responsibility_of};
use crate::exchange::wire::{MatterWire, ResponsibilityWire};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, escaped, joined};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Nav, Outcome, Page, Query, Server, Visit, render, see_other};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use shenguan_rules::exchange::Basis;
use shenguan_rules::party::{DepartmentCode, ItemCode};

/// What is known of one matter of a permit.
pub(super) struct MatterView {
    /// The item.
    pub item: String,
    /// 「11月27日 16:59，由市行政审批局履行交接职责。」
    pub answer: String,
    /// On what it rests, and whom to call.
    pub basis: String,
    /// The intervals, in order.
    pub intervals: Vec<IntervalView>,
}

/// From when to when nothing changes hands.
pub(super) struct IntervalView {
    /// From.
    pub from: String,
    /// Until before; or that it goes on.
    pub to: String,
    /// Who answers.
    pub answers: String,
    /// 交接职责, 事中事后监管职责.
    pub duty: String,
    /// On what it rests.
    pub basis: String,
    /// 存证编号.
    pub entry: String,
    /// Whether the instant asked about lies in it.
    pub is_asked: bool,
}

#[derive(Template)]
#[template(path = "exchange/approvals.html")]
struct ApprovalsPage {
    page: Page,
    number: String,
    at: String,
    is_asked: bool,
    wrong_instant: bool,
    matters: Vec<MatterView>,
    question: String,
    exists: bool,
    forecast: bool,
}

/// `GET /approvals`.
pub(super) async fn approvals(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
) -> Outcome<Response> {
    let number = query.text("number").trim().to_owned();
    let typed = query.text("at").trim().to_owned();
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Register)?;
        let words = Words::new(read, &visit);
        let at = if typed.is_empty() { Some(read.now()) } else { instant_of(&typed) };
        let question = words.t("approvals-question").with("number", number.clone());
        let mut shown = ApprovalsPage {
            question: at.map_or_else(String::new, |at| question.with("moment", words.short(at)).to_string()),
            at: at.map_or(typed, input_of),
            is_asked: !number.is_empty(),
            wrong_instant: at.is_none(),
            matters: Vec::new(),
            exists: false,
            forecast: false,
            page: page.titled(words.t("approvals-title").to_string()),
            number,
        };
        if let Some(at) = at.filter(|_| shown.is_asked) {
            if let Some(found) = asked(read, &caller, &shown.number, at)? {
                shown.forecast = found.forecast;
                shown.exists = true;
                shown.matters = words.matters(&found, at);
            } else {
                // Known, but not begun at that instant: the intervals say from when.
                let now = read.now();
                if let Some(found) = asked(read, &caller, &shown.number, now)? {
                    shown.exists = true;
                    shown.matters = words.matters(&found, at);
                }
            }
        }
        render(&shown)
    });
    shown.await.map_err(Into::into)
}

/// `GET /approvals/{number}`: the same, for links that people keep.
pub(super) async fn approval(visit: Visit, Path(number): Path<String>) -> Response {
    see_other(&visit, &format!("/approvals?number={}", escaped(&number)), None)
}

fn asked(read: &mut Read<'_, '_>, caller: &Caller, number: &str, at: Timestamp) -> Result<Option<ResponsibilityWire>> {
    match responsibility_of(read, &caller.scope, number, Asked { at: Some(at), history: true }) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// `2026-11-27T16:59` in the city.
fn instant_of(typed: &str) -> Option<Timestamp> {
    let civil: DateTime = typed.parse().ok()?;
    Offset::constant(8).to_timestamp(civil).ok()
}

/// An instant as `datetime-local` takes it.
pub(super) fn input_of(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

impl Words {
    /// What is known of each matter of a permit, with the answer for an instant.
    pub(super) fn matters(&self, found: &ResponsibilityWire, at: Timestamp) -> Vec<MatterView> {
        let mut matters: Vec<(String, String, Vec<&MatterWire>)> = Vec::new();
        for wire in &found.matters {
            match matters.iter_mut().find(|(item, to, _)| *item == wire.item_code && *to == wire.authority) {
                Some((_, _, wires)) => wires.push(wire),
                None => matters.push((wire.item_code.clone(), wire.authority.clone(), vec![wire])),
            }
        }
        matters.iter().map(|(item, authority, wires)| self.matter(item, authority, wires, at)).collect()
    }

    fn matter(&self, item: &str, authority: &str, wires: &[&MatterWire], at: Timestamp) -> MatterView {
        let current = wires.iter().find(|wire| contains(wire, at));
        let moment = self.short(at);
        let answer = current.map_or_else(
            || self.t("approvals-not-begun").with("moment", moment.clone()),
            |wire| {
                let id = if wire.basis.regulates() { "approvals-regulates" } else { "approvals-hands-over" };
                let answer = self.t(id).with("moment", moment.clone()).with("department", self.named(&wire.answers));
                answer.with("authority", self.named(authority))
            },
        );
        let basis = current.map(|wire| {
            let officer = wire.officer.as_ref().map(|officer| {
                joined([format!("{} {}", officer.name, officer.post).trim().to_owned(), officer.contact.clone()])
            });
            joined([self.basis_of(wire), officer.unwrap_or_default()])
        });
        MatterView {
            item: joined([self.item_name(item), self.named(authority)]),
            answer: answer.to_string(),
            basis: basis.unwrap_or_default(),
            intervals: wires.iter().map(|wire| self.interval(wire, at)).collect(),
        }
    }

    fn interval(&self, wire: &MatterWire, at: Timestamp) -> IntervalView {
        let short = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |at| self.short(at));
        let regulates = wire.basis.regulates();
        let duties = [
            wire.duties.handover.as_ref().map(|_| self.t("duty-handover").to_string()),
            wire.duties.regulation.as_ref().map(|_| self.t("duty-regulation").to_string()),
        ];
        let duty = if regulates { duties[1].clone() } else { duties[0].clone() };
        IntervalView {
            from: short(&wire.from),
            to: wire.to.as_ref().map_or_else(|| self.t("approvals-open").to_string(), |to| short(to)),
            answers: self.named(&wire.answers),
            duty: duty.unwrap_or_default(),
            basis: self.basis_of(wire),
            entry: wire.entry.map(|entry| entry.to_string()).unwrap_or_default(),
            is_asked: contains(wire, at),
        }
    }

    fn basis_of(&self, wire: &MatterWire) -> String {
        let word = match wire.basis {
            Basis::Concluded => "concluded",
            Basis::Rerouted => "rerouted",
            Basis::Acknowledged => "acknowledged",
            Basis::Deemed => "deemed",
            Basis::Agreement => "agreement",
        };
        self.t_of("basis-of", word).to_string()
    }

    fn named(&self, code: &str) -> String {
        DepartmentCode::parse(code).map_or_else(|_| code.to_owned(), |code| self.department(&code))
    }

    fn item_name(&self, code: &str) -> String {
        let item = ItemCode::parse(code).ok().and_then(|code| self.directory.item(&code));
        item.map_or_else(|| code.to_owned(), |item| item.name.clone())
    }
}

fn contains(wire: &MatterWire, at: Timestamp) -> bool {
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    let from = instant(&wire.from).is_some_and(|from| from <= at);
    let to = wire.to.as_deref().and_then(instant);
    from && to.is_none_or(|to| at < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_in_the_city_comes_back_as_it_was_typed() {
        let at = instant_of("2026-11-27T16:59").unwrap();
        assert_eq!(at, "2026-11-27T08:59:00Z".parse().unwrap());
        assert_eq!(input_of(at), "2026-11-27T16:59");
        assert!(instant_of("Friday").is_none());
    }
}
