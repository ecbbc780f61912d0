"""What somebody half-way loses and finds when she moves to a newer flow."""

from decision_aids.engine.diff import compare
from decision_aids.engine.flow import load_flow
from tests.decision_aids.engine.flows_of_chance import flow_document, step_document


def test_answers_move_along_where_the_same_question_stands() -> None:
    changed = {"id": "q1", "type": "test.letter", "version": 1, "spec": {}}
    older = load_flow(flow_document([step_document(index) for index in range(4)]))
    newer = load_flow(flow_document([step_document(0), step_document(1, items=[changed]), step_document(3), step_document(4)]))

    difference = compare(older, newer, answered={"q0", "q1", "q2"})

    assert [item.id for item in difference.lost] == ["q1", "q2"]
    assert [step.title for step in difference.new] == ["Step 4"]
    assert [step.title for step in difference.gone] == ["Step 2"]
