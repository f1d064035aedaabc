// The steps of a session, newest first.
import { button, el, lazyDetails, newId } from './dom.js';
import { callText, plural, short } from './format.js';
import { evidenceNode, evidenceOf } from './evidence.js';
import { textBox } from './text.js';

const sources = {
  recorded: 'An equal call was recorded, with the same answer',
  nearest: 'Adapted from the recordings that look most like it',
  unknown: 'No recording says anything about it',
  model: 'Answered by a language model',
};

export function sourceBadge(source) {
  const word = source ?? 'model';
  const kind = Object.hasOwn(sources, word) ? word : 'model';
  return el('span', { class: `badge source ${kind}`, title: sources[kind] }, word);
}

/** A bar and the number; nothing is made up where none was stated. */
export function confidenceMeter(confidence) {
  if (typeof confidence !== 'number')
    return el('span', { class: 'soft confidence' }, 'no confidence stated');
  const fill = el('span');
  fill.style.width = `${Math.round(100 * Math.min(1, Math.max(0, confidence)))}%`;
  return el(
    'span',
    { class: 'confidence' },
    el(
      'span',
      {
        class: 'meter',
        role: 'meter',
        'aria-label': 'Confidence',
        'aria-valuemin': 0,
        'aria-valuemax': 1,
        'aria-valuenow': confidence,
      },
      fill,
    ),
    el('span', { class: 'number' }, short(confidence)),
  );
}

function heading(index, action, id) {
  const isMessage = action.kind === 'message';
  return el(
    'h3',
    { id },
    el('span', { class: 'soft' }, `#${index} `),
    el('span', { class: 'name' }, isMessage ? 'says' : (action.name ?? '(unnamed)')),
  );
}

function callNode(action) {
  if (action.kind === 'message') return el('p', { class: 'said' }, action.content ?? '');
  const entries = Object.entries(action.arguments ?? {});
  if (entries.length === 0) return null;
  return el(
    'p',
    { class: 'call' },
    entries.map(([name, value]) =>
      el(
        'span',
        null,
        el('span', { class: 'soft' }, `${name}=`),
        typeof value === 'string' ? value : JSON.stringify(value),
      ),
    ),
  );
}

/** `fork(steps)` opens a session that goes on after so many steps. */
function stepNode(model, index, step, fork) {
  const { action, observation } = step;
  const { source, confidence } = observation.metadata ?? {};
  const id = newId('step');
  const pieces = evidenceOf(observation.metadata).length;
  return el(
    'li',
    null,
    el(
      'article',
      { class: 'card step', tabindex: -1, 'aria-labelledby': id },
      el(
        'div',
        { class: 'head' },
        heading(index, action, id),
        sourceBadge(source),
        confidenceMeter(confidence),
        observation.is_error && el('span', { class: 'badge error' }, 'error'),
        typeof observation.reward === 'number' &&
          el('span', { class: 'badge' }, `reward ${short(observation.reward)}`),
      ),
      callNode(action),
      textBox(observation.content, `Observation of step ${index}`),
      el(
        'div',
        { class: 'foot' },
        lazyDetails(
          pieces > 0 ? `Evidence (${pieces})` : 'Evidence',
          () => evidenceNode(model, observation),
          { class: 'why' },
        ),
        button('Fork after this', () => fork(index + 1), {
          class: 'quiet',
          'aria-label': `Fork after step ${index}`,
        }),
      ),
    ),
  );
}

/** Said when a step was answered. */
export function stepSummary(index, { action, observation }) {
  const { source, confidence } = observation.metadata ?? {};
  const sure = typeof confidence === 'number' ? `, confidence ${short(confidence)}` : '';
  const what = callText({ ...action, arguments: undefined }).replace(' {}', '');
  return `Step ${index}, ${what}: ${source ?? 'model'}${sure}${observation.is_error ? ', an error' : ''}. ${observation.content.slice(0, 160)}`;
}

/** A list that knows which steps it has, so that none is shown twice. */
export class Timeline {
  constructor(model, fork) {
    this.model = model;
    this.fork = fork;
    this.shown = new Set();
    this.count = el('span', { class: 'soft' }, '');
    this.empty = el(
      'p',
      { class: 'soft card' },
      'No steps yet. Choose a tool, fill in what it takes and press Enter.',
    );
    this.list = el('ol', { class: 'timeline', reversed: true });
    this.older = el('div', { class: 'controls' });
    this.node = el(
      'section',
      { 'aria-labelledby': 'timeline-title' },
      el('h2', { id: 'timeline-title' }, 'Timeline ', this.count),
      this.empty,
      this.list,
      this.older,
    );
  }

  /** False for a step that is there already. */
  add(index, step) {
    if (this.shown.has(index)) return false;
    const item = stepNode(this.model, index, step, this.fork);
    item.value = index;
    const before = [...this.list.children].find((each) => each.value < index);
    this.list.insertBefore(item, before ?? null);
    this.shown.add(index);
    this.count.textContent = `${plural(this.shown.size, 'step')}, newest first`;
    this.empty.hidden = true;
    return true;
  }

  /** Offers the steps before the oldest shown one; `load` adds some. */
  offerOlder(load) {
    const oldest = Math.min(...this.shown);
    this.older.replaceChildren(
      ...(oldest > 0 && oldest !== Infinity
        ? [button('Show older steps', () => load(oldest))]
        : []),
    );
  }
}
