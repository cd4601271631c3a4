//! 「以上四种协调沟通机制无法解决的重大问题，由审批与监管双方提请审批与监管工作会商会议研究决定。」

use super::facts::{department, item, step};
use crate::channel::content::ProposalContent;
use crate::channel::request::{Check, ProposalRequest, STEPS_MAX};
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::channel::{ConsultationProposal, ProposalCommand, Propose};
use shenguan_rules::party::ProposalId;

/// The series of item numbers: 提请.
const SERIES: &str = "TQ";

/// Proposes a consultation, carrying what was tried (A7).
pub fn propose_consultation(act: &mut Act<'_, '_>, request: &ProposalRequest) -> Result<Held<ConsultationProposal>> {
    let check = Check::default().line("topic", &request.topic).text("text", &request.text);
    let named: Vec<&str> =
        request.tried.iter().flat_map(|numbers| numbers.split([' ', '\u{3000}', '、', ',', '，'])).collect();
    let named: Vec<&str> = named.into_iter().filter(|number| !number.is_empty()).collect();
    check.count("tried", named.len(), STEPS_MAX).done()?;
    let to = department(act, "to", &request.to)?;
    let about = request.about.as_deref().map(|id| item(act, "about", id)).transpose()?;
    // The form has one field for all of them.
    let tried = named.iter().map(|id| step(act, "tried", id));
    let mut tried = tried.collect::<Result<Vec<_>>>()?;
    tried.sort_by_key(|step| step.at);
    let content = act.content(&ProposalContent { topic: request.topic.clone(), text: request.text.clone() })?;
    let id = ProposalId::parse(act.new_id()).map_err(Error::refused)?;
    let propose = Propose { number: act.next_number(SERIES)?, id: id.clone(), to, about, tried, content };
    act.create(id.as_str(), ProposalCommand::Propose(Box::new(propose)))
}
