CREATE TABLE extractor_schema (
	version INTEGER NOT NULL,
	PRIMARY KEY (version)
);
COMMENT ON TABLE extractor_schema IS 'One row: which form these tables have. `extractor migrate` raises it.';
COMMENT ON COLUMN extractor_schema.version IS 'of the tables, not of the records';
CREATE TABLE stories (
	schema_version VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	version VARCHAR,
	usage VARCHAR,
	publisher VARCHAR,
	title VARCHAR,
	byline VARCHAR,
	dateline VARCHAR,
	published VARCHAR,
	published_from VARCHAR,
	language VARCHAR NOT NULL,
	text_sha256 VARCHAR NOT NULL,
	text VARCHAR,
	published_day DATE,
	PRIMARY KEY (id)
);
COMMENT ON TABLE stories IS 'Everything read out of one story, each list in order of first mention.';
COMMENT ON COLUMN stories.id IS 'the wire''s own id, else 16 hex digits of the text''s SHA-256';
COMMENT ON COLUMN stories.source IS 'path, member (''news.zip!/a.xml'') or URL it was read from; ''-'' for standard input';
COMMENT ON COLUMN stories.version IS 'which version of the story `id` this is, as the wire counts';
COMMENT ON COLUMN stories.usage IS 'what the wire lets its clients do with it; one of usable, withheld, canceled';
COMMENT ON COLUMN stories.published IS 'anchor of every relative date';
COMMENT ON COLUMN stories.published_from IS 'one of option, metadata, dateline, text';
COMMENT ON COLUMN stories.language IS 'ISO 639-1';
COMMENT ON COLUMN stories.text_sha256 IS 'of the story''s text in UTF-8';
COMMENT ON COLUMN stories.text IS 'the story''s text, with --with-text';
COMMENT ON COLUMN stories.published_day IS 'the day of `published`, in the zone that it is given in';
CREATE TABLE corrections (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	corrects VARCHAR NOT NULL,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE corrections IS 'ids of stories that this one corrects, updates or replaces';
COMMENT ON COLUMN corrections.story_id IS '`id` in stories';
COMMENT ON COLUMN corrections.place IS 'in the order of the record''s list, from 0';
CREATE TABLE countries (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	alpha2 VARCHAR,
	name VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	PRIMARY KEY (story_id, code)
);
COMMENT ON TABLE countries IS 'A country, territory or bloc that the story names in any form.';
COMMENT ON COLUMN countries.story_id IS '`id` in stories';
COMMENT ON COLUMN countries.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN countries.code IS 'ISO 3166-1 alpha-3; EUN the European Union; of other groups see countries.csv';
COMMENT ON COLUMN countries.kind IS 'one of country, territory, bloc';
CREATE TABLE dates (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	value VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	earliest DATE,
	latest DATE,
	modifier VARCHAR,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE dates IS 'A calendar expression with its TIMEX3 value, resolved against the publication date.';
COMMENT ON COLUMN dates.story_id IS '`id` in stories';
COMMENT ON COLUMN dates.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN dates.value IS 'TIMEX3: 2025-04-16, 2025-W15, 2025-Q2, P90D, PRESENT_REF, XXXX-04-02';
COMMENT ON COLUMN dates.kind IS 'one of date, time, duration, set';
COMMENT ON COLUMN dates.earliest IS 'first day of the value; null for durations';
COMMENT ON COLUMN dates.latest IS 'last day of the value, or of the stretch that it opens (1979-81), inclusive';
COMMENT ON COLUMN dates.modifier IS 'one of start, mid, end, approx, before, after';
COMMENT ON COLUMN dates.mention_start IS 'offset of the first character';
COMMENT ON COLUMN dates.mention_end IS 'offset behind the last character';
CREATE TABLE events (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	action VARCHAR NOT NULL,
	indicator VARCHAR,
	status VARCHAR NOT NULL,
	cue VARCHAR,
	cue_start INTEGER,
	cue_end INTEGER,
	condition VARCHAR,
	condition_start INTEGER,
	condition_end INTEGER,
	retaliatory BOOLEAN NOT NULL,
	trigger VARCHAR NOT NULL,
	trigger_start INTEGER NOT NULL,
	trigger_end INTEGER NOT NULL,
	confidence DOUBLE NOT NULL,
	PRIMARY KEY (story_id, id)
);
COMMENT ON TABLE events IS 'One trade fact of the story, all its mentions merged.';
COMMENT ON COLUMN events.story_id IS '`id` in stories';
COMMENT ON COLUMN events.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN events.id IS 'the same story and fact give the same id on every run and machine';
COMMENT ON COLUMN events.kind IS 'one of tariff, restriction, talks, agreement, investigation, dispute, flow';
COMMENT ON COLUMN events.action IS 'one of impose, raise, cut, suspend, remove, exempt, keep, hold, request, break_off, reach, sign, reject, open, close, file, rule, settle, rise, fall, level';
COMMENT ON COLUMN events.indicator IS 'for flows alone: what the figure counts; one of exports, imports, balance, trade';
COMMENT ON COLUMN events.status IS 'one of actual, planned, possible, ruled_out';
COMMENT ON COLUMN events.cue IS 'the words that decide `status`; null when plainly actual';
COMMENT ON COLUMN events.cue_start IS 'offset of the first character';
COMMENT ON COLUMN events.cue_end IS 'offset behind the last character';
COMMENT ON COLUMN events.condition IS '''unless a deal is reached by Aug. 1''';
COMMENT ON COLUMN events.condition_start IS 'offset of the first character';
COMMENT ON COLUMN events.condition_end IS 'offset behind the last character';
COMMENT ON COLUMN events.trigger IS 'the word that names the fact';
COMMENT ON COLUMN events.trigger_start IS 'offset of the first character';
COMMENT ON COLUMN events.trigger_end IS 'offset behind the last character';
COMMENT ON COLUMN events.confidence IS 'chance that kind, action, actors, targets, rates are right';
CREATE TABLE people (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	country VARCHAR,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE people IS 'One person of the story with all mentions of that person, short forms too.';
COMMENT ON COLUMN people.story_id IS '`id` in stories';
COMMENT ON COLUMN people.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN people.name IS 'fullest form in the story, without title';
COMMENT ON COLUMN people.country IS 'country whose office the person holds';
CREATE TABLE percentages (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	value DOUBLE,
	low DOUBLE,
	high DOUBLE,
	unit VARCHAR NOT NULL,
	qualifier VARCHAR,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE percentages IS 'A percentage as a number (`value`) or a range (`low`, `high`).';
COMMENT ON COLUMN percentages.story_id IS '`id` in stories';
COMMENT ON COLUMN percentages.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN percentages.unit IS 'one of percent, percentage_point, basis_point';
COMMENT ON COLUMN percentages.qualifier IS 'one of about, at_least, at_most, more_than, less_than, up_to';
COMMENT ON COLUMN percentages.mention_start IS 'offset of the first character';
COMMENT ON COLUMN percentages.mention_end IS 'offset behind the last character';
CREATE TABLE subjects (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	name VARCHAR,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE subjects IS 'the wire''s own subject codes';
COMMENT ON COLUMN subjects.story_id IS '`id` in stories';
COMMENT ON COLUMN subjects.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN subjects.code IS 'of the Media Topics, or the older Subject Codes';
COMMENT ON COLUMN subjects.name IS 'as the wire has it, in its language';
CREATE TABLE warnings (
	story_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	warning VARCHAR NOT NULL,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE warnings IS 'the warnings of stories';
COMMENT ON COLUMN warnings.story_id IS '`id` in stories';
COMMENT ON COLUMN warnings.place IS 'in the order of the record''s list, from 0';
CREATE TABLE event_countries (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	part VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_countries IS 'who imposes, talks, agrees, complains, reports; whom it hits; WLD when the story says everyone';
COMMENT ON COLUMN event_countries.story_id IS '`id` in stories';
COMMENT ON COLUMN event_countries.event_id IS '`id` in events';
COMMENT ON COLUMN event_countries.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN event_countries.part IS 'one of actor, target';
CREATE TABLE event_dates (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	value VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	earliest DATE,
	latest DATE,
	modifier VARCHAR,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	role VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_dates IS 'A date of an event.';
COMMENT ON COLUMN event_dates.story_id IS '`id` in stories';
COMMENT ON COLUMN event_dates.event_id IS '`id` in events';
COMMENT ON COLUMN event_dates.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN event_dates.value IS 'TIMEX3: 2025-04-16, 2025-W15, 2025-Q2, P90D, PRESENT_REF, XXXX-04-02';
COMMENT ON COLUMN event_dates.kind IS 'one of date, time, duration, set';
COMMENT ON COLUMN event_dates.earliest IS 'first day of the value; null for durations';
COMMENT ON COLUMN event_dates.latest IS 'last day of the value, or of the stretch that it opens (1979-81), inclusive';
COMMENT ON COLUMN event_dates.modifier IS 'one of start, mid, end, approx, before, after';
COMMENT ON COLUMN event_dates.mention_start IS 'offset of the first character';
COMMENT ON COLUMN event_dates.mention_end IS 'offset behind the last character';
COMMENT ON COLUMN event_dates.role IS 'one of date, effective, until, duration';
CREATE TABLE event_laws (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	law VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_laws IS '''Section 232'', ''IEEPA'', ''WTO DS597'', as written';
COMMENT ON COLUMN event_laws.story_id IS '`id` in stories';
COMMENT ON COLUMN event_laws.event_id IS '`id` in events';
COMMENT ON COLUMN event_laws.place IS 'in the order of the record''s list, from 0';
CREATE TABLE event_people (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	part VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_people IS 'A person who states, decides or takes part; `name` as in `people`.';
COMMENT ON COLUMN event_people.story_id IS '`id` in stories';
COMMENT ON COLUMN event_people.event_id IS '`id` in events';
COMMENT ON COLUMN event_people.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN event_people.part IS 'one of speaker, participant';
CREATE TABLE event_products (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_products IS 'Goods or services of an event.';
COMMENT ON COLUMN event_products.story_id IS '`id` in stories';
COMMENT ON COLUMN event_products.event_id IS '`id` in events';
COMMENT ON COLUMN event_products.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN event_products.text IS 'the shortest noun phrase that still names the good';
COMMENT ON COLUMN event_products.mention_start IS 'offset of the first character';
COMMENT ON COLUMN event_products.mention_end IS 'offset behind the last character';
CREATE TABLE event_rates (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	value DOUBLE,
	low DOUBLE,
	high DOUBLE,
	unit VARCHAR NOT NULL,
	qualifier VARCHAR,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	role VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE event_rates IS 'A percentage of an event: its level, the level before, or the size of a change.';
COMMENT ON COLUMN event_rates.story_id IS '`id` in stories';
COMMENT ON COLUMN event_rates.event_id IS '`id` in events';
COMMENT ON COLUMN event_rates.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN event_rates.unit IS 'one of percent, percentage_point, basis_point';
COMMENT ON COLUMN event_rates.qualifier IS 'one of about, at_least, at_most, more_than, less_than, up_to';
COMMENT ON COLUMN event_rates.mention_start IS 'offset of the first character';
COMMENT ON COLUMN event_rates.mention_end IS 'offset behind the last character';
COMMENT ON COLUMN event_rates.role IS 'one of rate, previous, change';
CREATE TABLE evidence (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	text_start INTEGER NOT NULL,
	text_end INTEGER NOT NULL,
	PRIMARY KEY (story_id, event_id, place)
);
COMMENT ON TABLE evidence IS 'sentences that state it, best first';
COMMENT ON COLUMN evidence.story_id IS '`id` in stories';
COMMENT ON COLUMN evidence.event_id IS '`id` in events';
COMMENT ON COLUMN evidence.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN evidence.text_start IS 'offset of the first character';
COMMENT ON COLUMN evidence.text_end IS 'offset behind the last character';
CREATE TABLE mentions (
	story_id VARCHAR NOT NULL,
	person INTEGER,
	country VARCHAR,
	place INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	text_start INTEGER NOT NULL,
	text_end INTEGER NOT NULL,
	form VARCHAR,
	PRIMARY KEY (story_id, place)
);
COMMENT ON TABLE mentions IS 'Where a value comes from: `story_text[start:end] == text`, counted in Unicode code points.; One place where a country is named, and in what form.';
COMMENT ON COLUMN mentions.story_id IS '`id` in stories';
COMMENT ON COLUMN mentions.person IS '`place` in people';
COMMENT ON COLUMN mentions.country IS '`code` in countries';
COMMENT ON COLUMN mentions.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN mentions.text_start IS 'offset of the first character';
COMMENT ON COLUMN mentions.text_end IS 'offset behind the last character';
COMMENT ON COLUMN mentions.form IS 'one of name, abbreviation, demonym, capital, government';
CREATE TABLE roles (
	story_id VARCHAR NOT NULL,
	person INTEGER NOT NULL,
	place INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	"of" VARCHAR,
	standing VARCHAR NOT NULL,
	mention VARCHAR NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	PRIMARY KEY (story_id, person, place)
);
COMMENT ON TABLE roles IS 'An office or occupation that the story gives a person.';
COMMENT ON COLUMN roles.story_id IS '`id` in stories';
COMMENT ON COLUMN roles.person IS '`place` in people';
COMMENT ON COLUMN roles.place IS 'in the order of the record''s list, from 0';
COMMENT ON COLUMN roles.title IS 'without article and without the country''s words: ''Treasury Secretary''';
COMMENT ON COLUMN roles."of" IS 'alpha-3 code of the state, else the organisation as written';
COMMENT ON COLUMN roles.standing IS 'one of current, former, acting, nominee';
COMMENT ON COLUMN roles.mention_start IS 'offset of the first character';
COMMENT ON COLUMN roles.mention_end IS 'offset behind the last character';
CREATE TABLE event_codes (
	story_id VARCHAR NOT NULL,
	event_id VARCHAR NOT NULL,
	product INTEGER NOT NULL,
	place INTEGER NOT NULL,
	hs VARCHAR NOT NULL,
	PRIMARY KEY (story_id, event_id, product, place)
);
COMMENT ON TABLE event_codes IS 'HS 2022 chapters or headings that the words support';
COMMENT ON COLUMN event_codes.story_id IS '`id` in stories';
COMMENT ON COLUMN event_codes.event_id IS '`id` in events';
COMMENT ON COLUMN event_codes.product IS '`place` in event_products';
COMMENT ON COLUMN event_codes.place IS 'in the order of the record''s list, from 0';
INSERT INTO stories (schema_version, id, source, title, published, language, text_sha256, published_day) VALUES ('1', 'old-1', 'old-1.txt', 'It''s old', '2025-04-16', 'en', '0000000000000000000000000000000000000000000000000000000000000000', '2025-04-16');
INSERT INTO people (story_id, place, name) VALUES ('old-1', 0, 'Ana Rojas');
INSERT INTO roles (story_id, person, place, title, "of", standing, mention, mention_start, mention_end) VALUES ('old-1', 0, 0, 'Minister', 'PER', 'current', 'Minister', 0, 8);
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-1', 0, 'JPN', 'JPN', 'country');
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-1', 1, 'USA', 'USA', 'country');
INSERT INTO mentions (story_id, person, place, text, text_start, text_end) VALUES ('old-1', 0, 0, 'Rojas', 4, 9);
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-1', 'JPN', 1, 'JPN', 0, 3, 'name');
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-1', 'USA', 2, 'USA', 0, 3, 'name');
INSERT INTO events (story_id, place, id, kind, action, status, retaliatory, trigger, trigger_start, trigger_end, confidence) VALUES ('old-1', 0, 'e1', 'tariff', 'impose', 'actual', false, 'levy', 0, 4, 0.9);
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-1', 'e1', 0, 'actor', 'USA');
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-1', 'e1', 1, 'target', 'JPN');
INSERT INTO event_products (story_id, event_id, place, text, mention, mention_start, mention_end) VALUES ('old-1', 'e1', 0, 'cars', 'cars', 3, 7);
INSERT INTO event_codes (story_id, event_id, product, place, hs) VALUES ('old-1', 'e1', 0, 0, '8703');
INSERT INTO event_rates (story_id, event_id, place, value, unit, mention, mention_start, mention_end, role) VALUES ('old-1', 'e1', 0, 25.0, 'percent', '25%', 9, 12, 'rate');
INSERT INTO evidence (story_id, event_id, place, text, text_start, text_end) VALUES ('old-1', 'e1', 0, 'Sentence of e1.', 0, 15);
INSERT INTO warnings (story_id, place, warning) VALUES ('old-1', 0, 'a warning');
INSERT INTO stories (schema_version, id, source, published, language, text_sha256, published_day) VALUES ('1', 'old-2', 'old-2.txt', '2025-04-17T09:30:00-04:00', 'en', '0000000000000000000000000000000000000000000000000000000000000000', '2025-04-17');
INSERT INTO corrections (story_id, place, corrects) VALUES ('old-2', 0, 'old-0');
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-2', 0, 'CHN', 'CHN', 'country');
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-2', 1, 'USA', 'USA', 'country');
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-2', 'CHN', 0, 'CHN', 0, 3, 'name');
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-2', 'USA', 1, 'USA', 0, 3, 'name');
INSERT INTO events (story_id, place, id, kind, action, status, retaliatory, trigger, trigger_start, trigger_end, confidence) VALUES ('old-2', 0, 'e2', 'talks', 'hold', 'planned', false, 'levy', 0, 4, 0.9);
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-2', 'e2', 0, 'actor', 'USA');
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-2', 'e2', 1, 'target', 'CHN');
INSERT INTO evidence (story_id, event_id, place, text, text_start, text_end) VALUES ('old-2', 'e2', 0, 'Sentence of e2.', 0, 15);
INSERT INTO extractor_schema (version) VALUES (0)
