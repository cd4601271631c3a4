//! 我的设置: how the pages look, the keys, the own password, where one is logged in.

use super::extract::Query;
use super::failure::{Failure, Outcome};
use super::language::Language;
use super::login::{keep, looking_so};
use super::moment::stamp;
use super::page::{Nav, Page, render, see_other, unprocessable};
use super::problem::FieldProblem;
use super::routes::Routes;
use super::server::Server;
use super::visit::Visit;
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, OwnSession, Permission, Preferences, TextSize, Theme, account_of};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

/// Where it is.
const HOME: &str = "/me";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(HOME, Permission::OwnAccount, me)
        .post("/me/look", Permission::OwnAccount, look)
        .post("/me/password", Permission::OwnAccount, password)
        .post("/me/sessions/end-others", Permission::OwnAccount, end_others)
}

/// A choice among a few.
struct Choice {
    value: &'static str,
    is_chosen: bool,
}

/// A session in words.
struct SessionRow {
    began: String,
    seen: String,
    address: String,
    browser: String,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    page: Page,
    errors: Vec<FieldProblem>,
    sizes: Vec<Choice>,
    themes: Vec<Choice>,
    languages: Vec<Choice>,
    keys: Vec<Choice>,
    sessions: Vec<SessionRow>,
    /// For the browser, which keeps passwords by it.
    username: String,
    least: u32,
}

#[derive(Deserialize)]
struct LookForm {
    text_size: Option<String>,
    theme: Option<String>,
    language: Option<String>,
    keys: Option<String>,
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

/// No parameters but the language, which the visit takes.
#[derive(Deserialize)]
struct Nothing {}

impl MePage {
    /// The words of a wrong field.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }

    /// Whether there is another session than this one.
    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }
}

/// `GET /me`.
async fn me(State(server): State<Server>, visit: Visit, caller: Caller, Query(_): Query<Nothing>) -> Outcome<Response> {
    Ok(shown(&server, visit, caller, Vec::new()).await?)
}

/// `POST /me/look`.
async fn look(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<LookForm>,
) -> Outcome<Response> {
    let chosen = Preferences {
        language: form.language.as_deref().and_then(Language::from_word),
        text_size: form.text_size.as_deref().and_then(TextSize::from_word),
        theme: form.theme.as_deref().and_then(Theme::from_word),
        single_keys: form.keys.map(|word| word != "off"),
    };
    keep(&server, &caller, chosen).await?;
    let saved = chosen.language.unwrap_or(visit.language()).t("me-saved");
    Ok(looking_so(see_other(&visit, HOME, Some(&saved)), chosen))
}

/// `POST /me/password`.
async fn password(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<PasswordForm>,
) -> Outcome<Response> {
    let (account, token) = own(&visit, &caller)?;
    let changed = if form.new == form.again {
        server.identity.change_password(&account, &token, form.current, form.new).await
    } else {
        Err(Error::field("again", "PASSWORD_NOT_SAME"))
    };
    let Err(error) = changed else {
        tracing::info!(by = caller.client, "a password was changed by its owner");
        return Ok(see_other(&visit, HOME, Some(&visit.t("me-password-changed"))));
    };
    let errors = visit.field_messages(&error);
    if errors.is_empty() {
        return Err(error.into());
    }
    Ok(unprocessable(shown(&server, visit, caller, errors).await?))
}

/// `POST /me/sessions/end-others`.
async fn end_others(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let (account, token) = own(&visit, &caller)?;
    let ended = server.identity.end_other_sessions(&account, &token).await?;
    Ok(see_other(&visit, HOME, Some(&visit.t("me-others-ended").with("count", ended))))
}

/// Account and token of a person with a session; a department's system has neither.
fn own(visit: &Visit, caller: &Caller) -> Result<(String, String), Failure> {
    let account = caller.account.clone().ok_or(Error::NotFound)?;
    let token = visit.session_token().ok_or(Error::Unauthorized)?;
    Ok((account, token.to_owned()))
}

async fn shown(server: &Server, visit: Visit, caller: Caller, errors: Vec<FieldProblem>) -> Result<Response> {
    let sessions = match (&caller.account, visit.session_token()) {
        (Some(account), Some(token)) => server.identity.own_sessions(account, token).await?,
        _ => Vec::new(),
    };
    let least = server.identity.password_characters_min();
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Me)?;
        let title = page.t("nav-me").to_string();
        let choices = |all: &[&'static str], chosen: &str| {
            let choice = |value: &&'static str| Choice { value, is_chosen: *value == chosen };
            all.iter().map(choice).collect::<Vec<_>>()
        };
        let sizes = choices(&["md", "lg", "xl"], visit.text_size().as_str());
        let themes = choices(&["light", "dark"], visit.theme().as_str());
        let languages = choices(&["zh-CN", "en"], visit.language().as_str());
        let keys = choices(&["on", "off"], if page.keys_off() { "off" } else { "on" });
        let account = caller.account.as_deref().map(|account| account_of(read.tx(), account)).transpose()?.flatten();
        let username = account.map(|account| account.username).unwrap_or_default();
        let sessions = sessions.into_iter().map(|session| row(session, &page)).collect();
        let page = page.titled(title);
        render(&MePage { page, errors, sizes, themes, languages, keys, sessions, username, least })
    });
    shown.await
}

fn row(session: OwnSession, page: &Page) -> SessionRow {
    let at = |at| stamp(at, page.now(), page.visit().language());
    SessionRow {
        began: at(session.created_at),
        seen: at(session.seen_at),
        address: session.address,
        browser: browser(&session.user_agent),
        is_this: session.is_this,
    }
}

/// `Chrome 109 · Windows 7` of what a browser calls itself; as it is, where that says nothing.
fn browser(user_agent: &str) -> String {
    const SYSTEMS: [(&str, &str); 8] = [
        ("Windows NT 6.1", "Windows 7"),
        ("Windows NT", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "HarmonyOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    const BROWSERS: [(&str, &str); 4] =
        [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari")];
    let system = SYSTEMS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| (*name).to_owned());
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let version = user_agent.split(mark).nth(1)?.split(['.', ' ']).next()?;
        Some(format!("{name} {version}"))
    });
    let known: Vec<String> = browser.into_iter().chain(system).collect();
    if known.is_empty() { user_agent.to_owned() } else { known.join(" · ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_by_its_name_and_its_system() {
        for (user_agent, told) in [
            (
                "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36",
                "Chrome 109 · Windows 7",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 · Linux"),
            ("curl", "curl"),
        ] {
            assert_eq!(browser(user_agent), told);
        }
    }
}
