"""Review: what people say of the events that were found, kept, and turned into annotated stories.

    decisions.py   one decision: accept, correct or reject an event, add one that was missed, call a story done
    sidecar.py     a file of decisions and of the stories that they are about
    annotate.py    records and decisions -> annotated stories, in the form that `extractor evaluate` reads

So a newsroom makes its own test set by the way, out of the stories that it looks at anyhow.
"""
