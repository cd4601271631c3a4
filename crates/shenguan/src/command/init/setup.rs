//! What a jurisdiction begins with.
//!
//! ```toml
//! [administrator]                 # an officer of the bureau (二(三)¶2 「市行政审批局负责审管互动平台的搭建和运行维护工作」)
//! name = "测试一"
//! post = "系统管理员"
//! contact = "0412-5550100"
//! username = "admin"
//!
//! [[departments]]                 # the bureau is the one with side = "approval"
//! code = "SPJ"
//! side = "approval"
//! name = "测试市行政审批局"
//! short_name = "市审批局"
//! founded_on = "2018-09-01"
//! sections = [{ code = "01", name = "安全环保审批科" }]
//! ```

use crate::command::outcome::Failure;
use serde::Deserialize;
use shenguan_server::party::acts::DepartmentRequest;
use std::path::Path;

/// The setup file, or the answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setup {
    pub(super) administrator: Administrator,
    pub(super) departments: Vec<DepartmentRequest>,
}

/// The first administrator, of the bureau.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Administrator {
    pub(super) name: String,
    #[serde(default)]
    pub(super) post: String,
    #[serde(default)]
    pub(super) contact: String,
    pub(super) username: String,
}

impl Setup {
    /// Reads a setup file.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure::words(format!("cannot read {}: {error}", file.display())))?;
        toml::from_str(&text).map_err(|error| Failure::words(format!("{}: {error}", file.display())))
    }
}
