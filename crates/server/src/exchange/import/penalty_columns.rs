//! The columns of the public penalty list: codes and headings of today (发改办财金〔2018〕424号) and of the 2015–2017 sheet.
//! Keys are the fields of the record.

use super::columns::ColumnSpec;

/// Without one column of each group no row is a penalty.
pub(super) const REQUIRED: &[&[&str]] =
    &[&["document_number"], &["party_name"], &["facts"], &["basis"], &["kinds"], &["content"], &["decided_on"]];

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec {
        key: "document_number",
        headings: &[
            "行政处罚决定文书号",
            "CF_WSH",
            "行政处罚决定书文号",
            "处罚决定文书号",
            "决定文书号",
            "文书号",
            "document_number",
        ],
    },
    ColumnSpec {
        key: "party_name",
        headings: &[
            "行政相对人名称",
            "CF_XDR_MC",
            "CF_XDR",
            "相对人名称",
            "当事人",
            "当事人名称",
            "被处罚人",
            "party_name",
        ],
    },
    ColumnSpec {
        key: "party_kind",
        headings: &["行政相对人类别", "CF_XDR_LB", "相对人类别", "行政相对人类型", "party_kind"],
    },
    ColumnSpec {
        key: "party_credit_code",
        headings: &[
            "统一社会信用代码",
            "CF_XDR_SHXYM",
            "行政相对人代码_1",
            "行政相对人代码_1(统一社会信用代码)",
            "行政相对人统一社会信用代码",
            "社会信用代码",
            "party_credit_code",
        ],
    },
    ColumnSpec {
        key: "party_registration_number",
        headings: &[
            "工商注册号",
            "CF_XDR_GSZC",
            "CF_XDR_GSDJ",
            "行政相对人代码_2",
            "工商登记码",
            "工商登记号",
            "注册号",
        ],
    },
    ColumnSpec {
        key: "party_organization_code",
        headings: &["组织机构代码", "CF_XDR_ZZJG", "CF_XDR_ZDM", "CF_XDR_ZZJGDM", "行政相对人代码_3"],
    },
    ColumnSpec {
        key: "party_tax_number",
        headings: &["税务登记号", "CF_XDR_SWDJ", "行政相对人代码_4", "纳税人识别号"],
    },
    ColumnSpec {
        key: "party_institution_number", headings: &["事业单位证书号", "CF_XDR_SYDW", "行政相对人代码_5"]
    },
    ColumnSpec {
        key: "party_society_number", headings: &["社会组织登记证号", "CF_XDR_SHZZ", "行政相对人代码_6"]
    },
    ColumnSpec {
        key: "legal_representative",
        headings: &["法定代表人", "CF_FRDB", "CF_FR", "法定代表人姓名", "法人代表", "负责人", "经营者"],
    },
    ColumnSpec { key: "legal_representative_id_kind", headings: &["法定代表人证件类型", "CF_FR_ZJLX"] },
    ColumnSpec {
        key: "legal_representative_id_number",
        headings: &["法定代表人证件号码", "CF_FR_ZJHM", "CF_FR_SFZH", "法定代表人身份证号"],
    },
    ColumnSpec { key: "party_id_kind", headings: &["证件类型", "CF_XDR_ZJLX", "自然人证件类型"] },
    ColumnSpec {
        key: "party_id_number",
        headings: &["证件号码", "CF_XDR_ZJHM", "CF_XDR_SFZ", "居民身份证号", "身份证号", "自然人证件号码"],
    },
    ColumnSpec {
        key: "certificate_number",
        headings: &["涉及许可编号", "许可编号", "许可证编号", "许可证号", "涉及的许可编号", "certificate_number"],
    },
    ColumnSpec {
        key: "no_permit_reason", headings: &["不涉及许可理由", "不涉及许可的理由", "no_permit_reason"]
    },
    ColumnSpec {
        key: "violation_kind", headings: &["违法行为类型", "CF_WFXW", "案件名称", "CF_AJMC", "处罚名称"]
    },
    ColumnSpec {
        key: "facts", headings: &["违法事实", "CF_SY", "处罚事由", "事由", "主要违法事实", "facts"]
    },
    ColumnSpec { key: "basis", headings: &["处罚依据", "CF_YJ", "行政处罚依据", "依据", "basis"] },
    ColumnSpec {
        key: "kinds",
        headings: &["处罚类别", "CF_CFLB", "处罚类别1", "CF_CFLB1", "处罚种类", "行政处罚类别", "kinds"],
    },
    ColumnSpec { key: "kinds_2", headings: &["处罚类别2", "CF_CFLB2"] },
    ColumnSpec {
        key: "content", headings: &["处罚内容", "CF_NR", "处罚结果", "CF_JG", "行政处罚内容", "content"]
    },
    ColumnSpec { key: "fine_fen", headings: &["罚款金额", "CF_NR_FK", "罚款数额", "罚款"] },
    ColumnSpec {
        key: "confiscated_fen",
        headings: &[
            "没收违法所得、没收非法财物的金额",
            "CF_NR_WFFF",
            "没收违法所得没收非法财物的金额",
            "没收金额",
            "没收违法所得金额",
            "没收违法所得、没收非法财物金额",
        ],
    },
    ColumnSpec {
        key: "affected_certificates",
        headings: &["暂扣或吊销证照名称及编号", "CF_NR_ZKDX", "暂扣或吊销证照"],
    },
    ColumnSpec {
        key: "decided_on",
        headings: &["处罚决定日期", "CF_JDRQ", "决定日期", "行政处罚决定日期", "处罚日期", "decided_on"],
    },
    ColumnSpec { key: "served_on", headings: &["送达日期", "served_on"] },
    ColumnSpec { key: "valid_to", headings: &["处罚有效期", "CF_YXQ", "处罚有效期至", "有效期"] },
    ColumnSpec {
        key: "published_until", headings: &["公示截止期", "CF_GSJZQ", "公示期限", "公示截止日期", "CF_GSQX"]
    },
    ColumnSpec { key: "authority_name", headings: &["处罚机关", "CF_CFJG", "CF_XZJG", "行政处罚机关"] },
    ColumnSpec {
        key: "authority_credit_code", headings: &["处罚机关统一社会信用代码", "CF_CFJGDM", "处罚机关代码"]
    },
    ColumnSpec { key: "status", headings: &["当前状态", "CF_ZT", "状态", "ZT"] },
    ColumnSpec { key: "source_name", headings: &["数据来源单位", "数据来源", "CF_SJLY", "来源单位"] },
    ColumnSpec {
        key: "source_credit_code",
        headings: &["数据来源单位统一社会信用代码", "CF_SJLYDM", "来源单位统一社会信用代码"],
    },
    ColumnSpec { key: "remark", headings: &["备注", "BZ"] },
];
