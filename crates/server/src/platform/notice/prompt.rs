//! 催办 on its way: an act says whom it reminded, and the next look tells them.

use crate::platform::act::Act;
use shenguan_rules::party::DepartmentCode;

/// To be called by the act that reminds `department` of a subject; the ledger has the reminder itself.
pub fn prompt(act: &mut Act<'_, '_>, kind: &str, subject: &str, department: &DepartmentCode) {
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    act.tx().execute(
        "INSERT INTO op_notice_prompt (id, department, subject_kind, subject_id, made_at) VALUES ($1, $2, $3, $4, $5)",
        vec![id.into(), department.as_str().into(), kind.into(), subject.into(), now.into()],
    );
}
