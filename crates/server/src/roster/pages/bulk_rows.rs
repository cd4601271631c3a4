//! Rows of accounts to be made, from a table that was pasted: username, department, name, roles, document.

use crate::platform::directory::Directory;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::table::{Limits, TableRow, read};
use jiff::civil::Date;
use shenguan_rules::party::{Department, OfficerId};
use shenguan_rules::roster::Role;

/// Rows at once: each password is hashed slowly on purpose.
const ROWS_MAX: usize = 200;
/// Headings of the columns, as people write them.
const COLUMNS: [(Column, &[&str]); 5] = [
    (Column::Username, &["账号", "用户名", "username"]),
    (Column::Department, &["单位", "部门", "单位代码", "department"]),
    (Column::Officer, &["姓名", "人员", "name", "officer"]),
    (Column::Roles, &["身份", "角色", "roles", "role"]),
    (Column::Basis, &["依据", "文号", "依据文号", "basis"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Username,
    Department,
    Officer,
    Roles,
    Basis,
}

/// A row as it was pasted, and whom it means.
#[derive(Clone, Debug)]
pub(super) struct BulkRow {
    /// As the table counts it.
    pub number: u32,
    /// The username.
    pub username: String,
    /// 姓名, as typed.
    pub name: String,
    /// The department, as typed.
    pub department: String,
    /// The officer and the roles to be given, or what is wrong.
    pub meant: std::result::Result<(OfficerId, Vec<Role>), FieldError>,
    /// The document that names the officer.
    pub basis: Option<String>,
}

/// The rows of a pasted table.
pub(super) fn rows(text: &str, directory: &Directory, today: Date) -> Result<Vec<BulkRow>> {
    let limits =
        Limits { file_bytes: 512 * 1024, cells: 2_000, columns: 16, cell_characters: 500, ..Limits::default() };
    let table = read(text.as_bytes(), &limits).map_err(|refusal| {
        let words = Some((refusal.zh(), refusal.to_string()));
        Error::Invalid(vec![FieldError { words, ..FieldError::new("rows", "BULK_NOT_A_TABLE") }])
    })?;
    if table.rows.len() > ROWS_MAX {
        return Err(Error::field("rows", "BULK_TOO_MANY"));
    }
    let place = |column: Column| {
        let headings = COLUMNS.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, headings)| *headings);
        let heads = table.header.cells.iter();
        heads.filter(|(_, text)| headings.contains(&text.trim().to_lowercase().as_str())).map(|(at, _)| *at).next()
    };
    let needed = |column| place(column).ok_or_else(|| Error::field("rows", "BULK_COLUMNS_MISSING"));
    let (username, department, officer) =
        (needed(Column::Username)?, needed(Column::Department)?, needed(Column::Officer)?);
    let (roles, basis) = (place(Column::Roles), place(Column::Basis));
    if table.rows.is_empty() {
        return Err(Error::field("rows", "BULK_COLUMNS_MISSING"));
    }
    let text = |row: &TableRow, at: usize| row.get(at).unwrap_or_default().trim().to_owned();
    let read = table.rows.iter().map(|row| {
        let (name, of) = (text(row, officer), text(row, department));
        let wanted = roles.map(|at| text(row, at)).unwrap_or_default();
        BulkRow {
            number: row.number,
            username: text(row, username),
            meant: meant(directory, today, &of, &name, &wanted),
            name,
            department: of,
            basis: basis.map(|at| text(row, at)).filter(|basis| !basis.is_empty()),
        }
    });
    Ok(read.collect())
}

fn meant(
    directory: &Directory,
    today: Date,
    department: &str,
    name: &str,
    roles: &str,
) -> std::result::Result<(OfficerId, Vec<Role>), FieldError> {
    let is = |found: &&Department| {
        found.code.as_str() == department || found.name_on(today) == department || found.short_name == department
    };
    let standing = |found: &&Department| found.stands_on(today);
    let department = directory.departments().filter(standing).find(is);
    let department = department.ok_or_else(|| FieldError::new("department", "DEPARTMENT_UNKNOWN"))?;
    let mut officers = directory.officers().filter(|entry| {
        entry.officer.department == department.code && entry.officer.serves_on(today) && entry.card.name == name
    });
    let officer = officers.next().ok_or_else(|| FieldError::new("officer", "BULK_OFFICER_UNKNOWN"))?;
    if officers.next().is_some() {
        return Err(FieldError::new("officer", "BULK_OFFICER_NOT_ALONE"));
    }
    let held = directory.roles_of(&officer.officer.id, today);
    let words = roles.split(['、', ',', '，', ';', '；', ' ']).map(str::trim).filter(|word| !word.is_empty());
    let mut wanted = Vec::new();
    for word in words {
        let role = Role::ALL.into_iter().find(|role| role.zh() == word || role.as_str() == word || role.en() == word);
        let role = role.ok_or_else(|| FieldError::new("roles", "BULK_ROLE_UNKNOWN"))?;
        if !held.contains(&role) && !wanted.contains(&role) {
            wanted.push(role);
        }
    }
    Ok((officer.officer.id.clone(), wanted))
}
