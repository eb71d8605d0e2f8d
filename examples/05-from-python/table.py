"""Pairs the people of cohort.yaml, schedules their programme, and prints a line for each pair."""

from __future__ import annotations

from pairmatch import Cohort, match, schedule

cohort = Cohort.load("cohort.yaml")
pairing = match(cohort)
rota = schedule(cohort, pairing)

names = {person.id: person.name or person.id for person in [*cohort.doctors, *cohort.managers]}

print(f"{'Doctor':<18}{'Manager':<14}{'Score':>5}{'Sessions':>10}")
for pair in pairing.pairs:
    both = set(pair.ids)
    held = sum(both <= set(session.everyone) for session in rota.sessions)
    print(f"{names[pair.doctor]:<18}{names[pair.manager]:<14}{pair.score:>5}{held:>10}")

for waiting in pairing.unmatched:
    print(f"{names[waiting.person]} has no partner: {waiting.why}")
for miss in rota.missed:
    print(f"a {miss.kind} is missed: {miss.why}")
if not rota.missed:
    print("Nothing is missed.")
