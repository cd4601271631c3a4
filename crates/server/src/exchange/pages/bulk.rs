//! 一并确认接收 and 标为已阅: several items at once, each answered by itself.

use super::strip::passes_regulation;
use crate::exchange::acts;
use crate::exchange::store;
use crate::platform::desk::{Fields, Filter, Words};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::web::{Nav, Outcome, Page, Server, Text, Visit, render, see_other};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

/// So many items are taken at once: those of one page.
const ITEMS_MAX: usize = 50;

/// What became of one item.
pub(super) struct Told {
    /// Its number.
    pub number: String,
    /// 标题.
    pub subject: String,
    /// Whether it was done.
    pub is_done: bool,
    /// What was done, or why not.
    pub words: String,
}

#[derive(Template)]
#[template(path = "exchange/bulk.html")]
struct BulkPage {
    page: Page,
    done: usize,
    not_done: usize,
    told: Vec<Told>,
    back: String,
}

/// `POST /todo/acknowledge`.
pub(super) async fn acknowledge_several(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    let back = Filter::of(&fields).todo();
    let ids: Vec<String> = fields.all("item").into_iter().take(ITEMS_MAX).map(str::to_owned).collect();
    if ids.is_empty() {
        return Ok(see_other(&visit, &back, Some(&visit.t("bulk-nothing"))));
    }
    let mut outcomes = Vec::with_capacity(ids.len());
    for id in ids {
        let wanted = id.clone();
        // Each by itself: what one refuses, the others do not.
        let acted = server.app.act(caller.actor.clone(), move |act| acts::acknowledge(act, &wanted).map(|_| ())).await;
        let words = match acted {
            Ok(()) => None,
            Err(error @ (Error::Refused(_) | Error::Invalid(_) | Error::NotFound)) => Some(visit.problem(&error).title),
            Err(error) => return Err(error.into()),
        };
        outcomes.push((id, words));
    }
    let shown = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let mut told = Vec::with_capacity(outcomes.len());
        let mut regulates_from = Vec::new();
        for (id, refused) in outcomes {
            // An id that leads nowhere is not repeated.
            let Ok(listed) = store::find(read.tx(), &caller.scope, &id) else { continue };
            let transmittal = &listed.held.state;
            if refused.is_none() && passes_regulation(transmittal) {
                regulates_from.extend(transmittal.facts.acknowledged_at);
            }
            let lamp = words.lamp(transmittal);
            told.push(Told {
                number: transmittal.number.clone(),
                subject: listed.subject.clone().unwrap_or_default(),
                is_done: refused.is_none(),
                words: refused.unwrap_or_else(|| format!("{} {}", lamp.line, lamp.sub)),
            });
        }
        let done = told.iter().filter(|told| told.is_done).count();
        if done == told.len() {
            let banner = words.banner_of_several(&caller, done, &regulates_from);
            return Ok(see_other(&visit, &back, Some(&banner)));
        }
        // What was not done comes first: it is what is left to do.
        told.sort_by_key(|told| told.is_done);
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let title = page.t("bulk-title").to_string();
        render(&BulkPage { page: page.titled(title), done, not_done: told.len() - done, told, back })
    });
    shown.await.map_err(Into::into)
}

impl Words {
    /// 「已接收 37 件，自 10月8日 09:12 起由市应急管理局履行事中事后监管职责。」, and of how many, where it did not pass with every one of them.
    fn banner_of_several(&self, caller: &Caller, done: usize, regulates_from: &[Timestamp]) -> Text {
        match regulates_from.iter().max() {
            Some(at) => {
                let is_all = regulates_from.len() == done;
                let words = self.t(if is_all { "bulk-done-duty" } else { "bulk-done-duty-some" });
                let words = words.with("count", done).with("passed", regulates_from.len());
                words.with("moment", self.short(*at)).with("department", self.department(&caller.department))
            }
            None => self.t("bulk-done").with("count", done),
        }
    }
}

/// `POST /todo/read`.
pub(super) async fn read_several(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    let ids: Vec<String> = fields.all("read").into_iter().take(ITEMS_MAX).map(str::to_owned).collect();
    let back = Filter::of(&fields).todo();
    if ids.is_empty() {
        return Ok(see_other(&visit, &back, Some(&visit.t("bulk-nothing"))));
    }
    let count = ids.len();
    let opened: Result<()> = server
        .app
        .act(caller.actor, move |act| {
            for id in &ids {
                acts::open(act, id)?;
            }
            Ok(())
        })
        .await;
    opened?;
    let banner = visit.t("done-read").with("count", count);
    Ok(see_other(&visit, &back, Some(&banner)))
}
