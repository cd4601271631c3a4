//! Codes that name firms, people, places and items: GB 32100, GB 11714, GB 11643, GB/T 2260 and the item codes of the
//! provinces. The policy pushes outcomes and penalties by them (二(三)), so a wrong one is refused where it enters.

mod credit_code;
mod division_code;
mod item_code;
mod organization_code;
mod refusal;
mod registration_number;
mod resident_id;

pub use credit_code::CreditCode;
pub use division_code::DivisionCode;
pub use item_code::ItemCode;
pub use organization_code::OrganizationCode;
pub use refusal::IdentifierRefusal;
pub use registration_number::RegistrationNumber;
pub use resident_id::{ResidentId, mask};
