//! What must hold over the whole ledger of the exchange, beyond the fold: each receipt once and never early, by whom it
//! is due, deadlines as the calendar gives them, numbers without gaps, and one holder of each duty at every instant.

use crate::platform::clock::from_micros;
use crate::platform::directory::Directory;
use crate::platform::verify::{Findings, Law, Seen, World};
use jiff::Timestamp;
use shenguan_rules::amendment::{Amendment, AmendmentEvent};
use shenguan_rules::calendar::Deadline;
use shenguan_rules::exchange::{
    LegacyPermit, Matter, Pushed, ReceiptWindow, State, Traced, Transmittal, TransmittalEvent, WindowBasis,
    responsibility,
};
use shenguan_rules::party::{Department, DepartmentCode, Side, TransmittalId};
use shenguan_rules::subject::Subject;
use std::collections::{BTreeMap, HashMap};

/// The law of 二(三)¶3 and 二(一)¶2.
pub struct ExchangeLaw {
    /// Calendar and rule sets as they stood at the entry that is looked at.
    directory: Directory,
    /// The numbers given in each series.
    numbers: BTreeMap<String, Vec<u32>>,
}

impl ExchangeLaw {
    /// Before the first entry.
    pub fn new() -> Self {
        Self { directory: Directory::empty(), numbers: BTreeMap::new() }
    }

    fn pushed(&mut self, pushed: &Pushed, seen: &Seen<'_>, findings: &mut Findings) {
        if pushed.at != seen.recorded_at {
            findings.add("PUSHED_AT_DIFFERS", seen.place());
        }
        if pushed.from == pushed.to {
            findings.add("ADDRESSEE_IS_SENDER", seen.place());
        }
        match pushed.number.rsplit_once('-').map(|(series, number)| (series, number.parse())) {
            Some((series, Ok(number))) => self.numbers.entry(series.to_owned()).or_default().push(number),
            _ => findings.differs("NUMBER_OF_NO_SERIES", seen.place(), "", &pushed.number),
        }
        if let Some(window) = &pushed.window {
            let rule_set = self.directory.rule_set(seen.recorded_at);
            let counting = rule_set.counting_for_receipt();
            let deadline = self.directory.calendar().deadline(pushed.at, rule_set.receipt_working_days, &counting);
            self.deadline(&window.deadline, deadline.ok(), seen, findings);
            if window.due != window.deadline.due || window.basis != WindowBasis::Pushed {
                findings.add("DUE_DIFFERS", seen.place());
            }
        }
    }

    /// 「日历」 changes by release and by amendment. What this program cannot rebuild, a provisional deadline by another
    /// version of the calendar, it does not judge.
    fn deadline(&self, stored: &Deadline, computed: Option<Deadline>, seen: &Seen<'_>, findings: &mut Findings) {
        let known = stored.calendar_version == self.directory.calendar().version();
        let same = match &computed {
            _ if !known && stored.provisional => true,
            Some(computed) if known => computed == stored,
            Some(computed) => (computed.last_day, computed.due) == (stored.last_day, stored.due),
            None => false,
        };
        if !same {
            let computed = computed.map(|computed| computed.due.to_string()).unwrap_or_default();
            findings.differs("DEADLINE_DIFFERS", seen.place(), &computed, &stored.due.to_string());
        }
    }

    fn moved(&self, window: &ReceiptWindow, seen: &Seen<'_>, findings: &mut Findings) {
        let mut due = window.deadline.due;
        for extension in &window.extended {
            due = from_micros(due.as_microsecond().saturating_add(extension.micros));
        }
        // A change of calendar never makes anything due before itself.
        if window.due != due.max(seen.recorded_at) && window.due != due {
            findings.differs("DUE_DIFFERS", seen.place(), &due.to_string(), &window.due.to_string());
        }
        if window.basis == WindowBasis::Pushed {
            let (start_at, n) = (window.deadline.start_at, window.deadline.n);
            let counting = self.directory.rule_set(seen.recorded_at).counting_for_receipt();
            let computed = self.directory.calendar().deadline(start_at, n, &counting);
            self.deadline(&window.deadline, computed.ok(), seen, findings);
        }
    }

    fn transmittal(&mut self, event: &TransmittalEvent, seen: &Seen<'_>, findings: &mut Findings) {
        if let TransmittalEvent::Pushed(pushed) = event {
            return self.pushed(pushed, seen, findings);
        }
        let Some(before) = seen.before::<Transmittal>() else { return };
        if !matches!(event, TransmittalEvent::Deemed { .. }) && event.effective_at() != seen.recorded_at {
            findings.add("INSTANT_DIFFERS", seen.place());
        }
        let due = before.running_due();
        match event {
            TransmittalEvent::Deemed { at } => {
                if due != Some(*at) {
                    findings.add("DEEMED_OFF_DUE", seen.place());
                }
                if seen.recorded_at < *at {
                    findings.add("DEEMED_TOO_EARLY", seen.place());
                }
            }
            TransmittalEvent::Acknowledged { at, .. } => {
                if due.is_some_and(|due| due <= *at) {
                    findings.add("ACKNOWLEDGED_TOO_LATE", seen.place());
                }
                if seen.actor().as_ref().and_then(|actor| actor.department()) != Some(&before.to) {
                    findings.add("RECEIVED_BY_ANOTHER", seen.place());
                }
            }
            TransmittalEvent::DeadlineMoved { window: Some(window), .. }
            | TransmittalEvent::WindowExtended { window, .. } => self.moved(window, seen, findings),
            _ => {}
        }
        let receives = matches!(event, TransmittalEvent::Deemed { .. } | TransmittalEvent::Acknowledged { .. });
        if receives && (before.facts.acknowledged_at.is_some() || before.facts.deemed_at.is_some()) {
            findings.add("RECEIVED_TWICE", seen.place());
        }
    }
}

impl Default for ExchangeLaw {
    fn default() -> Self {
        Self::new()
    }
}

impl Law for ExchangeLaw {
    fn see(&mut self, seen: &Seen<'_>, findings: &mut Findings) {
        if let Some(event) = seen.event::<TransmittalEvent>() {
            self.transmittal(event, seen, findings);
        } else if let Some(event) = seen.event::<AmendmentEvent>()
            && let Some(amendment) = Amendment::apply(seen.before().cloned(), event)
        {
            self.directory.enter_amendment(seen.id, &amendment);
        }
    }

    fn judge(&mut self, world: &World<'_>, findings: &mut Findings) {
        for (series, numbers) in &mut self.numbers {
            numbers.sort_unstable();
            if let Some((expected, found)) = (1..).zip(numbers.iter()).find(|(expected, found)| expected != *found) {
                let place = format!("series {series}");
                findings.differs("NUMBERS_WITH_GAPS", place, &expected.to_string(), &found.to_string());
            }
        }
        for (id, transmittal) in world.all::<Transmittal>() {
            if !receipt_fits(transmittal) {
                findings.add("RECEIPT_AND_STATE_DIFFER", format!("subject transmittal/{id}"));
            }
        }
        holders(world, findings);
    }
}

/// The state says received in one way exactly where one receipt is written down.
fn receipt_fits(transmittal: &Transmittal) -> bool {
    let facts = &transmittal.facts;
    let one = facts.acknowledged_at.is_none() || facts.deemed_at.is_none();
    one && match transmittal.state {
        State::Acknowledged => facts.acknowledged_at.is_some(),
        State::DeemedReceived => facts.deemed_at.is_some(),
        State::InTransit => facts.acknowledged_at.is_none() && facts.deemed_at.is_none(),
        State::Returned | State::Recalled => true,
    }
}

/// 「审批与监管的责任分工原则上以审批结果的推送和接收为界」: intervals without gap or overlap, one answers in each.
fn holders(world: &World<'_>, findings: &mut Findings) {
    let bureau = world.all::<Department>().find(|(_, department)| department.side == Side::Approval);
    let Some(bureau) = bureau.map(|(_, department)| department.code.clone()) else { return };
    for traced in permits(world) {
        let first = &traced[0].transmittal.id;
        for matter in responsibility(&traced, None, &bureau, world.now) {
            judge_matter(&matter, &bureau, format!("subject transmittal/{first}"), findings);
        }
    }
    for (id, permit) in world.all::<LegacyPermit>() {
        for matter in responsibility(&[], Some(permit), &bureau, world.now) {
            judge_matter(&matter, &bureau, format!("subject legacy_permit/{id}"), findings);
        }
    }
}

fn judge_matter(matter: &Matter, bureau: &DepartmentCode, place: String, findings: &mut Findings) {
    let mut next: Option<Timestamp> = matter.intervals.first().map(|interval| interval.from);
    let mut regulates = false;
    for interval in &matter.intervals {
        let tiles = next == Some(interval.from) && interval.to.is_none_or(|to| interval.from < to);
        let holder = if interval.basis.regulates() { &matter.authority } else { bureau };
        // Nothing hands regulation back.
        let passes_once = !regulates || interval.basis.regulates();
        if !tiles || interval.answers != *holder || !passes_once {
            return findings.add("HOLDERS_DO_NOT_TILE", place);
        }
        regulates = interval.basis.regulates();
        next = interval.to;
    }
    if next.is_some() {
        findings.add("HOLDERS_DO_NOT_TILE", place);
    }
}

/// The transmittals that took each other's place, together.
fn permits<'a>(world: &'a World<'_>) -> impl Iterator<Item = Vec<Traced>> + 'a {
    let all: HashMap<&TransmittalId, &Transmittal> =
        world.all::<Transmittal>().map(|(_, transmittal)| (&transmittal.id, transmittal)).collect();
    let count = all.len();
    world.all::<Transmittal>().filter(|(_, transmittal)| transmittal.supersedes.is_none()).map(move |(_, first)| {
        let mut links = vec![Traced { transmittal: first.clone(), entries: Vec::new() }];
        let mut last = first;
        while let Some(next) = last.superseded_by.as_ref().and_then(|id| all.get(id).copied())
            && links.len() <= count
        {
            links.push(Traced { transmittal: next.clone(), entries: Vec::new() });
            last = next;
        }
        links
    })
}
