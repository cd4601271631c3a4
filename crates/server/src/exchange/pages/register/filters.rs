//! The filters and the order of the register: from the address to the query, and back into words.

use super::super::figure_link::{self, FigureNote};
use crate::exchange::store::{RegisterFilter, Sort, SortKey};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, escaped};
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::search;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::Dialect;
use shenguan_rules::calendar::midnight_of;
use shenguan_rules::exchange::Kind;
use shenguan_rules::party::{Department, DepartmentCode, Side};

/// The names that an address of the register may carry, in the order of the form.
const NAMES: [&str; 16] = [
    "q",
    "kind",
    "state",
    "from",
    "to",
    "item",
    "party",
    "since",
    "until",
    "due_since",
    "due_until",
    "late",
    "sort",
    "figure",
    "of",
    "month",
];
/// The names of a figure whose rows are shown.
const FIGURE: [&str; 3] = ["figure", "of", "month"];
/// The states of the filter, in the order of an item's life.
const STATES: [&str; 5] = ["in_transit", "acknowledged", "deemed_received", "returned", "recalled"];

/// What is asked of the register.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Only known names, each with something in it.
    pub fields: Fields,
    /// The name that was typed for it and refused.
    pub typed: String,
}

/// A value of a filter.
pub(super) struct Choice {
    /// The value.
    pub value: String,
    /// What the screen calls it.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The heading of a column by which the list can be put in order.
pub(super) struct Heading {
    /// By which key.
    pub key: &'static str,
    /// Where pressing it leads.
    pub href: String,
    /// For `aria-sort`.
    pub order: &'static str,
}

impl Asked {
    /// What a query asks; names that are not known are left out.
    pub(super) fn new(query: &Fields) -> Self {
        let known = |name: &str| query.given(name).map(|value| (name.to_owned(), value.to_owned()));
        Self { fields: Fields(NAMES.into_iter().filter_map(known).collect()), typed: String::new() }
    }

    /// Whether only something is looked for.
    pub(super) fn is_search(&self) -> bool {
        self.fields.has("q") && self.fields.0.len() == 1
    }

    /// Whether something is asked that stands under 更多条件.
    pub(super) fn is_detailed(&self) -> bool {
        let first = ["q", "kind", "state", "from", "to"];
        let is_first = |name: &str| first.contains(&name) || FIGURE.contains(&name);
        self.fields.0.iter().any(|(name, _)| !is_first(name))
    }

    /// As the beginning of a query, each pair with its `&`.
    pub(super) fn encoded(&self) -> String {
        self.fields.0.iter().map(|(name, value)| format!("{name}={}&", escaped(value))).collect()
    }

    /// The same under another order.
    fn sorted(&self, sort: Sort) -> Self {
        let mut sorted = self.clone();
        sorted.fields.0.retain(|(name, _)| name != "sort");
        if sort != Sort::default() {
            sorted.fields.set("sort", word_of(sort));
        }
        sorted
    }

    /// The order.
    pub(super) fn sort(&self) -> Sort {
        let word = self.fields.text("sort");
        let mut all = SortKey::ALL.into_iter().flat_map(|key| [false, true].map(|ascending| Sort { key, ascending }));
        all.find(|sort| word_of(*sort) == word).unwrap_or_default()
    }

    /// The columns that put the list in order.
    pub(super) fn headings(&self, base: &str) -> Vec<Heading> {
        let sort = self.sort();
        let heading = |key: SortKey| {
            let is_current = key == sort.key;
            let next = Sort { key, ascending: is_current && !sort.ascending };
            Heading {
                key: key.as_str(),
                href: format!("{base}?{}", self.sorted(next).encoded()),
                order: match (is_current, sort.ascending) {
                    (true, true) => "ascending",
                    (true, false) => "descending",
                    (false, _) => "none",
                },
            }
        };
        SortKey::ALL.into_iter().map(heading).collect()
    }

    /// The query of the store.
    pub(super) fn filter(&self, read: &mut Read<'_, '_>, caller: &Caller) -> Result<RegisterFilter> {
        let given = |name: &str| self.fields.given(name).map(str::to_owned);
        let items = self.fields.given("item").map(|wanted| {
            let wanted = wanted.to_lowercase();
            let items = read.directory().items();
            let fits = items.filter(|item| {
                item.code.as_str().to_lowercase() == wanted || item.name.to_lowercase().contains(&wanted)
            });
            fits.map(|item| item.code.to_string()).collect()
        });
        let dialect = read.tx().dialect();
        Ok(RegisterFilter {
            kind: given("kind"),
            state: given("state"),
            from: given("from"),
            to: given("to"),
            items,
            party: given("party"),
            pushed_from: self.begins("since"),
            pushed_until: self.ends("until"),
            due_from: self.begins("due_since"),
            due_until: self.ends("due_until"),
            is_late: self.fields.has("late"),
            figure: figure_link::asked(&self.fields, caller)?,
            words: self.words(dialect)?,
            sort: self.sort(),
            ..RegisterFilter::default()
        })
    }

    /// What is looked for, and the party, by the index of words.
    fn words(&self, dialect: Dialect) -> Result<Option<search::Words>> {
        let mut words: Option<search::Words> = None;
        for text in ["q", "party"].into_iter().filter_map(|name| self.fields.given(name)) {
            let more = search::Words::parse(dialect, text)?;
            words = match (words, more) {
                (Some(words), Some(more)) => Some(words.and(more)),
                (words, more) => words.or(more),
            };
        }
        Ok(words)
    }

    fn day(&self, name: &str) -> Option<Date> {
        self.fields.given(name).and_then(|day| day.parse().ok())
    }

    fn begins(&self, name: &str) -> Option<Timestamp> {
        self.day(name).and_then(|day| midnight_of(day).ok())
    }

    fn ends(&self, name: &str) -> Option<Timestamp> {
        self.day(name).and_then(|day| day.tomorrow().ok()).and_then(|day| midnight_of(day).ok())
    }

    /// The filters in force in words: what each is called, and its value.
    pub(super) fn summary(&self, words: &Words, figure: Option<&FigureNote>) -> Vec<(String, String)> {
        let named = |(name, value): &(String, String)| {
            let shown = match name.as_str() {
                "kind" => Kind::parse(value).map_or_else(|| value.clone(), |kind| words.kind(&kind)),
                "state" if STATES.contains(&value.as_str()) => words.t_of("state-of", value).to_string(),
                "from" | "to" => {
                    DepartmentCode::parse(value.as_str()).map_or_else(|_| value.clone(), |code| words.department(&code))
                }
                "late" => words.t("register-yes").to_string(),
                "sort" => words.t_of("sort", &word_of(self.sort())).to_string(),
                _ => value.clone(),
            };
            (words.t_of("register-by", name).to_string(), shown)
        };
        let plain = self.fields.0.iter().filter(|(name, _)| !FIGURE.contains(&name.as_str()));
        let figure = figure.map(|note| (words.t_of("register-by", "figure").to_string(), note.title.clone()));
        plain.map(named).chain(figure).collect()
    }

    /// The kinds to choose from.
    pub(super) fn kinds(&self, words: &Words) -> Vec<Choice> {
        let chosen = self.fields.text("kind");
        let choice = |kind: &Kind| Choice {
            value: kind.to_string(),
            label: words.kind(kind),
            is_chosen: kind.as_str() == chosen,
        };
        Kind::BUILT_IN.iter().map(choice).collect()
    }

    /// The states to choose from.
    pub(super) fn states(&self, words: &Words) -> Vec<Choice> {
        let chosen = self.fields.text("state");
        let choice = |state: &str| Choice {
            value: state.to_owned(),
            label: words.t_of("state-of", state).to_string(),
            is_chosen: state == chosen,
        };
        STATES.into_iter().map(choice).collect()
    }

    /// The departments to choose from, for the filter of that name.
    pub(super) fn departments(&self, words: &Words, name: &str) -> Vec<Choice> {
        let chosen = self.fields.text(name);
        let parties = words.directory.departments().filter(|it| matches!(it.side, Side::Approval | Side::Regulation));
        let choice = |department: &Department| Choice {
            value: department.code.to_string(),
            label: words.department(&department.code),
            is_chosen: department.code.as_str() == chosen,
        };
        parties.map(choice).collect()
    }

    /// The orders to choose from, for a screen without headings.
    pub(super) fn sorts(&self, words: &Words) -> Vec<Choice> {
        let current = self.sort();
        let all = SortKey::ALL.into_iter().flat_map(|key| [false, true].map(|ascending| Sort { key, ascending }));
        let choice = |sort: Sort| Choice {
            value: if sort == Sort::default() { String::new() } else { word_of(sort) },
            label: words.t_of("sort", &word_of(sort)).to_string(),
            is_chosen: sort == current,
        };
        all.map(choice).collect()
    }
}

/// `due` for the latest first, `due-up` for the earliest.
fn word_of(sort: Sort) -> String {
    format!("{}{}", sort.key.as_str(), if sort.ascending { "-up" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::new(&Fields(pairs.collect()))
    }

    #[test]
    fn an_address_comes_back_without_what_is_empty_or_unknown() {
        let asked = asked(&[("to", "YJJ"), ("q", " 化工 "), ("kind", ""), ("cursor", "00"), ("page", "2")]);
        assert_eq!(asked.encoded(), "q=%E5%8C%96%E5%B7%A5&to=YJJ&");
        assert!(!asked.is_search());
    }

    #[test]
    fn pressing_a_heading_twice_turns_the_order_round() {
        let by_due = asked(&[("sort", "due")]);
        assert_eq!(by_due.sort(), Sort { key: SortKey::Due, ascending: false });
        let headings = by_due.headings("/register");
        let orders: Vec<_> = headings.iter().map(|heading| (heading.key, heading.order)).collect();
        assert_eq!(orders, [("pushed", "none"), ("due", "descending"), ("received", "none")]);
        assert_eq!(headings[1].href, "/register?sort=due-up&");
        assert_eq!(headings[0].href, "/register?", "the order of pushing needs no word");
        assert_eq!(asked(&[("sort", "nonsense")]).sort(), Sort::default());
    }
}
