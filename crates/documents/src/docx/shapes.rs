//! Lines and boxes at places of the page. They do not move with the text.

use std::fmt::Write;

use super::words::{Paragraph, round};
use crate::geometry::{Geometry, POINTS_PER_MM};

/// English Metric Units in a millimetre.
const EMU_PER_MM: f64 = 36_000.0;
/// The red of 版头.
pub(super) const RED: &str = "C80000";
/// The black of 版记.
pub(super) const BLACK: &str = "000000";

/// Left, top, width and height on the page, in millimetres.
type Area = (f64, f64, f64, f64);

/// Shapes of one paragraph, which is their anchor: they are on its page.
#[derive(Default)]
pub(super) struct Shapes {
    /// The last number given; no two shapes of a document have one.
    count: u32,
    xml: String,
}

impl Shapes {
    /// Shapes whose numbers begin behind those of another paragraph.
    pub(super) fn behind(count: u32) -> Self {
        Self { count, xml: String::new() }
    }

    /// A line, as a filled rectangle: its thickness is exact in every program.
    pub(super) fn line(&mut self, color: &str, area: Area) {
        let fill = format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill><a:ln><a:noFill/></a:ln>");
        self.shape("line", area, "<wp:wrapNone/>", &format!("<wps:cNvSpPr/>{}", outline(area, &fill)), "<wps:bodyPr/>");
    }

    /// 发文机关标志, its box's top at that place.
    pub(super) fn mark(&mut self, mark: &str, size: f64, top: f64) {
        let geometry = Geometry::STANDARD;
        let characters = f64::from(u32::try_from(mark.chars().count()).unwrap_or(u32::MAX));
        let lines = (characters * size / (geometry.width_mm() * POINTS_PER_MM)).ceil().max(1.0);
        let paragraph = Paragraph::new().spaced(0, round(size * 20.0)).justified("center").mark(size, mark).xml();
        let area = (geometry.left_mm, top, geometry.width_mm(), lines * size / POINTS_PER_MM);
        self.words(area, "<wp:wrapNone/>", &paragraph);
    }

    /// A box of paragraphs that other text keeps away from.
    pub(super) fn keep_clear(&mut self, area: Area, paragraphs: &str) {
        self.words(area, "<wp:wrapTopAndBottom/>", paragraphs);
    }

    fn words(&mut self, area: Area, wrap: &str, paragraphs: &str) {
        let outline = outline(area, "<a:noFill/><a:ln><a:noFill/></a:ln>");
        let text = format!("<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>");
        let body = "<wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"/>";
        self.shape("box", area, wrap, &format!("<wps:cNvSpPr txBox=\"1\"/>{outline}{text}"), body);
    }

    fn shape(&mut self, name: &str, area: Area, wrap: &str, content: &str, body: &str) {
        self.count += 1;
        let id = self.count;
        let (left, top, width, height) = emu(area);
        let _ = write!(
            self.xml,
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\
             <wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{id}\" \
             behindDoc=\"0\" locked=\"1\" layoutInCell=\"0\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
             <wp:positionH relativeFrom=\"page\"><wp:posOffset>{left}</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom=\"page\"><wp:posOffset>{top}</wp:posOffset></wp:positionV>\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>{wrap}\
             <wp:docPr id=\"{id}\" name=\"{name} {id}\"/><wp:cNvGraphicFramePr/><a:graphic>\
             <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
             <wps:wsp>{content}{body}</wps:wsp></a:graphicData></a:graphic></wp:anchor>\
             </w:drawing></mc:Choice></mc:AlternateContent>"
        );
    }

    /// To be the content of a run.
    pub(super) fn xml(self) -> String {
        self.xml
    }
}

fn outline(area: Area, fill: &str) -> String {
    let (_, _, width, height) = emu(area);
    format!(
        "<wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{fill}</wps:spPr>"
    )
}

fn emu(area: Area) -> (i64, i64, i64, i64) {
    let emu = |mm: f64| round(mm * EMU_PER_MM);
    (emu(area.0), emu(area.1), emu(area.2), emu(area.3))
}
