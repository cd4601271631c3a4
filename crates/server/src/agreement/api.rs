//! The approval items as JSON, with who regulates each by the handover agreements.

use crate::platform::identity::Permission;
use crate::platform::web::{Cursor, ListWire, Outcome, Paging, Problem, Routes, Server};
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use shenguan_rules::agreement::{ApprovalItem, route};
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::ItemCode;
use utoipa::ToSchema;
use utoipa_axum::routes as described;

/// An approval item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemWire {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Who gives the code.
    pub scheme: String,
    /// Its version today.
    pub version: u32,
    /// The bureau's section that handles it.
    pub bureau_section: String,
    /// Who regulates it today.
    pub authorities: Vec<AuthorityWire>,
}

/// An authority of an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuthorityWire {
    /// Code of the department.
    pub department: String,
    /// `trade`, `enforcement`, `territory`.
    pub role: &'static str,
    /// 牵头.
    pub lead: bool,
    /// The section in charge there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The clause of the agreement.
    pub clause: String,
}

/// The routes of the items.
pub fn routes(routes: Routes) -> Routes {
    routes.api(Permission::ReadDirectory, described!(items))
}

/// The items that are listed today, by code.
#[utoipa::path(
    get,
    path = "/api/v1/items",
    tag = "directory",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses(
        (status = 200, body = ListWire<ItemWire>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn items(State(server): State<Server>, paging: Paging) -> Outcome<Json<ListWire<ItemWire>>> {
    let after: Option<ItemCode> = paging.place()?;
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let read = server.app.read(move |read| {
        let (directory, today) = (read.directory(), local_date(read.now()));
        let listed = directory.items().filter(|item| item.is_listed(today));
        let mut rest = listed.filter(|item| after.as_ref().is_none_or(|after| item.code > *after));
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next_cursor = page.last().filter(|_| rest.next().is_some()).map(|last| Cursor::after(&last.code));
        let items = page.into_iter().map(|item| wire(item, authorities(directory, item, today), today));
        Ok(ListWire { items: items.collect(), next_cursor })
    });
    Ok(Json(read.await?))
}

fn wire(item: &ApprovalItem, authorities: Vec<AuthorityWire>, today: Date) -> ItemWire {
    ItemWire {
        code: item.code.to_string(),
        name: item.name.clone(),
        scheme: item.scheme.clone(),
        version: item.version_on(today).map_or(item.version, |version| version.version),
        bureau_section: item.bureau_section.to_string(),
        authorities,
    }
}

/// As a push today would be routed, the lead first; nobody where no agreement names the item, or where several lead.
fn authorities(
    directory: &crate::platform::directory::Directory,
    item: &ApprovalItem,
    today: Date,
) -> Vec<AuthorityWire> {
    let mut routes = route(directory.agreements_for(&item.code), &item.code, today, false).unwrap_or_default();
    routes.sort_by_key(|route| !route.lead);
    let wires = routes.into_iter().map(|route| AuthorityWire {
        department: route.authority.to_string(),
        role: route.role.as_str(),
        lead: route.lead,
        section: route.section.as_ref().map(ToString::to_string),
        clause: route.clause,
    });
    wires.collect()
}
