"""In development every mail can be read in the browser, and nothing in it can do harm."""

import importlib
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from cms import mailbox
from cms.urls import urlpatterns as project_urls

urlpatterns = [*mailbox.urlpatterns, *project_urls]
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(settings, tmp_path):
    """The folder that mails go to."""
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


@pytest.fixture
def send(folder):
    """Send mails as the site does in development: all of one call over one connection."""

    def send(*subjects, text="Open https://example.org/confirm/abc/ today.", html=""):
        messages = []
        for subject in subjects:
            message = EmailMultiAlternatives(subject, text, "a@example.org", ["ivy@example.org"])
            if html:
                message.attach_alternative(html, "text/html")
            messages.append(message)
        get_connection(FILES, file_path=folder).send_messages(messages)

    return send


class TestReading:
    def test_finds_every_mail_newest_first(self, send, folder):
        send("First", "Second")
        send("Third")
        found = [mail.subject for mail in mailbox.read_mails(folder)]
        assert found == ["Third", "Second", "First"]

    def test_knows_text_html_and_letters_beyond_ascii(self, send, folder):
        send("Danke, Zoë", text="Für Zoë", html="<p>Für Zoë</p>")
        (mail,) = mailbox.read_mails(folder)
        assert mail.subject == "Danke, Zoë"
        assert mail.text == "Für Zoë"
        assert mail.html == "<p>Für Zoë</p>"
        assert abs(timezone.now() - mail.sent_at) < timedelta(minutes=1)

    def test_an_empty_folder_holds_none(self, tmp_path):
        assert mailbox.read_mails(tmp_path / "not-there") == []

    @pytest.mark.parametrize("name", ["nothing", "../../etc/passwd", "", "x-1"])
    def test_a_name_is_never_a_path(self, send, name):
        send("First")
        with pytest.raises(Http404):
            mailbox.find_mail(name)


@pytest.mark.django_db
@pytest.mark.urls("tests.cms.test_mailbox")
class TestPages:
    def test_the_list_names_every_mail(self, client, send):
        send("Please confirm", "You have a story to read")
        page = client.get(reverse("mailbox")).content.decode()
        assert "Please confirm" in page
        assert "You have a story to read" in page

    def test_an_empty_list_says_so(self, client, folder):
        assert "No mail yet" in client.get(reverse("mailbox")).content.decode()

    def test_a_mail_shows_its_head_and_its_links_can_be_clicked(self, client, send, folder):
        send("Please confirm")
        (mail,) = mailbox.read_mails(folder)
        page = client.get(reverse("mailbox_mail", args=[mail.name])).content.decode()
        assert "ivy@example.org" in page
        assert 'href="https://example.org/confirm/abc/"' in page

    def test_words_of_a_sender_stay_words(self, client, send, folder):
        send("<script>1</script>", text="<script>2</script>")
        (mail,) = mailbox.read_mails(folder)
        page = client.get(reverse("mailbox_mail", args=[mail.name])).content.decode()
        assert "<script>1" not in page
        assert "<script>2" not in page

    def test_the_html_of_a_mail_is_inert(self, client, send, folder):
        send("Hello", html="<script>1</script><p>Hello</p>")
        (mail,) = mailbox.read_mails(folder)
        response = client.get(reverse("mailbox_html", args=[mail.name]))
        policy = response.headers["Content-Security-Policy"].split("; ")
        assert "sandbox" in policy
        assert "default-src 'none'" in policy
        assert not [part for part in policy if part.startswith("script-src")]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_the_page_of_a_mail_may_frame_it_and_no_other_page_may(self, client, send, folder):
        send("Hello", html="<p>Hello</p>")
        (mail,) = mailbox.read_mails(folder)
        response = client.get(reverse("mailbox_mail", args=[mail.name]))
        assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
        assert "frame-src" not in client.get("/healthz").headers["Content-Security-Policy"]


class TestAddress:
    @pytest.mark.django_db
    def test_does_not_exist_outside_of_development(self, client):
        assert client.get("/dev/mail/").status_code == 404

    def test_exists_in_development(self, settings):
        import cms.urls

        settings.DEBUG = True
        try:
            found = importlib.reload(cms.urls).urlpatterns
            assert "dev/mail/" in [str(entry.pattern) for entry in found]
        finally:
            settings.DEBUG = False
            importlib.reload(cms.urls)
