//! What is imported, from where, into what.

use crate::command::place::Place;
use clap::{Args, ValueEnum};
use shenguan_server::exchange::intake::What as List;
use std::path::PathBuf;

/// A file and where its rows go.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 导入哪一种
    pub(super) what: What,
    /// XLSX 或 CSV 文件
    pub(super) file: PathBuf,
    /// 只核对，不写入
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 输出一个 JSON 文档
    #[arg(long)]
    pub(super) json: bool,
    /// 以哪个单位（哪位人员）的名义；处罚必填，审批默认为市行政审批局
    #[arg(long = "as", value_name = "DEPARTMENT/OFFICER")]
    pub(super) on_behalf: Option<String>,
    /// 超过推送期限的原因
    #[arg(long, value_name = "TEXT", default_value = "历史数据导入")]
    pub(super) late_reason: String,
    /// 存量许可：不计时、不要求接收（只用于审批）
    #[arg(long)]
    pub(super) history: bool,
    #[command(flatten)]
    pub(super) place: Place,
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// 双公示 行政许可
    Approvals,
    /// 双公示 行政处罚
    Penalties,
    /// 审批事项
    Items,
    /// 责任人、联络人名单
    Roster,
    /// 移交协议
    Agreements,
}

impl Import {
    /// The list as the platform names it.
    pub(super) const fn list(&self) -> List {
        match self.what {
            What::Approvals if self.history => List::Legacy,
            What::Approvals => List::Approvals,
            What::Penalties => List::Penalties,
            What::Items => List::Items,
            What::Roster => List::Roster,
            What::Agreements => List::Agreements,
        }
    }
}
