"""Rules of layer 2: the way of a case and a request, names, periods, likeness, counting."""

from cases.rules.ages import AGES_AHEAD_MONTHS, Attained, attained_on, births_attaining, coming_ages
from cases.rules.counting import Counted, count_contacts, is_new_contact
from cases.rules.ecomap import Circle, place_ring
from cases.rules.ending import closing_problems, contract_problems, reopening_problems
from cases.rules.expiry import WARN_DAYS, Expiry, expiry, warned_until
from cases.rules.family import Family, Kin, Ties, family_ties, tree_problems
from cases.rules.genogram import Frame, Sign, place_family
from cases.rules.handovers import can_undo, handover_problems
from cases.rules.intakes import (
    NEXT_INTAKE_STATES,
    course_after,
    intake_number,
    intake_problems,
    outcome_of,
    state_for,
)
from cases.rules.keys import client_keys
from cases.rules.kinship import kinship_word
from cases.rules.likeness import Likeness, likenesses
from cases.rules.notes import note_words
from cases.rules.papers import (
    SCOPES,
    Held,
    certificate_problems,
    consent_problems,
    handbook_problems,
    is_valid_consent,
    lacking_scopes,
    withdrawal_problems,
)
from cases.rules.periods import Period, is_child, period_days, week_of
from cases.rules.placeholders import filled_text, gap_problems
from cases.rules.query import ClientQuery, read_query
from cases.rules.restrictions import restriction_problems
from cases.rules.shares import share_problems
from cases.rules.transfers import offer_problems
from cases.rules.visits import shares
from cases.rules.way import (
    NEXT_STATES,
    REQUIRED_DATES,
    ahead,
    next_states,
    opening_correction_problems,
    path,
    skip_targets,
    skipped_states,
    transition_problems,
)
from cases.rules.wrapping import wrap

__all__ = [
    "AGES_AHEAD_MONTHS",
    "NEXT_INTAKE_STATES",
    "NEXT_STATES",
    "REQUIRED_DATES",
    "SCOPES",
    "WARN_DAYS",
    "Attained",
    "Circle",
    "ClientQuery",
    "Counted",
    "Expiry",
    "Family",
    "Frame",
    "Held",
    "Kin",
    "Likeness",
    "Period",
    "Sign",
    "Ties",
    "ahead",
    "attained_on",
    "births_attaining",
    "can_undo",
    "certificate_problems",
    "client_keys",
    "closing_problems",
    "coming_ages",
    "consent_problems",
    "contract_problems",
    "count_contacts",
    "course_after",
    "expiry",
    "family_ties",
    "filled_text",
    "gap_problems",
    "handbook_problems",
    "handover_problems",
    "intake_number",
    "intake_problems",
    "is_child",
    "is_new_contact",
    "is_valid_consent",
    "kinship_word",
    "lacking_scopes",
    "likenesses",
    "next_states",
    "note_words",
    "offer_problems",
    "opening_correction_problems",
    "outcome_of",
    "path",
    "period_days",
    "place_family",
    "place_ring",
    "read_query",
    "reopening_problems",
    "restriction_problems",
    "share_problems",
    "shares",
    "skip_targets",
    "skipped_states",
    "state_for",
    "transition_problems",
    "tree_problems",
    "warned_until",
    "week_of",
    "withdrawal_problems",
    "wrap",
]
