"""What is known of how good a pairing is, and how: by arithmetic, or by the solver's word."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.verify.counted import read_counts
from pairmatch.verify.pairing_proof import why_no_prices
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.places import Places


def statement(cohort: Cohort, pairing: Pairing) -> str:
    """What is proven of a pairing in which `verify_pairing` found no errors.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairing
        The pairing, as made or as read from a document.

    Returns
    -------
    str
        One clause without a full stop.
    """
    check = PairingUnderCheck(cohort, pairing, Places(cohort, None))
    if pairing.is_edited:
        return "edited by hand: what its proof says is of other pairs"
    if not check.is_current:
        return "what its proof says is of another version of the cohort file"
    if pairing.proof.status != "optimal":
        return "not proven: the search ended before it could tell whether this is the best"
    why = why_no_prices(check)
    if why is not None:
        return f"the optimum is the solver's word, not shown here: {why or 'there are no prices'}"
    if not pairing.prices:
        return "no pair could be added, each was tried"
    but_for = f"{_but_for_kept(check)}{_but_for_rota(check)}"
    return f"the optimum is shown by the prices, checked by arithmetic{but_for}"


def _but_for_rota(check: PairingUnderCheck) -> str:
    """Prices know scores alone."""
    if not check.asked.with_rota:
        return ""
    return "; that no pairing of as many people misses less in its rota is the solver's word"


def _but_for_kept(check: PairingUnderCheck) -> str:
    """What prices do not show that leave out the pairs below the worst: old pairs could be among those."""
    counted = {what.kind for prices in check.pairing.prices for what, _ in read_counts(prices.counts) or ()}
    is_floored = check.asked.objective == "fair" and check.pairing.proof.worst > 0
    if not is_floored or not check.asked.keeps_most or "pairs" in counted:
        return ""
    if not any(pair not in check.present and check.could_be(*pair) for pair in check.asked.old):
        return ""
    return "; that no pairing keeps more old pairs is the solver's word"
