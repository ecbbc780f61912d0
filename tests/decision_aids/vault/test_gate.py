"""The gate: few at a time over all processes, a short queue, and no place lost by a crash."""

import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from decision_aids.vault.gate import Busy, Gate

HOLDER = """
import sys
from pathlib import Path
from decision_aids.vault.gate import Gate
with Gate(Path(sys.argv[1]), slots=1).slot():
    print("inside", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the one place until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "inside\n"
        yield process
        process.kill()


def enter(gate, waited):
    started = time.monotonic()
    try:
        with gate.slot():
            waited.append(("inside", time.monotonic() - started))
    except Busy:
        waited.append(("busy", time.monotonic() - started))


def test_place_that_another_process_holds_is_taken(holder, tmp_path):
    with pytest.raises(Busy), Gate(tmp_path, slots=1, wait=0.05).slot():
        pass


def test_place_is_free_again_when_the_other_process_is_done(holder, tmp_path):
    holder.stdin.close()
    holder.wait(timeout=10)

    with Gate(tmp_path, slots=1, wait=0.05).slot():
        pass


def test_place_of_a_killed_process_is_free_again(holder, tmp_path):
    holder.kill()
    holder.wait(timeout=10)

    with Gate(tmp_path, slots=1, wait=0.05).slot():
        pass


def test_who_waits_enters_when_a_place_comes_free(holder, tmp_path):
    waited = []
    waiting = threading.Thread(target=enter, args=(Gate(tmp_path, slots=1, wait=10), waited))
    waiting.start()
    time.sleep(0.1)
    assert waited == []
    holder.stdin.close()
    waiting.join(timeout=10)

    assert [outcome for outcome, _ in waited] == ["inside"]


def test_flood_is_turned_away_at_once_except_for_a_few_who_wait(tmp_path):
    gate, waited = Gate(tmp_path, slots=2, wait=1), []
    crowd = [threading.Thread(target=enter, args=(gate, waited)) for _ in range(12)]

    with gate.slot(), gate.slot():
        for visitor in crowd:
            visitor.start()
        for visitor in crowd:
            visitor.join(timeout=10)

    assert [outcome for outcome, _ in waited] == ["busy"] * 12
    assert sum(seconds >= 1 for _, seconds in waited) == 3


def test_chair_of_somebody_who_waited_in_vain_is_free_again(tmp_path):
    gate, waited = Gate(tmp_path, slots=1, wait=0.05), []

    with gate.slot():
        for _ in range(5):
            enter(gate, waited)

    assert [(outcome, seconds >= 0.05) for outcome, seconds in waited] == [("busy", True)] * 5


def test_as_many_as_there_are_slots_are_inside_together(tmp_path):
    gate = Gate(tmp_path, slots=3, wait=0)

    with ExitStack() as inside:
        for _ in range(3):
            inside.enter_context(gate.slot())
        with pytest.raises(Busy), gate.slot():
            pass
    with gate.slot():
        pass


def test_place_is_given_back_when_the_work_fails(tmp_path):
    gate = Gate(tmp_path, slots=1, wait=0)

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate.slot():
            1 / 0  # noqa: B018 (the work that fails)


def test_gate_leaves_a_core_for_the_rest_and_makes_its_own_folder(tmp_path, monkeypatch):
    slots = {}
    for cores in (1, 2, 8, None):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        slots[cores] = Gate(tmp_path).slots
    with Gate(tmp_path / "not" / "there").slot():
        pass

    assert slots == {1: 1, 2: 1, 8: 7, None: 1}
    assert (tmp_path / "not" / "there").stat().st_mode & 0o777 == 0o700
