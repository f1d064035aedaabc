// Two texts beside each other, with what differs marked.
import { el } from './dom.js';
import { readable } from './format.js';

const MOST_PARTS = 900;

/** Lines when there are some, else words. */
function partsOf(text, byLine) {
  return byLine ? text.split('\n').map((line) => `${line}\n`) : (text.match(/\s+|[^\s]+/g) ?? []);
}

/** Lengths of the longest common subsequences of all ends. */
function table(a, b) {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i)
    for (let j = b.length - 1; j >= 0; --j)
      rows[i][j] =
        a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
  return rows;
}

/** For each part of both sides whether the other has it too. */
export function commonParts(a, b) {
  const rows = table(a, b);
  const common = [a.map(() => false), b.map(() => false)];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) ((common[0][i++] = true), (common[1][j++] = true));
    else if (rows[i + 1][j] >= rows[i][j + 1]) ++i;
    else ++j;
  }
  return common;
}

/** Runs of equal marking, so that a page has few nodes. */
function runs(parts, common) {
  const all = [];
  parts.forEach((part, at) => {
    if (all.length > 0 && all.at(-1).common === common[at]) all.at(-1).text += part;
    else all.push({ text: part, common: common[at] });
  });
  return all;
}

const marked = (parts, common, tag) =>
  runs(parts, common).map((run) => (run.common ? run.text : el(tag, null, run.text)));

function side(title, note, content, kind) {
  const pre = el('pre', { tabindex: 0, role: 'group', 'aria-label': title }, content);
  return el(
    'section',
    { class: kind },
    el('p', { class: 'caption' }, title, note && el('span', { class: 'badge error' }, note)),
    pre,
  );
}

/** `left` and `right` are {title, text, note}. */
export function sideBySide(left, right) {
  const texts = [readable(left.text), readable(right.text)];
  const byLine = texts.some((text) => text.includes('\n'));
  const parts = texts.map((text) => partsOf(text, byLine));
  const small = parts.every((each) => each.length <= MOST_PARTS);
  const common = small ? commonParts(parts[0], parts[1]) : null;
  const content = (at, tag) =>
    texts[at] === ''
      ? el('i', { class: 'soft' }, '(empty)')
      : common
        ? marked(parts[at], common[at], tag)
        : texts[at];
  return el(
    'div',
    { class: 'pair' },
    side(left.title, left.note, content(0, 'del'), 'left'),
    side(right.title, right.note, content(1, 'ins'), 'right'),
  );
}
