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
