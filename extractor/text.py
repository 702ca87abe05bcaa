"""The text of a Doc, put together once.

spaCy joins it anew from the tokens whenever `doc.text` is asked, which every component does: together that took a
tenth of their time.
"""

from spacy.tokens import Doc

Doc.set_extension("whole_text", default=None, force=True)


def whole_text(doc: Doc) -> str:
    """Return `doc.text`, from memory where it has been asked before."""
    kept: str | None = doc._.whole_text
    if kept is None or len(kept) != _length(doc):  # a piece of a Doc may have its marks
        doc._.whole_text = kept = doc.text
    return kept


def _length(doc: Doc) -> int:
    if not len(doc):
        return 0
    last = doc[len(doc) - 1]
    return last.idx + len(last.text_with_ws)
