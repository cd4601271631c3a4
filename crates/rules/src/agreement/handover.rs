//! Handover agreements (移交协议书): 「以…签署的《移交协议书》相关条款内容为基础，明确…职责界定与划分」, 二(一)¶1.

use super::handover_refusal::HandoverRefusal;
use super::line_check::check_lines;
use crate::party::{AgreementId, DepartmentCode, ItemCode, SectionCode, Side, is_name};
use crate::roster::keeps_items;
use crate::subject::{Context, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the bureau and one authority signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverAgreement {
    /// Its id.
    pub id: AgreementId,
    /// Title or number of the document.
    pub document: String,
    /// The authority that took over the regulation.
    pub authority: DepartmentCode,
    /// Every line that ever was in force or will be; a replaced line has its last day.
    pub lines: Vec<AgreementLine>,
    /// 签署日期.
    pub signed_on: Date,
    /// First day.
    pub from: Date,
    /// Last day; none while it is open.
    pub to: Option<Date>,
    /// 1 as signed; one more with each change.
    pub version: u32,
}

/// One item that an authority regulates, by one clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementLine {
    /// The item.
    pub item: ItemCode,
    /// The authority's section that is in charge.
    pub section: Option<SectionCode>,
    /// As what the authority is in charge.
    pub role: AgreementRole,
    /// Whether it leads, where several regulate one item (A19).
    pub lead: bool,
    /// The clause of the agreement (条款), as text.
    pub clause: String,
    /// First day.
    pub from: Date,
    /// Last day; none while it is open.
    pub to: Option<Date>,
}

/// As what an authority regulates an item (A27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementRole {
    /// 行业监管.
    Trade,
    /// 综合执法.
    Enforcement,
    /// 属地.
    Territory,
}

impl AgreementRole {
    /// The stable word: `trade`, `enforcement`, `territory`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trade => "trade",
            Self::Enforcement => "enforcement",
            Self::Territory => "territory",
        }
    }
}

/// From when to when an authority leads for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// By which agreement.
    pub agreement: AgreementId,
    /// Who.
    pub authority: DepartmentCode,
    /// For what.
    pub item: ItemCode,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// What the rules need to know of the rest of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementFacts {
    /// The side of the authority.
    pub side: Side,
    /// The authority's open sections.
    pub sections: BTreeSet<SectionCode>,
    /// Those of the named items that are listed.
    pub items: BTreeSet<ItemCode>,
    /// The leads of the other agreements, for the named items.
    pub leads: Vec<Lead>,
}

/// What may be asked of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum HandoverCommand {
    /// Enter what was signed.
    Sign {
        /// The id, made by the server.
        id: AgreementId,
        /// Title or number.
        document: String,
        /// With whom.
        authority: DepartmentCode,
        /// Its lines.
        lines: Vec<AgreementLine>,
        /// 签署日期.
        signed_on: Date,
        /// First day.
        from: Date,
        /// Last day, if it is known.
        to: Option<Date>,
        /// From outside.
        facts: AgreementFacts,
    },
    /// Other lines from a day on; those before stay as they were until then.
    ReplaceLines {
        /// Only the lines of this item (none left: it is taken out); all of them without it.
        item: Option<ItemCode>,
        /// First day of the new lines.
        from: Date,
        /// The new lines; each begins on `from` or later.
        lines: Vec<AgreementLine>,
        /// From outside.
        facts: AgreementFacts,
    },
    /// Say when it ends.
    End {
        /// The last day.
        on: Date,
    },
}

/// What happened to an agreement. Its text is public and stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the command")]
pub enum HandoverEvent {
    /// Signed, as version 1.
    Signed {
        id: AgreementId,
        document: String,
        authority: DepartmentCode,
        lines: Vec<AgreementLine>,
        signed_on: Date,
        from: Date,
        to: Option<Date>,
    },
    /// Lines replaced.
    LinesReplaced { version: u32, item: Option<ItemCode>, from: Date, lines: Vec<AgreementLine> },
    /// It has a last day.
    Ended { version: u32, on: Date },
}

impl AgreementLine {
    /// Whether it is in force on `date`, the agreement's own days aside.
    pub fn in_force(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

impl HandoverAgreement {
    /// Whether it is in force on `date`.
    pub fn in_force(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// The lines in force on `date`; none outside the agreement's own days.
    pub fn lines_on(&self, date: Date) -> impl Iterator<Item = &AgreementLine> {
        let stands = self.in_force(date);
        self.lines.iter().filter(move |line| stands && line.in_force(date))
    }

    /// Where and when it leads: the fact that the other agreements are judged with.
    pub fn leads(&self) -> Vec<Lead> {
        self.lines
            .iter()
            .filter(|line| line.lead)
            .map(|line| Lead {
                agreement: self.id.clone(),
                authority: self.authority.clone(),
                item: line.item.clone(),
                from: line.from.max(self.from),
                to: earlier(line.to, self.to),
            })
            .filter(|lead| lead.to.is_none_or(|to| lead.from <= to))
            .collect()
    }

    /// The lines as they would be with `lines` in the place of the old ones from `from` on.
    fn with_lines(&self, item: Option<&ItemCode>, from: Date, lines: &[AgreementLine]) -> Vec<AgreementLine> {
        let is_meant = |line: &AgreementLine| item.is_none_or(|item| *item == line.item);
        let kept = self.lines.iter().filter(|line| !is_meant(line) || line.from < from).map(|line| {
            let mut line = line.clone();
            if is_meant(&line) {
                // `from` lies after the line's first day, so there is a day before it.
                line.to = earlier(line.to, from.yesterday().ok());
            }
            line
        });
        kept.chain(lines.iter().cloned()).collect()
    }
}

/// The earlier of two last days, of which none is for ever.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Subject for HandoverAgreement {
    type Command = HandoverCommand;
    type Event = HandoverEvent;
    type Refusal = HandoverRefusal;

    fn decide(
        subject: Option<&Self>,
        command: HandoverCommand,
        context: &Context<'_>,
    ) -> Result<Vec<HandoverEvent>, HandoverRefusal> {
        if !keeps_items(context.actor) {
            return Err(HandoverRefusal::NotBureau);
        }
        let event = match (subject, command) {
            (Some(agreement), HandoverCommand::Sign { .. }) => {
                return Err(HandoverRefusal::Exists { id: agreement.id.clone() });
            }
            (None, HandoverCommand::Sign { id, document, authority, lines, signed_on, from, to, facts }) => {
                if !is_name(&document) {
                    return Err(HandoverRefusal::DocumentUnfit);
                }
                if lines.is_empty() {
                    return Err(HandoverRefusal::NoLines);
                }
                if let Some(to) = to.filter(|to| *to < from) {
                    return Err(HandoverRefusal::EndBeforeBegin { from, to });
                }
                let signed = Self { id, document, authority, lines, signed_on, from, to, version: 1 };
                check_lines(&signed, &signed.lines, &facts)?;
                let Self { id, document, authority, lines, signed_on, from, to, .. } = signed;
                HandoverEvent::Signed { id, document, authority, lines, signed_on, from, to }
            }
            (None, _) => return Err(HandoverRefusal::Unknown),
            (Some(agreement), command) => agreement.change(command)?,
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &HandoverEvent) -> Option<Self> {
        if let HandoverEvent::Signed { id, document, authority, lines, signed_on, from, to } = event {
            return Some(Self {
                id: id.clone(),
                document: document.clone(),
                authority: authority.clone(),
                lines: lines.clone(),
                signed_on: *signed_on,
                from: *from,
                to: *to,
                version: 1,
            });
        }
        subject.map(|mut agreement| {
            match event {
                HandoverEvent::Signed { .. } => {}
                HandoverEvent::LinesReplaced { version, item, from, lines } => {
                    agreement.version = *version;
                    agreement.lines = agreement.with_lines(item.as_ref(), *from, lines);
                }
                HandoverEvent::Ended { version, on } => {
                    agreement.version = *version;
                    agreement.to = Some(*on);
                }
            }
            agreement
        })
    }
}

impl HandoverAgreement {
    fn change(&self, command: HandoverCommand) -> Result<HandoverEvent, HandoverRefusal> {
        let version = self.version + 1;
        match command {
            HandoverCommand::Sign { id, .. } => Err(HandoverRefusal::Exists { id }),
            HandoverCommand::ReplaceLines { item, from, lines, facts } => {
                if let Some(on) = self.to.filter(|to| *to < from) {
                    return Err(HandoverRefusal::Ended { on });
                }
                if let Some(line) = lines.iter().find(|line| item.as_ref().is_some_and(|item| line.item != *item)) {
                    return Err(HandoverRefusal::LineOfOtherItem { item: line.item.clone() });
                }
                if let Some(line) = lines.iter().find(|line| line.from < from) {
                    return Err(HandoverRefusal::LineBeforeChange { item: line.item.clone(), from });
                }
                let changed = Self { lines: self.with_lines(item.as_ref(), from, &lines), ..self.clone() };
                check_lines(&changed, &lines, &facts)?;
                Ok(HandoverEvent::LinesReplaced { version, item, from, lines })
            }
            HandoverCommand::End { on } => match self.to {
                Some(to) if to <= on => Err(HandoverRefusal::Ended { on: to }),
                _ if on < self.from => Err(HandoverRefusal::EndBeforeBegin { from: self.from, to: on }),
                _ => Ok(HandoverEvent::Ended { version, on }),
            },
        }
    }
}
