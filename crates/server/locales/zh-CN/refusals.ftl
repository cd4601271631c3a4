# Why not, and how to mend it. One message for each refusal code.

# Platform: the request itself
refusal-NOT_LOGGED_IN = 请先登录；系统对接请检查密钥是否正确、是否已停用
refusal-NOT_FOUND = 没有这一项，或者不在您可以查看的范围内
refusal-ROLE_NOT_SUFFICIENT = 您的身份不能办这一件，请找{ $roles }办理
refusal-CROSS_ORIGIN = 请求不是从本平台页面发出的，请回到本平台重新办理
refusal-METHOD_NOT_ALLOWED = 这个地址不支持这种操作
refusal-BODY_TOO_LARGE = 内容超过大小上限（1 MiB，批量 8 MiB），请分批提交
refusal-CONTENT_TYPE_NOT_FIT = 内容类型不对，请检查 Content-Type
refusal-CONTENT_TYPE_NOT_JSON = 请以 JSON 提交，并写明 Content-Type: application/json
refusal-REQUEST_NOT_VALID = 请求不完整，请检查后重新提交
refusal-REQUEST_TIMEOUT = 处理时间过长，结果未知。请用同一幂等键重新提交，或先查看是否已办成
refusal-JSON_NOT_VALID = 内容不是正确的 JSON，请检查引号、逗号和括号
refusal-JSON_TOO_DEEP = JSON 嵌套超过 64 层，请减少层数
refusal-QUERY_NOT_VALID = 查询条件不对，请检查条件的名称和取值
refusal-CURSOR_NOT_VALID = 翻页位置不是本列表给出的，请从第一页重新查起
refusal-LIMIT_NOT_VALID = 每页件数应为 1 至 200
refusal-FIELDS_NOT_VALID = 有内容需要修改，请按提示改好再提交
refusal-FIELD_UNKNOWN = 没有这一项，请删去或更正名称
refusal-FIELD_MISSING = 缺少这一项，请补上
refusal-FIELD_WORD_UNKNOWN = 取值不在规定范围内，请对照接口说明选用
refusal-FIELD_TYPE_NOT_FIT = 这一项的类型不对，请对照接口说明填写
refusal-FIELD_NOT_FIT = 这一项的写法不对，请对照接口说明填写
refusal-IDEMPOTENCY_KEY_MISSING = 请在 Idempotency-Key 中写明幂等键（1 至 200 个可见字符）
refusal-IDEMPOTENCY_KEY_REUSED = 这个幂等键已用于另一份内容，请换一个新的
refusal-IDEMPOTENCY_KEY_IN_FLIGHT = 同一幂等键的请求正在处理，请稍后再查
refusal-TOO_MANY_REQUESTS = 请求过于频繁，请 { $seconds } 秒后再试
refusal-BUSY = 平台正忙，没有提交成功，请稍后再试
refusal-INTERNAL_FAULT = 平台出了故障，没有提交成功。请稍后再试，或拨打值班电话
refusal-TEXT_MISSING = 请填写内容
refusal-SECRET_CONTENT = 内容带有密级标志（{ $level }）。本平台为非涉密平台，涉密事项请按保密规定办理
refusal-TEXT_TOO_LONG = 内容太长（最多 { $max } 字），请压缩后再提交
refusal-TEXT_WITH_CONTROL_CHARACTERS = 内容中有不可见的控制字符，请删去后再提交
refusal-TOO_MANY = 数量过多（最多 { $max } 个），请分批提交
refusal-SEARCH_TOO_LONG = 查找的内容太长，请缩短
refusal-SEARCH_TOO_MANY_TERMS = 查找的词太多，请减少
refusal-CLOCK_ADVANCE_OR_TO = 请写明 advance 或 to 其中一项
refusal-CLOCK_OUT_OF_RANGE = 时间超出范围，请改近一些

# Accounts and keys
refusal-EMAIL_UNFIT = 电子邮件地址不正确
refusal-PHONE_UNFIT = 请填写 11 位手机号
refusal-MESSENGER_UNFIT = 即时消息账号不能有空格，最多 100 个字
refusal-USERNAME_UNFIT = 账号为 1 至 64 个字符，不含空格
refusal-USERNAME_TAKEN = 这个账号已有人使用，请换一个
refusal-PASSWORD_TOO_SHORT = 密码太短，请设长一些
refusal-KEY_NAME_UNFIT = 请填写密钥名称（不超过 64 个字）
refusal-KEY_FLAGS_MISSING = 请至少选择一项用途：推送、接收、查询
refusal-OFFICER_HAS_ACCOUNT = 这名人员已有账号；停用的可以重新启用
refusal-ACCOUNT_IS_OWN = 不能停用自己的账号，请由另一名系统管理员办理

# Attachments
refusal-ATTACHMENT_KNOWN = 这个附件已经登记
refusal-ATTACHMENT_UNKNOWN = 没有这个附件，请先上传
refusal-ATTACHMENT_NOT_DEPARTMENT = 附件须由单位上传
refusal-ATTACHMENT_EMPTY = 文件是空的，请重新选择
refusal-ATTACHMENT_HASH_SHAPE = 文件摘要不是 SHA-256，请重新上传
refusal-ATTACHMENT_NOT_READER = 本单位不能查看这个附件
refusal-ATTACHMENT_BROKEN_OFF = 文件没有传完，请重新上传
refusal-ATTACHMENT_DAMAGED = 文件已损坏，打不开，请重新生成后上传
refusal-ATTACHMENT_MACROS = 文件含有宏，请另存为不含宏的格式
refusal-ATTACHMENT_NAME = 文件名为空、过长或含有不允许的字符，请改名
refusal-ATTACHMENT_TOO_LARGE = 文件超过大小上限，请压缩或拆分
refusal-ATTACHMENT_TYPE = 只收 PDF、OFD、DOCX、XLSX、JPG、PNG 文件，请转换格式
refusal-ATTACHMENT_TYPE_MISMATCH = 文件内容与扩展名不符，请核对后重新上传

# Codes
refusal-DEPARTMENT_CODE_SHAPE = 单位代码为 3 至 32 位数字、大写字母或短横
refusal-SECTION_CODE_SHAPE = 科室代码为 1 至 32 位数字、大写字母或短横
refusal-ITEM_CODE_SHAPE = 事项编码为 1 至 64 个可见字符，不含空格
refusal-JURISDICTION_CODE_SHAPE = 行政区划代码为六位数字，首位不为 0
refusal-CONTENT_DIGEST_SHAPE = 内容摘要为 64 位小写十六进制数
refusal-ID_SHAPE = 标识为 1 至 64 位字母、数字或短横
refusal-CREDIT_CODE_LENGTH = 统一社会信用代码为 18 位，请核对
refusal-CREDIT_CODE_CHARSET = 统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z，请核对
refusal-CREDIT_CODE_CHECK = 统一社会信用代码的校验码不符，请逐位核对
refusal-ORGANIZATION_CODE_SHAPE = 组织机构代码为八位数字或大写字母加一位校验码，请核对
refusal-ORGANIZATION_CODE_CHECK = 组织机构代码的校验码不符，请核对
refusal-RESIDENT_ID_SHAPE = 身份证号为 17 位数字加一位数字或 X，请核对
refusal-RESIDENT_ID_BIRTH = 身份证号中的出生日期不对，请核对
refusal-RESIDENT_ID_CHECK = 身份证号的校验码不符，请核对
refusal-DIVISION_CODE_SHAPE = 行政区划代码为六位数字，首位不为 0，请核对
refusal-REGISTRATION_NUMBER_SHAPE = 注册号为 15 位数字，请核对

# 二(一), 二(二): departments, officers, roster
refusal-NOT_ADMINISTRATOR = 须由系统管理员办理
refusal-JURISDICTION_EXISTS = 行政区划 { $code } 已经建立
refusal-JURISDICTION_OWN_PARENT = 行政区划 { $code } 不能是自己的上级
refusal-DEPARTMENT_EXISTS = 单位代码 { $code } 已经使用，请换一个
refusal-DEPARTMENT_UNKNOWN = 没有这个单位，请核对单位代码
refusal-DEPARTMENT_CODE_IS_PREFIX = 单位代码 { $code } 与 { $other } 开头相同，容易混淆，请换一个
refusal-DEPARTMENT_SUCCEEDED = 该单位已经撤并，请改用承接单位
refusal-NAME_UNFIT = 名称不能为空，不能过长，不能含不可见字符
refusal-NAME_NOT_LATER = 新名称的启用日 { $from } 须晚于上一次的 { $last }
refusal-SECTION_EXISTS = 科室代码 { $section } 已经使用，请换一个
refusal-SECTION_UNKNOWN = 没有这个科室，或者已经撤销，请核对
refusal-SECTION_CLOSED = 科室 { $section } 已经撤销
refusal-SUCCESSOR_UNFIT = { $successor } 不能作为承接单位，请核对
refusal-SUCCESSOR_UNREACHABLE = 承接单位没有在岗的责任人或联络人，移交的件将无人办理。请先为承接单位登记人员
refusal-SUCCESSOR_OF_OTHER_SIDE = 承接单位须与原单位职责相同（审批与监管不能互相并入）
refusal-MERGE_NEEDS_ONE = 并入只能选一个承接单位；拆分请选“拆分”
refusal-SPLIT_NEEDS_TWO = 拆分须写明两个以上承接单位
refusal-BEFORE_FOUNDING = 日期 { $on } 早于设立日 { $founded_on }，请核对
refusal-OFFICER_NOT_THEIRS = 人员由所在单位或市行政审批局登记
refusal-OFFICER_EXISTS = 该人员已经登记
refusal-OFFICER_UNKNOWN = 没有这名人员，请核对
refusal-OFFICER_OF_OTHER_DEPARTMENT = 该人员属于 { $department }，请由其所在单位办理
refusal-OFFICER_LEFT = 该人员已于 { $on } 离任
refusal-OFFICER_STILL_NAMED = { $on } 之后仍担任{ $roles }，请先确定接任人选，再办离任
refusal-SUBSTITUTION_NOT_ENTITLED = 请假和代理由本人或本单位负责人办理
refusal-SUBSTITUTION_EXISTS = 这次请假已经登记
refusal-SUBSTITUTION_UNKNOWN = 没有这次请假，请核对
refusal-LEAVE_IN_PAST = { $today } 之前的日子已经过去，不能改动；请从今天或以后的日期填起
refusal-LEAVE_TOO_LONG = 一次请假最多 { $days } 天；时间更长的，请发公函变更名单
refusal-LEAVE_ENDED = 这次请假到 { $on } 为止，不能再往后改；需要延长的，请另外登记
refusal-LEAVE_OVERLAPS = 这位人员 { $from } 至 { $to } 已经登记请假，请避开这些日子
refusal-STAND_IN_OF_OTHER_DEPARTMENT = 代理人属于 { $department }；请在本单位内选代理人
refusal-STAND_IN_SELF = 本人不能代理本人，请另选代理人
refusal-STAND_IN_LEFT = 代理人 { $on } 离任，请另选代理人
refusal-STAND_IN_CYCLE = { $on } 代理关系绕回了原点（{ $way }），没有人在岗；请另选代理人或日期
refusal-STAND_IN_AWAY = { $on } { $officer } 也不在岗，请另选代理人，或先为其安排代理
refusal-STANDS_IN_FOR_OTHERS = { $on } 正在代理 { $officer }；请填写代理人，由其一并代理
refusal-STAND_IN_LEVEL = { $on } { $officer } 不是{ $role }，不能代理{ $role }；请选同级领导，或先办理主持工作的任用
refusal-ROLE_UNREACHABLE = { $on } { $role }将没有人在岗；请填写代理人
refusal-OPEN_TASKS_LEFT = 名下还有 { $count } 件待办；请填写代理人，或先办结、转办
refusal-OFFICER_STILL_STANDS_IN = { $on } 之后还在代理 { $officer }，请先换代理人，再办离任
refusal-DESIGNATION_NOT_IN_FORCE = 您办理时，所用的身份已经终止或还没有开始；请刷新页面，按现在的身份办理
refusal-ROSTER_NOT_THEIRS = 名单由本单位人员拟稿变更
refusal-ROSTER_CHANGE_EXISTS = 这次名单变更已经登记
refusal-ROSTER_CHANGE_UNKNOWN = 没有这次名单变更，请核对
refusal-ROSTER_NOTHING_CHANGES = 请写明由谁担任
refusal-ROSTER_NO_ADDRESSEE = 请写明名单送哪个单位备案
refusal-ROSTER_ADDRESSEE_UNFIT = { $department } 不是对方单位：监管部门的名单送审批局备案，审批局的送监管部门备案
refusal-ROLE_NOT_OF_ROSTER = { $role }不在审批与监管名单之内，请由管理员办理
refusal-ROSTER_PARTICULAR_MISSING = { $role }的{ $missing }没有填写；请另选一人，或请系统管理员在“系统—名册”中重新登记这名人员
refusal-ROSTER_ROLE_NOT_STATED = 公函须同时写明责任人和联络人，缺{ $role }
refusal-ROSTER_OFFICER_LEFT = { $officer } 届时已经离任，请另选人员
refusal-ROSTER_OFFICER_ELSEWHERE = { $officer } 不是本单位人员，请核对
refusal-ROSTER_NOT_AT_THIS_STAGE = 这次名单变更{ $stage ->
    [drafted] 还没有发函
    [sent] 已经发函，等待对方备案
    [in_force] 已经生效
   *[withdrawn] 已经撤回
 }，现在不能这样办
refusal-ROSTER_OTHER_LETTER = 这不是该次名单变更的公函，或者公函还没有发出
refusal-ROSTER_NOT_ADDRESSEE = 名单由收函单位备案
refusal-ROSTER_FILED_BEFORE = 已于 { $at } 备案
refusal-ROSTER_NO_HANDOVER = 这两人之间没有要交接的，或者清单已经列出
refusal-HANDOVER_NOT_THEIRS = 请由 { $officer } 本人或其代理人确认；已离任的，由本单位领导代为确认
refusal-HANDOVER_CONFIRMED_BEFORE = 这一方已经确认过了
refusal-DESIGNATION_NOT_ENTITLED = 您的身份不能确定该单位的{ $role }，请由该单位负责人办理
refusal-DESIGNATION_EXISTS = 这项任用已经登记
refusal-DESIGNATION_UNKNOWN = 没有这项任用，请核对
refusal-DESIGNATION_ENDED = 这项任用已于 { $on } 终止
refusal-ROLE_HELD = { $role }已由 { $holder } 自 { $from } 起担任，请先办理变更（最多 { $most } 人）
refusal-ALREADY_NAMED = 该人员自 { $from } 起已担任{ $role }
refusal-END_BEFORE_BEGIN = 终止日 { $to } 早于起始日 { $from }，请核对
refusal-SECTION_NEEDED = 请写明是哪个科室的{ $role }
refusal-ROLE_OF_DEPARTMENT = { $role }按单位确定，不分科室，请删去科室
refusal-ROLE_OF_OTHER_SIDE = 该单位（{ $side }）不设{ $role }
refusal-BASIS_UNFIT = 请写明依据的公函文号

# 二(一): items and agreements
refusal-ITEM_NOT_BUREAU = 审批事项由市行政审批局维护
refusal-ITEM_EXISTS = 事项 { $code } 已经登记
refusal-ITEM_UNKNOWN = 没有这个审批事项，请核对事项编码
refusal-ITEM_WITHDRAWN = 该事项已于 { $on } 取消
refusal-VERSION_BEFORE_LAST = 新版本的启用日 { $from } 须晚于上一版的 { $last }
refusal-AGREEMENT_NOT_BUREAU = 移交协议书由市行政审批局登记
refusal-AGREEMENT_EXISTS = 这份移交协议书已经登记
refusal-AGREEMENT_UNKNOWN = 没有这份移交协议书，请核对
refusal-AGREEMENT_ENDED = 这份移交协议书已于 { $on } 终止
refusal-AGREEMENT_NO_LINES = 移交协议书至少写明一个事项
refusal-AUTHORITY_NOT_REGULATORY = { $authority } 不是行业监管部门，不能作为移交对象
refusal-DOCUMENT_UNFIT = 请写明移交协议书的文号或名称
refusal-LINE_WITHOUT_CLAUSE = 事项 { $item } 未写明依据的条款，请补上
refusal-LINE_OUTSIDE_AGREEMENT = 事项 { $item }（自 { $from }）超出协议书的有效期，请核对
refusal-LINE_BEFORE_CHANGE = 事项 { $item } 的起始日早于变更日 { $from }，请核对
refusal-LINE_OF_OTHER_ITEM = { $item } 不是本次变更的事项，请核对
refusal-LINE_ITEM_UNKNOWN = 没有审批事项 { $item }，请先登记
refusal-LINE_SECTION_UNKNOWN = 事项 { $item } 的科室 { $section } 不存在或者已经撤销，请核对
refusal-LINE_TWICE = 事项 { $item } 重复写了同一角色（{ $role }），请删去一条
refusal-TWO_LEADS = 事项 { $item } 已由 { $other } 牵头，只能有一个牵头单位
refusal-BULK_NOT_A_TABLE = 粘贴的内容不是表格，请连同表头一起复制
refusal-BULK_TOO_MANY = 一次最多 200 行，请分批
refusal-BULK_COLUMNS_MISSING = 表头须有账号、单位、姓名三列，表头以下至少一行
refusal-BULK_OFFICER_UNKNOWN = 该单位没有这名在职人员，请先在名册登记
refusal-BULK_OFFICER_NOT_ALONE = 该单位有同名人员，请在账号页逐个开通
refusal-BULK_ROLE_UNKNOWN = 没有这种身份，请写责任人、联络人、总负责人、业务负责人、分管领导、主要领导、督查人员或系统管理员
refusal-AGREEMENT_LINE_UNREADABLE = 每行写一条：事项编码、行业监管或综合执法或属地、牵头（可不写）、科室:代码（可不写）、条款
refusal-NO_AGREEMENT = 没有移交协议书写明事项 { $item } 由哪个部门监管，请先登记协议书，或写明接收单位和理由
refusal-NO_LEAD = 事项 { $item } 有多个监管部门（{ $authorities }），未定牵头单位，请先明确
refusal-SEVERAL_LEADS = 事项 { $item } 有多个牵头单位（{ $authorities }），请先明确一个

# Calendar and rule set
refusal-AMENDMENT_EXISTS = 这项变更已经提出
refusal-AMENDMENT_UNKNOWN = 没有这项变更，请核对
refusal-SAME_PERSON = 双人复核：提出人不能自己确认，请另一名负责人确认
refusal-SECOND_PERSON_NEEDED = 双人复核：请另一名负责人确认
refusal-ALREADY_DECIDED = 这项变更已于 { $at } 办结
refusal-RULE_SET_INVALID = 设置有 { $count } 处不对：{ $faults }
refusal-CALENDAR_BEFORE_2018 = 工作日历从 2018年1月1日 开始，{ $date } 太早
refusal-CALENDAR_BEYOND_RANGE = { $date } 超出工作日历的范围
refusal-CALENDAR_NO_WORKING_DAYS = 期限至少为 1 个工作日
refusal-CALENDAR_TOO_MANY_WORKING_DAYS = 期限 { $n } 个工作日过长，最多 { $most } 个
refusal-CALENDAR_REVERSED = 止日 { $to } 早于起日 { $from }，请核对
refusal-CALENDAR_OTHER_VERSION = 期限按第 { $deadline } 版日历计算，当前为第 { $calendar } 版，请重新计算
refusal-CALENDAR_NOTICE_UNREADABLE = 放假通知文件无法读取：{ $reason }
refusal-CALENDAR_NOTICE_MISSING_FIELD = 放假通知缺少 { $field }，请补上
refusal-CALENDAR_NOTICE_UNFIT_FIELD = 放假通知的 { $field } 不对，请核对
refusal-CALENDAR_NOTICE_DUPLICATE_DAY = 放假通知中 { $date } 写了两次，请核对
refusal-CALENDAR_NOTICE_NOT_MAKEUP = { $date } 本来就是工作日，不能作为调休上班日，请核对
refusal-CALENDAR_NOTICE_OUTSIDE_YEAR = { $date } 不在 { $year } 年通知的范围内，请核对
refusal-CALENDAR_NOTICE_INCOMPLETE = 全年通知应有至少 { $least } 个休息日，现有 { $days } 个，请补全
refusal-CALENDAR_NOTICE_KNOWN = 通知 { $document } 已经导入
refusal-CALENDAR_NOTICE_OUTDATED = { $date } 已由更新的通知规定，本通知不再适用
refusal-CALENDAR_NOTICE_WITHOUT_EFFECT = 这份通知没有改变任何一天，无须导入
refusal-RULE_SET_WITHOUT_EFFECT = 设置 { $setting } 不起作用：{ $because }
refusal-RULE_SET_OUT_OF_RANGE = 设置 { $setting } 为 { $value }，应在 { $least } 至 { $most } 之间
refusal-RULE_SET_EMPTY = 设置 { $setting } 不能为空
refusal-RULE_SET_BEFORE_POLICY = 设置 { $setting } 的日期 { $date } 早于文件印发日 2018年8月15日
refusal-RULE_SET_UNKNOWN_OUTCOME = 设置 { $setting }：没有 { $outcome } 这种审批结果
refusal-RULE_SET_GRANTED_WITHOUT_RECEIPT = 设置 { $setting }：准予许可必须要求接收
refusal-RULE_SET_KIND_CODE = 设置 { $setting }：{ $code } 不能作为新类别的代码
refusal-RULE_SET_KIND_TWICE = 设置 { $setting }：代码 { $code } 重复
refusal-RULE_SET_SEASON_ORDER = 设置 { $setting }：自 { $from } 起的作息须排在前一段之后
refusal-RULE_SET_SEASON_HOURS = 设置 { $setting }：自 { $from } 起的下班时刻早于上班时刻
refusal-RULE_SET_SEASON_DOCUMENT = 设置 { $setting }：自 { $from } 起的作息未写明依据文号

# 二(三): pushes and receipts
refusal-NO_TRANSMITTAL = 没有这一件
refusal-TRANSMITTAL_UNKNOWN = 没有这一件，请核对编号
refusal-ALREADY_PUSHED = 这一件已经推送
refusal-SEPARATION_OF_POWERS = 审管分离：这类信息（{ $kind }）不由本单位推送，请由职责所属单位推送
refusal-UNKNOWN_KIND = 没有 { $kind } 这个类别，请核对
refusal-KIND_UNKNOWN = 没有这个类别，请核对
refusal-NOT_ADDRESSEE = 这一件由接收单位 { $to } 办理
refusal-NOT_SENDER = 这一件由发出单位 { $from } 办理
refusal-NOT_PARTY = 只有发出单位和接收单位可以办理
refusal-SAME_DEPARTMENT = 接收单位不能是本单位，请另选
refusal-ADDRESSEE_SIDE = 推送只在市行政审批局与监管部门之间进行，请核对接收单位
refusal-ADDRESSEE_MISSING = 请选择接收单位
refusal-ONE_ADDRESSEE = 更正只发给原接收单位一家
refusal-CORRECTION_ADDRESSEE = 已接收件的更正须发给原接收单位 { $to }
refusal-ROUTING_REASON_REQUIRED = 接收单位与移交协议书不一致，请写明理由
refusal-LATE_REASON_REQUIRED = 应于 { $due } 前推送，现已超期，请写明超期原因
refusal-RECORD_REQUIRED = 推送{ $kind }须填写相应记录，请补上
refusal-ITEM_REQUIRED = 推送{ $kind }须写明审批事项
refusal-ITEM_CODE_DIFFERS = 事项编码与审批记录中的不一致，请核对
refusal-IN_REPLY_TO_REQUIRED = 处理意见须写明答复的是哪一件
refusal-NOT_A_DECIDED_CHANGE = 只有处理意见可以决定撤销、注销或变更许可
refusal-CONCLUDED_IN_FUTURE = 办结时间晚于现在，请核对
refusal-DECIDED_IN_FUTURE = 决定日期晚于今天，请核对
refusal-PENALTY_DATE_IN_FUTURE = 处罚决定日期晚于今天，请核对
refusal-OCCURRED_IN_FUTURE = 发文日期晚于今天，请核对
refusal-BEFORE_GO_LIVE = 该件在平台启用前办结，请按存量许可导入
refusal-DUPLICATE_PUSH = 同一结果已推送，编号 { $number }，请勿重复；如有变化请更正
refusal-ALREADY_ACKNOWLEDGED = 这一件已由 { $by } 于 { $at } 确认接收
refusal-ALREADY_CONFIRMED = 这一件已由 { $by } 于 { $at } 补记确认
refusal-ALREADY_RECEIVED = 这一件自 { $at } 起已接收，不能再退回或撤回；确有错误请更正，有分歧请协商
refusal-ALREADY_DELIVERED = 这一件已经送达
refusal-ALREADY_OPENED = 这一件已经打开过
refusal-NOT_IN_TRANSIT = 这一件不是待接收状态（{ $state }），不能这样办理
refusal-RETURN_DISABLED = 本市未启用退回，有异议请提请协商
refusal-ALREADY_RETURNED = 这一件已于 { $at } 退回
refusal-ALREADY_UPHELD = 发出单位已维持原接收单位，有异议请提请会商
refusal-NOT_RETURNED = 这一件没有退回，无须答复
refusal-REASON_REQUIRED = 请写明理由
refusal-HOP_LIMIT = 已改派 { $hops } 次，请提请会商确定接收单位
refusal-ALREADY_RECALLED = 这一件已经撤回
refusal-SUPERSEDED = 这一件已由更正件 { $by } 代替，请办理更正件
refusal-NOTHING_OWED = 这一件无须反馈
refusal-NOT_DECIDED = 该处理意见没有决定撤销、注销或变更许可
refusal-ALREADY_CLOSED = 所决定的变更已经推送（{ $change }）
refusal-NOTHING_TO_DEEM = 这一件无须接收
refusal-TOO_EARLY = 尚未到 { $due }，不能这样办理
refusal-ASSIGNEE_REQUIRED = 请选择交办的科室或人员
refusal-ASSIGNEE_MISSING = 请选择交办的科室或人员
refusal-NOTHING_ASSIGNED = 这一件没有交办
refusal-NOT_RECEIVED = 这一件尚未接收，请先确认接收
refusal-NOTHING_MOVES = 没有期限因此改变
refusal-TOLLING_OFF = 本市未启用故障顺延
refusal-OUTSIDE_WINDOW = 故障不在接收期限内，或者时间不够长，不予顺延
refusal-ALREADY_EXTENDED = 这次故障已经顺延过
refusal-CONSULTATION_ASKED = 已经提请会商
refusal-NOTHING_TO_REMIND = 对方没有待接收、待反馈的事项，无须催办
refusal-ALREADY_REMINDED = { $on } 已催办过，同一单位每个工作日催办一次，{ $again_on } 起可再催办
refusal-DUTY_NOT_THEIRS = { $department } 的值班表由该单位登记
refusal-DUTY_ON_WORKING_DAY = { $on } 是工作日，值班表只登记休息日
refusal-DUTY_DAY_PAST = { $on } 已经过去
refusal-DUTY_OFFICER_ELSEWHERE = { $by } 在 { $on } 不在本单位任职，请选择本单位人员
refusal-DUTY_NOBODY = 请选择值班人员
refusal-DUTY_TWICE = { $by } 选了两次
refusal-DUTY_TOO_MANY = 最多登记 { $most } 人
refusal-NO_BUREAU = 本级还没有登记审批局，请先登记
refusal-NOTICE_DAY_UNREADABLE = 每行写一天：日期、放假或上班或停工、名称，中间空一格
refusal-DOWNTIME_REVERSED = 结束时间须晚于开始时间
refusal-DOWNTIME_OVER = 结束时间已经过去，请核对
refusal-OUTAGE_KNOWN = 这次故障已经登记
refusal-OUTAGE_OVERLAP = 与已登记的故障 { $other } 时间重叠，请核对
refusal-OUTAGE_TOO_SHORT = 故障超过 { $minutes } 分钟才计入顺延
refusal-OUTAGE_IN_FUTURE = 故障的结束时间晚于现在，请恢复后再登记
refusal-LEGACY_PERMIT_KNOWN = 这件存量许可已经登记
refusal-NOT_BUREAU = 存量许可由市行政审批局导入
refusal-NOT_BEFORE_GO_LIVE = 决定日期 { $decided_on } 不早于平台启用日 { $go_live_on }，请按推送办理
refusal-JURISDICTION_BEGUN = 辖区已经建立，不能再次初始化
refusal-NOT_PUSHED = 计划中的这一推送已被拒收，不能再办理
refusal-NO_CORRESPONDENCE = 没有这件书面往来
refusal-CORRESPONDENCE_KNOWN = 这件书面往来已经拟稿
refusal-NO_PHONE_NOTE = 没有这条电话记录
refusal-PHONE_NOTE_KNOWN = 这次通话已经记录
refusal-PROPOSAL_KNOWN = 这次会商已经提请
refusal-STEP_ABOVE_LEVEL = { $channel } 由 { $who } 办理
refusal-PROPOSAL_ABOVE_LEVEL = 提请会商由 { $who } 办理
refusal-CHANNEL_NOT_WRITTEN = { $channel } 不是书面沟通方式，请选OA或公函
refusal-ROSTER_CHANGE_BY_LETTER = 责任人和联络人变化应当以公函告知
refusal-ADDRESSEE_REQUIRED = 请选择主送单位
refusal-ADDRESSEE_IS_SENDER = 对方不能是本单位
refusal-ADDRESSEE_TWICE = 主送单位 { $department } 重复
refusal-FOLLOWS_NOT_THEIRS = 上一步沟通不是本单位参与的，请重新选择
refusal-TRIED_ELSEWHERE = 所列沟通不是双方之间的，请重新选择
refusal-PERSON_NEEDED = 此项须由工作人员本人办理
refusal-NOT_ISSUING_DEPARTMENT = 此项由发文单位 { $from } 办理
refusal-NOT_AMONG_ADDRESSEES = 此项由主送单位办理
refusal-NOT_AT_THIS_STAGE = 这件{ $stage ->
    [drafted] 还在拟稿，请先送审
    [submitted] 正在领导处审签
    [sent_back] 已退回修改，请先改稿
    [endorsed] 领导已同意、尚未发出
    [issued] 已经发出
    [withdrawn] 已经撤回
   *[other] 当前为 { $stage }
 }，此项现在不能办理
refusal-ENDORSER_ELSEWHERE = 须由发文单位 { $from } 的领导审签
refusal-ENDORSER_LEVEL = { $channel } 须由 { $who } 同意，请转办
refusal-OWN_DRAFT = 自己起草或修改过的稿不能由自己审签；请送另一位{ $who }，或由他人重新拟稿
refusal-NOT_ENDORSER = 此稿送其他领导审签
refusal-PASSED_TO_SELF = 不能转办给本人
refusal-VERSION_CHANGED = 您看的是第 { $read } 稿，现为第 { $now } 稿，请重新审阅
refusal-ENDORSED_ON = 同意日期 { $on } 应在成稿日 { $written_on } 至今天之间
refusal-SCAN_REQUIRED = 请上传签批件扫描件
refusal-NOT_ENDORSED = 尚未经 { $who } 同意，不能发出（{ $channel }）
refusal-CONSENT_NOT_ASKED = 本市不要求接收方领导事先同意
refusal-ADDRESSEE_GONE = 主送单位 { $department } 已经撤并，本稿不能发出。请撤回本稿，另拟发往承接单位的文稿
refusal-CONSENT_MISSING = { $department } 分管领导尚未同意
refusal-CONSENTED_BEFORE = 已经同意，无需重复
refusal-NUMBER_SHAPE = 发文字号应写作 测审函〔2026〕12号
refusal-NUMBER_YEAR = 发文字号为 { $year } 年，发出在 { $now } 年
refusal-NUMBER_RESERVED = 机关代字 { $code } 由平台编号，不能手工填写
refusal-NUMBER_TAKEN = 发文字号 { $number } 已被使用
refusal-FILED_BEFORE = 已于 { $at } 归档
refusal-ANSWERED_BEFORE = 已经答复
refusal-NUMBER_REQUIRED = 公函须有发文字号：请填写本单位登记的字号，或先为平台预留机关代字
refusal-REGISTER_NOT_THEIRS = { $department } 的机关代字由本单位预留，请找：{ $who }
refusal-ISSUING_CODE_SHAPE = 机关代字只写汉字，不带年份、括号和数字，例如 测审函
refusal-REGISTER_KNOWN = 本单位此类文件已有平台编号的机关代字
refusal-CODE_USED = 机关代字 { $code } 已被预留，或已有手工编号的文件，请另选
refusal-NOTHING_TO_ANSWER = 所选来文不需要本单位答复：未发给本单位，或已经答复
refusal-ANSWER_ELSEWHERE = 复函应发给来文单位 { $from }
refusal-DOCUMENT_KNOWN = 正式文件已经存档，不能替换
refusal-REMARK_LEVEL = 批示由 { $who } 作出
refusal-REMARK_OWNER_ELSEWHERE = 承办人应为 { $department } 名单上的在岗人员
refusal-NO_REMARK = 没有这条批示
refusal-CORRESPONDENCE_UNKNOWN = 没有这件来文，请核对
refusal-ITEM_NOT_KNOWN = 没有这一件，或与本单位无关，请核对
refusal-STEP_UNKNOWN = 没有这一步沟通：只有已推送、已通话、已发出的才能引用
refusal-REMARK_KNOWN = 这条批示已经作出
refusal-NOT_REMARK_OWNER = 这条批示由其他承办人办理
refusal-REMARK_DONE = 已于 { $at } 办结
refusal-CALLED_IN_FUTURE = 通话时间晚于现在，请核对
refusal-NOT_CALLED = 此项由对方单位 { $to } 办理
refusal-NOTE_SETTLED = 已于 { $at } 确认或提出异议
refusal-MEETING_GATE = 还没有用过：{ $not_tried }，请先沟通
refusal-NO_COOPERATION_REQUEST = 没有这件商请
refusal-REQUEST_ISSUED = 这件商请已经发出
refusal-ASKER_SIDE = 商请由市行政审批局或行业监管部门发出
refusal-REQUESTED_SIDE = 审批局商请监管部门，监管部门商请审批局，请核对接收单位
refusal-NO_CASE = 商请须写明在办案件的编号；不涉及案件的，请用业务交流
refusal-CASE_CONCLUDED = 案件已经办结（{ $number }），请用业务交流
refusal-STATUTORY_DATE_REQUIRED = 请填写案件的法定办结日期
refusal-NO_REGULATORY_MATTER = 商请须写明监管事项；不涉及监管事项的，请用业务交流
refusal-NOT_REQUESTED = 此项由被商请单位 { $to } 办理
refusal-NOT_ASKER = 此项由商请单位 { $from } 办理
refusal-REQUEST_WITHDRAWN = 这件商请已经撤回，无需答复
refusal-REQUEST_REDIRECTED = 这件商请已经改派其他单位
refusal-REQUEST_CONFIRMED = 答复已于 { $at } 确认；情况有变化的，由商请单位再次商请
refusal-COMPETENCE_OPEN = 已提出非本部门职责，请先由商请单位改派或维持
refusal-OPINION_REQUIRED = 请选择：同意、不同意、有条件同意或无意见
refusal-REPLY_TEXT_REQUIRED = 部分答复请写明内容
refusal-REQUEST_VERSION = 您看的是第 { $read } 版，现为第 { $now } 版，请按新情况答复
refusal-NO_CLARIFICATION = 没有待说明的第 { $question } 个询问
refusal-CLARIFICATION_OPEN = 上一个询问还没有答复，请等商请单位说明
refusal-NOTHING_ASKED = 这件商请现为“{ $state }”，不能再办此项
refusal-EXTENSION_LATE = 答复期限已于 { $due } 届满，延期须在届满前申请；请尽快答复
refusal-EXTENSION_USED = 答复期限最多延期 { $times } 次
refusal-EXTENSION_PENDING = 已经申请延期，请等商请单位答复
refusal-NO_EXTENSION = 没有待答复的延期申请；期限届满的，申请已失效
refusal-EXTENSION_DAYS = 延期为 1 至 { $most } 个工作日
refusal-COMPETENCE_UPHELD = 商请单位已经维持，双方仍有异议的，请提请会商
refusal-NOT_DECLINED = 对方没有提出非本部门职责
refusal-REDIRECT_LIMIT = 已改派 { $hops } 次，请提请会商
refusal-NOTHING_TO_CONFIRM = 还没有答复，不能确认；逾期未答复不视为同意
refusal-NOT_ASKED_BESIDE = { $department } 不是同一商请的单位
refusal-NOTHING_TO_SHARE = 还没有答复，不能共享
refusal-NO_NOTE = 没有这条交流或会签
refusal-NOTE_KNOWN = 这条交流或会签已经发出
refusal-NOTE_CLOSED = 这次会签已经结束
refusal-NOT_SIGNER = 没有请您或您的科室会签
refusal-SIGNER_REQUIRED = 请选择会签的人员或科室
refusal-SIGNED_BEFORE = 您已经会签
refusal-NOT_RESPONSIBLE = 征求意见、合并答复由责任人办理

# 公文
refusal-DOCUMENT_PART_EMPTY = 公文的{ $place ->
    [office] 发文机关
    [mark] 发文机关标志
    [title] 标题
    [main_recipients] 主送机关
    [body] 正文
    [attachments] 附件名称
    [signature] 发文机关署名
    [remark] 附注
    [copies] 抄送机关
    [printed_by] 印发机关
    [present] 出席人员
    [excused] 请假人员
    [observers] 列席人员
   *[other] 一处内容
 }没有填写，请补上
refusal-DOCUMENT_CONTROL_CHARACTER = 公文中有换行或控制字符（{ $place }，{ $character }），请删去；一个自然段写成一段
refusal-DOCUMENT_TOO_LONG = 公文太长（{ $characters } 字，最多 { $max } 字），请删减或改作附件
refusal-DOCUMENT_NUMBER_SHAPE = 发文字号应写成 机关代字〔年份〕序号号，例如 测审批函〔2026〕3号
refusal-DOCUMENT_NUMBER_OFFICE_CODE = 机关代字只能用文字，不用数字、空格和括号
refusal-DOCUMENT_NUMBER_YEAR = 发文字号的年份应写四位，例如 2026
refusal-DOCUMENT_NUMBER_SERIAL = 发文字号的序号从 1 起，不编虚位，不加“第”
refusal-FONTS_MISSING = 字体文件夹 { $folder } 缺少 { $face } 字体，请系统管理员放入后重试
refusal-FONT_LACKS_CHARACTER = 字体里没有这些字：{ $characters }。请系统管理员放入含有这些字的字体（如 SimSun-ExtB），或改用规范字形；也可以先下载 DOCX
refusal-DOCUMENT_PDF_NOT_BUILT = 本平台安装时没有带 PDF 排版，请下载 DOCX；需要 PDF 时请系统管理员换用带 PDF 的安装包
refusal-DOCUMENT_LAYOUT_FAILED = 公文没有排成，什么也没有发出。请联系平台值班
