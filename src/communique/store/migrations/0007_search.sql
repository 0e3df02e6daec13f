-- What is looked for in lists: a report as a whole (seq -1) and each of its statements, with the actors as the record
-- knows them. Follows from the other tables; written when a report is, or when who is who changes.
CREATE TABLE searchable (
    number    INTEGER PRIMARY KEY,  -- rowid in the full-text tables
    report    TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    statement TEXT,
    speaker   TEXT,
    principal TEXT,
    act       TEXT,
    form      TEXT,
    day       TEXT,                 -- when it was said, else published
    outlet    TEXT
);

CREATE INDEX searchable_of_report ON searchable (report, seq);
CREATE INDEX searchable_of_principals ON searchable (principal, day);
CREATE INDEX searchable_of_speakers ON searchable (speaker, principal, day);
CREATE INDEX searchable_by_day ON searchable (day, report, seq) WHERE seq >= 0;
CREATE INDEX actors_by_principal ON actors (on_behalf_of);
CREATE INDEX actors_by_full_name ON actors (name COLLATE NOCASE);
CREATE INDEX identities_by_actor ON identities (becomes);
CREATE INDEX events_by_actor ON events (actor);
CREATE INDEX events_by_recipient ON events (recipient);
CREATE INDEX forecasts_by_actor ON forecasts (by_actor);
CREATE INDEX codings_by_statement ON codings (report, statement, issue, stance);

CREATE VIRTUAL TABLE report_words USING fts5(title, text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5(words, tokenize = "porter unicode61 remove_diacritics 2");

-- Questions that the user keeps, by name; and answers frozen with the state of the record that gave them.
CREATE TABLE queries (
    name    TEXT PRIMARY KEY,
    address TEXT NOT NULL  -- path and parameters of the page
) WITHOUT ROWID;

CREATE TABLE frozen (
    id      TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    state   TEXT NOT NULL,  -- hash of the record when the answer was given
    columns TEXT NOT NULL,  -- JSON array
    rows    TEXT NOT NULL   -- JSON array of arrays
) WITHOUT ROWID;
