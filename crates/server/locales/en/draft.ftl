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
