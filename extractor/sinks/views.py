"""The first questions that a database of stories is asked, as views: SQLite, PostgreSQL and DuckDB all take them.

Each is one SELECT over the tables (extractor.sinks.tables) and the views before it. Days are those of the stories, or
those that a story gives where it says "effective".
"""

from __future__ import annotations

from typing import Final

# One row for each actor and target of each event; null where the story names none.
EVENT_PAIRS = """
SELECT s.published_day AS told, e.kind, e.action, e.status, e.indicator, e.retaliatory,
       a.code AS actor, t.code AS target, v.text AS sentence, e.confidence, e.story_id, e.id AS event_id
  FROM events e
  JOIN stories s ON s.id = e.story_id
  LEFT JOIN event_countries a ON a.story_id = e.story_id AND a.event_id = e.id AND a.part = 'actor'
  LEFT JOIN event_countries t ON t.story_id = e.story_id AND t.event_id = e.id AND t.part = 'target'
  LEFT JOIN evidence v ON v.story_id = e.story_id AND v.event_id = e.id AND v.place = 0
"""

# By actor, target and good (its first HS code, else its words; null for all goods): the last that was told as done, if
# it was not the end of it, and the last rate told. A removal that names no goods ends them all.
TARIFFS_IN_FORCE = """
WITH told AS (
    SELECT p.*, lower(g.text) AS goods, coalesce(c.hs, lower(g.text), '') AS good, c.hs AS hs,
           r.value AS rate, r.low AS rate_low, r.high AS rate_high, r.unit AS rate_unit,
           (SELECT min(d.earliest) FROM event_dates d
             WHERE d.story_id = p.story_id AND d.event_id = p.event_id AND d.role = 'effective') AS effective,
           p.action IN ('suspend', 'remove', 'exempt') AS is_end
      FROM event_pairs p
      LEFT JOIN event_products g ON g.story_id = p.story_id AND g.event_id = p.event_id
      LEFT JOIN event_codes c ON c.story_id = p.story_id AND c.event_id = p.event_id AND c.product = g.place
                             AND c.place = 0
      LEFT JOIN event_rates r ON r.story_id = p.story_id AND r.event_id = p.event_id AND r.role = 'rate'
     WHERE p.kind = 'tariff' AND p.status = 'actual' AND p.actor IS NOT NULL AND p.target IS NOT NULL
), ordered AS (
    SELECT told.*, row_number() OVER (
               PARTITION BY actor, target, good
               ORDER BY told DESC NULLS LAST, is_end DESC, confidence DESC, story_id, event_id,
                        rate DESC NULLS LAST) AS age,
           max(CASE WHEN good = '' AND action IN ('suspend', 'remove') THEN told END)
               OVER (PARTITION BY actor, target) AS ended
      FROM told
), rated AS (
    SELECT told.*, row_number() OVER (
               PARTITION BY actor, target, good
               ORDER BY told DESC NULLS LAST, confidence DESC, story_id, event_id, rate DESC) AS age
      FROM told
     WHERE NOT is_end AND (rate IS NOT NULL OR rate_low IS NOT NULL)
)
SELECT o.actor, o.target, o.goods, o.hs, r.rate, r.rate_low, r.rate_high, r.rate_unit, r.told AS rate_told,
       o.action, o.told, o.effective, o.sentence, o.story_id, o.event_id
  FROM ordered o
  LEFT JOIN rated r ON r.actor = o.actor AND r.target = o.target AND r.good = o.good AND r.age = 1
 WHERE o.age = 1 AND NOT o.is_end
   AND (o.ended IS NULL OR o.told IS NULL OR o.ended <= o.told)
"""

# New or higher tariffs and restrictions told as possible, and nothing since: not done, not decided, not ruled out.
THREATS_OPEN = """
WITH followed AS (
    SELECT p.*, max(CASE WHEN status <> 'possible' THEN told END) OVER (PARTITION BY kind, actor, target) AS settled
      FROM event_pairs p
     WHERE p.kind IN ('tariff', 'restriction')
)
SELECT told, kind, action, retaliatory, actor, target, sentence, confidence, story_id, event_id
  FROM followed
 WHERE status = 'possible' AND action IN ('impose', 'raise') AND (settled IS NULL OR told IS NULL OR settled <= told)
"""

# Talks and agreements, one row for each two that take part, in the order of the alphabet.
TALKS_TIMELINE = """
SELECT DISTINCT coalesce(
           (SELECT min(d.earliest) FROM event_dates d
             WHERE d.story_id = e.story_id AND d.event_id = e.id AND d.role = 'date'), s.published_day) AS day,
       a.code AS party, b.code AS other, e.kind, e.action, e.status, s.published_day AS told, v.text AS sentence,
       e.story_id, e.id AS event_id
  FROM events e
  JOIN stories s ON s.id = e.story_id
  JOIN event_countries a ON a.story_id = e.story_id AND a.event_id = e.id
  JOIN event_countries b ON b.story_id = e.story_id AND b.event_id = e.id AND a.code < b.code
  LEFT JOIN evidence v ON v.story_id = e.story_id AND v.event_id = e.id AND v.place = 0
 WHERE e.kind IN ('talks', 'agreement')
"""

# Each retaliation beside the measure that it answers: one of the same story, else the last of the other side told until
# then. The days of both sides are put in one row and gone through once: to compare each with each would take hours.
RETALIATION_PAIRS = """
WITH pairs AS (
    SELECT * FROM event_pairs WHERE actor IS NOT NULL AND target IS NOT NULL
), measures AS (
    SELECT pairs.*,
           row_number() OVER (PARTITION BY actor, target, told
                              ORDER BY retaliatory, confidence DESC, story_id, event_id) AS of_day,
           row_number() OVER (PARTITION BY actor, target, story_id
                              ORDER BY retaliatory, confidence DESC, event_id) AS of_story
      FROM pairs
     WHERE kind IN ('tariff', 'restriction')
), days AS (
    SELECT target AS actor, actor AS target, told, told AS measure_told, NULL AS kind, NULL AS action, NULL AS status,
           NULL AS sentence, NULL AS story_id, NULL AS event_id
      FROM measures
     WHERE of_day = 1
     UNION ALL
    SELECT actor, target, told, NULL, kind, action, status, sentence, story_id, event_id
      FROM pairs
     WHERE retaliatory
), answers AS (
    SELECT days.*, max(measure_told) OVER (PARTITION BY actor, target ORDER BY told) AS last_told
      FROM days
)
SELECT a.actor, a.target, a.told, a.kind, a.action, a.status, a.sentence, a.story_id, a.event_id,
       coalesce(s.told, d.told) AS measure_told, coalesce(s.kind, d.kind) AS measure_kind,
       coalesce(s.action, d.action) AS measure_action, coalesce(s.status, d.status) AS measure_status,
       coalesce(s.sentence, d.sentence) AS measure_sentence, coalesce(s.story_id, d.story_id) AS measure_story_id,
       coalesce(s.event_id, d.event_id) AS measure_event_id
  FROM answers a
  LEFT JOIN measures s ON s.story_id = a.story_id AND s.actor = a.target AND s.target = a.actor AND s.of_story = 1
  LEFT JOIN measures d ON d.told = a.last_told AND d.actor = a.target AND d.target = a.actor AND d.of_day = 1
 WHERE a.story_id IS NOT NULL AND (s.story_id IS NOT NULL OR d.story_id IS NOT NULL)
"""

# In this order each finds those it is made of.
VIEWS: Final = {
    "event_pairs": EVENT_PAIRS,
    "tariffs_in_force": TARIFFS_IN_FORCE,
    "threats_open": THREATS_OPEN,
    "talks_timeline": TALKS_TIMELINE,
    "retaliation_pairs": RETALIATION_PAIRS,
}
