-- The language that somebody chose in the family portal; mails to them are written in it. Without one: that of the family.
ALTER TABLE logins ADD COLUMN language TEXT CHECK (language IN ('en', 'es'));
