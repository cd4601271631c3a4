//! 新建推送: the kinds that a side may push, each with its limits and who may send it.

use super::push_request::kinds_of;
use crate::platform::desk::Words;
use crate::platform::identity::{Caller, Permission, who_may};
use crate::platform::web::{Language, Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::response::Response;
use shenguan_rules::exchange::{Kind, PushClock, ReceiptNeed};
use shenguan_rules::party::Side;

/// A kind to choose.
struct KindChoice {
    word: String,
    tag: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "exchange/push_kinds.html")]
struct KindsPage {
    page: Page,
    kinds: Vec<KindChoice>,
    level: String,
}

/// The page on which the kind is chosen.
pub(super) async fn kinds_page(server: &Server, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        let side = caller.actor.side().unwrap_or(Side::Other);
        let rule_set = words.directory.rule_set(words.now);
        let extra = rule_set.extra_kinds.iter().filter(|extra| extra.pushed_by.allows(side));
        let extra = extra.filter_map(|extra| Kind::parse(&extra.code));
        let kinds = kinds_of(side).into_iter().chain(extra).map(|kind| KindChoice {
            tag: words.kind(&kind),
            hint: words.kind_hint(&kind),
            word: kind.to_string(),
        });
        let kinds = kinds.collect();
        let title = page.t("push-new").to_string();
        render(&KindsPage { page: page.titled(title), kinds, level: words.push_level() })
    });
    shown.await.map_err(Into::into)
}

impl Words {
    /// 「1 个工作日内推送；对方 1 个工作日内接收」.
    fn kind_hint(&self, kind: &Kind) -> String {
        let (rule, rule_set) = (kind.rule(), self.directory.rule_set(self.now));
        let hint = match rule.map(|rule| rule.receipt) {
            Some(ReceiptNeed::ForInformation) | None => "push-hint-information",
            Some(_) if rule.is_some_and(|rule| rule.owes_reply) => "push-hint-reply",
            Some(_) => "push-hint-receipt",
        };
        let limit = if rule.is_some_and(|rule| rule.push_clock == PushClock::None) {
            self.t("push-hint-no-limit")
        } else {
            self.t("push-hint-limit").with("days", rule_set.push_working_days)
        };
        format!("{limit}{}", self.t(hint).with("days", rule_set.receipt_working_days))
    }

    /// 「具体业务交流、交接由责任人和联络人负责」, 二(三)¶2: no leader signs a push.
    fn push_level(&self) -> String {
        let chinese = self.language == Language::Chinese;
        let names = who_may(Permission::Push).map(|role| if chinese { role.zh() } else { role.en() });
        let names = names.collect::<Vec<_>>().join(&self.t("list-separator").to_string());
        self.t("push-level").with("roles", names).to_string()
    }
}
