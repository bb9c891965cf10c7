/* Brings people from the error summary to the field that needs them (WCAG 3.3.1).

   <div class="error-summary" tabindex="-1" …><a href="#id_title">Enter a title</a></div>

   The server renders the summary; here it gets the focus, and its links focus their field. */

const controls = "input:not([type=hidden]), textarea, select";

function fieldOf(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return target?.matches(controls) ? target : (target?.querySelector(controls) ?? target);
}

const summary = document.querySelector(".error-summary");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && fieldOf(link);
  if (!field) return;
  event.preventDefault();
  // The question has to be in view as well, not only the box below it.
  const question = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
  (question ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
