"""The page for people: paste a story, see what is in it, say what is right.

front.py       GET / and POST /view, which gives stories as parts of the page
shell.py       the frame that all pages share
review.py      what a reviewer presses, and the form for corrections
reference.py   GET /docs: the interface, by Swagger UI
files.py       GET /assets/...: style sheets and scripts
assets/        those of them that are ours alone; the look of stories and events is extractor.view's
"""
