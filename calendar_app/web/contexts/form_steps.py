"""The buttons of the event's form: which there are, and how far each of them goes."""

from dataclasses import dataclass

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.workflow import next_steps
from calendar_app.words.catalogue import N_, translations

PREVIEW, SAVE, PUBLISH, PROPOSE = "forhandsvis", "lagre", "publiser", "foresla"
STEPS = {
    "utkast": Workflow.DRAFT,
    "planlegg": Workflow.PLANNED,
    PUBLISH: Workflow.PUBLISHED,
    PROPOSE: Workflow.PLANNED,
}
"""What the buttons of the form say, beside `PREVIEW` and `SAVE`."""

_LABELS = {
    "utkast": N_("Lagre utkast"),
    "planlegg": N_("Planlegg"),
    PUBLISH: N_("Publiser"),
    PROPOSE: N_("Be om publisering"),
    SAVE: N_("Lagre endringene"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a button leads (None: nowhere), and whether it asks for publication."""

    workflow: Workflow | None
    proposes: bool = False


def step_of(handling: str, *, may_publish: bool) -> Step:
    """Read a button. Who may not publish asks for it instead, whatever the button said."""
    if handling == PROPOSE or (handling == PUBLISH and not may_publish):
        return Step(workflow=Workflow.PLANNED, proposes=True)
    return Step(workflow=STEPS.get(handling))


def button_names(event: Event | None, *, may_publish: bool = True) -> tuple[str, ...]:
    """Name the buttons, the most usual one first."""
    publish = PUBLISH if may_publish else PROPOSE
    if event is None or event.workflow is Workflow.DRAFT:
        return (publish, "planlegg", "utkast")
    can_publish = Workflow.PUBLISHED in next_steps(event)
    return (SAVE, publish) if can_publish else (SAVE,)


def buttons(names: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
    """Give what each button sends and says."""
    text = translations(language)
    return tuple((name, text.gettext(_LABELS[name])) for name in names)
