// What the accessibility checks see while somebody moves through a page with keys, follows links or types.
// Goes into the page together with accessibility.js, whose helpers it uses.

/** The stops that a walk with Tab has to make, in order; of a radio group one is enough. */
function stops() {
  const groups = new Set();
  return all(`${CONTROLS}, audio[controls], video[controls], iframe, [contenteditable]`).filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.closest("[inert]")) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.closest("details:not([open])") && !element.matches("details:not([open]) > summary:first-of-type")) return false;
    if (element.type !== "radio") return true;
    const group = `${element.form?.id}/${element.name}`;
    const chosen = all(`input[type=radio][name="${element.name}"]:checked`).find((radio) => radio.form === element.form);
    if (groups.has(group) || (chosen && chosen !== element)) return false;
    groups.add(group);
    return true;
  });
}

let walked = new Set();

/** Put the focus where a page begins, as if it had just been opened. */
function startWalk() {
  walked = new Set();
  for (const element of all("[tabindex]")) {
    if (element.tabIndex > 0) walked.disorder = name(element);
  }
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.blur();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}

/** Whether the focus is seen on an element: a line of two pixels on itself, its label or its card (2.4.7). */
function hasRing(element) {
  const around = [element, element.closest(".choice, .card, label, .crop"), ...(element.labels ?? [])];
  return around.some((one) => one && getComputedStyle(one).outlineStyle !== "none" && px(getComputedStyle(one).outlineWidth) >= 2);
}

/** Say where the focus is: null when the walk is over, or the name of the stop and what is wrong with it. */
function stop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const found = [];
  const label = name(element);
  const isAgain = walked.has(element);
  if (isAgain) return { label, found, isAgain, isFirst: element === [...walked][0] };
  const isFirstSkip = !walked.size && element.matches("a[href^='#']") && Boolean(document.querySelector(element.hash));
  walked.add(element);
  if (!hasRing(element)) found.push(`${label} shows no focus`);
  if (isCutAway(element)) return { label, found: [...found, `${label} takes the focus and cannot be seen`], isAgain, isFirstSkip };
  const box = element.getClientRects()[0];
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  if (box.bottom <= 0 || box.top >= innerHeight) found.push(`${label} has the focus outside of the window`);
  else {
    const top = document.elementFromPoint(x, y);
    const own = [element, ...(element.labels ?? [])];
    if (!own.some((one) => one.contains(top)) && !top?.contains(element)) found.push(`${label} is covered by ${name(top)}`);
  }
  return { label, found, isAgain, isFirstSkip };
}

/** What the walk left out, and what asks for a place out of turn. */
function endWalk() {
  document.activeElement.blur();
  const found = stops().filter((element) => !walked.has(element) &&
    !(element.type === "radio" && [...walked].some((one) => one.name === element.name))).map(
    (element) => `${name(element)} is never reached with Tab`);
  if (walked.disorder) found.push(`${walked.disorder} asks for a place out of turn`);
  return found;
}

/** The messages of a page with errors: each in the summary, at its field, and read with it (3.3.1, 3.3.3). */
function errors() {
  const found = [];
  if (!document.title.startsWith("Error: ")) found.push(`the title is "${document.title}"`);
  const summary = document.querySelector(".error-summary");
  if (!summary) return [...found, "there is no summary"];
  if (document.activeElement !== summary) found.push(`the focus is on ${name(document.activeElement)}, not on the summary`);
  const links = [...summary.querySelectorAll("a[href^='#']")];
  const message = (node) => words(node.innerText.replace(/^Error:\s*/, ""), 999);
  const said = all(".field__error").map(message);
  const listed = links.map((link) => words(link.innerText, 999));
  if (!links.length) found.push("the summary has no links");
  for (const text of listed) if (!said.includes(text)) found.push(`"${text}" stands at no field`);
  for (const text of said) if (!listed.includes(text)) found.push(`"${text}" is not in the summary`);
  for (const link of links) found.push(...followed(link, words(link.innerText, 999)));
  summary.focus();
  return found;
}

function followed(link, text) {
  const found = [];
  link.click();
  const field = document.activeElement;
  if (!field.matches("input, select, textarea, button")) return [`the link "${text}" leads to ${name(field)}`];
  const group = field.closest("fieldset");
  const isChoice = ["radio", "checkbox"].includes(field.type);
  const question = (isChoice && group?.querySelector("legend")) || field.labels?.[0] || field;
  const { top, bottom } = question.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) found.push(`after the link "${text}" its question is out of view`);
  const carriers = [field, group].filter(Boolean);
  const isWrong = carriers.some((one) => one.getAttribute("aria-invalid") === "true" || (one === group && one.classList.contains("field--error")));
  if (!isWrong) found.push(`${name(field)} is not marked as wrong (aria-invalid)`);
  const read = carriers.flatMap((one) => (one.getAttribute("aria-describedby") ?? "").split(/\s+/))
    .map((id) => document.getElementById(id)?.innerText ?? "").join(" ");
  if (!words(read, 9999).includes(text)) found.push(`"${text}" is not read with ${name(field)} (aria-describedby)`);
  return found;
}

/** Note from now on what every polite region says and when, in milliseconds. */
function listen() {
  window.heardBy = all("[role=status], [aria-live=polite]").map((region) => {
    const record = { region: name(region), heard: [] };
    new MutationObserver(() => record.heard.push([Math.round(performance.now()), words(region.textContent, 200)]))
      .observe(region, { childList: true, characterData: true, subtree: true });
    return record;
  });
}

/** The text of every field that stands on the page, by name. */
function values() {
  return Object.fromEntries(all(TEXT_INPUTS).filter(isSeen).map((input) => [input.name, input.value]));
}
