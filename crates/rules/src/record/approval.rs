//! 审批信息: the public licence record (双公示 行政许可) that an approval outcome carries to the authority (二(三)).

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::checks::{Checks, Field, FieldRefusal};
use super::kinds::{HandlingMode, PartyKind};
use super::moment::CHINA;
use super::outcome::ApprovalOutcome;
use super::party::{self, PartyFields, PartyValues, mask_name};
use crate::identifier::{CreditCode, ItemCode, mask};

/// What the public lists write into 有效期至 for a permit without end.
pub const LONG_TERM: Date = date(2099, 12, 31);

/// A licence record. Required: `case_number`, `item_code`, `applicant_name`, `outcome`, `content`, `decided_on`,
/// `concluded_at`; unknown fields are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalRecord {
    /// 案件编号 in the approval system.
    pub case_number: String,
    /// 事项编码, in the scheme of the jurisdiction.
    pub item_code: String,
    /// 行政相对人名称.
    pub applicant_name: String,
    /// 行政相对人类别.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_kind: Option<PartyKind>,
    /// 统一社会信用代码 (code 1 of the list); the 15-digit 注册号 of an old sole trader is taken too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_credit_code: Option<String>,
    /// 工商注册号 (code 2 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_registration_number: Option<String>,
    /// 组织机构代码 (code 3 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_organization_code: Option<String>,
    /// 税务登记号 (code 4 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_tax_number: Option<String>,
    /// 事业单位证书号 (code 5 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_institution_number: Option<String>,
    /// 社会组织登记证号 (code 6 of the list).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_society_number: Option<String>,
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
    pub applicant_id_kind: Option<String>,
    /// 自然人证件号码; personal data, not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant_id_number: Option<String>,
    /// 行政许可决定文书名称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_name: Option<String>,
    /// 行政许可决定文书号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 许可类别: 普通, 特许, 认可, 核准, 登记, 其他.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit_kind: Option<String>,
    /// 许可证书名称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_name: Option<String>,
    /// 许可编号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
    /// How it was handled; absent means ordinary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling_mode: Option<HandlingMode>,
    /// 告知承诺: who verifies what was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
    /// 告知承诺: the last day on which it is to be verified.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub verify_before: Option<Date>,
    /// 审批结果.
    pub outcome: ApprovalOutcome,
    /// 许可内容.
    pub content: String,
    /// 许可决定日期.
    #[serde(with = "super::moment::date")]
    pub decided_on: Date,
    /// 办结: the approval system's conclusion time; the push deadline runs from it (reading A0).
    #[serde(with = "super::moment::timestamp")]
    pub concluded_at: Timestamp,
    /// 有效期自.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub valid_from: Option<Date>,
    /// 有效期至; [`LONG_TERM`] means without end.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::moment::optional_date")]
    pub valid_to: Option<Date>,
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

impl ApprovalRecord {
    /// Everything that is wrong with the record, or nothing.
    pub fn validate(&self) -> Result<(), Vec<FieldRefusal>> {
        let mut checks = Checks::default();
        checks.required(Field::line("case_number", "案件编号", 64), &self.case_number);
        self.check_item(&mut checks);
        party::check(&mut checks, &APPLICANT, &self.party());
        self.check_papers(&mut checks);
        checks.required(Field::lines("content", "许可内容", 4000), &self.content);
        self.check_verification(&mut checks);
        self.check_days(&mut checks);
        checks.finish()
    }

    /// The fields of this record that are personal data, to be masked in lists.
    pub fn personal_fields(&self) -> Vec<&'static str> {
        let natural = self.applicant_kind == Some(PartyKind::NaturalPerson);
        let fields = [
            (natural, "applicant_name"),
            (self.applicant_id_number.is_some(), "applicant_id_number"),
            (self.legal_representative_id_number.is_some(), "legal_representative_id_number"),
        ];
        fields.into_iter().filter_map(|(personal, field)| personal.then_some(field)).collect()
    }

    /// The record as a list may show it: names of natural persons and ID numbers masked.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mut shown = self.clone();
        if self.applicant_kind == Some(PartyKind::NaturalPerson) {
            shown.applicant_name = mask_name(&self.applicant_name);
        }
        shown.applicant_id_number = self.applicant_id_number.as_deref().map(mask);
        shown.legal_representative_id_number = self.legal_representative_id_number.as_deref().map(mask);
        shown
    }

    /// How it was handled; ordinary if the record does not say.
    pub fn handling(&self) -> HandlingMode {
        self.handling_mode.unwrap_or_default()
    }

    /// Whether the permit has no end.
    pub fn is_long_term(&self) -> bool {
        self.valid_to == Some(LONG_TERM)
    }

    /// The day of the conclusion, in China.
    pub fn concluded_on(&self) -> Date {
        CHINA.to_datetime(self.concluded_at).date()
    }

    fn check_item(&self, checks: &mut Checks) {
        let field = Field::line("item_code", "事项编码", 64);
        if self.item_code.trim().is_empty() {
            checks.required(field, &self.item_code);
        } else {
            checks.identifier(field.name, Some(&self.item_code), ItemCode::check);
        }
    }

    fn check_papers(&self, checks: &mut Checks) {
        checks.optional(Field::line("document_name", "决定文书名称", 64), self.document_name.as_deref());
        checks.optional(Field::line("document_number", "决定文书号", 64), self.document_number.as_deref());
        checks.optional(Field::line("permit_kind", "许可类别", 256), self.permit_kind.as_deref());
        checks.optional(Field::line("certificate_name", "许可证书名称", 64), self.certificate_name.as_deref());
        checks.optional(Field::line("certificate_number", "许可编号", 64), self.certificate_number.as_deref());
        checks.optional(Field::line("authority_name", "许可机关", 200), self.authority_name.as_deref());
        checks.identifier("authority_credit_code", self.authority_credit_code.as_deref(), CreditCode::parse);
        checks.optional(Field::line("status", "当前状态", 16), self.status.as_deref());
        checks.optional(Field::line("source_name", "数据来源单位", 200), self.source_name.as_deref());
        checks.identifier("source_credit_code", self.source_credit_code.as_deref(), CreditCode::parse);
        checks.optional(Field::lines("remark", "备注", 512), self.remark.as_deref());
    }

    fn check_verification(&self, checks: &mut Checks) {
        checks.optional(Field::line("verified_by", "核查单位", 200), self.verified_by.as_deref());
        let named = [("verified_by", self.verified_by.is_some()), ("verify_before", self.verify_before.is_some())];
        if self.handling() != HandlingMode::Commitment {
            for (field, _) in named.into_iter().filter(|(_, there)| *there) {
                checks.refuse(
                    field,
                    "VERIFICATION_WITHOUT_COMMITMENT",
                    "只有告知承诺办理的许可才填写核查单位和核查期限".to_owned(),
                    format!("{field} belongs to a commitment-based permit only"),
                );
            }
        }
    }

    fn check_days(&self, checks: &mut Checks) {
        let decided = ("decided_on", "许可决定日期", Some(self.decided_on));
        checks.order(decided, ("concluded_at", "办结时间", Some(self.concluded_on())));
        checks.order(decided, ("verify_before", "核查期限", self.verify_before));
        checks.order(("valid_from", "有效期自", self.valid_from), ("valid_to", "有效期至", self.valid_to));
    }

    fn party(&self) -> PartyValues<'_> {
        PartyValues {
            kind: self.applicant_kind,
            name: &self.applicant_name,
            credit_code: self.applicant_credit_code.as_deref(),
            registration_number: self.applicant_registration_number.as_deref(),
            organization_code: self.applicant_organization_code.as_deref(),
            tax_number: self.applicant_tax_number.as_deref(),
            institution_number: self.applicant_institution_number.as_deref(),
            society_number: self.applicant_society_number.as_deref(),
            legal_representative: self.legal_representative.as_deref(),
            legal_representative_id_kind: self.legal_representative_id_kind.as_deref(),
            legal_representative_id_number: self.legal_representative_id_number.as_deref(),
            id_kind: self.applicant_id_kind.as_deref(),
            id_number: self.applicant_id_number.as_deref(),
        }
    }
}

const APPLICANT: PartyFields = PartyFields {
    name: Field::line("applicant_name", "行政相对人名称", 200),
    credit_code: Field::line("applicant_credit_code", "统一社会信用代码", 18),
    registration_number: Field::line("applicant_registration_number", "工商注册号", 50),
    organization_code: Field::line("applicant_organization_code", "组织机构代码", 9),
    tax_number: Field::line("applicant_tax_number", "税务登记号", 50),
    institution_number: Field::line("applicant_institution_number", "事业单位证书号", 50),
    society_number: Field::line("applicant_society_number", "社会组织登记证号", 50),
    id_kind: Field::line("applicant_id_kind", "证件类型", 64),
    id_number: Field::line("applicant_id_number", "证件号码", 64),
};

#[cfg(test)]
mod tests;
