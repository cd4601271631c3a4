//! 日历与规则, 停机公告, 接口状态, 日志: two persons, what would move before it moves, what is told to everybody.

use super::Office;
use crate::city::{City, ONE, grant};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::Transmittal;
use shenguan_server::exchange::acts;
use shenguan_server::platform::stored::load;

const SNOW: [(&str, &str); 6] = [
    ("level", "city"),
    ("issuer", "鞍山市人民政府办公室（测试）"),
    ("document", "关于暴雪停工的通知（测试）"),
    ("document_number", "测政办发〔2026〕1号"),
    ("issued_on", "2026-09-30"),
    ("days", "2026-10-08 停工 暴雪停工"),
];

async fn push(office: &Office, case: &str) -> (String, String) {
    let request = grant(case, ONE, "2026-09-30T15:00:00+08:00");
    let pushed = office.city.app.act(office.city.liaison("SPJ"), move |act| acts::push(act, &request)).await;
    let pushed = pushed.expect("it is pushed").remove(0);
    (pushed.id, pushed.state.number)
}

async fn due(office: &Office, id: &str) -> String {
    let id = id.to_owned();
    let read = office.city.app.read(move |read| Ok(load::<Transmittal>(read.tx(), &id)?.expect("it is there").state));
    rfc3339(read.await.expect("it can be read").receipt_due().expect("a receipt is asked for"))
}

async fn a_snow_day_takes_two_administrators(city: City) {
    let office = Office::of(city).await;
    let (admin, second) = (office.administrator().await, office.second().await);
    let (id, number) = push(&office, "W-1").await;
    let before = due(&office, &id).await;

    let wrong = [("days", "10月8日 停工 暴雪停工"), ("document", "关于暴雪停工的通知（测试）")];
    let wrong = office.post(&admin, "/system/rules/calendar", &wrong).await;
    assert!(
        wrong.status == 422
            && wrong.text.contains(r##"href="#f-days""##)
            && wrong.text.contains("10月8日 停工 暴雪停工")
    );
    let preview = office.post(&admin, "/system/rules/calendar", &SNOW).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(preview.text.contains("将改变时限的 1 件") && preview.text.contains(&number));
    assert!(preview.text.contains("2026-10-08 17:00") && preview.text.contains("2026-10-09 17:00"), "old and new due");
    assert!(!preview.text.contains("危险化学品"), "an administrator sees no content");
    assert_eq!(due(&office, &id).await, before, "looking moves nothing");

    let proposing: Vec<_> = SNOW.into_iter().chain([("step", "propose")]).collect();
    assert_eq!(office.post(&admin, "/system/rules/calendar", &proposing).await.location, "/system/rules");
    assert!(office.get(&second, "/system").await.text.contains("1 项日历或规则的变更等待"));
    let page = office.get(&admin, "/system/rules").await.text;
    let proposal = page.split(r#"href="/system/rules/"#).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let proposal = proposal.filter(|id| id.len() > 20).last().expect("it waits").to_owned();
    let path = format!("/system/rules/{proposal}");
    let own = office.get(&admin, &path).await.text;
    assert!(own.contains("须由另一名系统管理员确认") && !own.contains(&format!("{path}/confirm")));
    assert_eq!(office.post(&admin, &format!("{path}/confirm"), &[]).await.status, 409, "who proposes does not confirm");
    assert_eq!(due(&office, &id).await, before);

    let asked = office.get(&second, &path).await.text;
    assert!(asked.contains(&format!("{path}/confirm")) && asked.contains(&number));
    assert_eq!(office.post(&second, &format!("{path}/confirm"), &[]).await.location, "/system/rules");
    assert_eq!(due(&office, &id).await, "2026-10-09T17:00:00+08:00");
    assert!(office.get(&admin, "/system/rules").await.text.contains("已生效"));
    let log = office.get(&admin, "/system/log").await.text;
    assert!(
        log.contains("日历与规则 · 确认生效") && log.contains("测政办发〔2026〕1号") && log.contains("测试管理员2")
    );
    office.city.assert_verified().await;
}

async fn a_rule_is_changed_by_its_document_and_can_be_withdrawn(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let (_, number) = push(&office, "W-2").await;
    let form = office.get(&admin, "/system/rules/setting?setting=receipt_cutoff").await;
    assert!(form.status == 200 && form.text.contains("现行值：下班时"));
    let typed = [
        ("setting", "receipt_cutoff"),
        ("value", "24:00"),
        ("document", "测政办发〔2026〕2号"),
        ("effective_on", "2026-09-30"),
    ];
    let preview = office.post(&admin, "/system/rules/setting", &typed).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(
        preview.text.contains("由“下班时”改为“24:00”")
            && preview.text.contains(&number)
            && preview.text.contains("2026-10-09 00:00")
    );
    let none = [
        ("setting", "receipt_cutoff"),
        ("value", "17:00"),
        ("document", "测政办发〔2026〕2号"),
        ("effective_on", "2026-09-30"),
    ];
    assert_eq!(office.post(&admin, "/system/rules/setting", &none).await.status, 422);
    let proposing: Vec<_> = typed.into_iter().chain([("step", "propose")]).collect();
    assert_eq!(office.post(&admin, "/system/rules/setting", &proposing).await.status, 303);
    let page = office.get(&admin, "/system/rules").await.text;
    let proposal = page.split(r#"href="/system/rules/"#).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let proposal = proposal.filter(|id| id.len() > 20).last().expect("it waits").to_owned();
    assert_eq!(office.post(&admin, &format!("/system/rules/{proposal}/withdraw"), &[]).await.status, 303);
    let page = office.get(&admin, "/system/rules").await.text;
    assert!(page.contains("没有等待复核的变更") && page.contains("已撤回"));
    office.city.assert_verified().await;
}

async fn an_outage_is_looked_at_before_it_is_recorded(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let (id, number) = push(&office, "W-3").await;
    office.city.set_clock("2026-10-08T12:00:00+08:00");
    let admin_again = office.administrator().await;
    assert_ne!(admin, admin_again);
    let admin = admin_again;
    let short = [("from", "2026-10-08T09:00"), ("to", "2026-10-08T09:10")];
    assert_eq!(office.post(&admin, "/system/outages", &short).await.status, 422);
    let span = [("from", "2026-10-08T09:00"), ("to", "2026-10-08T11:00")];
    let preview = office.post(&admin, "/system/outages", &span).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(preview.text.contains(&number) && preview.text.contains("2026-10-08 19:00"));
    assert_eq!(due(&office, &id).await, "2026-10-08T17:00:00+08:00", "looking moves nothing");
    let recording = [("from", "2026-10-08T09:00"), ("to", "2026-10-08T11:00"), ("step", "record")];
    assert_eq!(office.post(&admin, "/system/outages", &recording).await.location, "/system/outages");
    assert_eq!(due(&office, &id).await, "2026-10-08T19:00:00+08:00", "as it was shown");
    assert!(office.get(&admin, "/system/outages").await.text.contains("120"));
    office.city.assert_verified().await;
}

async fn planned_maintenance_is_told_on_every_page(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let officer = office.officer("YJJ");
    let made = office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "yjj")]).await;
    let theirs = office.log_in("yjj", &super::secret(&made)).await.expect("the liaison officer logs in");
    let reversed =
        [("planned_from", "2026-10-09T20:00"), ("planned_to", "2026-10-09T19:00"), ("words", "平台升级（测试）")];
    let reversed = office.post(&admin, "/system/outages/planned", &reversed).await;
    assert!(reversed.status == 422 && reversed.text.contains(r##"href="#f-planned_to""##));
    let planned =
        [("planned_from", "2026-10-09T19:00"), ("planned_to", "2026-10-09T20:00"), ("words", "平台升级（测试）")];
    assert_eq!(office.post(&admin, "/system/outages/planned", &planned).await.status, 303);
    let told = "计划停机：10月9日（周五）19:00 至 10月9日（周五）20:00，平台升级（测试）";
    assert!(office.get(&theirs, "/todo").await.text.contains(told));
    let page = office.get(&admin, "/system/outages").await.text;
    let id = super::id_in(&page, "/system/outages/planned/", "/withdraw").to_owned();
    assert_eq!(office.post(&theirs, &format!("/system/outages/planned/{id}/withdraw"), &[]).await.status, 403);
    assert_eq!(office.post(&admin, &format!("/system/outages/planned/{id}/withdraw"), &[]).await.status, 303);
    assert!(!office.get(&theirs, "/todo").await.text.contains("计划停机"));
    office.city.assert_verified().await;
}

async fn a_key_that_fetches_is_seen_to_fetch(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    push(&office, "W-4").await;
    let form = [("key_department", "YJJ"), ("name", "测试接口"), ("flags", "read")];
    let key = super::secret(&office.post(&admin, "/system/keys", &form).await);
    assert!(office.get(&admin, "/system").await.text.contains("1 个接口密钥从未取过信息"));
    let bearer = || ("authorization", format!("Bearer {key}"));
    let got = office.send(axum::http::Method::GET, "/api/v1/feed?after=0", bearer(), &[]).await;
    assert_eq!(got.status, 200);
    let page = office.get(&admin, "/system/keys").await.text;
    assert!(page.contains(r#"data-h="未取（条）" class="num">1<"#), "{page}");
    assert!(!office.get(&admin, "/system").await.text.contains("从未取过信息"));
    let refused = office.send(axum::http::Method::POST, "/api/v1/transmittals", bearer(), &[]).await;
    assert_eq!(refused.status, 403);
    assert!(office.get(&admin, "/system/keys").await.text.contains("ROLE_NOT_SUFFICIENT"));
    office.city.assert_verified().await;
}

crate::on_both! {
    crate::app::START;
    a_snow_day_takes_two_administrators,
    a_rule_is_changed_by_its_document_and_can_be_withdrawn,
    an_outage_is_looked_at_before_it_is_recorded,
    planned_maintenance_is_told_on_every_page,
    a_key_that_fetches_is_seen_to_fetch,
}
