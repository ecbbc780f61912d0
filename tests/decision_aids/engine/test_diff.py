"""What somebody half-way loses and finds when she moves to a newer flow."""

from typing import Any

from decision_aids.engine.diff import compare
from decision_aids.engine.flow import load_flow
from tests.decision_aids.engine.flows_of_chance import flow_document, step_document


def test_answers_move_along_where_the_same_question_stands() -> None:
    changed = {"id": "q1", "type": "test.letter", "version": 1, "spec": {}}
    older = load_flow(flow_document([step_document(index) for index in range(4)]))
    newer = load_flow(
        flow_document([step_document(0), step_document(1, items=[changed]), step_document(3), step_document(4)])
    )

    difference = compare(older, newer, {"q0": "a", "q1": "b", "q2": "c"})

    assert [item.id for item in difference.kept] == ["q0"]
    assert [item.id for item in difference.lost] == ["q1", "q2"]
    assert [step.title for step in difference.new] == ["Step 4"]
    assert [step.title for step in difference.gone] == ["Step 2"]


def test_an_answer_that_chose_what_is_gone_does_not_move_along() -> None:
    def choosing(*ids: str) -> dict[str, Any]:
        return {"id": "q", "type": "test.choice", "version": 1, "spec": {"options": [{"id": id_} for id_ in ids]}}

    older = load_flow(flow_document([step_document(0, items=[choosing("a", "b", "c")])]))
    newer = load_flow(flow_document([step_document(0, items=[choosing("a", "c", "d")])]))

    assert [item.id for item in compare(older, newer, {"q": {"chosen": ["a", "c"]}}).kept] == ["q"]
    assert [item.id for item in compare(older, newer, {"q": {"chosen": ["a", "b"]}}).lost] == ["q"]
    assert [item.id for item in compare(older, newer, {"q": {"b": {"text": "by its name as a key"}}}).lost] == ["q"]
