//! What fonts there are, which characters they have, and the bytes of those that a document needs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};
use typst::utils::LazyHash;

use crate::DocumentRefusal;
use crate::sheet::{Face, Sheet};

/// How deep the folder may be.
const FOLDERS_DEEP: usize = 4;
/// How many characters a refusal names.
const CHARACTERS_NAMED: usize = 20;

/// The fonts that documents are set in, read from a folder: what they have at once, their bytes when they are first
/// needed. Cheap to use from many threads.
pub struct Fonts {
    book: LazyHash<FontBook>,
    files: Vec<File>,
}

/// One font of a file.
struct File {
    path: PathBuf,
    /// Within a collection (.ttc).
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Fonts").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Looks through a folder and those in it, for the families that the faces know and no others.
    ///
    /// # Errors
    /// [`DocumentRefusal::FontsMissing`], if it is not there or has no font for one of the faces.
    pub fn load(folder: &Path) -> Result<Self, DocumentRefusal> {
        let mut paths = Vec::new();
        collect(folder, FOLDERS_DEEP, &mut paths);
        // By name, not as the folder lists them: the same fonts give the same bytes.
        paths.sort();
        let (mut infos, mut files) = (Vec::new(), Vec::new());
        for path in paths {
            let Ok(bytes) = fs::read(&path) else { continue };
            for (index, info) in (0..).zip(FontInfo::iter(&bytes)) {
                if Face::ALL.iter().any(|face| known(*face).any(|family| family == info.family.to_lowercase())) {
                    infos.push(info);
                    files.push(File { path: path.clone(), index, font: OnceLock::new() });
                }
            }
        }
        let fonts = Self { book: LazyHash::new(FontBook::from_infos(infos)), files };
        let missing: Vec<&str> = Face::ALL.into_iter().filter(|face| !fonts.has(*face)).map(Face::name).collect();
        if missing.is_empty() {
            return Ok(fonts);
        }
        Err(DocumentRefusal::FontsMissing { folder: folder.display().to_string(), face: missing.join("、") })
    }

    /// Whether there is a font of the face itself, not only one to fall back to.
    fn has(&self, face: Face) -> bool {
        proper(face).iter().any(|family| self.book.contains_family(&family.to_lowercase()))
    }

    /// The families of a face that are there, in order: the next is asked for a character that the one before lacks.
    pub(crate) fn families(&self, face: Face) -> Vec<String> {
        known(face).filter(|family| self.book.contains_family(family)).collect()
    }

    /// Judges whether every character of a document can be drawn.
    pub(crate) fn check(&self, sheet: &Sheet) -> Result<(), DocumentRefusal> {
        let mut lacking = BTreeSet::new();
        for face in Face::ALL {
            let fonts: Vec<&FontInfo> = known(face)
                .filter_map(|family| self.book.select(&family, variant(face)))
                .filter_map(|index| self.book.info(index))
                .collect();
            let texts = sheet.texts().into_iter().filter(|(of, _)| *of == face);
            let characters = texts.flat_map(|(_, text)| text.chars()).filter(|character| *character != ' ');
            lacking.extend(characters.filter(|c| !fonts.iter().any(|font| font.coverage.contains(u32::from(*c)))));
        }
        if lacking.is_empty() {
            return Ok(());
        }
        let named: Vec<String> = lacking.into_iter().take(CHARACTERS_NAMED).map(named).collect();
        Err(DocumentRefusal::FontLacksCharacter { characters: named.join("、") })
    }

    /// The first font of a face, for those who measure its characters.
    #[cfg(test)]
    pub(crate) fn first(&self, face: Face) -> typst::text::FontInstance {
        let family = self.families(face).remove(0);
        let font = self.font(self.book.select(&family, variant(face)).unwrap()).unwrap();
        font.instantiate(variant(face), typst::layout::Abs::pt(16.0), &typst::text::FontVariations::default())
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font at that place of the book; its bytes are read once and kept.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        let file = self.files.get(index)?;
        let read = || Font::new(Bytes::new(fs::read(&file.path).ok()?), file.index);
        file.font.get_or_init(read).clone()
    }
}

fn named(character: char) -> String {
    format!("{character} (U+{:04X})", u32::from(character))
}

/// The weight of a face within its family: 小标宋 is bold where a family has both.
fn variant(face: Face) -> FontVariant {
    let weight = if face == Face::XiaoBiaoSong { FontWeight::BOLD } else { FontWeight::REGULAR };
    FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL)
}

/// The families that are the face: first those that offices have licences for, then the open ones.
fn proper(face: Face) -> &'static [&'static str] {
    match face {
        Face::XiaoBiaoSong => {
            &["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "FandolSong"]
        }
        Face::FangSong => &[
            "FangSong_GB2312",
            "仿宋_GB2312",
            "FangSong",
            "仿宋",
            "STFangsong",
            "FZFangSong-Z02S",
            "FandolFang R",
            "FandolFang",
        ],
        Face::Hei => &["SimHei", "黑体", "STHeiti", "FZHei-B01S", "FandolHei"],
        Face::Kai => &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03S", "FandolKai"],
        Face::Song => &["SimSun", "宋体", "STSong", "FZShuSong-Z01S", "FandolSong"],
    }
}

/// Who is asked for a character that a face lacks, such as 昇, 堃 or 喆 in names.
const FALLBACK: [&str; 5] = ["SimSun-ExtB", "SimSun-ExtG", "LXGW WenKai", "Noto Serif CJK SC", "Noto Sans CJK SC"];

/// The families of a face with those that it falls back to, in order, as the font book spells them.
fn known(face: Face) -> impl Iterator<Item = String> {
    proper(face).iter().chain(&FALLBACK).map(|family| family.to_lowercase())
}

/// The font files of a folder and of those in it.
fn collect(folder: &Path, deep: usize, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        if ["otf", "ttf", "ttc", "otc"].iter().any(|known| extension == *known) {
            paths.push(path);
        } else if deep > 0 && path.is_dir() {
            collect(&path, deep - 1, paths);
        }
    }
}
