//! Letters and OA papers: whose endorsement, of which text; withdrawn, filed, answered, remarked on.

use super::{Staffed, another_text, code_of, draft, who_of};
use crate::city::{City, ONE, code, grant};
use jiff::civil::date;
use shenguan_rules::channel::{Channel, Correspondence, OpinionKind, Proof, Remark, Stage};
use shenguan_rules::exchange::MediaType;
use shenguan_rules::party::AttachmentId;
use shenguan_rules::rule_set::{OaConsent, RuleSet};
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{
    DraftRequest, EnteredRequest, FinishRequest, IssueRequest, PassOnRequest, ReasonRequest, RemarkRequest,
};
use shenguan_server::channel::store::remarks_on;
use shenguan_server::exchange::acts::{acknowledge, push};
use shenguan_server::platform::error::Result;
use shenguan_server::platform::face::Nothing;
use shenguan_server::platform::files::{StoredFile, find, record};
use shenguan_server::platform::identity::Scope;
use shenguan_server::platform::stored::Held;

async fn a_letter_needs_the_principal_leader_and_a_revision_voids_the_endorsement(city: City) {
    let staff = Staffed::new(city).await;
    let letter = staff.drafted(Channel::Letter).await;
    assert_eq!(letter.state.number, "GH-2026-000001");
    let unsent = staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await;
    assert_eq!(who_of(unsent), "主要领导");
    assert_eq!(code_of(staff.submitted(&letter.id, "YJJ/chief").await), "ENDORSER_ELSEWHERE");
    staff.submitted(&letter.id, "SPJ/leader").await.expect("a leader in charge reads it first");
    let wrong = staff.endorsed(&letter.id, "SPJ/leader", 1).await;
    assert_eq!(who_of(wrong), "主要领导", "the leader in charge is told who could");
    let (id, request) = (letter.id.clone(), PassOnRequest { leader: staff.id("SPJ/chief"), opinion: None });
    staff.does("SPJ/leader", move |act| acts::pass_on(act, &id, &request)).await.expect("passed on");
    assert_eq!(staff.tasks("SPJ", "todo").await, [("endorse".to_owned(), Some(staff.id("SPJ/chief")))]);

    let endorsed = staff.endorsed(&letter.id, "SPJ/chief", 1).await.expect("endorsed");
    assert_eq!(endorsed.state.stage, Stage::Endorsed);
    let (id, text) = (letter.id.clone(), another_text());
    let revised = staff.does("SPJ/head", move |act| acts::revise(act, &id, &text)).await.expect("revised");
    assert_eq!((revised.state.endorsement, revised.state.versions.len()), (None, 2), "both texts are kept");
    assert_eq!(code_of(staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await), "NOT_ENDORSED");
    staff.submitted(&letter.id, "SPJ/chief").await.expect("again");
    assert_eq!(code_of(staff.endorsed(&letter.id, "SPJ/chief", 1).await), "VERSION_CHANGED");
    staff.endorsed(&letter.id, "SPJ/chief", 2).await.expect("the text that stands");
    let issued = staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await.expect("issued");
    let kinds: Vec<_> = issued.state.opinions.iter().map(|opinion| opinion.kind).collect();
    assert_eq!(kinds, [OpinionKind::PassedOn, OpinionKind::Endorsed, OpinionKind::Endorsed]);
    staff.city.assert_verified().await;
}

async fn nobody_else_knows_of_a_draft_and_a_withdrawn_one_keeps_its_history(city: City) {
    let staff = Staffed::new(city).await;
    let letter = staff.drafted(Channel::Letter).await;
    staff.submitted(&letter.id, "SPJ/chief").await.expect("submitted");
    let (id, request) = (letter.id.clone(), ReasonRequest { reason: Some("请补充依据（测试）".into()) });
    staff.does("SPJ/chief", move |act| acts::send_back(act, &id, &request)).await.expect("sent back");
    assert_eq!(staff.tasks("SPJ", "todo").await, [("revise".to_owned(), Some(staff.id("SPJ/liaison")))]);
    let id = letter.id.clone();
    let other = staff.does("YJJ/liaison", move |act| acts::file(act, &id, &Nothing {})).await;
    assert_eq!(code_of(other), "NOT_FOUND");
    assert!(staff.tasks("YJJ", "todo").await.is_empty());
    let (id, silent) = (letter.id.clone(), ReasonRequest::default());
    assert_eq!(
        code_of(staff.does("SPJ/liaison", move |act| acts::withdraw(act, &id, &silent)).await),
        "REASON_REQUIRED"
    );
    let (id, request) = (letter.id.clone(), ReasonRequest { reason: Some("改用电话沟通（测试）".into()) });
    let withdrawn = staff.does("SPJ/liaison", move |act| acts::withdraw(act, &id, &request)).await.expect("withdrawn");
    assert_eq!((withdrawn.state.stage, withdrawn.state.versions.len()), (Stage::Withdrawn, 1));
    assert_eq!(withdrawn.state.opinions.len(), 1, "what the leader said is kept");
    assert!(staff.tasks("SPJ", "todo").await.is_empty());
    staff.city.assert_verified().await;
}

async fn an_addressee_files_a_letter_and_answers_it_by_one_of_its_own(city: City) {
    let staff = Staffed::new(city).await;
    let request = grant("A-1", ONE, "2026-09-30T09:00:00+08:00");
    let pushed = staff.does("SPJ/liaison", move |act| push(act, &request)).await.expect("pushed").remove(0);
    let id = pushed.id.clone();
    staff.does("YJJ/liaison", move |act| acknowledge(act, &id).map(drop)).await.expect("acknowledged");
    let request = DraftRequest { about: Some(pushed.state.number.clone()), ..draft(Channel::Letter, "YJJ") };
    let letter = staff.does("SPJ/liaison", move |act| acts::draft(act, &request)).await.expect("drafted");
    staff.submitted(&letter.id, "SPJ/chief").await.expect("submitted");
    staff.endorsed(&letter.id, "SPJ/chief", 1).await.expect("endorsed");
    staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await.expect("issued");
    assert_eq!(staff.tasks("YJJ", "todo").await, [("file".to_owned(), None)]);
    assert_eq!(staff.tasks("SPJ", "sent").await, [("file".to_owned(), None)]);
    let id = letter.id.clone();
    staff.does("YJJ/liaison", move |act| acts::file(act, &id, &Nothing {})).await.expect("filed");
    assert!(staff.tasks("YJJ", "todo").await.is_empty() && staff.tasks("SPJ", "sent").await.is_empty());

    let mut elsewhere = draft(Channel::Letter, "SCJ");
    elsewhere.answers = Some(letter.id.clone());
    assert_eq!(code_of(staff.does("YJJ/head", move |act| acts::draft(act, &elsewhere)).await), "ANSWER_ELSEWHERE");
    let mut back = draft(Channel::Letter, "SPJ");
    back.answers = Some(letter.id.clone());
    let answer = staff.does("YJJ/head", move |act| acts::draft(act, &back)).await.expect("drafted");
    assert_eq!(answer.state.follows.expect("it follows").id.as_str(), letter.id);
    assert_eq!(answer.state.about.expect("it is about the same").as_str(), pushed.id);
    let entered = EnteredRequest {
        leader: staff.id("YJJ/chief"),
        endorsed_on: date(2026, 9, 30),
        proof: Proof::Paper,
        number: Some("测应签〔2026〕3号".into()),
        scan: None,
    };
    let (id, without) = (answer.id.clone(), entered.clone());
    let without = staff.does("YJJ/head", move |act| acts::enter_endorsement(act, &id, &without)).await;
    assert_eq!(code_of(without), "SCAN_REQUIRED");
    let scan = staff.does("YJJ/head", |act| record(act, &scanned())).await.expect("on record");
    let (id, with) = (answer.id.clone(), EnteredRequest { scan: Some(scan.id.clone()), ..entered });
    let on_paper = staff.does("YJJ/head", move |act| acts::enter_endorsement(act, &id, &with)).await.expect("entered");
    let entered = on_paper.state.endorsement.expect("endorsed").entered.expect("it shows as such");
    assert_eq!((entered.proof, entered.number.as_deref()), (Proof::Paper, Some("测应签〔2026〕3号")));
    let id = answer.id.clone();
    let number = IssueRequest { number: Some("测应函〔2026〕8号".into()) };
    staff.does("YJJ/head", move |act| acts::issue(act, &id, &number)).await.expect("issued");
    let id = letter.id.clone();
    let first = staff.does("SPJ/head", move |act| act.get::<Correspondence>(&id)).await;
    assert_eq!(first.expect("there").state.receipts[0].answer.as_ref().expect("answered").as_str(), answer.id);
    let scan = staff.city.app.read(move |read| find(read.tx(), &Scope::Department(code("SPJ")), &scan.id)).await;
    assert_eq!(code_of(scan), "NOT_FOUND", "the scan of an endorsement stays inside");
    staff.city.assert_verified().await;
}

async fn a_leaders_remark_is_a_task_of_its_owner_and_stays_inside_the_department(city: City) {
    let staff = Staffed::new(city).await;
    let letter = staff.ready().await;
    staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await.expect("issued");
    let item = letter.id.clone();
    let remark = |owner: &str| RemarkRequest {
        item: item.clone(),
        text: "请危化科核实后报我（测试）".into(),
        owner: staff.id(owner),
    };
    let request = remark("YJJ/head");
    let low = staff.does("YJJ/liaison", move |act| acts::give_remark(act, &request)).await;
    assert_eq!(who_of(low), "分管领导、主要领导");
    let request = remark("SPJ/head");
    let elsewhere = staff.does("YJJ/leader", move |act| acts::give_remark(act, &request)).await;
    assert_eq!(code_of(elsewhere), "REMARK_OWNER_ELSEWHERE");
    let request = remark("SCJ/head");
    assert_eq!(code_of(staff.does("SCJ/leader", move |act| acts::give_remark(act, &request)).await), "ITEM_NOT_KNOWN");
    for owner in ["YJJ/head", "YJJ/liaison"] {
        let request = remark(owner);
        staff.does("YJJ/leader", move |act| acts::give_remark(act, &request)).await.expect("given");
    }
    let mut owners = [staff.id("YJJ/head"), staff.id("YJJ/liaison")].map(|id| ("finish_remark".to_owned(), Some(id)));
    owners.sort();
    let todo = staff.tasks("YJJ", "todo").await;
    assert_eq!(todo[1..], owners, "beside the letter that is to be filed");
    let (item, scope) = (letter.id.clone(), Scope::Department(code("SPJ")));
    let seen = staff.city.app.read(move |read| remarks_on(read.tx(), &scope, &item));
    assert!(seen.await.expect("read").is_empty(), "the sender does not know of it");
    let (item, scope) = (letter.id.clone(), Scope::Department(code("YJJ")));
    let own = staff.city.app.read(move |read| remarks_on(read.tx(), &scope, &item));
    let of_head = |remark: &Held<Remark>| remark.state.owner.as_str() == staff.id("YJJ/head");
    let first = own.await.expect("read").into_iter().find(of_head).expect("it is there");
    let done = || FinishRequest { text: "已核实，间距合规（测试）".into() };
    let (id, request) = (first.id.clone(), done());
    let other = staff.does("YJJ/liaison", move |act| acts::finish_remark(act, &id, &request)).await;
    assert_eq!(code_of(other), "NOT_REMARK_OWNER");
    let (id, request) = (first.id, done());
    staff.does("YJJ/head", move |act| acts::finish_remark(act, &id, &request)).await.expect("done");
    assert_eq!(staff.tasks("YJJ", "todo").await.len(), 2);
    staff.city.assert_verified().await;
}

async fn an_oa_paper_needs_the_senders_leader_and_where_the_city_says_so_the_addressees_too(city: City) {
    let staff = Staffed::new(city).await;
    let alone = staff.drafted(Channel::Oa).await;
    staff.submitted(&alone.id, "SPJ/leader").await.expect("submitted");
    staff.endorsed(&alone.id, "SPJ/leader", 1).await.expect("the leader in charge is enough");
    staff.issued(&alone.id, None).await.expect("an OA paper may go without a number of its own");

    let rules = RuleSet { oa_consent: OaConsent::Both, effective_on: date(2026, 10, 8), ..RuleSet::default() };
    staff.adopt(rules).await;
    staff.city.set_clock("2026-10-08T10:00:00+08:00");
    let both = staff.drafted(Channel::Oa).await;
    staff.submitted(&both.id, "SPJ/leader").await.expect("submitted");
    staff.endorsed(&both.id, "SPJ/leader", 1).await.expect("endorsed");
    assert_eq!(code_of(staff.issued(&both.id, None).await), "CONSENT_MISSING");
    let open = staff.tasks("YJJ", "todo").await;
    assert_eq!(open, [("consent".to_owned(), None), ("file".to_owned(), None)], "the other side's leader is asked");
    let id = both.id.clone();
    let low = staff.does("YJJ/liaison", move |act| acts::consent(act, &id, &Nothing {})).await;
    assert_eq!(who_of(low), "分管领导、主要领导");
    let id = both.id.clone();
    staff.does("YJJ/leader", move |act| acts::consent(act, &id, &Nothing {})).await.expect("agreed");
    staff.issued(&both.id, None).await.expect("issued");
    staff.city.assert_verified().await;
}

fn scanned() -> StoredFile {
    StoredFile {
        name: "签批扫描件（测试）.pdf".into(), sha256: "ab".repeat(32), size: 3, media_type: MediaType::Pdf
    }
}

async fn the_files_of_a_letter_reach_the_addressee_with_it_and_its_document_is_in_the_ledger(city: City) {
    let staff = Staffed::new(city).await;
    let plan = staff.does("SPJ/liaison", |act| record(act, &scanned())).await.expect("on record");
    let mut request = draft(Channel::Letter, "YJJ");
    request.attachments = vec![plan.id.clone()];
    let letter = staff.does("SPJ/liaison", move |act| acts::draft(act, &request)).await.expect("drafted");
    staff.submitted(&letter.id, "SPJ/chief").await.expect("submitted");
    staff.endorsed(&letter.id, "SPJ/chief", 1).await.expect("endorsed");
    let id = plan.id.clone();
    let readable = move |city: &City| {
        let id = id.clone();
        let app = city.app.clone();
        async move { app.read(move |read| find(read.tx(), &Scope::Department(code("YJJ")), &id)).await }
    };
    assert_eq!(code_of(readable(&staff.city).await), "NOT_FOUND");
    staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await.expect("issued");
    assert!(readable(&staff.city).await.is_ok());
    let id = letter.id.clone();
    let laid: Result<_> = staff
        .does("SPJ/liaison", move |act| {
            let file = record(act, &scanned())?;
            let file = AttachmentId::parse(file.id.as_str()).expect("an id");
            acts::attach_document(act, &id, &file, &"ab".repeat(32))
        })
        .await;
    let document = laid.expect("laid").state.issue.expect("issued").document.expect("there");
    assert_eq!(document.sha256, "ab".repeat(32));
    staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    a_letter_needs_the_principal_leader_and_a_revision_voids_the_endorsement,
    nobody_else_knows_of_a_draft_and_a_withdrawn_one_keeps_its_history,
    an_addressee_files_a_letter_and_answers_it_by_one_of_its_own,
    a_leaders_remark_is_a_task_of_its_owner_and_stays_inside_the_department,
    an_oa_paper_needs_the_senders_leader_and_where_the_city_says_so_the_addressees_too,
    the_files_of_a_letter_reach_the_addressee_with_it_and_its_document_is_in_the_ledger,
}
