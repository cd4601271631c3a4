//! Made-up people and firms: every officer's name carries 试 or 测, every firm and applicant 测试.

use shenguan_rules::identifier::{CreditCode, DivisionCode};
use shenguan_rules::record::PartyKind;

use super::dice::Dice;

const SURNAMES: [&str; 48] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤",
    "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "戚", "谢", "邹", "喻", "柏", "水",
    "窦", "章", "云", "苏", "潘", "葛", "范", "彭", "郎", "鲁",
];
const GIVEN: [&str; 24] = [
    "安", "宁", "和", "平", "远", "文", "明", "嘉", "成", "岳", "清", "林", "海", "川", "辰", "敏", "洁", "兰", "雨",
    "雪", "晨", "航", "宇", "佳",
];
const SHOP_FIRST: [&str; 20] = [
    "恒", "宏", "兴", "千", "东", "金", "瑞", "德", "永", "华", "鑫", "盛", "顺", "广", "福", "祥", "博", "嘉", "腾",
    "润",
];
const SHOP_SECOND: [&str; 20] = [
    "远", "泰", "业", "山", "岭", "源", "达", "丰", "安", "康", "通", "和", "昌", "裕", "隆", "佳", "利", "成", "海",
    "辉",
];
const DISTRICTS: [(&str, &str); 7] = [
    ("210302", "铁东区"),
    ("210303", "铁西区"),
    ("210304", "立山区"),
    ("210311", "千山区"),
    ("210321", "台安县"),
    ("210323", "岫岩县"),
    ("210381", "海城市"),
];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Trade → endings of enterprises, of sole traders, names of institutions and associations.
const TRADES: [(&str, &[&str], &[&str], &str); 32] = [
    ("商贸", &["商贸有限公司", "贸易有限公司", "百货有限公司"], &["便利店", "日用品商行", "服装店"], "质量协会"),
    ("餐饮", &["餐饮管理有限公司", "食品有限公司", "超市有限公司"], &["饭店", "小吃部", "面馆", "食品店"], "烹饪协会"),
    ("医药", &["大药房有限公司", "医药有限公司", "医疗器械有限公司"], &["药店"], "中心医院"),
    ("机械", &["机械制造有限公司", "检测有限公司", "气体有限公司"], &["叉车租赁部"], "计量中心"),
    ("化工", &["化工有限公司", "气体有限公司", "涂料有限公司"], &["日杂经销处"], "化工研究所"),
    ("建筑", &["建筑工程有限公司", "建设集团有限公司", "置业有限公司"], &["装饰队"], "工程质量中心"),
    ("物业", &["物业服务有限公司", "市政工程有限公司", "广告传媒有限公司"], &["广告部"], "园林中心"),
    ("商业", &["商业管理有限公司", "购物中心有限公司", "加油站有限公司"], &["商店"], "商业中心"),
    (
        "卫生",
        &["酒店管理有限公司", "口腔诊所有限公司", "医院有限公司"],
        &["理发店", "宾馆", "浴池", "美容店"],
        "社区卫生服务中心",
    ),
    ("运输", &["物流有限公司", "运输有限公司", "客运有限公司"], &["货运部"], "公路养护中心"),
    (
        "农业",
        &["农业科技有限公司", "牧业有限公司", "种业有限公司"],
        &["养殖场", "农资商店", "宠物诊所"],
        "农业技术推广站",
    ),
    ("林业", &["林业有限公司", "苗木有限公司"], &["苗圃"], "国有林场"),
    ("水务", &["供水有限公司", "水务有限公司"], &["桶装水站"], "灌区管理处"),
    ("环保", &["环保科技有限公司", "再生资源有限公司"], &["回收站"], "中心医院"),
    ("地产", &["房地产开发有限公司", "置业有限公司", "矿业有限公司"], &["建材商店"], "第九中学"),
    ("矿业", &["矿业有限公司", "石材有限公司"], &["石料厂"], "地质队"),
    ("文化", &["文化传媒有限公司", "娱乐有限公司", "印刷有限公司"], &["书店", "歌厅", "广告部"], "文化馆"),
    ("教育", &["教育培训有限公司", "教育科技有限公司"], &["托管部"], "实验学校"),
    ("体育", &["体育发展有限公司", "健身有限公司"], &["健身馆"], "体育协会"),
    ("人力", &["人力资源有限公司", "劳务服务有限公司"], &["职介所"], "人才中心"),
    ("社会", &["养老服务有限公司"], &["养老院"], "行业协会"),
    ("安保", &["保安服务有限公司", "会展有限公司"], &["刻章社"], "保安协会"),
    ("法律", &["法律咨询有限公司"], &["法律服务所"], "律师事务所"),
    ("能源", &["能源有限公司", "热电有限公司", "燃气有限公司"], &["煤炭经销处"], "节能中心"),
    ("工业", &["民爆器材有限公司", "通信设备有限公司", "爆破工程有限公司"], &["通信器材店"], "无线电协会"),
    ("防雷", &["石油销售有限公司", "仓储有限公司"], &["气球经营部"], "气象学会"),
    ("宗教", &["清真食品有限公司"], &["清真饭店", "清真小吃部"], "宗教活动处所"),
    ("烟草", &["超市有限公司", "便利店有限公司"], &["烟酒店", "食杂店", "便利店"], "烟草学会"),
    ("粮食", &["粮油有限公司", "粮食储备库有限公司"], &["粮店"], "粮食协会"),
    ("档案", &["档案服务有限公司"], &["文印社"], "档案馆"),
    ("旅游", &["旅行社有限公司", "国际旅行社有限公司"], &["票务部"], "旅游协会"),
    ("旅馆", &["酒店有限公司", "宾馆有限公司"], &["旅店", "宾馆"], "招待所"),
];

/// An applicant or a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub name: String,
    pub kind: PartyKind,
    pub credit_code: Option<String>,
    pub legal_representative: Option<String>,
}

/// The name of the n-th officer: 赵试安; none twice below two thousand.
pub(super) fn person_name(place: usize) -> String {
    let turn = place / SURNAMES.len();
    let middle = if place.is_multiple_of(2) == turn.is_multiple_of(2) { "试" } else { "测" };
    format!("{}{middle}{}", SURNAMES[place % SURNAMES.len()], GIVEN[(place + turn * 5) % GIVEN.len()])
}

/// Makes parties, each with a code of its own.
#[derive(Default)]
pub(super) struct Parties {
    made: u32,
}

impl Parties {
    /// A party for a trade; `applicants` are the letters of the item.
    pub(super) fn make(&mut self, dice: &mut Dice, trade: &str, applicants: &str) -> Party {
        self.made += 1;
        // 企业 60, 个体 30, 自然人 7, 事业和社会团体 3, of those that the item knows.
        let weights: Vec<u32> = applicants
            .chars()
            .map(|letter| match letter {
                'E' => 60,
                'G' => 45,
                'N' => 7,
                _ => 6,
            })
            .collect();
        let letter = applicants.chars().nth(dice.weighted(&weights)).unwrap_or('E');
        let (_, enterprises, traders, institution) =
            TRADES.iter().find(|(known, ..)| *known == trade).unwrap_or(&TRADES[0]);
        let (division, district) = dice.pick(&DISTRICTS);
        let shop = format!("{}{}", dice.pick(&SHOP_FIRST), dice.pick(&SHOP_SECOND));
        match letter {
            'N' => Party {
                name: self.applicant_name(),
                kind: PartyKind::NaturalPerson,
                credit_code: None,
                legal_representative: None,
            },
            'G' => self.organization(
                format!("{district}测试{shop}{}", dice.pick(traders)),
                PartyKind::SoleTrader,
                '9',
                '2',
                division,
            ),
            'I' => {
                self.organization(format!("鞍山测试{shop}{institution}"), PartyKind::LegalPerson, '1', '2', "210300")
            }
            _ => self.organization(
                format!("鞍山测试{shop}{}", dice.pick(enterprises)),
                PartyKind::LegalPerson,
                '9',
                '1',
                division,
            ),
        }
    }

    /// 测试人员甲〇三.
    fn applicant_name(&self) -> String {
        let place = self.made as usize;
        let digit = |power: usize| DIGITS[place / power % 10];
        format!("测试人员{}{}{}{}", STEMS[place / 1000 % 10], digit(100), digit(10), digit(1))
    }

    fn organization(&self, name: String, kind: PartyKind, authority: char, body: char, division: &str) -> Party {
        let code = DivisionCode::parse(division)
            .and_then(|division| CreditCode::from_parts(authority, body, &division, &format!("TE{:06}", self.made)));
        let legal_representative = Some(self.applicant_name());
        Party { name, kind, credit_code: code.ok().map(|code| code.as_str().to_owned()), legal_representative }
    }
}
