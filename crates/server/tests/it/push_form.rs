//! The form of a push: which item is meant, who will receive it, how long there is time, and what is asked before anything goes out.

use crate::city::{City, ONE, TWO};
use crate::on_both;
use crate::pages::desks;
use shenguan_rules::roster::{Designation, DesignationCommand, Role};
use shenguan_server::platform::stored::Held;

const NEW: &str = "/push/new";
const PREVIEW: &str = "/push/preview";

fn form<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![("kind", "approval_outcome"), ("subject", "测试许可"), ("content", "请重点监管")];
    form.extend(more);
    form
}

fn complete<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = form(&[
        ("step", "push"),
        ("item_code", TWO),
        ("approval.case_number", "F-1"),
        ("approval.applicant_name", "鞍山测试化工有限公司"),
        ("approval.outcome", "granted"),
        ("approval.content", "测试"),
        ("approval.decided_on", "2026-09-28"),
    ]);
    form.extend(more);
    form
}

async fn an_item_is_found_by_its_name_and_brings_its_departments(city: City) {
    let (bureau, _) = desks(&city).await;
    let named = bureau.post(PREVIEW, &form(&[("item_code", "测试事项TEST-002")])).await;
    assert_eq!(named.status, 200);
    assert!(
        named.text.contains(r#"name="item_code" list="items" autocomplete="off" value="TEST-002""#),
        "{}",
        named.text
    );
    for code in ["YJJ", "SCJ"] {
        assert!(named.text.contains(&format!(r#"value="{code}" checked"#)), "{code} is of the agreement");
    }
    assert!(named.text.contains("推送给 2 个部门") && named.text.contains("市应急管理局（测试） 危化监管科"));
    let several = bureau.post(NEW, &form(&[("item_code", "测试事项"), ("step", "route")])).await;
    assert!(
        several.status == 200
            && several.text.contains("找到 3 个事项")
            && several.text.contains(r#"value="item=TEST-001""#)
    );
    let pressed = bureau.post(NEW, &form(&[("item_code", "测试事项"), ("step", "item=TEST-001")])).await;
    assert!(pressed.text.contains("推送给 1 个部门") && !pressed.text.contains("找到 3 个事项"));
    let kept = bureau.post(PREVIEW, &form(&[("item_code", TWO), ("routed", TWO), ("to", "SCJ")])).await;
    assert!(kept.text.contains(r#"value="SCJ" checked"#) && !kept.text.contains(r#"value="YJJ" checked"#));
}

async fn nothing_goes_out_before_somebody_saw_to_whom(city: City) {
    let (bureau, _) = desks(&city).await;
    let times = [("approval.concluded_at", "2026-09-30T15:00")];
    let moved = bureau.post(NEW, &complete(&[times[0], ("routed", ONE), ("to", "YJJ")])).await;
    assert_eq!(moved.status, 422);
    assert!(moved.text.contains("审批事项改了") && moved.text.contains("推送给 2 个部门"));
    let nobody = bureau.post(NEW, &complete(&[times[0], ("routed", TWO)])).await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("请选择接收单位") && !nobody.text.contains("推送给 2 个部门"), "none stays none");
    let pushed = bureau.post(NEW, &complete(&[times[0], ("routed", TWO), ("to", "YJJ"), ("to", "SCJ")])).await;
    assert_eq!((pushed.status, pushed.location.as_str()), (303, "/items/TS-2026-000001"));
}

async fn a_late_push_is_asked_why_before_it_is_sent(city: City) {
    let (bureau, _) = desks(&city).await;
    let empty = bureau.get("/push/new?kind=approval_outcome").await.text;
    assert!(empty.contains("填写办结时间后显示") && !empty.contains(r#"name="late_reason""#));
    let in_time = bureau.post(PREVIEW, &complete(&[("approval.concluded_at", "2026-09-30T15:00")])).await.text;
    assert!(in_time.contains("今日 15:00 办结") && !in_time.contains(r#"name="late_reason""#));
    assert!(in_time.contains("还剩 1 个工作日") && in_time.contains("10月8日（周四）17:00 视为已接收"), "{in_time}");
    let late = complete(&[("approval.concluded_at", "2026-09-28T15:00"), ("routed", TWO), ("to", "YJJ")]);
    let asked = bureau.post(PREVIEW, &late).await.text;
    assert!(asked.contains(r#"name="late_reason""#) && asked.contains("已超过推送时限"), "{asked}");
    let refused = bureau.post(NEW, &late).await;
    assert!(refused.status == 422 && refused.text.contains(r##"href="#f-late_reason""##), "{}", refused.text);
    let reasoned: Vec<_> =
        late.iter().copied().chain([("late_reason", "测试：系统升级"), ("routing_reason", "测试")]).collect();
    assert_eq!(bureau.post(NEW, &reasoned).await.status, 303);
}

async fn an_empty_place_is_named_with_who_receives_instead(city: City) {
    let (bureau, _) = desks(&city).await;
    let ended = city.app.act(shenguan_rules::subject::Actor::Setup, |act| {
        let directory = act.directory()?;
        let is_it = |named: &&Designation| named.department.as_str() == "SCJ" && named.role == Role::LiaisonOfficer;
        let id = directory.designations().find(is_it).map(|named| named.id.to_string()).expect("there is one");
        let held: Held<Designation> = act.get(&id)?;
        act.command(held, DesignationCommand::End { on: jiff::civil::date(2026, 9, 20), by_letter: false })?;
        Ok(())
    });
    ended.await.expect("the place is empty");
    let shown = bureau.post(PREVIEW, &form(&[("item_code", TWO)])).await.text;
    assert!(shown.contains("联络人空缺（9月21日起），责任人也空缺，请先电话联系该单位。"), "{shown}");
}

async fn each_kind_says_its_limits_and_who_may_send_it(city: City) {
    let (bureau, authority) = desks(&city).await;
    let kinds = bureau.get(NEW).await.text;
    assert!(kinds.contains("1 个工作日内推送；对方 1 个工作日内确认接收，未确认的视为已接收"), "{kinds}");
    assert!(kinds.contains("直接推送，不需领导审签") && !kinds.contains("kind=penalty_decision"));
    assert!(authority.get(NEW).await.text.contains("接收后反馈处理意见"));
    let penalty = authority.get("/push/new?kind=penalty_decision").await.text;
    assert!(penalty.contains("送市行政审批局（测试）。") && !penalty.contains(r#"name="to""#));
}

on_both!(crate::app::START;
    an_item_is_found_by_its_name_and_brings_its_departments,
    nothing_goes_out_before_somebody_saw_to_whom,
    a_late_push_is_asked_why_before_it_is_sent,
    an_empty_place_is_named_with_who_receives_instead,
    each_kind_says_its_limits_and_who_may_send_it,
);
