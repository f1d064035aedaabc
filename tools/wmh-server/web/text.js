// Texts of any length: head and tail, the rest on demand.
import { button, el } from './dom.js';
import { count, plural, readable } from './format.js';

const HEAD_LINES = 14;
const TAIL_LINES = 5;
const MOST_CHARACTERS = 2400;
const ROOM = 6;

/** Where the hidden middle begins and ends; null when all is shown. */
export function cutOf(text) {
  const lines = text.split('\n');
  const tooLong = text.length > MOST_CHARACTERS;
  if (lines.length <= HEAD_LINES + TAIL_LINES + ROOM && !tooLong) return null;
  let head = lines.slice(0, HEAD_LINES).join('\n').length;
  let tail = lines.slice(-TAIL_LINES).join('\n').length;
  head = Math.min(head, MOST_CHARACTERS * 0.6);
  tail = Math.min(tail, MOST_CHARACTERS * 0.25);
  return { head: Math.floor(head), tail: text.length - Math.floor(tail) };
}

function hiddenNote(text, cut) {
  const middle = text.slice(cut.head, cut.tail);
  return `${plural(middle.split('\n').length, 'line')}, ${count(middle.length)} characters hidden`;
}

/** Fills `pre` with the text, whole or cut. */
function fill(pre, text, whole) {
  const cut = whole ? null : cutOf(text);
  if (!cut) return pre.replaceChildren(text === '' ? el('i', { class: 'soft' }, '(empty)') : text);
  const gap = el('span', { class: 'gap' }, `⋯ ${hiddenNote(text, cut)} ⋯`);
  return pre.replaceChildren(text.slice(0, cut.head), '\n', gap, '\n', text.slice(cut.tail));
}

function toggle(texts, onchange) {
  let on = false;
  const control = button(
    texts[0],
    () => {
      on = !on;
      control.textContent = texts[on ? 1 : 0];
      control.setAttribute('aria-pressed', String(on));
      onchange(on);
    },
    { class: 'quiet', 'aria-pressed': 'false' },
  );
  return control;
}

/** A text in a box; long ones collapsed, JSON with line breaks. `label` names it for screen readers. */
export function textBox(text, label) {
  const pretty = readable(text);
  const shown = { text: pretty, whole: false };
  const pre = el('pre', { tabindex: 0, role: 'group', 'aria-label': label });
  const show = () => fill(pre, shown.text, shown.whole);
  const controls = [];
  if (cutOf(pretty))
    controls.push(toggle(['Show all', 'Show less'], (on) => ((shown.whole = on), show())));
  if (pretty !== text)
    controls.push(
      toggle(['As received', 'Formatted'], (on) => ((shown.text = on ? text : pretty), show())),
    );
  show();
  return el(
    'div',
    { class: 'text' },
    pre,
    controls.length > 0 && el('div', { class: 'controls' }, controls),
  );
}

export const jsonBox = (value, label) => textBox(JSON.stringify(value, null, 2), label);
