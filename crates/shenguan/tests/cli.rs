//! The built binary as scripts use it: exit codes, JSON on standard output and nothing else, the demo city.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn shenguan() -> Command {
    Command::new(env!("CARGO_BIN_EXE_shenguan"))
}

fn output(arguments: &[&str]) -> Output {
    shenguan().args(arguments).output().expect("the binary runs")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("standard output is one JSON document")
}

#[test]
fn a_deadline_is_told_as_json() {
    let output = output(&["workday", "due", "2026-09-30T16:00+08:00", "1", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let document = json(&output);
    assert_eq!(document["due"], "2026-10-08T17:00:00+08:00");
    let keys: Vec<&str> = document.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    for day in document["days"].as_array().expect("days") {
        assert_eq!(day.as_object().expect("an object").len(), 3, "{day}");
    }
}

#[test]
fn working_days_between_two_days_are_counted() {
    let output = output(&["workday", "between", "2026-09-30", "2026-10-10", "--json"]);
    assert_eq!(json(&output)["working_days"], 3);
}

#[test]
fn usage_ends_with_64_and_failure_with_1() {
    for arguments in [
        &[][..],
        &["wrokday"],
        &["workday", "due", "yesterday", "1"],
        &["workday", "due", "2026-09-30", "0"],
        &["demo", "--listen", "0.0.0.0:8066"],
        &["demo", "--now", "2017-01-01T00:00:00+08:00"],
        &["verify"],
    ] {
        let output = output(arguments);
        assert_eq!(output.status.code(), Some(64), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(output(&["workday", "due", "2017-09-29", "1"]).status.code(), Some(1), "before the calendar begins");
    for arguments in [["--help"], ["--version"]] {
        assert_eq!(output(&arguments).status.code(), Some(0));
    }
}

#[test]
fn a_store_that_cannot_be_opened_ends_with_3() {
    let directory = tempfile::tempdir().expect("a directory");
    let output = output(&["verify", "--json", "--data", path(directory.path())]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(json(&output)["status"], "unopened");
}

#[test]
fn the_demo_city_survives_a_kill_and_goes_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let now = "2026-11-23T10:20:00+08:00";
    let mut city = Demo::start(directory.path(), &["--now", now]);
    let first = city.ready.clone();
    assert_eq!(first["api_keys"][0]["department"], "XZSP", "the bureau's key comes first");
    let roles: std::collections::BTreeSet<&str> =
        first["logins"].as_array().expect("logins").iter().filter_map(|login| login["role"].as_str()).collect();
    assert_eq!(roles.len(), 8, "one login for each role: {roles:?}");
    let key = first["api_keys"][0]["key"].as_str().expect("a key");
    let inbox = city.call("GET", "/api/v1/inbox", Some(key), "");
    assert!(inbox.starts_with("HTTP/1.1 200"), "{inbox}");
    let moved = city.call("POST", "/demo/clock", None, r#"{"advance":"PT24H"}"#);
    assert!(moved.contains(r#"{"now":"2026-11-24T10:2"#), "{moved}");
    let refused = city.call("POST", "/demo/clock", None, r#"{"advance":"P1M"}"#);
    assert!(refused.contains("application/problem+json") && refused.contains("CLOCK_OUT_OF_RANGE"), "{refused}");
    city.process.kill().expect("it is killed");
    city.process.wait().expect("it has ended");

    let verified = output(&["verify", "--json", "--data", path(directory.path())]);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    assert_eq!(json(&verified)["status"], "clean");

    let mut again = Demo::start(directory.path(), &[]);
    assert_eq!((&again.ready["logins"], &again.ready["api_keys"]), (&first["logins"], &first["api_keys"]));
    let unmoved = again.call("POST", "/demo/clock", None, r#"{"to":"2026-01-01T00:00:00+08:00"}"#);
    assert!(unmoved.contains(r#"{"now":"2026-11-24T10:2"#), "the clock goes on and never back: {unmoved}");
    again.process.kill().expect("it is killed");
    again.process.wait().expect("it has ended");
}

/// A demo city that is ready.
struct Demo {
    process: Child,
    ready: serde_json::Value,
    address: String,
}

impl Demo {
    fn start(directory: &Path, arguments: &[&str]) -> Self {
        let mut process = shenguan()
            .args(["demo", "--json", "--listen", "127.0.0.1:0", "--data", path(directory)])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says a line");
        let ready: serde_json::Value = serde_json::from_str(&line).expect("the line is JSON");
        let address = ready["url"].as_str().and_then(|url| url.strip_prefix("http://")).expect("an address").to_owned();
        Self { process, ready, address }
    }

    fn call(&mut self, method: &str, path: &str, key: Option<&str>, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let bearer = key.map(|key| format!("Authorization: Bearer {key}\r\n")).unwrap_or_default();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{bearer}Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .expect("it is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a temporary path is text")
}
