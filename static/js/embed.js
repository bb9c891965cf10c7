/* Finds the story again when the page of the other site is loaded anew: this tab keeps the token, as a
   cookie does elsewhere. Where the tab may keep nothing, the browser asks before the story is left.
   And shows the part of a page that was asked for.

   <header data-embed data-begun data-fresh data-anchor="id_story_people-1-person">
     data-begun: there is a draft; data-fresh: the page was opened by its address alone
   <form id="way" method="post">…<input name="form_token">…</form>   opens a page with the token */

const key = "embedded-story";
const { begun, fresh, anchor } = document.querySelector("[data-embed]").dataset;
const way = document.querySelector("#way");
const token = way?.querySelector("[name=form_token]");
const status = document.querySelector("[data-saved]");

// A browser may refuse the storage, and does so in some frames.
function tab(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

let [isBegun, isSent] = [false, false];
const mayKeep = tab(() => true);
const keep = () => {
  isBegun = true;
  tab((kept) => kept.setItem(key, token.value));
};
const last = tab((kept) => kept.getItem(key));

// Taken out first: a story that is not there anymore is asked for once. The page that thanks has no token.
if (fresh !== undefined || !token) tab((kept) => kept.removeItem(key));
if (begun !== undefined) keep();
else if (fresh !== undefined && token && last) {
  // In every form of the page: what draft.js saves while it is left belongs to the same story.
  for (const input of document.getElementsByName("form_token")) input.value = last;
  way.action = location.pathname + location.search;
  way.submit();
}

// What is saved by itself begins a story as well: draft.js says so there.
if (status && token)
  new MutationObserver(() => status.dataset.saved && keep()).observe(status, {
    childList: true,
  });

addEventListener("submit", () => (isSent = true));
addEventListener("pageshow", () => (isSent = false));
addEventListener("beforeunload", (event) => {
  if (isBegun && !isSent && !mayKeep) event.preventDefault();
});

if (anchor) document.getElementById(anchor)?.scrollIntoView();
