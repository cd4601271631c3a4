# 帮助与设置
keys-pick-group = 全选或全不选本组
keys-do-group = 办理本组已选的
keys-neighbours = 上一件、下一件
keys-up = 回到列表
keys-submit = 提交表单
keys-draft = 存草稿
