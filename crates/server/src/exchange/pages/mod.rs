//! The pages of the exchange: 待办, 件详情, 推送, 已发, 已办, 台账, 查职责, 人员名单, 批量导入. Each act is a plain POST that ends in 303.

mod act;
mod act_form;
mod approvals;
mod bulk;
mod chain;
mod detail;
mod done;
mod due;
mod entry;
mod fields;
mod figure_charts;
mod figure_link;
mod figures;
mod files;
mod filter;
mod history;
mod imports;
mod imports_shown;
mod item;
mod live;
mod month;
mod people;
mod push;
mod push_files;
mod push_form;
mod push_request;
mod queue;
mod record;
mod register;
mod routes;
mod sent;
mod strip;
mod todo;
mod words;

pub use queue::count_badges;
pub use routes::routes;
