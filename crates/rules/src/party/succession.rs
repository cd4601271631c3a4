//! Who stands in a department's place on a day: mergers and splits followed to their end (A20).

use super::{Department, DepartmentCode};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The departments that stand in the place of `code` on `date`: itself while it stands, else its successors, theirs, and so on,
/// in the order of their codes. Empty only if the code is unknown.
pub fn successors<'a>(
    departments: &'a BTreeMap<DepartmentCode, Department>,
    code: &DepartmentCode,
    date: Date,
) -> Vec<&'a Department> {
    let mut standing = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&DepartmentCode> = vec![code];
    while let Some(code) = open.pop() {
        // The rules admit no circle; data from elsewhere must not hang the program either.
        if !seen.insert(code) {
            continue;
        }
        let Some(department) = departments.get(code) else { continue };
        match &department.succession {
            Some(succession) if succession.on <= date => open.extend(&succession.successors),
            _ => {
                standing.insert(&department.code, department);
            }
        }
    }
    standing.into_values().collect()
}
