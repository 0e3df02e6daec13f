-- The rows of `stands` that one report gives, :report; see migrations/0004_stands.sql.
-- Left out: statements for which no actor can be named, second-hand ones, and repetitions whose original is coded on the
-- same issue.
WITH RECURSIVE chain (statement, actor, step) AS (
    SELECT id, speaker, 0 FROM main.statements WHERE report = :report AND speaker IS NOT NULL
    UNION ALL
    SELECT chain.statement, actors.on_behalf_of, chain.step + 1
    FROM chain
    JOIN main.actors AS actors ON actors.report = :report AND actors.id = chain.actor
    WHERE actors.on_behalf_of IS NOT NULL AND chain.step < 9
),
called (actor, becomes) AS (SELECT actor, becomes FROM main.identities WHERE report = :report),
bodies AS (
    SELECT chain.statement, actors.id, min(chain.step)
    FROM chain
    JOIN main.actors AS actors ON actors.report = :report AND actors.id = chain.actor AND actors.kind = 'body'
    GROUP BY chain.statement
)
INSERT INTO main.stands
SELECT
    said.report,
    said.seq,
    codings.seq,
    said.id,
    codings.issue,
    codings.stance,
    codings.conditional,
    force_of(said.act),
    CASE WHEN speakers.kind = 'person'
        THEN coalesce((SELECT becomes FROM called WHERE actor = said.speaker), said.speaker)
    END,
    coalesce((SELECT becomes FROM called WHERE actor = bodies.id), bodies.id),
    coalesce((SELECT becomes FROM called WHERE actor = said.principal), said.principal),
    said.form,
    coalesce(said.said_on, reports.published),
    reports.outlet,
    stories.story,
    words_of((
        SELECT group_concat(substr(reports.text, contents.start + 1, contents."end" - contents.start), ' ')
        FROM main.contents AS contents
        WHERE contents.report = said.report AND contents.statement = said.id
    )),
    0,
    said.confidence * codings.confidence
FROM main.statements AS said
JOIN main.codings AS codings ON codings.report = said.report AND codings.statement = said.id
JOIN main.reports AS reports ON reports.id = said.report
JOIN main.stories AS stories ON stories.report = said.report
LEFT JOIN main.actors AS speakers ON speakers.report = said.report AND speakers.id = said.speaker
LEFT JOIN bodies ON bodies.statement = said.id
WHERE said.report = :report
    AND said.principal IS NOT NULL
    AND said.reported_by IS NULL
    AND NOT EXISTS (
        SELECT 1
        FROM main.codings AS original
        JOIN main.statements AS first ON first.report = original.report AND first.id = original.statement
        WHERE original.report = said.report AND original.statement = said.same_as AND original.issue = codings.issue
            AND first.principal IS NOT NULL AND first.reported_by IS NULL
    )
