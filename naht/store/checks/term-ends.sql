-- id: term-ends
-- severity: error
-- de: Die Bewilligung {row} endet am {ends}, bevor sie am {starts} beginnt.
-- en: The grant {row} ends on {ends}, before it begins on {starts}.
-- mend: naht term edit {row} --ends-on …
SELECT id AS row, starts_on AS starts, ends_on AS ends FROM term WHERE starts_on > ends_on ORDER BY id
