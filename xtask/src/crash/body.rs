//! What is sent, kind by kind. Everybody and everything in it is made up.

use serde_json::{Value, json};

use super::city::{City, ITEM};
use super::kind::Side;

/// What a body is made of.
pub(super) struct Told<'a> {
    pub(super) city: &'a City,
    /// Who sends.
    pub(super) from: Side,
    /// Of the act: its own, or the id of what it is done to or about.
    pub(super) name: &'a str,
    /// By chance, so that both kinds of documents are issued.
    pub(super) is_notice: bool,
}

impl Told<'_> {
    fn addressee(&self) -> &'static str {
        self.from.other().code()
    }
}

/// An act that asks for nothing.
pub(super) fn nothing(_: &Told<'_>) -> Value {
    json!({})
}

/// A permit granted, by the bureau.
pub(super) fn push(told: &Told<'_>) -> Value {
    json!({
        "kind": "approval_outcome",
        "subject": "危险化学品经营许可证（新办，测试）",
        "content": "储罐区与东侧村道间距接近下限，请重点监管。（测试）",
        "approval": {
            "case_number": told.name,
            "item_code": ITEM,
            "applicant_name": "鞍山测试化工有限公司",
            "certificate_number": format!("测证{}", told.name),
            "outcome": "granted",
            "content": "带储存设施经营：测试品甲、测试品乙",
            "decided_on": told.city.founded_on,
            "concluded_at": told.city.founded_at,
        },
    })
}

/// A penalty, by the authority.
pub(super) fn penalty(told: &Told<'_>) -> Value {
    json!({
        "kind": "penalty_decision",
        "subject": "行政处罚决定（测试）",
        "content": "现将处罚决定通报贵局。（测试）",
        "penalty": {
            "document_number": told.name,
            "party_name": "鞍山测试化工有限公司",
            "no_permit_reason": "当事人未取得许可（测试）",
            "facts": "测试：未按规定设置警示标志",
            "basis": "《测试条例》第一条",
            "kinds": ["fine"],
            "content": "罚款人民币五千元",
            "fine_fen": 500_000,
            "decided_on": told.city.founded_on,
        },
    })
}

/// The bureau's disposition.
pub(super) fn reply(_: &Told<'_>) -> Value {
    json!({"content": "已记入信用信息（测试）", "decision": "存档备查"})
}

/// 商请: the bureau about an open case, the authority about a regulatory matter.
pub(super) fn ask(told: &Told<'_>) -> Value {
    let mut body = json!({
        "to": [told.addressee()],
        "subject": "关于储罐区间距的商请（测试）",
        "content": "请就现场情况提出意见。（测试）",
    });
    match told.from {
        Side::Bureau => {
            body["case_number"] = told.name.into();
            body["statutory_due_on"] = told.city.statutory_due_on.as_str().into();
        }
        Side::Authority => body["regulatory_matter"] = told.name.into(),
    }
    body
}

/// 答复.
pub(super) fn answer(_: &Told<'_>) -> Value {
    json!({"opinion": "conditional", "content": "增设警示标志后同意（测试）"})
}

/// 电话记录, of a call when the city was founded: no call may be in the future.
pub(super) fn call(told: &Told<'_>) -> Value {
    json!({
        "to": told.addressee(),
        "person": "测试接话人",
        "called_at": told.city.founded_at,
        "gist": "就现场情况通话（测试）",
        "result": "三日内补充材料（测试）",
        "about": told.name,
    })
}

/// 拟稿.
pub(super) fn draft(told: &Told<'_>) -> Value {
    json!({
        "channel": "letter",
        "kind": if told.is_notice { "notice" } else { "letter" },
        "to": [told.addressee()],
        "subject": "关于加强储罐区监管的意见（测试）",
        "summary": "请加强储罐区监管（测试）",
        "text": "　　现将有关情况告知贵局。（测试）\n　　请予支持。",
        "about": told.name,
    })
}

/// 送审.
pub(super) fn submit(told: &Told<'_>) -> Value {
    json!({"leader": told.city.office(told.from).leader.id})
}

/// 同意发出.
pub(super) fn endorse(_: &Told<'_>) -> Value {
    json!({"version": 1, "opinion": "同意（测试）"})
}
