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
