"""The workflow of a verdict: the table of moves. Pure. `verdicts.states` has the states, `verdicts.moves` the type of a move.

The trigger on the state column, permissions, actions, routes, buttons, API operations, history labels, and the diagram in the
documentation all come from the table of moves.
"""

from __future__ import annotations

from factcheck.verdicts.moves import PREVIOUS, PUBLIC, SAME, ButtonKind, Move, MoveRole, Reason, Screen
from factcheck.verdicts.states import STATES, State, any_of

S = State

MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            name="submit",
            sources=frozenset({S.DRAFT, S.RETURNED, S.CORRECTING}),
            target=S.SUBMITTED,
            role=MoveRole.AUTHOR,
            participle="submitted",
            action="verdict.submitted",
            history="Verdict submitted for review",
            description=(
                "Submit the newest version for review. Each requirement of the evidence gate must be met or have a written"
                " exception. If the body contains fields of the text, they are saved as a new version in the same transaction. If"
                " nothing has changed since an editor returned the verdict, a `message` to the editor is required."
            ),
            label="Submit for review",
            kind=ButtonKind.MAIN,
            note="Saves your changes as a new version first. An editor who did not contribute will review exactly that version.",
            success_message="Submitted for review. An editor who did not contribute will review exactly this version.",
            takes_waivers=True,
        ),
        Move(
            name="take_back",
            sources=frozenset({S.SUBMITTED}),
            target=PREVIOUS,
            role=MoveRole.AUTHOR,
            participle="taken back",
            action="verdict.taken_back",
            history="Verdict taken back by its author",
            description="Take back the submission, as long as no editor has decided on it. The verdict is editable again.",
            label="Take back",
            note="You can edit the verdict again, as long as no editor has decided on version {latest}.",
            success_message="Taken back. You can edit the verdict and submit it again.",
            reason=Reason(label="Reason for taking it back"),
        ),
        Move(
            name="hand_over",
            sources=frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.CORRECTING}),
            target=SAME,
            role=MoveRole.AUTHOR_OR_EDITOR,
            participle="handed over",
            action="verdict.handed_over",
            history="Verdict handed over to another author",
            description=(
                "Hand the verdict over to another author, who can edit and submit it. The former author stays a contributor."
                " After an approval, the verdict has to be approved again, because readers see the name of the author."
            ),
            label="Hand over",
            note="The new author can edit and submit the verdict. The former author stays a contributor.",
            success_message="Handed over to {author}.",
            reason=Reason(
                label="Reason for handing it over",
                help="The new author reads this. It stays on the record.",
                missing="Say why you hand the verdict over. The new author reads this.",
            ),
            takes_person=True,
        ),
        Move(
            name="return",
            sources=frozenset({S.SUBMITTED, S.APPROVED}),
            target=S.RETURNED,
            role=MoveRole.REVIEWER,
            participle="returned",
            action="verdict.returned",
            history="Verdict returned to its author",
            description="Return the verdict to its author with a reason.",
            label="Return with reason",
            has_button=False,
            screen=Screen.REVIEW,
            success_message="Returned to {author} with your reason.",
            reason=Reason(
                label="Your note",
                help="Tell the author what has to change.",
                missing="Say what has to change. The author reads this.",
            ),
            clears_approval=True,
        ),
        Move(
            name="approve",
            sources=frozenset({S.SUBMITTED}),
            target=S.APPROVED,
            role=MoveRole.APPROVER,
            participle="approved",
            action="verdict.approved",
            history="Verdict approved",
            description="Approve exactly the version and the record that you read.",
            label="Approve version {version}",
            has_button=False,
            screen=Screen.REVIEW,
            success_message="Version {version} is approved and ready to publish.",
        ),
        Move(
            name="reopen",
            sources=frozenset({S.APPROVED}),
            target=S.DRAFT,
            role=MoveRole.AUTHOR_OR_EDITOR,
            participle="reopened",
            action="verdict.reopened",
            history="Verdict reopened as a draft",
            description="Reopen the approved verdict as a draft. This revokes the approval.",
            label="Reopen as a draft",
            kind=ButtonKind.DANGER,
            success_message="Reopened as a draft. The approval no longer applies.",
            reason=Reason(label="Reason for reopening"),
            clears_approval=True,
        ),
        Move(
            name="publish",
            sources=frozenset({S.APPROVED}),
            target=S.PUBLISHED,
            role=MoveRole.EDITOR,
            participle="published",
            action="verdict.published",
            history="Verdict published",
            description="Publish the approved version. If a correction is open, publish it as that correction.",
            label="Publish",
            kind=ButtonKind.MAIN,
            screen=Screen.PUBLISHING,
        ),
        Move(
            name="correct",
            sources=frozenset({S.PUBLISHED}),
            target=S.CORRECTING,
            role=MoveRole.AUTHOR_OR_EDITOR,
            participle="corrected",
            action="verdict.correcting",
            history="Correction opened",
            description=(
                "Open a correction. The public page does not change until the corrected version is approved and published."
            ),
            label="Correct",
            screen=Screen.PUBLISHING,
        ),
        Move(
            name="retract",
            # An open correction does not block a retraction.
            sources=frozenset(set(S) - {S.RETRACTED}),
            target=S.RETRACTED,
            role=MoveRole.EDITOR,
            participle="retracted",
            action="verdict.retracted",
            history="Verdict retracted",
            description="Retract the check with a public notice. The published text stays online.",
            label="Retract",
            kind=ButtonKind.DANGER,
            has_button=False,
            screen=Screen.PUBLISHING,
            needs_publication=True,
        ),
        Move(
            name="drop",
            sources=frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.CORRECTING}),
            target=PUBLIC,
            role=MoveRole.AUTHOR_OR_EDITOR,
            participle="dropped",
            action="verdict.dropped",
            history="Correction or new check dropped",
            description=(
                "Drop the open correction, or the new check after a retraction, with a reason. The public page does not change,"
                " and the verdict has the published text again."
            ),
            label="Drop",
            kind=ButtonKind.DANGER,
            screen=Screen.PUBLISHING,
            needs_publication=True,
        ),
        Move(
            name="recheck",
            sources=frozenset({S.RETRACTED}),
            target=S.DRAFT,
            role=MoveRole.CHECKER,
            participle="checked again",
            action="verdict.rechecked",
            history="New check opened after the retraction",
            description=(
                "Check a retracted claim again. You become the author. The retraction stays public until the new version is"
                " approved and published."
            ),
            label="Check again",
            screen=Screen.PUBLISHING,
            clears_approval=True,
            needs_publication=True,
        ),
        Move(
            name="confirm",
            sources=frozenset({S.PUBLISHED}),
            target=SAME,
            role=MoveRole.CONFIRMER,
            participle="confirmed",
            action="verdict.confirmed",
            history="Published check confirmed",
            description=(
                "Confirm that a published check needs no correction after its record changed, or on its re-check date. The public"
                " page does not change."
            ),
            label="Confirm without correction",
            kind=ButtonKind.MAIN,
            has_button=False,
            screen=Screen.CHANGES,
            needs_publication=True,
            success_message="Confirmed. The public page has not changed.",
            reason=Reason(
                label="Why the published check needs no correction",
                help="One sentence. It stays on the record.",
                missing="Say in one sentence why the published check needs no correction.",
            ),
        ),
    )
}


class InvalidMove(ValueError):
    """The move does not start from the verdict's state."""


def targets(move: Move, source: State) -> list[State]:
    """The states that the move can lead to from `source`: several only if the target depends on the verdict's history."""
    if move.target == SAME:
        return [source]
    if move.target == PUBLIC:
        return [S.PUBLISHED, S.RETRACTED]
    if move.target == PREVIOUS:
        earlier = [other for other in MOVES.values() if other.target not in (PREVIOUS, SAME, PUBLIC)]
        return [state for state in State if any(state in m.sources and source in targets(m, state) for m in earlier)]
    return [move.target if isinstance(move.target, State) else move.target[source]]


def require_source(state: State | str, move: Move) -> None:
    """Raise InvalidMove unless the move starts from `state`."""
    state = State(state)
    if state in move.sources:
        return
    if any(state in targets(move, source) for source in move.sources):
        raise InvalidMove(f"The verdict is already {STATES[state].phrase}.")
    raise InvalidMove(
        f"The verdict is {STATES[state].phrase}. It can be {move.participle} only while it is {any_of(move.sources)}."
    )


def next_state(state: State | str, move: Move, history: State | str | None = None) -> State:
    """The target of the move from `state`. `history` is the previous or public state, if the move leads to it.

    Raises InvalidMove if the move does not start from `state`, or cannot lead to `history`.
    """
    require_source(state, move)
    possible = targets(move, State(state))
    if len(possible) == 1:
        return possible[0]
    if history not in possible:
        raise InvalidMove(f"The verdict is {STATES[State(state)].phrase}, and there is no earlier state to return to.")
    return State(history)


def transitions() -> list[tuple[str, str]]:
    """Each (source, target) pair of the table, sorted, for the trigger on the state column."""
    changing = [move for move in MOVES.values() if move.target != SAME]
    return sorted({(s.value, target.value) for m in changing for s in m.sources for target in targets(m, s)})


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for move in MOVES.values():
        for source in sorted(move.sources):
            lines += [f"    {source.value} --> {target.value}: {move.name}" for target in targets(move, source)]
    return "\n".join(lines)
