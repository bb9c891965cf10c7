"""What `make lighthouse` makes of the reports, and what it says where it cannot run."""

import pytest

from tests.e2e import lighthouse, node_tools


def report(*, performance=1.0, lcp=1500, shift=0.0, blocked=20, failed=()):
    """Return the parts of a report of Lighthouse that are read."""
    numbers = (lcp, shift, blocked)
    audits = {
        name: {"numericValue": value, "score": 1, "title": name}
        for (name, *_), value in zip(lighthouse.LIMITS, numbers, strict=True)
    }
    audits |= {name: {"score": 0, "title": f"{name} is missing"} for name in failed}
    categories = {
        name: {"score": 1.0, "auditRefs": [{"id": key, "weight": 1} for key in audits]}
        for name in lighthouse.CATEGORIES
    }
    categories["performance"]["score"] = performance
    return {"audits": audits, "categories": categories}


class TestJudging:
    def test_a_page_that_reaches_all_is_one_line(self):
        (figure,) = lighthouse.judge("list", [report()])
        assert figure.reached
        assert figure.value == "100 100 100 100 LCP 1.5 s CLS 0 TBT 20 ms"

    @pytest.mark.parametrize(
        "changed",
        [{"performance": 0.99}, {"lcp": 1800}, {"shift": 0.03}, {"blocked": 100}],
        ids=str,
    )
    def test_one_goal_that_is_missed_is_enough(self, changed):
        assert not lighthouse.judge("list", [report(**changed)])[0].reached

    def test_the_middle_counts_and_no_run_alone(self):
        runs = [report(), report(), report(performance=0.7, blocked=900)]
        assert lighthouse.judge("list", runs)[0].reached

    def test_what_failed_is_named_with_how_often(self):
        _, fault = lighthouse.judge("list", [report(failed=["image-alt"]), report()])
        assert fault.what.strip() == "image-alt"
        assert fault.value == "1 of 2: image-alt is missing"


class TestSpeed:
    def test_the_figures_say_how_steady_the_machine_was(self):
        counts = [{"environment": {"benchmarkIndex": count}} for count in (900.4, 2100, 1500)]
        assert lighthouse.tell_speed(counts).value == "900 to 2,100, in the middle 1,500"


class TestWithoutNode:
    def test_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setattr(node_tools.shutil, "which", lambda name: None)
        with pytest.raises(node_tools.NoTool, match="apt-get install -y nodejs"):
            node_tools.install(lighthouse.LIGHTHOUSE)

    def test_an_old_one_is_refused_with_its_version(self, monkeypatch):
        monkeypatch.setattr(node_tools.shutil, "which", lambda name: name)
        monkeypatch.setattr(node_tools, "run", lambda command: "v16.20.2\n")
        with pytest.raises(node_tools.NoTool, match="18.20 or newer, and found v16.20.2"):
            node_tools.install(lighthouse.LIGHTHOUSE)
