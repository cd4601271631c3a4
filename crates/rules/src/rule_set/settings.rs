//! The settings as a list, for the page, the command line and the documentation.

use super::values::RuleSet;
use crate::calendar::CountMode;
use serde::Serialize;
use serde_json::Value;

/// One setting, as it applies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// The clause that it reads.
    pub clause: &'static str,
    /// What applies, as in the file; null where another setting leaves it nothing to do, or where there is none.
    pub value: Value,
    /// What applies where the city says nothing.
    pub default: Value,
    /// What it means.
    pub meaning_zh: &'static str,
    /// What it means, in English.
    pub meaning_en: &'static str,
}

/// Name, clause, meaning in Chinese and in English; in the order of the file.
const SETTINGS: &[(&str, &str, &str, &str)] = &[
    ("effective_on", "三(一)", "本规则自该日起适用", "in force from this day on"),
    ("document", "三(一)", "设定本规则的文件字号", "number of the document that sets it"),
    ("conclusion_clock", "二(三)¶3", "“办结”以办结时间还是决定日期为准", "which instant is the conclusion of a case"),
    ("count_mode", "二(三)¶3", "“1个工作日内”如何计时", "what \"within 1 working day\" means by the clock"),
    ("nonworking_start", "二(三)¶3", "起算日为非工作日时如何计算", "what a start on a day off means"),
    ("receipt_cutoff", "二(三)¶3", "默认接收在最后一日的截止时点", "when the last day of a deemed receipt ends"),
    ("duty_cutoff", "二(三)¶3", "推送、答复在最后一日的截止时点", "when the last day of a push or reply ends"),
    (
        "office_hours",
        "二(三)¶3",
        "分季节的机关上下班时间及其文件字号",
        "office hours by season, with the city's document",
    ),
    ("push_working_days", "二(三)¶3", "推送期限（工作日）", "working days for a push"),
    ("receipt_working_days", "二(三)¶3", "推送后默认接收的期限（工作日）", "working days until receipt is deemed"),
    (
        "reply_target_working_days",
        "二(三)¶3",
        "“及时”反馈的目标（工作日），不设则不计超期",
        "target for a timely reply; without one nothing is overdue",
    ),
    ("penalty_clock", "二(三)¶3", "行政处罚推送期限的起算日", "where the push of a penalty starts"),
    ("receipt_outcomes", "二(一)¶2", "要求接收的审批结果种类", "outcomes that ask for receipt"),
    ("return_enabled", "三(二)", "接收方可否退回", "whether the addressee may return a push"),
    ("return_window", "三(二)", "何时之前可以退回", "until when it may be returned"),
    ("max_hops", "三(二)", "改派超过该次数后提请会商", "re-routes after which the matter goes to consultation"),
    ("lead_required", "二(二)¶1", "多部门监管时须指明牵头部门", "one of several addressees must be marked lead"),
    ("outage_tolling", "二(三)¶2", "平台中断是否顺延期限", "whether outages of the platform extend a window"),
    ("outage_minutes_min", "二(三)¶2", "超过该分钟数的中断才顺延", "only outages longer than so many minutes do"),
    (
        "go_live_on",
        "二(一)¶1",
        "上线日；此前办结的许可为存量，不计时、不要求接收",
        "day of go-live; permits from before it have no clock and no receipt",
    ),
    (
        "decided_concluded_gap_working_days",
        "行政许可法 第四十四条",
        "办结晚于决定超过该工作日数时予以提示",
        "a conclusion later than so many working days after the decision is shown",
    ),
    ("extra_kinds", "二(三)¶1", "本市增加的信息种类", "kinds of information that the city adds"),
    ("oa_consent", "二(四)3", "OA书面沟通由哪一方分管领导同意", "whose leader in charge consents to the OA channel"),
    (
        "meeting_gate",
        "二(四)",
        "提请会商前是否须用过四种沟通方式",
        "whether all four channels must be tried before a consultation",
    ),
    ("roster_effective", "二(二)¶2", "名单变更自何时生效", "from when a change of roster holds"),
    ("liaisons_per_section", "二(二)¶1", "每个科室联络人最多人数", "liaison officers of a section at most"),
    (
        "request_working_days",
        "二(三)¶4",
        "商请答复的期限（工作日）",
        "working days for the reply to a request for cooperation",
    ),
    ("no_reply_effect", "二(三)¶4", "商请逾期未答复的后果", "what a request comes to that nobody replied to in time"),
    ("reply_extension", "二(三)¶4", "商请答复可延期的次数", "how often the term of a reply may be extended"),
    (
        "request_needs_case",
        "二(三)¶4",
        "商请须写明在办案件或监管事项",
        "a request for cooperation names an open case or a regulatory matter",
    ),
];

impl RuleSet {
    /// Every setting with its clause, what applies, the default and the meaning.
    pub fn settings(&self) -> Vec<Setting> {
        let (values, defaults) = (self.as_applied(), Self::default().as_applied());
        let of = |values: &Value, name: &str| values.get(name).cloned().unwrap_or(Value::Null);
        SETTINGS
            .iter()
            .map(|&(name, clause, meaning_zh, meaning_en)| Setting {
                name,
                clause,
                value: of(&values, name),
                default: of(&defaults, name),
                meaning_zh,
                meaning_en,
            })
            .collect()
    }

    /// As JSON, with what was left open filled in, and without what has nothing to do.
    fn as_applied(&self) -> Value {
        let by_day = self.count_mode == CountMode::NextWorkdayEnd;
        let hours = self.count_mode != CountMode::SameClockNextWorkday;
        let filled = Self {
            nonworking_start: by_day.then(|| self.nonworking_start()),
            receipt_cutoff: by_day.then(|| self.receipt_cutoff()),
            duty_cutoff: by_day.then(|| self.duty_cutoff()),
            office_hours: hours.then(|| self.office_hours()),
            return_window: self.return_window(),
            max_hops: self.return_enabled.then(|| self.max_hops()),
            outage_minutes_min: self.outage_minutes_min(),
            ..self.clone()
        };
        serde_json::to_value(filled).unwrap_or_default()
    }
}

/// The clause of a setting.
pub(super) fn clause_of(name: &str) -> Option<&'static str> {
    SETTINGS.iter().find(|(known, ..)| *known == name).map(|(_, clause, ..)| *clause)
}
