"""Fit how sure an event is: from the heads' chances to the share of such events that are right.

    calibrate(component, docs, annotations)  ->  Calibration, for `event_heads.save`

The stories must be ones that the heads have not learned from: of those they are surer than they should be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from stories import Annotation

from extractor.evaluation import gold as gold_form
from extractor.evaluation.calibration import judged
from extractor.evaluation.compare import Comparison
from extractor.evaluation.views import StoryView, of_annotation, of_event
from extractor.events import Events
from extractor.events.options import Calibration, log_odds

# Hardly any regularisation: two numbers are fitted to hundreds of events.
STRENGTH = 10


def calibrate(component: Events, docs: Sequence[Doc], annotations: Sequence[Annotation]) -> Calibration:
    """Fit the line, in log-odds, by which the heads' chances tell what is right."""
    chances, right = [], []
    for doc, annotation in zip(docs, annotations, strict=True):
        _, values, facts = component.read(doc)
        chances += [[log_odds(fact.certainty(values).whole)] for fact in facts]
        right += [is_right for _, is_right in judged([compared(component(doc), annotation)])]
    curve = LogisticRegression(C=STRENGTH).fit(np.array(chances), right)
    return Calibration(float(curve.coef_[0, 0]), float(curve.intercept_[0]))


def compared(doc: Doc, annotation: Annotation) -> Comparison:
    """The events of a Doc beside the annotated ones."""
    gold = of_annotation(gold_form.Annotation.model_validate(annotation), doc.text)
    return Comparison(gold, StoryView(events=tuple(map(of_event, doc._.events))))


def rate_key(rate: Annotation) -> str:
    """The key (values.percentage_key) of an annotated rate."""
    numbers = rate["value"] if isinstance(rate["value"], list) else [rate["value"]]
    return f"{[round(float(number), 4) for number in numbers]} {rate.get('unit') or 'percent'}"
