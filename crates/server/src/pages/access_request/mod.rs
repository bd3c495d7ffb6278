//! Pages of access requests.

pub mod bulk;
pub mod bulk_results;
pub mod contract;
pub mod decide;
pub mod decide_contract;
pub mod decide_facts;
pub mod decide_known;
pub mod decision_form;
pub mod given;
pub mod grant_fields;
pub mod known;
pub mod new;
pub mod own;
pub mod own_list;
pub mod programme;
pub mod queue;
pub mod renewal;
pub mod second_step;
pub mod send;
pub mod taking_away;
pub mod talk;
pub mod talk_form;
pub mod timeline;
pub mod turn;
pub mod turn_form;
pub mod writing;
mod writing_form;
