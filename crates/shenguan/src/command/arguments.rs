//! The command line: names and flags that scripts rely on.

use super::demo::{self, Demo};
use super::export::{self, Export};
use super::import::{self, Import};
use super::init::{self, Init};
use super::outcome::{Done, end_of_usage, failed};
use super::serve::{self, Serve};
use super::verify::{self, Verify};
use super::workday::{self, Workday};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// 审管互动平台 — the approval–regulation exchange.
#[derive(Debug, Parser)]
#[command(name = "shenguan", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 演示城市：一条命令，即可点击 · a whole demo city on this machine
    Demo(Demo),
    /// 正式运行 · a real installation
    Serve(Serve),
    /// 建立辖区与首个系统管理员 · an empty jurisdiction
    Init(Init),
    /// 导入 XLSX 或 CSV；0 全部接受，2 有未接受的行 · imports lists, row by row
    Import(Import),
    /// 导出全部数据：CSV 或 JSON · everything, in open formats
    Export(Export),
    /// 核对存证链、内容与各表；0 一致，1 被改动，2 不完整，3 打不开 · checks the ledger
    Verify(Verify),
    /// 工作日：期限、区间、放假通知 · working days and deadlines
    #[command(subcommand)]
    Workday(Workday),
}

/// Reads the command line and runs it.
pub fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => cli.run().unwrap_or_else(|failure| failed(&failure)),
        Err(error) => end_of_usage(&error),
    }
}

impl Cli {
    /// Runs the command.
    fn run(self) -> Done {
        match self.command {
            Command::Demo(demo) => demo::run(&demo),
            Command::Serve(serve) => serve::run(&serve),
            Command::Init(init) => init::run(&init),
            Command::Import(import) => import::run(&import),
            Command::Export(export) => export::run(&export),
            Command::Verify(verify) => verify::run(&verify),
            Command::Workday(workday) => workday::run(&workday),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_fits_together() {
        Cli::command().debug_assert();
    }
}
