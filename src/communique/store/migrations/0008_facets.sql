-- What is counted of the statements that a search finds stands beside each of them, so that one scan counts it all.
ALTER TABLE searchable ADD COLUMN kinds TEXT;  -- act, form, year and outlet, with U+001F between them
ALTER TABLE searchable ADD COLUMN coded TEXT;  -- issue and stance of each coding, likewise; NULL without any

UPDATE searchable SET
    kinds = act || char(31) || form || char(31) || coalesce(substr(day, 1, 4), '')
        || char(31) || replace(coalesce(outlet, ''), char(30), ' '),
    coded = (
        SELECT group_concat(issue || ' ' || stance, char(31)) FROM codings
        WHERE codings.report = searchable.report AND codings.statement = searchable.statement
    )
WHERE seq >= 0;

CREATE INDEX searchable_of_statement ON searchable (report, statement);

-- Whether a decision was taken back, without a look at all others.
CREATE INDEX decisions_by_undone ON decisions (undoes) WHERE undoes IS NOT NULL;
