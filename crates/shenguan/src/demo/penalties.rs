//! What the authorities send back: penalty decisions and proposals to rescind, and what the bureau decides about them
//! (二(三)¶3 「应依法依规作出相关处理决定，并将处理意见及时向各行业监管部门进行反馈」).

use jiff::Timestamp;
use shenguan_rules::calendar::local_date;
use shenguan_rules::record::{ApprovalOutcome, PenaltyKind, PenaltyRecord};

use super::approvals::LATE_REASONS;
use super::cases::working_days_later;
use super::day::days_later;
use super::names::Party;
use super::officers::{head_key, liaison_key};
use super::plan::{Act, PlannedAct, PlannedPush};
use super::texts::Violation;
use super::traffic::{Generator, Scheduled};

/// Share of the penalties by authority; the others have what is left.
const SHARES: [(&str, u32); 16] = [
    ("SCJG", 240),
    ("JTYS", 180),
    ("CGZF", 160),
    ("WSJK", 80),
    ("YJGL", 70),
    ("STHJ", 70),
    ("GAJ", 60),
    ("XFZD", 60),
    ("ZJJ", 55),
    ("NYNC", 50),
    ("YCJ", 50),
    ("WLGD", 30),
    ("ZRZY", 25),
    ("RSJ", 20),
    ("LCJ", 18),
    ("SLJ", 18),
];
const SHARE_ELSEWHERE: u32 = 5;
/// Of the penalties about a permit on file: suspended or revoked.
const TAKES_PERMIT: u32 = 160;
const LATE: u32 = 30;
/// 2^(n/8), per mille.
const EIGHTHS: [i64; 8] = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834];

/// What a penalty does, and to whom.
struct Offence {
    violation: Violation,
    party: Party,
    permit: Option<usize>,
}

impl Generator<'_> {
    /// One penalty decision of the usual mix.
    pub(super) fn penalty(&mut self, at: Timestamp) {
        let push = self.penalty_push(at);
        self.pushes.push(push);
    }

    /// A penalty that the bureau has not looked at yet.
    pub(super) fn open_penalty(&mut self, at: Timestamp) {
        let mut push = self.penalty_push(at);
        push.then.clear();
        self.pushes.push(push);
    }

    /// 建议撤销; false if no permit on file fits.
    pub(super) fn rescission_proposal(&mut self, at: Timestamp) -> bool {
        let authority = self.penalizing_authority();
        let offence = self.offence(at, authority);
        let Some(permit) = offence.permit else { return false };
        let item = &self.city.items[offence.violation.item];
        let section = self.section_of(authority, offence.violation.item);
        let certificate = self.permits.get(permit).certificate_number.clone();
        let bureau = self.bureau_as_addressee(item.bureau_section);
        let mut then = self.receipts.usual(&mut self.dice, at, bureau);
        let agrees = self.dice.chance(700);
        let (content, decision) = if agrees {
            ("经核查，申请材料中的场所证明与实际不符，受理撤销建议，依法启动撤销程序，结果另行推送。", "启动撤销程序")
        } else {
            ("经核查，现有证据不足以认定以欺骗手段取得许可，暂不撤销，已要求当事人限期说明。", "不予撤销")
        };
        let days = u32::try_from(self.dice.between(2, 6)).unwrap_or(2);
        let replied_at = working_days_later(self, at, days);
        self.add_reply(&mut then, replied_at, item.bureau_section, content.to_owned(), decision);
        if agrees {
            let days = u32::try_from(self.dice.between(6, 14)).unwrap_or(6);
            let end = Scheduled {
                at: working_days_later(self, replied_at, days),
                permit,
                outcome: ApprovalOutcome::Rescinded,
            };
            self.scheduled.push(end);
        }
        let push = PlannedPush {
            subject: format!("建议撤销{}（{}）", item.name, offence.party.name),
            content: format!(
                "日常检查发现：{}。当事人取得{certificate}时提交的材料涉嫌不实，建议依法撤销该许可。",
                offence.violation.facts
            ),
            kind: "rescission_proposal",
            certificate_number: Some(certificate),
            occurred_on: Some(local_date(at)),
            then,
            ..self.blank(at, authority, section, offence.violation.item)
        };
        self.pushes.push(push);
        true
    }

    fn penalty_push(&mut self, at: Timestamp) -> PlannedPush {
        let authority = self.penalizing_authority();
        let offence = self.offence(at, authority);
        let item_index = offence.violation.item;
        let item = &self.city.items[item_index];
        let section = self.section_of(authority, item_index);
        let late = self.days.works(local_date(at)) && self.dice.chance(LATE);
        let days = if late { self.dice.between(2, 6) } else { i64::from(self.dice.chance(450)) };
        let decided_on = self.days.before(local_date(at), u32::try_from(days).unwrap_or(0));
        let record = self.penalty_record(&offence, authority, decided_on);
        let bureau = self.bureau_as_addressee(item.bureau_section);
        let mut then = self.receipts.usual(&mut self.dice, at, bureau);
        self.dispose(at, &offence, &record, &mut then);
        // A27: 「with a copy to the trade authority」.
        let lead = item.lead().department;
        PlannedPush {
            subject: format!("行政处罚决定（{}）", offence.party.name),
            content: format!("{}。{}。", record.facts, record.content),
            kind: "penalty_decision",
            penalty: Some(Box::new(record)),
            late_reason: late.then(|| self.dice.pick(&LATE_REASONS[1..4])),
            copies: if lead == authority { Vec::new() } else { vec![lead] },
            then,
            ..self.blank(at, authority, section, item_index)
        }
    }

    fn penalty_record(&mut self, offence: &Offence, authority: &str, decided_on: jiff::civil::Date) -> PenaltyRecord {
        let certificate_number = offence.permit.map(|permit| self.permits.get(permit).certificate_number.clone());
        let no_permit_reason = match (&certificate_number, offence.violation.licensed) {
            (Some(_), _) => None,
            (None, true) => Some("所持许可由县（市）区审批部门核发，不在市本级发证范围"),
            (None, false) if offence.party.credit_code.is_none() => Some("当事人为自然人，不持有许可证件"),
            (None, false) => Some("当事人未取得许可或者违法行为与许可事项无关"),
        };
        let (kinds, fine_yuan) = self.penalty_kinds(certificate_number.is_some());
        let confiscated_fen = kinds.contains(&PenaltyKind::Confiscation).then(|| self.dice.between(2, 90) * 4_000);
        let department = self.city.department(authority);
        let word = department.map_or("", |department| department.short_name);
        let word = word.trim_start_matches('市').trim_end_matches("支队").trim_end_matches(['局', '委', '办']);
        let series = format!("鞍{word}罚");
        PenaltyRecord {
            document_number: self.numbers.document(&series, decided_on, 1),
            party_name: offence.party.name.clone(),
            party_kind: Some(offence.party.kind),
            party_credit_code: offence.party.credit_code.clone(),
            party_registration_number: None,
            party_organization_code: None,
            party_tax_number: None,
            party_institution_number: None,
            party_society_number: None,
            legal_representative: offence.party.legal_representative.clone(),
            legal_representative_id_kind: None,
            legal_representative_id_number: None,
            party_id_kind: None,
            party_id_number: None,
            affected_certificates: None,
            certificate_number,
            no_permit_reason: no_permit_reason.map(str::to_owned),
            violation_kind: None,
            facts: offence.violation.facts.to_owned(),
            basis: offence.violation.basis.to_owned(),
            content: penalty_content(&kinds, fine_yuan),
            kinds,
            fine_fen: fine_yuan.map(|yuan| yuan * 100),
            confiscated_fen,
            decided_on,
            served_on: self.dice.chance(600).then_some(decided_on),
            contested: Some(self.dice.chance(15)),
            valid_to: None,
            published_until: Some(days_later(decided_on, 365)),
            authority_name: department.map(|department| department.name.to_owned()),
            authority_credit_code: None,
            status: Some("1".to_owned()),
            source_name: None,
            source_credit_code: None,
            remark: None,
        }
    }

    fn penalty_kinds(&mut self, about_permit: bool) -> (Vec<PenaltyKind>, Option<i64>) {
        if self.dice.chance(120) {
            return (vec![PenaltyKind::Warning], None);
        }
        let mut kinds = vec![PenaltyKind::Fine];
        if self.dice.chance(70) {
            kinds.push(PenaltyKind::Confiscation);
        }
        if about_permit && self.dice.chance(TAKES_PERMIT) {
            let revoked = self.dice.chance(250);
            kinds.push(if revoked { PenaltyKind::LicenceRevocation } else { PenaltyKind::Suspension });
        }
        (kinds, Some(self.fine_yuan()))
    }

    /// Log-normal around 3,000 yuan, in integers so that every machine agrees.
    fn fine_yuan(&mut self) -> i64 {
        let eighths = self.dice.around(0, 12_500).clamp(-45_000, 60_000) / 1000;
        let whole = 3_000 * EIGHTHS[usize::try_from(eighths.rem_euclid(8)).unwrap_or(0)] / 1000;
        let octaves = eighths.div_euclid(8);
        let yuan = if octaves < 0 { whole >> -octaves } else { whole << octaves };
        let step = if yuan < 1_000 { 50 } else { 100 };
        (yuan / step * step).clamp(50, 500_000)
    }

    fn dispose(&mut self, at: Timestamp, offence: &Offence, record: &PenaltyRecord, then: &mut Vec<PlannedAct>) {
        let days = match self.dice.between(0, 99) {
            0..=79 => self.dice.between(1, 5),
            80..=97 => self.dice.between(6, 18),
            // Still owed.
            _ => return,
        };
        let replied_at = working_days_later(self, at, u32::try_from(days).unwrap_or(1));
        let (content, decision) = disposition(record);
        let section = self.city.items[offence.violation.item].bureau_section;
        self.add_reply(then, replied_at, section, content.to_owned(), decision);
        if let Some(permit) = offence.permit.filter(|_| record.revokes_permit()) {
            let at = working_days_later(self, replied_at, 2);
            self.scheduled.push(Scheduled { at, permit, outcome: ApprovalOutcome::Cancelled });
        }
    }

    /// A reply acknowledges, so what would only acknowledge after it is left out.
    fn add_reply(
        &mut self,
        then: &mut Vec<PlannedAct>,
        at: Timestamp,
        section: &str,
        content: String,
        decision: &'static str,
    ) {
        if at > self.days.now {
            return;
        }
        let bureau = self.city.bureau().code;
        let who = if self.dice.chance(700) { liaison_key(bureau, section) } else { head_key(bureau, section) };
        then.retain(|act| act.at < at);
        then.push(PlannedAct { at, addressee: bureau, who, act: Act::Reply { content, decision } });
    }

    fn penalizing_authority(&mut self) -> &'static str {
        let share = |code| SHARES.iter().find(|(known, _)| *known == code).map_or(SHARE_ELSEWHERE, |(_, share)| *share);
        let shares: Vec<u32> = self.texts.violations.iter().map(|(code, _)| share(*code)).collect();
        self.texts.violations[self.dice.weighted(&shares)].0
    }

    fn offence(&mut self, at: Timestamp, authority: &str) -> Offence {
        let violations = self.texts.violations.iter().find(|(code, _)| *code == authority);
        let violations = violations.map_or(&self.texts.violations[0].1, |(_, violations)| violations);
        let violation = self.dice.pick(violations);
        let granted_by = days_later(local_date(at), -5);
        let wanted = violation.licensed && self.dice.chance(750);
        let permit = if wanted { self.permits.pick(&mut self.dice, violation.item, granted_by) } else { None };
        let free = |index: &usize| !self.scheduled.iter().any(|scheduled| scheduled.permit == *index);
        let permit = permit.filter(free);
        let party = match permit {
            Some(permit) => self.permits.get(permit).party.clone(),
            None => self.party(violation.item),
        };
        Offence { violation, party, permit }
    }

    /// The section of an authority that deals with an item; its first one if the item is another's.
    pub(super) fn section_of(&self, authority: &str, item: usize) -> &'static str {
        let own = self.city.items[item].authorities.iter().find(|known| known.department == authority);
        own.map_or("01", |own| own.section)
    }

    /// A push from an authority to the bureau, without kind, words and acts.
    pub(super) fn blank(&mut self, at: Timestamp, from: &'static str, section: &str, item: usize) -> PlannedPush {
        PlannedPush {
            at,
            from,
            officer: if self.dice.chance(800) { liaison_key(from, section) } else { head_key(from, section) },
            kind: "",
            subject: String::new(),
            content: String::new(),
            item_code: Some(self.city.items[item].code),
            certificate_number: None,
            approval: None,
            penalty: None,
            occurred_on: None,
            to: None,
            copies: Vec::new(),
            late_reason: None,
            routing_reason: None,
            corrects: None,
            addressees: vec![self.city.bureau().code],
            asks_receipt: true,
            then: Vec::new(),
        }
    }
}

fn penalty_content(kinds: &[PenaltyKind], fine_yuan: Option<i64>) -> String {
    let words = kinds.iter().map(|kind| match kind {
        PenaltyKind::Fine => format!("罚款人民币 {} 元", thousands(fine_yuan.unwrap_or(0))),
        PenaltyKind::Confiscation => "没收违法所得".to_owned(),
        PenaltyKind::Suspension => "暂扣许可证件 15 日".to_owned(),
        PenaltyKind::LicenceRevocation => "吊销许可证件".to_owned(),
        _ => "警告".to_owned(),
    });
    words.collect::<Vec<_>>().join("，")
}

fn disposition(record: &PenaltyRecord) -> (&'static str, &'static str) {
    if record.revokes_permit() {
        ("已收到吊销决定，依法办理注销手续，注销结果另行推送。", "依法注销")
    } else if record.kinds.contains(&PenaltyKind::Suspension) {
        ("暂扣期间不受理该许可证的变更、延续申请，期满凭整改证明恢复。", "暂停受理")
    } else if record.certificate_number.is_some() {
        ("已在审批系统标注，处罚履行完毕前对其变更、延续申请从严审查。", "标注关注")
    } else {
        ("已记入信用信息，今后受理当事人申请时一并审查。", "记入信用信息")
    }
}

/// 12,800.
fn thousands(yuan: i64) -> String {
    if yuan < 1_000 { yuan.to_string() } else { format!("{},{:03}", yuan / 1_000, yuan % 1_000) }
}
