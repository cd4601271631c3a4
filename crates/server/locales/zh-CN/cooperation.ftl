# 商请: 二(三)¶4.
state-awaiting-reply = 待答复
state-overdue = 超期未答复
state-no-objection-deemed = 逾期视为无意见
state-not-ours = 非本部门职责，待处理
state-replied = 已答复
state-redirected = 已改派
state-withdrawn = 已撤回
