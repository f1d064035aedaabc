// Shortcuts, the list of them, and the dialog that asks for a key.
import { button, el, field } from './dom.js';

const OFF = 'wmh-shortcuts-off';

const list = [
  ['?', 'this list'],
  ['g', 'the list of models and evals'],
  ['n', 'on a model: begin a session'],
  ['t', 'in a session: choose a tool'],
  ['m', 'in a session: write a message'],
  ['j', 'next step or result'],
  ['k', 'previous step or result'],
  ['e', 'evidence of the step, or details of the result'],
  ['Enter', 'take the step; in JSON Ctrl+Enter'],
  ['Esc', 'close a dialog'],
];

function dialog(title, ...content) {
  const node = el('dialog', { 'aria-label': title }, el('h2', null, title), content);
  node.addEventListener('close', () => node.remove());
  document.body.append(node);
  node.showModal();
  return node;
}

export function showShortcuts() {
  if (document.querySelector('dialog[open]')) return;
  const off = localStorage.getItem(OFF) !== null;
  const single = el('input', {
    type: 'checkbox',
    checked: !off,
    onchange: (event) =>
      event.target.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1'),
  });
  const node = dialog(
    'Shortcuts',
    el(
      'dl',
      { class: 'pairs' },
      list.map(([key, what]) => [el('dt', null, el('kbd', null, key)), el('dd', null, what)]),
    ),
    el('label', { class: 'check' }, single, ' Keys without Ctrl are shortcuts'),
    el(
      'div',
      { class: 'controls' },
      button('Close', () => node.close(), { class: 'primary' }),
    ),
  );
}

/** Gives the key, or null when the dialog was closed. */
export function askForKey(why) {
  return new Promise((resolve) => {
    const input = el('input', { type: 'password', autocomplete: 'off', required: true });
    const submit = (event) => {
      event.preventDefault();
      node.returnValue = input.value.trim();
      node.close(node.returnValue);
    };
    const node = dialog(
      'API key',
      el('p', null, why, ' It is kept until this tab is closed.'),
      el(
        'form',
        { onsubmit: submit },
        field('Key', input),
        el(
          'div',
          { class: 'controls' },
          el('button', { class: 'primary' }, 'Use the key'),
          button('Cancel', () => node.close()),
        ),
      ),
    );
    node.addEventListener('close', () => resolve(node.returnValue || null));
    input.focus();
  });
}

/** Moves from one step or result to the next. */
function move(by) {
  const all = [...document.querySelectorAll('.step, .results summary')];
  if (all.length === 0) return;
  const at = all.findIndex((each) => each.contains(document.activeElement));
  const to =
    at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  all[to].focus();
  all[to].scrollIntoView({ block: 'nearest' });
}

function openDetails() {
  const details =
    document.activeElement.closest('.step')?.querySelector('.why') ??
    document.activeElement.closest('.results details');
  if (details) details.open = !details.open;
}

const general = {
  '?': showShortcuts,
  g: () => document.querySelector('#nav a')?.focus(),
  j: () => move(1),
  k: () => move(-1),
  e: openDetails,
};

/** `keysOfPage()` gives those of the page that is shown. */
export function listenToKeys(keysOfPage) {
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.(
      'input:not([type=radio]):not([type=checkbox]), textarea, select',
    );
    if (
      typing ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      document.querySelector('dialog[open]')
    )
      return;
    if (localStorage.getItem(OFF) !== null) return;
    const act = keysOfPage()[event.key] ?? general[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
