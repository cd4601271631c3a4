//! Honest files are read, hostile ones refused by name and at once.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use encoding_rs::GB18030;
use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

/// On an idle machine each takes a fraction of this, without optimization.
const AT_ONCE: Duration = Duration::from_secs(10);

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

/// A workbook of an honest shape with other bytes for its sheet and its shared strings.
fn forged(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    let mut original = zip::ZipArchive::new(Cursor::new(workbook(|sheet| {
        sheet.write(0, 0, "甲").unwrap();
    })))
    .unwrap();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut forged = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..original.len() {
        let mut entry = original.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        forged.start_file(name.as_str(), options).unwrap();
        match name.as_str() {
            "xl/worksheets/sheet1.xml" if !sheet.is_empty() => forged.write_all(sheet).unwrap(),
            "xl/sharedStrings.xml" if !strings.is_empty() => forged.write_all(strings).unwrap(),
            _ => {
                std::io::copy(&mut entry, &mut forged).unwrap();
            }
        }
    }
    forged.finish().unwrap().into_inner()
}

fn code_of(bytes: &[u8], limits: &Limits) -> &'static str {
    let started = Instant::now();
    let refusal = read(bytes, limits).expect_err("the file must be refused");
    assert!(started.elapsed() < AT_ONCE, "{refusal} took {:?}", started.elapsed());
    assert!(!refusal.zh().is_empty());
    refusal.code()
}

fn refused(bytes: &[u8]) -> &'static str {
    code_of(bytes, &Limits::default())
}

#[test]
fn a_workbook_is_read_as_text_with_dates_and_plain_numbers() {
    let bytes = workbook(|sheet| {
        let date = CellFormat::new().set_num_format("yyyy-mm-dd");
        sheet.write_row(1, 0, ["名称", "日期", "金额"]).unwrap();
        sheet.write(3, 0, " 鞍山测试公司 ").unwrap();
        sheet.write_with_format(3, 1, 46_349, &date).unwrap();
        sheet.write(3, 2, 0.1 + 0.2).unwrap();
    });
    let table = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(table.format, Format::Xlsx { sheet: "Sheet1".to_owned(), other_sheets: vec![] });
    assert_eq!((table.header.number, table.header.get(0)), (2, Some("名称")));
    let [row] = table.rows.as_slice() else { panic!("{:?}", table.rows) };
    assert_eq!(
        (row.number, row.get(0), row.get(1), row.get(2)),
        (4, Some("鞍山测试公司"), Some("2026-11-23"), Some("0.3"))
    );
    assert_eq!(row.get(3), None);
}

#[test]
fn separated_text_is_read_in_both_encodings_and_with_any_separator() {
    for (separator, encoding) in [(",", "UTF-8"), ("\t", "GB18030"), ("；", "GB18030"), (";", "UTF-8"), ("；", "UTF-8")]
    {
        let text = format!("名称{separator}内容\r\n\r\n测试𠮷公司{separator}\"一{separator}二\"\r\n");
        let bytes = if encoding == "UTF-8" { text.into_bytes() } else { GB18030.encode(&text).0.into_owned() };
        let table = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(table.format, Format::Csv { encoding, separator: separator.chars().next().unwrap() });
        let [row] = table.rows.as_slice() else { panic!("{:?}", table.rows) };
        assert_eq!((row.number, row.get(0)), (3, Some("测试𠮷公司")));
        assert_eq!(row.get(1), Some(format!("一{separator}二").as_str()));
    }
    let marked = read("\u{FEFF}名称\n测试".as_bytes(), &Limits::default()).unwrap();
    assert_eq!(marked.header.get(0), Some("名称"));
}

#[test]
fn a_sheet_of_nothing_but_spaces_is_refused_by_what_the_archive_claims() {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("[Content_Types].xml", options).unwrap();
    bomb.write_all(b"<Types/>").unwrap();
    bomb.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let spaces = vec![b' '; 1024 * 1024];
    for _ in 0..65 {
        bomb.write_all(&spaces).unwrap();
    }
    let bytes = bomb.finish().unwrap().into_inner();
    assert!(bytes.len() < 128 * 1024, "{}", bytes.len());
    assert_eq!(refused(&bytes), "PART_TOO_LARGE");
}

#[test]
fn a_directory_that_lies_about_sizes_is_found_out_by_unpacking() {
    let spaces = vec![b' '; 8 * 1024 * 1024];
    let honest = forged(&spaces, b"");
    assert_eq!(refused(&honest), "PACKED_TOO_TIGHTLY");
    let size = u32::try_from(spaces.len()).unwrap().to_le_bytes();
    let mut lying = honest;
    let places: Vec<usize> = lying.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(["PACKED_TOO_TIGHTLY", "FILE_DAMAGED"].contains(&refused(&lying)));
}

#[test]
fn ten_million_empty_cells_are_refused() {
    let cells = "<c r=\"A1\"/>".repeat(10_000_000);
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
    let bytes = forged(sheet.as_bytes(), b"");
    assert_eq!(refused(&bytes), "PART_TOO_LARGE");
    let roomy = Limits { entry_bytes: u64::MAX, archive_bytes: u64::MAX, ratio: u64::MAX, ..Limits::default() };
    assert_eq!(code_of(&bytes, &roomy), "TOO_MANY_ELEMENTS");
}

#[test]
fn hundreds_of_thousands_of_empty_cells_are_read_past_without_keeping_them() {
    let cells = "<c r=\"B2\" s=\"0\"/>".repeat(300_000);
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>\
         <row r=\"2\">{cells}</row></sheetData></worksheet>"
    );
    let limits = Limits { ratio: u64::MAX, ..Limits::default() };
    let table = read(&forged(sheet.as_bytes(), b""), &limits).unwrap();
    assert_eq!((table.header.cells.len(), table.rows.len()), (1, 0));
}

#[test]
fn a_forged_number_of_strings_reserves_nothing() {
    let strings = b"<sst count=\"1\" uniqueCount=\"999999999999\"><si><t>x</t></si></sst>";
    assert_eq!(refused(&forged(b"", strings)), "FILE_DAMAGED");
}

#[test]
fn addresses_beyond_any_sheet_are_refused() {
    for address in ["A99999999999", "ZZZZZZZZZZZZ1", "XFD1", "1"] {
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"{address}\" t=\"inlineStr\"><is><t>x</t></is></c></row>\
             </sheetData></worksheet>"
        );
        assert!(["FILE_DAMAGED", "TOO_MANY_COLUMNS"].contains(&refused(&forged(sheet.as_bytes(), b""))), "{address}");
    }
}

#[test]
fn too_many_parts_and_cells_are_refused() {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..2_001 {
        archive.start_file(format!("xl/{index}"), options).unwrap();
    }
    assert_eq!(refused(&archive.finish().unwrap().into_inner()), "TOO_MANY_PARTS");
    let few = Limits { cells: 3, ..Limits::default() };
    assert_eq!(code_of(b"a,b\n1,2", &few), "TOO_MANY_CELLS");
    assert_eq!(code_of(",".repeat(1_000).as_bytes(), &few), "TOO_MANY_CELLS");
    let wide = workbook(|sheet| {
        sheet.write_row(0, 0, ["a", "b", "c", "d"]).unwrap();
    });
    assert_eq!(code_of(&wide, &few), "TOO_MANY_CELLS");
    assert_eq!(code_of(b"a,b,c", &Limits { columns: 2, ..Limits::default() }), "TOO_MANY_COLUMNS");
    assert_eq!(code_of(b"abc", &Limits { file_bytes: 2, ..Limits::default() }), "FILE_TOO_LARGE");
}

#[test]
fn a_formula_is_named_by_its_address() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "金额").unwrap();
        sheet.write_formula(1, 0, Formula::new("=HYPERLINK(\"http://127.0.0.1\")").set_result("x")).unwrap();
    });
    assert_eq!(read(&bytes, &Limits::default()), Err(TableRefusal::Formula { cell: "A2".to_owned() }));
}

#[test]
fn merged_cells_are_named_by_their_range() {
    let format = CellFormat::new();
    let header = workbook(|sheet| {
        sheet.merge_range(0, 0, 0, 2, "行政许可公示", &format).unwrap();
        sheet.write(1, 0, "名称").unwrap();
    });
    assert_eq!(read(&header, &Limits::default()), Err(TableRefusal::MergedHeader { range: "A1:C1".to_owned() }));
    let below = workbook(|sheet| {
        sheet.write(0, 0, "名称").unwrap();
        sheet.merge_range(1, 0, 2, 0, "测试", &format).unwrap();
    });
    assert_eq!(read(&below, &Limits::default()), Err(TableRefusal::MergedCells { range: "A2:A3".to_owned() }));
}

#[test]
fn numbers_that_excel_has_cut_are_refused() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, 210_302_199_001_011_234.0).unwrap();
    });
    assert_eq!(read(&bytes, &Limits::default()), Err(TableRefusal::DigitsLost { cell: "A1".to_owned() }));
}

#[test]
fn files_that_are_no_table_are_named() {
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert_eq!(refused(&encrypted), "LEGACY_XLS");
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&encrypted), "FILE_ENCRYPTED");
    assert_eq!(refused(b"%PDF-1.7"), "NOT_A_TABLE");
    assert_eq!(refused("<html><table><tr><td>测试</td></tr></table></html>".as_bytes()), "NOT_A_TABLE");
    assert_eq!(refused(b""), "FILE_EMPTY");
    assert_eq!(refused(b"\n,,\n"), "FILE_EMPTY");
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(refused(&other.finish().unwrap().into_inner()), "NOT_A_TABLE");
    assert_eq!(refused(&workbook(|_| {})), "FILE_EMPTY");
}

#[test]
fn a_truncated_workbook_is_damaged_wherever_it_breaks_off() {
    let whole = workbook(|sheet| {
        sheet.write_row(0, 0, ["名称", "内容"]).unwrap();
    });
    for length in (4..whole.len()).step_by(97) {
        assert_eq!(refused(&whole[..length]), "FILE_DAMAGED", "{length}");
    }
}

#[test]
fn a_byte_that_is_no_text_is_named_by_line_and_place() {
    let mut broken = "名称,内容\n测试公司,一二三四五六七八九十\n".as_bytes().to_vec();
    let byte = broken.len();
    broken.extend(b"\xFF,x\n");
    assert_eq!(read(&broken, &Limits::default()), Err(TableRefusal::Encoding { encoding: "UTF-8", line: 3, byte }));
    let mut cut = GB18030.encode("名称\n测试").0.into_owned();
    cut.extend(b"\n\xFF\xFF");
    assert_eq!(
        read(&cut, &Limits::default()),
        Err(TableRefusal::Encoding { encoding: "GB18030", line: 3, byte: cut.len() - 2 })
    );
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain("名称".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&wide), "ENCODING");
}

#[test]
fn an_unclosed_quotation_mark_is_named() {
    assert_eq!(read(b"a,b\n1,\"2\n3,4", &Limits::default()), Err(TableRefusal::UnclosedQuote { line: 2 }));
}
