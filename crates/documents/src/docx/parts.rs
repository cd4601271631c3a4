//! The parts of the package around the text.

use super::words::{LINE, Paragraph, escape, family, twips};
use crate::geometry::Geometry;
use crate::sheet::{Face, Kind, Sheet};

const G: Geometry = Geometry::STANDARD;
/// One character of 4号, in twips.
const SMALL: i64 = 280;
/// Half of the height of the page number's line, in millimetres: its dash is in the middle of it.
const HALF_LINE_MM: f64 = 3.5;

pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer3.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    "</Types>"
);

pub(super) const RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    "</Relationships>"
);

pub(super) const DOCUMENT_RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    r#"<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>"#,
    r#"<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer3.xml"/>"#,
    "</Relationships>"
);

/// Different footers on odd and even pages; no compression of punctuation, which would leave the grid.
pub(super) const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    "</w:settings>"
);

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
);
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// `word/document.xml`.
pub(super) fn document(sheet: &Sheet, body: &str) -> String {
    format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{}</w:body></w:document>", section(sheet.head.kind))
}

/// Page, margins, grid and footers. A letter's first page has a footer of its own, which is empty.
fn section(kind: Kind) -> String {
    let title_page = if kind == Kind::Letter { "<w:titlePg/>" } else { "" };
    let [width, height] = [Geometry::PAGE_MM.0, Geometry::PAGE_MM.1].map(twips);
    let [top, right, bottom, left] = [G.top_mm, G.right_mm, G.bottom_mm, G.left_mm].map(twips);
    let footer = twips(G.bottom_mm - G.page_number_below_mm - HALF_LINE_MM);
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:footerReference w:type=\"first\" r:id=\"rId6\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"851\" \
         w:footer=\"{footer}\" w:gutter=\"0\"/>{title_page}\
         <w:docGrid w:type=\"lines\" w:linePitch=\"{LINE}\"/></w:sectPr>"
    )
}

/// 单页码居右空一字，双页码居左空一字 (7.5).
pub(super) fn footer(is_odd: bool) -> String {
    let (left, right, side) = if is_odd { (0, SMALL, "right") } else { (SMALL, 0, "left") };
    let paragraph = Paragraph::new().spaced(0, 400).inset(left, 0, right).justified(side).page_number().xml();
    format!("{DECLARATION}<w:ftr {NAMESPACES}>{paragraph}</w:ftr>")
}

pub(super) fn empty_footer() -> String {
    format!("{DECLARATION}<w:ftr {NAMESPACES}>{}</w:ftr>", Paragraph::new().spaced(0, 400).xml())
}

/// What holds where a paragraph says nothing else.
pub(super) fn styles() -> String {
    let name = family(Face::FangSong);
    format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{name}\" w:eastAsia=\"{name}\" w:hAnsi=\"{name}\" w:cs=\"{name}\"/>\
         <w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:widowControl w:val=\"0\"/><w:wordWrap w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/>\
         <w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{LINE}\" w:lineRule=\"exact\"/>\
         <w:jc w:val=\"both\"/></w:pPr></w:style></w:styles>"
    )
}

/// The families with what may stand in for them, where an office has other names for them or open ones.
pub(super) fn font_table() -> String {
    let fonts = Face::ALL.map(|face| {
        let alternative = match face {
            Face::XiaoBiaoSong => "FZXiaoBiaoSong-B05S,方正小标宋_GBK,FandolSong,Noto Serif CJK SC",
            Face::FangSong => "FangSong_GB2312,仿宋,FangSong,FandolFang,FandolFang R",
            Face::Hei => "SimHei,FandolHei,Noto Sans CJK SC",
            Face::Kai => "KaiTi_GB2312,楷体,KaiTi,FandolKai,LXGW WenKai",
            Face::Song => "SimSun,FandolSong,Noto Serif CJK SC",
        };
        let name = family(face);
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{alternative}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"
        )
    });
    format!("{DECLARATION}<w:fonts {NAMESPACES}>{}</w:fonts>", fonts.concat())
}

/// Title and, where there is one, the document's own day; no clock is asked.
pub(super) fn core(title: &str, on: Option<jiff::civil::Date>) -> String {
    let created = on.map(|on| format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{on}T00:00:00Z</dcterms:created>"));
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>{}</cp:coreProperties>",
        escape(title),
        created.unwrap_or_default()
    )
}
