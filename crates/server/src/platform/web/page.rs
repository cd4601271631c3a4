//! The shell of every page: top bar, navigation, badges, banner. A page's template struct holds a `Page` as `page` and extends
//! `base.html`.

use super::attend::cookie;
use super::clause::clause;
use super::language::{Language, Text};
use super::moment::{paper, stamp};
use super::visit::{BANNER_COOKIE, Visit};
use crate::platform::clock;
use crate::platform::desk;
use crate::platform::error::{Error, Result};
use crate::platform::feed::FEED_HEAD;
use crate::platform::identity::{Caller, Permission};
use crate::platform::job::UNSEEN;
use crate::platform::notice;
use crate::platform::reader::Read;
use crate::platform::system::downtime::{self, Downtime};
use askama::Template;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use shenguan_rules::calendar::rfc3339;

/// What the navigation counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Badges {
    /// 待办: what I must do.
    pub todo: u64,
    /// 已发: what others owe me.
    pub sent: u64,
    /// 导入导出: jobs that ended and were not looked at.
    pub jobs: u64,
    /// 提醒: notices that were not looked at.
    pub notices: u64,
}

/// The entry of the navigation that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// 待办.
    Todo,
    /// 已发.
    Sent,
    /// 提醒.
    Notices,
    /// 全市台账.
    Register,
    /// 本单位情况.
    Figures,
    /// 人员名单.
    People,
    /// 查阅记录.
    Reads,
    /// 导入导出.
    Jobs,
    /// 系统.
    System,
    /// 我的设置.
    Me,
    /// 帮助.
    Help,
    /// None of them.
    Elsewhere,
}

/// The shell of one page.
#[derive(Clone)]
pub struct Page {
    /// In the window's title bar.
    pub title: String,
    /// The same numbers as the lists.
    pub badges: Badges,
    visit: Visit,
    caller: Option<Caller>,
    nav: Nav,
    now: Timestamp,
    since: Option<i64>,
    downtime: Option<Downtime>,
}

/// A heading of the navigation with its entries.
pub struct NavGroup {
    /// Id of its heading.
    pub heading: &'static str,
    /// What the caller can use of it.
    pub entries: Vec<NavEntry>,
}

/// An entry of the navigation.
pub struct NavEntry {
    /// Where it leads.
    pub href: &'static str,
    /// Symbol in `icons.svg`.
    pub icon: &'static str,
    /// Id of its words.
    pub label: &'static str,
    /// Whether it counts; nothing is shown at 0.
    pub counts: bool,
    /// How many.
    pub count: u64,
    /// Whether this is the page.
    pub is_current: bool,
}

impl Page {
    /// The shell for a caller, with the badges of the same view as the page.
    pub fn new(visit: &Visit, caller: &Caller, read: &mut Read<'_, '_>, nav: Nav) -> Result<Self> {
        let now = read.now();
        let (coming, values) = downtime::asked(now);
        let mut asked = vec![
            (UNSEEN, vec![caller.account.as_deref().unwrap_or_default().into()]),
            (FEED_HEAD, vec![caller.department.as_str().into()]),
            (coming.as_str(), values),
            notice::unseen_question(caller),
        ];
        let counted = desk::badges_question(now, caller);
        asked.extend(counted.as_ref().map(|(sql, values)| (sql.as_str(), values.clone())));
        let answers = read.tx().query_all_of(&asked)?;
        let first = |place: usize| answers.get(place).and_then(|rows| rows.first());
        let number = |place| first(place).map_or(Ok(0_i64), |row| row.get(0));
        let mut badges = answers.get(4).map_or(Ok(Badges::default()), |rows| desk::badges(rows))?;
        badges.jobs = u64::try_from(number(0)?).unwrap_or(0);
        badges.notices = u64::try_from(number(3)?).unwrap_or(0);
        let since = caller.may(Permission::ReadItems).then(|| number(1)).transpose()?;
        let downtime = first(2).map(downtime::from_row).transpose()?;
        let (visit, caller) = (visit.clone(), Some(caller.clone()));
        Ok(Self { title: String::new(), badges, visit, caller, nav, now, since, downtime })
    }

    /// The shell without a caller, or without badges: login and failures.
    pub fn bare(visit: &Visit) -> Self {
        Self {
            title: String::new(),
            badges: Badges::default(),
            visit: visit.clone(),
            caller: visit.caller().cloned(),
            nav: Nav::Elsewhere,
            now: visit.server().app.clock().now(),
            since: None,
            downtime: None,
        }
    }

    /// With the title that the window shows.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// A message in the language of the page.
    pub fn t(&self, id: &'static str) -> Text {
        self.visit.t(id)
    }

    /// A message of a family: `page.t_of("kind", row.kind)`.
    pub fn t_of(&self, family: &'static str, member: &str) -> Text {
        self.visit.t_of(family, member)
    }

    /// The visit that it answers.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Who is logged in.
    pub fn caller(&self) -> Option<&Caller> {
        self.caller.as_ref()
    }

    /// Whether the caller may do it.
    pub fn may(&self, permission: Permission) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.may(permission))
    }

    /// Whether the search box leads anywhere.
    pub fn may_search(&self) -> bool {
        self.may(Permission::ReadRegister)
    }

    /// The instant of which the page speaks.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// For `data-now`.
    pub fn now_rfc3339(&self) -> String {
        rfc3339(self.now)
    }

    /// `11月24日（周二）15:18`.
    pub fn clock_text(&self) -> String {
        stamp(self.now, self.now, self.visit.language())
    }

    /// The foot of every sheet of paper: who printed it and when.
    pub fn printed(&self) -> Option<Text> {
        self.caller.as_ref()?;
        let moment = paper(self.now, self.visit.language());
        Some(self.t("printed-by").with("name", self.person_name()).with("moment", moment))
    }

    /// For `data-live`: what came to the department after this is news to the page.
    pub fn since(&self) -> Option<i64> {
        self.since
    }

    /// Where the bar of new items leads: the list anew. None where the page is no list of 待办.
    pub fn news_href(&self) -> Option<&str> {
        let here = self.here();
        let is_list = self.since.is_some() && self.visit.is_get() && self.visit.path() == "/todo";
        is_list.then_some(if here.contains("cursor=") { "/todo" } else { here })
    }

    /// For `data-keys`: whether the single keys are switched off.
    pub fn keys_off(&self) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.preferences.single_keys == Some(false))
    }

    /// For `lang`.
    pub fn lang(&self) -> &'static str {
        self.visit.language().as_str()
    }

    /// The language that the switch leads to.
    pub fn other_lang(&self) -> &'static str {
        self.visit.language().other().as_str()
    }

    /// For `data-size`; nothing at 100 %.
    pub fn size(&self) -> Option<&'static str> {
        let size = self.visit.text_size();
        (size != crate::platform::identity::TextSize::Normal).then(|| size.as_str())
    }

    /// What the button 大字 gives next.
    pub fn next_size(&self) -> &'static str {
        self.visit.text_size().next().as_str()
    }

    /// For `data-theme`; nothing for light.
    pub fn theme(&self) -> Option<&'static str> {
        let theme = self.visit.theme();
        (theme != crate::platform::identity::Theme::Light).then(|| theme.as_str())
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        super::assets::asset(name)
    }

    /// The address of a symbol, for `<use href="…">`.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", super::assets::asset("icons.svg"))
    }

    /// 鞍山市.
    pub fn city(&self) -> &str {
        &self.visit.server().settings.city_name
    }

    /// 平台值班电话; empty where none is set.
    pub fn duty_phone(&self) -> &str {
        &self.visit.server().settings.duty_phone
    }

    /// The name in the top bar.
    pub fn person_name(&self) -> String {
        let person = self.caller.as_ref().and_then(|caller| caller.person.as_ref());
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    /// 市应急管理局 · 联络人.
    pub fn person_line(&self) -> String {
        let Some(caller) = &self.caller else { return String::new() };
        let roles = caller.role_names(self.visit.language());
        let office = self.office(caller);
        if roles.is_empty() { office } else { format!("{office} · {roles}") }
    }

    /// The department as short as people call it: the top bar has room for the search, too.
    fn office(&self, caller: &Caller) -> String {
        let directory = self.visit.server().app.directory();
        let Some(department) = directory.department(&caller.department) else { return caller.department_name.clone() };
        match (&department.name_en, self.visit.language()) {
            (Some(english), Language::English) => english.clone(),
            _ => department.short_name.clone(),
        }
    }

    /// A clause of 66号文 in words.
    pub fn clause(&self, mark: &str) -> String {
        clause(mark, self.visit.language())
    }

    /// The words that the page before left, once.
    pub fn banner(&self) -> Option<String> {
        self.visit.banner()
    }

    /// Where the forms of the top bar lead back to.
    pub fn here(&self) -> &str {
        if self.visit.is_get() { self.visit.path_and_query() } else { self.visit.referer().unwrap_or("/") }
    }

    /// Whether the page answers a form.
    pub fn was_submitted(&self) -> bool {
        !self.visit.is_get()
    }

    /// A word for the hidden `once` field of a form, so that pressing twice acts once (`form_key`).
    pub fn once(&self) -> String {
        hex::encode(clock::random::<16>())
    }

    /// Whether the page is 我的设置.
    pub fn is_me(&self) -> bool {
        self.nav == Nav::Me
    }

    /// Whether the page is 帮助.
    pub fn is_help(&self) -> bool {
        self.nav == Nav::Help
    }

    /// 计划停机: announced maintenance that is not over.
    pub fn maintenance(&self) -> Option<String> {
        let coming = self.downtime.as_ref()?;
        let span = |at| stamp(at, self.now, self.visit.language());
        let words = self.t("system-maintenance").with("from", span(coming.from)).with("to", span(coming.to));
        Some(words.with("words", coming.words.as_str()).to_string())
    }

    /// What the caller can use, in the order of a liaison officer's day.
    pub fn navigation(&self) -> Vec<NavGroup> {
        let entry = |nav, href, icon, label, count, permission| {
            let is_current = nav == self.nav;
            let counts = matches!(nav, Nav::Todo | Nav::Sent | Nav::Notices | Nav::Jobs);
            self.may(permission).then_some(NavEntry { href, icon, label, counts, count, is_current })
        };
        let is_city = self.caller.as_ref().is_some_and(|caller| caller.scope.department().is_none());
        let figures = if is_city { "nav-figures-city" } else { "nav-figures" };
        let work = [
            entry(Nav::Todo, "/todo", "inbox", "nav-todo", self.badges.todo, Permission::ReadItems),
            entry(Nav::Sent, "/sent", "send", "nav-sent", self.badges.sent, Permission::ReadItems),
            entry(Nav::Notices, "/notices", "bell", "nav-notices", self.badges.notices, Permission::OwnAccount),
        ];
        let inquiry = [
            entry(Nav::Register, "/register", "book-open-text", "nav-register", 0, Permission::ReadRegister),
            entry(Nav::Figures, "/figures", "chart-column", figures, 0, Permission::ReadFigures),
            entry(Nav::People, "/people", "contact-round", "nav-people", 0, Permission::ReadDirectory),
            entry(Nav::Reads, "/system/reads", "history", "nav-reads", 0, Permission::ReadRecord),
            entry(Nav::Jobs, "/jobs", "files", "nav-jobs", self.badges.jobs, Permission::OwnAccount),
            entry(Nav::System, "/system", "settings", "nav-system", 0, Permission::Administer),
        ];
        let groups = [
            ("nav-work", work.into_iter().flatten().collect()),
            ("nav-inquiry", inquiry.into_iter().flatten().collect::<Vec<_>>()),
        ];
        let groups = groups.into_iter().map(|(heading, entries): (_, Vec<NavEntry>)| NavGroup { heading, entries });
        groups.filter(|group| !group.entries.is_empty()).collect()
    }
}

/// A page as the answer.
pub fn render(template: &impl Template) -> Result<Response> {
    Ok(Html(template.render().map_err(Error::fault)?).into_response())
}

/// After an act: to the next page, which shows the words once.
pub fn see_other(visit: &Visit, location: &str, banner: Option<&Text>) -> Response {
    let location = if super::visit::is_local(location) { location } else { "/" };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let value = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, value);
    if let Some(banner) = banner {
        let words = hex::encode(banner.to_string());
        response.headers_mut().append(SET_COOKIE, cookie(BANNER_COOKIE, &words));
    }
    tracing::debug!(id = visit.id(), location, "to the next page");
    response
}

/// A page that is shown again because of its fields: 422.
pub fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}
