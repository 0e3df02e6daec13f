-- The first and last day that a statement may be from, where only a week or month is told, and where it was made.
ALTER TABLE statements ADD COLUMN said_from TEXT;
ALTER TABLE statements ADD COLUMN said_until TEXT;
ALTER TABLE statements ADD COLUMN place TEXT;
UPDATE statements SET said_from = said_on, said_until = said_on;
