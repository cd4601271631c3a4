//! `shenguan verify`: whether ledger, content and rows still say the same. May run beside a server.

use super::demo::of_directory;
use super::outcome::{Done, Failure, print, print_json, say};
use clap::Args;
use serde::Serialize;
use shenguan_db::Database;
use shenguan_server::platform::verify::{Report, Status};
use shenguan_server::subjects;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is verified.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// 演示城市的数据目录
    #[arg(long, value_name = "DIR", conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// 数据库：sqlite:路径 或 postgres://…
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// 输出一个 JSON 文档
    #[arg(long)]
    json: bool,
}

/// The store cannot be opened.
const UNOPENED: u8 = 3;

/// `{"status":"unopened","error"}`, where there is no report.
#[derive(Serialize)]
struct Unopened {
    status: &'static str,
    error: String,
}

/// Verifies; 0 clean, 1 tampered, 2 incomplete, 3 where the store cannot be opened.
pub(crate) fn run(verify: &Verify) -> Done {
    super::serving::log_to_stderr("warn");
    let report = verify.url().and_then(|url| {
        let database = Database::open(&url)?;
        Ok(subjects::verify(&database, None)?)
    });
    match report {
        Ok(report) => {
            if verify.json {
                print_json(&report)?;
            } else {
                print(&words(&report))?;
            }
            Ok(ExitCode::from(report.status.exit_code()))
        }
        Err(failure) => {
            if verify.json {
                print_json(&Unopened { status: "unopened", error: failure.to_string() })?;
            }
            say(&format!("shenguan: {failure}"));
            Ok(ExitCode::from(UNOPENED))
        }
    }
}

impl Verify {
    fn url(&self) -> Result<String, Failure> {
        match (&self.database, &self.data) {
            (Some(url), _) => Ok(url.clone()),
            (None, Some(directory)) => of_directory(directory),
            (None, None) => Err(Failure::words("neither --data nor --database is given")),
        }
    }
}

fn words(report: &Report) -> String {
    let status = match report.status {
        Status::Clean => "一致：存证链、内容与各表相符",
        Status::Tampered => "不一致：有内容被改动、遗漏或添加",
        Status::Incomplete => "不完整：有内容未能核对，已核对的部分相符",
    };
    let mut lines = vec![
        status.to_owned(),
        format!(
            "辖区 {}，存证 {} 条，事项 {} 件，内容 {} 份，行 {} 条",
            report.jurisdiction.as_deref().unwrap_or("—"),
            report.entries,
            report.subjects,
            report.contents,
            report.rows
        ),
    ];
    for finding in &report.findings {
        lines.push(format!("{}  {}", finding.code, finding.place));
        lines.extend(finding.expected.as_ref().map(|expected| format!("    应为 {expected}")));
        lines.extend(finding.found.as_ref().map(|found| format!("    实为 {found}")));
    }
    if report.findings_left_out > 0 {
        lines.push(format!("另有 {} 处未列出", report.findings_left_out));
    }
    lines.join("\n")
}
