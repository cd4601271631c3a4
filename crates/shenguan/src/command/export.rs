//! `shenguan export`: everything that the platform knows, in open formats, so that nobody is tied to it. May run beside a server.

use super::outcome::{Done, Failure, told};
use super::place::{Opened, Place};
use super::serving;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::Transmittal;
use shenguan_server::platform::clock::from_micros;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::view::{View, view};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What goes out, how, and where to.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// 导出哪一种
    what: What,
    /// 格式；存证链的 json 为逐行原文
    #[arg(long, value_enum)]
    format: Format,
    /// 写入文件；不写则输出到标准输出
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// 单位与科室
    Departments,
    /// 审批事项，连同标准要素
    Items,
    /// 移交协议
    Agreements,
    /// 责任人、联络人名单，过去的也在内
    Roster,
    /// 全部推送，连同内容
    Transmittals,
    /// 存证链
    Ledger,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Columns that come first; the others follow by name.
const FIRST_COLUMNS: [&str; 8] = ["id", "number", "code", "name", "kind", "department", "from", "to"];
/// For spreadsheets, which else take the text for another encoding.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

type Exported = Result<(), Failure>;
type EachRow<'e> = &'e mut dyn FnMut(Value) -> Exported;

/// Exports.
pub(crate) fn run(export: &Export) -> Done {
    serving::log_to_stderr("warn");
    let opened = export.place.opened()?;
    let written = match &export.out {
        Some(file) => {
            let file = File::create(file)
                .map_err(|error| Failure::words(format!("cannot write {}: {error}", file.display())))?;
            export.write(&opened, BufWriter::new(file))
        }
        None => export.write(&opened, BufWriter::new(io::stdout().lock())),
    };
    written?;
    Ok(ExitCode::SUCCESS)
}

impl Export {
    fn write(&self, opened: &Opened, mut out: impl Write) -> Exported {
        view(&opened.database, &opened.jurisdiction, |view| {
            // What is shown at an instant is true at it: a receipt that is due by now is deemed.
            let now = opened.clock.now().max(view.last_entry_at());
            match (self.what, self.format) {
                (What::Ledger, Format::Json) => view.entries(|bytes| {
                    out.write_all(bytes)?;
                    Ok::<(), Failure>(out.write_all(b"\n")?)
                }),
                (what, Format::Json) => write_json(view, what, now, &mut out),
                (what, Format::Csv) => write_csv(view, what, now, &mut out),
            }?;
            Ok::<(), Failure>(out.flush()?)
        })
    }
}

fn write_json(view: &mut View<'_, '_>, what: What, now: Timestamp, out: &mut impl Write) -> Exported {
    let mut before: &[u8] = b"[\n";
    what.each_row(view, now, &mut |row| {
        out.write_all(before)?;
        before = b",\n";
        Ok(serde_json::to_writer(&mut *out, &row)?)
    })?;
    Ok(out.write_all(if before == b",\n" { b"\n]\n" } else { b"[]\n" })?)
}

/// Twice through the same view: the first time for the columns.
fn write_csv(view: &mut View<'_, '_>, what: What, now: Timestamp, out: &mut impl Write) -> Exported {
    let mut names = BTreeSet::new();
    what.each_row(view, now, &mut |row| {
        flat("", row, &mut |name, _| {
            names.insert(name.to_owned());
        });
        Ok(())
    })?;
    let first = FIRST_COLUMNS.iter().filter(|name| names.contains(**name)).map(|name| (*name).to_owned());
    let others = names.iter().filter(|name| !FIRST_COLUMNS.contains(&name.as_str())).cloned();
    let columns: Vec<String> = first.chain(others).collect();
    out.write_all(BYTE_ORDER_MARK)?;
    write_line(out, columns.iter().map(String::as_str))?;
    what.each_row(view, now, &mut |row| {
        let mut cells = Map::new();
        flat("", row, &mut |name, text| {
            cells.insert(name.to_owned(), Value::String(text));
        });
        let cell = |name: &String| cells.get(name).and_then(Value::as_str).unwrap_or_default();
        write_line(out, columns.iter().map(cell))
    })
}

fn write_line<'c>(out: &mut impl Write, cells: impl Iterator<Item = &'c str>) -> Exported {
    let line: Vec<String> = cells.map(cell).collect();
    Ok(write!(out, "{}\r\n", line.join(","))?)
}

/// A cell of RFC 4180; a spreadsheet never takes it for a formula (A10).
fn cell(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{mark}{text}")
    }
}

/// The fields of a record, those inside others as `outer.inner`; a list is one field, as JSON.
fn flat(name: &str, value: Value, each: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() { field } else { format!("{name}.{field}") };
                flat(&name, value, each);
            }
        }
        Value::Null => each(name, String::new()),
        Value::String(text) => each(name, text),
        other => each(name, other.to_string()),
    }
}

impl What {
    fn each_row(self, view: &mut View<'_, '_>, now: Timestamp, each: EachRow<'_>) -> Exported {
        match self {
            Self::Departments => {
                let rows = view.directory().departments().map(row).collect::<Result<Vec<_>, _>>()?;
                rows.into_iter().try_for_each(each)
            }
            Self::Agreements => {
                let rows = view.directory().agreements().map(row).collect::<Result<Vec<_>, _>>()?;
                rows.into_iter().try_for_each(each)
            }
            Self::Items => items(view, each),
            Self::Roster => roster(view, each),
            Self::Transmittals => view.each::<Transmittal, Failure>(|view, held| {
                let content = view.content(held.state.content.as_str()).map_err(words)?;
                let mut fields = row(&held.state)?;
                fields["state"] = serde_json::to_value(held.state.state_at(now))?;
                fields["reply_state"] = held.state.reply_state_at(now).into();
                // None where it was erased.
                fields["content"] = content.unwrap_or_default();
                each(fields)
            }),
            Self::Ledger => view.entries(|bytes| {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let mut fields: Value = serde_json::from_slice(bytes)?;
                fields["entry"] = text.into();
                each(fields)
            }),
        }
    }
}

fn items(view: &mut View<'_, '_>, each: EachRow<'_>) -> Exported {
    let items: Vec<_> = view.directory().items().cloned().collect();
    for item in items {
        let mut fields = row(&item)?;
        for (index, version) in item.versions.iter().enumerate() {
            let elements = view.content(version.content.as_str()).map_err(words)?;
            fields["versions"][index]["standard_elements"] = elements.unwrap_or_default();
        }
        each(fields)?;
    }
    Ok(())
}

fn roster(view: &View<'_, '_>, each: EachRow<'_>) -> Exported {
    let directory = view.directory();
    for designation in directory.designations() {
        let mut fields = row(designation)?;
        if let Some(entry) = directory.officer(&designation.officer) {
            fields["name"] = entry.card.name.as_str().into();
            fields["post"] = entry.card.post.as_str().into();
            fields["contact"] = entry.card.contact.as_str().into();
        }
        each(fields)?;
    }
    Ok(())
}

/// A state as a record of the export: its instants as RFC 3339.
fn row(state: &impl Serialize) -> Result<Value, Failure> {
    let mut fields = serde_json::to_value(state)?;
    tell_instants(&mut fields);
    Ok(fields)
}

/// States keep instants as microseconds, under names that end in `at` or `due`.
fn tell_instants(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let is_instant = ["at", "due"].contains(&name.rsplit('_').next().unwrap_or_default());
                match value.as_i64().filter(|_| is_instant) {
                    Some(micros) => *value = rfc3339(from_micros(micros)).into(),
                    None => tell_instants(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(tell_instants),
        _ => {}
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over errors")]
fn words(error: Error) -> Failure {
    Failure::words(told(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("测试", "测试"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
