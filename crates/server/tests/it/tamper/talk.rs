//! What departments say to each other in that history: requests, notes, calls, remarks, a proposal, a reserved code.

use crate::city::City;
use jiff::civil::date;
use shenguan_rules::channel::{Channel, DocumentKind};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts as channel;
use shenguan_server::channel::request::{CallRequest, ProposalRequest, RegisterRequest, RemarkRequest};
use shenguan_server::cooperation::acts as cooperation;
use shenguan_server::cooperation::request::{CountersignRequest, IssueRequest, WordsRequest};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::Result;

/// Says it about one transmittal of the bureau's to YJJ.
pub(super) async fn talk(city: &City, transmittal: &str) {
    let head = city.appoint("YJJ", Some(Role::ResponsibleOfficer), "测试科长").await;
    let leader = city.appoint("YJJ", Some(Role::LeaderInCharge), "测试分管").await;
    let heard = city.liaison("SPJ").officer().expect("a person").to_string();
    let (owner, signer) = (head.officer().expect("a person").to_string(), city.liaison("YJJ"));
    let signer = signer.officer().expect("a person").to_string();
    let (about, noted, item) = (transmittal.to_owned(), transmittal.to_owned(), transmittal.to_owned());
    let asked = IssueRequest {
        to: vec!["YJJ".into()],
        subject: "商请核实测试储罐间距".into(),
        content: "测试：请核实并反馈。".into(),
        case_number: Some("测案〔2026〕99号".into()),
        statutory_due_on: Some(date(2026, 11, 20)),
        ..IssueRequest::default()
    };
    let asked = of(city, city.liaison("SPJ"), move |act| cooperation::issue(act, &asked)).await.id;
    of(city, city.liaison("YJJ"), move |act| {
        cooperation::ask_note(act, &noted, &WordsRequest { content: "测试：图纸为哪一版？".into() })
    })
    .await;
    of(city, head, move |act| {
        let wanted = CountersignRequest {
            content: "测试：请提意见".into(),
            officers: vec![signer.clone()],
            sections: Vec::new(),
        };
        cooperation::countersign(act, &asked, &wanted)?;
        let called_at = act.now();
        let call = CallRequest {
            to: "SPJ".into(),
            officer: Some(heard.clone()),
            person: None,
            called_at,
            gist: "测试：核对图纸版本".into(),
            result: "测试：以第三版为准".into(),
            about: Some(about.clone()),
            follows: Some(about.clone()),
        };
        let call = channel::note_call(act, &call)?.id;
        let code = RegisterRequest {
            code: "测应函".into(),
            office: None,
            channel: Channel::Letter,
            kind: DocumentKind::Letter,
        };
        channel::reserve_code(act, &code)?;
        let proposal = ProposalRequest {
            to: "SPJ".into(),
            topic: "测试储罐间距".into(),
            text: "测试：电话未能解决。".into(),
            about: Some(about.clone()),
            tried: vec![about.clone(), call],
        };
        channel::propose_consultation(act, &proposal)
    })
    .await;
    of(city, leader, move |act| {
        let remark = RemarkRequest { item: item.clone(), text: "测试：请抓紧".into(), owner: owner.clone() };
        channel::give_remark(act, &remark)
    })
    .await;
}

async fn of<T: Send + 'static>(
    city: &City,
    actor: Actor,
    act: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
) -> T {
    city.app.act(actor, act).await.unwrap_or_else(|error| panic!("{error:?}"))
}
