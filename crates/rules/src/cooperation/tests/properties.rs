//! What no sequence of acts may break.

use super::fixtures::*;
use crate::cooperation::{
    CooperationCommand as Command, CooperationEvent as Event, CooperationRequest, Opinion, State,
};
use crate::rule_set::RuleSet;
use crate::subject::Actor;
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
    let command = select(vec![
        Command::Open,
        reply(Opinion::Agree),
        reply(Opinion::Disagree),
        partial(),
        Command::AskClarification { content: digest(9) },
        Command::AnswerClarification { question: 1, content: digest(10) },
        ask_extension(1),
        ask_extension(3),
        Command::GrantExtension,
        Command::RefuseExtension { reason: Some(digest(8)) },
        not_ours(),
        Command::Uphold { reason: Some(digest(11)) },
        Command::Redirect { new: id("q-2"), to: code(HEALTH) },
        reconsult(),
        Command::Confirm,
        Command::Withdraw { reason: Some(digest(8)) },
        write_down(),
        write_down(),
    ]);
    let step = (0_i64..2_500, actor, command);
    proptest::collection::vec(step.prop_map(|(minutes, actor, command)| Step { minutes, actor, command }), 0..16)
}

/// When it was issued: any minute of two years.
fn start() -> impl Strategy<Value = Timestamp> {
    (0_i64..1_000_000).prop_map(|minutes| at("2024-12-01T00:00") + SignedDuration::from_mins(minutes))
}

fn issued(city: &City, now: Timestamp) -> CooperationRequest {
    let events = city.decide(None, Command::Issue(Box::new(about_case())), &bureau(), now).unwrap();
    folded(None, &events)
}

/// Plays the steps, calling `check` after each with the state before it, what happened and the instant.
fn play(
    city: &City,
    now: Timestamp,
    steps: &[Step],
    mut check: impl FnMut(&CooperationRequest, &CooperationRequest, &[Event], Timestamp),
) {
    let (mut now, mut request) = (now, issued(city, now));
    for step in steps {
        now += SignedDuration::from_mins(step.minutes);
        let events = city.decide(Some(&request), step.command.clone(), &step.actor, now).unwrap_or_default();
        let before = request.clone();
        if !events.is_empty() {
            request = folded(Some(request), &events);
        }
        check(&before, &request, &events, now);
    }
}

proptest! {
    /// A12: opening, assigning, questions, parts of a reply, and every deemed receipt of what lies beside it, which is no event of a
    /// request at all, leave the term where the issue put it.
    #[test]
    fn the_clock_runs_from_the_issue_and_from_nothing_else(now in start(), steps in steps()) {
        let city = City::new();
        play(&city, now, &steps, |before, after, events, _| {
            let asked_anew = events.iter().any(|event| matches!(event, Event::Reconsulted { .. }));
            let upheld = events.iter().any(|event| matches!(event, Event::Upheld { .. }));
            let granted = events.iter().any(|event| matches!(event, Event::ExtensionGranted { .. }));
            if !(asked_anew || upheld || granted) {
                assert_eq!(before.window, after.window);
            }
            if !upheld && after.not_ours.is_none() {
                let version = after.versions.last().unwrap();
                let counted = city.calendar
                    .deadline(version.issued_at, after.window.deadline.n, &city.rule_set.counting_for_duty())
                    .unwrap();
                assert_eq!(after.window.due, counted.due);
            }
        });
    }

    /// A11: whatever happens or does not happen, nothing is ever agreed to by silence.
    #[test]
    fn silence_is_never_consent_by_default(now in start(), steps in steps(), years in 0_i64..3) {
        let city = City::new();
        play(&city, now, &steps, |_, after, _, now| {
            for later in [now, now + SignedDuration::from_hours(24 * 365 * years)] {
                assert_ne!(after.state_at(later), State::NoObjectionDeemed);
            }
            let said = after.replies.iter().any(|reply| reply.by.officer().is_some());
            assert!(after.opinion().is_none() || said);
            if matches!(after.state, State::Replied | State::Confirmed) {
                assert!(after.opinion().is_some(), "{:?} without a reply", after.state);
            }
        });
    }

    /// What the sweep writes down is what every reader saw before, at the same legal instant.
    #[test]
    fn writing_down_changes_nothing_that_was_seen(now in start(), steps in steps(), minutes in 0_i64..20_000) {
        let city = City::new();
        play(&city, now, &steps, |_, after, _, now| {
            let later = now + SignedDuration::from_mins(minutes);
            let seen = after.state_at(later);
            if let Ok(events) = city.decide(Some(after), write_down(), &Actor::Time, later) {
                let written = folded(Some(after.clone()), &events);
                assert_eq!(written.state_at(later), seen);
                assert!(written.next_lapse().is_none_or(|due| later < due), "all of it at once");
            } else {
                assert!(after.next_lapse().is_none_or(|due| later < due), "never late");
            }
        });
    }

    /// Every addressee has exactly one state, and what is closed stays closed unless it is asked anew.
    #[test]
    fn what_is_closed_stays_closed(now in start(), steps in steps()) {
        play(&City::new(), now, &steps, |before, after, events, now| {
            let stated: Vec<State> = State::ALL.into_iter().filter(|state| after.state_at(now) == *state).collect();
            assert_eq!(stated.len(), 1);
            let asked_anew = matches!(events, [.., Event::Reconsulted { .. }]);
            if before.state.is_closed() && !asked_anew {
                assert_eq!(before.state, after.state);
            }
            assert!(after.lapses.starts_with(&before.lapses), "what was missed stays missed");
            assert!(after.replies.starts_with(&before.replies), "what was said stays said");
        });
    }

    /// The state of a city that takes silence for no objection differs in nothing but that.
    #[test]
    fn a_deemed_no_objection_is_never_a_reply(now in start(), steps in steps()) {
        let effect = crate::rule_set::NoReplyEffect::DeemedNoObjection;
        let city = City { rule_set: RuleSet { no_reply_effect: effect, ..RuleSet::default() }, ..City::new() };
        play(&city, now, &steps, |_, after, _, _| {
            if after.state == State::NoObjectionDeemed {
                assert!(after.reply().is_none());
            }
        });
    }
}
