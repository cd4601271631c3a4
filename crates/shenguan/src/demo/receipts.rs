//! What addressees do with what they get: acknowledge, let it be deemed, object, send back (二(三)¶3, A5).

use jiff::Timestamp;
use shenguan_rules::calendar::local_date;

use super::agreements::Addressee;
use super::day::{Days, later, minutes_left, morning, office_time};
use super::dice::Dice;
use super::officers::{head_key, liaison_key};
use super::plan::{Act, PlannedAct};

/// Share of receipts left to be deemed, per mille: 25 % over all, but not the same everywhere.
const DEEMED: [(&str, u32); 10] = [
    ("XZSP", 170),
    ("YJGL", 110),
    ("XFZD", 140),
    ("STHJ", 190),
    ("SCJG", 290),
    ("WSJK", 230),
    ("JTYS", 290),
    ("CGZF", 400),
    ("GAJ", 380),
    ("WLGD", 330),
];
const DEEMED_ELSEWHERE: u32 = 270;
/// 55 same day against 20 next day.
const SAME_DAY: u32 = 745;

const OBJECTIONS: [&str; 4] = [
    "该项目属于县（市）区权限范围，建议先明确属地监管主体后再行接收。",
    "许可范围涉及的第二项内容不在移交协议约定之内，请予核对。",
    "经营场所实际位于开发区，日常监管由开发区分局承担，请协商确认。",
    "现场情况与许可内容不一致，建议审批部门复核后再推送。",
];
const WRONG_ADDRESSEE: [&str; 3] = [
    "该事项不属于我单位职责，按移交协议应由建议单位接收。",
    "我单位不承担该行业监管职责，请改派。",
    "经核对三定规定，该类主体由建议单位监管，现予退回。",
];
const REROUTED: &str = "经核对移交协议，同意改派。";
const UPHELD: &str = "该主体的主要经营活动属于贵单位监管行业，仍请接收。";

/// Makes the acts of addressees; acts after now are left to the visitor.
pub(super) struct Receipts<'a> {
    pub days: Days<'a>,
}

impl Receipts<'_> {
    /// Acknowledged the same day, the next day, or not at all.
    pub(super) fn usual(&self, dice: &mut Dice, pushed_at: Timestamp, addressee: Addressee) -> Vec<PlannedAct> {
        let department = addressee.department;
        let deemed = DEEMED.iter().find(|(code, _)| *code == department).map_or(DEEMED_ELSEWHERE, |(_, share)| *share);
        let acts = if dice.chance(deemed) {
            self.left_alone(dice, pushed_at, addressee)
        } else {
            let at = self.receipt_time(dice, pushed_at);
            acknowledged(dice, pushed_at, at, addressee)
        };
        self.up_to_now(acts)
    }

    /// Opened perhaps, confirmed afterwards perhaps.
    fn left_alone(&self, dice: &mut Dice, pushed_at: Timestamp, addressee: Addressee) -> Vec<PlannedAct> {
        let mut acts = Vec::new();
        if dice.chance(350) {
            let at = self.receipt_time(dice, pushed_at);
            acts.push(by_liaison(at, addressee, Act::Open));
        }
        if dice.chance(200) {
            let due = self.days.receipt_due(pushed_at);
            let day = self.days.after(local_date(due), 1);
            acts.push(by_liaison(office_time(dice, day), addressee, Act::Acknowledge));
        }
        acts
    }

    /// 异议: the clock runs on, the receipt is deemed; nearly all are negotiated within two weeks, and the bureau's
    /// head of section writes down that the addressee stays.
    pub(super) fn objected(
        &self,
        dice: &mut Dice,
        pushed_at: Timestamp,
        addressee: Addressee,
        bureau_head: &str,
    ) -> Vec<PlannedAct> {
        let at = self.receipt_time(dice, pushed_at);
        let act = Act::Return { reason: dice.pick(&OBJECTIONS), suggested_to: None };
        let head = head_key(addressee.department, addressee.section);
        let mut acts = vec![PlannedAct { at, addressee: addressee.department, who: head, act }];
        if dice.chance(970) {
            let working_days = u32::try_from(dice.between(1, 9)).unwrap_or(1);
            let day = self.days.after(local_date(at), working_days);
            acts.push(PlannedAct {
                at: office_time(dice, day),
                addressee: addressee.department,
                who: bureau_head.to_owned(),
                act: Act::Uphold { reason: UPHELD },
            });
        }
        self.up_to_now(acts)
    }

    /// Sent to the wrong department by hand: sent back, then re-routed or upheld within one working day (A5).
    pub(super) fn sent_back(
        &self,
        dice: &mut Dice,
        pushed_at: Timestamp,
        wrong: Addressee,
        right: Addressee,
        bureau_head: &str,
    ) -> Vec<PlannedAct> {
        let at = self.receipt_time(dice, pushed_at);
        let act = Act::Return { reason: dice.pick(&WRONG_ADDRESSEE), suggested_to: Some(right.department) };
        let mut acts = vec![by_liaison(at, wrong, act)];
        let decided_at = self.receipt_time(dice, at);
        let (act, next) = if dice.chance(250) {
            (Act::Uphold { reason: UPHELD }, wrong)
        } else {
            (Act::Reroute { to: right.department, reason: REROUTED }, right)
        };
        acts.push(PlannedAct { at: decided_at, addressee: wrong.department, who: bureau_head.to_owned(), act });
        // Upheld, only the rest of the window is left; what is not done soon is deemed.
        let soon = later(decided_at, dice.between(6, 20));
        if next == right {
            acts.extend(self.usual(dice, decided_at, right));
        } else if soon < self.days.receipt_due(pushed_at) {
            acts.push(by_liaison(soon, wrong, Act::Acknowledge));
        }
        self.up_to_now(acts)
    }

    /// Within the receipt window: mostly the same day, else the next working morning.
    pub(super) fn receipt_time(&self, dice: &mut Dice, at: Timestamp) -> Timestamp {
        let left = minutes_left(at);
        if self.days.works(local_date(at)) && left > 12 && dice.chance(SAME_DAY) {
            // The shorter of two draws: most look soon.
            let minutes = dice.between(3, left).min(dice.between(3, left));
            later(at, minutes)
        } else {
            morning(dice, self.days.after(local_date(at), 1))
        }
    }

    fn up_to_now(&self, mut acts: Vec<PlannedAct>) -> Vec<PlannedAct> {
        acts.retain(|act| act.at <= self.days.now);
        acts
    }
}

fn acknowledged(dice: &mut Dice, pushed_at: Timestamp, at: Timestamp, addressee: Addressee) -> Vec<PlannedAct> {
    let mut acts = Vec::new();
    let opened_at = later(at, -dice.between(1, 2));
    if opened_at > pushed_at && dice.chance(600) {
        acts.push(by_liaison(opened_at, addressee, Act::Open));
    }
    acts.push(by_liaison(at, addressee, Act::Acknowledge));
    if dice.chance(220) {
        let who = head_key(addressee.department, addressee.section);
        let act = Act::Assign { section: addressee.section };
        let at = later(at, dice.between(2, 25));
        acts.push(PlannedAct { at, addressee: addressee.department, who, act });
    }
    acts
}

fn by_liaison(at: Timestamp, addressee: Addressee, act: Act) -> PlannedAct {
    let who = liaison_key(addressee.department, addressee.section);
    PlannedAct { at, addressee: addressee.department, who, act }
}
