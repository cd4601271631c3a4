//! 名单变更 (二(二)¶2): drafted with its letter; the letter's issue puts it into force, its filing files the list (备案).

use super::designate::{DesignationRequest, designate_by_letter, end_by_letter};
use super::handover::list_planned;
use crate::channel::acts as channel;
use crate::channel::request as letters;
use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::face::Nothing;
use crate::platform::open_work::Succession;
use crate::platform::stored::Held;
use crate::roster::content::{ChangeContent, PersonStated};
use crate::roster::request::ChangeRequest;
use crate::roster::store;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{Channel, Correspondence, DocumentKind, Purpose};
use shenguan_rules::party::{Department, DepartmentCode, DesignationId, OfficerId, RosterChangeId, SectionCode};
use shenguan_rules::roster::{
    ChangeLine, ChangeStage, Designation, Draft, PlannedHandover, Role, RosterChange, RosterChangeCommand, SentLetter,
    Stated,
};
use std::sync::Arc;

/// Drafts a change together with its letter, which goes the way of every letter: 送审, 同意发出, 发出.
pub fn draft_change(act: &mut Act<'_, '_>, request: &ChangeRequest) -> Result<Held<RosterChange>> {
    let (directory, own) = (act.directory()?, act.actor().department().cloned());
    let department = own.as_ref().and_then(|own| directory.department(own)).ok_or(Error::NotFound)?.clone();
    let lines = lines(&directory, &department, request)?;
    let letter = channel::draft_for(act, Purpose::RosterChange, &letter(&department, request, &lines))?;
    let people = lines.iter().map(|(_, said)| PersonStated {
        name: said.name.clone(),
        post: said.post.clone(),
        section: said.section.clone(),
        contact: said.contact.clone(),
    });
    let content = act.content(&ChangeContent { people: people.collect() })?;
    let to: Vec<DepartmentCode> = letter.state.to.clone();
    let officers = directory.officers().map(|entry| &entry.officer).filter(|it| it.department == department.code);
    let id = RosterChangeId::parse(act.new_id()).map_err(Error::refused)?;
    let draft = Draft {
        id: id.clone(),
        number: act.next_number("MD")?,
        sides: to.iter().map(|code| directory.department(code).map(|found| found.side)).collect(),
        officers: officers.cloned().collect(),
        department,
        letter: letter.state.id,
        to,
        lines,
        stated_on: request.on,
        content,
    };
    act.create(id.as_str(), RosterChangeCommand::Draft(Box::new(draft)))
}

/// The addressee files the letter, and with it the list (备案).
pub fn file_change(act: &mut Act<'_, '_>, id: &str, _request: &Nothing) -> Result<Held<RosterChange>> {
    let held = act.get::<RosterChange>(id)?;
    channel::file(act, held.state.letter.as_str(), &letters::Nothing {})?;
    act.get(id)
}

/// Its letter was issued, in the same act.
pub fn letter_issued(act: &mut Act<'_, '_>, letter: &Correspondence) -> Result<()> {
    let (Some(held), Some(issue)) = (store::change_of(act, &letter.id)?, &letter.issue) else { return Ok(()) };
    let number = letter.document_number().map_or_else(|| letter.number.clone(), ToString::to_string);
    let sent = SentLetter { letter: letter.id.clone(), number, at: issue.at };
    let held = act.command(held, RosterChangeCommand::Send(sent))?;
    carry_out(act, &held)
}

/// Its letter was filed by an addressee, in the same act.
pub fn letter_filed(act: &mut Act<'_, '_>, letter: &Correspondence) -> Result<()> {
    let Some(held) = store::change_of(act, &letter.id)? else { return Ok(()) };
    let was_in_force = matches!(held.state.stage, ChangeStage::InForce { .. });
    let held = act.command(held, RosterChangeCommand::File)?;
    if was_in_force { Ok(()) } else { carry_out(act, &held) }
}

/// Its letter was withdrawn, in the same act.
pub fn letter_withdrawn(act: &mut Act<'_, '_>, letter: &Correspondence) -> Result<()> {
    let Some(held) = store::change_of(act, &letter.id)? else { return Ok(()) };
    act.command(held, RosterChangeCommand::Withdraw)?;
    Ok(())
}

/// Its letter goes on with another department, in the same act.
pub fn letter_succeeded(act: &mut Act<'_, '_>, letter: &Correspondence, succession: &Succession) -> Result<()> {
    let Some(held) = store::change_of(act, &letter.id)? else { return Ok(()) };
    succeed(act, &held.id, succession)
}

/// Another department stands in the place of the department, or of one that files the list.
pub fn succeed(act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
    let held = act.get::<RosterChange>(id)?;
    let (department, successor) = (succession.department.clone(), succession.successor.clone());
    act.command(held, RosterChangeCommand::Succeed { department, successor })?;
    Ok(())
}

/// Ends and begins designations from the day on which the change holds, and lists what is open where that day has come.
fn carry_out(act: &mut Act<'_, '_>, held: &Held<RosterChange>) -> Result<()> {
    let ChangeStage::InForce { number, on, .. } = &held.state.stage else { return Ok(()) };
    let directory = act.directory()?;
    let named: Vec<&Designation> = directory.designations().collect();
    let effect = held.state.effect(&named, *on);
    let before = on.yesterday().map_err(Error::fault)?;
    for ended in &effect.ends {
        end_by_letter(act, ended.id.as_str(), before)?;
    }
    for line in &effect.begins {
        let (officer, section) = (line.officer.clone(), line.section.clone());
        let basis = Some(number.clone());
        designate_by_letter(
            act,
            &DesignationRequest { officer, section, role: line.role, from: *on, to: None, basis },
        )?;
    }
    let planned: Vec<PlannedHandover> = effect
        .handovers
        .into_iter()
        .map(|(predecessor, successor)| PlannedHandover { predecessor, successor })
        .collect();
    if planned.is_empty() {
        return Ok(());
    }
    let held = act.command(held.clone(), RosterChangeCommand::PlanHandovers { planned })?;
    if *on <= local_date(act.now()) { list_planned(act, &held) } else { Ok(()) }
}

fn lines(
    directory: &Arc<Directory>,
    department: &Department,
    request: &ChangeRequest,
) -> Result<Vec<(ChangeLine, Stated)>> {
    let section = request.section.as_deref().map(SectionCode::parse).transpose();
    let section = section.map_err(|_| Error::field("section", "SECTION_UNKNOWN"))?;
    let replaces = request.replaces.as_deref().map(DesignationId::parse).transpose();
    let replaces = replaces.map_err(|_| Error::field("replaces", "DESIGNATION_UNKNOWN"))?;
    let leads = match request.responsible_as.as_deref() {
        None => Role::ResponsibleOfficer,
        Some(word) => Role::from_word(word).ok_or_else(|| Error::field("responsible_as", "FIELD_WORD_UNKNOWN"))?,
    };
    let replaced = replaces.and_then(|id| directory.designations().find(|named| named.id == id));
    let line = |field: &'static str, role: Role, id: &str| -> Result<(ChangeLine, Stated)> {
        let officer = OfficerId::parse(id).map_err(|_| Error::field(field, "OFFICER_UNKNOWN"))?;
        let stated = stated(directory, department, &officer, section.as_ref());
        let replaces = replaced.filter(|named| named.role == role).map(|named| named.id.clone());
        Ok((ChangeLine { role, section: section.clone(), officer, replaces }, stated))
    };
    Ok(vec![
        line("responsible", leads, &request.responsible)?,
        line("liaison", Role::LiaisonOfficer, &request.liaison)?,
    ])
}

/// 姓名、职务、科室、联系方式, from the roster of people; what is not entered there is missing in the letter.
fn stated(
    directory: &Directory,
    department: &Department,
    officer: &OfficerId,
    section: Option<&SectionCode>,
) -> Stated {
    let Some(entry) = directory.officer(officer) else { return Stated::default() };
    let sits_in = entry.officer.section.as_ref().or(section).and_then(|code| department.section(code));
    Stated {
        name: entry.card.name.clone(),
        post: entry.card.post.clone(),
        // Whoever leads the whole department may sit in no section of it.
        section: match (sits_in, section) {
            (Some(sits_in), _) => sits_in.name.clone(),
            (None, Some(_)) => String::new(),
            (None, None) => department.name.clone(),
        },
        contact: entry.card.contact.clone(),
    }
}

/// 关于调整审批与监管责任人、联络人的函.
fn letter(department: &Department, request: &ChangeRequest, lines: &[(ChangeLine, Stated)]) -> letters::DraftRequest {
    let place = request.section.as_deref().and_then(|code| {
        let code = SectionCode::parse(code).ok()?;
        department.section(&code).map(|section| section.name.clone())
    });
    let date = format!("{}年{}月{}日", request.on.year(), request.on.month(), request.on.day());
    let place = place.unwrap_or_else(|| "我单位".to_owned());
    let people = lines.iter().map(|(line, said)| {
        let (role, name, post) = (line.role.zh(), &said.name, &said.post);
        format!("{role}：姓名{name}，职务{post}，科室{}，联系方式{}。", said.section, said.contact)
    });
    let people = people.collect::<Vec<_>>().join("\n");
    letters::DraftRequest {
        channel: Channel::Letter,
        kind: DocumentKind::Letter,
        to: request.to.clone(),
        subject: "关于调整审批与监管责任人和联络人的函".to_owned(),
        summary: format!("自{date}起调整{place}审批与监管责任人和联络人，请予备案。"),
        text: format!("因人员变动，自{date}起，{place}审批与监管责任人和联络人调整如下：\n{people}\n请予备案。"),
        about: None,
        follows: None,
        answers: None,
        attachments: Vec::new(),
    }
}
