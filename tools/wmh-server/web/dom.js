// Elements from data. Text only ever becomes text nodes: what traces say is never markup.

const SVG = 'http://www.w3.org/2000/svg';

function set(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'value') node.value = value;
  else node.setAttribute(name, value === true ? '' : value);
}

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) set(node, name, value);
  node.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** An element. `on…` attributes are listeners; null children are left out. */
export const el = (tag, attributes, ...children) =>
  build(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

/** A button that does not submit. */
export const button = (text, onclick, attributes = {}) =>
  el('button', { type: 'button', onclick, ...attributes }, text);

/** The same id never comes twice. */
let ids = 0;
export const newId = (stem) => `${stem}-${++ids}`;

/** A labelled field: the control gets an id, the label names it. */
export function field(label, control, hint) {
  control.id ||= newId('field');
  const described = hint && el('small', { id: `${control.id}-hint` }, hint);
  if (described) control.setAttribute('aria-describedby', described.id);
  return el('div', { class: 'field' }, el('label', { for: control.id }, label), control, described);
}

/** A `<details>` whose content is made when it is first opened. */
export function lazyDetails(summary, make, attributes) {
  const details = el('details', attributes, el('summary', null, summary));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(make());
  });
  return details;
}

/** Pairs of term and description; a null description leaves its pair out. */
export const pairs = (entries) =>
  el(
    'dl',
    { class: 'pairs' },
    entries
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([term, value]) => [el('dt', null, term), el('dd', null, value)]),
  );

export const tile = (label, value, note) =>
  el(
    'div',
    { class: 'tile' },
    el('span', null, label),
    el('b', null, value),
    note && el('small', null, note),
  );

export const alertBox = (text) => el('p', { class: 'alert', role: 'alert' }, text);

/** Says something to those who listen to the page. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}
