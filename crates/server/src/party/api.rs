//! The departments as JSON.

use crate::platform::identity::Permission;
use crate::platform::web::{Cursor, ListWire, Outcome, Paging, Problem, Routes, Server};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::DepartmentCode;
use utoipa::ToSchema;
use utoipa_axum::routes as described;

/// A department.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepartmentWire {
    /// `[0-9A-Z-]{3,32}`, none a prefix of another.
    pub code: String,
    /// Its name today.
    pub name: String,
    /// Its name on English screens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// 简称.
    pub short_name: String,
    /// `approval`, `regulation`, `oversight`, `government`, `other`.
    pub side: &'static str,
    /// Its sections that are open today.
    pub sections: Vec<SectionWire>,
}

/// A section (科室).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SectionWire {
    /// Unique within the department.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The routes of the departments.
pub fn routes(routes: Routes) -> Routes {
    routes.api(Permission::ReadDirectory, described!(departments))
}

/// The departments that stand today, by code.
#[utoipa::path(
    get,
    path = "/api/v1/departments",
    tag = "directory",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses(
        (status = 200, body = ListWire<DepartmentWire>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn departments(State(server): State<Server>, paging: Paging) -> Outcome<Json<ListWire<DepartmentWire>>> {
    let after: Option<DepartmentCode> = paging.place()?;
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let read = server.app.read(move |read| {
        let (directory, today) = (read.directory(), local_date(read.now()));
        let standing = directory.departments().filter(|department| department.stands_on(today));
        let mut rest = standing.filter(|department| after.as_ref().is_none_or(|after| department.code > *after));
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next_cursor = page.last().filter(|_| rest.next().is_some()).map(|last| Cursor::after(&last.code));
        let items = page.into_iter().map(|department| DepartmentWire {
            code: department.code.to_string(),
            name: department.name_on(today).to_owned(),
            name_en: department.name_en.clone(),
            short_name: department.short_name.clone(),
            side: department.side.as_str(),
            sections: department
                .open_sections(today)
                .map(|section| SectionWire { code: section.code.to_string(), name: section.name.clone() })
                .collect(),
        });
        Ok(ListWire { items: items.collect(), next_cursor })
    });
    Ok(Json(read.await?))
}
