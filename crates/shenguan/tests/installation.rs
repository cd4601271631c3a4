//! A real installation from its setup file: initialised once, filled from lists, served and stopped in good order.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SETUP: &str = r#"
[administrator]
name = "测试一"
username = "admin"

[[departments]]
code = "SPJ"
side = "approval"
name = "鞍山市测试审批局"
short_name = "测试审批局"
founded_on = "2018-09-01"
sections = [
    { code = "01", name = "建设项目审批科" },
    { code = "02", name = "市场准入审批科" },
    { code = "03", name = "社会事务审批科" },
]

[[departments]]
code = "ZJJ"
side = "regulation"
name = "鞍山市测试住建局"
short_name = "测试住建局"
founded_on = "2018-09-01"
sections = [{ code = "01", name = "建筑市场监管科" }, { code = "02", name = "质量安全科" }]

[[departments]]
code = "SJJ"
side = "regulation"
name = "鞍山市测试市场监管局"
short_name = "测试市场监管局"
founded_on = "2018-09-01"
sections = [{ code = "01", name = "食品经营监管科" }]

[[departments]]
code = "WJW"
side = "regulation"
name = "鞍山市测试卫健委"
short_name = "测试卫健委"
founded_on = "2018-09-01"
sections = [{ code = "01", name = "医政医管科" }]
"#;

/// Two documents for items that have an agreement, one for an item that is not listed.
const LICENCES: &str = "\
行政相对人名称,行政许可决定文书号,许可编号,许可内容,许可决定日期,事项名称\n\
鞍山测试建筑工程有限公司,鞍测审〔2026〕901号,测建施〔2026〕901,准予施工（测试）,2026-09-10,建筑工程施工许可\n\
鞍山测试食品有限公司,鞍测审〔2026〕902号,测食经〔2026〕902,准予经营（测试）,2026-09-10,食品经营许可\n\
鞍山测试烟花有限公司,鞍测审〔2026〕903号,测烟〔2026〕903,准予经营（测试）,2026-09-10,没有的事项\n";

struct Installation {
    folder: tempfile::TempDir,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let here = folder.path().display();
        let config = format!(
            "listen = \"127.0.0.1:0\"\ndatabase = \"sqlite:{here}/city.db\"\nattachments = \"{here}/attachments\"\n"
        );
        std::fs::write(folder.path().join("city.toml"), config).expect("it is written");
        std::fs::write(folder.path().join("setup.toml"), SETUP).expect("it is written");
        std::fs::write(folder.path().join("licences.csv"), LICENCES).expect("it is written");
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn init(&self) -> Output {
        self.command("init").arg("--setup").arg(self.file("setup.toml")).arg("--json").output().expect("it runs")
    }

    fn import(&self, what: &str, file: &Path, more: &[&str]) -> (Option<i32>, serde_json::Value) {
        let output = self.command("import").arg(what).arg(file).arg("--json").args(more).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {said}")))
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenguan"));
        command.arg(name).arg("--config").arg(self.file("city.toml"));
        command
    }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name)
}

fn counts(summary: &serde_json::Value) -> [u64; 3] {
    ["taken", "already", "refused"].map(|name| summary[name].as_u64().expect("a count"))
}

#[test]
fn a_jurisdiction_is_set_up_once() {
    let installation = Installation::new();
    let first = installation.init();
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let begun: serde_json::Value = serde_json::from_slice(&first.stdout).expect("JSON");
    assert_eq!(begun["username"], "admin");
    assert_eq!(begun["password"].as_str().expect("a password").len(), 20);
    let again = installation.init();
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("JURISDICTION_BEGUN"));
}

#[test]
fn a_jurisdiction_without_a_setup_file_is_asked_for() {
    let installation = Installation::new();
    let answers = "\n测试市行政审批局\n\n2018-09-01\n安全环保审批科\n\n测试一\n\n0412-5550100\n\n";
    let mut command = installation.command("init");
    command.arg("--json").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut asking = command.spawn().expect("it runs");
    asking.stdin.take().expect("a pipe").write_all(answers.as_bytes()).expect("the answers are typed");
    let asked = asking.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert_eq!(asked.status.code(), Some(0), "{said}");
    assert!(said.contains("市行政审批局的全称"), "{said}");
    let begun: serde_json::Value = serde_json::from_slice(&asked.stdout).expect("JSON alone on standard output");
    assert_eq!(begun["username"], "admin");
    assert_eq!(installation.init().status.code(), Some(1), "it has begun");
}

#[test]
fn lists_are_taken_row_by_row_and_never_twice() {
    let installation = Installation::new();
    assert!(installation.init().status.success());
    for (what, rows) in [("items", 6), ("roster", 6), ("agreements", 5)] {
        let file = sample(&format!("{what}.csv"));
        let (code, dry) = installation.import(what, &file, &["--dry-run"]);
        assert_eq!((code, counts(&dry)), (Some(0), [rows, 0, 0]), "{what}: {dry}");
        let (code, taken) = installation.import(what, &file, &[]);
        assert_eq!((code, counts(&taken)), (Some(0), [rows, 0, 0]), "{what}: {taken}");
        let (code, again) = installation.import(what, &file, &[]);
        assert_eq!((code, counts(&again)), (Some(0), [0, rows, 0]), "{what}: {again}");
    }
    let (code, taken) = installation.import("approvals", &installation.file("licences.csv"), &[]);
    assert_eq!((code, counts(&taken)), (Some(2), [2, 0, 1]), "{taken}");
    assert_eq!(taken["rows"][0]["numbers"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&taken["rows"][2]["row"], &taken["rows"][2]["reasons"][0]["code"]),
        (&4.into(), &"ITEM_UNKNOWN".into())
    );
    let (code, again) = installation.import("approvals", &installation.file("licences.csv"), &[]);
    assert_eq!((code, counts(&again)), (Some(2), [0, 2, 1]), "{again}");
    let url = format!("sqlite:{}", installation.file("city.db").display());
    let verified = Command::new(env!("CARGO_BIN_EXE_shenguan")).args(["verify", "--database", &url]).output();
    assert_eq!(verified.expect("it runs").status.code(), Some(0));
}

#[test]
fn a_server_answers_and_stops_in_good_order() {
    let installation = Installation::new();
    let empty = installation.command("serve").output().expect("it runs");
    assert_eq!(empty.status.code(), Some(1), "nothing to serve before init");
    assert!(installation.init().status.success());
    let mut server = installation.command("serve").stderr(Stdio::piped()).spawn().expect("it runs");
    let mut said = BufReader::new(server.stderr.take().expect("it is piped")).lines().map_while(Result::ok);
    let address = said.find_map(|line| Some(line.strip_prefix("已就绪：")?.split('（').next()?.to_owned()));
    let mut stream = TcpStream::connect(address.expect("it says where")).expect("it listens");
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let beside = installation.command("import").arg("items").arg(sample("items.csv")).output().expect("it runs");
    assert_eq!(beside.status.code(), Some(1), "a second writer beside a running server is refused");
    assert!(Command::new("kill").arg(server.id().to_string()).status().expect("it runs").success());
    drop(said);
    assert_eq!(server.wait().expect("it ends").code(), Some(0));
}
