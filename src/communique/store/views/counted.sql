-- The codings that count towards somebody's position: one row for each statement and issue.
-- Left out: statements for which no actor can be named; second-hand ones (what A says that B said is no position
-- of B's); and repetitions whose original is coded on the same issue (a deck line and its sentence count once).
-- confidence: that the words are that actor's, times that they take that stance.
-- Who counts is the actor of the record: see identities.
SELECT
    coalesce(
        (
            SELECT becomes FROM identities
            WHERE identities.report = statements.report AND identities.actor = statements.principal
        ),
        statements.principal
    ) AS principal,
    codings.issue,
    codings.label,
    codings.proposition,
    codings.stance,
    statements.report,
    statements.seq,
    statements.id AS statement,
    statements.form,
    statements.said_on,
    statements.confidence * codings.confidence AS confidence
FROM statements
JOIN codings ON codings.report = statements.report AND codings.statement = statements.id
WHERE statements.principal IS NOT NULL
    AND statements.reported_by IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM codings AS original
        WHERE original.report = statements.report
            AND original.statement = statements.same_as
            AND original.issue = codings.issue
    )
