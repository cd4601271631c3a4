//! Documents for tests. Those for measuring are of one character, whose ink in its box is known from the font.

use jiff::civil::date;

use crate::{
    Attendees, Block, DocumentNumber, Imprint, Letter, Level, Minutes, MinutesNumber, Notice, Printed, Signature,
};

/// Nearly fills its box, in one piece.
pub(crate) const CHARACTER: char = '国';

fn run(count: usize) -> String {
    CHARACTER.to_string().repeat(count)
}

/// A letter of three pages: the first and the second are full.
pub(crate) fn letter() -> Letter {
    Letter {
        office: run(8),
        number: DocumentNumber::new(&run(4), 2026, 3).ok(),
        title: run(10),
        main_recipients: vec![run(5)],
        body: vec![
            Block { level: Level::Text, text: run(26 + 28 * 14) },
            Block { level: Level::Text, text: run(26 + 28 * 21 + 10) },
        ],
        attachments: Vec::new(),
        signature: Signature { office: run(8), on: Some(date(2026, 11, 30)) },
        remark: None,
        copies: vec![run(5), run(6)],
    }
}

/// A notice of two pages.
pub(crate) fn notice() -> Notice {
    let letter = letter();
    Notice {
        mark: run(9),
        number: letter.number,
        title: letter.title,
        main_recipients: letter.main_recipients,
        body: letter.body,
        attachments: vec![run(6)],
        signature: letter.signature,
        remark: None,
        imprint: Imprint { copies: letter.copies, printed: Some(Printed { by: run(8), on: date(2026, 11, 30) }) },
    }
}

/// Minutes as an office would write them.
pub(crate) fn minutes() -> Minutes {
    let group = |department: &str, names: &[&str]| Attendees {
        department: department.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let text = |text: &str| Block { level: Level::Text, text: text.to_owned() };
    Minutes {
        mark: "审批与监管工作会商会议纪要".to_owned(),
        number: Some(MinutesNumber { year: 2026, serial: 34 }),
        office: "测试市应急管理局".to_owned(),
        on: Some(date(2026, 11, 27)),
        title: "关于建议撤销两家测试企业经营许可的会商纪要".to_owned(),
        body: vec![text("会议认为，两家测试企业储存条件与许可时相比发生重大变化。现将议定事项纪要如下：")],
        present: vec![group("测试市应急管理局", &["测试甲", "测试乙"]), group("测试市行政审批局", &["测试丙"])],
        excused: vec![group("测试市水务局", &["测试丁"])],
        observers: vec![group("测试市司法局", &["测试戊"])],
        imprint: Imprint::default(),
    }
}

/// A letter as an office would write it.
pub(crate) fn office_letter() -> Letter {
    let block = |level, text: &str| Block { level, text: text.to_owned() };
    Letter {
        office: "测试市行政审批局".to_owned(),
        number: DocumentNumber::new("测审批函", 2026, 3).ok(),
        title: "关于商请就测试化工有限公司危险化学品经营许可提出意见的函".to_owned(),
        main_recipients: vec!["测试市应急管理局".to_owned()],
        body: vec![
            block(
                Level::Text,
                "根据《测试市人民政府办公室关于加强集中审批与行业监管协调联动工作的实施意见》（测政办发〔2018〕66号），现就测试化工\
                 有限公司申请危险化学品经营许可一事，商请贵局自本函发出之日起3个工作日内提出意见。",
            ),
            block(Level::First, "一、基本情况"),
            block(Level::Second, "（一）申请人"),
            block(Level::Text, "测试化工有限公司，统一社会信用代码91210300TEST000001，法定代表人测试昇。"),
            block(Level::Third, "1.申请日期：2026年11月2日。"),
            block(Level::Fourth, "（1）所附材料 < 10份 & 均为“复印件”。"),
        ],
        attachments: vec!["申请书".to_owned(), "现场勘验记录".to_owned()],
        signature: Signature { office: "测试市行政审批局".to_owned(), on: Some(date(2026, 11, 3)) },
        remark: Some("联系人：测试甲，电话：0412-0000000".to_owned()),
        copies: vec!["测试市市场监督管理局".to_owned(), "测试市生态环境局".to_owned()],
    }
}
