-- Whether a stance is under a condition ("if X, we would …").
ALTER TABLE codings ADD COLUMN conditional INTEGER NOT NULL DEFAULT 0;

-- Near-duplicate reports are one story, called by the first of their ids. sketches hold what a report's words come to;
-- reports that share a band of it are compared.
CREATE TABLE sketches (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    minima BLOB NOT NULL  -- little-endian 32-bit numbers
) WITHOUT ROWID;

CREATE TABLE bands (
    band   INTEGER NOT NULL,
    value  INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    PRIMARY KEY (band, value, report)
) WITHOUT ROWID;

CREATE TABLE stories (
    report TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    story  TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX bands_by_report ON bands (report);
CREATE INDEX stories_by_story ON stories (story);

-- The codings that count towards positions, ready to be counted: one row for each statement, issue and stance, with the
-- actors as the record knows them. Follows from the other tables; written when a report is, or when who is who changes.
CREATE TABLE stands (
    report      TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,  -- of the statement
    coding      INTEGER NOT NULL,
    statement   TEXT NOT NULL,
    issue       TEXT NOT NULL,
    stance      TEXT NOT NULL,
    conditional INTEGER NOT NULL,
    force       INTEGER NOT NULL,  -- 0 to 3: how strong the act of speech is
    person      TEXT,              -- who speaks, where that is a person
    body        TEXT,              -- the first body that the speaker is or speaks for
    principal   TEXT NOT NULL,     -- the end of the chain: the state, or whoever speaks for none
    form        TEXT NOT NULL,
    day         TEXT,              -- when it was said, else published
    outlet      TEXT,
    story       TEXT NOT NULL,
    words       INTEGER NOT NULL,  -- hash of the content's words
    copy        INTEGER NOT NULL,  -- 1 where an earlier row of the same story says the same: shown, not counted
    confidence  REAL NOT NULL,
    PRIMARY KEY (report, seq, coding)
) WITHOUT ROWID;

CREATE INDEX stands_of_story ON stands (story, principal, issue, stance, words, report, seq);
CREATE INDEX stands_of_principals ON stands (principal, issue, copy, day, stance, story, form, conditional, force, outlet);
CREATE INDEX stands_of_bodies ON stands (body, issue, copy, day, stance, story, form, conditional, force, outlet)
    WHERE body IS NOT NULL;
CREATE INDEX stands_of_people ON stands (person, issue, copy, day, stance, story, form, conditional, force, outlet)
    WHERE person IS NOT NULL;

CREATE INDEX actors_by_name ON actors (id, name, kind);
