//! Whatever is asked in whatever order.

use super::*;

fn asked(kind: u8, version: u32, to: &str, last: u32) -> CorrespondenceCommand {
    let said = Some(digest('d'));
    match kind {
        0 => CorrespondenceCommand::Submit { to: person(to) },
        1 => CorrespondenceCommand::Endorse { version, opinion: None },
        2 => CorrespondenceCommand::SendBack { reason: said },
        3 => CorrespondenceCommand::PassOn { to: person(to), opinion: said },
        4 => entered(to, Some("scan")),
        5 => CorrespondenceCommand::Revise { content: digest('c'), attachments: Vec::new() },
        6 => CorrespondenceCommand::File,
        7 => CorrespondenceCommand::Withdraw { reason: said },
        8 => CorrespondenceCommand::Consent,
        _ => run(last),
    }
}

fn holds(held: &Correspondence) {
    let owners = held.owners().len();
    match held.stage {
        Stage::Issued => assert_eq!(owners, held.receipts.iter().filter(|receipt| receipt.filed_at.is_none()).count()),
        Stage::Withdrawn => assert_eq!(owners, 0),
        _ => assert_eq!(owners, 1, "one owner while it is open"),
    }
    if let Some(endorsement) = &held.endorsement {
        assert!(held.channel.endorsers().contains(&endorsement.role));
        assert!(held.versions.iter().all(|version| version.by != endorsement.officer), "nobody endorses his own");
    }
    if held.stage == Stage::Issued {
        let endorsement = held.endorsement.as_ref().expect("an endorsement");
        assert_eq!(endorsement.version, held.version());
        assert_eq!(endorsement.content, held.versions.last().unwrap().content);
    }
}

proptest! {
    #[test]
    fn an_issued_document_has_the_endorsement_of_its_text_and_an_open_one_has_one_owner(
        letter: bool,
        both: bool,
        drafter in 0_usize..4,
        steps in prop::collection::vec((0_u8..10, 0_usize..8, 0_usize..8, 0_u32..3), 1..40),
    ) {
        let oa_consent = if both { OaConsent::Both } else { OaConsent::Sender };
        let rules = RuleSet { oa_consent, ..RuleSet::default() };
        let channel = if letter { Channel::Letter } else { Channel::Oa };
        let mut held: Correspondence = under(&rules, None, draft(channel), STAFF[drafter].0).unwrap();
        for (kind, who, to, back) in steps {
            let asked = asked(kind, held.version().saturating_sub(back), STAFF[to].0, 0);
            if let Ok(next) = under(&rules, Some(held.clone()), asked, STAFF[who].0) {
                held = next;
            }
            holds(&held);
        }
    }

    #[test]
    fn the_numbers_of_a_register_have_no_gap_whoever_is_refused_between(tries in prop::collection::vec(any::<bool>(), 1..40)) {
        let mut last = 0;
        for endorsed in tries {
            let held = submitted(Channel::Letter, "s-chief");
            let held = if endorsed { act(Some(held), endorse(), "s-chief").unwrap() } else { held };
            match act(Some(held), run(last), "s-liaison") {
                Ok(issued) => {
                    prop_assert_eq!(issued.document_number().unwrap().serial, last + 1);
                    last += 1;
                }
                Err(refusal) => prop_assert_eq!(refusal.code(), "NOT_ENDORSED"),
            }
        }
    }
}
