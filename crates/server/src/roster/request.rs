//! What is asked of the roster, by API and by form.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A leave, and who stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LeaveRequest {
    /// Id of the officer who will be away.
    pub officer: String,
    /// Id of the officer who stands in; none where nobody is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// First day.
    #[schema(value_type = String, format = Date)]
    #[param(value_type = String, format = Date)]
    pub from: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    #[param(value_type = String, format = Date)]
    pub to: Date,
}

/// The end of a leave, earlier than was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveEndRequest {
    /// Its last day; the day before its first calls it off.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
}

/// A change of roster: who is responsible and who is liaison officer of a place from a day on. The letter takes 姓名、职务、科室、联系方式 of
/// both from the roster of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// Codes of the departments that file the list.
    pub to: Vec<String>,
    /// Code of the section; none for the whole department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Id of the officer who answers for it.
    pub responsible: String,
    /// `responsible_officer` unless given; an authority may have an `overall_lead`, and a `business_lead` in a section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible_as: Option<String>,
    /// Id of the liaison officer.
    pub liaison: String,
    /// The day from which it holds.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Id of the designation that ends, where a place may have several holders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// Whose open work goes to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverRequest {
    /// Id of the officer who had the role.
    pub predecessor: String,
    /// Id of the officer who has it now.
    pub successor: String,
}

/// One of the two confirms the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverConfirmation {
    /// Id of the officer who had the role.
    pub predecessor: String,
    /// Id of the officer who has it now.
    pub successor: String,
    /// `predecessor` or `successor`.
    pub side: String,
}
