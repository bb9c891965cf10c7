"""Who the invented people of the demo say they are, in the form's own choices."""

_WHO = {
    "patient": "michigan curtis opal darnell walt sam gwen arturo leona nadine noah ofelia rogelio",
    "family": "renee tomas marlene hannah bernadette linh frances theo nebraska ximena",
    "clinician": "grace pat whitehorse denise yolanda amara keisha mai shawn maribel carla",
    "technologist": "eileen devon sunita brent",
    "public_health": "rosalind",
    "other": "judith nils frank",
}
BY_KEY = {key: audience for audience, keys in _WHO.items() for key in keys.split()}
