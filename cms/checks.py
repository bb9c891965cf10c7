"""System checks for what would go wrong in silence: public private files, holes in the policy."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error

HOLES = ("'unsafe-inline'", "'unsafe-eval'", "*", "data:", "http:", "https:")


def check_private_folder(app_configs, **kwargs):
    """Report a folder of private files that lies where the public ones are handed out."""
    private = Path(settings.PRIVATE_MEDIA_ROOT).resolve()
    public = {"MEDIA_ROOT": settings.MEDIA_ROOT, "STATIC_ROOT": settings.STATIC_ROOT}
    return [
        Error(
            f"PRIVATE_MEDIA_ROOT lies in {name}: everybody could open files of pending stories.",
            hint="Choose a folder outside of it.",
            id="cms.E001",
        )
        for name, folder in public.items()
        if private.is_relative_to(Path(folder).resolve())
    ]


def check_public_policy(app_configs, **kwargs):
    """Report a public content policy that lets in what only the admin's may."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    errors = [
        Error(
            f"The public content policy has {hole} in {name}.",
            hint="Public pages use files of their own alone; only the admin's policy is wider.",
            id="cms.E002",
        )
        for name, values in directives.items()
        for hole in HOLES
        if hole in values
    ]
    if "'none'" not in directives.get("default-src", []):
        errors.append(
            Error(
                "The public content policy has no default-src 'none'.",
                hint="What no directive names has to stay closed.",
                id="cms.E002",
            )
        )
    return errors
