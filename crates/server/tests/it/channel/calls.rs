//! Calls and the proposal of a consultation: who may, confirmed or disputed, with what was tried.

use super::{Staffed, code_of, draft, who_of};
use crate::city::{City, ONE, grant};
use jiff::civil::date;
use shenguan_rules::channel::{Channel, PhoneNoteState};
use shenguan_rules::rule_set::{MeetingGate, RuleSet};
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{CallRequest, ConfirmRequest, ProposalRequest, ReasonRequest};
use shenguan_server::exchange::acts::push;

fn call(staff: &Staffed, about: &str) -> CallRequest {
    CallRequest {
        to: "YJJ".into(),
        officer: Some(staff.id("YJJ/head")),
        person: None,
        called_at: "2026-09-30T09:30:00+08:00".parse().expect("an instant"),
        gist: "储罐区间距的测量口径（测试）".into(),
        result: "双方同意以罐壁外缘计（测试）".into(),
        about: Some(about.to_owned()),
        follows: Some(about.to_owned()),
    }
}

/// Something that the bureau pushed to 市应急管理局.
async fn pushed(staff: &Staffed) -> String {
    let request = grant("A-1", ONE, "2026-09-30T09:00:00+08:00");
    let pushed = staff.does("SPJ/liaison", move |act| push(act, &request)).await;
    pushed.expect("pushed").remove(0).id
}

async fn a_call_is_noted_by_a_responsible_officer_and_confirmed_or_disputed_by_the_other_side(city: City) {
    let staff = Staffed::new(city).await;
    staff.city.set_clock("2026-09-30T10:00:00+08:00");
    let item = pushed(&staff).await;
    let request = call(&staff, &item);
    let low = request.clone();
    let low = staff.does("SPJ/liaison", move |act| acts::note_call(act, &low)).await;
    assert_eq!(who_of(low), "责任人、业务责任人、总负责人、分管领导、主要领导".replace("业务责任人", "业务负责人"));
    let mut nobody = request.clone();
    nobody.officer = None;
    assert_eq!(code_of(staff.does("SPJ/head", move |act| acts::note_call(act, &nobody)).await), "FIELD_MISSING");
    let mut unknown = request.clone();
    unknown.follows = Some("no-such-step".into());
    assert_eq!(code_of(staff.does("SPJ/head", move |act| acts::note_call(act, &unknown)).await), "STEP_UNKNOWN");
    let again = request.clone();
    let note = staff.does("SPJ/head", move |act| acts::note_call(act, &request)).await.expect("noted");
    assert_eq!(
        (note.state.number.as_str(), note.state.follows.as_ref().map(|step| step.channel)),
        ("DH-2026-000001", Some(Channel::Platform))
    );
    let todo = staff.tasks("YJJ", "todo").await;
    assert!(todo.contains(&("confirm_call".to_owned(), Some(staff.id("YJJ/head")))), "{todo:?}");

    let id = note.id.clone();
    let own = staff.does("SPJ/head", move |act| acts::confirm_call(act, &id, &ConfirmRequest::default())).await;
    assert_eq!(code_of(own), "NOT_CALLED");
    let (id, silent) = (note.id.clone(), ReasonRequest::default());
    assert_eq!(
        code_of(staff.does("YJJ/head", move |act| acts::dispute_call(act, &id, &silent)).await),
        "REASON_REQUIRED"
    );
    let (id, reason) = (note.id.clone(), ReasonRequest { reason: Some("未就口径达成一致（测试）".into()) });
    let disputed = staff.does("YJJ/head", move |act| acts::dispute_call(act, &id, &reason)).await.expect("disputed");
    assert!(matches!(disputed.state.state, PhoneNoteState::Disputed { .. }));
    let id = note.id.clone();
    let late = staff.does("YJJ/head", move |act| acts::confirm_call(act, &id, &ConfirmRequest::default())).await;
    assert_eq!(code_of(late), "NOTE_SETTLED");
    let second = staff.does("SPJ/head", move |act| acts::note_call(act, &again)).await.expect("noted").id;
    let confirmed = staff.does("YJJ/liaison", move |act| acts::confirm_call(act, &second, &ConfirmRequest::default()));
    assert!(matches!(confirmed.await.expect("confirmed").state.state, PhoneNoteState::Confirmed { .. }));
    staff.city.assert_verified().await;
}

async fn a_consultation_is_proposed_with_what_was_tried_and_where_the_city_says_so_not_before(city: City) {
    let staff = Staffed::new(city).await;
    let item = pushed(&staff).await;
    let request = call(&staff, &item);
    let note = staff.does("SPJ/head", move |act| acts::note_call(act, &request)).await.expect("noted").id;
    let propose = |tried: Vec<String>| ProposalRequest {
        to: "YJJ".into(),
        topic: "测试储罐间距的认定（测试）".into(),
        text: "四种方式沟通后仍不一致，提请会商（测试）".into(),
        about: Some(item.clone()),
        tried,
    };
    let low = propose(vec![item.clone()]);
    let low = staff.does("SPJ/liaison", move |act| acts::propose_consultation(act, &low)).await;
    assert_eq!(code_of(low), "PROPOSAL_ABOVE_LEVEL");
    let some = propose(vec![note.clone(), item.clone()]);
    let warned =
        staff.does("SPJ/head", move |act| acts::propose_consultation(act, &some)).await.expect("a warning only");
    assert_eq!(warned.state.not_tried, [Channel::Oa, Channel::Letter]);
    let tried: Vec<_> = warned.state.tried.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(tried, [note.as_str(), item.as_str()], "in the order in which they were taken");

    let rules = RuleSet { meeting_gate: MeetingGate::Block, effective_on: date(2026, 10, 8), ..RuleSet::default() };
    staff.adopt(rules).await;
    staff.city.set_clock("2026-10-08T10:00:00+08:00");
    let some = propose(vec![note.clone(), item.clone()]);
    let early = staff.does("SPJ/head", move |act| acts::propose_consultation(act, &some)).await;
    assert_eq!(code_of(early), "MEETING_GATE");
    let mut paper = draft(Channel::Oa, "YJJ");
    (paper.about, paper.follows) = (Some(item.clone()), Some(note.clone()));
    let paper = staff.does("SPJ/liaison", move |act| acts::draft(act, &paper)).await.expect("drafted").id;
    let unsaid = propose(vec![paper.clone()]);
    let unsaid = staff.does("SPJ/head", move |act| acts::propose_consultation(act, &unsaid)).await;
    assert_eq!(code_of(unsaid), "STEP_UNKNOWN", "a draft was not said to anybody");
    staff.submitted(&paper, "SPJ/leader").await.expect("submitted");
    staff.endorsed(&paper, "SPJ/leader", 1).await.expect("endorsed");
    staff.issued(&paper, None).await.expect("issued");
    let letter = staff.ready().await.id;
    staff.issued(&letter, Some("测审批函〔2026〕1号")).await.expect("issued");
    let all = propose(vec![item.clone(), note, paper, letter]);
    let four = staff.does("SPJ/head", move |act| acts::propose_consultation(act, &all)).await.expect("all were tried");
    assert!(four.state.not_tried.is_empty());
    staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    a_call_is_noted_by_a_responsible_officer_and_confirmed_or_disputed_by_the_other_side,
    a_consultation_is_proposed_with_what_was_tried_and_where_the_city_says_so_not_before,
}
