//! Cases of the bureau: who applied for what, how it ended, and the public record of it (双公示 行政许可).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use shenguan_rules::calendar::local_date;
use shenguan_rules::record::{ApprovalOutcome, ApprovalRecord, HandlingMode, LONG_TERM, PartyKind};

use super::day::{days_later, instant, office_time};
use super::items::Item;
use super::names::Party;
use super::numbers;
use super::officers::{head_key, liaison_key};
use super::permits::Permit;
use super::plan::PlannedPush;
use super::traffic::Generator;

const LEGACY: usize = 30;
/// 准予: 新办 45, 变更 27, 延续 12, 注销 8, 补办 5, other 3 (granted anew).
const LASTING_MIX: [(ApprovalOutcome, u32); 5] = [
    (ApprovalOutcome::Granted, 48),
    (ApprovalOutcome::Changed, 27),
    (ApprovalOutcome::Renewed, 12),
    (ApprovalOutcome::Cancelled, 8),
    (ApprovalOutcome::Reissued, 5),
];
/// Of a thousand cases 15 are refused or not accepted, 32 end without a decision.
const WITHOUT_PERMIT: [(ApprovalOutcome, u32); 5] = [
    (ApprovalOutcome::Refused, 10),
    (ApprovalOutcome::NotAccepted, 5),
    (ApprovalOutcome::ApplicationWithdrawn, 20),
    (ApprovalOutcome::Terminated, 12),
    (ApprovalOutcome::Granted, 953),
];
const COMMITMENT: u32 = 100;
const CHANGES: [&str; 6] =
    ["法定代表人（负责人）", "名称", "经营场所门牌号", "许可范围", "主要负责人联系方式", "注册地址"];
const CHANGES_OF_PERSONS: [&str; 3] = ["执业（从业）单位", "执业（从业）地点", "联系方式"];
const REFUSED: [&str; 4] = [
    "经营场所不符合距离要求，不予许可",
    "现场核查两次未达到规定条件，不予许可",
    "主要设施与申报材料不符，不予许可",
    "申请人尚在从业限制期内，不予许可",
];
const DOCUMENTS: [&str; 3] = [
    "申请书、营业执照、场所平面图、设施清单、管理制度共 5 项要件已归集，可在线调阅。",
    "本件容缺受理 1 项，申请人承诺 10 个工作日内补齐，补齐情况另行推送。",
    "勘验记录、检测报告、人员证书复印件共 8 份，原件由申请人留存备查。",
];

/// A case that was concluded.
pub(super) struct Case {
    pub item: usize,
    pub outcome: ApprovalOutcome,
    pub party: Party,
    pub certificate_number: Option<String>,
}

impl Case {
    /// 危险化学品经营许可（新办）.
    pub(super) fn subject(&self, item: &Item) -> String {
        let registration = ["登记注册", "成立", "合作社登记"].iter().any(|word| item.name.contains(word));
        let word = match self.outcome {
            ApprovalOutcome::Granted if registration => "设立",
            ApprovalOutcome::Granted if !item.is_lasting() => return item.name.to_owned(),
            ApprovalOutcome::Granted => "新办",
            ApprovalOutcome::Reissued => "补证",
            ApprovalOutcome::ApplicationWithdrawn => "申请人撤回",
            other => other.zh(),
        };
        format!("{}（{word}）", item.name)
    }
}

impl Generator<'_> {
    /// 存量: permits from before the first day, by the popular items.
    pub(super) fn legacy(&mut self, first_day: Date) -> Vec<ApprovalRecord> {
        let mut records = Vec::with_capacity(LEGACY);
        for _ in 0..LEGACY {
            let item = self.dice.weighted(&self.item_weights);
            let days_ago = i32::try_from(self.dice.between(40, 1000)).unwrap_or(40);
            let day = self.days.before(days_later(first_day, -days_ago).max(Date::constant(2018, 1, 10)), 1);
            let case = self.new_permit(item, day);
            let mut record = self.record(&case, instant(day, 15 * 60));
            record.remark = Some("存量许可，上线前办结。".to_owned());
            records.push(record);
        }
        records
    }

    /// A case of the usual mix about an item.
    pub(super) fn case(&mut self, item: usize, day: Date) -> Case {
        let without = self.mixed(&WITHOUT_PERMIT);
        if without != ApprovalOutcome::Granted {
            let party = self.party(item);
            return Case { item, outcome: without, party, certificate_number: None };
        }
        let lasting = self.city.items[item].is_lasting();
        let outcome = if lasting {
            match self.mixed(&LASTING_MIX) {
                ApprovalOutcome::Renewed if self.city.items[item].is_long_term() => ApprovalOutcome::Changed,
                outcome => outcome,
            }
        } else if self.dice.chance(120) {
            ApprovalOutcome::Changed
        } else {
            ApprovalOutcome::Granted
        };
        match outcome {
            ApprovalOutcome::Granted => self.new_permit(item, day),
            outcome => self.case_of_standing_permit(item, outcome, day),
        }
    }

    /// A permit granted on a day, put on file.
    pub(super) fn new_permit(&mut self, item: usize, day: Date) -> Case {
        let party = self.party(item);
        let certificate_number = self.numbers.certificate(&self.city.items[item], day);
        self.permits.add(Permit {
            item,
            party: party.clone(),
            certificate_number: certificate_number.clone(),
            granted_on: day,
            ended: false,
        });
        let certificate_number = Some(certificate_number);
        Case { item, outcome: ApprovalOutcome::Granted, party, certificate_number }
    }

    fn case_of_standing_permit(&mut self, item: usize, outcome: ApprovalOutcome, day: Date) -> Case {
        let on_file = outcome != ApprovalOutcome::Renewed && self.dice.chance(600);
        let found = if on_file { self.permits.pick(&mut self.dice, item, days_later(day, -20)) } else { None };
        if let Some(index) = found {
            let permit = self.permits.get(index).clone();
            if outcome == ApprovalOutcome::Cancelled {
                self.permits.end(index);
            }
            let certificate_number = Some(permit.certificate_number);
            return Case { item, outcome, party: permit.party, certificate_number };
        }
        // Granted long before the platform was there.
        let years = i16::try_from(self.dice.between(2, 5)).unwrap_or(3);
        let number = u32::try_from(self.dice.between(11, 900)).unwrap_or(11);
        let certificate_number = Some(numbers::certificate(&self.city.items[item], day.year() - years, number));
        Case { item, outcome, party: self.party(item), certificate_number }
    }

    /// The public record of a case.
    pub(super) fn record(&mut self, case: &Case, concluded_at: Timestamp) -> ApprovalRecord {
        let item = &self.city.items[case.item];
        let concluded_on = local_date(concluded_at);
        let decided_on = if self.dice.chance(250) { self.days.before(concluded_on, 1) } else { concluded_on };
        let standing = case.outcome.makes_permit() || case.outcome.changes_permit();
        let commitment = case.outcome == ApprovalOutcome::Granted && self.dice.chance(COMMITMENT);
        let years = self.dice.pick(&[3, 5]);
        let valid_to = if !item.is_lasting() {
            None
        } else if item.is_long_term() {
            Some(LONG_TERM)
        } else {
            decided_on.checked_add(years.years()).ok().map(|end| days_later(end, -1))
        };
        let lead = self.city.department(item.lead().department);
        let series = document_series(case.outcome);
        let content = self.permit_content(case);
        ApprovalRecord {
            handling_mode: Some(if commitment { HandlingMode::Commitment } else { HandlingMode::Ordinary }),
            verified_by: lead.filter(|_| commitment).map(|lead| lead.name.to_owned()),
            verify_before: commitment.then(|| days_later(decided_on, 60)),
            document_name: Some(format!("{}决定书", document_word(case.outcome))),
            document_number: Some(self.numbers.document(series, decided_on, series_a_day(case.outcome))),
            permit_kind: Some(permit_kind(item).to_owned()),
            certificate_name: case.certificate_number.as_ref().map(|_| certificate_name(item)),
            certificate_number: case.certificate_number.clone(),
            valid_from: standing.then_some(decided_on),
            valid_to: valid_to.filter(|_| standing),
            legal_representative: case.party.legal_representative.clone(),
            applicant_kind: Some(case.party.kind),
            applicant_credit_code: case.party.credit_code.clone(),
            authority_name: Some(self.city.bureau().name.to_owned()),
            status: Some(if standing { "1" } else { "0" }.to_owned()),
            ..required(self.numbers.case(concluded_on), item.code, case, content, decided_on, concluded_at)
        }
    }

    /// 审批要件: the papers of a case, for the authority to look at.
    pub(super) fn required_documents(&mut self, at: Timestamp) {
        let item_index = self.dice.weighted(&self.item_weights);
        let item = &self.city.items[item_index];
        let (concluded_at, late_reason) = self.concluded(at);
        let party = self.party(item_index);
        let case = Case { item: item_index, outcome: ApprovalOutcome::Granted, party, certificate_number: None };
        let record = self.record(&case, concluded_at);
        let addressees = self.routes.on(item.code, local_date(at));
        let mut then = Vec::new();
        for addressee in &addressees {
            then.extend(self.receipts.usual(&mut self.dice, at, *addressee));
        }
        let bureau = self.city.bureau().code;
        let section = item.bureau_section;
        self.pushes.push(PlannedPush {
            at,
            from: bureau,
            officer: if self.dice.chance(800) { liaison_key(bureau, section) } else { head_key(bureau, section) },
            kind: "required_documents",
            subject: format!("{}审批要件", item.name),
            content: self.dice.pick(&DOCUMENTS).to_owned(),
            item_code: Some(item.code),
            certificate_number: None,
            approval: Some(Box::new(record)),
            penalty: None,
            occurred_on: None,
            to: None,
            copies: Vec::new(),
            late_reason,
            routing_reason: None,
            corrects: None,
            addressees: addressees.iter().map(|to| to.department).collect(),
            asks_receipt: true,
            then,
        });
    }

    /// Somebody who would apply for an item.
    pub(super) fn party(&mut self, item: usize) -> Party {
        let item = &self.city.items[item];
        self.parties.make(&mut self.dice, item.trade, item.applicants)
    }

    fn permit_content(&mut self, case: &Case) -> String {
        let scope = self.city.items[case.item].scope;
        match case.outcome {
            ApprovalOutcome::Changed if case.party.kind == PartyKind::NaturalPerson => {
                format!("变更{}", self.dice.pick(&CHANGES_OF_PERSONS))
            }
            ApprovalOutcome::Changed => format!("变更{}", self.dice.pick(&CHANGES)),
            ApprovalOutcome::Refused => self.dice.pick(&REFUSED).to_owned(),
            ApprovalOutcome::NotAccepted => "申请事项依法不属于本机关职权范围，不予受理".to_owned(),
            ApprovalOutcome::Terminated => "申请人逾期未补正材料，终止办理".to_owned(),
            ApprovalOutcome::ApplicationWithdrawn => "申请人自愿撤回申请".to_owned(),
            ApprovalOutcome::Cancelled => "准予注销".to_owned(),
            ApprovalOutcome::Rescinded => "以欺骗手段取得许可，予以撤销".to_owned(),
            _ => scope.to_owned(),
        }
    }

    fn mixed(&mut self, mix: &[(ApprovalOutcome, u32); 5]) -> ApprovalOutcome {
        mix[self.dice.weighted(&mix.map(|(_, share)| share))].0
    }
}

/// A record with what is required and nothing else.
fn required(
    case_number: String,
    item_code: &str,
    case: &Case,
    content: String,
    decided_on: Date,
    concluded_at: Timestamp,
) -> ApprovalRecord {
    ApprovalRecord {
        case_number,
        item_code: item_code.to_owned(),
        applicant_name: case.party.name.clone(),
        applicant_kind: None,
        applicant_credit_code: None,
        applicant_registration_number: None,
        applicant_organization_code: None,
        applicant_tax_number: None,
        applicant_institution_number: None,
        applicant_society_number: None,
        legal_representative: None,
        legal_representative_id_kind: None,
        legal_representative_id_number: None,
        applicant_id_kind: None,
        applicant_id_number: None,
        document_name: None,
        document_number: None,
        permit_kind: None,
        certificate_name: None,
        certificate_number: None,
        handling_mode: None,
        verified_by: None,
        verify_before: None,
        outcome: case.outcome,
        content,
        decided_on,
        concluded_at,
        valid_from: None,
        valid_to: None,
        authority_name: None,
        authority_credit_code: None,
        status: None,
        source_name: None,
        source_credit_code: None,
        remark: None,
    }
}

fn document_series(outcome: ApprovalOutcome) -> &'static str {
    match outcome {
        ApprovalOutcome::Refused => "鞍审批不许",
        ApprovalOutcome::NotAccepted => "鞍审批不受",
        ApprovalOutcome::Terminated | ApprovalOutcome::ApplicationWithdrawn => "鞍审批终",
        ApprovalOutcome::Cancelled => "鞍审批销",
        ApprovalOutcome::Rescinded | ApprovalOutcome::Withdrawn => "鞍审批撤",
        _ => "鞍审批许",
    }
}

/// About how many numbers the series uses a day, for the numbers to look right at any date.
fn series_a_day(outcome: ApprovalOutcome) -> u32 {
    if document_series(outcome) == "鞍审批许" { 19 } else { 1 }
}

fn document_word(outcome: ApprovalOutcome) -> &'static str {
    match outcome {
        ApprovalOutcome::Refused => "不予行政许可",
        ApprovalOutcome::NotAccepted => "不予受理",
        ApprovalOutcome::Terminated | ApprovalOutcome::ApplicationWithdrawn => "终止办理",
        ApprovalOutcome::Cancelled => "注销行政许可",
        ApprovalOutcome::Rescinded => "撤销行政许可",
        ApprovalOutcome::Withdrawn => "撤回行政许可",
        _ => "准予行政许可",
    }
}

/// 许可类别 of the public list.
fn permit_kind(item: &Item) -> &'static str {
    let kinds =
        [("登记", "登记"), ("注册", "认可"), ("资质", "认可"), ("资格", "认可"), ("验收", "核准"), ("检查", "核准")];
    kinds.iter().find_map(|(word, kind)| item.name.contains(word).then_some(*kind)).unwrap_or("普通")
}

fn certificate_name(item: &Item) -> String {
    if item.name.ends_with("许可") { format!("{}证", item.name) } else { format!("{}文书", item.name) }
}

/// A moment some working days later.
pub(super) fn working_days_later(generator: &mut Generator<'_>, at: Timestamp, days: u32) -> Timestamp {
    let day = generator.days.after(local_date(at), days);
    office_time(&mut generator.dice, day)
}
