//! A holiday notice through two persons on a demo city, and the office's own settings at `init`.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const SNOW: &str = r#"{"issuer":"测试市人民政府办公室","document":"关于暴雪停工的通知（测试）","document_number":"测政办发〔2026〕1号",
"level":"city","status":"official","days":[{"date":"2026-11-24","kind":"closure","name":"暴雪停工"}]}"#;

fn shenguan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shenguan")).args(arguments).output().expect("the binary runs")
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("standard output is one JSON document")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn city(folder: &str) -> (Child, Value) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_shenguan"))
        .args(["demo", "--json", "--listen", "127.0.0.1:0", "--data", folder, "--now", "2026-11-23T16:20:00+08:00"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says a line");
    (process, serde_json::from_str(&line).expect("the line is JSON"))
}

fn administrator(ready: &Value) -> String {
    let logins = ready["logins"].as_array().expect("logins");
    let login = logins.iter().find(|login| login["role"] == "system_administrator").expect("there is one");
    format!("{}/{}", login["department"].as_str().expect("a code"), login["name"].as_str().expect("a name"))
}

#[test]
fn a_notice_is_told_proposed_and_left_to_a_second_administrator() {
    let directory = tempfile::tempdir().expect("a folder");
    let folder = directory.path().to_str().expect("text");
    let (mut process, ready) = city(folder);
    let first = administrator(&ready);
    let file = directory.path().join("snow.json");
    std::fs::write(&file, SNOW).expect("it is written");
    let file = file.to_str().expect("text");
    let refused = shenguan(&["workday", "import", file, "--preview", "--data", folder]);
    assert_eq!(refused.status.code(), Some(1), "a server runs");
    assert!(stderr(&refused).contains("先停止服务"), "{}", stderr(&refused));
    process.kill().expect("it is killed");
    process.wait().expect("it has ended");

    exports_hold_everything(folder);
    let preview = json(&shenguan(&["workday", "import", file, "--preview", "--json", "--data", folder]));
    let deadlines = preview["deadlines"].as_array().expect("deadlines");
    assert!(!deadlines.is_empty() && preview["moves"] == deadlines.len(), "{preview}");
    let moved = &deadlines[0];
    assert!(moved["number"].as_str().is_some_and(|number| number.starts_with("TS-")), "{moved}");
    assert!(moved["before"].as_str() < moved["after"].as_str(), "a closure moves a deadline on: {moved}");
    let again = json(&shenguan(&["workday", "import", file, "--preview", "--json", "--data", folder]));
    assert_eq!(again, preview, "a preview writes nothing");

    let usage = shenguan(&["workday", "import", file, "--data", folder]);
    assert_eq!(usage.status.code(), Some(64), "a proposal has a name under it");
    let proposed = json(&shenguan(&["workday", "import", file, "--json", "--data", folder, "--as", &first]));
    assert_eq!((&proposed["state"], &proposed["moves"]), (&"proposed".into(), &preview["moves"]), "{proposed}");
    let twice = shenguan(&["workday", "import", file, "--data", folder, "--as", &first]);
    assert_eq!(twice.status.code(), Some(1), "the same notice waits already");
    let id = proposed["id"].as_str().expect("an id");
    let alone = shenguan(&["workday", "confirm", id, "--data", folder, "--as", &first]);
    assert!(alone.status.code() == Some(1) && stderr(&alone).contains("SAME_PERSON"), "{}", stderr(&alone));
    let verified = shenguan(&["verify", "--data", folder]);
    assert_eq!(verified.status.code(), Some(0));
    if let Some(second) = proposed["confirm_by"].as_array().expect("a list").first() {
        let second = format!("{}/{}", second["department"].as_str().unwrap(), second["officer"].as_str().unwrap());
        let confirmed = json(&shenguan(&["workday", "confirm", id, "--json", "--data", folder, "--as", &second]));
        assert_eq!(confirmed["moved"], preview["moves"]);
    }
}

#[test]
fn the_offices_own_settings_are_in_force_from_the_beginning() {
    let directory = tempfile::tempdir().expect("a folder");
    let here = directory.path().display();
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).expect("it is written");
    write(
        "rules.toml",
        "effective_on = \"2026-09-01\"\ndocument = \"测审〔2026〕1号\"\nreply_target_working_days = 5\n",
    );
    let config = |more: &str| {
        write(
            "city.toml",
            &format!(
                "database = \"sqlite:{here}/city.db\"\nattachments = \"{here}/files\"\nrule_set = \"{here}/rules.toml\"\n{more}"
            ),
        );
    };
    write(
        "setup.toml",
        "[administrator]\nname = \"测试一\"\nusername = \"admin\"\n[[departments]]\ncode = \"SPJ\"\nside = \"approval\"\n\
         name = \"鞍山市测试审批局\"\nshort_name = \"测试审批局\"\nfounded_on = \"2018-09-01\"\n",
    );
    let path = |name: &str| directory.path().join(name).to_str().expect("text").to_owned();
    let init = || shenguan(&["init", "--config", &path("city.toml"), "--setup", &path("setup.toml"), "--json"]);
    config("go_live_on = 2026-13-01\n");
    assert_eq!(init().status.code(), Some(1));
    config("go_live_on = \"2026-09-01\"\n");
    json(&init());
    let ledger = entries(Path::new(&path("city.db")));
    let acts: Vec<&str> = ledger.iter().filter_map(|entry| entry["act"].as_str()).collect();
    assert!(acts.ends_with(&["proposed", "confirmed"]), "{acts:?}");
    let rule_set = &ledger[acts.len() - 2]["event"]["matter"]["rule_set"];
    assert_eq!(rule_set["go_live_on"], "2026-09-01");
    assert_eq!(rule_set["reply_target_working_days"], 5);
}

fn entries(file: &Path) -> Vec<Value> {
    let config = file.with_file_name("city.toml");
    let output = shenguan(&["export", "ledger", "--format", "json", "--config", config.to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

fn exports_hold_everything(folder: &str) {
    let export = |what: &str, format: &str| shenguan(&["export", what, "--format", format, "--data", folder]);
    for what in ["departments", "items", "agreements", "roster", "transmittals"] {
        let rows = json(&export(what, "json"));
        let rows = rows.as_array().expect("a list");
        assert!(!rows.is_empty(), "{what}");
        let csv = String::from_utf8(export(what, "csv").stdout).expect("UTF-8");
        assert!(
            csv.starts_with('\u{feff}') && csv.matches("\r\n").count() > rows.len(),
            "{what}: a heading and a row each"
        );
        if what == "transmittals" {
            assert!(rows[0]["content"]["subject"].is_string(), "with its words: {}", rows[0]);
            assert!(rows[0]["pushed_at"].as_str().is_some_and(|at| at.ends_with("+08:00")), "{}", rows[0]);
            assert!(csv.lines().next().is_some_and(|heading| heading.contains("content.approval.applicant_name")));
        }
    }
    let ledger = export("ledger", "json");
    assert_eq!(ledger.status.code(), Some(0), "{}", stderr(&ledger));
    let entries = ledger.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    for (line, sequence) in entries.zip(1_u64..) {
        let entry: Value = serde_json::from_slice(line).expect("an entry is JSON");
        assert_eq!(entry["sequence"], sequence);
    }
}
