"""A story as part of a page, with what a reviewer presses where reviews are kept."""

from __future__ import annotations

from extractor import view
from extractor.records import Story
from extractor.review import sidecar
from extractor.view import Html
from extractor.web.page.review import foot, tail
from extractor.web.service import Service


def article(story: Story, service: Service) -> Html:
    """Return the story. One without its text cannot be reviewed: nobody could check it."""
    if service.reviews is None or story.text is None:
        return view.story(story, key=key_of(story))
    opinion = service.reviews.reviewed.opinion(sidecar.key_of(story))
    return view.story(story, key=key_of(story), foot=foot(opinion), tail=tail(story, opinion))


def key_of(story: Story) -> str:
    """Return the id of the story's article."""
    return f"s{story.text_sha256[:12]}"
