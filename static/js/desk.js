// The review desk: keys for its buttons, and the two forms as dialogs instead of pages.

const desk = document.querySelector("[data-desk]");
// Ours, and those of Wagtail, which stay in the page while they are closed.
const OPEN_DIALOG = "dialog[open], .w-dialog:not([aria-hidden=true])";

function isTyping(target) {
  return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
}

function openDialog(link) {
  const dialog = document.getElementById(link.dataset.deskDialog);
  if (!dialog?.showModal) return false;
  if (!dialog.open) dialog.showModal();
  // Whatever a dialog has to fetch, it fetches now.
  dialog.dispatchEvent(new Event("opened"));
  return true;
}

// What takes a look at other stories comes when the desk stands.
async function fetchPart(place) {
  const answer = await fetch(place.dataset.deskPart).catch(() => null);
  if (!answer?.ok) return;
  const part = document.createRange().createContextualFragment(await answer.text());
  place.replaceWith(part);
}

function start() {
  desk.querySelectorAll("[data-desk-part]").forEach(fetchPart);
  for (const link of desk.querySelectorAll("[data-desk-dialog]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (openDialog(link)) event.preventDefault();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
  for (const button of document.querySelectorAll("[data-desk-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }

  // A second press while the page is leaving would decide on the next story unread.
  for (const form of document.querySelectorAll(".desk-bar form, .desk-dialog form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
  });

  // Before Wagtail's own keys: "?" lists these first.
  addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector(OPEN_DIALOG)) return;
    const key = event.key.toLowerCase();
    // A sign may need Shift, a letter never does.
    if (event.shiftKey && key !== event.key.toUpperCase()) return;
    const button = desk.querySelector(`[data-desk-key="${CSS.escape(key)}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.click();
  }, true);
}

if (desk) start();
