//! Logging in and out, and how the pages shall look.

use super::attend::cookie;
use super::failure::{Failure, Outcome};
use super::language::{Language, Text};
use super::page::{Page, render, see_other, unprocessable};
use super::routes::Routes;
use super::server::Server;
use super::visit::{self, LANGUAGE_COOKIE, TEXT_SIZE_COOKIE, THEME_COOKIE, Visit};
use crate::platform::error::Error;
use crate::platform::identity::{
    Attempt, Caller, LoginRefused, Permission, Preferences, SESSION_COOKIE, TextSize, Theme,
};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use serde::Deserialize;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/", Permission::OwnAccount, home)
        .get("/login", Permission::Login, login_page)
        .post("/login", Permission::Login, login)
        .post("/logout", Permission::Login, logout)
        .post("/preferences", Permission::Login, preferences)
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    page: Page,
    refused: Option<Text>,
    username: String,
    next: String,
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

#[derive(Deserialize)]
struct LoginForm {
    username: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct PreferencesForm {
    language: Option<String>,
    text_size: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

/// To the page where the caller's work begins.
async fn home(visit: Visit, caller: Caller) -> Response {
    let location = if caller.may(Permission::ReadItems) {
        "/todo"
    } else if caller.may(Permission::ManageAccounts) {
        "/system"
    } else {
        "/people"
    };
    see_other(&visit, location, None)
}

async fn login_page(visit: Visit, Query(query): Query<Next>) -> Outcome<Response> {
    let next = query.next.unwrap_or_default();
    if visit.caller().is_some() {
        return Ok(see_other(&visit, &next, None));
    }
    shown(&visit, None, String::new(), next)
}

async fn login(State(server): State<Server>, visit: Visit, Form(form): Form<LoginForm>) -> Outcome<Response> {
    let attempt = Attempt {
        username: form.username.clone(),
        password: form.password,
        address: visit.address().to_owned(),
        user_agent: visit.user_agent().to_owned(),
    };
    let refused = match server.identity.login(attempt).await? {
        Ok(token) => {
            let mut response = see_other(&visit, &form.next, None);
            let headers = response.headers_mut();
            headers.append(SET_COOKIE, cookie(SESSION_COOKIE, &token));
            return Ok(response);
        }
        Err(LoginRefused::Wrong { tries_left: None }) => visit.t("login-wrong"),
        Err(LoginRefused::Wrong { tries_left: Some(tries) }) => visit.t("login-wrong-tries").with("tries", tries),
        Err(LoginRefused::TooOften { minutes }) => visit.t("login-too-often").with("minutes", minutes),
    };
    Ok(unprocessable(shown(&visit, Some(refused), form.username, form.next)?))
}

async fn logout(State(server): State<Server>, visit: Visit) -> Outcome<Response> {
    if let Some(token) = visit.session_token() {
        server.identity.logout(token).await?;
    }
    let mut response = see_other(&visit, "/login", None);
    response.headers_mut().append(SET_COOKIE, cookie(SESSION_COOKIE, ""));
    Ok(response)
}

/// Language, text size and theme: in a cookie for everybody, in the account too for whoever is logged in.
async fn preferences(
    State(server): State<Server>,
    visit: Visit,
    caller: Option<Caller>,
    Form(form): Form<PreferencesForm>,
) -> Outcome<Response> {
    let chosen = Preferences {
        language: form.language.as_deref().and_then(Language::from_word),
        text_size: form.text_size.as_deref().and_then(TextSize::from_word),
        theme: form.theme.as_deref().and_then(Theme::from_word),
        single_keys: None,
    };
    if let Some(caller) = caller {
        keep(&server, &caller, chosen).await?;
    }
    Ok(looking_so(see_other(&visit, &without_language(&form.back), None), chosen))
}

/// Keeps a choice in the account; what was not chosen stays.
pub(super) async fn keep(server: &Server, caller: &Caller, chosen: Preferences) -> Result<(), Error> {
    let Some(account) = &caller.account else { return Ok(()) };
    let former = caller.preferences;
    let kept = Preferences {
        language: chosen.language.or(former.language),
        text_size: chosen.text_size.or(former.text_size),
        theme: chosen.theme.or(former.theme),
        single_keys: chosen.single_keys.or(former.single_keys),
    };
    server.identity.set_preferences(account, kept).await
}

/// The answer with a choice in cookies, which whoever is not logged in has only.
pub(super) fn looking_so(mut response: Response, chosen: Preferences) -> Response {
    let words = [
        (LANGUAGE_COOKIE, chosen.language.map(Language::as_str)),
        (TEXT_SIZE_COOKIE, chosen.text_size.map(TextSize::as_str)),
        (THEME_COOKIE, chosen.theme.map(Theme::as_str)),
    ];
    for (name, word) in words {
        word.map(|word| response.headers_mut().append(SET_COOKIE, cookie(name, word)));
    }
    response
}

/// The page to go back to, without the `lang` that would overrule the choice.
fn without_language(back: &str) -> String {
    let Some((path, query)) = back.split_once('?') else { return back.to_owned() };
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect();
    if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) }
}

fn shown(visit: &Visit, refused: Option<Text>, username: String, next: String) -> Outcome<Response> {
    let next = if visit::is_local(&next) { next } else { String::new() };
    let page = Page::bare(visit).titled(visit.t("login-title").to_string());
    render(&LoginPage { page, refused, username, next }).map_err(Failure::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_forgets_the_language_of_the_address() {
        assert_eq!(without_language("/todo?lang=en"), "/todo");
        assert_eq!(without_language("/todo?kind=a&lang=en&state=b"), "/todo?kind=a&state=b");
        assert_eq!(without_language("/todo"), "/todo");
    }
}
