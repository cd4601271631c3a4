//! Letters, calls and remarks in every state that a page shows, for whoever walks all pages.

use super::draft;
use crate::browser::site::Site;
use crate::city::code;
use shenguan_rules::channel::{Channel, Correspondence};
use shenguan_rules::party::Side;
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{
    CallRequest, EndorseRequest, IssueRequest, ProposalRequest, RemarkRequest, SubmitRequest,
};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::Result;
use shenguan_server::platform::stored::Held;

/// A draft, one that a leader has, one that can be issued, one that was issued with a remark on it; a call and a proposal.
pub(crate) async fn with_letters(site: &Site) {
    let item = site.push("SPJ", crate::city::grant("L-1", crate::city::ONE, "2026-10-08T16:00:00+08:00")).await;
    let (leader, head) = (person(site, "SPJ", "测试spj-zyld").await, person(site, "YJJ", "测试yjj-zrr").await);
    let leader_id = leader.officer().expect("a person").to_string();
    let mut letters = Vec::new();
    for _ in 0..4 {
        let request = draft(Channel::Letter, "YJJ");
        letters.push(does(site, site.city().liaison("SPJ"), move |act| acts::draft(act, &request)).await.id);
    }
    for id in &letters[1..] {
        let (id, request) = (id.clone(), SubmitRequest { leader: leader_id.clone() });
        does(site, site.city().liaison("SPJ"), move |act| acts::submit(act, &id, &request)).await;
    }
    for id in &letters[2..] {
        let (id, request) = (id.clone(), EndorseRequest { version: 1, opinion: Some("同意（测试）".into()) });
        does(site, leader.clone(), move |act| acts::endorse(act, &id, &request)).await;
    }
    let (id, request) = (letters[3].clone(), IssueRequest { number: Some("测审批函〔2026〕1号".into()) });
    does(site, site.city().liaison("SPJ"), move |act| acts::issue(act, &id, &request)).await;
    let owner = site.city().liaison("SPJ").officer().expect("a person").to_string();
    let remark = RemarkRequest { item: letters[3].clone(), text: "请跟踪复函（测试）".into(), owner };
    let given = site.city().app.act(leader, move |act| acts::give_remark(act, &remark)).await;
    given.expect("the remark is given");
    let call = CallRequest {
        to: "SPJ".into(),
        officer: Some(site.city().liaison("SPJ").officer().expect("a person").to_string()),
        person: None,
        called_at: site.city().app.clock().now(),
        gist: "储罐区间距的测量口径（测试）".into(),
        result: "以罐壁外缘计（测试）".into(),
        about: Some(item.clone()),
        follows: Some(item.clone()),
    };
    let noted = site.city().app.act(head.clone(), move |act| acts::note_call(act, &call)).await;
    noted.expect("the call is noted");
    let proposal = ProposalRequest {
        to: "SPJ".into(),
        topic: "测试储罐间距的认定（测试）".into(),
        text: "多次沟通后仍不一致（测试）".into(),
        about: Some(item.clone()),
        tried: vec![item],
    };
    let proposed = site.city().app.act(head, move |act| acts::propose_consultation(act, &proposal)).await;
    proposed.expect("the consultation is proposed");
}

async fn does(
    site: &Site,
    actor: Actor,
    run: impl Fn(&mut Act<'_, '_>) -> Result<Held<Correspondence>> + Send + 'static,
) -> Held<Correspondence> {
    site.city().app.act(actor, run).await.expect("it is done")
}

/// Somebody of a department by name, with the roles of today.
async fn person(site: &Site, department: &'static str, name: &'static str) -> Actor {
    let found = site.city().app.read(move |read| {
        let (directory, now) = (read.directory(), read.now());
        let officer = directory.officers().find(|entry| entry.card.name == name).map(|entry| entry.officer.id.clone());
        let officer = officer.expect("there is such an officer");
        let roles = directory.roles_of(&officer, shenguan_rules::calendar::local_date(now));
        Ok((officer, roles))
    });
    let (officer, roles) = found.await.expect("it can be read");
    let side = if department == "SPJ" { Side::Approval } else { Side::Regulation };
    Actor::Officer { officer, department: code(department), side, roles, acting_for: None }
}
