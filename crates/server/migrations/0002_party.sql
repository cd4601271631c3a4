-- 二(一), 二(二): departments, officers, items, agreements, designations, and changes of the city's settings.

CREATE TABLE department (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
CREATE TABLE officer (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
CREATE TABLE designation (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
CREATE TABLE approval_item (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
CREATE TABLE handover_agreement (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
CREATE TABLE amendment (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
