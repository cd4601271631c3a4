//! What no sequence of acts may break.

use super::fixtures::*;
use crate::calendar::{Notice, local_date};
use crate::exchange::{
    Interval, MoveCause, Outage, Push, Receipt, State, Traced, TransmittalCommand as Command,
    TransmittalEvent as Event, WindowBasis, responsibility, responsible_at,
};
use crate::party::{OutageId, SectionCode};
use crate::record::ApprovalOutcome;
use crate::subject::{Actor, Subject};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

/// One step: wait so many minutes, then somebody asks for something.
#[derive(Clone, Debug)]
struct Step {
    minutes: i64,
    actor: Actor,
    command: Command,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let actor = select(vec![bureau(), housing(), housing(), health(), Actor::Time]);
    let reason = || Some(digest(2));
    let command = select(vec![
        Command::Deliver,
        Command::Open,
        Command::Acknowledge,
        Command::Deem,
        Command::Return { reason: reason(), suggested_to: None },
        Command::Uphold { reason: reason() },
        Command::Reroute { new: id("t-2"), to: code(HEALTH), reason: reason() },
        Command::Recall { reason: reason() },
        Command::Correct { new: id("t-2") },
        Command::Assign { section: SectionCode::parse("1").ok(), officer: None },
        Command::TakeBack,
        Command::RecordFollowUp { content: digest(3) },
        Command::Reply { disposition: id("t-3") },
        Command::CloseDisposition { change: id("t-4"), outcome: ApprovalOutcome::Rescinded },
        Command::MoveDeadline { cause: MoveCause::Calendar },
        Command::AskConsultation,
    ]);
    // The acts that matter come often, the waits are minutes to days.
    let often = prop_oneof![3 => command, 1 => Just(Command::Acknowledge), 1 => Just(Command::Return { reason: reason(), suggested_to: None }), 1 => Just(Command::Uphold { reason: reason() })];
    let step = (0_i64..2_000, actor, often);
    proptest::collection::vec(step.prop_map(|(minutes, actor, command)| Step { minutes, actor, command }), 0..14)
}

/// When it was pushed: any minute of two years.
fn start() -> impl Strategy<Value = Timestamp> {
    (0_i64..1_000_000).prop_map(|minutes| at("2024-12-01T00:00:00") + SignedDuration::from_mins(minutes))
}

fn text(instant: Timestamp) -> String {
    crate::calendar::rfc3339(instant).trim_end_matches("+08:00").to_owned()
}

fn closing(date: &str) -> Notice {
    let json = format!(
        r#"{{"issuer":"测试市政府","document":"暴雪停工通知","document_number":"测政发{date}号","level":"city",
            "status":"official","days":[{{"date":"{date}","kind":"closure","name":"暴雪停工"}}]}}"#
    );
    Notice::from_json(&json).unwrap()
}

/// Plays the steps, calling `check` after each with the instant.
fn play(
    city: &City,
    mut traced: Traced,
    steps: &[Step],
    mut check: impl FnMut(&Traced, Timestamp),
) -> (Traced, Timestamp) {
    let mut now = traced.transmittal.pushed_at;
    for step in steps {
        now += SignedDuration::from_mins(step.minutes);
        let _refused = city.act(&mut traced, step.command.clone(), &step.actor, &text(now));
        check(&traced, now);
    }
    (traced, now)
}

fn pushed(city: &City, pushed_at: Timestamp, by_hand: bool) -> Traced {
    if by_hand { city.granted_by_hand(&text(pushed_at)) } else { city.granted(&text(pushed_at)) }
}

fn reception_count(traced: &Traced) -> usize {
    traced.entries.iter().filter(|entry| matches!(entry.event.as_str(), "acknowledged" | "deemed")).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn it_is_received_at_most_once_and_once_received_for_ever(
        steps in steps(), pushed_at in start(), by_hand: bool,
    ) {
        let city = City::new();
        let mut received: Option<Receipt> = None;
        let mut recalled = false;
        play(&city, pushed(&city, pushed_at, by_hand), &steps, |traced, now| {
            assert!(reception_count(traced) <= 1);
            let transmittal = &traced.transmittal;
            let receipt = transmittal.received_at(now);
            if received.is_some() {
                assert_eq!(receipt, received);
            }
            received = receipt;
            let state = transmittal.state_at(now);
            assert!(!recalled || state == State::Recalled);
            recalled = state == State::Recalled;
            let is_received = matches!(state, State::Acknowledged | State::DeemedReceived);
            assert!(!is_received || received.is_some());
            assert!(received.is_none() || is_received || recalled);
        });
    }

    #[test]
    fn it_is_never_deemed_early_and_always_with_the_due_instant(
        steps in steps(), pushed_at in start(), by_hand: bool,
    ) {
        let city = City::new();
        play(&city, pushed(&city, pushed_at, by_hand), &steps, |traced, now| {
            let transmittal = &traced.transmittal;
            if let Some(deemed_at) = transmittal.facts.deemed_at {
                assert!(deemed_at <= now);
                assert_eq!(Some(deemed_at), transmittal.receipt_due());
            }
            if let Some(due) = transmittal.running_due() {
                let before = due - SignedDuration::from_micros(1);
                assert_eq!(transmittal.received_at(before), None);
                assert_eq!(transmittal.state_at(due), State::DeemedReceived);
            }
        });
    }

    #[test]
    fn nothing_seen_depends_on_when_the_sweep_comes(steps in steps(), pushed_at in start(), by_hand: bool) {
        let (mut lazy_city, mut eager_city) = (City::new(), City::new());
        lazy_city.rule_set.max_hops = Some(1);
        eager_city.rule_set.max_hops = Some(1);
        let without: Vec<Step> = steps.iter().filter(|step| step.command != Command::Deem).cloned().collect();
        let mut lazy = pushed(&lazy_city, pushed_at, by_hand);
        let mut eager = pushed(&eager_city, pushed_at, by_hand);
        let mut now = pushed_at;
        for step in &without {
            now += SignedDuration::from_mins(step.minutes);
            let _not_due = eager_city.act(&mut eager, Command::Deem, &Actor::Time, &text(now));
            let one = lazy_city.act(&mut lazy, step.command.clone(), &step.actor, &text(now)).is_ok();
            let other = eager_city.act(&mut eager, step.command.clone(), &step.actor, &text(now)).is_ok();
            prop_assert_eq!(one, other);
            prop_assert_eq!(lazy.transmittal.received_at(now), eager.transmittal.received_at(now));
            prop_assert_eq!(lazy.transmittal.state_at(now), eager.transmittal.state_at(now));
        }
    }

    #[test]
    fn the_state_is_the_fold_of_its_events_from_the_first_on(steps in steps(), pushed_at in start()) {
        let city = City::new();
        let at_first = city.penalty(&text(pushed_at));
        let mut events: Vec<Event> = Vec::new();
        let mut state = at_first.transmittal.clone();
        let mut now = pushed_at;
        for step in &steps {
            now += SignedDuration::from_mins(step.minutes);
            if let Ok(decided) = city.decide(Some(&state), step.command.clone(), &step.actor, now) {
                prop_assert!(!decided.is_empty());
                prop_assert!(decided.iter().all(|event| event.effective_at() <= now));
                state = folded(Some(state), &decided);
                events.extend(decided);
            }
        }
        prop_assert_eq!(folded(Some(at_first.transmittal), &events), state);
        // An event without a push before it is lost, and never a fault.
        for event in &events {
            prop_assert_eq!(crate::exchange::Transmittal::apply(None, event), None);
        }
    }

    #[test]
    fn an_uphold_loses_no_working_day_that_was_left(pushed_at in start(), away in 0_i64..1_200, kept in 0_i64..20_000) {
        let mut city = City::new();
        city.rule_set.receipt_working_days = 3;
        let mut traced = city.granted_by_hand(&text(pushed_at));
        let returned_at = pushed_at + SignedDuration::from_mins(away);
        let send_back = Command::Return { reason: Some(digest(2)), suggested_to: None };
        city.act(&mut traced, send_back, &housing(), &text(returned_at)).unwrap();
        let last_day = traced.transmittal.receipt.as_ref().unwrap().deadline.last_day;
        let left = city.calendar.between(local_date(returned_at), last_day).unwrap();
        let upheld_at = returned_at + SignedDuration::from_mins(kept);
        city.act(&mut traced, Command::Uphold { reason: Some(digest(3)) }, &bureau(), &text(upheld_at)).unwrap();
        let window = traced.transmittal.receipt.clone().unwrap();
        prop_assert_eq!(window.basis, WindowBasis::Resumed { upheld_at, working_days_left: left });
        prop_assert!(window.due > upheld_at && window.stopped.is_none());
        let now_left = city.calendar.between(local_date(upheld_at), window.deadline.last_day).unwrap();
        prop_assert!(now_left >= left && now_left <= left + 1, "{now_left} of {left}");
    }

    #[test]
    fn a_change_of_calendar_moves_only_what_is_open(
        steps in steps(), pushed_at in start(), by_hand: bool, closed_in in 0_i64..4, after in 0_i64..5_000,
    ) {
        let mut city = City::new();
        let (mut traced, played_until) = play(&city, pushed(&city, pushed_at, by_hand), &steps, |_, _| {});
        let now = played_until + SignedDuration::from_mins(after);
        let before = traced.transmittal.clone();
        let day = local_date(now + SignedDuration::from_hours(24 * closed_in));
        let Ok(calendar) = city.calendar.with_notice(&closing(&day.to_string())) else { return Ok(()) };
        city.calendar = calendar;
        let moved = city.act(&mut traced, Command::MoveDeadline { cause: MoveCause::Calendar }, &Actor::Time, &text(now));
        let open = before.running_due().is_some_and(|due| now < due);
        if !open {
            prop_assert_eq!(traced.transmittal.receipt_due(), before.receipt_due());
            prop_assert_eq!(traced.transmittal.received_at(now), before.received_at(now));
        }
        if moved.is_err() {
            prop_assert_eq!(&traced.transmittal, &before);
        }
        if let Some(due) = traced.transmittal.running_due() {
            // A day off more never ends a window earlier.
            prop_assert!(Some(due) >= before.receipt_due());
        }
    }

    #[test]
    fn an_outage_gives_back_exactly_the_time_that_nobody_could_use(
        pushed_at in start(), from in -2_000_i64..6_000, minutes in 31_i64..4_000,
    ) {
        let city = City::new();
        let mut traced = city.granted(&text(pushed_at));
        let due = traced.transmittal.receipt_due().unwrap();
        let (from, id) = (pushed_at + SignedDuration::from_mins(from), OutageId::parse("outage-1").unwrap());
        let to = from + SignedDuration::from_mins(minutes);
        let now = to.max(pushed_at);
        let outage = Outage { id, from, to, recorded_at: now };
        if city.act(&mut traced, Command::ExtendWindow { outage }, &Actor::Time, &text(now)).is_ok() {
            let extended = traced.transmittal.receipt_due().unwrap();
            prop_assert!(extended > due && extended > now);
            // [pushed_at, extended) without [from, to) is as long as [pushed_at, due).
            let down = to.duration_since(from.max(pushed_at));
            prop_assert_eq!(extended.duration_since(pushed_at) - down, due.duration_since(pushed_at));
        } else {
            prop_assert_eq!(traced.transmittal.receipt_due(), Some(due));
        }
    }

    #[test]
    fn the_intervals_tile_all_time_with_one_holder_each_and_regulation_never_goes_back(
        steps in steps(), pushed_at in start(), by_hand: bool, asked_at in -5_000_i64..60_000,
    ) {
        let city = City::new();
        let mut passed_at: Option<Timestamp> = None;
        play(&city, pushed(&city, pushed_at, by_hand), &steps, |traced, now| {
            let matters = responsibility(std::slice::from_ref(traced), None, &code(BUREAU), now);
            let receipt = traced.transmittal.received_at(now);
            let gone = traced.transmittal.state == State::Recalled && traced.transmittal.superseded_by.is_none();
            assert_eq!(matters.len(), usize::from(!gone || receipt.is_some()));
            for matter in &matters {
                check_tiling(&matter.intervals, traced.transmittal.concluded_at.unwrap());
                let regulated = matter.intervals.iter().find(|interval| interval.duties.regulation.is_some());
                let from = regulated.map(|interval| interval.from);
                assert_eq!(from, receipt.as_ref().map(Receipt::at));
                assert!(passed_at.is_none() || from == passed_at);
                passed_at = from;
            }
            let instant = pushed_at + SignedDuration::from_mins(asked_at);
            assert_eq!(responsible_at(&matters, instant).len(), if asked_at < 0 { 0 } else { matters.len() });
        });
    }

    #[test]
    fn whatever_becomes_of_a_permit_and_its_renewal_regulation_begins_with_the_first_receipt_and_stays(
        one in steps(), other in steps(), pushed_at in start(), by_hand: bool, renewed_after in 1_i64..5_000,
    ) {
        let city = City::new();
        let renewed_at = pushed_at + SignedDuration::from_mins(renewed_after);
        let (one, one_until) = play(&city, pushed(&city, pushed_at, by_hand), &one, |_, _| {});
        let renewal = Push { id: id("t-9"), ..outcome(ApprovalOutcome::Renewed, renewed_at) };
        let renewal = city.push(renewal, &bureau(), &text(renewed_at)).unwrap();
        let (other, other_until) = play(&city, renewal, &other, |_, _| {});
        let now = one_until.max(other_until);
        let both = [one, other];
        let receipts = both.iter().filter_map(|traced| traced.transmittal.received_at(now));
        let first = receipts.map(|receipt| receipt.at()).min();
        let matters = responsibility(&both, None, &code(BUREAU), now);
        prop_assert!(matters.len() <= 1);
        for matter in &matters {
            check_tiling(&matter.intervals, matter.intervals[0].from);
            prop_assert!([pushed_at, renewed_at].contains(&matter.intervals[0].from));
            let regulated = matter.intervals.iter().find(|interval| interval.duties.regulation.is_some());
            prop_assert_eq!(regulated.map(|interval| interval.from), first);
        }
        prop_assert_eq!(responsible_at(&matters, now).len(), matters.len());
    }
}

/// From the conclusion on, without gap or overlap; the bureau answers, then the authority, then nobody else.
fn check_tiling(intervals: &[Interval], concluded_at: Timestamp) {
    assert_eq!(intervals.first().map(|interval| interval.from), Some(concluded_at));
    assert_eq!(intervals.last().map(|interval| interval.to), Some(None));
    for pair in intervals.windows(2) {
        assert_eq!(pair[0].to, Some(pair[1].from));
        assert!(pair[0].from < pair[1].from);
        assert!(pair[0].duties.regulation.is_none() || pair[0].duties.regulation == pair[1].duties.regulation);
    }
    for interval in intervals {
        let regulates = interval.duties.regulation.is_some();
        assert_eq!(interval.duties.approval, code(BUREAU));
        assert_eq!(interval.answers, code(if regulates { HOUSING } else { BUREAU }));
        assert!(regulates || interval.duties.handover == Some(code(BUREAU)));
        assert_eq!(interval.basis.regulates(), regulates);
    }
}
