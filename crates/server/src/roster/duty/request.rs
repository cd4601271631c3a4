//! What is asked of the duty roster.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is on duty on a day off.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyRequest {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Ids of officers of the department, in the order in which they are called; none takes the entry back.
    pub officers: Vec<String>,
}
