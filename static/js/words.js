/* What a word, a character and the because line are, exactly as cms/text.py and
   stories/form_fields.py say; tests/count_cases.json holds both to the same answers. */

const space = String.raw`\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const ideograph = String.raw`\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}`;
const run = new RegExp(`[${ideograph}]|[^${space}${ideograph}]+`, "gu");
const letter = /[\p{L}\p{N}]/u;

export const splitWords = (text) => (text.match(run) ?? []).filter((word) => letter.test(word));

export const countCharacters = (text) =>
  [...text.replace(/\r\n/g, "\n").normalize("NFC")].length;

// The whole line, whether or not its opening was typed; "" as long as it says nothing.
export function completeBecause(text, lead) {
  const [hashtag, joint] = lead.split(" ");
  const name = hashtag.replace(/^#+/, "").replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
  const end = String.raw`(?![\p{L}\p{N}_-])`;
  const between = String.raw`(?:[\s:,…]|\.{2,})*`;
  const opening = new RegExp(`^(?:#?${name}${end})?${between}(?:(because|porque)${end})?${between}`, "iu");
  const line = text.trim();
  const [whole, typed = joint] = line.match(opening);
  const rest = line.slice(whole.length);
  return letter.test(rest) ? `${hashtag} ${typed.toLowerCase()} ${rest}` : "";
}

export const textOf = ({ value, dataset: { countLead } }) =>
  countLead ? completeBecause(value, countLead) : value;

export const fieldsOf = (group) => [
  ...document.querySelectorAll(`[data-count-group="${group}"]`),
];
