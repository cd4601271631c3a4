//! The calendar against facts: worked examples, the embedded notices, and an independent data set day by day.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own facts are wrong")]

use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use shenguan_rules::calendar::{
    Calendar, CalendarRefusal, CountMode, Counting, DayKind, ExplainedDay, MonthDay, NonworkingStart, Notice,
    NoticeLevel, NoticeStatus, OfficeHours, Season, rfc3339,
};
use shenguan_rules::subject::Refusal;

const VECTORS: &str = include_str!("fixtures/working-days.json");
const CHINESECALENDAR: &str = include_str!("fixtures/chinesecalendar-2018-2026.txt");

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn snow_day(date: &str, kind: &str) -> Notice {
    let text = format!(
        r#"{{"issuer":"测试市政府办公室","document":"关于暴雪停工的通知","document_number":"测政办发〔2026〕9号","level":"city",
        "status":"official","days":[{{"date":"{date}","kind":"{kind}","name":"暴雪停工"}}]}}"#
    );
    Notice::from_json(&text).unwrap()
}

/// The notice for 2027 as a test invents it: the statutory days, and one make-up day.
fn notice_for_2027() -> Notice {
    let calendar = Calendar::official();
    let provisional = calendar.notices().last().unwrap().clone();
    let mut notice = Notice { status: NoticeStatus::Official, ..provisional };
    "测试：2027年部分节假日安排的通知".clone_into(&mut notice.document);
    notice.document_number = Some("测发〔2026〕1号".to_owned());
    let makeup = r#"{"date":"2026-12-26","kind":"makeup","name":"元旦"}"#;
    notice.days.push(serde_json::from_str(makeup).unwrap());
    notice
}

#[test]
fn every_worked_deadline_ends_on_its_day() {
    let calendar = Calendar::official();
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
    let rows = vectors["deadline_T_plus_n"].as_array().unwrap();
    assert_eq!(rows.len(), 15);
    for row in rows {
        let (start, last) = (day(row["start"].as_str().unwrap()), day(row["last_day"].as_str().unwrap()));
        let n = u32::try_from(row["n"].as_u64().unwrap()).unwrap();
        assert_eq!(calendar.add(start, n), Ok(last), "{row}");
        assert_eq!(calendar.between(start, last), Ok(n), "{row}");
    }
}

#[test]
fn a_survey_is_announced_at_latest_on_the_working_day_before_it() {
    let calendar = Calendar::official();
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
    let rows = vectors["survey_notice"].as_array().unwrap();
    assert_eq!(rows.len(), 5);
    for row in rows {
        let survey = day(row["survey"].as_str().unwrap());
        let latest = day(row["invite_no_later_than"].as_str().unwrap());
        assert_eq!(calendar.latest_day_before(survey, 1), Ok(latest), "{row}");
    }
}

#[test]
fn all_3287_days_agree_with_an_independent_data_set() {
    let calendar = Calendar::official();
    let mut compared = 0;
    for line in CHINESECALENDAR.lines().filter(|line| !line.starts_with('#')) {
        let (year, days) = line.split_once(' ').unwrap();
        let first = date(year.parse().unwrap(), 1, 1);
        assert_eq!(days.len(), usize::try_from(first.days_in_year()).unwrap());
        for (date, fact) in first.series(jiff::Span::new().days(1)).zip(days.chars()) {
            assert_eq!(calendar.is_working_day(date), Ok(fact == '1'), "{date}");
            assert!(!calendar.is_provisional(date));
            compared += 1;
        }
    }
    assert_eq!(compared, 3_287);
}

#[test]
fn each_year_has_as_many_working_days_as_its_notices_leave() {
    let calendar = Calendar::official();
    let years = [
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ];
    for (year, working_days) in years {
        let mut counted = 0;
        for date in date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|date| date.year() == year) {
            counted += u32::from(calendar.is_working_day(date).unwrap());
        }
        assert_eq!(counted, working_days, "{year}");
        if year > 2018 {
            assert_eq!(calendar.between(date(year - 1, 12, 31), date(year, 12, 31)), Ok(working_days), "{year}");
        }
    }
}

#[test]
fn a_push_before_national_day_is_received_at_close_of_office_after_it() {
    let calendar = Calendar::official();
    let deadline = calendar.deadline(at("2026-09-30T16:00:00+08:00"), 1, &Counting::receipt()).unwrap();
    assert_eq!(rfc3339(deadline.due), "2026-10-08T17:00:00+08:00");
    assert_eq!((deadline.last_day, deadline.provisional), (day("2026-10-08"), false));
    let days = calendar.explain(&deadline).unwrap();
    assert_eq!(days.len(), 9);
    assert_eq!((days[0].date, days[0].counts, days[0].zh()), (day("2026-09-30"), false, "起算日不计".to_owned()));
    for holiday in &days[1..8] {
        assert_eq!((holiday.counts, holiday.zh()), (false, "国庆节".to_owned()));
    }
    let json = serde_json::to_value(days[8].wire_zh()).unwrap();
    let expected = r#"{"date":"2026-10-08","counts":true,"why":"第1个工作日","code":"WORKDAY","provisional":false}"#;
    assert_eq!(json, serde_json::from_str::<serde_json::Value>(expected).unwrap());
    assert_eq!(days[8].wire_en().why, "working day 1");
}

#[test]
fn a_duty_is_in_time_until_24_00_of_its_last_day() {
    let calendar = Calendar::official();
    let deadline = calendar.deadline(at("2026-11-23T10:00:00+08:00"), 3, &Counting::duty()).unwrap();
    assert_eq!(rfc3339(deadline.due), "2026-11-27T00:00:00+08:00");
    assert_eq!(deadline.last_day, day("2026-11-26"));
    let by_date = calendar.deadline_from_date(day("2026-11-23"), 3, &Counting::duty()).unwrap();
    assert_eq!((by_date.due, by_date.last_day), (deadline.due, deadline.last_day));
}

#[test]
fn friday_evening_saturday_and_sunday_all_end_on_monday() {
    let calendar = Calendar::official();
    for start in ["2026-11-20T21:00:00+08:00", "2026-11-21T09:00:00+08:00", "2026-11-22T23:59:59+08:00"] {
        let deadline = calendar.deadline(at(start), 1, &Counting::receipt()).unwrap();
        assert_eq!(rfc3339(deadline.due), "2026-11-23T17:00:00+08:00");
    }
    // 16:30 UTC on Friday is already Saturday in China; 16:00 UTC on Sunday is Monday, and Monday does not count.
    let sunday_utc = calendar.deadline(at("2026-11-22T16:00:00Z"), 1, &Counting::receipt()).unwrap();
    assert_eq!(sunday_utc.last_day, day("2026-11-24"));
}

#[test]
fn a_make_up_saturday_counts_and_says_for_what() {
    let calendar = Calendar::official();
    let deadline = calendar.deadline(at("2026-02-13T10:00:00+08:00"), 1, &Counting::receipt()).unwrap();
    let days = calendar.explain(&deadline).unwrap();
    assert_eq!(deadline.last_day, day("2026-02-14"));
    assert_eq!((days[1].counts, days[1].zh()), (true, "春节调休上班，第1个工作日".to_owned()));
    assert_eq!(calendar.day(day("2026-02-14")), Ok(DayKind::Makeup("春节")));
}

#[test]
fn a_start_on_a_day_off_may_roll_forward() {
    let calendar = Calendar::official();
    let rolled = Counting { nonworking_start: NonworkingStart::RollForward, ..Counting::receipt() };
    let deadline = calendar.deadline(at("2026-11-21T09:00:00+08:00"), 1, &rolled).unwrap();
    assert_eq!(deadline.last_day, day("2026-11-24"));
    let codes: Vec<_> = calendar.explain(&deadline).unwrap().iter().map(|day| day.why.code()).collect();
    assert_eq!(codes, ["START", "WEEKEND", "ROLLED_START", "WORKDAY"]);
}

#[test]
fn the_same_clock_on_the_next_working_day_is_a_mode() {
    let calendar = Calendar::official();
    let same = Counting { count_mode: CountMode::SameClockNextWorkday, ..Counting::receipt() };
    let due = |start| rfc3339(calendar.deadline(at(start), 1, &same).unwrap().due);
    assert_eq!(due("2026-11-20T16:20:30+08:00"), "2026-11-23T16:20:30+08:00");
    assert_eq!(due("2026-11-21T09:00:00+08:00"), "2026-11-24T00:00:00+08:00");
    let by_date = calendar.deadline_from_date(day("2026-11-20"), 1, &same).unwrap();
    assert_eq!(rfc3339(by_date.due), "2026-11-24T00:00:00+08:00");
}

#[test]
fn working_hours_run_only_while_offices_are_open() {
    let calendar = Calendar::official();
    let hours = Counting { count_mode: CountMode::WorkHours, ..Counting::receipt() };
    let due = |start| rfc3339(calendar.deadline(at(start), 1, &hours).unwrap().due);
    assert_eq!(due("2026-11-20T16:00:00+08:00"), "2026-11-23T16:00:00+08:00");
    assert_eq!(due("2026-11-20T20:00:00+08:00"), "2026-11-23T17:00:00+08:00");
    assert_eq!(due("2026-11-21T10:00:00+08:00"), "2026-11-23T17:00:00+08:00");
    assert_eq!(due("2026-11-23T07:00:00+08:00"), "2026-11-24T08:30:00+08:00");
}

#[test]
fn offices_close_by_the_season_of_the_last_day() {
    let season = |month, close| Season {
        from: MonthDay { month, day: 1 },
        open: Time::constant(8, 30, 0, 0),
        close: Time::constant(close, 30, 0, 0),
        document: Some("测政办发〔2026〕1号".to_owned()),
    };
    let office_hours = OfficeHours { seasons: vec![season(5, 17), season(10, 16)] };
    let counting = Counting { office_hours, ..Counting::receipt() };
    let calendar = Calendar::official();
    let due = |start| rfc3339(calendar.deadline(at(start), 1, &counting).unwrap().due);
    assert_eq!(due("2026-09-29T10:00:00+08:00"), "2026-09-30T17:30:00+08:00");
    assert_eq!(due("2026-09-30T10:00:00+08:00"), "2026-10-08T16:30:00+08:00");
    // Winter goes on over the turn of the year.
    assert_eq!(due("2026-03-02T10:00:00+08:00"), "2026-03-03T16:30:00+08:00");
}

#[test]
fn the_embedded_notices_pass_the_checks_of_an_import() {
    let calendar = Calendar::official();
    let folded = Calendar::from_notices(calendar.notices()).unwrap();
    assert_eq!(folded.notices(), calendar.notices());
    assert_eq!(
        folded.between(day("2018-01-01"), day("2028-12-31")),
        calendar.between(day("2018-01-01"), day("2028-12-31"))
    );
}

#[test]
fn later_notices_win_day_by_day() {
    let calendar = Calendar::official();
    assert_eq!(calendar.version(), 12);
    let as_of = |n| calendar.at_version(n).unwrap();
    // 2019-03-22 made four days of one: before it, 2 May was an ordinary Thursday.
    assert_eq!(as_of(2).day(day("2019-05-02")), Ok(DayKind::Weekday));
    assert_eq!(as_of(3).day(day("2019-05-02")), Ok(DayKind::Holiday("劳动节")));
    // 2020-01-27 prolonged the holiday and took the make-up day of 1 February back.
    assert_eq!(as_of(4).day(day("2020-02-01")), Ok(DayKind::Makeup("春节")));
    assert_eq!(as_of(5).day(day("2020-02-01")), Ok(DayKind::Holiday("春节")));
    assert_eq!(as_of(1).day(day("2018-12-29")), Ok(DayKind::Weekend));
    assert_eq!(as_of(2).day(day("2018-12-29")), Ok(DayKind::Makeup("元旦")));
    assert!(calendar.at_version(13).is_none());
}

#[test]
fn what_reaches_past_the_official_calendar_says_so_until_the_notice_comes() {
    let calendar = Calendar::official();
    assert_eq!((calendar.official_until(), calendar.known_until()), (day("2026-12-31"), day("2027-12-31")));
    let start = at("2026-12-31T10:00:00+08:00");
    let before = calendar.deadline(start, 1, &Counting::duty()).unwrap();
    assert!(before.provisional);
    let words: Vec<_> = calendar.explain(&before).unwrap().iter().map(ExplainedDay::zh).collect();
    assert_eq!(words[1], "元旦（日历未公布）");
    assert_eq!(words.last().unwrap(), "第1个工作日（日历未公布）");

    let published = calendar.with_notice(&notice_for_2027()).unwrap();
    assert_eq!((published.version(), published.official_until()), (13, day("2027-12-31")));
    assert_eq!(published.day(day("2026-12-26")), Ok(DayKind::Makeup("元旦")));
    let after = published.deadline(start, 1, &Counting::duty()).unwrap();
    assert!(!after.provisional);
    let other = CalendarRefusal::OtherVersion { deadline: 12, calendar: 13 };
    assert_eq!(published.explain(&before), Err(other));
}

#[test]
fn the_official_notice_of_a_year_replaces_the_guess_whole() {
    let mut notice = notice_for_2027();
    let eve = notice.days.iter().position(|known| known.date == day("2027-02-05")).unwrap();
    notice.days[eve].date = day("2027-02-09");
    let published = Calendar::official().with_notice(&notice).unwrap();
    assert_eq!(published.day(day("2027-02-05")), Ok(DayKind::Weekday));
    let guess = Calendar::official().notices().last().unwrap().clone();
    let without_guess: Vec<_> = published.notices().iter().filter(|known| **known != guess).cloned().collect();
    let published = Calendar::from_notices(&without_guess).unwrap();
    assert_eq!(published.with_notice(&guess).unwrap_err(), CalendarRefusal::WithoutEffect);
}

#[test]
fn a_snow_day_moves_deadlines_and_names_its_document() {
    let calendar = Calendar::official();
    let snow = calendar.with_notice(&snow_day("2026-11-24", "closure")).unwrap();
    let start = at("2026-11-23T10:00:00+08:00");
    let deadline = snow.deadline(start, 1, &Counting::receipt()).unwrap();
    assert_eq!(deadline.last_day, day("2026-11-25"));
    assert_eq!(snow.explain(&deadline).unwrap()[1].zh(), "暴雪停工（测政办发〔2026〕9号）");
    assert_eq!(calendar.add(day("2026-11-23"), 1), Ok(day("2026-11-24")));
    // And a day worked in its place.
    let made_up = calendar.with_notice(&snow_day("2026-11-28", "makeup")).unwrap();
    assert_eq!(made_up.add(day("2026-11-27"), 1), Ok(day("2026-11-28")));
}

#[test]
fn notices_that_do_not_fit_are_refused_by_name() {
    let calendar = Calendar::official();
    let code = |notice: &Notice| calendar.with_notice(notice).unwrap_err().code();
    assert_eq!(code(&snow_day("2026-11-24", "makeup")), "CALENDAR_NOTICE_NOT_MAKEUP");
    assert_eq!(code(&snow_day("2026-11-28", "closure")), "CALENDAR_NOTICE_WITHOUT_EFFECT");
    assert_eq!(code(&snow_day("2017-11-28", "closure")), "CALENDAR_BEFORE_2018");
    assert_eq!(code(&calendar.notices()[3].clone()), "CALENDAR_NOTICE_KNOWN");
    let nameless = Notice { document_number: None, ..snow_day("2026-11-24", "closure") };
    assert_eq!(code(&nameless), "CALENDAR_NOTICE_MISSING_FIELD");
    let national =
        Notice { level: NoticeLevel::National, source: Some("测试".into()), ..snow_day("2026-11-24", "closure") };
    assert_eq!(code(&national), "CALENDAR_NOTICE_UNFIT_FIELD");
    assert_eq!(code(&Notice { source: None, ..notice_for_2027() }), "CALENDAR_NOTICE_MISSING_FIELD");
    let mut twice = snow_day("2026-11-24", "closure");
    twice.days.push(twice.days[0].clone());
    assert_eq!(code(&twice), "CALENDAR_NOTICE_DUPLICATE_DAY");
    let mut short = notice_for_2027();
    short.days.truncate(5);
    assert_eq!(code(&short), "CALENDAR_NOTICE_INCOMPLETE");
    let mut stray = notice_for_2027();
    stray.days[0].date = day("2028-01-01");
    assert_eq!(code(&stray), "CALENDAR_NOTICE_OUTSIDE_YEAR");
    let mut old = calendar.notices()[2].clone();
    old.document_number = Some("测发〔2019〕1号".to_owned());
    old.issued_on = Some(day("2019-01-01"));
    assert_eq!(code(&old), "CALENDAR_NOTICE_OUTDATED");
    let unknown = r#"{"issuer":"测试","document":"x","level":"city","status":"official","days":[],"extra":1}"#;
    assert_eq!(Notice::from_json(unknown).unwrap_err().code(), "CALENDAR_NOTICE_UNREADABLE");
}

#[test]
fn what_cannot_be_computed_is_refused_by_name() {
    let calendar = Calendar::official();
    let code = |n, start| calendar.deadline(at(start), n, &Counting::duty()).unwrap_err().code();
    assert_eq!(code(1, "2017-12-31T23:59:59+08:00"), "CALENDAR_BEFORE_2018");
    assert_eq!(code(0, "2026-11-23T10:00:00+08:00"), "CALENDAR_NO_WORKING_DAYS");
    assert_eq!(code(2_501, "2026-11-23T10:00:00+08:00"), "CALENDAR_TOO_MANY_WORKING_DAYS");
    assert_eq!(code(1, "2199-12-31T10:00:00+08:00"), "CALENDAR_BEYOND_RANGE");
    assert_eq!(calendar.between(day("2026-11-24"), day("2026-11-23")).unwrap_err().code(), "CALENDAR_REVERSED");
    assert_eq!(calendar.latest_day_before(day("2018-01-02"), 1).unwrap_err().code(), "CALENDAR_BEFORE_2018");
}
