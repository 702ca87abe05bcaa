"""Many stories: worker processes, and a journal of what is done.

                                       ┌─ worker ─┐
    files ──> reading ─> stories ─> pool ── worker ──> records, in the order of the stories
                            │          └─ worker ─┘       │
                            └──── journal: done before? ──┘ now done

`reading`, `pool` and `journal` each take an iterator and give one; none knows of formats or the command line. Nothing
here is imported by a run that asks for none of it.
"""
