//! 值班表: entered by the department, shown to everybody, told on days off.

use crate::city::{City, ONE, code, grant};
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::stored::Held;
use shenguan_server::roster::acts::{DesignationRequest, designate};
use shenguan_server::roster::duty::acts::set_duty;
use shenguan_server::roster::duty::request::DutyRequest;

const NOW: &str = "2026-09-30T09:00:00+08:00";

/// The liaison officer of a department, named responsible officer too.
async fn head(city: &City, department: &str) -> Actor {
    let officer = city.liaison(department).officer().expect("a person").clone();
    let request = DesignationRequest {
        officer,
        section: None,
        role: Role::ResponsibleOfficer,
        from: crate::city::day(),
        to: None,
        basis: None,
    };
    let named = city.app.act(Actor::Setup, move |act| designate(act, &request)).await;
    named.expect("the officer is named");
    match city.liaison(department) {
        Actor::Officer { officer, department, side, acting_for, .. } => {
            Actor::Officer { officer, department, side, roles: [Role::ResponsibleOfficer].into(), acting_for }
        }
        other => other,
    }
}

async fn set(city: &City, by: Actor, of: &str, on: &str, officers: Vec<OfficerId>) -> Result<(), Error> {
    let request =
        DutyRequest { on: on.parse().expect("a day"), officers: officers.iter().map(ToString::to_string).collect() };
    let of = of.to_owned();
    city.app.act(by, move |act| set_duty(act, &of, &request).map(drop::<Held<_>>)).await
}

async fn a_department_enters_who_is_on_duty_and_nobody_does_it_for_another(city: City) {
    let officer = |department: &str| city.liaison(department).officer().expect("a person").clone();
    let (own, other) = (officer("YJJ"), officer("SCJ"));
    let (yjj, scj) = (head(&city, "YJJ").await, head(&city, "SCJ").await);
    set(&city, yjj.clone(), "YJJ", "2026-10-03", vec![own.clone()]).await.expect("entered");
    let day = "2026-10-03".parse().expect("a day");
    assert_eq!(city.app.directory().on_duty(&code("YJJ"), day), std::slice::from_ref(&own));
    for (by, of, on, who, refusal) in [
        (scj, "YJJ", "2026-10-03", own.clone(), "DUTY_NOT_THEIRS"),
        (city.liaison("YJJ"), "YJJ", "2026-10-03", own.clone(), "DUTY_NOT_THEIRS"),
        (yjj.clone(), "YJJ", "2026-10-08", own.clone(), "DUTY_ON_WORKING_DAY"),
        (yjj.clone(), "YJJ", "2026-10-03", other.clone(), "DUTY_OFFICER_ELSEWHERE"),
    ] {
        match set(&city, by, of, on, vec![who]).await {
            Err(Error::Refused(refused)) => assert_eq!(refused.code, refusal),
            other => panic!("{refusal}, not {other:?}"),
        }
    }
    set(&city, yjj, "YJJ", "2026-10-03", Vec::new()).await.expect("taken back");
    assert!(city.app.directory().on_duty(&code("YJJ"), day).is_empty());
    let request = grant("DUTY-1", ONE, "2026-09-30T08:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the city goes on");
    city.assert_verified().await;
}

crate::on_both!(super::NOW; a_department_enters_who_is_on_duty_and_nobody_does_it_for_another);
