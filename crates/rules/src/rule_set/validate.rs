//! What a rule set may say: possible values, and no setting without effect.

use super::refusal::RuleSetRefusal;
use super::values::{ExtraKind, RuleSet};
use crate::calendar::{CountMode, Cutoff, OfficeHours};
use crate::exchange::Kind;
use crate::record::ApprovalOutcome;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// 鞍政办发〔2018〕66号 was issued on this day.
const POLICY_ISSUED_ON: Date = Date::constant(2018, 8, 15);

impl RuleSet {
    /// Checks all settings.
    ///
    /// # Errors
    /// Every refusal at once, so that a file is put right in one go.
    pub fn validate(&self) -> Result<(), Vec<RuleSetRefusal>> {
        let mut refusals = Vec::new();
        self.check_head(&mut refusals);
        self.check_numbers(&mut refusals);
        self.check_outcomes(&mut refusals);
        self.check_idle(&mut refusals);
        if let Some(hours) = &self.office_hours {
            check_office_hours(hours, &mut refusals);
        }
        check_kinds(&self.extra_kinds, &mut refusals);
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    fn check_head(&self, refusals: &mut Vec<RuleSetRefusal>) {
        if self.document.trim().is_empty() {
            refusals.push(RuleSetRefusal::Empty { setting: "document" });
        }
        let days = [("effective_on", Some(self.effective_on)), ("go_live_on", self.go_live_on)];
        for (setting, date) in days {
            if let Some(date) = date.filter(|date| *date < POLICY_ISSUED_ON) {
                refusals.push(RuleSetRefusal::BeforePolicy { setting, date });
            }
        }
    }

    fn check_numbers(&self, refusals: &mut Vec<RuleSetRefusal>) {
        let numbers = [
            ("push_working_days", Some(self.push_working_days), 20),
            ("receipt_working_days", Some(self.receipt_working_days), 20),
            ("reply_target_working_days", self.reply_target_working_days, 60),
            ("max_hops", self.max_hops, 10),
            ("outage_minutes_min", self.outage_minutes_min, 24 * 60),
            ("decided_concluded_gap_working_days", Some(self.decided_concluded_gap_working_days), 250),
            ("liaisons_per_section", Some(self.liaisons_per_section), 9),
            ("request_working_days", Some(self.request_working_days), 20),
            // 0 means that no term is extended.
            ("reply_extension", Some(self.reply_extension).filter(|times| *times > 0), 5),
        ];
        for (setting, value, most) in numbers {
            if let Some(value) = value.filter(|value| !(1..=most).contains(value)) {
                refusals.push(RuleSetRefusal::OutOfRange { setting, value, least: 1, most });
            }
        }
    }

    fn check_outcomes(&self, refusals: &mut Vec<RuleSetRefusal>) {
        for outcome in &self.receipt_outcomes {
            let known: Result<ApprovalOutcome, _> = serde_json::from_value(outcome.as_str().into());
            if known.is_err() {
                refusals.push(RuleSetRefusal::UnknownOutcome { outcome: outcome.clone() });
            }
        }
        if !self.asks_receipt("granted") {
            refusals.push(RuleSetRefusal::GrantedWithoutReceipt);
        }
    }

    /// Settings that another setting leaves nothing to do.
    fn check_idle(&self, refusals: &mut Vec<RuleSetRefusal>) {
        let by_day = self.count_mode == CountMode::NextWorkdayEnd;
        let by_hours = self.count_mode == CountMode::WorkHours;
        let closes = [self.receipt_cutoff(), self.duty_cutoff()].contains(&Cutoff::OfficeClose);
        let other_mode = "count_mode is not NEXT_WORKDAY_END";
        let no_return = "return_enabled is false";
        let idle = [
            ("nonworking_start", self.nonworking_start.is_some() && !by_day, other_mode),
            ("receipt_cutoff", self.receipt_cutoff.is_some() && !by_day, other_mode),
            ("duty_cutoff", self.duty_cutoff.is_some() && !by_day, other_mode),
            (
                "office_hours",
                self.office_hours.is_some() && !by_hours && !(by_day && closes),
                "nothing ends at OFFICE_CLOSE",
            ),
            ("return_window", self.return_window.is_some() && !self.return_enabled, no_return),
            ("max_hops", self.max_hops.is_some() && !self.return_enabled, no_return),
            (
                "outage_minutes_min",
                self.outage_minutes_min.is_some() && !self.outage_tolling,
                "outage_tolling is false",
            ),
        ];
        for (setting, _, because) in idle.into_iter().filter(|(_, idle, _)| *idle) {
            refusals.push(RuleSetRefusal::WithoutEffect { setting, because });
        }
    }
}

fn check_office_hours(hours: &OfficeHours, refusals: &mut Vec<RuleSetRefusal>) {
    if hours.seasons.is_empty() {
        refusals.push(RuleSetRefusal::Empty { setting: "office_hours" });
    }
    for pair in hours.seasons.windows(2) {
        if pair[1].from <= pair[0].from {
            refusals.push(RuleSetRefusal::SeasonOrder { from: pair[1].from });
        }
    }
    for season in &hours.seasons {
        if season.close <= season.open {
            refusals.push(RuleSetRefusal::SeasonHours { from: season.from });
        }
        if season.document.as_ref().is_none_or(|document| document.trim().is_empty()) {
            refusals.push(RuleSetRefusal::SeasonDocument { from: season.from });
        }
    }
}

fn check_kinds(kinds: &[ExtraKind], refusals: &mut Vec<RuleSetRefusal>) {
    let mut seen = BTreeSet::new();
    for kind in kinds {
        if !matches!(Kind::parse(&kind.code), Some(Kind::City(_))) {
            refusals.push(RuleSetRefusal::KindCode { code: kind.code.clone() });
        }
        if !seen.insert(&kind.code) {
            refusals.push(RuleSetRefusal::KindTwice { code: kind.code.clone() });
        }
        if kind.name_zh.trim().is_empty() || kind.name_en.trim().is_empty() {
            refusals.push(RuleSetRefusal::Empty { setting: "extra_kinds" });
        }
    }
}
