-- Pairs of positions of different actors on one issue, one in support and one opposed, each with its best
-- statement: direct speech first, then mixed, then indirect; then by confidence; then in the order of the record.
-- An actor and the one that it speaks for are no pair. a comes before b in the order of their ids.
-- What is asked more than once has a name of its own, so that SQLite works it out once.
WITH best AS (
    SELECT
        principal,
        issue,
        stance,
        report,
        statement,
        row_number() OVER (
            PARTITION BY principal, issue, stance
            ORDER BY
                CASE form WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END,
                confidence DESC,
                said_on,
                report,
                seq
        ) AS place
    FROM counted
),
first AS (SELECT principal, issue, stance, report, statement FROM best WHERE place = 1),
sides AS (SELECT issue, actor, stance FROM positions WHERE stance IN ('support', 'oppose')),
speaking AS (SELECT DISTINCT id, on_behalf_of FROM actors WHERE on_behalf_of IS NOT NULL)
SELECT
    a.issue,
    a.actor AS a_actor,
    a_best.report AS a_report,
    a_best.statement AS a_statement,
    b.actor AS b_actor,
    b_best.report AS b_report,
    b_best.statement AS b_statement
FROM sides AS a
JOIN sides AS b ON b.issue = a.issue AND a.actor < b.actor AND a.stance <> b.stance
JOIN first AS a_best ON a_best.principal = a.actor AND a_best.issue = a.issue AND a_best.stance = a.stance
JOIN first AS b_best ON b_best.principal = b.actor AND b_best.issue = b.issue AND b_best.stance = b.stance
WHERE (a.actor, b.actor) NOT IN (SELECT id, on_behalf_of FROM speaking)
    AND (b.actor, a.actor) NOT IN (SELECT id, on_behalf_of FROM speaking)
