//! A table of 系统: columns, rows of cells, what can be done with a row.

/// A table with its heading.
pub struct Table {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// Headings of its columns; an empty one is read out as 操作.
    pub columns: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands there without rows.
    pub empty: String,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Below it, small.
    pub sub: String,
    /// Where the text leads.
    pub href: String,
    /// A class of the style sheet: `num`, `code`, `c-red` …
    pub class: &'static str,
    /// Names and texts of the city are Chinese on English pages too.
    pub is_chinese: bool,
    /// What can be done with the row.
    pub deeds: Vec<Deed>,
}

/// A link, or a button that posts.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Where to.
    pub to: String,
    /// Its word.
    pub label: String,
    /// What it is about, for the ear.
    pub about: String,
    /// Whether it posts.
    pub posts: bool,
}

impl Table {
    /// A table without rows.
    pub fn new(id: &'static str, heading: impl ToString, columns: Vec<String>, empty: impl ToString) -> Self {
        Self { id, heading: heading.to_string(), columns, rows: Vec::new(), empty: empty.to_string() }
    }

    /// With these rows.
    #[must_use]
    pub fn with(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Each row with the headings of its cells.
    pub fn lines(&self) -> impl Iterator<Item = Vec<(&str, &Cell)>> {
        let columns = || self.columns.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.rows.iter().map(move |row| columns().zip(row).collect())
    }
}

impl Cell {
    /// Words in the language of the page.
    pub fn of(text: impl ToString) -> Self {
        Self { text: text.to_string(), ..Self::default() }
    }

    /// A name or a text of the city.
    pub fn chinese(text: impl ToString) -> Self {
        Self { is_chinese: true, ..Self::of(text) }
    }

    /// A number, a day, an instant.
    pub fn number(text: impl ToString) -> Self {
        Self { class: "num", ..Self::of(text) }
    }

    /// A code.
    pub fn code(text: impl ToString) -> Self {
        Self { class: "code", ..Self::of(text) }
    }

    /// What can be done.
    pub fn deeds(deeds: Vec<Deed>) -> Self {
        Self { deeds, ..Self::default() }
    }

    /// Leading somewhere.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }

    /// With a small line below.
    #[must_use]
    pub fn below(mut self, sub: impl ToString) -> Self {
        self.sub = sub.to_string();
        self
    }

    /// In a tone: `c-red`, `c-amb`, `c-grn`.
    #[must_use]
    pub fn tone(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

impl Deed {
    /// A link.
    pub fn link(to: impl Into<String>, label: impl ToString, about: impl ToString) -> Self {
        Self { to: to.into(), label: label.to_string(), about: about.to_string(), posts: false }
    }

    /// A button that posts at once.
    pub fn post(to: impl Into<String>, label: impl ToString, about: impl ToString) -> Self {
        Self { posts: true, ..Self::link(to, label, about) }
    }
}
