//! 系统 → 账号, 接口: accounts of officers and keys of department systems, for the system administrator.

use super::Permission;
use super::{pages_accounts as accounts, pages_keys as keys};
use crate::platform::web::Routes;

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system/accounts", Permission::ManageAccounts, accounts::accounts_page)
        .post("/system/accounts", Permission::ManageAccounts, accounts::make)
        .get("/system/accounts/{account}/password", Permission::ManageAccounts, accounts::ask_password)
        .post("/system/accounts/{account}/password", Permission::ManageAccounts, accounts::reset_password)
        .post("/system/accounts/{account}/disable", Permission::ManageAccounts, accounts::disable)
        .post("/system/accounts/{account}/enable", Permission::ManageAccounts, accounts::enable)
        .get("/system/keys", Permission::ManageKeys, keys::keys_page)
        .post("/system/keys", Permission::ManageKeys, keys::make)
        .get("/system/keys/{key}/revoke", Permission::ManageKeys, keys::ask_revoke)
        .post("/system/keys/{key}/revoke", Permission::ManageKeys, keys::revoke)
        .post("/system/keys/{key}/rotate", Permission::ManageKeys, keys::rotate)
}
