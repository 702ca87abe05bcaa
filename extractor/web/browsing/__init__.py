"""Stories of a database: `extractor serve --db sqlite:///news.db`, or postgresql://.

shelf.py       the database, read and never written to: which stories, which pairs of countries
wanted.py      what a visitor asks for, as a query
pages.py       GET /stories, /story, /pairs
"""
