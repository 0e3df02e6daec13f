-- Pairs of positions of different actors on one issue, one in support and one opposed, each with its best
-- statement: direct speech first, then mixed, then indirect; then by confidence; then in the order of the record.
-- An actor and the one that it speaks for are no pair. a comes before b in the order of their ids.
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
)
SELECT
    a.issue,
    a.actor AS a_actor,
    a_best.report AS a_report,
    a_best.statement AS a_statement,
    b.actor AS b_actor,
    b_best.report AS b_report,
    b_best.statement AS b_statement
FROM positions AS a
JOIN positions AS b
    ON b.issue = a.issue
    AND a.actor < b.actor
    AND ((a.stance = 'support' AND b.stance = 'oppose') OR (a.stance = 'oppose' AND b.stance = 'support'))
JOIN best AS a_best
    ON a_best.principal = a.actor AND a_best.issue = a.issue AND a_best.stance = a.stance AND a_best.place = 1
JOIN best AS b_best
    ON b_best.principal = b.actor AND b_best.issue = b.issue AND b_best.stance = b.stance AND b_best.place = 1
WHERE NOT EXISTS (
    SELECT 1 FROM actors
    WHERE (actors.id = a.actor AND actors.on_behalf_of = b.actor)
        OR (actors.id = b.actor AND actors.on_behalf_of = a.actor)
)
