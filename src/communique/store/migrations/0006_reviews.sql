-- Decisions about rows stand beside those about actors, in one list that is only ever added to. A row is anchored by its
-- words and what stands around them, so that a decision survives another reading of the report.
ALTER TABLE decisions ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;  -- taken together, undone together
ALTER TABLE decisions ADD COLUMN row TEXT;      -- statement, coding, event, forecast; NULL for decisions about actors
ALTER TABLE decisions ADD COLUMN row_id TEXT;   -- of the row, or of the coding's statement, when it was taken
ALTER TABLE decisions ADD COLUMN issue TEXT;    -- of a coding
ALTER TABLE decisions ADD COLUMN start INTEGER;
ALTER TABLE decisions ADD COLUMN words TEXT;
ALTER TABLE decisions ADD COLUMN before TEXT;
ALTER TABLE decisions ADD COLUMN after TEXT;
ALTER TABLE decisions ADD COLUMN field TEXT;    -- edit: what of the row
ALTER TABLE decisions ADD COLUMN value TEXT;    -- edit: what it is to be, as JSON
ALTER TABLE decisions ADD COLUMN machine TEXT;  -- what the machine said then, as JSON
UPDATE decisions SET batch = number;

CREATE INDEX decisions_of_report ON decisions (report);

-- The rows of a report as the machine gave them, where decisions change any of them: a JSON object, table to rows.
CREATE TABLE unreviewed (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    rows   TEXT NOT NULL
) WITHOUT ROWID;

-- What became of each decision about a row, written anew with its report. No row here: the report is not in the record.
CREATE TABLE reviewed (
    decision INTEGER PRIMARY KEY,
    report   TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    id       TEXT,  -- of the row now; NULL for an orphan
    machine  TEXT   -- what the machine says of it now, as JSON
);

CREATE INDEX reviewed_of_report ON reviewed (report);

-- Reports whose decisions are not applied yet: the next who opens the record to write does it.
CREATE TABLE due (report TEXT PRIMARY KEY) WITHOUT ROWID;
