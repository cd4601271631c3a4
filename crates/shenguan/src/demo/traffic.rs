//! Six months of work up to now: about forty pushes a working day, what became of them, and something open for everybody.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use shenguan_rules::calendar::Calendar;
use shenguan_rules::record::{ApprovalOutcome, ApprovalRecord};

use super::agreements::{ALL_IN_FORCE_FROM, Addressee, Routes};
use super::city::City;
use super::day::{Days, days_later, instant};
use super::dice::Dice;
use super::error::DemoDataError;
use super::names::Parties;
use super::numbers::Numbers;
use super::permits::Permits;
use super::plan::{PlannedPush, TimelineStep, Traffic};
use super::receipts::Receipts;
use super::texts::Texts;

const MONTHS: i32 = 6;
/// Day by day the volume varies by this much, per cent.
const SPREAD: i64 = 12;
/// The kinds of pushes, per mille: outcomes, required documents, penalties, announcements (about three a week), changes of
/// elements, changes of items, proposals to rescind.
const KINDS: [u32; 7] = [818, 15, 140, 16, 4, 3, 4];

/// What is due later because of something earlier: the end of a permit that was decided upon.
pub(super) struct Scheduled {
    pub at: Timestamp,
    pub permit: usize,
    pub outcome: ApprovalOutcome,
}

/// Everything that the making of traffic needs.
pub(super) struct Generator<'a> {
    pub city: &'a City,
    pub days: Days<'a>,
    pub receipts: Receipts<'a>,
    pub routes: Routes<'a>,
    pub texts: Texts,
    pub dice: Dice,
    pub parties: Parties,
    pub numbers: Numbers,
    pub permits: Permits,
    pub item_weights: Vec<u32>,
    pub pushes: Vec<PlannedPush>,
    pub scheduled: Vec<Scheduled>,
    pub pushes_a_working_day: u32,
}

impl Traffic {
    /// The traffic of the six months up to `now`; the same seed gives the same traffic, so many pushes on an ordinary working
    /// day. Nothing happens before the agreements of 2018 are in force, and nothing after `now`.
    ///
    /// # Errors
    /// A line of an embedded data file does not fit.
    pub(crate) fn generate(
        seed: u64,
        now: Timestamp,
        pushes_a_working_day: u32,
        city: &City,
        calendar: &Calendar,
    ) -> Result<Self, DemoDataError> {
        let days = Days::new(calendar, now);
        let mut generator = Generator {
            city,
            days,
            receipts: Receipts { days },
            routes: city.routes(),
            texts: Texts::read(city)?,
            dice: Dice::new(seed),
            parties: Parties::default(),
            numbers: Numbers::default(),
            permits: Permits::default(),
            item_weights: city.items.iter().map(|item| item.weight).collect(),
            pushes: Vec::with_capacity(5_500),
            scheduled: Vec::new(),
            pushes_a_working_day,
        };
        let first_day = days.today.checked_sub(MONTHS.months()).unwrap_or(days.today).max(ALL_IN_FORCE_FROM);
        let legacy = generator.legacy(first_day);
        generator.run(first_day);
        generator.leave_work_open();
        Ok(generator.finish(legacy))
    }
}

impl Generator<'_> {
    fn run(&mut self, first_day: Date) {
        let mut day = first_day;
        while day <= self.days.today {
            for at in self.times_of(day) {
                self.push_something(at);
            }
            day = days_later(day, 1);
        }
    }

    fn times_of(&mut self, day: Date) -> Vec<Timestamp> {
        let varied = i64::from(self.pushes_a_working_day) * (100 + self.dice.between(-SPREAD, SPREAD)) / 100;
        let expected = varied * self.days.busyness(day);
        // The rest below one push is a chance of one, so that quiet days get a push now and then.
        let rest = u32::try_from(expected % 1000).unwrap_or(0);
        let count = expected / 1000 + i64::from(self.dice.chance(rest));
        let mut times: Vec<_> = (0..count).map(|_| self.days.push_time(&mut self.dice, day)).collect();
        times.sort_unstable();
        times
    }

    fn push_something(&mut self, at: Timestamp) {
        if let Some(due) = self.scheduled.iter().position(|scheduled| scheduled.at <= at) {
            let scheduled = self.scheduled.swap_remove(due);
            self.end_of_permit(at, scheduled.permit, scheduled.outcome);
            return;
        }
        match self.dice.weighted(&KINDS) {
            1 => self.required_documents(at),
            2 => self.penalty(at),
            3 => self.announcement(at),
            4 => self.standard_element_change(at),
            5 => self.item_change(at),
            6 if self.rescission_proposal(at) => {}
            _ => self.approval(at),
        }
    }

    /// Every authority finds something to receive, the bureau something to receive, to decide and to re-route.
    fn leave_work_open(&mut self) {
        let day = self.days.last_open_day();
        if day < ALL_IN_FORCE_FROM {
            return;
        }
        let authorities: Vec<&'static str> = self.city.authorities().map(|authority| authority.code).collect();
        for authority in authorities {
            if !self.has_open(authority) {
                let at = self.open_time(day);
                self.open_approval(at, authority);
            }
        }
        for _ in 0..2 {
            let at = self.open_time(day);
            self.open_return(at);
            let at = self.open_time(day);
            self.open_penalty(at);
        }
    }

    fn open_time(&mut self, day: Date) -> Timestamp {
        // Before 16:00, so that a return of the same afternoon still lies before now.
        let at = instant(day, self.dice.between(8 * 60 + 40, 15 * 60 + 50));
        at.min(self.days.now)
    }

    fn has_open(&self, department: &str) -> bool {
        self.pushes.iter().rev().take(400).any(|push| {
            let answered = push.then.iter().any(|act| act.addressee == department && act.act.settles_receipt());
            let addressed = push.asks_receipt && push.addressees.contains(&department);
            addressed && !answered && self.days.receipt_due(push.at) > self.days.now
        })
    }

    /// The bureau as an addressee, by the section that decides an item.
    pub(super) fn bureau_as_addressee(&self, section: &'static str) -> Addressee {
        Addressee { department: self.city.bureau().code, section, lead: true }
    }

    fn finish(self, legacy: Vec<ApprovalRecord>) -> Traffic {
        let mut pushes = self.pushes;
        let mut order: Vec<usize> = (0..pushes.len()).collect();
        order.sort_by_key(|index| pushes[*index].at);
        let mut place = vec![0; pushes.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        for push in &mut pushes {
            push.corrects = push.corrects.map(|old| place[old]);
            push.then.sort_by_key(|act| act.at);
        }
        pushes.sort_by_key(|push| push.at);
        let mut timeline = Vec::with_capacity(pushes.len() * 3);
        for (index, push) in pushes.iter().enumerate() {
            timeline.push(TimelineStep { at: push.at, push: index, act: None });
            let acts = push.then.iter().enumerate();
            timeline.extend(acts.map(|(act, planned)| TimelineStep { at: planned.at, push: index, act: Some(act) }));
        }
        // Stable: a push stays before its own acts.
        timeline.sort_by_key(|step| step.at);
        Traffic { legacy, pushes, timeline }
    }
}
