"""The end of a review, apart from everything else: Wagtail imports it while its own models are still loading."""


def finish_workflow(workflow_state, user=None):
    """End a review: a submission is approved and never published; pages go Wagtail's own way.

    A story page or a form that may not go live stays a draft, and editors are told: a review of
    pages ends on many screens, and not each of them can show a refusal.

    Bound by WAGTAIL_FINISH_WORKFLOW_ACTION, for pages too.
    """
    from wagtail.workflows import publish_workflow_state

    from stories import projection, promotion
    from stories.models import Submission
    from stories.models.gate import GatedPage

    # A page comes as the plain one that it is in the tree.
    subject = getattr(workflow_state.content_object, "specific", workflow_state.content_object)
    if isinstance(subject, Submission):
        projection.end_review(subject, user=user)
        return
    if isinstance(subject, GatedPage):
        if promotion.keep_back(subject, subject.get_latest_revision(), user=user):
            return
    publish_workflow_state(workflow_state, user=user)
