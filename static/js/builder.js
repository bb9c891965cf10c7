/* Tells the questions of the form builder apart, in the admin, also while they are collapsed.

   Each heading says its question and where a page of the form begins: "Question 5: Your name (page 3
   begins here)". What a type has no use for, such as choices, is hidden unless something stands in it. */

const list = document.getElementById("id_form_fields-FORMS");
const part = /^(story|consent|published)_/;
const withChoices = new Set(["checkboxes", "dropdown", "multiselect", "radio"]);

const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const wrapper = (control) => control?.closest(".w-panel__wrapper");
const hide = (control, isUseless) => {
  const box = wrapper(control);
  if (box) box.hidden = isUseless && !control.value.trim();
};

function describe(row, page, begins) {
  let words = row.querySelector(".builder-words");
  if (!words) {
    words = Object.assign(document.createElement("span"), { className: "builder-words" });
    row.querySelector("[data-inline-panel-child-count]")?.after(words);
  }
  const type = field(row, "field_type");
  const kind = type.value && type.selectedOptions[0].textContent.trim();
  const said = field(row, "label").value.trim() || kind;
  const text = `${said ? `: ${said}` : ""}${begins ? ` (page ${page} begins here)` : ""}`;
  if (words.textContent !== text) words.textContent = text;
  row.classList.toggle("builder-begins", begins);
  hide(field(row, "choices"), !withChoices.has(type.value));
  hide(field(row, "default_value"), part.test(type.value));
  hide(field(row, "page_title"), !begins);
}

function update() {
  let page = 0;
  for (const row of list.querySelectorAll(":scope > [data-inline-panel-child]")) {
    if (field(row, "DELETE")?.value) continue;
    const begins = field(row, "starts_page").checked || !page;
    if (begins) page += 1;
    describe(row, page, begins);
  }
}

if (list && document.querySelector('[name$="-starts_page"]')) {
  for (const event of ["input", "change", "click"]) list.addEventListener(event, () => setTimeout(update));
  new MutationObserver(update).observe(list, { childList: true });
  update();
}
