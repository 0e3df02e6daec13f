-- Who is who across reports. decisions are the user's, in the order in which they were taken, and never changed;
-- identities follow from them and from the reports, and are written anew whenever either changes.

CREATE TABLE decisions (
    number  INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,  -- merge, split, undo
    actor   TEXT,           -- whom it is about; NULL for undo
    becomes TEXT,           -- the actor that it is; NULL for undo
    report  TEXT,           -- split: only in this report
    name    TEXT,           -- split: what to call the one set apart
    undoes  INTEGER         -- undo: the number of the decision taken back
);

CREATE TABLE identities (
    report  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    actor   TEXT NOT NULL,  -- as the report was read
    becomes TEXT NOT NULL,  -- the one in the record
    name    TEXT,           -- what to call it; NULL for the name that reports give it
    PRIMARY KEY (report, actor)
) WITHOUT ROWID;
