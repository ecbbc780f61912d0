"""Flows by version, kept in the process: a version never changes, so what was read once stays true."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from django.apps import apps

from decision_aids.engine.flow import Flow, load_flow

KEPT = 64  # flows in one process; a large aid takes about 1 MB


class Flows:
    """The most recently used flows. Raises `FlowVersion.DoesNotExist` for a version that is gone."""

    def __init__(self, kept: int = KEPT) -> None:
        self._flows: OrderedDict[int, Flow] = OrderedDict()
        self._lock = Lock()
        self._kept = kept

    def of(self, version: int) -> Flow:
        flow = self._flows.get(version)
        if flow is None:
            model = apps.get_model("flows", "FlowVersion")
            flow = load_flow(model.objects.only("document").get(pk=version).document)
            with self._lock:
                self._flows[version] = flow
                while len(self._flows) > self._kept:
                    self._flows.popitem(last=False)
        return flow

    def clear(self) -> None:
        """Forget all; tests start clean, since a new database gives out old numbers again."""
        with self._lock:
            self._flows.clear()


FLOWS = Flows()
