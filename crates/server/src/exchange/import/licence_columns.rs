//! The columns of the public licence list: codes and headings of today (发改办财金〔2018〕424号) and of the 2015–2017 sheet.
//! Keys are the fields of the record.

use super::columns::ColumnSpec;

/// Without one column of each group no row is a licence.
pub(super) const REQUIRED: &[&[&str]] =
    &[&["applicant_name"], &["document_number", "certificate_number", "case_number"], &["content"], &["decided_on"]];

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec {
        key: "case_number",
        headings: &["案件编号", "办件编号", "受理编号", "申办流水号", "业务流水号", "case_number"],
    },
    ColumnSpec {
        key: "item_code",
        headings: &["事项编码", "XK_SXBM", "实施编码", "事项实施编码", "权力编码", "item_code"],
    },
    ColumnSpec {
        key: "item_name",
        headings: &["事项名称", "项目名称", "XK_XMMC", "XK_SXMC", "许可事项", "行政许可事项名称"],
    },
    ColumnSpec {
        key: "applicant_name",
        headings: &[
            "行政相对人名称",
            "XK_XDR_MC",
            "XK_XDR",
            "相对人名称",
            "申请人",
            "申请人名称",
            "许可相对人",
            "applicant_name",
        ],
    },
    ColumnSpec {
        key: "applicant_kind",
        headings: &["行政相对人类别", "XK_XDR_LB", "相对人类别", "行政相对人类型", "applicant_kind"],
    },
    ColumnSpec {
        key: "applicant_credit_code",
        headings: &[
            "统一社会信用代码",
            "XK_XDR_SHXYM",
            "行政相对人代码_1",
            "行政相对人代码_1(统一社会信用代码)",
            "行政相对人统一社会信用代码",
            "社会信用代码",
            "applicant_credit_code",
        ],
    },
    ColumnSpec {
        key: "applicant_registration_number",
        headings: &[
            "工商注册号",
            "XK_XDR_GSZC",
            "XK_XDR_GSDJ",
            "行政相对人代码_2",
            "工商登记码",
            "工商登记号",
            "注册号",
        ],
    },
    ColumnSpec {
        key: "applicant_organization_code",
        headings: &["组织机构代码", "XK_XDR_ZZJG", "XK_XDR_ZDM", "XK_XDR_ZZJGDM", "行政相对人代码_3"],
    },
    ColumnSpec {
        key: "applicant_tax_number",
        headings: &["税务登记号", "XK_XDR_SWDJ", "行政相对人代码_4", "纳税人识别号"],
    },
    ColumnSpec {
        key: "applicant_institution_number",
        headings: &["事业单位证书号", "XK_XDR_SYDW", "行政相对人代码_5"],
    },
    ColumnSpec {
        key: "applicant_society_number", headings: &["社会组织登记证号", "XK_XDR_SHZZ", "行政相对人代码_6"]
    },
    ColumnSpec {
        key: "legal_representative",
        headings: &["法定代表人", "XK_FRDB", "XK_FR", "法定代表人姓名", "法人代表", "负责人", "经营者"],
    },
    ColumnSpec { key: "legal_representative_id_kind", headings: &["法定代表人证件类型", "XK_FR_ZJLX"] },
    ColumnSpec {
        key: "legal_representative_id_number",
        headings: &["法定代表人证件号码", "XK_FR_ZJHM", "XK_FR_SFZH", "法定代表人身份证号"],
    },
    ColumnSpec { key: "applicant_id_kind", headings: &["证件类型", "XK_XDR_ZJLX", "自然人证件类型"] },
    ColumnSpec {
        key: "applicant_id_number",
        headings: &["证件号码", "XK_XDR_ZJHM", "XK_XDR_SFZ", "居民身份证号", "身份证号", "自然人证件号码"],
    },
    ColumnSpec {
        key: "document_name",
        headings: &["行政许可决定文书名称", "XK_XKWS", "决定文书名称", "许可决定文书名称", "文书名称"],
    },
    ColumnSpec {
        key: "document_number",
        headings: &[
            "行政许可决定文书号",
            "XK_WSH",
            "决定文书号",
            "许可决定文书号",
            "行政许可决定书文号",
            "文书号",
            "document_number",
        ],
    },
    ColumnSpec {
        key: "permit_kind", headings: &["许可类别", "XK_XKLB", "审批类别", "XK_SPLB", "行政许可类别"]
    },
    ColumnSpec {
        key: "certificate_name", headings: &["许可证书名称", "XK_XKZS", "证书名称", "许可证名称"]
    },
    ColumnSpec {
        key: "certificate_number",
        headings: &["许可编号", "XK_XKBH", "许可证号", "许可证编号", "证书编号", "许可证书编号", "certificate_number"],
    },
    ColumnSpec {
        key: "handling_mode", headings: &["办理方式", "审批方式", "是否告知承诺", "handling_mode"]
    },
    ColumnSpec { key: "verified_by", headings: &["核查单位", "承诺核查单位"] },
    ColumnSpec { key: "verify_before", headings: &["核查期限", "承诺核查期限"] },
    ColumnSpec {
        key: "outcome", headings: &["审批结果", "办理结果", "办结结果", "决定类型", "outcome"]
    },
    ColumnSpec { key: "content", headings: &["许可内容", "XK_NR", "行政许可内容", "content"] },
    ColumnSpec {
        key: "decided_on",
        headings: &["许可决定日期", "XK_JDRQ", "决定日期", "行政许可决定日期", "许可日期", "decided_on"],
    },
    ColumnSpec { key: "concluded_at", headings: &["办结时间", "办结日期", "concluded_at"] },
    ColumnSpec {
        key: "valid_from", headings: &["有效期自", "XK_YXQZ", "许可有效期自", "有效期起", "有效期开始日期"]
    },
    ColumnSpec {
        key: "valid_to",
        headings: &[
            "有效期至",
            "XK_YXQZI",
            "XK_JZQ",
            "许可截止期",
            "许可有效期至",
            "有效期止",
            "许可截止日期",
            "截止期",
        ],
    },
    ColumnSpec {
        key: "authority_name", headings: &["许可机关", "XK_XKJG", "XK_XZJG", "行政许可机关", "审批机关"]
    },
    ColumnSpec {
        key: "authority_credit_code",
        headings: &["许可机关统一社会信用代码", "XK_XKJGDM", "许可机关代码", "审批机关统一社会信用代码"],
    },
    ColumnSpec { key: "status", headings: &["当前状态", "XK_ZT", "状态"] },
    ColumnSpec { key: "source_name", headings: &["数据来源单位", "XK_LYDW", "来源单位"] },
    ColumnSpec {
        key: "source_credit_code",
        headings: &["数据来源单位统一社会信用代码", "XK_LYDWDM", "来源单位统一社会信用代码"],
    },
    ColumnSpec { key: "remark", headings: &["备注", "BZ"] },
];
