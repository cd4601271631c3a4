//! From a figure to the rows that it counts, and back: `/register?figure=received-deemed&of=YJJ&month=2026-11`.

use super::month::Month;
use crate::exchange::standing::Measure;
use crate::exchange::store::{Direction, FigureFilter};
use crate::platform::desk::Fields;
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use shenguan_rules::party::DepartmentCode;

/// What the register says about the figure whose rows it shows.
pub(super) struct FigureNote {
    /// 「市应急管理局 2026年11月 收到的件 · 默认接收」.
    pub title: String,
    /// What is counted, with the clause.
    pub means: String,
    /// Back to the figures.
    pub href: String,
    /// The fields of the address, which the filters of the register keep.
    pub kept: [(&'static str, String); 3],
}

/// The list of a figure.
pub(super) fn list_of(department: &DepartmentCode, month: Month, direction: Direction, measure: Measure) -> String {
    format!("/register?figure={}-{}&of={department}&month={month}", direction.as_str(), measure.as_str())
}

/// The page of a department's figures.
pub(super) fn figures_of(department: &DepartmentCode, month: Month) -> String {
    format!("/figures?of={department}&month={month}")
}

/// The figure that a query asks for, if it asks for one. One that is none, or of a department beyond the scope, is unknown:
/// a list that ignored it would not be what the figure counted.
pub(super) fn asked(query: &Fields, caller: &Caller) -> Result<Option<FigureFilter>> {
    let Some(figure) = query.given("figure") else { return Ok(None) };
    let named = figure
        .split_once('-')
        .and_then(|(direction, measure)| Some((Direction::from_word(direction)?, Measure::from_word(measure)?)));
    let month = Month::parse(query.text("month"));
    let department = DepartmentCode::parse(query.text("of")).ok().filter(|code| caller.scope.covers(code));
    match (named, month, department) {
        (Some((direction, measure)), Some(month), Some(department)) => {
            Ok(Some(FigureFilter { department, direction, measure, days: month.days() }))
        }
        _ => Err(Error::NotFound),
    }
}

impl Words {
    /// What the register says above the rows of a figure.
    pub(super) fn figure_note(&self, figure: &FigureFilter) -> FigureNote {
        let month = Month::of(figure.days.from);
        let title = self.t("figure-note").with("department", self.department(&figure.department));
        let title = title.with("month", self.month(month)).with("direction", self.direction(figure.direction));
        FigureNote {
            title: title.with("figure", self.figure(figure.direction, figure.measure)).to_string(),
            means: self.figure_means(figure.direction, figure.measure),
            href: figures_of(&figure.department, month),
            kept: [
                ("figure", format!("{}-{}", figure.direction.as_str(), figure.measure.as_str())),
                ("of", figure.department.to_string()),
                ("month", month.to_string()),
            ],
        }
    }

    /// 推送的件, 收到的件.
    pub(super) fn direction(&self, direction: Direction) -> String {
        self.t_of("figures-of", direction.as_str()).to_string()
    }

    /// The name of a figure.
    pub(super) fn figure(&self, direction: Direction, measure: Measure) -> String {
        match direction {
            Direction::Sent => self.t_of("sent-figure", measure.as_str()).to_string(),
            Direction::Received => self.t_of("received-figure", measure.as_str()).to_string(),
        }
    }

    /// What it counts, with the clause.
    pub(super) fn figure_means(&self, direction: Direction, measure: Measure) -> String {
        match direction {
            Direction::Sent => self.t_of("sent-means", measure.as_str()).to_string(),
            Direction::Received => self.t_of("received-means", measure.as_str()).to_string(),
        }
    }
}
