// What an answer was taken from: the recorded step behind each piece of evidence.
import { get, path } from './api.js';
import { alertBox, button, el, pairs } from './dom.js';
import { callText, count } from './format.js';
import { sideBySide } from './diff.js';
import { jsonBox, textBox } from './text.js';

/** Evidence as a list, whatever the source gave. */
export function evidenceOf(metadata) {
  const { evidence } = metadata ?? {};
  if (evidence === null || evidence === undefined) return [];
  return Array.isArray(evidence) ? evidence : [evidence];
}

const known = ['trace_id', 'step', 'row', 'context', 'agreeing'];

function facts(piece) {
  const more = Object.entries(piece).filter(([name]) => !known.includes(name));
  const plain = (value) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return pairs([
    ['trace', piece.trace_id === null ? 'this session' : el('code', null, piece.trace_id)],
    ['step', count(piece.step)],
    ['in common', plain(piece.context)],
    [
      'agreeing',
      typeof piece.agreeing === 'number' ? count(piece.agreeing) : plain(piece.agreeing),
    ],
    ...more.map(([name, value]) => [name, plain(value)]),
  ]);
}

/** One recorded step, with the way to its neighbours in the same trace. */
class Recording {
  constructor(model, row, answer) {
    this.model = model;
    this.answer = answer;
    this.node = el(
      'section',
      { class: 'recording', 'aria-label': 'Recorded step', 'aria-live': 'polite' },
      el('p', { class: 'soft' }, 'Loading…'),
    );
    this.load(row, row);
  }

  async load(row, evidence) {
    try {
      const step = await get(path('world_models', this.model, 'steps', String(row)));
      this.node.replaceChildren(...this.content(step, row, evidence));
    } catch (problem) {
      this.node.replaceChildren(alertBox(problem.message));
    }
  }

  content(step, row, evidence) {
    const move = (text, to, able) =>
      button(text, () => this.load(to, evidence), { class: 'quiet', disabled: !able });
    const atEvidence = row === evidence;
    return [
      el(
        'div',
        { class: 'controls' },
        el('b', null, `Step ${step.index} of trace `),
        el('code', { class: 'clip' }, step.trace_id || '(unnamed)'),
        el('span', { class: 'grow' }),
        move('Earlier', row - 1, row > 0),
        move('Later', row + 1, row + 1 < step.rows),
        !atEvidence && move('Back to the evidence', evidence, true),
      ),
      pairs([
        ['action', el('code', null, callText(step.action))],
        ['task', step.task],
      ]),
      atEvidence ? this.compared(step) : textBox(step.observation.content, 'Recorded observation'),
      Object.keys(step.state_before.structured).length > 0 &&
        el(
          'details',
          null,
          el('summary', null, 'State before it'),
          jsonBox(step.state_before.structured, 'State before the recorded step'),
        ),
    ].filter(Boolean);
  }

  compared(step) {
    const note = (is_error) => (is_error ? 'error' : null);
    return sideBySide(
      { title: 'Answered', text: this.answer.content, note: note(this.answer.is_error) },
      { title: 'Recorded', text: step.observation.content, note: note(step.observation.is_error) },
    );
  }
}

function pieceNode(model, piece, answer) {
  const node = el('div', { class: 'piece' }, facts(piece));
  if (typeof piece.row !== 'number') return node;
  const show = button(
    'Show the recorded step',
    () => {
      const recording = new Recording(model, piece.row, answer);
      show.replaceWith(recording.node);
      recording.node.tabIndex = -1;
      recording.node.focus();
    },
    { class: 'quiet' },
  );
  node.append(show);
  return node;
}

/** The content of the evidence part of a step. */
export function evidenceNode(model, observation) {
  const pieces = evidenceOf(observation.metadata);
  const hidden = ['source', 'confidence', 'evidence'];
  const rest = Object.entries(observation.metadata ?? {}).filter(
    ([name]) => !hidden.includes(name),
  );
  return el(
    'div',
    { class: 'evidence' },
    pieces.length === 0 && el('p', { class: 'soft' }, 'No recording stands behind this answer.'),
    pieces.map((piece) => pieceNode(model, piece, observation)),
    rest.length > 0 &&
      el(
        'details',
        null,
        el('summary', null, 'Other metadata'),
        jsonBox(Object.fromEntries(rest), 'Other metadata'),
      ),
  );
}
