"""What is counted and measured, in the form that Prometheus reads (https://prometheus.io/docs/instrumenting/).

    extractor_requests_total{method="POST",route="/extract",status="200"} 17
    extractor_stories_total{outcome="read"} 17

Routes are named as the program names them, never as a client wrote them: a label may not hold what anybody sends.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from extractor.errors import CutOffError, SkippedError, StoryError
from extractor.records import Story

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
OUTCOMES = ("read", "skipped", "failed", "cut_off")


class Numbers:
    """The counters of one service."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        labels = ("method", "route", "status")
        self.requests = Counter("extractor_requests", "Requests answered", labels, registry=registry)
        self.seconds = Histogram(
            "extractor_request_seconds",
            "Time to the end of the answer",
            ("route",),
            registry=registry,
            buckets=_SECONDS,
        )
        self.stories = Counter("extractor_stories", "Stories, by what became of them", ("outcome",), registry=registry)
        self.events = Counter("extractor_events", "Events found, by kind", ("kind",), registry=registry)
        self.replaced = Counter("extractor_workers_replaced", "Worker processes that had to be", registry=registry)
        self.busy = Gauge("extractor_workers_busy", "Worker processes that are at a story", registry=registry)
        self.workers = Gauge("extractor_workers", "Worker processes", registry=registry)
        self.waiting = Gauge("extractor_stories_waiting", "Stories that wait for a worker", registry=registry)
        for outcome in OUTCOMES:
            self.stories.labels(outcome)

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def count(self, result: Story | StoryError) -> None:
        """Count what became of a story."""
        self.stories.labels(_outcome(result)).inc()
        if isinstance(result, Story):
            for event in result.events:
                self.events.labels(event.kind).inc()

    def text(self) -> bytes:
        """Return all of it."""
        return generate_latest(self._registry)


def _outcome(result: Story | StoryError) -> str:
    match result:
        case Story():
            return "read"
        case SkippedError():
            return "skipped"
        case CutOffError():
            return "cut_off"
    return "failed"
