//! What a form of 系统 sent, name by name; a name may come several times.

use crate::platform::error::Error;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// The zone of the city: +08:00.
const OFFSET_HOURS: i8 = 8;

/// The fields of a form, or of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Vec<(String, String)>);

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl Typed {
    /// The text of a field without blanks around it; empty where it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    /// The text; none where there is none.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// Every value of a name.
    pub fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let values = self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty())
    }

    /// Whether the button of that step was pressed.
    pub fn is_step(&self, step: &str) -> bool {
        self.text("step") == step
    }

    /// Everything but the step, for the hidden fields of the form that confirms.
    pub fn without_step(&self) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| name != "step").cloned().collect()
    }

    /// Puts a value in the place of all of a name.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.retain(|(found, _)| found != name);
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// A day; refused by name where none was given or it is no day.
    pub fn date(&self, name: &'static str) -> Result<Date, Error> {
        self.date_opt(name)?.ok_or_else(|| Error::field(name, "FIELD_MISSING"))
    }

    /// A day, or none.
    pub fn date_opt(&self, name: &'static str) -> Result<Option<Date>, Error> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| Error::field(name, "FIELD_NOT_FIT"))
    }

    /// A minute of the city's time.
    pub fn minute(&self, name: &'static str) -> Result<Timestamp, Error> {
        let text = self.text(name);
        if text.is_empty() {
            return Err(Error::field(name, "FIELD_MISSING"));
        }
        let local: DateTime = text.parse().map_err(|_| Error::field(name, "FIELD_NOT_FIT"))?;
        Offset::constant(OFFSET_HOURS).to_timestamp(local).map_err(|_| Error::field(name, "FIELD_NOT_FIT"))
    }

    /// A whole number, or none.
    pub fn number(&self, name: &'static str) -> Result<Option<u32>, Error> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| Error::field(name, "FIELD_NOT_FIT"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn minutes_are_those_of_the_city() {
        let typed = typed(&[("from", "2026-10-08T12:00"), ("to", "morgen")]);
        assert_eq!(typed.minute("from").unwrap(), "2026-10-08T04:00:00Z".parse().unwrap());
        assert!(typed.minute("to").is_err());
        assert!(typed.minute("at").is_err());
    }

    #[test]
    fn a_day_may_be_left_out_and_must_be_one_where_it_is_given() {
        let typed = typed(&[("from", " 2026-10-08 "), ("to", ""), ("on", "10月8日")]);
        assert_eq!(typed.date("from").unwrap(), jiff::civil::date(2026, 10, 8));
        assert_eq!(typed.date_opt("to").unwrap(), None);
        assert!(typed.date("to").is_err() && typed.date_opt("on").is_err());
    }
}
