"""Which texts a helper can begin an answer with."""

from __future__ import annotations

from django.db.models import Q

from decision_aids.desk.models import AnswerTemplate
from decision_aids.sharing.models import Share


def templates_for(share: Share, language: str) -> list[AnswerTemplate]:
    """The texts of this team and of all teams, in the language of the visitor."""
    ours = Q(team=None) | Q(team=share.team_id)
    return list(AnswerTemplate.objects.filter(ours, language=language))
