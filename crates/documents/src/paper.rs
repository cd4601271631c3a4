//! A page as pixels, and where its ink is.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Pixels per inch: one is 0.085 mm.
const DPI: u32 = 300;

/// So many pixels are looked at together: most of them are white.
const BLOCK: usize = 64;

/// One printed page. Places are in millimetres from the top left.
pub(crate) struct Paper {
    width: usize,
    /// The stretches of ink of every row, from the left.
    rows: Vec<Vec<(usize, usize, Ink)>>,
}

/// Which ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ink {
    Red,
    Black,
}

/// A rectangle, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    pub(crate) const PAGE: Self = Self { left: 0.0, top: 0.0, right: 210.0, bottom: 297.0 };

    #[cfg(feature = "pdf")]
    pub(crate) fn below(self, top: f64) -> Self {
        Self { top, ..self }
    }

    pub(crate) fn above(self, bottom: f64) -> Self {
        Self { bottom, ..self }
    }

    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    #[cfg(feature = "pdf")]
    pub(crate) fn centre(self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    #[cfg(feature = "pdf")]
    pub(crate) fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

/// Prints one page of a PDF, from 1.
pub(crate) fn print(pdf: &[u8], page: usize) -> Paper {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    fs::write(&file, pdf).unwrap();
    let printed = Command::new("pdftoppm")
        .args(["-r", &DPI.to_string(), "-f", &page.to_string(), "-l", &page.to_string(), "-singlefile"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm (Debian: poppler-utils) runs");
    assert!(printed.success());
    Paper::read(&folder.path().join("page.ppm"))
}

impl Paper {
    /// A PPM as pdftoppm writes it: `P6`, width and height, 255, then the pixels.
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let mut ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
        let (first, second, third) = (ends.next().unwrap(), ends.next().unwrap(), ends.next().unwrap());
        let size = std::str::from_utf8(&bytes[first + 1..second]).unwrap();
        let (width, height) = size.split_once(' ').unwrap();
        let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
        let pixels = &bytes[third + 1..];
        assert_eq!(pixels.len(), 3 * width * height);
        Self { width, rows: pixels.chunks_exact(3 * width).map(ink_of_row).collect() }
    }

    fn columns(&self, area: Area) -> std::ops::Range<usize> {
        pixel(area.left).min(self.width)..pixel(area.right).min(self.width)
    }

    /// The rows of the area with their number.
    fn rows(&self, area: Area) -> impl Iterator<Item = (usize, &Vec<(usize, usize, Ink)>)> {
        self.rows.iter().enumerate().take(pixel(area.bottom)).skip(pixel(area.top))
    }

    /// The bands of rows within the area that have ink, from the top.
    pub(crate) fn bands(&self, ink: Ink, area: Area) -> Vec<Area> {
        let columns = self.columns(area);
        let meets = |run: &(usize, usize, Ink)| run.2 == ink && run.0 < columns.end && columns.start < run.1;
        let inked = self.rows(area).filter(|(_, row)| row.iter().any(meets)).map(|(y, _)| y);
        let bands = joined(inked).into_iter();
        bands.map(|(top, bottom)| self.tight(ink, Area { top: mm(top), bottom: mm(bottom), ..area })).collect()
    }

    /// The stretches of columns within the area that have ink, from the left.
    pub(crate) fn stretches(&self, ink: Ink, area: Area) -> Vec<(f64, f64)> {
        let columns = self.columns(area);
        let mut inked = vec![false; self.width];
        for (left, right, of) in self.rows(area).flat_map(|(_, row)| row) {
            if *of == ink {
                inked[*left..*right].fill(true);
            }
        }
        let inked = columns.filter(|x| inked[*x]);
        joined(inked).into_iter().map(|(left, right)| (mm(left), mm(right))).collect()
    }

    /// The area shrunk to its ink, left and right.
    fn tight(&self, ink: Ink, area: Area) -> Area {
        let stretches = self.stretches(ink, area);
        let left = stretches.first().map_or(area.left, |(left, _)| *left);
        let right = stretches.last().map_or(area.right, |(_, right)| *right);
        Area { left, right, ..area }
    }
}

/// The ink of a row of pixels.
fn ink_of_row(row: &[u8]) -> Vec<(usize, usize, Ink)> {
    let white = [255; 3 * BLOCK];
    let mut runs: Vec<(usize, usize, Ink)> = Vec::new();
    for (number, block) in row.chunks(3 * BLOCK).enumerate() {
        if *block == white[..block.len()] {
            continue;
        }
        for (at, pixel) in (BLOCK * number..).zip(block.chunks_exact(3)) {
            let Some(ink) = ink_of(pixel) else { continue };
            match runs.last_mut() {
                Some((_, end, of)) if *end == at && *of == ink => *end = at + 1,
                _ => runs.push((at, at + 1, ink)),
            }
        }
    }
    runs
}

fn ink_of(pixel: &[u8]) -> Option<Ink> {
    let [red, green, blue] = pixel else { return None };
    match (*red, *green, *blue) {
        (151.., ..128, ..128) => Some(Ink::Red),
        (..128, ..128, ..128) => Some(Ink::Black),
        _ => None,
    }
}

/// Neighbours joined: from and to.
fn joined(places: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for at in places {
        match joined.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => joined.push((at, at + 1)),
        }
    }
    joined
}

fn mm(pixels: usize) -> f64 {
    f64::from(u32::try_from(pixels).unwrap()) * 25.4 / f64::from(DPI)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the page")]
fn pixel(mm: f64) -> usize {
    (mm * f64::from(DPI) / 25.4).round().max(0.0) as usize
}
