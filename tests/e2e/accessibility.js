// What the accessibility checks measure in a page as it stands; each function returns what it found, in words.
// accessibility.py puts this file and accessibility_keys.js into the page it looks at. Nothing of it is ever served.

const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex]";
const TEXT_INPUTS = "textarea, input:not([type=hidden], [type=file], [type=radio], [type=checkbox], [type=range], [type=submit])";

const px = (value) => Number.parseFloat(value) || 0;
const words = (text, most = 40) => text.trim().replace(/\s+/g, " ").slice(0, most);
const all = (selector) => [...document.querySelectorAll(selector)];

/** Name an element so that a person finds it. */
function name(element) {
  if (!element || element === document.documentElement) return "the page";
  const tag = element.tagName.toLowerCase();
  const mark = element.id ? `#${element.id}` : element.getAttribute("name") ? `[name=${element.getAttribute("name")}]`
    : element.classList.length ? `.${element.classList[0]}` : "";
  const text = words(element.innerText ?? "", 30);
  return `${tag}${mark}${text ? ` "${text}"` : ""}`;
}

/** Cut down to a point, or out of the picture: there for screen readers or against robots, not for the eye. */
const isCutAway = (element) => {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (style.clipPath === "inset(50%)") return true;
    if (style.overflow !== "visible" && style.display !== "inline" && box.width <= 1 && box.height <= 1) return true;
  }
  return false;
};
const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  element.getClientRects().length > 0 && !isCutAway(element);

/** The pieces of text that are seen, each with its boxes: one a line. */
function* texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    // A .hp-field stands outside of every window on purpose.
    if (!node.data.trim() || node.parentElement.closest("script, style, noscript, svg, option, textarea, .hp-field")) continue;
    if (!isSeen(node.parentElement)) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    if (boxes.length) yield { node, boxes };
  }
}

/** What can be scrolled sideways, and by which elements (1.4.10). */
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = all("body *").filter((element) => {
    const box = element.getBoundingClientRect();
    return box.right > clientWidth + 1 && isSeen(element) && !element.closest("svg *");
  });
  const last = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  return [`the page is ${scrollWidth} px wide in a window of ${clientWidth}: ${last.slice(0, 3).map(name).join(", ")}`];
}

/** Text cut by a box around it (1.4.4, 1.4.12). A box that scrolls cuts nothing. */
function clipped() {
  const found = [];
  for (const { node, boxes } of texts()) {
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.display === "inline") continue;
      if (["auto", "scroll"].includes(style.overflowX) || ["auto", "scroll"].includes(style.overflowY)) break;
      const edge = box.getBoundingClientRect();
      const cutsAcross = style.overflowX !== "visible";
      const cutsDown = style.overflowY !== "visible";
      // A line box is higher than its letters: a sixth of it may be lost without a loss.
      const isCut = boxes.some(({ left, right, top, bottom, height }) =>
        (cutsAcross && (left < edge.left - 1 || right > edge.right + 1)) ||
        (cutsDown && (top < edge.top - height / 6 || bottom > edge.bottom + height / 6)));
      if (isCut) {
        found.push(`${name(box)} cuts the text "${words(node.data)}"`);
        break;
      }
    }
  }
  const canvas = document.createElement("canvas").getContext("2d");
  for (const select of all("select").filter(isSeen)) {
    const style = getComputedStyle(select);
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const chosen = select.selectedOptions[0]?.text.trim() ?? "";
    const room = select.clientWidth - px(style.paddingLeft) - px(style.paddingRight);
    const need = canvas.measureText(chosen).width + px(style.letterSpacing) * chosen.length;
    if (need > room + 1) found.push(`${name(select)} cuts its choice "${words(chosen)}"`);
  }
  return found;
}

/** The part of a line that boxes around it let through, a quarter off above and below, where no letter reaches. */
function shownPart(node, { left, right, top, bottom, height }) {
  const part = { node, left, right, top: top + height / 4, bottom: bottom - height / 4 };
  for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflow === "visible") continue;
    const edge = box.getBoundingClientRect();
    part.top = Math.max(part.top, edge.top);
    part.bottom = Math.min(part.bottom, edge.bottom);
  }
  return part;
}

/** Text that lies on other text. */
function overlapping() {
  const lines = [...texts()].flatMap(({ node, boxes }) => boxes.map((box) => shownPart(node, box)));
  const found = new Set();
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.node === other.node) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 1) found.add(`"${words(one.node.data)}" lies on "${words(other.node.data)}"`);
    }
  }
  return [...found];
}

/** Everything of a control that takes a click: itself, and the labels of a box. */
function targetOf(control) {
  const boxes = [control.getBoundingClientRect()];
  if (["radio", "checkbox", "file"].includes(control.type)) {
    boxes.push(...[...control.labels].filter(isSeen).map((label) => label.getBoundingClientRect()));
  }
  return { width: Math.max(...boxes.map((box) => box.width)), height: Math.max(...boxes.map((box) => box.height)) };
}

/** A link with words of its sentence around it, which no size is asked of (2.5.8). */
function isInSentence(control) {
  if (getComputedStyle(control).display !== "inline") return false;
  let block = control.parentElement;
  while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return words(block.innerText, 9999).length > words(control.innerText, 9999).length;
}

/** Controls that are too small to hit (2.5.8), and buttons and menus below our own 44 pixels. */
function smallTargets({ least = 24, ours = 44 } = {}) {
  const found = [];
  for (const control of all(CONTROLS)) {
    if (!isSeen(control) || control.disabled || control.tabIndex < 0 || control.matches(".skip")) continue;
    if (isInSentence(control)) continue;
    const { width, height } = targetOf(control);
    const size = `${name(control)} is ${Math.round(width)} by ${Math.round(height * 10) / 10} px`;
    const isButton = control.matches("button, summary, .button, [role=button], nav a, input[type=submit]");
    if (width < least || height < least - 0.5) found.push(`${size}, less than ${least}`);
    else if (isButton && height < ours - 0.5) found.push(`${size}, less than ${ours} high`);
  }
  return found;
}

/** One h1, one main, no level left out (1.3.1, 2.4.6). The summary of errors may stand before the h1. */
function outline() {
  const found = [];
  for (const [selector, what] of [["h1", "main heading"], ["main", "main part"]]) {
    const count = all(selector).filter((element) => element.checkVisibility()).length;
    if (count !== 1) found.push(`the page has ${count} ${what}s (${selector})`);
  }
  const headings = all("h1, h2, h3, h4, h5, h6").filter(
    (heading) => heading.checkVisibility() && !heading.closest(".error-summary"),
  );
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push(`${name(heading)} follows ${level ? `an h${level}` : "nothing"}`);
    if (!words(heading.innerText)) found.push(`${name(heading)} is empty`);
    level = next;
  }
  return found;
}

/** The language of the page, and of parts in another one (3.1.1, 3.1.2). */
function language() {
  return all("html, [lang]").filter((element) => {
    try {
      return !element.lang || !Intl.getCanonicalLocales(element.lang).length;
    } catch {
      return true;
    }
  }).map((element) => `${name(element)} says "${element.lang}" for its language`);
}

/** Fields about the person without the word that lets a browser fill them (1.3.5). */
function purposes(expected) {
  return Object.entries(expected).flatMap(([field, token]) => all(`[name="${field}"]`)
    .filter((input) => input.autocomplete !== token)
    .map((input) => `${name(input)} has autocomplete "${input.autocomplete}" instead of "${token}"`));
}

/** Files can be chosen with a button: dragging is never the only way (2.5.7). */
function fileChoosers() {
  return all("input[type=file]").filter((input) =>
    input.tabIndex < 0 || ![input, ...input.labels].some((element) => isSeen(element) && !element.hidden && element.matches("input, .button")),
  ).map((input) => `${name(input)} shows no button to choose a file`);
}

/** What moves: with less motion asked for nothing may, and otherwise nothing for long (2.2.2, 2.3.3). */
function motion({ most = 0 } = {}) {
  const found = document.getAnimations().filter((animation) => {
    const { endTime } = animation.effect.getComputedTiming();
    return endTime > most;
  }).map((animation) => `${name(animation.effect.target)} moves (${animation.animationName ?? animation.transitionProperty ?? "script"})`);
  for (const media of all("video, audio")) {
    if (media.autoplay) found.push(`${name(media)} starts by itself`);
    if (media.loop) found.push(`${name(media)} never ends`);
  }
  return [...found, ...all("marquee, blink, img[src$='.gif']").map((element) => `${name(element)} moves`)];
}

/** Videos without captions, or that load before anybody asked (1.2.2, 1.4.2). */
function videos() {
  return all("video").flatMap((video) => {
    const lacks = [];
    const track = video.querySelector("track[kind=captions]");
    if (!track?.default) lacks.push("captions that are on");
    else if (!track.srclang || !track.label) lacks.push("a language and a name of its captions");
    if (!video.poster) lacks.push("a poster");
    if (!video.controls) lacks.push("controls");
    if (video.preload !== "none") lacks.push("preload=none");
    return lacks.map((what) => `${name(video)} lacks ${what}`);
  });
}

/** Puzzles, and fields that refuse what a person pastes (3.3.8). */
function puzzles() {
  const found = all("iframe, [class*=captcha i], [id*=captcha i], [name*=captcha i], [onpaste], input[type=password]")
    .map((element) => `${name(element)} looks like a puzzle or a lock`);
  for (const input of all(TEXT_INPUTS)) {
    const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
    if (!input.dispatchEvent(paste)) found.push(`${name(input)} refuses what is pasted`);
  }
  return found;
}

const isPainted = (color) => !/^(transparent|rgba\(.*, 0\))$|\/ 0\)$/.test(color);
const isOnlyPaint = (element) => !element.textContent.trim() && !element.closest("svg, canvas, video") &&
  !element.matches("input, textarea, select, img, iframe, hr") && !element.querySelector("svg, img, canvas, video, input, textarea, select");

/** Mark the small boxes that show something by their background alone; asked before forced colors are on. */
function markPaint() {
  for (const element of all("main *, header *")) {
    if (!isSeen(element) || !isOnlyPaint(element)) continue;
    if (isPainted(getComputedStyle(element).backgroundColor) || getComputedStyle(element).backgroundImage !== "none") {
      element.dataset.painted = "";
    }
  }
}

/** Boxes marked before that are gone now, and buttons and fields without an edge (forced colors). */
function lostPaint() {
  const hasEdge = (element) => {
    const style = getComputedStyle(element);
    return style.forcedColorAdjust === "none" || (style.outlineStyle !== "none" && px(style.outlineWidth) >= 1) ||
      ["Top", "Right", "Bottom", "Left"].some((side) => px(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
  };
  const lost = all("[data-painted]").filter((element) => !hasEdge(element));
  for (const element of all("[data-painted]")) delete element.dataset.painted;
  const bare = all(`.button, ${TEXT_INPUTS}, select`).filter((element) => isSeen(element) && !hasEdge(element));
  return [...lost.map((element) => `${name(element)} is a background without an edge`),
    ...bare.map((element) => `${name(element)} has no edge`)];
}

/** Text that lies on art: a picture, a video, or a drawn heart (design.md, "text and art never overlap"). */
function onArt() {
  const seen = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const part = { left, right, top, bottom };
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflow === "visible") continue;
      const edge = box.getBoundingClientRect();
      part.left = Math.max(part.left, edge.left);
      part.right = Math.min(part.right, edge.right);
      part.top = Math.max(part.top, edge.top);
      part.bottom = Math.min(part.bottom, edge.bottom);
    }
    return part;
  };
  const art = all("img, video, svg.heart").filter(isSeen).map((element) => ({ element, box: seen(element) }));
  const found = new Set();
  for (const { node, boxes } of texts()) {
    for (const line of boxes.map((box) => shownPart(node, box))) {
      for (const { element, box } of art) {
        const across = Math.min(line.right, box.right) - Math.max(line.left, box.left);
        const down = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
        if (across > 2 && down > 1) found.add(`"${words(node.data)}" lies on ${name(element)}`);
      }
    }
  }
  return [...found];
}

/** Ids that something refers to and that are not there, or twice. */
function references() {
  const found = [];
  for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls", "for", "form", "list"]) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
        const count = all(`#${CSS.escape(id)}`).length;
        if (count !== 1) found.push(`${name(element)} refers by ${attribute} to ${count} elements with the id ${id}`);
      }
    }
  }
  return found;
}
