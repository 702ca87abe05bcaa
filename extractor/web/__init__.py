"""`extractor serve`: the pipeline behind HTTP, a page for people, and their review.

    serve.py       the command: socket, server, graceful stop
    app.py         the FastAPI application: what is where
    guard/         what every request passes: log, headers, host, token, origin, how many at once
    bodies.py      the body of a request -> wire stories
    desk.py        wire stories -> records, in worker processes;  seat.py  one of them
    answers.py     records and errors -> bodies of answers
    reading.py     POST /extract, GET /schema
    watching.py    GET /health, /metrics
    page/          the page, its files, the interface's reference
    reviewing.py   POST /reviews, GET /gold.jsonl
    browsing/      stories of a database

One process talks HTTP; the stories are read in worker processes of extractor.jobs, so that a story can be cut off, or
kill its process, and nobody else notices. No story's text is logged, or kept, but for what a person reviews.
"""
