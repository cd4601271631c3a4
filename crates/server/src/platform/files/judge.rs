//! Whether a file is what it says: its first bytes, its extension and the declared type must name one kind of the allow-list.

use super::archive;
use crate::platform::error::{Error, Result};
use shenguan_rules::exchange::MediaType;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// What clients declare when they know nothing; the other two marks decide then.
const UNDECLARED: [&str; 3] = ["", "application/octet-stream", "binary/octet-stream"];
/// Enough of the beginning to tell the kinds apart.
const HEAD_BYTES: u64 = 16;
/// Macros: a part of this name runs.
const MACROS: &str = "vbaproject.bin";

/// What the extension and the declared type promise. Refused before a byte is stored, where they disagree or are not taken.
pub(super) fn promised(name: &str, declared: Option<&str>) -> Result<MediaType> {
    let (_, extension) = name.rsplit_once('.').ok_or_else(|| refuse("ATTACHMENT_TYPE"))?;
    let by_name = match extension.to_ascii_lowercase().as_str() {
        "pdf" => MediaType::Pdf,
        "ofd" => MediaType::Ofd,
        "docx" => MediaType::Docx,
        "xlsx" => MediaType::Xlsx,
        "jpg" | "jpeg" => MediaType::Jpeg,
        "png" => MediaType::Png,
        _ => return Err(refuse("ATTACHMENT_TYPE")),
    };
    let declared = declared.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let agrees = UNDECLARED.contains(&declared.as_str())
        || declared == by_name.as_str()
        || match by_name {
            MediaType::Jpeg => matches!(declared.as_str(), "image/jpg" | "image/pjpeg"),
            MediaType::Ofd => matches!(declared.as_str(), "application/x-ofd" | "application/vnd.ofd"),
            _ => false,
        };
    if agrees { Ok(by_name) } else { Err(refuse("ATTACHMENT_TYPE_MISMATCH")) }
}

/// Looks into the file: whether it is of the kind that was promised. Blocks.
pub(super) fn confirm(file: &mut File, size: u64, promised: MediaType) -> Result<()> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(Error::fault)?;
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(Error::fault)?;
    let found = match head.as_slice() {
        [b'%', b'P', b'D', b'F', b'-', ..] => MediaType::Pdf,
        [0xff, 0xd8, 0xff, ..] => MediaType::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', _, _, _, _, b'I', b'H', b'D', b'R'] => MediaType::Png,
        [b'P', b'K', 3, 4, ..] => {
            let parts = archive::part_names(file, size).map_err(Error::fault)?;
            office(&parts.ok_or_else(|| refuse("ATTACHMENT_DAMAGED"))?)?
        }
        _ => return Err(refuse("ATTACHMENT_TYPE_MISMATCH")),
    };
    if found == promised { Ok(()) } else { Err(refuse("ATTACHMENT_TYPE_MISMATCH")) }
}

fn office(parts: &[String]) -> Result<MediaType> {
    if parts.iter().any(|part| part.rsplit('/').next() == Some(MACROS)) {
        return Err(refuse("ATTACHMENT_MACROS"));
    }
    let marks =
        [("ofd.xml", MediaType::Ofd), ("word/document.xml", MediaType::Docx), ("xl/workbook.xml", MediaType::Xlsx)];
    let mut found = marks.iter().filter(|(mark, _)| parts.iter().any(|part| part == mark)).map(|(_, kind)| *kind);
    match (found.next(), found.next()) {
        (Some(kind), None) => Ok(kind),
        // Several kinds at once is none that we know.
        _ => Err(refuse("ATTACHMENT_TYPE_MISMATCH")),
    }
}

fn refuse(code: &'static str) -> Error {
    Error::field("file", code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn code(outcome: Result<()>) -> String {
        match outcome {
            Ok(()) => "taken".to_owned(),
            Err(Error::Invalid(fields)) => fields[0].code.to_string(),
            Err(other) => other.to_string(),
        }
    }

    fn judged(bytes: &[u8], name: &str, declared: Option<&str>) -> String {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let size = u64::try_from(bytes.len()).unwrap();
        code(promised(name, declared).and_then(|kind| confirm(&mut file, size, kind)))
    }

    #[test]
    fn each_kind_is_taken_when_its_three_marks_agree() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR....";
        for (bytes, name, declared) in [
            (&b"%PDF-1.7 ..."[..], "测试.PDF", Some("application/pdf")),
            (b"\xff\xd8\xff\xe0..", "a.jpeg", Some("image/jpg")),
            (png, "a.png", None),
            (&zip(&[("OFD.xml", b"<ofd/>")]), "证照.ofd", Some("application/octet-stream")),
            (&zip(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]), "a.docx", Some("")),
            (
                &zip(&[("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")]),
                "a.xlsx",
                Some(MediaType::Xlsx.as_str()),
            ),
        ] {
            assert_eq!(judged(bytes, name, declared), "taken", "{name}");
        }
    }

    #[test]
    fn marks_that_disagree_are_refused_by_name() {
        let docx = zip(&[("word/document.xml", b"x")]);
        for (bytes, name, declared, why) in [
            (&b"%PDF-1.7"[..], "a.exe", None, "ATTACHMENT_TYPE"),
            (b"%PDF-1.7", "a", None, "ATTACHMENT_TYPE"),
            (b"%PDF-1.7", "a.pdf.html", None, "ATTACHMENT_TYPE"),
            (b"%PDF-1.7", "a.png", None, "ATTACHMENT_TYPE_MISMATCH"),
            (b"%PDF-1.7", "a.pdf", Some("text/html"), "ATTACHMENT_TYPE_MISMATCH"),
            (b"<html>%PDF-1.7", "a.pdf", None, "ATTACHMENT_TYPE_MISMATCH"),
            (b"MZ\x90", "a.docx", None, "ATTACHMENT_TYPE_MISMATCH"),
            (b"", "a.pdf", None, "ATTACHMENT_TYPE_MISMATCH"),
            (&docx, "a.xlsx", None, "ATTACHMENT_TYPE_MISMATCH"),
            (&docx, "a.docx", Some("application/zip"), "ATTACHMENT_TYPE_MISMATCH"),
            (&docx[..docx.len() - 1], "a.docx", None, "ATTACHMENT_DAMAGED"),
            (&[&docx[..], b"#!/bin/sh"].concat(), "a.docx", None, "ATTACHMENT_DAMAGED"),
        ] {
            assert_eq!(judged(bytes, name, declared), why, "{name}");
        }
    }

    #[test]
    fn archives_that_would_harm_their_reader_are_refused() {
        let part = ("word/document.xml", &b"x"[..]);
        let bomb = vec![0; 40 * 1024 * 1024];
        let many: Vec<String> = (0..4096).map(|number| format!("word/{number}")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).chain([part]).collect();
        for (parts, why) in [
            (&[part, ("word/vbaProject.bin", b"x")][..], "ATTACHMENT_MACROS"),
            (&[part, ("../../evil", b"x")], "ATTACHMENT_DAMAGED"),
            (&[part, ("/etc/passwd", b"x")], "ATTACHMENT_DAMAGED"),
            (&[part, ("word/bomb", &bomb)], "ATTACHMENT_DAMAGED"),
            (&many, "ATTACHMENT_DAMAGED"),
            (&[part, ("xl/workbook.xml", b"x")], "ATTACHMENT_TYPE_MISMATCH"),
        ] {
            assert_eq!(judged(&zip(parts), "a.docx", None), why);
        }
    }
}
