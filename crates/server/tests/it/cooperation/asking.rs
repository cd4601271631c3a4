//! Asking, replying, redirecting, asking again.

use super::given::*;
use crate::city::{ONE, grant};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::cooperation::State;
use shenguan_server::cooperation::request::{
    AskAgainRequest, HandOnRequest, NotOursRequest, RedirectRequest, ShareRequest, WhyRequest,
};
use shenguan_server::exchange;
use shenguan_server::platform::face::Nothing;

async fn several_are_asked_at_once_and_each_reads_only_what_is_its_own(city: City) {
    let first = asked(&city, &["YJJ", "SCJ", "YJJ"]).await;
    assert_eq!((first.state.number.as_str(), first.state.to.as_str()), ("SQ-2026-000001", "YJJ"));
    assert_eq!(rfc3339(first.state.window.due), "2026-06-16T00:00:00+08:00");
    let together = joint(&city, &first).await;
    let [yjj, scj] = together.as_slice() else { panic!("two departments, two requests") };
    assert_eq!((scj.state.number.as_str(), scj.state.to.as_str()), ("SQ-2026-000002", "SCJ"));
    assert_eq!((yjj.state.window.due, &yjj.state.joint), (scj.state.window.due, &scj.state.joint));
    assert_eq!(todo(&city, "YJJ").await, ["answer_request"]);
    assert_eq!(listed(&city, "SPJ", TaskList::Sent).await.len(), 2);

    let peeks = on(&city, &city.liaison("SCJ"), acts::reply, &yjj.id, answer(Opinion::Agree, None)).await;
    assert!(matches!(peeks, Err(Error::NotFound)), "what others were asked is not there: {peeks:?}");
    let replied = on(&city, &city.liaison("YJJ"), acts::reply, &yjj.id, answer(Opinion::Agree, None)).await;
    assert_eq!(replied.expect("the reply is taken").state.state, State::Replied);
    assert_eq!(todo(&city, "YJJ").await, Vec::<String>::new());
    assert_eq!(todo(&city, "SPJ").await, ["confirm_answer"]);

    let share = on(&city, &city.liaison("SPJ"), acts::share, &yjj.id, ShareRequest::default()).await;
    assert_eq!(share.expect("it is shared").state.shared_with, [code("SCJ")]);
    let by_other = on(&city, &city.liaison("SCJ"), acts::reply, &yjj.id, answer(Opinion::Agree, None)).await;
    assert_eq!(refused(by_other), ("NOT_REQUESTED", Some("二(三)¶4")), "it reads it now, and still does not answer it");
    let confirmed = on(&city, &city.liaison("SPJ"), acts::confirm, &yjj.id, Nothing {}).await;
    assert_eq!(confirmed.expect("it is confirmed").state.state, State::Confirmed);
    assert_eq!(listed(&city, "SPJ", TaskList::Done).await.len(), 1);
    city.assert_verified().await;
}

async fn an_authority_asks_the_bureau_about_a_regulatory_matter(city: City) {
    let request = about_matter();
    let asked = act(&city, city.liaison("YJJ"), move |act| acts::issue(act, &request)).await.expect("issued");
    assert_eq!((asked.state.to.as_str(), asked.state.number.as_str()), ("SPJ", "SQ-2026-000001"));
    let disagrees = answer(Opinion::Disagree, Some("平面图属申请人商业秘密，请按程序调取。"));
    let replied = on(&city, &city.liaison("SPJ"), acts::reply, &asked.id, disagrees).await.expect("replied");
    assert_eq!(replied.state.opinion(), Some(Opinion::Disagree));
    city.assert_verified().await;
}

async fn a_request_without_a_case_or_about_a_closed_one_is_refused(city: City) {
    let bureau = city.liaison("SPJ");
    let without = IssueRequest { case_number: None, ..about_case(&["YJJ"]) };
    let outcome = act(&city, bureau.clone(), move |act| acts::issue(act, &without)).await;
    assert_eq!(refused(outcome), ("NO_CASE", Some("二(三)¶4")));
    let without = IssueRequest { statutory_due_on: None, ..about_case(&["YJJ"]) };
    let outcome = act(&city, bureau.clone(), move |act| acts::issue(act, &without)).await;
    assert_eq!(refused(outcome).0, "STATUTORY_DATE_REQUIRED");
    let without = IssueRequest { regulatory_matter: None, ..about_matter() };
    let outcome = act(&city, city.liaison("YJJ"), move |act| acts::issue(act, &without)).await;
    assert_eq!(refused(outcome).0, "NO_REGULATORY_MATTER");
    let to_bureau = about_case(&["SPJ"]);
    let outcome = act(&city, bureau.clone(), move |act| acts::issue(act, &to_bureau)).await;
    assert_eq!(refused(outcome).0, "SAME_DEPARTMENT");
    let push = grant("测案〔2026〕1号", ONE, "2026-06-10T15:00:00+08:00");
    act(&city, bureau.clone(), move |act| exchange::acts::push(act, &push)).await.expect("pushed");
    let closed = about_case(&["YJJ"]);
    let outcome = act(&city, bureau.clone(), move |act| acts::issue(act, &closed)).await;
    assert_eq!(refused(outcome).0, "CASE_CONCLUDED");
    let open = IssueRequest { case_number: Some("测案〔2026〕2号".to_owned()), ..about_case(&["YJJ"]) };
    let issued = act(&city, bureau, move |act| acts::issue(act, &open)).await.expect("issued");
    assert_eq!(issued.state.number, "SQ-2026-000001", "refused acts give their numbers back");
    city.assert_verified().await;
}

async fn what_is_not_theirs_is_redirected_and_the_new_addressee_has_its_own_term(city: City) {
    let (bureau, yjj, scj) = (city.liaison("SPJ"), city.liaison("YJJ"), city.liaison("SCJ"));
    let asked = asked(&city, &["YJJ"]).await;
    city.set_clock("2026-06-11T09:00:00+08:00");
    let to = RedirectRequest { to: "SCJ".to_owned() };
    assert_eq!(refused(on(&city, &bureau, acts::redirect, &asked.id, to.clone()).await).0, "NOT_DECLINED");
    let said =
        NotOursRequest { reason: Some("间距由特设科核定。".to_owned()), suggested_to: Some("SCJ".to_owned()) };
    on(&city, &yjj, acts::not_ours, &asked.id, said.clone()).await.expect("said");
    assert_eq!(todo(&city, "SPJ").await, ["decide_competence"]);
    assert_eq!(todo(&city, "YJJ").await, Vec::<String>::new());
    city.set_clock("2026-06-12T09:00:00+08:00");
    let new = on(&city, &bureau, acts::redirect, &asked.id, to).await.expect("redirected");
    assert_eq!((new.state.to.as_str(), new.state.hops), ("SCJ", 1));
    assert_eq!(rfc3339(new.state.window.due), "2026-06-18T00:00:00+08:00");
    assert_eq!(stored::<CooperationRequest>(&city, &asked.id).await.redirected_to, Some(new.state.id.clone()));
    let old = on(&city, &yjj, acts::reply, &asked.id, answer(Opinion::Agree, None)).await;
    assert_eq!(refused(old).0, "REQUEST_REDIRECTED");

    on(&city, &scj, acts::not_ours, &new.id, said).await.expect("said");
    let hold = WhyRequest { reason: Some("移交协议书第3条第2款。".to_owned()) };
    let upheld = on(&city, &bureau, acts::uphold, &new.id, hold).await.expect("upheld");
    assert_eq!(
        (upheld.state.state, todo(&city, "SCJ").await),
        (State::AwaitingReply, vec!["answer_request".to_owned()])
    );
    city.assert_verified().await;
}

async fn when_the_facts_change_everybody_is_asked_anew(city: City) {
    let first = asked(&city, &["YJJ", "SCJ"]).await;
    let together = joint(&city, &first).await;
    let (yjj, scj) = (&together[0].id, &together[1].id);
    on(&city, &city.liaison("YJJ"), acts::reply, yjj, answer(Opinion::Agree, None)).await.expect("replied");
    city.set_clock("2026-06-11T10:00:00+08:00");
    let again = AskAgainRequest {
        reason: Some("申请人调整了储罐布置。".to_owned()),
        content: "请就新平面图提出意见。".to_owned(),
        ..AskAgainRequest::default()
    };
    on(&city, &city.liaison("SPJ"), acts::ask_again, yjj, again).await.expect("asked again");
    for id in [yjj, scj] {
        let request = stored::<CooperationRequest>(&city, id).await;
        assert_eq!((request.state, request.version()), (State::AwaitingReply, 2));
        assert_eq!(rfc3339(request.window.due), "2026-06-17T00:00:00+08:00");
    }
    assert_eq!(
        stored::<CooperationRequest>(&city, yjj).await.replies[0].version,
        1,
        "bound to what it was asked about"
    );
    let old = AnswerRequest { version: Some(1), ..answer(Opinion::Agree, None) };
    assert_eq!(refused(on(&city, &city.liaison("YJJ"), acts::reply, yjj, old).await).0, "REQUEST_VERSION");
    let new = AnswerRequest { version: Some(2), ..answer(Opinion::Conditional, Some("加装围堰。")) };
    on(&city, &city.liaison("YJJ"), acts::reply, yjj, new).await.expect("replied");
    city.assert_verified().await;
}

async fn a_withdrawn_request_asks_for_nothing_any_more(city: City) {
    let asked = asked(&city, &["YJJ"]).await;
    let bare = on(&city, &city.liaison("SPJ"), acts::withdraw, &asked.id, WhyRequest::default()).await;
    assert_eq!(refused(bare), ("REASON_REQUIRED", Some("二(三)¶4")));
    let why = WhyRequest { reason: Some("申请人撤回申请。".to_owned()) };
    on(&city, &city.liaison("SPJ"), acts::withdraw, &asked.id, why).await.expect("withdrawn");
    let late = on(&city, &city.liaison("YJJ"), acts::reply, &asked.id, answer(Opinion::Agree, None)).await;
    assert_eq!(refused(late), ("REQUEST_WITHDRAWN", Some("二(三)¶4")));
    assert_eq!((todo(&city, "YJJ").await.len(), todo(&city, "SPJ").await.len()), (0, 0));
    city.assert_verified().await;
}

async fn inside_the_addressee_it_is_handed_on(city: City) {
    let asked = asked(&city, &["YJJ"]).await;
    let nobody = HandOnRequest::default();
    assert_eq!(refused(on(&city, &city.liaison("YJJ"), acts::hand_on, &asked.id, nobody).await).0, "ASSIGNEE_REQUIRED");
    let to = HandOnRequest { section: Some("K1".to_owned()), officer: None };
    on(&city, &city.liaison("YJJ"), acts::hand_on, &asked.id, to).await.expect("handed on");
    let elsewhere = HandOnRequest { section: Some("K9".to_owned()), officer: None };
    assert!(on(&city, &city.liaison("YJJ"), acts::hand_on, &asked.id, elsewhere).await.is_err());
    city.assert_verified().await;
}

async fn joint(city: &City, first: &Held<CooperationRequest>) -> Vec<Held<CooperationRequest>> {
    let joint = first.state.joint.to_string();
    let read = city.app.read(move |read| shenguan_server::cooperation::store::joint(read.tx(), &joint));
    read.await.expect("they can be read")
}

crate::on_both! {
    crate::cooperation::given::ISSUED;
    several_are_asked_at_once_and_each_reads_only_what_is_its_own,
    an_authority_asks_the_bureau_about_a_regulatory_matter,
    a_request_without_a_case_or_about_a_closed_one_is_refused,
    what_is_not_theirs_is_redirected_and_the_new_addressee_has_its_own_term,
    when_the_facts_change_everybody_is_asked_anew,
    a_withdrawn_request_asks_for_nothing_any_more,
    inside_the_addressee_it_is_handed_on,
}
