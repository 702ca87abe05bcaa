"""Databases that SQLAlchemy speaks to: what SQLite and PostgreSQL have in common.

    schema.py      the tables of extractor.sinks.tables as SQLAlchemy knows them, and the views
    database.py    opening, writing a batch, reading back
    migrations.py  from each version of the tables to the next
    faults.py      what is tried again, and in which words the rest is told

Each batch is one transaction, and writers take turns, batch by batch: so what a batch finds in the database still holds
when it is written, on whichever number of machines. Statements have parameters; none is built from what a story says.
"""
