-- Where each actor stands on each issue.
-- stance: what all signed statements agree on; mixed when they do not; neutral when none takes a side.
-- confidence: that of the best statement for the stance. Statements coded by the same rules err together, so many
-- of them are not taken as more certain than the best one. A mixed position needs both sides to be right: the
-- lower of the two.
WITH sides AS (
    SELECT
        principal,
        issue,
        min(label) AS label,
        min(proposition) AS proposition,
        max(said_on) AS day,
        max(CASE stance WHEN 'support' THEN confidence END) AS support,
        max(CASE stance WHEN 'oppose' THEN confidence END) AS oppose,
        max(CASE stance WHEN 'mixed' THEN confidence END) AS mixed,
        max(CASE stance WHEN 'neutral' THEN confidence END) AS neutral
    FROM counted
    GROUP BY principal, issue
)
SELECT
    principal AS actor,
    issue,
    label,
    proposition,
    CASE
        WHEN mixed IS NOT NULL OR (support IS NOT NULL AND oppose IS NOT NULL) THEN 'mixed'
        WHEN support IS NOT NULL THEN 'support'
        WHEN oppose IS NOT NULL THEN 'oppose'
        ELSE 'neutral'
    END AS stance,
    day,
    CASE
        WHEN mixed IS NOT NULL OR (support IS NOT NULL AND oppose IS NOT NULL)
            THEN max(coalesce(mixed, 0), coalesce(min(support, oppose), 0))
        ELSE coalesce(support, oppose, neutral)
    END AS confidence
FROM sides
