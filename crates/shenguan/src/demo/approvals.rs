//! Outcomes that the bureau pushes: whom they reach, how they are worded, what happens to them (二(三)¶3).

use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::record::{ApprovalOutcome, ApprovalRecord, HandlingMode, PartyKind};

use super::agreements::Addressee;
use super::cases::Case;
use super::day::{OFFICE_OPENS, instant, later, minute_of, office_time};
use super::officers::{head_key, liaison_key};
use super::plan::{Act, PlannedAct, PlannedPush};
use super::traffic::Generator;

/// Late pushes, per mille.
const LATE: u32 = 30;
/// Addressed by hand, per mille of outcomes with one authority; most of these come back.
const BY_HAND: u32 = 55;
const COMES_BACK: u32 = 750;
/// Objections to an addressee that the agreement names, per mille.
const OBJECTED: u32 = 20;
const RECALLED: u32 = 4;
const CORRECTED: u32 = 7;
/// An authority that somebody in the bureau may take for another.
const TAKEN_FOR: [(&str, &str); 10] = [
    ("SCJG", "WSJK"),
    ("WSJK", "SCJG"),
    ("ZJJ", "CGZF"),
    ("CGZF", "ZJJ"),
    ("YJGL", "XFZD"),
    ("XFZD", "YJGL"),
    ("JTYS", "GAJ"),
    ("LCJ", "ZRZY"),
    ("NYNC", "SCJG"),
    ("YCJ", "SCJG"),
];
pub(super) const LATE_REASONS: [&str; 5] = [
    "审批系统与平台接口中断，恢复后补推。",
    "承办人员外出参加联合勘验，次日返岗后补推。",
    "决定书文号登记有误，重新核对后推送。",
    "联络人休假，代理人未及时接手。",
    "证照打印设备故障，证书编号生成延迟。",
];
const ROUTING_REASONS: [&str; 3] =
    ["申请人实际经营内容以该行业为主。", "经电话沟通，先送该单位核对监管主体。", "按勘验时参与单位确定接收单位。"];
const AFTER_CHANGE: [&str; 3] =
    ["请更新监管档案。", "请在下次检查时核对变更后的实际情况。", "原证书已收回，请以新证书登载内容为准。"];
const AFTER_RENEWAL: [&str; 3] = [
    "延续期间有一次责令改正，已整改，请在年内复查一次。",
    "上一有效期内未见不良记录。",
    "设施有更新，请在下次检查时核对。",
];
const RECALL_REASONS: [&str; 2] = ["附件上传有误，撤回后重新推送。", "许可范围漏填一项，撤回后重新推送。"];

/// How a push is addressed and what follows.
struct Addressing {
    to: Option<Vec<&'static str>>,
    routing_reason: Option<&'static str>,
    addressees: Vec<Addressee>,
    then: Vec<PlannedAct>,
}

impl Generator<'_> {
    /// One outcome of the usual mix.
    pub(super) fn approval(&mut self, at: Timestamp) {
        let item = self.dice.weighted(&self.item_weights);
        let case = self.case(item, local_date(at));
        let push = self.outcome(at, &case, None);
        let index = self.pushes.len();
        self.pushes.push(push);
        if self.pushes[index].asks_receipt && self.pushes[index].addressees.len() == 1 {
            if self.dice.chance(RECALLED) {
                self.recall(index);
            } else if self.dice.chance(CORRECTED) {
                self.correct(index);
            }
        }
    }

    /// 撤销 or 注销 of a permit, after a proposal or a revocation.
    pub(super) fn end_of_permit(&mut self, at: Timestamp, permit: usize, outcome: ApprovalOutcome) {
        let standing = self.permits.get(permit);
        let case = Case {
            item: standing.item,
            outcome,
            party: standing.party.clone(),
            certificate_number: Some(standing.certificate_number.clone()),
        };
        self.permits.end(permit);
        let push = self.outcome(at, &case, None);
        self.pushes.push(push);
    }

    /// An outcome for an authority that has nothing open: nobody has looked at it yet.
    pub(super) fn open_approval(&mut self, at: Timestamp, authority: &'static str) {
        let leads = |item: &super::items::Item| item.lead().department == authority;
        let items: Vec<usize> = (0..self.city.items.len()).filter(|item| leads(&self.city.items[*item])).collect();
        if items.is_empty() {
            return;
        }
        let item = self.dice.pick(&items);
        let case = self.new_permit(item, local_date(at));
        let mut push = self.outcome(at, &case, None);
        push.then.clear();
        push.to = None;
        push.routing_reason = None;
        push.addressees =
            self.routes.on(self.city.items[item].code, local_date(at)).iter().map(|to| to.department).collect();
        self.pushes.push(push);
    }

    /// An outcome that came back and waits for the bureau.
    pub(super) fn open_return(&mut self, at: Timestamp) {
        let from = self.dice.between(0, 9).unsigned_abs();
        let items = (0..self.city.items.len()).cycle().skip(usize::try_from(from * 17).unwrap_or(0));
        let fit = |item: &usize| self.taken_for(*item, local_date(at)).is_some();
        let Some(item) = items.take(self.city.items.len()).find(fit) else { return };
        let Some((right, wrong)) = self.taken_for(item, local_date(at)) else { return };
        let case = self.new_permit(item, local_date(at));
        let addressing = self.by_hand(wrong, Vec::new());
        let mut push = self.outcome(at, &case, Some(addressing));
        let returned_at = self.receipts.receipt_time(&mut self.dice, at).min(later(at, 90));
        let reason = "该事项不属于我单位职责，按移交协议应由建议单位接收。";
        let act = Act::Return { reason, suggested_to: Some(right.department) };
        let who = liaison_key(wrong.department, wrong.section);
        push.then = vec![PlannedAct { at: returned_at, addressee: wrong.department, who, act }];
        push.then.retain(|act| act.at <= self.days.now);
        self.pushes.push(push);
    }

    fn outcome(&mut self, at: Timestamp, case: &Case, addressing: Option<Addressing>) -> PlannedPush {
        let item = &self.city.items[case.item];
        let (concluded_at, late_reason) = self.concluded(at);
        let record = self.record(case, concluded_at);
        let asks_receipt = case.outcome.needs_receipt();
        let addressing = match addressing {
            Some(addressing) => addressing,
            None => self.addressing(at, case, asks_receipt),
        };
        let content = self.what_to_watch(case, &record, addressing.addressees.first().copied());
        let section = item.bureau_section;
        let bureau = self.city.bureau().code;
        PlannedPush {
            at,
            from: bureau,
            officer: if self.dice.chance(800) { liaison_key(bureau, section) } else { head_key(bureau, section) },
            kind: "approval_outcome",
            subject: case.subject(item),
            content,
            item_code: Some(item.code),
            certificate_number: None,
            approval: Some(Box::new(record)),
            penalty: None,
            occurred_on: None,
            to: addressing.to,
            copies: Vec::new(),
            late_reason,
            routing_reason: addressing.routing_reason,
            corrects: None,
            addressees: addressing.addressees.iter().map(|to| to.department).collect(),
            asks_receipt,
            then: addressing.then,
        }
    }

    fn addressing(&mut self, at: Timestamp, case: &Case, asks_receipt: bool) -> Addressing {
        let day = local_date(at);
        let addressees = self.routes.on(self.city.items[case.item].code, day);
        if !asks_receipt {
            return Addressing { to: None, routing_reason: None, addressees, then: Vec::new() };
        }
        let head = head_key(self.city.bureau().code, self.city.items[case.item].bureau_section);
        if self.dice.chance(BY_HAND)
            && case.outcome == ApprovalOutcome::Granted
            && let Some((right, wrong)) = self.taken_for(case.item, day)
        {
            let then = if self.dice.chance(COMES_BACK) {
                self.receipts.sent_back(&mut self.dice, at, wrong, right, &head)
            } else {
                self.receipts.usual(&mut self.dice, at, wrong)
            };
            return self.by_hand(wrong, then);
        }
        let mut then = Vec::new();
        for addressee in &addressees {
            let acts = if self.dice.chance(OBJECTED) {
                self.receipts.objected(&mut self.dice, at, *addressee, &head)
            } else {
                self.receipts.usual(&mut self.dice, at, *addressee)
            };
            then.extend(acts);
        }
        Addressing { to: None, routing_reason: None, addressees, then }
    }

    fn by_hand(&mut self, wrong: Addressee, then: Vec<PlannedAct>) -> Addressing {
        Addressing {
            to: Some(vec![wrong.department]),
            routing_reason: Some(self.dice.pick(&ROUTING_REASONS)),
            addressees: vec![wrong],
            then,
        }
    }

    /// The authority of an item with only one, and one that it may be taken for.
    fn taken_for(&self, item: usize, day: Date) -> Option<(Addressee, Addressee)> {
        let addressees = self.routes.on(self.city.items[item].code, day);
        let [right] = addressees.as_slice() else { return None };
        let (_, wrong) = TAKEN_FOR.iter().find(|(code, _)| *code == right.department)?;
        Some((*right, Addressee { department: wrong, section: "02", lead: true }))
    }

    /// When the case was concluded, and why the push is late if it is.
    pub(super) fn concluded(&mut self, at: Timestamp) -> (Timestamp, Option<&'static str>) {
        let day = local_date(at);
        let since_opening = minute_of(at) - OFFICE_OPENS;
        if !self.days.works(day) {
            return (instant(self.days.before(day, 1), self.dice.between(15 * 60, 16 * 60 + 55)), None);
        }
        if self.dice.chance(LATE) {
            let days = u32::try_from(self.dice.between(2, 5)).unwrap_or(2);
            let concluded_at = office_time(&mut self.dice, self.days.before(day, days));
            return (concluded_at, Some(self.dice.pick(&LATE_REASONS)));
        }
        if since_opening > 10 && !self.dice.chance(200) {
            return (later(at, -self.dice.between(4, since_opening.min(220))), None);
        }
        (instant(self.days.before(day, 1), self.dice.between(13 * 60 + 30, 16 * 60 + 55)), None)
    }

    fn what_to_watch(&mut self, case: &Case, record: &ApprovalRecord, lead: Option<Addressee>) -> String {
        let person = case.party.kind == PartyKind::NaturalPerson;
        let watch = lead.map_or("", |lead| self.texts.watch(&mut self.dice, lead, person));
        match case.outcome {
            ApprovalOutcome::Granted if record.handling() == HandlingMode::Commitment => {
                format!("本件按告知承诺办理，请在核查期限内核实承诺事项。{watch}")
            }
            ApprovalOutcome::Granted => watch.to_owned(),
            ApprovalOutcome::Changed => format!("{}，其余事项不变。{}", record.content, self.dice.pick(&AFTER_CHANGE)),
            ApprovalOutcome::Renewed => format!("有效期顺延，许可范围不变。{}", self.dice.pick(&AFTER_RENEWAL)),
            ApprovalOutcome::Reissued => "原证书遗失，已公告作废并补发，证书编号不变。".to_owned(),
            ApprovalOutcome::Cancelled => "证书已收回，请核实是否停止经营活动。".to_owned(),
            ApprovalOutcome::Rescinded => "该许可已依法撤销，请核实当事人是否停止相关活动。".to_owned(),
            ApprovalOutcome::Withdrawn => {
                "准予许可所依据的客观情况发生重大变化，许可已撤回，请跟进后续监管。".to_owned()
            }
            _ => format!("{}。未取得许可，请留意是否擅自从事相关活动。", record.content),
        }
    }

    /// Recalled while in transit and pushed anew.
    fn recall(&mut self, index: usize) {
        let mut anew = self.pushes[index].clone();
        let (pushed_at, addressee) = (anew.at, anew.addressees[0]);
        let recalled_at = later(pushed_at, self.dice.between(6, 40));
        anew.at = later(recalled_at, self.dice.between(4, 25));
        // Pushed anew it goes by the agreement; one that was sent elsewhere by hand would not.
        if anew.at > self.days.now || anew.to.is_some() {
            return;
        }
        let act = Act::Recall { reason: self.dice.pick(&RECALL_REASONS) };
        let who = self.pushes[index].officer.clone();
        self.pushes[index].then = vec![PlannedAct { at: recalled_at, addressee, who, act }];
        anew.then = self.receipts_of(&anew);
        self.pushes.push(anew);
    }

    /// Corrected a few days after its receipt.
    fn correct(&mut self, index: usize) {
        let mut anew = self.pushes[index].clone();
        let days = u32::try_from(self.dice.between(2, 4)).unwrap_or(2);
        anew.at = office_time(&mut self.dice, self.days.after(local_date(anew.at), days));
        if anew.at > self.days.now || anew.to.is_some() {
            return;
        }
        // What is corrected is answered by then; a late confirmation would come to a recalled item.
        let corrected_at = anew.at;
        self.pushes[index].then.retain(|act| act.at < corrected_at);
        if let Some(record) = anew.approval.as_mut() {
            record.remark = Some("更正件：原件许可范围表述有误。".to_owned());
            record.content = format!("{}（更正后）", record.content);
        }
        anew.content = format!("更正：原件许可范围表述有误，以本件为准。{}", anew.content);
        anew.corrects = Some(index);
        anew.then = self.receipts_of(&anew);
        // The case was concluded long before: the correction says why it comes now.
        anew.late_reason = Some("发现原件有误后更正。");
        self.pushes.push(anew);
    }

    fn receipts_of(&mut self, push: &PlannedPush) -> Vec<PlannedAct> {
        let routes = self.routes.on(push.item_code.unwrap_or_default(), local_date(push.at));
        let mut then = Vec::new();
        for addressee in routes {
            then.extend(self.receipts.usual(&mut self.dice, push.at, addressee));
        }
        then
    }
}
