//! 单位与科室, 名册, 事项与协议, 批量开通: what an administrator is shown is what then happens.

use super::{Office, secret};
use crate::city::{City, NONE, ONE, TWO, code, grant};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::Side;
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::party::acts::{DepartmentRequest, SectionRequest, found_department};
use shenguan_server::platform::stored::load;

async fn found(office: &Office, department: &'static str, side: Side) {
    let founded = office.city.app.act(Actor::Setup, move |act| {
        let request = DepartmentRequest {
            code: code(department),
            side,
            name: format!("市{department}局（测试）"),
            name_en: None,
            short_name: format!("{department}局"),
            founded_on: jiff::civil::date(2026, 9, 1),
            sections: vec![SectionRequest { code: "K1".parse().expect("a code"), name: "综合科".to_owned() }],
        };
        found_department(act, crate::city::CITY, &request)
    });
    founded.await.expect("it is founded");
}

async fn push(office: &Office, case: &str, item: &str) -> (String, String) {
    let request = grant(case, item, "2026-09-30T15:00:00+08:00");
    let pushed = office.city.app.act(office.city.liaison("SPJ"), move |act| acts::push(act, &request)).await;
    let pushed = pushed.expect("it is pushed").remove(0);
    (pushed.id, pushed.state.number)
}

async fn addressee(office: &Office, id: &str) -> String {
    let id = id.to_owned();
    let read = office.city.app.read(move |read| Ok(load::<Transmittal>(read.tx(), &id)?.expect("it is there").state));
    read.await.expect("it can be read").to.to_string()
}

async fn a_merger_does_what_its_preview_showed(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    found(&office, "XAJ", Side::Regulation).await;
    found(&office, "ZFB", Side::Government).await;
    let (open, number) = push(&office, "M-1", ONE).await;
    let (done, finished) = push(&office, "M-2", ONE).await;
    let acknowledged = done.clone();
    office
        .city
        .app
        .act(office.city.liaison("YJJ"), move |act| acts::acknowledge(act, &acknowledged))
        .await
        .expect("received");

    let path = "/system/departments/YJJ/reform";
    assert!(!office.get(&admin, path).await.text.contains(r#"value="SPJ""#), "nobody merges across the boundary");
    let across = office.post(&admin, path, &[("kind", "merged"), ("into", "ZFB")]).await;
    assert!(across.status == 422 && across.text.contains("职责相同"), "{}", across.text);
    assert_eq!(office.post(&admin, path, &[("kind", "split"), ("into", "XAJ")]).await.status, 422, "a split needs two");
    let form = [("kind", "merged"), ("into", "XAJ")];
    let nobody = office.post(&admin, path, &form).await;
    assert!(nobody.status == 422 && nobody.text.contains("承接单位没有在岗的责任人或联络人"), "{}", nobody.text);
    office.city.appoint("XAJ", Some(Role::LiaisonOfficer), "测试承接").await;
    let preview = office.post(&admin, path, &form).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    for told in
        ["未办结 1 件", "移交协议 1 份", "身份 1 项", number.as_str(), "测试移交〔2018〕YJJ号", "市XAJ局（测试）"]
    {
        assert!(preview.text.contains(told), "{told}: {}", preview.text);
    }
    assert!(!preview.text.contains(&finished), "what is finished stays");
    assert!(!preview.text.contains("危险化学品"), "an administrator sees no content");
    assert_eq!(addressee(&office, &open).await, "YJJ", "looking moves nothing");

    let reformed = office.post(&admin, path, &[form[0], form[1], ("step", "reform")]).await;
    assert_eq!(reformed.location, "/system/departments/YJJ", "{}", reformed.text);
    assert_eq!((addressee(&office, &open).await.as_str(), addressee(&office, &done).await.as_str()), ("XAJ", "YJJ"));
    let page = office.get(&admin, "/system/departments/YJJ").await.text;
    assert!(page.contains("并入市XAJ局（测试）") && !page.contains("/system/departments/YJJ/reform"));
    let items = office.get(&admin, "/system/items").await.text;
    assert!(items.contains("市市场监管局（测试）、市XAJ局（测试）（牵头）"), "{items}");
    let (next, _) = push(&office, "M-3", ONE).await;
    assert_eq!(addressee(&office, &next).await, "XAJ", "the agreement leads to the successor");
    let roster = office.get(&admin, "/system/roster?department=YJJ").await.text;
    assert!(roster.contains("没有登记任何人员的身份"), "{roster}");
    office.city.assert_verified().await;
}

async fn a_split_gives_each_agreement_to_its_taker(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    found(&office, "XAJ", Side::Regulation).await;
    found(&office, "XBJ", Side::Regulation).await;
    for department in ["XAJ", "XBJ"] {
        office.city.appoint(department, Some(Role::LiaisonOfficer), "测试承接").await;
    }
    let (open, _) = push(&office, "S-1", ONE).await;
    let path = "/system/departments/YJJ/reform";
    let form = [("kind", "split"), ("into", "XAJ"), ("into", "XBJ")];
    let preview = office.post(&admin, path, &form).await.text;
    let takes = preview.split(r#"name="takes-"#).nth(1).and_then(|rest| rest.split('"').next()).expect("who takes it");
    let takes = format!("takes-{takes}");
    let shared = [form[0], form[1], form[2], (takes.as_str(), "XBJ")];
    let preview = office.post(&admin, path, &shared).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    let reformed = office.post(&admin, path, &[&shared[..], &[("step", "reform")]].concat()).await;
    assert_eq!(reformed.status, 303, "{}", reformed.text);
    assert_eq!(addressee(&office, &open).await, "XBJ", "the open item follows its agreement");
    office.city.assert_verified().await;
}

async fn a_department_is_founded_renamed_and_gets_sections(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let form = [
        ("code", "LYJ"),
        ("side", "regulation"),
        ("name", "市林业局（测试）"),
        ("short_name", "林业局"),
        ("founded_on", "2026-09-30"),
    ];
    let prefix = [("code", "YJ"), form[1], form[2], form[3], form[4]];
    let prefix = office.post(&admin, "/system/departments/new", &prefix).await;
    assert!(
        prefix.status == 422 && prefix.text.contains(r##"href="#f-code""##) && prefix.text.contains("市林业局（测试）")
    );
    assert_eq!(office.post(&admin, "/system/departments/new", &form).await.location, "/system/departments/LYJ");
    let section = [("section", "K1"), ("name", "资源科")];
    assert_eq!(office.post(&admin, "/system/departments/LYJ/sections", &section).await.status, 303);
    assert_eq!(
        office.post(&admin, "/system/departments/LYJ/sections", &section).await.status,
        422,
        "the code is taken"
    );
    let renaming = [("name", "市林业和草原局（测试）"), ("short_name", "林草局"), ("from", "2026-10-01")];
    assert_eq!(office.post(&admin, "/system/departments/LYJ/rename", &renaming).await.status, 303);
    office.city.set_clock("2026-10-01T09:00:00+08:00");
    let admin = office.administrator().await;
    let list = office.get(&admin, "/system/departments").await.text;
    assert!(list.contains("市林业和草原局（测试）") && list.contains("曾用名：市林业局（测试）"));
    assert_eq!(office.post(&admin, "/system/departments/LYJ/sections/K1", &[("name", "资源管理科")]).await.status, 303);
    let asked = office.get(&admin, "/system/departments/YJJ/sections/K1").await.text;
    assert!(asked.contains("责任人、联络人 1 名") && asked.contains("另有 2 条"), "{asked}");
    let closing = [("on", "2026-10-01")];
    assert_eq!(office.post(&admin, "/system/departments/YJJ/sections/K1/close", &closing).await.status, 303);
    assert!(office.get(&admin, "/system/roster?department=YJJ").await.text.contains("没有登记任何人员的身份"));
    office.city.assert_verified().await;
}

async fn a_role_is_given_by_its_document_and_ended(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let entering = [("of_department", "SCJ"), ("of_section", "K1"), ("name", "测试丙"), ("post", "科长")];
    assert_eq!(office.post(&admin, "/system/roster/officers", &entering).await.status, 303);
    let page = office.get(&admin, "/system/roster?department=SCJ").await.text;
    let officer = page.split("测试丙").next().and_then(|before| before.rsplit(r#"<option value=""#).next());
    let officer = officer.and_then(|rest| rest.split('"').next()).expect("the officer can be chosen").to_owned();
    let naming =
        [("officer", officer.as_str()), ("role", "responsible_officer"), ("section", "K1"), ("from", "2026-09-30")];
    let without = office.post(&admin, "/system/roster", &naming).await;
    assert!(without.status == 422 && without.text.contains(r##"href="#f-basis""##), "by which letter");
    let second = [
        ("officer", officer.as_str()),
        ("role", "liaison_officer"),
        ("section", "K1"),
        ("from", "2026-09-30"),
        ("basis", "测试函〔2026〕3号"),
    ];
    let held = office.post(&admin, "/system/roster", &second).await;
    assert!(held.status == 422 && held.text.contains("测试SCJ"), "one liaison officer a section: {}", held.text);
    let naming: Vec<_> = naming.into_iter().chain([("basis", "测试函〔2026〕3号")]).collect();
    assert_eq!(office.post(&admin, "/system/roster", &naming).await.status, 303);
    let page = office.get(&admin, "/system/roster?department=SCJ").await.text;
    assert!(page.contains("测试函〔2026〕3号"));
    let id = super::id_in(&page, "/system/roster/", "/end").to_owned();
    assert_eq!(office.get(&admin, &format!("/system/roster/{id}/end")).await.status, 200);
    let ending = [("on", "2026-09-30")];
    assert_eq!(office.post(&admin, &format!("/system/roster/{id}/end"), &ending).await.status, 303);
    assert_eq!(office.post(&admin, &format!("/system/roster/{id}/end"), &ending).await.status, 422, "it has ended");
    office.city.assert_verified().await;
}

async fn accounts_in_bulk_leave_wrong_rows_out(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let missing = office.post(&admin, "/system/accounts/bulk", &[("rows", "账号,姓名\nyjj,测试YJJ")]).await;
    assert!(missing.status == 422 && missing.text.contains(r##"href="#f-rows""##));
    let rows = "账号\t单位\t姓名\t身份\t依据\nyjj\tYJJ\t测试YJJ\t联络人\t\nscj\t市市场监管局（测试）\t测试SCJ\t责任人\t测试函〔2026〕4号\n\
                nobody\tYJJ\t测试无此人\t\t\nadmin\tSPJ\t测试SPJ\t\t\nspj\tSPJ\t测试SPJ\t处长\t";
    let checked = office.post(&admin, "/system/accounts/bulk", &[("rows", rows)]).await;
    assert_eq!(checked.status, 200, "{}", checked.text);
    assert!(checked.text.contains("可以开通 3 行，有问题 2 行") && checked.text.contains("请先在名册登记"));
    assert!(!office.get(&admin, "/system/accounts").await.text.contains(">scj</td>"), "checking makes nothing");
    let made = office.post(&admin, "/system/accounts/bulk", &[("rows", rows), ("step", "make")]).await;
    assert_eq!((made.status, made.cache.as_str()), (200, "no-store"));
    assert!(made.text.contains("已开通 2 个账号，3 行没有开通"), "{}", made.text);
    let password = made.text.split(">scj</td>").nth(1).and_then(|rest| rest.split(r#" class="code">"#).nth(1));
    let password = password.and_then(|rest| rest.split('<').next()).expect("a password");
    let theirs = office.log_in("scj", password).await.expect("the password is theirs");
    assert!(office.get(&theirs, "/todo").await.text.contains("责任人"), "with the role that the row gave");
    let again = office.post(&admin, "/system/accounts/bulk", &[("rows", rows), ("step", "make")]).await.text;
    assert!(again.contains("已开通 0 个账号，5 行没有开通"));
    office.city.assert_verified().await;
}

async fn an_agreement_gets_new_lines_and_a_gap_is_told(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let (_, number) = push(&office, "L-1", TWO).await;
    let front = office.get(&admin, "/system").await.text;
    assert!(front.contains("1 个事项没有移交协议") && front.contains(NONE), "{front}");
    let item = [
        ("code", "TEST-009"),
        ("scheme", "TEST"),
        ("name", "测试事项九"),
        ("bureau_section", "K1"),
        ("from", "2026-09-30"),
    ];
    assert_eq!(office.post(&admin, "/system/items/new", &item).await.status, 303);
    assert_eq!(office.post(&admin, "/system/items/new", &item).await.status, 422, "the code is taken");
    assert!(office.get(&admin, "/system/items?show=uncovered").await.text.contains("事项 2 项"));
    let signing = |lines: &'static str| {
        [
            ("document", "测试移交〔2026〕9号"),
            ("authority", "SCJ"),
            ("signed_on", "2026-09-30"),
            ("from", "2026-09-30"),
            ("lines", lines),
        ]
    };
    let wrong = office.post(&admin, "/system/agreements/new", &signing("TEST-009 监管 第1条")).await;
    assert!(wrong.status == 422 && wrong.text.contains(r##"href="#f-lines""##));
    let signed = office.post(&admin, "/system/agreements/new", &signing("TEST-009 行业监管 科室:K1 第1条")).await;
    assert_eq!(signed.status, 303, "{}", signed.text);
    assert!(office.get(&admin, "/system/items?show=uncovered").await.text.contains("事项 1 项"));
    let list = office.get(&admin, "/system/agreements").await.text;
    let id = list.split("测试移交〔2018〕YJJ号").next().and_then(|before| before.rsplit("/system/agreements/").next());
    let id = id.and_then(|rest| rest.split('"').next()).expect("an agreement").to_owned();
    let path = format!("/system/agreements/{id}");
    let change = [("from", "2026-10-08"), ("lines", "TEST-001 行业监管 牵头 科室:K1 第3条第2款")];
    let preview = office.post(&admin, &path, &change).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    assert!(
        preview.text.contains("终止 1 条")
            && preview.text.contains("涉及未办结 1 件")
            && preview.text.contains(&number)
    );
    let changing = [change[0], change[1], ("step", "change")];
    assert_eq!(office.post(&admin, &path, &changing).await.location, path);
    assert!(office.get(&admin, "/system/items/one?code=TEST-002").await.text.contains("2018-09-01 — 2026-10-07"));
    assert_eq!(office.post(&admin, &format!("{path}/end"), &[("on", "2026-12-31")]).await.status, 303);
    office.city.assert_verified().await;
}

async fn nobody_else_comes_into_the_system_pages(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let officer = office.officer("YJJ");
    let made = office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "yjj")]).await;
    let theirs = office.log_in("yjj", &secret(&made)).await.expect("the liaison officer logs in");
    for path in ["", "/departments", "/items", "/agreements", "/roster", "/rules", "/outages", "/keys", "/log"] {
        assert_eq!(office.get(&theirs, &format!("/system{path}")).await.status, 403, "{path}");
        let shown = office.get(&admin, &format!("/system{path}")).await;
        assert_eq!(shown.status, 200, "{path}");
        assert!(!shown.text.contains(">system-"), "words are missing on {path}");
    }
    let reform = [("kind", "merged"), ("into", "SCJ"), ("step", "reform")];
    assert_eq!(office.post(&theirs, "/system/departments/YJJ/reform", &reform).await.status, 403);
}

crate::on_both! {
    crate::app::START;
    a_merger_does_what_its_preview_showed,
    a_split_gives_each_agreement_to_its_taker,
    a_department_is_founded_renamed_and_gets_sections,
    a_role_is_given_by_its_document_and_ended,
    accounts_in_bulk_leave_wrong_rows_out,
    an_agreement_gets_new_lines_and_a_gap_is_told,
    nobody_else_comes_into_the_system_pages,
}
