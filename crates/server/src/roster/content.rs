//! What lies beside the ledger: what a letter says of people, and what a list of a handover names.

use serde::{Deserialize, Serialize};

/// 「责任人及联络人姓名、职务、科室、联系方式」, as a letter gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeContent {
    /// In the order of the lines of the change.
    pub people: Vec<PersonStated>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonStated {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 科室.
    pub section: String,
    /// 联系方式.
    pub contact: String,
}

/// The list of a handover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverContent {
    /// What is open, by its deadlines.
    pub items: Vec<HandoverItem>,
}

/// Something open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverItem {
    /// Kind of the subject.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub task: String,
}
