CREATE TABLE extractor_schema (
	version INTEGER NOT NULL,
	CONSTRAINT pk_extractor_schema PRIMARY KEY (version)
);
CREATE TABLE stories (
	schema_version TEXT NOT NULL,
	id TEXT NOT NULL,
	source TEXT NOT NULL,
	version TEXT,
	usage TEXT,
	publisher TEXT,
	title TEXT,
	byline TEXT,
	dateline TEXT,
	published TEXT,
	published_from TEXT,
	language TEXT NOT NULL,
	text_sha256 TEXT NOT NULL,
	text TEXT,
	published_day DATE,
	CONSTRAINT pk_stories PRIMARY KEY (id)
);
CREATE INDEX ix_stories_published_day ON stories (published_day);
CREATE TABLE corrections (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	corrects TEXT NOT NULL,
	CONSTRAINT pk_corrections PRIMARY KEY (story_id, place),
	CONSTRAINT fk_corrections_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE TABLE countries (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	code TEXT NOT NULL,
	alpha2 TEXT,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	CONSTRAINT pk_countries PRIMARY KEY (story_id, code),
	CONSTRAINT fk_countries_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX ix_countries_code ON countries (code);
CREATE TABLE dates (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	value TEXT NOT NULL,
	kind TEXT NOT NULL,
	earliest DATE,
	latest DATE,
	modifier TEXT,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	CONSTRAINT pk_dates PRIMARY KEY (story_id, place),
	CONSTRAINT fk_dates_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX ix_dates_earliest_latest ON dates (earliest, latest);
CREATE TABLE events (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	action TEXT NOT NULL,
	indicator TEXT,
	status TEXT NOT NULL,
	cue TEXT,
	cue_start INTEGER,
	cue_end INTEGER,
	condition TEXT,
	condition_start INTEGER,
	condition_end INTEGER,
	retaliatory BOOLEAN NOT NULL,
	"trigger" TEXT NOT NULL,
	trigger_start INTEGER NOT NULL,
	trigger_end INTEGER NOT NULL,
	confidence DOUBLE NOT NULL,
	CONSTRAINT pk_events PRIMARY KEY (story_id, id),
	CONSTRAINT fk_events_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX ix_events_kind_status ON events (kind, status);
CREATE INDEX ix_events_status ON events (status);
CREATE TABLE people (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	name TEXT NOT NULL,
	country TEXT,
	CONSTRAINT pk_people PRIMARY KEY (story_id, place),
	CONSTRAINT fk_people_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX ix_people_name ON people (name);
CREATE TABLE percentages (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	value DOUBLE,
	low DOUBLE,
	high DOUBLE,
	unit TEXT NOT NULL,
	qualifier TEXT,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	CONSTRAINT pk_percentages PRIMARY KEY (story_id, place),
	CONSTRAINT fk_percentages_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE TABLE subjects (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	code TEXT NOT NULL,
	name TEXT,
	CONSTRAINT pk_subjects PRIMARY KEY (story_id, place),
	CONSTRAINT fk_subjects_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE TABLE warnings (
	story_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	warning TEXT NOT NULL,
	CONSTRAINT pk_warnings PRIMARY KEY (story_id, place),
	CONSTRAINT fk_warnings_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE TABLE event_countries (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	part TEXT NOT NULL,
	code TEXT NOT NULL,
	CONSTRAINT pk_event_countries PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_countries_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_event_countries_code_part ON event_countries (code, part);
CREATE INDEX ix_event_countries_story_id_event_id_part_code ON event_countries (story_id, event_id, part, code);
CREATE TABLE event_dates (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	value TEXT NOT NULL,
	kind TEXT NOT NULL,
	earliest DATE,
	latest DATE,
	modifier TEXT,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	role TEXT NOT NULL,
	CONSTRAINT pk_event_dates PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_dates_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_event_dates_earliest_latest ON event_dates (earliest, latest);
CREATE TABLE event_laws (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	law TEXT NOT NULL,
	CONSTRAINT pk_event_laws PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_laws_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE TABLE event_people (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	name TEXT NOT NULL,
	part TEXT NOT NULL,
	CONSTRAINT pk_event_people PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_people_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE INDEX ix_event_people_name ON event_people (name);
CREATE TABLE event_products (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	text TEXT NOT NULL,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	CONSTRAINT pk_event_products PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_products_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE TABLE event_rates (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	value DOUBLE,
	low DOUBLE,
	high DOUBLE,
	unit TEXT NOT NULL,
	qualifier TEXT,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	role TEXT NOT NULL,
	CONSTRAINT pk_event_rates PRIMARY KEY (story_id, event_id, place),
	CONSTRAINT fk_event_rates_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE TABLE evidence (
	number INTEGER NOT NULL,
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	place INTEGER NOT NULL,
	text TEXT NOT NULL,
	text_start INTEGER NOT NULL,
	text_end INTEGER NOT NULL,
	CONSTRAINT pk_evidence PRIMARY KEY (number),
	CONSTRAINT uq_evidence_story_id_event_id_place UNIQUE (story_id, event_id, place),
	CONSTRAINT fk_evidence_story_id_event_id FOREIGN KEY(story_id, event_id) REFERENCES events (story_id, id) ON DELETE CASCADE
);
CREATE TABLE mentions (
	story_id TEXT NOT NULL,
	person INTEGER,
	country TEXT,
	place INTEGER NOT NULL,
	text TEXT NOT NULL,
	text_start INTEGER NOT NULL,
	text_end INTEGER NOT NULL,
	form TEXT,
	CONSTRAINT pk_mentions PRIMARY KEY (story_id, place),
	CONSTRAINT fk_mentions_story_id_person FOREIGN KEY(story_id, person) REFERENCES people (story_id, place) ON DELETE CASCADE,
	CONSTRAINT fk_mentions_story_id_country FOREIGN KEY(story_id, country) REFERENCES countries (story_id, code) ON DELETE CASCADE
);
CREATE INDEX ix_mentions_story_id_country ON mentions (story_id, country);
CREATE INDEX ix_mentions_story_id_person ON mentions (story_id, person);
CREATE TABLE roles (
	story_id TEXT NOT NULL,
	person INTEGER NOT NULL,
	place INTEGER NOT NULL,
	title TEXT NOT NULL,
	"of" TEXT,
	standing TEXT NOT NULL,
	mention TEXT NOT NULL,
	mention_start INTEGER NOT NULL,
	mention_end INTEGER NOT NULL,
	CONSTRAINT pk_roles PRIMARY KEY (story_id, person, place),
	CONSTRAINT fk_roles_story_id_person FOREIGN KEY(story_id, person) REFERENCES people (story_id, place) ON DELETE CASCADE
);
CREATE INDEX ix_roles_title ON roles (title);
CREATE TABLE event_codes (
	story_id TEXT NOT NULL,
	event_id TEXT NOT NULL,
	product INTEGER NOT NULL,
	place INTEGER NOT NULL,
	hs TEXT NOT NULL,
	CONSTRAINT pk_event_codes PRIMARY KEY (story_id, event_id, product, place),
	CONSTRAINT fk_event_codes_story_id_event_id_product FOREIGN KEY(story_id, event_id, product) REFERENCES event_products (story_id, event_id, place) ON DELETE CASCADE
);
CREATE INDEX ix_event_codes_hs ON event_codes (hs);
INSERT INTO stories (schema_version, id, source, title, published, language, text_sha256, published_day) VALUES ('1', 'old-1', 'old-1.txt', 'It''s old', '2025-04-16', 'en', '0000000000000000000000000000000000000000000000000000000000000000', '2025-04-16');
INSERT INTO people (story_id, place, name) VALUES ('old-1', 0, 'Ana Rojas');
INSERT INTO roles (story_id, person, place, title, "of", standing, mention, mention_start, mention_end) VALUES ('old-1', 0, 0, 'Minister', 'PER', 'current', 'Minister', 0, 8);
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-1', 0, 'JPN', 'JPN', 'country');
INSERT INTO countries (story_id, place, code, name, kind) VALUES ('old-1', 1, 'USA', 'USA', 'country');
INSERT INTO mentions (story_id, person, place, text, text_start, text_end) VALUES ('old-1', 0, 0, 'Rojas', 4, 9);
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-1', 'JPN', 1, 'JPN', 0, 3, 'name');
INSERT INTO mentions (story_id, country, place, text, text_start, text_end, form) VALUES ('old-1', 'USA', 2, 'USA', 0, 3, 'name');
INSERT INTO events (story_id, place, id, kind, action, status, retaliatory, "trigger", trigger_start, trigger_end, confidence) VALUES ('old-1', 0, 'e1', 'tariff', 'impose', 'actual', 0, 'levy', 0, 4, 0.9);
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
INSERT INTO events (story_id, place, id, kind, action, status, retaliatory, "trigger", trigger_start, trigger_end, confidence) VALUES ('old-2', 0, 'e2', 'talks', 'hold', 'planned', 0, 'levy', 0, 4, 0.9);
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-2', 'e2', 0, 'actor', 'USA');
INSERT INTO event_countries (story_id, event_id, place, part, code) VALUES ('old-2', 'e2', 1, 'target', 'CHN');
INSERT INTO evidence (story_id, event_id, place, text, text_start, text_end) VALUES ('old-2', 'e2', 0, 'Sentence of e2.', 0, 15);
INSERT INTO extractor_schema (version) VALUES (0)
