//! 监管信息: the public penalty record (双公示 行政处罚) that an authority pushes back to the bureau (二(三)).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checks::{Checks, Field, FieldRefusal, present};
use super::kinds::{PartyKind, PenaltyKind};
use super::party::{self, PartyFields, PartyValues, mask_name};
use crate::identifier::{CreditCode, mask};

/// A penalty record. Required: `document_number`, `party_name`, `facts`, `basis`, `kinds`, `content`, `decided_on`, and
/// `certificate_number` or `no_permit_reason`; unknown fields are refused. Money is fen; 万元 only in public exports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenaltyRecord {
    /// 行政处罚决定文书号.
    pub document_number: String,
    /// 行政相对人名称.
    pub party_name: String,
    /// 行政相对人类别.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_kind: Option<PartyKind>,
    /// 统一社会信用代码 (code 1 of the list); the 15-digit 注册号 of an old sole trader is taken too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_credit_code: Option<String>,
    /// 工商注册号 (code 2 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_registration_number: Option<String>,
    /// 组织机构代码 (code 3 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_organization_code: Option<String>,
    /// 税务登记号 (code 4 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_tax_number: Option<String>,
    /// 事业单位证书号 (code 5 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_institution_number: Option<String>,
    /// 社会组织登记证号 (code 6 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_society_number: Option<String>,
    /// 法定代表人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
    /// 法定代表人证件类型; not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative_id_kind: Option<String>,
    /// 法定代表人证件号码; personal data, not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative_id_number: Option<String>,
    /// 自然人证件类型; not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_id_kind: Option<String>,
    /// 自然人证件号码; personal data, not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_id_number: Option<String>,
    /// The permit that the penalty touches: its certificate, document or case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
    /// Why the penalty touches no permit, if it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_permit_reason: Option<String>,
    /// 违法行为类型.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub violation_kind: Option<String>,
    /// 违法事实.
    pub facts: String,
    /// 处罚依据.
    pub basis: String,
    /// 处罚类别, at least one.
    pub kinds: Vec<PenaltyKind>,
    /// 处罚内容.
    pub content: String,
    /// 罚款金额, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fine_fen: Option<i64>,
    /// 没收违法所得、没收非法财物的金额, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confiscated_fen: Option<i64>,
    /// 暂扣或吊销证照名称及编号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affected_certificates: Option<String>,
    /// 处罚决定日期; the push deadline runs from it (reading A2).
    #[serde(with = "super::moment::date")]
    pub decided_on: Date,
    /// 送达日期.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub served_on: Option<Date>,
    /// Whether 复议 or 诉讼 is under way (reading A25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contested: Option<bool>,
    /// 处罚有效期.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub valid_to: Option<Date>,
    /// 公示截止期.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub published_until: Option<Date>,
    /// 决定机关.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_name: Option<String>,
    /// 决定机关统一社会信用代码.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_credit_code: Option<String>,
    /// 当前状态: `1` 有效, `0` 无效.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// 数据来源单位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_name: Option<String>,
    /// 数据来源单位统一社会信用代码.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_credit_code: Option<String>,
    /// 备注.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl PenaltyRecord {
    /// Everything that is wrong with the record, or nothing.
    pub fn validate(&self) -> Result<(), Vec<FieldRefusal>> {
        let mut checks = Checks::default();
        checks.required(Field::line("document_number", "处罚决定文书号", 64), &self.document_number);
        party::check(&mut checks, &PARTY, &self.party());
        self.check_permit(&mut checks);
        checks.optional(Field::lines("violation_kind", "违法行为类型", 2000), self.violation_kind.as_deref());
        checks.required(Field::lines("facts", "违法事实", 4000), &self.facts);
        checks.required(Field::lines("basis", "处罚依据", 2048), &self.basis);
        checks.required(Field::lines("content", "处罚内容", 4000), &self.content);
        self.check_kinds(&mut checks);
        checks.amount("fine_fen", "罚款金额", self.fine_fen);
        checks.amount("confiscated_fen", "没收金额", self.confiscated_fen);
        let decided = ("decided_on", "处罚决定日期", Some(self.decided_on));
        checks.order(decided, ("served_on", "送达日期", self.served_on));
        checks.order(decided, ("valid_to", "处罚有效期", self.valid_to));
        checks.order(decided, ("published_until", "公示截止期", self.published_until));
        self.check_source(&mut checks);
        checks.finish()
    }

    /// The fields of this record that are personal data, to be masked in lists.
    pub fn personal_fields(&self) -> Vec<&'static str> {
        let natural = self.party_kind == Some(PartyKind::NaturalPerson);
        let fields = [
            (natural, "party_name"),
            (self.party_id_number.is_some(), "party_id_number"),
            (self.legal_representative_id_number.is_some(), "legal_representative_id_number"),
        ];
        fields.into_iter().filter_map(|(personal, field)| personal.then_some(field)).collect()
    }

    /// The record as a list may show it: names of natural persons and ID numbers masked.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mut shown = self.clone();
        if self.party_kind == Some(PartyKind::NaturalPerson) {
            shown.party_name = mask_name(&self.party_name);
        }
        shown.party_id_number = self.party_id_number.as_deref().map(mask);
        shown.legal_representative_id_number = self.legal_representative_id_number.as_deref().map(mask);
        shown
    }

    /// Whether the penalty ends the permit that it touches (吊销许可证件).
    pub fn revokes_permit(&self) -> bool {
        self.kinds.contains(&PenaltyKind::LicenceRevocation)
    }

    fn check_permit(&self, checks: &mut Checks) {
        let number = Field::line("certificate_number", "涉及的许可编号", 64);
        let reason = Field::line("no_permit_reason", "不涉及许可的理由", 200);
        checks.optional(number, self.certificate_number.as_deref());
        checks.optional(reason, self.no_permit_reason.as_deref());
        match (present(self.certificate_number.as_deref()), present(self.no_permit_reason.as_deref())) {
            (None, None) => checks.refuse(
                number.name,
                "PERMIT_OR_REASON_REQUIRED",
                "应填写涉及的许可编号，或者说明不涉及许可的理由".to_owned(),
                "certificate_number or no_permit_reason is required".to_owned(),
            ),
            (Some(_), Some(_)) => checks.refuse(
                reason.name,
                "PERMIT_AND_REASON",
                "已填写许可编号，不应再填不涉及许可的理由".to_owned(),
                "no_permit_reason must be absent where certificate_number is given".to_owned(),
            ),
            (None, Some(_)) if self.revokes_permit() && present(self.affected_certificates.as_deref()).is_none() => {
                checks.refuse(
                    number.name,
                    "REVOKED_PERMIT_NOT_NAMED",
                    "吊销许可证件的处罚应写明所吊销的许可编号或者证照名称及编号".to_owned(),
                    "a revocation names the permit in certificate_number or affected_certificates".to_owned(),
                );
            }
            _ => {}
        }
    }

    fn check_kinds(&self, checks: &mut Checks) {
        if self.kinds.is_empty() {
            checks.refuse("kinds", "REQUIRED", "处罚类别必填".to_owned(), "kinds is required".to_owned());
        }
        let twice = self.kinds.iter().enumerate().any(|(index, kind)| self.kinds.iter().take(index).any(|k| k == kind));
        if twice {
            checks.refuse("kinds", "REPEATED", "处罚类别重复".to_owned(), "a kind stands twice".to_owned());
        }
    }

    fn check_source(&self, checks: &mut Checks) {
        let certificates = Field::lines("affected_certificates", "暂扣或吊销证照名称及编号", 200);
        checks.optional(certificates, self.affected_certificates.as_deref());
        checks.optional(Field::line("authority_name", "处罚机关", 200), self.authority_name.as_deref());
        checks.identifier("authority_credit_code", self.authority_credit_code.as_deref(), CreditCode::parse);
        checks.optional(Field::line("status", "当前状态", 16), self.status.as_deref());
        checks.optional(Field::line("source_name", "数据来源单位", 200), self.source_name.as_deref());
        checks.identifier("source_credit_code", self.source_credit_code.as_deref(), CreditCode::parse);
        checks.optional(Field::lines("remark", "备注", 512), self.remark.as_deref());
    }

    fn party(&self) -> PartyValues<'_> {
        PartyValues {
            kind: self.party_kind,
            name: &self.party_name,
            credit_code: self.party_credit_code.as_deref(),
            registration_number: self.party_registration_number.as_deref(),
            organization_code: self.party_organization_code.as_deref(),
            tax_number: self.party_tax_number.as_deref(),
            institution_number: self.party_institution_number.as_deref(),
            society_number: self.party_society_number.as_deref(),
            legal_representative: self.legal_representative.as_deref(),
            legal_representative_id_kind: self.legal_representative_id_kind.as_deref(),
            legal_representative_id_number: self.legal_representative_id_number.as_deref(),
            id_kind: self.party_id_kind.as_deref(),
            id_number: self.party_id_number.as_deref(),
        }
    }
}

const PARTY: PartyFields = PartyFields {
    name: Field::line("party_name", "行政相对人名称", 200),
    credit_code: Field::line("party_credit_code", "统一社会信用代码", 18),
    registration_number: Field::line("party_registration_number", "工商注册号", 50),
    organization_code: Field::line("party_organization_code", "组织机构代码", 9),
    tax_number: Field::line("party_tax_number", "税务登记号", 50),
    institution_number: Field::line("party_institution_number", "事业单位证书号", 50),
    society_number: Field::line("party_society_number", "社会组织登记证号", 50),
    id_kind: Field::line("party_id_kind", "证件类型", 64),
    id_number: Field::line("party_id_number", "证件号码", 64),
};

#[cfg(test)]
mod tests;
