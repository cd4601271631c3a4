//! 业务交流 on an item, and 会签 inside a department.

use super::given::*;
use crate::city::{ONE, grant};
use shenguan_rules::cooperation::{Countersign, Note, State};
use shenguan_server::cooperation::request::{CountersignRequest, SignRequest, WhyRequest, WordsRequest};
use shenguan_server::cooperation::store;
use shenguan_server::exchange;
use shenguan_server::platform::identity::Scope;

fn words(text: &str) -> WordsRequest {
    WordsRequest { content: text.to_owned() }
}

async fn a_question_on_an_item_goes_between_its_parties_without_a_clock(city: City) {
    let push = grant("C-1", ONE, "2026-06-10T15:00:00+08:00");
    let pushed = act(&city, city.liaison("SPJ"), move |act| exchange::acts::push(act, &push)).await.expect("pushed");
    let id = &pushed[0].id;
    let stranger = on(&city, &city.liaison("SCJ"), acts::ask_note, id, words("与我局有关吗？")).await;
    assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
    let note = on(&city, &city.liaison("YJJ"), acts::ask_note, id, words("储量以哪一张表为准？")).await.expect("asked");
    assert_eq!(listed(&city, "SPJ", TaskList::Todo).await, [("answer_note".to_owned(), None)]);
    let note =
        on(&city, &city.liaison("SPJ"), acts::answer_note, &note.id, words("以附表二为准。")).await.expect("answered");
    assert_eq!((todo(&city, "SPJ").await.len(), note.state.is_open()), (0, false));
    assert_eq!(stored::<Note>(&city, &note.id).await.answers.len(), 1);
    city.assert_verified().await;
}

async fn opinions_are_collected_inside_the_department_and_nobody_outside_sees_it(city: City) {
    let responsible = named(&city, "YJJ", Role::ResponsibleOfficer, true).await;
    let asked = asked(&city, &["YJJ"]).await;
    let (id, yjj) = (&asked.id, city.liaison("YJJ"));
    let signers = CountersignRequest {
        content: "请就间距、消防分别提出意见。".to_owned(),
        officers: vec![yjj.officer().expect("an officer").to_string()],
        sections: vec!["K1".to_owned()],
    };
    let by_liaison = on(&city, &yjj, acts::countersign, id, signers.clone()).await;
    assert_eq!(refused(by_liaison), ("NOT_RESPONSIBLE", Some("二(二)¶3")));
    on(&city, &responsible, acts::countersign, id, signers).await.expect("asked");
    let says = |opinion, text: Option<&str>| SignRequest { opinion, content: text.map(str::to_owned) };
    let outside = on(&city, &city.liaison("SPJ"), acts::sign, id, says(Opinion::Agree, None)).await;
    assert_eq!(refused(outside).0, "NO_NOTE", "to the asker there is none");
    on(&city, &yjj, acts::sign, id, says(Opinion::Conditional, Some("加装围堰。"))).await.expect("signed");
    assert_eq!(collected(&city, id).await.waiting().count(), 1);
    on(&city, &responsible, acts::sign, id, says(Opinion::Agree, None)).await.expect("signed for the section");
    let twice = on(&city, &responsible, acts::sign, id, says(Opinion::Agree, None)).await;
    assert_eq!(refused(twice).0, "SIGNED_BEFORE");
    let on_list = listed(&city, "YJJ", TaskList::Todo).await;
    let collector = responsible.officer().map(ToString::to_string);
    assert!(on_list.contains(&("merge_opinions".to_owned(), collector)), "{on_list:?}");
    assert_eq!(listed(&city, "SPJ", TaskList::Todo).await, []);
    let merged = answer(Opinion::Conditional, Some("同意，条件是加装围堰。"));
    let replied = on(&city, &responsible, acts::merge, id, merged).await.expect("merged");
    assert_eq!((replied.state.state, replied.state.opinion()), (State::Replied, Some(Opinion::Conditional)));
    assert!(collected(&city, id).await.merged);
    assert_eq!(todo(&city, "YJJ").await, Vec::<String>::new());
    city.assert_verified().await;
}

async fn a_withdrawn_request_ends_the_collecting(city: City) {
    let responsible = named(&city, "YJJ", Role::ResponsibleOfficer, true).await;
    let asked = asked(&city, &["YJJ"]).await;
    let signers =
        CountersignRequest {
            content: "请会签。".to_owned(), officers: Vec::new(), sections: vec!["K1".to_owned()]
        };
    on(&city, &responsible, acts::countersign, &asked.id, signers).await.expect("asked");
    let why = WhyRequest { reason: Some("申请人撤回申请。".to_owned()) };
    on(&city, &city.liaison("SPJ"), acts::withdraw, &asked.id, why).await.expect("withdrawn");
    let ended = collected(&city, &asked.id).await;
    assert!(ended.ended_at.is_some() && !ended.merged);
    assert_eq!(todo(&city, "YJJ").await, Vec::<String>::new());
    city.assert_verified().await;
}

/// What was collected last about a request.
async fn collected(city: &City, request: &str) -> Countersign {
    let (request, scope) = (request.to_owned(), Scope::Department(code("YJJ")));
    let read = city.app.read(move |read| store::countersigns(read.tx(), &scope, &request));
    read.await.expect("it can be read").pop().expect("something was collected").state
}

crate::on_both! {
    crate::cooperation::given::ISSUED;
    a_question_on_an_item_goes_between_its_parties_without_a_clock,
    opinions_are_collected_inside_the_department_and_nobody_outside_sees_it,
    a_withdrawn_request_ends_the_collecting,
}
