-- 值班表: who of a department is on duty on a day off. The id is the department with the day.

CREATE TABLE duty_day (id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, fold TEXT NOT NULL);
