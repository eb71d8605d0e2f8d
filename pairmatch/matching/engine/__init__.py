"""The assignment engine: candidates with places on both sides in, the best pairing and its proof out.

`problem` is what it is given, `levels` what is maximised, `climb` how flows do it and `search` how CP-SAT
does, `tie_break` which of equals is taken, `prices` what proves it. `optimum.best` chooses; CP-SAT, which
takes half a second to load, is loaded only when it is chosen.
"""

from pairmatch.cohort.pairing_rules import Objective
from pairmatch.matching.engine.conditions import Conditions, Cost, Impossible, OutOfTime, Part
from pairmatch.matching.engine.flow import most_placed
from pairmatch.matching.engine.optimum import Aim, Optimum, best
from pairmatch.matching.engine.problem import Bools, Cell, Problem, problem_of

__all__ = [
    "Aim",
    "Bools",
    "Cell",
    "Conditions",
    "Cost",
    "Impossible",
    "Objective",
    "Optimum",
    "OutOfTime",
    "Part",
    "Problem",
    "best",
    "most_placed",
    "problem_of",
]
