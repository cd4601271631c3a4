//! What the demo city promises: the same for the same seed, the figures of a real city, and something open for everybody.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use shenguan_rules::calendar::{Calendar, local_date};
use shenguan_rules::identifier::CreditCode;

use super::day::{Days, days_later, minute_of};
use super::plan::{Act, PlannedPush};
use super::{City, DepartmentSide, OfficerRole, PlannedAct, Traffic};
use crate::loading::PUSHES_A_WORKING_DAY;

const NOWS: [&str; 8] = [
    "2026-11-24T15:18:00+08:00",
    "2026-10-08T09:00:00+08:00",
    "2026-09-30T16:30:00+08:00",
    "2026-10-04T12:00:00+08:00",
    "2026-06-15T08:05:00+08:00",
    "2026-07-03T18:20:00+08:00",
    "2020-02-03T10:00:00+08:00",
    "2027-01-14T17:00:00+08:00",
];

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn traffic(seed: u64, now: &str) -> (City, Traffic) {
    let city = City::anshan().unwrap();
    let traffic = Traffic::generate(seed, instant(now), PUSHES_A_WORKING_DAY, &city, &Calendar::official()).unwrap();
    (city, traffic)
}

fn share(part: usize, whole: usize) -> f64 {
    let parts = |count: usize| f64::from(u32::try_from(count).unwrap());
    100.0 * parts(part) / parts(whole)
}

#[test]
fn department_codes_fit_and_none_is_a_prefix_of_another() {
    let city = City::anshan().unwrap();
    assert_eq!(city.bureau().side, DepartmentSide::Approval);
    assert!(city.authorities().count() >= 26);
    for one in &city.departments {
        assert!((3..=32).contains(&one.code.len()), "{}", one.code);
        assert!(one.code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-'));
        assert!((2..=11).contains(&one.sections.len()), "{}", one.code);
        let others = city.departments.iter().filter(|other| other.name != one.name);
        assert!(others.clone().all(|other| !other.code.starts_with(one.code)), "{}", one.code);
    }
}

#[test]
fn every_section_has_a_head_and_a_liaison_or_a_vacancy() {
    let city = City::anshan().unwrap();
    for department in &city.departments {
        for section in &department.sections {
            let holds = |roles: &[OfficerRole]| {
                city.officers.iter().any(|officer| {
                    officer.department == department.code
                        && officer.section.as_deref() == Some(section.code.as_str())
                        && officer.roles.iter().any(|role| roles.contains(role))
                })
            };
            let vacant =
                city.vacancies.iter().any(|one| one.department == department.code && one.section == section.code);
            assert!(
                holds(&[OfficerRole::Responsible, OfficerRole::BusinessLead]),
                "{} {}",
                department.code,
                section.name
            );
            assert_eq!(holds(&[OfficerRole::Liaison]), !vacant, "{} {}", department.code, section.name);
        }
    }
    let with = |role| city.officers.iter().filter(|officer| officer.roles.contains(&role)).count();
    assert_eq!(with(OfficerRole::SystemAdministrator), 2);
    assert_eq!(with(OfficerRole::OverallLead), 1);
    assert_eq!(with(OfficerRole::PrincipalLeader), city.departments.len());
    assert_eq!(with(OfficerRole::LeaderInCharge), city.departments.len());
    assert!(with(OfficerRole::Oversight) >= 6);
}

#[test]
fn officers_are_distinct_and_visibly_made_up() {
    let city = City::anshan().unwrap();
    let distinct = |texts: Vec<&str>| texts.iter().collect::<HashSet<_>>().len() == city.officers.len();
    assert!(distinct(city.officers.iter().map(|officer| officer.key.as_str()).collect()));
    assert!(distinct(city.officers.iter().map(|officer| officer.name.as_str()).collect()));
    assert!(distinct(city.officers.iter().map(|officer| officer.phone.as_str()).collect()));
    for officer in &city.officers {
        assert!(officer.name.contains(['试', '测']), "{}", officer.name);
        assert_eq!((officer.phone.len(), officer.phone.starts_with("0412-5550")), (12, true), "{}", officer.phone);
    }
}

#[test]
fn items_are_about_two_hundred_and_most_have_one_authority() {
    let city = City::anshan().unwrap();
    assert!((190..=230).contains(&city.items.len()), "{}", city.items.len());
    let codes: HashSet<_> = city.items.iter().map(|item| item.code).collect();
    let names: HashSet<_> = city.items.iter().map(|item| item.name).collect();
    assert_eq!((codes.len(), names.len()), (city.items.len(), city.items.len()));
    let with = |count| city.items.iter().take(200).filter(|item| item.authorities.len() == count).count();
    assert!(with(1) > 140, "{}", with(1));
    assert!(with(2) >= 25 && with(3) >= 3, "{} {}", with(2), with(3));
    for authority in city.authorities() {
        assert!(city.items.iter().any(|item| item.lead().department == authority.code), "{}", authority.code);
    }
}

#[test]
fn the_first_twenty_items_make_seventy_per_cent() {
    let city = City::anshan().unwrap();
    let mut weights: Vec<_> = city.items.iter().map(|item| item.weight).collect();
    weights.sort_unstable_by(|one, other| other.cmp(one));
    let top: u32 = weights.iter().take(20).sum();
    let all: u32 = weights.iter().sum();
    assert!((68..=72).contains(&(top * 100 / all)), "{top} of {all}");
}

#[test]
fn each_agreement_line_names_an_item_and_each_day_has_one_lead() {
    let city = City::anshan().unwrap();
    let days = [date(2018, 10, 8), date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 24)];
    for item in &city.items {
        for day in days {
            let addressees = city.routes().on(item.code, day);
            assert_eq!(addressees.iter().filter(|addressee| addressee.lead).count(), 1, "{} {day}", item.name);
            assert!(addressees[0].lead);
        }
        assert_eq!(city.routes().on(item.code, days[0]).len(), item.authorities.len());
    }
    let revised: Vec<_> = city.agreements.iter().filter(|agreement| agreement.effective_to.is_some()).collect();
    assert!(revised.len() >= 3, "{}", revised.len());
    let numbers: HashSet<_> = city.agreements.iter().map(|agreement| &agreement.number).collect();
    assert_eq!(numbers.len(), city.agreements.len());
    assert!(numbers.iter().all(|number| number.ends_with("（演示）")));
    assert!(city.agreements.iter().all(|agreement| agreement.lines.iter().all(|line| line.clause.starts_with('第'))));
}

#[test]
fn the_same_seed_gives_the_same_traffic_and_another_seed_another() {
    let (_, one) = traffic(7, NOWS[0]);
    let (_, same) = traffic(7, NOWS[0]);
    let (_, other) = traffic(8, NOWS[0]);
    assert_eq!(one, same);
    assert_ne!(one.pushes, other.pushes);
}

#[test]
fn six_months_hold_about_five_thousand_pushes() {
    for seed in 0..3 {
        for now in &NOWS[..3] {
            let (_, traffic) = traffic(seed, now);
            assert!((4_500..=5_500).contains(&traffic.pushes.len()), "{now}: {}", traffic.pushes.len());
            assert_eq!(traffic.legacy.len(), 30);
        }
    }
}

#[test]
fn nothing_lies_after_now_and_the_timeline_runs_forward() {
    for now in NOWS {
        let (_, traffic) = traffic(3, now);
        assert!(traffic.timeline.iter().all(|step| step.at <= instant(now)), "{now}");
        assert!(traffic.timeline.windows(2).all(|pair| pair[0].at <= pair[1].at), "{now}");
        let mut pushed = HashSet::new();
        for step in &traffic.timeline {
            let push = &traffic.pushes[step.push];
            match step.act {
                None => {
                    pushed.insert(step.push);
                    assert!(push.corrects.is_none_or(|corrected| pushed.contains(&corrected)), "{now}");
                }
                Some(act) => {
                    assert!(pushed.contains(&step.push) && push.then[act].at == step.at, "{now}");
                    assert!(push.then[act].at > push.at, "{now}: {push:?}");
                }
            }
        }
        assert_eq!(pushed.len(), traffic.pushes.len());
    }
}

#[test]
fn every_working_day_has_traffic_and_days_off_next_to_none() {
    let calendar = Calendar::official();
    let (_, traffic) = traffic(11, NOWS[0]);
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for push in &traffic.pushes {
        *days.entry(local_date(push.at)).or_default() += 1;
    }
    let mut day = date(2026, 5, 25);
    let mut off = 0;
    while day < date(2026, 11, 24) {
        let pushes = days.get(&day).copied().unwrap_or(0);
        if calendar.is_working_day(day).unwrap() {
            assert!(pushes >= 12, "{day}: {pushes}");
        } else {
            off += pushes;
            assert!(pushes <= 3, "{day}: {pushes}");
        }
        day = days_later(day, 1);
    }
    assert!(off < 60, "{off}");
    // Make-up days of 2026-09-20 and 2026-10-10; quiet before the long holiday, busy after it.
    assert!(days[&date(2026, 9, 20)] >= 15 && days[&date(2026, 10, 10)] >= 15);
    assert!(days[&date(2026, 9, 30)] < days[&date(2026, 10, 8)]);
}

#[test]
fn work_has_two_peaks_in_the_day() {
    let (_, traffic) = traffic(5, NOWS[0]);
    let between = |from: i64, to: i64| {
        traffic.pushes.iter().filter(|push| (from * 60..to * 60).contains(&minute_of(push.at))).count()
    };
    assert!(between(9, 11) > 3 * between(11, 13), "{} {}", between(9, 11), between(11, 13));
    assert!(between(14, 16) > 3 * between(12, 14), "{} {}", between(14, 16), between(12, 14));
    assert!(between(17, 24) < traffic.pushes.len() / 40);
}

/// The receipts that are owed, as (push, addressee), without what is still open and what was sent by hand or recalled.
fn receipts<'a>(traffic: &'a Traffic, days: &Days<'_>) -> Vec<(&'a PlannedPush, &'static str)> {
    let settled = |push: &&PlannedPush| {
        let recalled = push.then.iter().any(|act| matches!(act.act, Act::Recall { .. }));
        push.asks_receipt && push.to.is_none() && !recalled && days.receipt_due(push.at) <= days.now
    };
    let pushes = traffic.pushes.iter().filter(settled);
    pushes.flat_map(|push| push.addressees.iter().map(move |addressee| (push, *addressee))).collect()
}

#[test]
fn a_quarter_is_left_to_be_deemed_and_half_is_taken_the_same_day() {
    let calendar = Calendar::official();
    for seed in 0..3 {
        let (_, traffic) = traffic(seed, NOWS[0]);
        let days = Days::new(&calendar, instant(NOWS[0]));
        let receipts = receipts(&traffic, &days);
        let first = |(push, addressee): &(&PlannedPush, &str)| {
            // The answer to an objection leaves the receipt as it is.
            let receives = |act: &&PlannedAct| act.act.settles_receipt() && !matches!(act.act, Act::Uphold { .. });
            let mut acts = push.then.iter().filter(|act| act.addressee == *addressee).filter(receives);
            acts.find(|act| act.at < days.receipt_due(push.at)).map(|act| local_date(act.at) == local_date(push.at))
        };
        let deemed = receipts.iter().filter(|receipt| first(receipt).is_none()).count();
        let same_day = receipts.iter().filter(|receipt| first(receipt) == Some(true)).count();
        let (deemed, same_day) = (share(deemed, receipts.len()), share(same_day, receipts.len()));
        assert!((22.0..=28.0).contains(&deemed), "seed {seed}: {deemed}");
        assert!((51.0..=59.0).contains(&same_day), "seed {seed}: {same_day}");
    }
}

#[test]
fn a_few_come_back_a_few_are_late_and_most_penalties_are_disposed_of() {
    let (_, traffic) = traffic(2, NOWS[0]);
    let with = |fits: fn(&Act) -> bool| {
        traffic.pushes.iter().filter(|push| push.then.iter().any(|act| fits(&act.act))).count()
    };
    let returned = share(with(|act| matches!(act, Act::Return { .. })), traffic.pushes.len());
    assert!((2.0..=4.0).contains(&returned), "{returned}");
    assert!(with(|act| matches!(act, Act::Reroute { .. })) >= 10);
    assert!(with(|act| matches!(act, Act::Uphold { .. })) >= 3);
    assert!(with(|act| matches!(act, Act::Recall { .. })) >= 3);
    assert!(traffic.pushes.iter().filter(|push| push.corrects.is_some()).count() >= 5);
    let late = share(traffic.pushes.iter().filter(|push| push.late_reason.is_some()).count(), traffic.pushes.len());
    assert!((1.5..=4.5).contains(&late), "{late}");
    let penalties: Vec<_> = traffic.pushes.iter().filter(|push| push.kind == "penalty_decision").collect();
    let replied = penalties.iter().filter(|push| push.then.iter().any(|act| matches!(act.act, Act::Reply { .. })));
    let replied = share(replied.count(), penalties.len());
    assert!((80.0..=95.0).contains(&replied), "{replied}");
    let kinds: BTreeSet<_> = traffic.pushes.iter().map(|push| push.kind).collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
}

#[test]
fn a_reason_stands_wherever_the_deadline_or_the_agreement_was_left() {
    let calendar = Calendar::official();
    for now in NOWS {
        let (city, traffic) = traffic(4, now);
        let days = Days::new(&calendar, instant(now));
        for push in &traffic.pushes {
            let decided = push.approval.as_ref().map(|record| local_date(record.concluded_at));
            let decided = decided.or(push.penalty.as_ref().map(|record| record.decided_on)).or(push.occurred_on);
            let late = local_date(push.at) > days.after(decided.unwrap(), 1);
            assert_eq!(
                push.late_reason.is_some() && push.corrects.is_none(),
                late && push.corrects.is_none(),
                "{push:?}"
            );
            assert_eq!(push.to.is_some(), push.routing_reason.is_some());
            let routed: Vec<_> = match (push.from == city.bureau().code, push.item_code) {
                (true, Some(item)) => {
                    city.routes().on(item, local_date(push.at)).iter().map(|to| to.department).collect()
                }
                _ => vec![city.bureau().code],
            };
            assert_eq!(push.addressees == routed, push.to.is_none(), "{push:?}");
        }
    }
}

#[test]
fn records_are_valid_and_everybody_in_them_is_marked() {
    let (_, traffic) = traffic(9, NOWS[0]);
    let approvals = traffic.pushes.iter().filter_map(|push| push.approval.as_deref()).chain(&traffic.legacy);
    for record in approvals {
        record.validate().unwrap();
        assert!(record.applicant_name.contains("测试"), "{}", record.applicant_name);
        assert!(record.applicant_id_number.is_none() && record.legal_representative_id_number.is_none());
        let code = record.applicant_credit_code.as_deref().map(|code| CreditCode::parse(code).unwrap());
        assert!(code.is_none_or(|code| code.as_str()[2..].starts_with("2103")));
        assert!(record.certificate_number.as_ref().is_none_or(|number| number.starts_with("鞍（测）")));
    }
    for record in traffic.pushes.iter().filter_map(|push| push.penalty.as_deref()) {
        record.validate().unwrap();
        assert!(record.party_name.contains("测试"), "{}", record.party_name);
    }
    let linked = traffic.pushes.iter().filter_map(|push| push.penalty.as_deref());
    let granted: HashSet<_> = traffic
        .pushes
        .iter()
        .filter_map(|push| push.approval.as_ref()?.certificate_number.clone())
        .chain(traffic.legacy.iter().filter_map(|record| record.certificate_number.clone()))
        .collect();
    let linked: Vec<_> = linked.filter_map(|record| record.certificate_number.clone()).collect();
    assert!(linked.len() > 50 && linked.iter().all(|number| granted.contains(number)), "{}", linked.len());
}

#[test]
fn no_officer_acts_who_is_not_there() {
    for now in NOWS {
        let (city, traffic) = traffic(6, now);
        let department: BTreeMap<_, _> = city.officers.iter().map(|one| (one.key.as_str(), one.department)).collect();
        for push in &traffic.pushes {
            assert_eq!(department.get(push.officer.as_str()), Some(&push.from), "{push:?}");
            for act in &push.then {
                let by_sender = matches!(act.act, Act::Recall { .. } | Act::Uphold { .. } | Act::Reroute { .. });
                let by = if by_sender { push.from } else { act.addressee };
                assert_eq!(department.get(act.who.as_str()), Some(&by), "{act:?}");
            }
        }
    }
}

#[test]
fn nobody_acknowledges_twice_or_after_a_reply_or_recall() {
    let (_, traffic) = traffic(10, NOWS[0]);
    for push in &traffic.pushes {
        for addressee in push.then.iter().map(|act| act.addressee).collect::<HashSet<_>>() {
            let acts = push.then.iter().filter(|act| act.addressee == addressee);
            let acts: Vec<_> = acts.map(|act| &act.act).collect();
            let taken = acts.iter().filter(|act| matches!(act, Act::Acknowledge)).count();
            assert!(taken <= 1, "{push:?}");
            let ended = acts.iter().position(|act| matches!(act, Act::Reply { .. } | Act::Recall { .. }));
            let taken = acts.iter().position(|act| matches!(act, Act::Acknowledge));
            assert!(ended.is_none_or(|end| taken.is_none_or(|taken| taken < end)), "{push:?}");
        }
    }
}

#[test]
fn everybody_finds_open_work_at_any_now() {
    let calendar = Calendar::official();
    for now in NOWS {
        for seed in 0..4 {
            let (city, traffic) = traffic(seed, now);
            let days = Days::new(&calendar, instant(now));
            let open = |department: &str| {
                traffic.pushes.iter().any(|push| {
                    let answered = |act: &super::PlannedAct| act.addressee == department && act.act.settles_receipt();
                    push.asks_receipt
                        && push.addressees.contains(&department)
                        && days.receipt_due(push.at) > days.now
                        && !push.then.iter().any(answered)
                })
            };
            for department in city.authorities().chain([city.bureau()]) {
                assert!(open(department.code), "{now}: {}", department.name);
            }
            let owed = traffic.pushes.iter().filter(|push| {
                push.kind == "penalty_decision" && !push.then.iter().any(|act| matches!(act.act, Act::Reply { .. }))
            });
            assert!(owed.count() >= 5, "{now}");
            let waits = |push: &&PlannedPush| {
                push.to.is_some() && matches!(push.then.last().map(|act| &act.act), Some(Act::Return { .. }))
            };
            assert!(traffic.pushes.iter().rev().take(120).any(|push| waits(&push)), "{now}: nothing returned");
        }
    }
}

#[test]
fn an_instant_before_the_agreements_has_no_traffic() {
    let (_, traffic) = traffic(1, "2018-09-03T10:00:00+08:00");
    assert!(traffic.pushes.is_empty());
}
