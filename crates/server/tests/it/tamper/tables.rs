//! Tables as the database itself lists them, so that a new column is tampered with before anybody thinks of it.

use crate::city::CITY;
use shenguan_db::{Database, Dialect, Row, Value};

/// A table outside `op_`.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

/// One of its columns.
pub(super) struct Column {
    pub(super) name: String,
    is_text: bool,
}

/// Every table for which the ledger answers.
pub(super) fn tables(database: &Database) -> Vec<Table> {
    let sql = match database.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' ORDER BY t.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) \
             FROM information_schema.columns WHERE table_schema = current_schema() \
             ORDER BY table_name, CAST(ordinal_position AS BIGINT)"
        }
    };
    let mut tables: Vec<Table> = Vec::new();
    for row in query(database, sql, &[]) {
        let [name, column, kind]: [String; 3] = [0, 1, 2].map(|place| row.get(place).expect("a word"));
        if name.starts_with("op_") || name.starts_with("sqlite_") {
            continue;
        }
        if tables.last().is_none_or(|table| table.name != name) {
            tables.push(Table { name, columns: Vec::new() });
        }
        let is_text = kind.eq_ignore_ascii_case("text");
        tables.last_mut().expect("one was pushed").columns.push(Column { name: column, is_text });
    }
    assert!(tables.len() >= 16, "the tables are found");
    tables
}

impl Table {
    fn names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn rows(&self, database: &Database) -> Vec<Vec<Value>> {
        let rows = query(database, &format!("SELECT {0} FROM {1} ORDER BY {0}", self.names(), self.name), &[]);
        assert!(!rows.is_empty(), "the history leaves no table empty: {}", self.name);
        rows.into_iter().map(Row::into_values).collect()
    }

    /// A row, with a value in that column if there is any such.
    pub(super) fn row_with(&self, database: &Database, column: usize) -> Vec<Value> {
        let rows = self.rows(database);
        let with = rows.iter().position(|row| row[column] != Value::Null).unwrap_or(0);
        rows[with].clone()
    }

    /// A row that is neither the first nor the last, where there are so many.
    pub(super) fn middle_row(&self, database: &Database) -> Vec<Value> {
        let rows = self.rows(database);
        rows[rows.len() / 2].clone()
    }

    /// The row with that value in that column.
    pub(super) fn row_at(&self, database: &Database, column: usize, value: &Value) -> Vec<Value> {
        self.rows(database).into_iter().find(|row| row[column] == *value).expect("there is such a row")
    }

    /// A row that could stand beside this one.
    pub(super) fn forged(&self, database: &Database, row: &[Value]) -> Vec<Value> {
        let mut forged = row.to_vec();
        if self.name == "ledger_entry" {
            forged[1] = Value::Int(i64::try_from(self.rows(database).len()).expect("few") + 1);
            return forged;
        }
        for (column, value) in self.columns.iter().zip(&mut forged) {
            if ["id", "number", "digest", "department", "jurisdiction", "code", "office", "letter"]
                .contains(&column.name.as_str())
            {
                *value = changed(value, column);
            }
        }
        forged
    }

    pub(super) fn replace(&self, database: &Database, row: &[Value], with: &[Value]) {
        let sets: Vec<String> =
            self.columns.iter().zip(1..).map(|(column, place)| format!("{} = ${place}", column.name)).collect();
        let (condition, values) = self.condition(row, with.len() + 1);
        let values = with.iter().cloned().chain(values).collect();
        run(database, &format!("UPDATE {} SET {} WHERE {condition}", self.name, sets.join(", ")), values);
    }

    pub(super) fn delete(&self, database: &Database, row: &[Value]) {
        let (condition, values) = self.condition(row, 1);
        run(database, &format!("DELETE FROM {} WHERE {condition}", self.name), values);
    }

    pub(super) fn insert(&self, database: &Database, row: &[Value]) {
        let places: Vec<String> = (1..=row.len()).map(|place| format!("${place}")).collect();
        let sql = format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names(), places.join(", "));
        run(database, &sql, row.to_vec());
    }

    fn condition(&self, row: &[Value], first: usize) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let parts = self.columns.iter().zip(row).map(|(column, value)| {
            if *value == Value::Null {
                return format!("{} IS NULL", column.name);
            }
            values.push(value.clone());
            format!("{} = ${}", column.name, first + values.len() - 1)
        });
        (parts.collect::<Vec<_>>().join(" AND "), values)
    }

    /// How `verify` calls a row.
    pub(super) fn place(&self, row: &[Value]) -> String {
        let key: &[&str] = match self.name.as_str() {
            "ledger_entry" => return format!("entry {CITY}/{}", self.word(row, "sequence")),
            "ledger_head" => &["jurisdiction"],
            "content" => &["digest"],
            "reader" => &["department", "subject_kind", "subject_id"],
            "feed" => &["department", "sequence"],
            "task" => &["department", "list", "subject_id", "task"],
            "tally" => &["department", "direction", "pushed_on", "standing"],
            _ => &["id"],
        };
        let words: Vec<String> = key.iter().map(|column| self.word(row, column)).collect();
        format!("row {}/{}", self.name, words.join("/"))
    }

    /// How `verify` calls the entry after this one.
    pub(super) fn place_after(&self, row: &[Value]) -> String {
        format!("entry {CITY}/{}", self.word(row, "sequence").parse::<i64>().expect("a number") + 1)
    }

    fn word(&self, row: &[Value], column: &str) -> String {
        let place = self.columns.iter().position(|known| known.name == column).expect("the column is there");
        match &row[place] {
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
            other => panic!("{column} is no key: {}", other.type_name()),
        }
    }
}

/// Another value for the column.
pub(super) fn changed(value: &Value, column: &Column) -> Value {
    match value {
        Value::Null if column.is_text => Value::from("x"),
        Value::Null => Value::Int(7),
        Value::Text(text) => Value::Text(format!("{text}x")),
        Value::Int(number) => Value::Int(number.checked_add(1_000_003).unwrap_or(0)),
        Value::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            *bytes.last_mut().expect("no column is empty") ^= 1;
            Value::Bytes(bytes)
        }
        Value::Bool(flag) => Value::Bool(!flag),
    }
}

/// Takes the triggers off the ledger, as whoever owns the database can.
pub(super) fn let_the_ledger_be_written(database: &Database) {
    match database.dialect() {
        Dialect::Sqlite => {
            run(database, "DROP TRIGGER ledger_entry_is_never_updated", vec![]);
            run(database, "DROP TRIGGER ledger_entry_is_never_deleted", vec![]);
        }
        Dialect::Postgres => run(database, "ALTER TABLE ledger_entry DISABLE TRIGGER ALL", vec![]),
    }
}

pub(super) fn run(database: &Database, sql: &str, values: Vec<Value>) {
    let mut connection = database.writer().expect("it can be written");
    let mut tx = connection.begin_write().expect("a transaction begins");
    tx.execute(sql, values);
    tx.commit().unwrap_or_else(|error| panic!("{sql}: {error}"));
}

pub(super) fn query(database: &Database, sql: &str, values: &[Value]) -> Vec<Row> {
    let mut connection = database.reader().expect("it can be read");
    let mut tx = connection.begin_read().expect("a transaction begins");
    tx.query(sql, values).unwrap_or_else(|error| panic!("{sql}: {error}"))
}
