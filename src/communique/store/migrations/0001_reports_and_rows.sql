-- The record of what was read: one row for each report and, under it, what was found in it.
-- Every range (start, "end") is half-open and counts Unicode code points in reports.text, as substr() does:
--   substr(text, start + 1, "end" - start) gives the words.
-- Lists are JSON arrays. Days are YYYY-MM-DD. seq keeps the order in which a report's rows were found.

CREATE TABLE reports (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    deck       TEXT NOT NULL,
    outlet     TEXT,
    authors    TEXT NOT NULL,
    published  TEXT,
    language   TEXT NOT NULL,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    text       TEXT NOT NULL,
    removed    TEXT NOT NULL,
    dateline   TEXT,
    body_start INTEGER NOT NULL,
    origin     TEXT NOT NULL  -- the stages and their versions, and the settings, that gave this report's rows
);

CREATE TABLE actors (
    report       TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq          INTEGER NOT NULL,
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    country      TEXT,
    sectors      TEXT NOT NULL,
    role         TEXT,
    on_behalf_of TEXT,
    aliases      TEXT NOT NULL,
    PRIMARY KEY (report, seq),
    UNIQUE (report, id)
) WITHOUT ROWID;

CREATE TABLE mentions (
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq    INTEGER NOT NULL,
    actor  TEXT NOT NULL,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    PRIMARY KEY (report, seq)
) WITHOUT ROWID;

CREATE TABLE statements (
    report        TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq           INTEGER NOT NULL,
    id            TEXT NOT NULL,
    form          TEXT NOT NULL,
    act           TEXT NOT NULL,
    sourced       INTEGER NOT NULL,  -- 0 when the report names no source
    speaker       TEXT,              -- the actor; NULL when it cannot be told
    speaker_start INTEGER,
    speaker_end   INTEGER,
    because       TEXT NOT NULL,
    on_behalf_of  TEXT,
    principal     TEXT,              -- for whom the statement counts: the end of the chain of representation
    reported_by   TEXT,
    cue_start     INTEGER,
    cue_end       INTEGER,
    addressee     TEXT,
    said_on       TEXT,
    occasion      TEXT,
    confidence    REAL NOT NULL,
    same_as       TEXT,
    PRIMARY KEY (report, seq),
    UNIQUE (report, id)
) WITHOUT ROWID;

CREATE TABLE contents (
    report    TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    statement TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    PRIMARY KEY (report, statement, seq)
) WITHOUT ROWID;

CREATE TABLE codings (
    report      TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    statement   TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    issue       TEXT NOT NULL,
    label       TEXT NOT NULL,
    proposition TEXT NOT NULL,
    stance      TEXT NOT NULL,
    because     TEXT NOT NULL,
    confidence  REAL NOT NULL,
    PRIMARY KEY (report, statement, seq)
) WITHOUT ROWID;

CREATE TABLE events (
    report     TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq        INTEGER NOT NULL,
    id         TEXT NOT NULL,
    type       TEXT NOT NULL,
    mode       TEXT,
    status     TEXT NOT NULL,
    actor      TEXT,
    recipient  TEXT,
    day        TEXT,  -- the first day that it may be of
    place      TEXT,
    amount     REAL,
    unit       TEXT,
    claimed_in TEXT,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    confidence REAL NOT NULL,
    until      TEXT,  -- the last such day
    PRIMARY KEY (report, seq),
    UNIQUE (report, id)
) WITHOUT ROWID;

CREATE TABLE forecasts (
    report          TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq             INTEGER NOT NULL,
    id              TEXT NOT NULL,
    statement       TEXT,
    by_actor        TEXT,
    outcome_start   INTEGER NOT NULL,
    outcome_end     INTEGER NOT NULL,
    condition_start INTEGER,
    condition_end   INTEGER,
    hedge           TEXT,
    low             REAL,
    high            REAL,
    horizon         TEXT,
    PRIMARY KEY (report, seq),
    UNIQUE (report, id)
) WITHOUT ROWID;

CREATE INDEX actors_by_id ON actors (id);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX statements_by_principal ON statements (principal);
CREATE INDEX codings_by_issue ON codings (issue);
