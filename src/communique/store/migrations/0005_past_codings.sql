-- Codings that a later reading of their report, with another codebook or other rules, does not give any more: kept, so that
-- editing a codebook deletes none. They count towards nothing.
CREATE TABLE past_codings (
    report      TEXT NOT NULL,
    statement   TEXT NOT NULL,
    issue       TEXT NOT NULL,
    label       TEXT NOT NULL,
    proposition TEXT NOT NULL,
    stance      TEXT NOT NULL,
    because     TEXT NOT NULL,
    confidence  REAL NOT NULL,
    conditional INTEGER NOT NULL,
    words       TEXT NOT NULL,  -- of the statement's content
    origin      TEXT NOT NULL,  -- of the reading that gave it
    PRIMARY KEY (report, statement, issue, stance)
) WITHOUT ROWID;
