"""The draft in the preview panel as visitors will see it before, during and after the week."""

from datetime import datetime

from cms import clock
from cms.timing import PHASE_LABELS, Phase


def modes_of(page) -> list[tuple[str, str]]:
    """Return the (name, label) pairs of a page's previews; a page without a week has one only.

    Today comes first, because Wagtail takes the first one where nobody chooses.
    """
    found = moments_of(page)
    if not found:
        return page.DEFAULT_PREVIEW_MODES
    return [
        ("", "Today"),
        *((phase.value, PHASE_LABELS[phase]) for phase in Phase if phase in found),
    ]


def moments_of(page) -> dict[Phase, datetime]:
    """Return the first of the moments worth a look that lies in each phase; none without a week.

    A phase that the page will not have, because it follows the next edition by then, is left out.
    """
    found = {}
    for _label, moment in page.get_moments():
        with clock.as_of(moment, by_dates=True):
            found.setdefault(page.get_standing().phase, moment)
    return {phase: moment for phase, moment in found.items() if phase}


def answer(request, page, mode_name, serve):
    """Answer with a preview; serve: what Wagtail does without phases. An unknown mode is today."""
    moment = None
    if mode_name in list(Phase):
        moment = moments_of(page).get(Phase(mode_name))
    if moment is None:
        return serve(request, mode_name)
    with clock.as_of(moment, by_dates=True):
        response = serve(request, "")
        # Rendered later, a template would be rendered for today.
        return response.render() if hasattr(response, "render") else response
