"""Evaluation: how good the program is on annotated stories. The code behind `extractor evaluate`.

    gold.py          the form of an annotated story;  reading.py  files -> stories with their annotations
    objects.py       files -> JSON objects;  complaints.py  what is wrong with an annotation, in one line
    views.py         annotation, record -> what is compared
    words.py         when two wordings name the same;  pairing.py  who is whose partner
    compare.py       two views of a story -> who is paired, what differs
    figures.py       comparisons -> precision, recall, F1 of each part
    calibration.py   how far confidences can be trusted
    measure.py       all of it, in order
    floors.py        figures that must not fall;  table.py, document.py, page/  the results for people and programs

`docs/evaluation.md` says how to measure stories of your own.
"""
