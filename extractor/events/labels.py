"""The labels that the event heads choose among, in the order of their columns.

Kinds, actions, statuses and indicators are those of the records. Every value of a story is of one sort, and each sort
has its own roles; `none` says that a word names no fact, or that a value doesn't belong to it. The orders are part of
the trained weights: a change here asks for training anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from extractor.records import ACTIONS, KINDS, Action, Indicator

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NONE = "none"
COUNTRY = "country"
KIND_LABELS: tuple[str, ...] = (NONE, *KINDS)
ACTION_LABELS: tuple[Action, ...] = get_args(Action)
INDICATORS: tuple[Indicator, ...] = get_args(Indicator)
SORT_ROLES: dict[str, tuple[str, ...]] = {
    COUNTRY: ("actor", "target"),
    "person": ("person",),
    "product": ("product",),
    "percentage": ("rate", "previous", "change"),
    "date": ("date", "effective", "until", "duration"),
}
SORTS = tuple(SORT_ROLES)
ROLES = (NONE, *(role for roles in SORT_ROLES.values() for role in roles))
# How a value is written or what sort of one it is; any other form of a mention is a person's title.
FORMS = tuple(
    " name abbreviation demonym capital government officer group percent percentage_point basis_point date time"
    " duration set title".split(" ")
)
# What is masked out gets this as its logit.
NEVER = -1e4


def _mask(rows: Sequence[str], columns: Sequence[str], allowed: Mapping[str, Sequence[str]]) -> Floats:
    """[rows, columns]: nought where a row's label allows the column's, else NEVER."""
    mask = np.full((len(rows), len(columns)), NEVER, np.float32)
    for row, names in allowed.items():
        mask[rows.index(row), [columns.index(name) for name in names]] = 0
    return mask


ROLE_MASK = _mask(SORTS, ROLES, {sort: (NONE, *roles) for sort, roles in SORT_ROLES.items()})
ACTION_MASK = _mask(KIND_LABELS, ACTION_LABELS, {str(kind): actions for kind, actions in ACTIONS.items()})
