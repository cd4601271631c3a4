//! Why a code is refused, with the standard that says so.

/// Why a text is not the code that it claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierRefusal {
    /// GB 32100-2015: eighteen characters.
    #[error("a unified social credit code has 18 characters")]
    CreditCodeLength,
    /// GB 32100-2015: digits and capital letters without I, O, S, V, Z; a six-digit division at positions 3–8.
    #[error(
        "a unified social credit code holds digits and capital letters without I, O, S, V and Z, and a six-digit division"
    )]
    CreditCodeCharset,
    /// GB 32100-2015: the eighteenth character.
    #[error("the check character of the unified social credit code does not fit")]
    CreditCodeCheck,
    /// GB 11714-1997: eight characters and a check character.
    #[error("an organization code is eight digits or capital letters and a check character")]
    OrganizationCodeShape,
    /// GB 11714-1997: the ninth character.
    #[error("the check character of the organization code does not fit")]
    OrganizationCodeCheck,
    /// GB 11643-1999: seventeen digits and a digit or X.
    #[error("a resident ID number is 17 digits and a digit or X")]
    ResidentIdShape,
    /// GB 11643-1999: positions 7–14.
    #[error("the birth date in the resident ID number is no date")]
    ResidentIdBirth,
    /// GB 11643-1999: the eighteenth character.
    #[error("the check character of the resident ID number does not fit")]
    ResidentIdCheck,
    /// GB/T 2260: six digits.
    #[error("a division code is six digits and does not begin with 0")]
    DivisionCodeShape,
    /// The 工商注册号 from before the unified code: fifteen digits.
    #[error("a registration number has 15 digits")]
    RegistrationNumberShape,
    /// GB/T 39554.1-2020 and the provinces' own schemes: at most 64 visible characters.
    #[error("an item code has 1 to 64 visible characters without spaces")]
    ItemCodeShape,
}

impl IdentifierRefusal {
    /// Stable code for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CreditCodeLength => "CREDIT_CODE_LENGTH",
            Self::CreditCodeCharset => "CREDIT_CODE_CHARSET",
            Self::CreditCodeCheck => "CREDIT_CODE_CHECK",
            Self::OrganizationCodeShape => "ORGANIZATION_CODE_SHAPE",
            Self::OrganizationCodeCheck => "ORGANIZATION_CODE_CHECK",
            Self::ResidentIdShape => "RESIDENT_ID_SHAPE",
            Self::ResidentIdBirth => "RESIDENT_ID_BIRTH",
            Self::ResidentIdCheck => "RESIDENT_ID_CHECK",
            Self::DivisionCodeShape => "DIVISION_CODE_SHAPE",
            Self::RegistrationNumberShape => "REGISTRATION_NUMBER_SHAPE",
            Self::ItemCodeShape => "ITEM_CODE_SHAPE",
        }
    }

    /// The standard that the refusal follows from.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::CreditCodeLength | Self::CreditCodeCharset | Self::CreditCodeCheck => "GB 32100-2015",
            Self::OrganizationCodeShape | Self::OrganizationCodeCheck => "GB 11714-1997",
            Self::ResidentIdShape | Self::ResidentIdBirth | Self::ResidentIdCheck => "GB 11643-1999",
            Self::DivisionCodeShape => "GB/T 2260",
            Self::RegistrationNumberShape => "工商注册号",
            Self::ItemCodeShape => "GB/T 39554.1-2020",
        }
    }

    /// The reason for a Chinese screen; `Display` is the English one.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::CreditCodeLength => "统一社会信用代码应为18位",
            Self::CreditCodeCharset => {
                "统一社会信用代码只含数字和大写字母（不含I、O、S、V、Z），第3至8位为六位行政区划代码"
            }
            Self::CreditCodeCheck => "统一社会信用代码校验码不符",
            Self::OrganizationCodeShape => "组织机构代码应为8位数字或大写字母加1位校验码",
            Self::OrganizationCodeCheck => "组织机构代码校验码不符",
            Self::ResidentIdShape => "居民身份证号应为17位数字加1位数字或大写X",
            Self::ResidentIdBirth => "居民身份证号中的出生日期不存在",
            Self::ResidentIdCheck => "居民身份证号校验码不符",
            Self::DivisionCodeShape => "行政区划代码应为六位数字且不以0开头",
            Self::RegistrationNumberShape => "注册号应为15位数字",
            Self::ItemCodeShape => "事项编码应为1至64个可见字符，不含空格",
        }
    }
}
