//! The writer: groups, refusals, keys, panics, races, and two nodes on one database.

use crate::city::{CITY, City, ONE, grant};
use futures_util::future::join_all;
use shenguan_rules::exchange::{State, Transmittal};
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::idempotency::{Answer, Key};
use shenguan_server::platform::stored::{Held, load_all};
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::sections::SWEEPS;
use std::sync::Arc;

const NOW: &str = "2026-09-30T16:00:00+08:00";
const CONCLUDED: &str = "2026-09-30T15:00:00+08:00";

async fn push(city: &City, case: &str) -> Result<Held<Transmittal>> {
    let request = grant(case, ONE, CONCLUDED);
    let pushed = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await?;
    Ok(pushed.into_iter().next().expect("one authority, one transmittal"))
}

async fn all(app: &App) -> Vec<Transmittal> {
    let read = app.read(|read| Ok(load_all::<Transmittal>(read.tx())?.into_iter().map(|held| held.state).collect()));
    read.await.expect("everything can be read")
}

async fn many_at_once_are_one_chain(city: City) {
    // Every third one is refused: the same case again.
    let cases: Vec<String> = (0..96).map(|n| format!("C-{}", if n % 3 == 2 { 0 } else { n })).collect();
    let outcomes = join_all(cases.iter().map(|case| push(&city, case))).await;
    let taken = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(taken, 64);
    for outcome in outcomes {
        if let Err(error) = outcome {
            assert!(matches!(&error, Error::Refused(refused) if refused.code == "DUPLICATE_PUSH"), "{error:?}");
        }
    }
    let mut numbers: Vec<String> = all(&city.app).await.into_iter().map(|transmittal| transmittal.number).collect();
    numbers.sort();
    let expected: Vec<String> = (1..=64).map(|number| format!("TS-2026-{number:06}")).collect();
    assert_eq!(numbers, expected, "a refused act gives its number back");
    city.assert_verified().await;
}

async fn a_broken_act_does_not_break_its_neighbours(city: City) {
    let breaking = city.app.act(city.liaison("SPJ"), |act| {
        act.tx().execute(
            "INSERT INTO department (id, version, fold) VALUES ($1, $2, $3)",
            vec!["SPJ".into(), 1_i64.into(), "{}".into()],
        );
        act.tx().flush()?;
        Ok(())
    });
    let panicking = city.app.act(city.liaison("SPJ"), |act| {
        let number = act.next_number("TS")?;
        assert!(number.is_empty(), "this act breaks by intent");
        Ok(())
    });
    let (broken, panicked, pushed) = tokio::join!(breaking, panicking, push(&city, "C-1"));
    assert!(matches!(broken, Err(Error::Fault(_))), "{broken:?}");
    assert!(matches!(panicked, Err(Error::Fault(_))), "{panicked:?}");
    assert_eq!(pushed.expect("the neighbour is taken").state.number, "TS-2026-000001");
    city.assert_verified().await;
}

async fn what_is_given_up_in_a_group_is_not_counted(city: City) {
    // While this one is busy the others gather, so that they share a group.
    let busy = city.app.act(city.liaison("SPJ"), |_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        Ok(())
    });
    let giving_up = (0..8).map(|n| {
        city.app.act(city.liaison("SPJ"), move |act| -> Result<()> {
            acts::push(act, &grant(&format!("G-{n}"), ONE, CONCLUDED))?;
            Err(Error::NotFound)
        })
    });
    let cases: Vec<String> = (0..8).map(|n| format!("C-{n}")).collect();
    let staying = cases.iter().map(|case| push(&city, case));
    let (busy, given_up, stayed) = tokio::join!(busy, join_all(giving_up), join_all(staying));
    busy.expect("it does nothing");
    assert!(given_up.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{given_up:?}");
    assert!(stayed.iter().all(Result::is_ok), "{stayed:?}");
    city.assert_verified().await;
}

async fn once(city: &City, key: &str, body: &str) -> Result<Answer> {
    let request = grant("K-1", ONE, CONCLUDED);
    let key = Key::new("SPJ", key, "POST", "/api/v1/transmittals", body.as_bytes());
    city.app
        .act_once(city.liaison("SPJ"), key, move |act| {
            let pushed = acts::push(act, &request)?;
            Ok(Answer { status: 201, body: pushed[0].state.number.clone().into_bytes(), request: Vec::new() })
        })
        .await
}

async fn a_key_gives_one_act_and_one_answer(city: City) {
    let outcomes = join_all((0..16).map(|_| once(&city, "key-1", "body"))).await;
    let answers: Vec<&Answer> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
    assert!(!answers.is_empty());
    for outcome in &outcomes {
        match outcome {
            Ok(answer) => assert_eq!(answer.body, b"TS-2026-000001"),
            Err(Error::Refused(refused)) => assert_eq!(refused.code, "IDEMPOTENCY_KEY_IN_FLIGHT"),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(once(&city, "key-1", "body").await.expect("the old answer").body, b"TS-2026-000001");
    let other = once(&city, "key-1", "another body").await;
    assert!(matches!(&other, Err(Error::Refused(refused)) if refused.code == "IDEMPOTENCY_KEY_REUSED"), "{other:?}");
    // A refusal is not remembered: the same case under another key is refused, and may be tried again.
    let refused = once(&city, "key-2", "body").await;
    assert!(matches!(&refused, Err(Error::Refused(refused)) if refused.code == "DUPLICATE_PUSH"), "{refused:?}");
    assert_eq!(all(&city.app).await.len(), 1);
}

async fn a_receipt_happens_once_whoever_races(city: City) {
    let cases: Vec<String> = (0..20).map(|n| format!("R-{n}")).collect();
    let ids = join_all(cases.iter().map(|case| push(&city, case))).await;
    city.set_clock("2026-10-08T16:59:59.999999+08:00");
    for pushed in ids {
        let id = pushed.expect("it is pushed").id;
        let acknowledgements = join_all((0..8).map(|_| {
            let id = id.clone();
            city.app.act(city.liaison("YJJ"), move |act| acts::acknowledge(act, &id))
        }));
        let later = async {
            city.set_clock("2026-10-08T17:00:00+08:00");
            sweep_all(&city.app).await
        };
        let (outcomes, swept) = tokio::join!(acknowledgements, later);
        swept.expect("the sweep runs");
        // In time: one acknowledgement, the others too late. Past the instant: one confirmation of what was deemed.
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    }
    for transmittal in all(&city.app).await {
        let facts = &transmittal.facts;
        assert!(facts.acknowledged_at.is_some() != facts.deemed_at.is_some(), "exactly one receipt: {facts:?}");
        assert_eq!(transmittal.state == State::DeemedReceived, facts.deemed_at.is_some());
    }
    city.assert_verified().await;
}

/// Two nodes: one chain, one directory, and sweeps that settle their races.
#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_share_one_chain_on_postgres() {
    let city = City::on_postgres(NOW).await;
    let database = city.database().again();
    let now = NOW.parse().expect("an instant");
    let second = tokio::task::spawn_blocking(move || {
        App::start(&database, CITY, Arc::new(Clock::manual(now)), SWEEPS.to_vec()).expect("the second node starts")
    });
    let second = second.await.expect("it starts");
    let on = |app: App, case: String| {
        let actor = city.liaison("SPJ");
        async move {
            let request = grant(&case, ONE, CONCLUDED);
            app.act(actor, move |act| acts::push(act, &request)).await
        }
    };
    let both = (0..40).map(|n| {
        let app = if n % 2 == 0 { city.app.clone() } else { second.clone() };
        on(app, format!("N-{n}"))
    });
    for outcome in join_all(both).await {
        outcome.expect("each node's push is taken");
    }
    let due = "2026-10-08T17:00:00+08:00".parse().expect("an instant");
    city.app.clock().move_to(due);
    second.clock().move_to(due);
    let (first, other) = tokio::join!(sweep_all(&city.app), sweep_all(&second));
    assert_eq!(first.expect("one sweeps") + other.expect("the other sweeps"), 40, "each is written down once");
    let renamed = second
        .act(Actor::Setup, |act| {
            use shenguan_rules::party::{Department, DepartmentCommand};
            let department = act.get::<Department>("YJJ")?;
            let command = DepartmentCommand::Rename {
                name: "市应急局（改名测试）".to_owned(),
                name_en: None,
                short_name: "应急局".to_owned(),
                from: jiff::civil::date(2026, 10, 1),
            };
            act.command(department, command)
        })
        .await;
    renamed.expect("one node renames");
    let name = city.app.read(|read| {
        let code = crate::city::code("YJJ");
        Ok(read.directory().department(&code).map(|department| department.name.clone()))
    });
    assert_eq!(name.await.expect("the other reads").as_deref(), Some("市应急局（改名测试）"));
    city.assert_verified().await;
}

crate::on_both! {
    super::NOW;
    many_at_once_are_one_chain,
    a_broken_act_does_not_break_its_neighbours,
    what_is_given_up_in_a_group_is_not_counted,
    a_key_gives_one_act_and_one_answer,
    a_receipt_happens_once_whoever_races,
}
