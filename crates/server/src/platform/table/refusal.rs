//! Why a file is not read, in words that a clerk can act on.

/// A file that is not taken, and what is wrong with it. Sizes are bytes, rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableRefusal {
    /// It could not be opened.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// More bytes than an import takes.
    #[error("the file is larger than {limit} bytes")]
    FileTooLarge {
        /// Bytes.
        limit: usize,
    },
    /// Nothing in it.
    #[error("the file holds no row")]
    Empty,
    /// The XLS of before 2007.
    #[error("this is an old .xls workbook; save it as .xlsx")]
    LegacyXls,
    /// It wants a password.
    #[error("the workbook is encrypted; save it without a password")]
    Encrypted,
    /// PDF, web page, ODS, picture …
    #[error("the file is {0}, neither an .xlsx workbook nor separated text")]
    NotATable(&'static str),
    /// An archive or workbook that breaks off or contradicts itself.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// More entries than any workbook has.
    #[error("the workbook has more than {limit} parts")]
    TooManyParts {
        /// Entries of the archive.
        limit: usize,
    },
    /// A part unpacks into too much.
    #[error("the part {name} of the workbook unpacks into more than {limit} bytes")]
    PartTooLarge {
        /// Name of the entry.
        name: String,
        /// Bytes.
        limit: u64,
    },
    /// All parts together unpack into too much.
    #[error("the workbook unpacks into more than {limit} bytes")]
    ArchiveTooLarge {
        /// Bytes.
        limit: u64,
    },
    /// A part is packed more tightly than data is.
    #[error("the part {name} of the workbook unpacks into more than {limit} times its size")]
    PackedTooTightly {
        /// Name of the entry.
        name: String,
        /// Unpacked by packed.
        limit: u64,
    },
    /// Millions of elements, mostly empty cells.
    #[error("the part {name} of the workbook has more than {limit} elements; delete the empty formatted rows")]
    TooManyElements {
        /// Name of the entry.
        name: String,
        /// Elements.
        limit: u64,
    },
    /// More filled cells than an import takes.
    #[error("the table has more than {limit} filled cells; split it")]
    TooManyCells {
        /// Cells.
        limit: usize,
    },
    /// A cell far to the right.
    #[error("row {row} has a cell beyond column {limit}")]
    TooManyColumns {
        /// Row.
        row: u32,
        /// Columns.
        limit: usize,
    },
    /// A cell longer than Excel allows; in CSV mostly a forgotten quotation mark.
    #[error("a cell of row {row} has more than {limit} characters")]
    CellTooLong {
        /// Row.
        row: u32,
        /// Characters.
        limit: usize,
    },
    /// A formula; its value depends on who opened it last.
    #[error("cell {cell} holds a formula; paste the values instead")]
    Formula {
        /// Address, such as `B7`.
        cell: String,
    },
    /// `#N/A` and the like.
    #[error("cell {cell} holds an error value")]
    ErrorValue {
        /// Address.
        cell: String,
    },
    /// A number of more than fifteen digits has lost its last ones in Excel.
    #[error(
        "cell {cell} holds a number of more than 15 digits, of which Excel has lost some; format the column as text"
    )]
    DigitsLost {
        /// Address.
        cell: String,
    },
    /// Merged cells in the header: no telling which column is which.
    #[error("the header has merged cells at {range}; unmerge them, one heading a column, in the first row")]
    MergedHeader {
        /// Range, such as `A1:C1`.
        range: String,
    },
    /// Merged cells below it: only the first row of them has the value.
    #[error("cells {range} are merged; unmerge them and fill each row")]
    MergedCells {
        /// Range.
        range: String,
    },
    /// Bytes that are no text of the encoding.
    #[error("line {line} is not {encoding} text (byte {byte}); save the file as CSV UTF-8")]
    Encoding {
        /// `UTF-8`, `GB18030` or `UTF-16`.
        encoding: &'static str,
        /// Line.
        line: u32,
        /// Offset from 0.
        byte: usize,
    },
    /// A quotation mark that is never closed.
    #[error("the quotation mark opened on line {line} is never closed")]
    UnclosedQuote {
        /// Line.
        line: u32,
    },
}

impl TableRefusal {
    /// Stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "FILE_UNREADABLE",
            Self::FileTooLarge { .. } => "FILE_TOO_LARGE",
            Self::Empty => "FILE_EMPTY",
            Self::LegacyXls => "LEGACY_XLS",
            Self::Encrypted => "FILE_ENCRYPTED",
            Self::NotATable(_) => "NOT_A_TABLE",
            Self::Damaged(_) => "FILE_DAMAGED",
            Self::TooManyParts { .. } => "TOO_MANY_PARTS",
            Self::PartTooLarge { .. } => "PART_TOO_LARGE",
            Self::ArchiveTooLarge { .. } => "ARCHIVE_TOO_LARGE",
            Self::PackedTooTightly { .. } => "PACKED_TOO_TIGHTLY",
            Self::TooManyElements { .. } => "TOO_MANY_ELEMENTS",
            Self::TooManyCells { .. } => "TOO_MANY_CELLS",
            Self::TooManyColumns { .. } => "TOO_MANY_COLUMNS",
            Self::CellTooLong { .. } => "CELL_TOO_LONG",
            Self::Formula { .. } => "FORMULA",
            Self::ErrorValue { .. } => "ERROR_VALUE",
            Self::DigitsLost { .. } => "DIGITS_LOST",
            Self::MergedHeader { .. } => "MERGED_HEADER",
            Self::MergedCells { .. } => "MERGED_CELLS",
            Self::Encoding { .. } => "ENCODING",
            Self::UnclosedQuote { .. } => "UNCLOSED_QUOTE",
        }
    }

    /// The reason for a Chinese screen; `Display` is the English one.
    pub fn zh(&self) -> String {
        match self {
            Self::Unreadable(why) => format!("文件无法读取：{why}"),
            Self::FileTooLarge { limit } => format!("文件超过{limit}字节"),
            Self::Empty => "文件中没有数据".to_owned(),
            Self::LegacyXls => "这是旧版.xls文件，请另存为.xlsx后再导入".to_owned(),
            Self::Encrypted => "工作簿已加密，请取消密码后再导入".to_owned(),
            Self::NotATable(what) => format!("文件是{what}，不是.xlsx工作簿或CSV文本"),
            Self::Damaged(why) => format!("工作簿已损坏：{why}"),
            Self::TooManyParts { limit } => format!("工作簿内的部件超过{limit}个"),
            Self::PartTooLarge { name, limit } => format!("工作簿部件{name}解压后超过{limit}字节"),
            Self::ArchiveTooLarge { limit } => format!("工作簿解压后超过{limit}字节"),
            Self::PackedTooTightly { name, limit } => format!("工作簿部件{name}的压缩比超过{limit}倍"),
            Self::TooManyElements { name, limit } => {
                format!("工作簿部件{name}的元素超过{limit}个，请删除带格式的空行")
            }
            Self::TooManyCells { limit } => format!("有内容的单元格超过{limit}个，请拆分文件"),
            Self::TooManyColumns { row, limit } => format!("第{row}行在第{limit}列之后还有内容"),
            Self::CellTooLong { row, limit } => format!("第{row}行有单元格超过{limit}字"),
            Self::Formula { cell } => format!("单元格{cell}是公式，请粘贴为数值"),
            Self::ErrorValue { cell } => format!("单元格{cell}是错误值"),
            Self::DigitsLost { cell } => {
                format!("单元格{cell}是超过15位的数字，Excel已丢失末尾数字，请将该列设为文本后重新填写")
            }
            Self::MergedHeader { range } => format!("表头{range}是合并单元格，请取消合并，第一行每列一个标题"),
            Self::MergedCells { range } => format!("{range}是合并单元格，请取消合并并逐行填写"),
            Self::Encoding { encoding, line, byte } => {
                format!("第{line}行不是{encoding}文本（第{byte}字节），请另存为CSV UTF-8")
            }
            Self::UnclosedQuote { line } => format!("第{line}行开始的引号没有结束"),
        }
    }
}
