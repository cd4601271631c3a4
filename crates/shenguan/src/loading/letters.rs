//! A few letters, OA papers, calls and a remark (二(四)), so that every page of them has something to show.

use super::founding::People;
use jiff::{SignedDuration, Timestamp};
use shenguan_rules::channel::{Channel, DocumentKind};
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{
    CallRequest, DraftRequest, EndorseRequest, IssueRequest, Nothing, ReasonRequest, RegisterRequest, RemarkRequest,
    SubmitRequest,
};
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::load::Loader;

/// Who writes, and to whom.
const BUREAU: &str = "xzsp";
const AUTHORITY: &str = "YJGL";
/// So long ago they spoke.
const CALLED_BEFORE: SignedDuration = SignedDuration::from_mins(40);

/// Writes them at the end of the loaded past.
pub(crate) fn write(loader: &mut Loader<'_, '_>, people: &People, now: Timestamp) -> Result<()> {
    let office = Office { people, now };
    let register = RegisterRequest {
        code: "测审函".to_owned(),
        office: None,
        channel: Channel::Letter,
        kind: DocumentKind::Letter,
    };
    loader.act(now, office.person("xzsp-03-head")?, |act| acts::reserve_code(act, &register))?;
    office.issued(loader)?;
    let waiting = office.draft(
        loader,
        Channel::Letter,
        "关于商请明确测试储罐区安全间距口径的函",
        "对测试储罐区与村道间距的测量口径不一致，请贵局明确并函复。",
    )?;
    office.submit(loader, &waiting, "xzsp-principal")?;
    let paper = office.draft(
        loader,
        Channel::Oa,
        "关于通报测试企业许可变更情况的沟通函",
        "测试企业许可范围变更涉及重大危险源，先行通报，请研究。",
    )?;
    office.submit(loader, &paper, "xzsp-leader")?;
    let back =
        office.draft(loader, Channel::Oa, "关于研究测试事项标准调整的沟通函", "拟调整测试事项要件，征求贵局意见。")?;
    office.submit(loader, &back, "xzsp-leader")?;
    let reason = ReasonRequest { reason: Some("请补充调整依据后再报。（测试）".to_owned()) };
    loader.act(now, office.person("xzsp-leader")?, |act| acts::send_back(act, &back, &reason))?;
    office.call(loader)
}

struct Office<'p> {
    people: &'p People,
    now: Timestamp,
}

impl Office<'_> {
    fn person(&self, key: &str) -> Result<&Actor> {
        self.people.get(key).ok_or_else(|| Error::fault(format!("the city has nobody by the key {key}")))
    }

    fn id(&self, key: &str) -> Result<String> {
        let officer = self.person(key)?.officer().map(ToString::to_string);
        officer.ok_or_else(|| Error::fault(format!("{key} is no person")))
    }

    /// A letter that went all the way, with a remark of the addressee's leader on it.
    fn issued(&self, loader: &mut Loader<'_, '_>) -> Result<()> {
        let letter = self.draft(
            loader,
            Channel::Letter,
            "关于通报测试危险化学品许可集中到期情况的函",
            "三十家测试企业许可证将于下季度到期，请贵局提前做好监管衔接。",
        )?;
        self.submit(loader, &letter, "xzsp-principal")?;
        let endorse = EndorseRequest { version: 1, opinion: Some("同意发出。（测试）".to_owned()) };
        loader.act(self.now, self.person("xzsp-principal")?, |act| acts::endorse(act, &letter, &endorse))?;
        let writer = self.person("xzsp-03-liaison")?;
        loader.act(self.now, writer, |act| acts::issue(act, &letter, &IssueRequest::default()))?;
        loader.act(self.now, self.person("yjgl-01-liaison")?, |act| acts::file(act, &letter, &Nothing {}))?;
        let remark = RemarkRequest {
            item: letter,
            text: "请排出到期企业名单，月底前报我。（测试）".to_owned(),
            owner: self.id("yjgl-01-head")?,
        };
        loader.act(self.now, self.person("yjgl-leader")?, |act| acts::give_remark(act, &remark))?;
        Ok(())
    }

    fn draft(&self, loader: &mut Loader<'_, '_>, channel: Channel, subject: &str, summary: &str) -> Result<String> {
        let request = DraftRequest {
            channel,
            kind: DocumentKind::Letter,
            to: vec![AUTHORITY.to_owned()],
            subject: format!("{subject}（测试）"),
            summary: summary.to_owned(),
            text: format!("市应急管理局：\n{summary}\n专此函达。（测试）"),
            about: None,
            follows: None,
            answers: None,
            attachments: Vec::new(),
        };
        let writer = self.person(&format!("{BUREAU}-03-liaison"))?;
        Ok(loader.act(self.now, writer, |act| acts::draft(act, &request))?.id)
    }

    fn submit(&self, loader: &mut Loader<'_, '_>, letter: &str, leader: &str) -> Result<()> {
        let request = SubmitRequest { leader: self.id(leader)? };
        let writer = self.person(&format!("{BUREAU}-03-liaison"))?;
        loader.act(self.now, writer, |act| acts::submit(act, letter, &request))?;
        Ok(())
    }

    /// A call that the other side has not confirmed yet.
    fn call(&self, loader: &mut Loader<'_, '_>) -> Result<()> {
        let request = CallRequest {
            to: AUTHORITY.to_owned(),
            officer: Some(self.id("yjgl-01-head")?),
            person: None,
            called_at: self.now - CALLED_BEFORE,
            gist: "测试储罐区安全间距的测量口径。".to_owned(),
            result: "暂以罐壁外缘计，另行函商。（测试）".to_owned(),
            about: None,
            follows: None,
        };
        loader.act(self.now, self.person("xzsp-03-head")?, |act| acts::note_call(act, &request))?;
        Ok(())
    }
}
