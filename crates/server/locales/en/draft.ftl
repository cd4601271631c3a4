# Drafts
drafts-title = My drafts
drafts-heading = My drafts: { $count }
drafts-lead = Only you can see them. They are deleted once the act is done, and after { $days } days without a change; at most { $count } are kept, then the oldest goes.
drafts-empty = No drafts
drafts-empty-more = Forms are saved as you type; what was not sent appears here.
drafts-here = { $count ->
    [one] You have { $count } draft
   *[other] You have { $count } drafts
}
draft-of = Saved { $moment }
draft-save = Save draft
draft-resume = Go on
draft-delete = Delete
draft-deleted = The draft was deleted.
draft-restored = The draft was restored. Nothing has been sent yet.
draft-saved-at = Draft saved at { $moment }
draft-saved-by-itself = Draft saved by itself at { $moment }
draft-second = This draft was changed in another window. Both are kept; what is typed here was saved at { $moment } as a second one.
draft-kept = Nothing was sent; what you typed was kept as a draft.
draft-again = Please try again later, or call { $phone }.
draft-later = Please try again later.
draft-kept-too = What you typed was kept as a draft.
draft-login = Your session ended. What you typed was kept; log in to go on. Nothing is sent by itself.
draft-lost = Your session ended. What you typed was kept; log in again to go on.
draft-log-in = Log in again
draft-not-saved = The draft could not be saved for now. Please keep this page open.

refusal-DRAFT_TOO_LARGE = What was typed is too long and the draft was not saved; please attach long texts as files

# Push
push-part-item = Which case
push-part-matter = What is pushed
push-part-attention = What to watch
push-part-text = Text
push-attention-hint = Say what the authority should watch, with demands and terms; where there is nothing, say “none”.
push-item-hint = by code or name
push-find = Find
push-offered = { $count } items fit; choose one:
push-more = The other { $count } fields (optional)
push-to-same = A correction goes to the same addressee.
push-to-bureau = To { $department }.
push-count = { $count } / { $max } characters
push-button-some = Push to { $count } department(s)
push-late = The time to push is over; say why it is late.
push-due-unknown = Shown once the day is filled in.
push-due-unknown-approval = Shown once the time of conclusion is filled in.
push-preview-title = What the other side will see
push-preview-no-receipt = For information; no receipt is asked for and nothing is due.
push-preview-unknown = Shown once the outcome is chosen.
push-preview-untitled = (title)
push-valid-to = valid to { $day }
push-since-concluded = concluded { $moment }
push-since-decided = decided { $moment }
push-since-served = served { $moment }
push-since-filed = filed { $moment }
push-since-occurred = issued or received { $moment }
push-vacant-since = No liaison officer (since { $day }); {""}
push-goes-to = goes straight to the responsible officer { $names }
push-vacant-both = { $vacant }no responsible officer either: please call the department first.
push-hint-limit = { $days ->
    [one] Push within 1 working day
   *[other] Push within { $days } working days
}
push-hint-no-limit = Push in good time
push-level = {" "}Pushed by { $roles }; no leader has to sign.
refusal-ITEM_CHANGED = The item was changed and the departments were brought in anew; please look at them and push again
