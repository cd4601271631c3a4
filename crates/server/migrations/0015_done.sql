-- 已办: what was done before it was listed. `due_at` is the instant at which it was done; see `Transmittal::tasks`.

-- only sqlite
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'acknowledge',
    json_extract(fold, '$.facts.acknowledged_at'),
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, json_extract(fold, '$.facts.acknowledged_by.officer')
FROM transmittal WHERE json_extract(fold, '$.facts.acknowledged_at') IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'confirm',
    json_extract(fold, '$.facts.confirmed_at'),
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, json_extract(fold, '$.facts.confirmed_by.officer')
FROM transmittal WHERE json_extract(fold, '$.facts.confirmed_at') IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'reply',
    json_extract(fold, '$.reply.at'),
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, NULL
FROM transmittal WHERE json_extract(fold, '$.reply.at') IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'return',
    json_extract(fold, '$.return.at'),
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, json_extract(fold, '$.return.by.officer')
FROM transmittal WHERE json_extract(fold, '$.return.at') IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT from_department, 'done', CASE json_extract(fold, '$.return.answer.answer') WHEN 'rerouted' THEN 'reroute' ELSE 'uphold' END,
    json_extract(fold, '$.return.answer.at'),
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, json_extract(fold, '$.return.answer.by.officer')
FROM transmittal WHERE json_extract(fold, '$.return.answer.at') IS NOT NULL;
-- end
-- only postgres
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'acknowledge',
    (fold::json #>> '{facts,acknowledged_at}')::BIGINT,
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, fold::json #>> '{facts,acknowledged_by,officer}'
FROM transmittal WHERE fold::json #>> '{facts,acknowledged_at}' IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'confirm',
    (fold::json #>> '{facts,confirmed_at}')::BIGINT,
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, fold::json #>> '{facts,confirmed_by,officer}'
FROM transmittal WHERE fold::json #>> '{facts,confirmed_at}' IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'reply',
    (fold::json #>> '{reply,at}')::BIGINT,
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, NULL
FROM transmittal WHERE fold::json #>> '{reply,at}' IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT to_department, 'done', 'return',
    (fold::json #>> '{return,at}')::BIGINT,
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, fold::json #>> '{return,by,officer}'
FROM transmittal WHERE fold::json #>> '{return,at}' IS NOT NULL;
INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer)
SELECT from_department, 'done', CASE fold::json #>> '{return,answer,answer}' WHEN 'rerouted' THEN 'reroute' ELSE 'uphold' END,
    (fold::json #>> '{return,answer,at}')::BIGINT,
    -9223372036854775807 - 1, 9223372036854775807, 'transmittal', id, NULL, fold::json #>> '{return,answer,by,officer}'
FROM transmittal WHERE fold::json #>> '{return,answer,at}' IS NOT NULL;
-- end
