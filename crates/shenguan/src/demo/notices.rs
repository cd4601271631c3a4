//! Information without a record: announcements of the authorities, changes of items and of their standard elements
//! (二(三)¶1).

use jiff::Timestamp;
use shenguan_rules::calendar::local_date;

use super::officers::liaison_key;
use super::plan::{Act, PlannedAct, PlannedPush};
use super::traffic::Generator;

/// 政策法规科 of the bureau, which reads the announcements.
const POLICY_SECTION: &str = "10";
const ELEMENTS: [&str; 5] = [
    "自下月 1 日起，申请材料减少 2 项，其中营业执照改为系统核验。",
    "承诺时限压缩 2 个工作日，办理指南和流程图同步更新。",
    "新增告知承诺办理方式，承诺书文本见附件，核查期限为两个月。",
    "证书样式调整为电子证照，纸质证书按申请人需要发放。",
    "审查要点增加一项现场照片，勘验表格相应修改。",
];
const ITEM_CHANGES: [&str; 4] = [
    "依上级文件，该事项设定依据条款作了修订，请相应调整办理指南。",
    "该事项部分审批权限下放至县（市）区，市本级只办理跨区域申请。",
    "该事项与另一事项合并办理，名称拟作调整，请研究衔接办法。",
    "行业标准更新，申请条件中的技术指标有变化，请自实施之日起执行新标准。",
];

impl Generator<'_> {
    /// 行业指导性文件、相关政策文件、业务培训 … from an authority, for information.
    pub(super) fn announcement(&mut self, at: Timestamp) {
        let notice = self.dice.pick(&self.texts.notices);
        let bureau = self.bureau_as_addressee(POLICY_SECTION);
        let mut then = Vec::new();
        if self.dice.chance(700) {
            let at = self.receipts.receipt_time(&mut self.dice, at);
            let who = liaison_key(bureau.department, bureau.section);
            then.push(PlannedAct { at, addressee: bureau.department, who, act: Act::Acknowledge });
        }
        then.retain(|act| act.at <= self.days.now);
        let blank = self.blank(at, notice.from, "01", 0);
        let occurred_on = self.days.before(local_date(at), u32::from(self.dice.chance(500)));
        self.pushes.push(PlannedPush {
            kind: notice.kind,
            subject: notice.subject.to_owned(),
            content: notice.content.to_owned(),
            item_code: None,
            occurred_on: Some(occurred_on),
            asks_receipt: false,
            then,
            ..blank
        });
    }

    /// 审批标准化要素变化, from the bureau.
    pub(super) fn standard_element_change(&mut self, at: Timestamp) {
        let index = self.dice.weighted(&self.item_weights);
        let item = &self.city.items[index];
        let addressees = self.routes.on(item.code, local_date(at));
        let mut then = Vec::new();
        for addressee in &addressees {
            then.extend(self.receipts.usual(&mut self.dice, at, *addressee));
        }
        let bureau = self.city.bureau().code;
        let blank = self.blank(at, bureau, item.bureau_section, index);
        self.pushes.push(PlannedPush {
            kind: "standard_element_change",
            subject: format!("{}办理指南调整", item.name),
            content: self.dice.pick(&ELEMENTS).to_owned(),
            occurred_on: Some(self.days.before(local_date(at), u32::from(self.dice.chance(300)))),
            addressees: addressees.iter().map(|to| to.department).collect(),
            then,
            ..blank
        });
    }

    /// 审批事项变化, from the authority that leads.
    pub(super) fn item_change(&mut self, at: Timestamp) {
        let index = self.dice.weighted(&self.item_weights);
        let item = &self.city.items[index];
        let lead = item.lead();
        let bureau = self.bureau_as_addressee(item.bureau_section);
        let then = self.receipts.usual(&mut self.dice, at, bureau);
        let blank = self.blank(at, lead.department, lead.section, index);
        self.pushes.push(PlannedPush {
            kind: "item_change",
            subject: format!("{}事项调整", item.name),
            content: self.dice.pick(&ITEM_CHANGES).to_owned(),
            occurred_on: Some(self.days.before(local_date(at), u32::from(self.dice.chance(500)))),
            then,
            ..blank
        });
    }
}
