"""Which state of the USA a story is told from: the one place that reads it, and the names of the states."""

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from stories.models import StoryPage
    from stories.models.pages import StoryPageQuerySet

# Postal codes (USPS Publication 28, appendix B): the states, the district, the territories.
STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AS": "American Samoa",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "GU": "Guam",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "MP": "Northern Mariana Islands",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VI": "U.S. Virgin Islands",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}


def in_state(stories: "StoryPageQuerySet", code: str) -> "StoryPageQuerySet":
    """Return those of some story pages that are told from a state, given as a key of STATES.

    The public note below the name ends with town and state as the sender typed them: "Dayton, Ohio",
    "Dayton, OH", "Ohio". What says no state is in none.
    """
    found = Q()
    for name in {STATES[code], code, ".".join(code)} | ({"D.C"} if code == "DC" else set()):
        # A name in any case; a code in capitals alone, or "Come in" would lie in Indiana.
        how = "i" if name == STATES[code] else ""
        found |= Q(**{f"teller_note__{how}endswith": f", {name}"})
        found |= Q(**{f"teller_note__{how}endswith": f". {name}"})
        found |= Q(**{f"teller_note__{how}exact": name})
    return stories.filter(found)


def state_of(story: "StoryPage") -> str:
    """Return the postal code of the state that a story is told from, "" where its public note names none."""
    place = story.teller_note.rpartition(". ")[2].rpartition(",")[2].strip()
    by_name = {name.casefold(): code for code, name in STATES.items()}
    code = place.replace(".", "")
    return by_name.get(place.casefold()) or (code if code in STATES else "")
