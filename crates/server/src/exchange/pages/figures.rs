//! 本单位情况: a department's month in numbers, each with what it counts and a way to the rows that it counts. A department is
//! held against nothing but its own month before.

use super::figure_charts::{BarChart, DotChart, end_of};
use super::figure_link::{figures_of, list_of};
use super::month::Month;
use crate::exchange::standing::Measure;
use crate::exchange::store::{self, Direction, Tally};
use crate::platform::desk::Fields;
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Nav, Outcome, Page, Query, Server, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::date;
use shenguan_rules::party::{DepartmentCode, Side};

/// 鞍政办发〔2018〕66号 is of that year: there is nothing to show before it.
const FIRST_MONTH: (i16, i8) = (2018, 1);
/// In the strip of a direction: what is looked at first.
const STRIP: [Measure; 4] = [Measure::Pushed, Measure::Late, Measure::Acknowledged, Measure::Deemed];
/// How what was pushed was received.
const RECEIPTS: [Measure; 10] = [
    Measure::Pushed,
    Measure::Late,
    Measure::Acknowledged,
    Measure::Deemed,
    Measure::Confirmed,
    Measure::Open,
    Measure::Returned,
    Measure::Objected,
    Measure::ForInformation,
    Measure::Recalled,
];
/// What became of the replies.
const REPLIES: [Measure; 4] = [Measure::ReplyAsked, Measure::ReplyGiven, Measure::ReplyOpen, Measure::ReplyOverdue];
/// What the table of the city shows of each department.
const CITY: [(Direction, Measure); 9] = [
    (Direction::Sent, Measure::Pushed),
    (Direction::Sent, Measure::Late),
    (Direction::Received, Measure::Pushed),
    (Direction::Received, Measure::Acknowledged),
    (Direction::Received, Measure::Deemed),
    (Direction::Received, Measure::Open),
    (Direction::Received, Measure::Returned),
    (Direction::Received, Measure::ReplyAsked),
    (Direction::Received, Measure::ReplyGiven),
];

/// A number that leads to its rows.
pub(super) struct Count {
    /// How many.
    pub number: i64,
    /// The rows; none where there are none.
    pub href: Option<String>,
}

/// A figure of one department.
pub(super) struct FigureRow {
    /// Its name.
    pub name: String,
    /// What it counts, with the clause.
    pub means: String,
    /// This month and the month before, each with its name.
    pub counts: [(String, Count); 2],
}

/// What a department pushed, or what it received.
pub(super) struct Part {
    /// Id of its heading.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// The numbers of the strip: name and count.
    pub strip: Vec<(String, Count)>,
    /// How it was received; what became of the replies, where any was asked for.
    pub groups: Vec<Vec<FigureRow>>,
}

/// A department in the table of the city.
pub(super) struct CityRow {
    /// Its name.
    pub name: String,
    /// Its figures.
    pub href: String,
    /// The numbers, each with the name of its column.
    pub counts: Vec<(String, Count)>,
}

/// Which month the page shows, and the way to others.
pub(super) struct Months {
    /// `2026-11`.
    pub value: String,
    /// 2026年11月.
    pub label: String,
    /// The newest that can be asked for.
    pub newest: String,
    /// The month before, for its column.
    pub label_before: String,
    /// Its page.
    pub before: Option<String>,
    /// The page of the month after.
    pub after: Option<String>,
}

#[derive(Template)]
#[template(path = "exchange/figures.html")]
pub(super) struct FiguresPage {
    page: Page,
    of: Option<String>,
    stamp: String,
    bars: Vec<BarChart>,
    dots: Option<DotChart>,
    is_empty: bool,
    export: String,
    /// What the page is called.
    pub title: String,
    /// Which month.
    pub months: Months,
    /// What a department pushed, and what it received.
    pub parts: Vec<Part>,
    /// The departments, where all of them are shown.
    pub city: Vec<CityRow>,
    /// The heads of their columns, and what each counts.
    pub columns: Vec<(String, String)>,
}

/// `GET /figures`: the department's own; for 督查 each in its row, and any by itself.
pub(super) async fn figures(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| render(&page_of(read, &visit, &caller, &query)?));
    shown.await.map_err(Into::into)
}

/// The page, for the screen or for a file.
pub(super) fn page_of(read: &mut Read<'_, '_>, visit: &Visit, caller: &Caller, query: &Fields) -> Result<FiguresPage> {
    let page = Page::new(visit, caller, read, Nav::Figures)?;
    let words = Words::new(read, visit);
    let month = words.asked_month(query.text("month"));
    let department = asked_department(query, caller)?;
    let own = department.as_ref().map(|code| format!("of={code}&")).unwrap_or_default();
    let mut shown = FiguresPage {
        title: page.t("figures-title").to_string(),
        of: department.as_ref().map(ToString::to_string),
        months: words.months(department.as_ref(), month),
        parts: Vec::new(),
        bars: Vec::new(),
        dots: None,
        is_empty: false,
        city: Vec::new(),
        columns: Vec::new(),
        stamp: words.short(words.now),
        export: format!("/figures/export?{own}month={month}&"),
        page,
    };
    if let Some(department) = &department {
        if Some(department) != caller.scope.department() {
            shown.title = words.t("figures-title-of").with("department", words.department(department)).to_string();
        }
        of_department(read, &words, caller, department, month, &mut shown)?;
    } else {
        shown.title = words.t("figures-title-city").to_string();
        shown.columns = CITY.map(|(direction, measure)| words.city_column(direction, measure)).into();
        shown.city = of_city(read, &words, caller, month)?;
    }
    shown.page = shown.page.titled(shown.title.clone());
    Ok(shown)
}

/// The department that is asked for; none for the table of the city. Another's figures do not exist for a department.
fn asked_department(query: &Fields, caller: &Caller) -> Result<Option<DepartmentCode>> {
    match (query.given("of"), caller.scope.department()) {
        (None, own) => Ok(own.cloned()),
        (Some(code), _) => {
            let code = DepartmentCode::parse(code).ok().filter(|code| caller.scope.covers(code));
            code.map(Some).ok_or(Error::NotFound)
        }
    }
}

fn of_department(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    department: &DepartmentCode,
    month: Month,
    shown: &mut FiguresPage,
) -> Result<()> {
    let Some(side) = words.directory.department(department).map(|it| it.side) else { return Err(Error::NotFound) };
    // What a side mostly does stands first.
    let directions = match side {
        Side::Approval => [Direction::Sent, Direction::Received],
        _ => [Direction::Received, Direction::Sent],
    };
    let weeks = words.weeks(month);
    let days = store::Days { from: weeks[0].min(month.before().first()), until: end_of(month, &weeks) };
    for direction in directions {
        let tally = store::tally(read.tx(), words.now, &caller.scope, department, direction, days)?;
        let is_empty = [month, month.before()]
            .iter()
            .all(|of| tally.count(Measure::Pushed, of.days()) + tally.count(Measure::Recalled, of.days()) == 0);
        if !is_empty {
            shown.parts.push(words.part(department, direction, month, &tally));
            shown.bars.extend(words.receipt_chart(direction, &tally, &weeks));
        }
    }
    shown.is_empty = shown.parts.is_empty();
    shown.dots = words.reply_chart(read, &caller.scope, department, month)?;
    Ok(())
}

/// Every department of both sides, in the order of the institutions: no ranking.
fn of_city(read: &mut Read<'_, '_>, words: &Words, caller: &Caller, month: Month) -> Result<Vec<CityRow>> {
    let standing = words.institutions();
    let standing: Vec<_> =
        standing.into_iter().filter(|it| matches!(it.side, Side::Approval | Side::Regulation)).collect();
    let codes: Vec<&DepartmentCode> = standing.iter().map(|department| &department.code).collect();
    let mut tallies = |direction| store::tallies(read.tx(), words.now, &caller.scope, &codes, direction, month.days());
    let (sent, received, nothing) = (tallies(Direction::Sent)?, tallies(Direction::Received)?, Tally::default());
    let names = CITY.map(|(direction, measure)| words.city_column(direction, measure).0);
    let mut rows = Vec::new();
    for department in &standing {
        let code = &department.code;
        let counts: Vec<(String, Count)> = CITY
            .iter()
            .zip(&names)
            .map(|((direction, measure), name)| {
                let tallies = if *direction == Direction::Sent { &sent } else { &received };
                let tally = tallies.get(code).unwrap_or(&nothing);
                (name.clone(), count(tally, code, *direction, *measure, month))
            })
            .collect();
        let is_gone = !department.stands_on(words.today()) && counts.iter().all(|(_, count)| count.number == 0);
        if !is_gone {
            rows.push(CityRow { name: words.department(code), href: figures_of(code, month), counts });
        }
    }
    Ok(rows)
}

fn count(tally: &Tally, code: &DepartmentCode, direction: Direction, measure: Measure, month: Month) -> Count {
    let number = tally.count(measure, month.days());
    Count { number, href: (number > 0).then(|| list_of(code, month, direction, measure)) }
}

impl Words {
    /// The month of the query; this one where it is none, or lies ahead, or before the policy.
    fn asked_month(&self, asked: &str) -> Month {
        let newest = Month::of(self.today());
        let oldest = Month::of(date(FIRST_MONTH.0, FIRST_MONTH.1, 1));
        Month::parse(asked).filter(|month| (oldest..=newest).contains(month)).unwrap_or(newest)
    }

    fn months(&self, department: Option<&DepartmentCode>, month: Month) -> Months {
        let newest = Month::of(self.today());
        let page = |of: Month| match department {
            Some(code) => figures_of(code, of),
            None => format!("/figures?month={of}"),
        };
        let oldest = Month::of(date(FIRST_MONTH.0, FIRST_MONTH.1, 1));
        Months {
            value: month.to_string(),
            label: self.month(month),
            newest: newest.to_string(),
            label_before: self.month(month.before()),
            before: (month > oldest).then(|| page(month.before())),
            after: (month < newest).then(|| page(month.after())),
        }
    }

    fn part(&self, code: &DepartmentCode, direction: Direction, month: Month, tally: &Tally) -> Part {
        let counted = |measure, of| count(tally, code, direction, measure, of);
        let row = |measure| FigureRow {
            name: self.figure(direction, measure),
            means: self.figure_means(direction, measure),
            counts: [month, month.before()].map(|of| (self.month(of), counted(measure, of))),
        };
        let mut groups = vec![RECEIPTS.map(row).into()];
        let replies: Vec<FigureRow> = REPLIES.map(row).into();
        if replies.iter().any(|row| row.counts.iter().any(|(_, count)| count.number > 0)) {
            groups.push(replies);
        }
        Part {
            id: direction.as_str(),
            title: self.direction(direction),
            strip: STRIP.map(|measure| (self.figure(direction, measure), counted(measure, month))).into(),
            groups,
        }
    }

    /// The head of a column of the city's table, and what it counts.
    fn city_column(&self, direction: Direction, measure: Measure) -> (String, String) {
        (self.figure(direction, measure), self.figure_means(direction, measure))
    }
}
