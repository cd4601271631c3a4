//! A list as columns and rows: what a page shows and what its export holds, from the same values.

use crate::platform::web::minute;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use std::fmt;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is in a workbook, in half-width characters.
    pub characters: u16,
}

/// A value. It shows itself as dense tables write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// Words that lead to a page; in a file only the words.
    Link {
        /// What is read.
        text: String,
        /// A path of this host.
        href: String,
    },
    /// How many.
    Count(i64),
    /// A day.
    Day(Date),
    /// An instant, to the minute.
    Minute(Timestamp),
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the page is called.
    pub title: String,
    /// The name of its files, in letters of an address: `register`.
    pub name: &'static str,
    /// The filters in force: what each is called, and its value.
    pub filters: Vec<(String, String)>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

impl Column {
    /// A column of that heading, so many half-width characters wide.
    pub fn new(title: impl fmt::Display, characters: u16) -> Self {
        Self { title: title.to_string(), characters }
    }
}

impl Cell {
    /// Words; nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// An instant, where there is one.
    pub fn minute(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Empty, Self::Minute)
    }

    /// Where it leads, for a page.
    pub fn href(&self) -> Option<&str> {
        match self {
            Self::Link { href, .. } => Some(href),
            _ => None,
        }
    }

    /// Whether its digits stand one below the other.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Day(_) | Self::Minute(_))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Link { text, .. } => formatter.write_str(text),
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Day(day) => write!(formatter, "{day}"),
            Self::Minute(at) => write!(formatter, "{} {}", local_date(*at), minute(*at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_that_of_the_city_to_the_minute() {
        let at: Timestamp = "2026-11-24T09:00:59Z".parse().unwrap();
        assert_eq!(Cell::Minute(at).to_string(), "2026-11-24 17:00");
        assert_eq!(Cell::text(""), Cell::Empty);
        assert_eq!(Cell::Link { text: "甲".to_owned(), href: "/a".to_owned() }.to_string(), "甲");
    }
}
