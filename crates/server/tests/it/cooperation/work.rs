//! Requests in every state that a page shows, for those who follow links and look at pages.

use super::given::*;
use crate::city::{ONE, grant};
use shenguan_server::cooperation::request::{CountersignRequest, ExtendRequest, NotOursRequest, WordsRequest};
use shenguan_server::exchange;

/// Asks and answers until each form has a request that shows it. The city has a responsible officer in YJJ.
pub(crate) async fn with_requests(city: &City) {
    let (yjj, responsible) = (city.liaison("YJJ"), responsible(city).await);
    asked(city, &["YJJ"]).await;
    let questioned = asked(city, &["YJJ", "SCJ"]).await;
    let question = WordsRequest { content: "以哪一版平面图为准？（测试）".to_owned() };
    on(city, &yjj, acts::question, &questioned.id, question).await.expect("asked back");
    let days =
        ExtendRequest { working_days: Some(2), reason: Some("需现场核实。（测试）".to_owned()), grant: None };
    on(city, &yjj, acts::extend, &questioned.id, days).await.expect("an extension is asked");
    let declined = asked(city, &["YJJ"]).await;
    let why = NotOursRequest {
        reason: Some("非我局职责。（测试）".to_owned()), suggested_to: Some("SCJ".to_owned())
    };
    on(city, &yjj, acts::not_ours, &declined.id, why).await.expect("declined");
    let replied = asked(city, &["YJJ", "SCJ"]).await;
    on(city, &yjj, acts::reply, &replied.id, answer(Opinion::Agree, None)).await.expect("replied");
    let collected = asked(city, &["YJJ"]).await;
    let signers = CountersignRequest {
        content: "请会签。（测试）".to_owned(),
        officers: vec![yjj.officer().expect("an officer").to_string()],
        sections: Vec::new(),
    };
    on(city, &responsible, acts::countersign, &collected.id, signers).await.expect("opinions are asked for");
    the_bureau_is_asked(city, &yjj).await;
}

/// By a request, and by a note on what it pushed.
async fn the_bureau_is_asked(city: &City, yjj: &Actor) {
    let request = about_matter();
    act(city, yjj.clone(), move |act| acts::issue(act, &request)).await.expect("the bureau is asked");
    let push = grant("N-1", ONE, "2026-10-08T16:00:00+08:00");
    let pushed = act(city, city.liaison("SPJ"), move |act| exchange::acts::push(act, &push)).await.expect("pushed");
    let question = WordsRequest { content: "储量以哪一张表为准？（测试）".to_owned() };
    on(city, yjj, acts::ask_note, &pushed[0].id, question).await.expect("a note is asked");
}

/// The responsible officer of YJJ.
async fn responsible(city: &City) -> Actor {
    let wanted = code("YJJ");
    let found = city.app.read(move |read| {
        let directory = read.directory().clone();
        let named =
            directory.designations().find(|named| named.department == wanted && named.role == Role::ResponsibleOfficer);
        Ok(named.map(|named| named.officer.clone()))
    });
    let officer = found.await.expect("it can be read").expect("there is one");
    let Actor::Officer { department, side, .. } = city.liaison("YJJ") else { unreachable!("an officer") };
    Actor::Officer { officer, department, side, roles: [Role::ResponsibleOfficer].into(), acting_for: None }
}
