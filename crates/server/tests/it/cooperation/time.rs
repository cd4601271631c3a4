//! What time does to a request, and what moves its term.

use super::given::*;
use crate::city::{ONE, grant};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::cooperation::State;
use shenguan_server::cooperation::request::{ExplainRequest, ExtendRequest, WordsRequest};
use shenguan_server::exchange;
use shenguan_server::exchange::outage::record_outage;
use shenguan_server::platform::face::Nothing;
use shenguan_server::platform::sweep::sweep_all;

async fn what_nobody_replied_to_goes_to_the_responsible_officer_then_to_the_leader_in_charge(city: City) {
    let responsible = named(&city, "YJJ", Role::ResponsibleOfficer, true).await;
    let leader = named(&city, "YJJ", Role::LeaderInCharge, false).await;
    let asked = asked(&city, &["YJJ"]).await;
    city.set_clock("2026-06-15T23:59:59.999999+08:00");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 0);
    city.set_clock("2026-06-16T00:00:00+08:00");
    assert_eq!(todo(&city, "YJJ").await, ["answer_request", "urge_answer"], "true before it is written down");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 1);
    let told = |task: &str, who: &Actor| (task.to_owned(), who.officer().map(ToString::to_string));
    let on_list = listed(&city, "YJJ", TaskList::Todo).await;
    assert!(on_list.contains(&told("urge_answer", &responsible)), "{on_list:?}");
    city.set_clock("2026-06-17T00:00:00+08:00");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 1);
    let on_list = listed(&city, "YJJ", TaskList::Todo).await;
    assert!(on_list.contains(&told("lead_answer", &leader)), "{on_list:?}");
    let request = stored::<CooperationRequest>(&city, &asked.id).await;
    assert_eq!((request.state, request.opinion()), (State::Overdue, None), "silence is no consent");
    assert_eq!(rfc3339(request.escalations[1].at), "2026-06-17T00:00:00+08:00");
    city.assert_verified().await;

    let late = on(&city, &city.liaison("YJJ"), acts::reply, &asked.id, answer(Opinion::NoOpinion, None)).await;
    assert!(late.expect("a late reply is taken").state.replies[0].late);
    assert_eq!(todo(&city, "YJJ").await, Vec::<String>::new());
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 0);
    city.assert_verified().await;
}

/// 催办: once a working day, in the term or after it; the addressee is told at the next opportunity.
async fn the_asker_presses_for_the_reply_and_the_addressee_is_told(city: City) {
    let (bureau, yjj) = (city.liaison("SPJ"), city.liaison("YJJ"));
    let asked = asked(&city, &["YJJ"]).await;
    assert_eq!(refused(on(&city, &yjj, acts::remind, &asked.id, Nothing {}).await).0, "NOT_ASKER");
    let reminded = on(&city, &bureau, acts::remind, &asked.id, Nothing {}).await.expect("reminded");
    assert_eq!(reminded.state.window, asked.state.window);
    assert_eq!(refused(on(&city, &bureau, acts::remind, &asked.id, Nothing {}).await).0, "ALREADY_REMINDED");
    let id = asked.id.clone();
    let prompted = city.app.read(move |read| {
        let sql = "SELECT COUNT(*) FROM op_notice_prompt WHERE subject_id = $1 AND department = 'YJJ'";
        Ok(read.tx().query_one(sql, &[id.into()])?.get::<i64>(0)?)
    });
    assert_eq!(prompted.await.expect("it can be read"), 1, "whoever is told of it is told");
    city.assert_verified().await;
}

async fn an_extension_is_asked_in_time_and_granted_by_the_asker(city: City) {
    let (bureau, yjj) = (city.liaison("SPJ"), city.liaison("YJJ"));
    let asked = asked(&city, &["YJJ"]).await;
    let ask =
        |days| ExtendRequest { working_days: Some(days), reason: Some("需现场核实。".to_owned()), grant: None };
    let decide = |grant| ExtendRequest { grant: Some(grant), ..ExtendRequest::default() };
    assert_eq!(refused(on(&city, &bureau, acts::extend, &asked.id, decide(true)).await).0, "NO_EXTENSION");
    city.set_clock("2026-06-15T20:00:00+08:00");
    on(&city, &yjj, acts::extend, &asked.id, ask(2)).await.expect("asked");
    assert_eq!(todo(&city, "SPJ").await, ["decide_extension"]);
    let own = on(&city, &yjj, acts::extend, &asked.id, decide(true)).await;
    assert_eq!(refused(own), ("NOT_ASKER", Some("二(三)¶4")));
    let granted = on(&city, &bureau, acts::extend, &asked.id, decide(true)).await.expect("granted");
    assert_eq!(rfc3339(granted.state.window.due), "2026-06-18T00:00:00+08:00");
    assert_eq!(refused(on(&city, &yjj, acts::extend, &asked.id, ask(1)).await).0, "EXTENSION_USED");
    city.set_clock("2026-06-18T00:00:00+08:00");
    assert_eq!(refused(on(&city, &yjj, acts::extend, &asked.id, ask(1)).await), ("EXTENSION_LATE", Some("二(三)¶4")));
    city.assert_verified().await;
}

async fn a_question_does_not_stop_the_term(city: City) {
    let (bureau, yjj) = (city.liaison("SPJ"), city.liaison("YJJ"));
    let asked = asked(&city, &["YJJ"]).await;
    let question = WordsRequest { content: "以哪一版平面图为准？".to_owned() };
    on(&city, &yjj, acts::question, &asked.id, question).await.expect("asked back");
    assert_eq!(todo(&city, "SPJ").await, ["answer_question"]);
    let explain = ExplainRequest { content: "以6月8日版为准。".to_owned(), question: None };
    let explained = on(&city, &bureau, acts::explain, &asked.id, explain).await.expect("explained");
    assert_eq!(explained.state.window, asked.state.window);
    let part =
        AnswerRequest {
            partial: true, content: Some("间距符合，围堰待核。".to_owned()), ..AnswerRequest::default()
        };
    let replied = on(&city, &yjj, acts::reply, &asked.id, part).await.expect("a part is taken");
    assert_eq!((replied.state.state, replied.state.window.due), (State::AwaitingReply, asked.state.window.due));
    city.assert_verified().await;
}

/// A12.
async fn a_deemed_receipt_does_not_touch_the_term(city: City) {
    let push = grant("B-1", ONE, "2026-06-10T15:00:00+08:00");
    let pushed = act(&city, city.liaison("SPJ"), move |act| exchange::acts::push(act, &push)).await.expect("pushed");
    let request = IssueRequest { about: Some(pushed[0].id.clone()), ..about_case(&["YJJ"]) };
    let asked = act(&city, city.liaison("SPJ"), move |act| acts::issue(act, &request)).await.expect("issued");
    city.set_clock("2026-06-11T18:00:00+08:00");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 1, "the receipt is deemed");
    let request = stored::<CooperationRequest>(&city, &asked.id).await;
    assert_eq!((request.window, request.state), (asked.state.window, State::AwaitingReply));
    city.assert_verified().await;
}

async fn an_outage_extends_an_open_term(city: City) {
    let asked = asked(&city, &["YJJ"]).await;
    city.set_clock("2026-06-11T11:00:00+08:00");
    let at = |text: &str| text.parse().expect("an instant");
    let (from, to) = (at("2026-06-11T09:00:00+08:00"), at("2026-06-11T11:00:00+08:00"));
    let extended = act(&city, Actor::Time, move |act| record_outage(act, from, to)).await.expect("it is on record");
    assert_eq!(extended, 1);
    let request = stored::<CooperationRequest>(&city, &asked.id).await;
    assert_eq!(rfc3339(request.window.due), "2026-06-16T02:00:00+08:00");
    city.assert_verified().await;
}

crate::on_both! {
    crate::cooperation::given::ISSUED;
    what_nobody_replied_to_goes_to_the_responsible_officer_then_to_the_leader_in_charge,
    an_extension_is_asked_in_time_and_granted_by_the_asker,
    the_asker_presses_for_the_reply_and_the_addressee_is_told,
    a_question_does_not_stop_the_term,
    a_deemed_receipt_does_not_touch_the_term,
    an_outage_extends_an_open_term,
}
