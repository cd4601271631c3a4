# 草稿
drafts-title = 我的草稿
drafts-heading = 我的草稿 { $count } 份
drafts-lead = 只有您本人能看到。提交成功后自动删除；{ $days } 天没有再改的自动删除；最多保存 { $count } 份，再多时先删最早的。
drafts-empty = 没有草稿
drafts-empty-more = 填写表单时会自动保存，没有提交的会出现在这里。
drafts-here = 您有 { $count } 份草稿
draft-of = 保存于 { $moment }
draft-save = 存草稿
draft-resume = 继续填
draft-delete = 删除
draft-deleted = 草稿已删除。
draft-restored = 已恢复草稿，还没有提交。
draft-saved-at = 草稿已于 { $moment } 保存
draft-saved-by-itself = 草稿已于 { $moment } 自动保存
draft-second = 这份草稿在别的窗口已改过。两份都留下，这里填写的已于 { $moment } 另存为一份。
draft-kept = 没有提交成功，内容已保存为草稿。
draft-again = 请稍后再试，或拨打 { $phone }。
draft-later = 请稍后再试。
draft-kept-too = 填写的内容已保存为草稿。
draft-login = 登录已失效，填写的内容已保存，登录后继续填。不会自动提交。
draft-lost = 登录已失效，填写的内容已保存。重新登录后继续填。
draft-log-in = 重新登录
draft-not-saved = 草稿暂时没有存上，请先不要关闭本页。

refusal-DRAFT_TOO_LARGE = 填写的内容太长，草稿没有保存；请把长的内容作为附件上传
