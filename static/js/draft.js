/* Keeps what is typed: on the server when typing stops for 2 s and when the page is left, and in
   this tab until the server has it. Files go with the form alone.

   <form data-autosave="another value for another story">…</form> <p role="status" data-saved></p>
   <form data-because="#IHeartHIT because …">  sends the story: the line stays for the thank-you page */

import { said } from "./said.js";

const form = document.querySelector("form[data-autosave]");
const embed = document.querySelector("[data-embed]");
const pause = 2000;
const own = /^(csrfmiddlewaretoken|form_token|back_to)$|_remove$/;

// A browser may refuse the storage, and does so in some frames.
function tab(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

const forget = (...starts) =>
  tab((kept) => {
    for (const key of Object.keys(kept))
      if (starts.some((start) => key.startsWith(start))) kept.removeItem(key);
  });

function enhance() {
  // Inside of another site's page the page is the answer to the one before, and has its address.
  const name = `${embed ? form.getAttribute("action") : location.pathname}:${form.dataset.autosave}`;
  const status = document.querySelector("[data-saved]");
  let [isNew, isSent, wait, timer, saving, stop] = [false, false, pause];

  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const typed = () =>
    JSON.stringify(
      [...new FormData(form)].filter(([name, value]) => !own.test(name) && typeof value === "string"),
    );
  const keep = (how) => tab((kept) => kept.setItem(how + name, typed()));

  async function send(keepalive) {
    isNew = false;
    keep("typed:");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    body.set("autosave", "1");
    stop = new AbortController();
    const { signal } = stop;
    let rest = 0;
    try {
      const headers = { Accept: "application/json" };
      const options = { method: "POST", body, headers, keepalive, signal };
      const answer = await fetch(form.getAttribute("action") || location.href, options);
      rest = answer.headers.get("Retry-After") * 1000 || 0;
      if (!answer.ok) throw answer;
      const { saved, token } = await answer.json();
      for (const input of document.getElementsByName("form_token")) input.value = token;
      wait = pause;
      if (status) status.dataset.saved = token;
      say(said("Saved {time}", { time: saved }));
      if (!isNew) forget(`typed:${name}`);
    } catch {
      if (signal.aborted) return;
      isNew = true;
      if (status) status.dataset.saved = "";
      say(said("Not saved yet. We keep trying while this page is open."));
      wait = Math.min(2 * wait, 60_000);
      if (!isSent) later(Math.max(wait, rest));
    }
  }

  function start(keepalive) {
    const run = send(keepalive).then(() => {
      if (saving === run) saving = null;
    });
    saving = run;
  }

  // One at a time: an older text must never arrive after a newer one.
  async function save() {
    await saving;
    if (isNew && !isSent) start(false);
  }

  // What is still on its way would end with the page.
  function leave() {
    clearTimeout(timer);
    if (!isNew && !saving) return;
    stop?.abort();
    start(true);
  }

  form.addEventListener("input", () => {
    isNew = true;
    if (!isSent) later(pause);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    isNew = false;
    isSent = true;
    forget(`typed:${name}`);
    keep("posted:");
    if (!saving) return;
    event.preventDefault();
    await Promise.race([saving, new Promise((go) => setTimeout(go, 3000))]);
    stop.abort();
    saving = null;
    form.requestSubmit(event.submitter);
  });
  addEventListener("pageshow", () => (isSent = false));
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  addEventListener("online", () => isNew && later(0));

  const kept = tab((kept) => kept.getItem(`typed:${name}`) ?? kept.getItem(`posted:${name}`));
  if (!kept || kept === typed()) return;
  const left = JSON.parse(kept);
  for (const field of form.elements) {
    const { name, type, value } = field;
    if (!name || own.test(name) || /file|submit|button/.test(type)) continue;
    const isChoice = /radio|checkbox/.test(type);
    const at = left.findIndex(([other, was]) => other === name && (!isChoice || was === value));
    if (isChoice) field.checked = at >= 0;
    else if (at >= 0) field.value = left.splice(at, 1)[0][1];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  say(said("We put back what you typed before the connection was lost."));
}

// The form that led here did arrive. A reload and the way back say nothing, nor does another page.
const way = performance.getEntriesByType("navigation")[0]?.type;
const arrived = embed ? embed.dataset.arrived : document.referrer;
if (way === "navigate" && arrived)
  forget(`posted:${new URL(arrived, location.href).pathname}:`);
if (form) enhance();
document.querySelector("form[data-because]")?.addEventListener("submit", ({ target }) => {
  forget("typed:", "posted:");
  tab((kept) => kept.setItem("because", target.dataset.because));
});
