// The mail of a decision, made anew by the server while grounds and note are chosen.

const PAUSE = 400;

async function fetchDraft(form, part, extra = {}) {
  const data = new FormData(form);
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  const request = new AbortController();
  part.request?.abort();
  part.request = request;
  try {
    const answer = await fetch(part.dataset.mailDraft, { method: "POST", body: data, signal: request.signal });
    if (!answer.ok || answer.redirected) return;
    const words = await answer.text();
    // Who has gone on to type into the mail keeps every letter.
    if (part.contains(document.activeElement) && !extra.preview) return;
    part.innerHTML = words;
    part.dataset.mailHere = "";
    if (extra.preview) part.querySelector("textarea")?.focus();
  } catch {
    // Without an answer the mail stays as it is; the server makes it anew when it is sent.
  }
}

function start(part) {
  const form = part.closest("form");
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => fetchDraft(form, part), PAUSE);
  };
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      const { name } = event.target;
      if (name === "grounds" || name === "note") later();
    });
  }
  // Out of the mail again: what happened meanwhile to grounds and note is told now.
  part.addEventListener("focusout", (event) => {
    if (!part.contains(event.relatedTarget) && event.relatedTarget?.type !== "submit") later();
  });
  part.addEventListener("click", (event) => {
    if (!event.target.closest("[data-mail-anew]")) return;
    event.preventDefault();
    fetchDraft(form, part, { preview: "anew" });
  });
  part.closest("dialog")?.addEventListener("opened", () => {
    if (!("mailHere" in part.dataset)) fetchDraft(form, part);
  });
  form.querySelector("[data-mail-look]")?.setAttribute("hidden", "");
}

for (const part of document.querySelectorAll("[data-mail-draft]")) start(part);
