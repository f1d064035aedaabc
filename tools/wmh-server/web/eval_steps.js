// The scored steps of an eval, and one of them: predicted beside recorded.
import { get, path } from './api.js';
import { alertBox, button, el, field, pairs } from './dom.js';
import { count, plural, score, short } from './format.js';
import { sideBySide } from './diff.js';
import { confidenceMeter, sourceBadge } from './timeline.js';

const PAGE = 25;
const filters = [
  'file',
  'tool',
  'source',
  'score_from',
  'score_to',
  'confidence_from',
  'confidence_to',
  'order',
];

const rangeText = (query, name) =>
  query.has(`${name}_from`) &&
  `${name} ${short(Number(query.get(`${name}_from`)))} to ${short(Number(query.get(`${name}_to`)))}`;

function verdictNode(step) {
  const grades = Object.entries(step.dimensions ?? {})
    .map(([name, grade]) => `${name} ${short(grade)}`)
    .join(', ');
  return pairs([
    ['task', step.task],
    ['critique', step.critique || null],
    ['grades', grades || null],
    ['model', step.model],
    ['evidence', step.evidence ? el('code', null, JSON.stringify(step.evidence)) : null],
  ]);
}

function stepContent(step) {
  const note = (is_error) => (is_error ? 'error' : null);
  return el(
    'div',
    null,
    el(
      'p',
      { class: 'call mono' },
      step.action.kind === 'message'
        ? (step.action.content ?? '')
        : JSON.stringify(step.action.arguments),
    ),
    sideBySide(
      { title: 'Predicted', text: step.predicted, note: note(step.is_error_predicted) },
      { title: 'Recorded', text: step.actual, note: note(step.is_error_actual) },
    ),
    verdictNode(step),
  );
}

export class EvalSteps {
  constructor(id, report, signal) {
    this.id = id;
    this.report = report;
    this.signal = signal;
    this.title = el('h2', { id: 'steps-title', tabindex: -1 }, 'Steps');
    this.bar = el('div', { class: 'filters' });
    this.list = el('ol', { class: 'plain results' });
    this.more = el('div', { class: 'controls' });
    this.node = el(
      'section',
      { id: 'steps', 'aria-labelledby': 'steps-title' },
      this.title,
      this.bar,
      this.list,
      this.more,
    );
  }

  /** Shows what a query of the address asks for. `moved`: the reader followed a link to it. */
  async show(query, moved = false) {
    this.query = new URLSearchParams([...query].filter(([name]) => filters.includes(name)));
    if (!this.query.has('order')) this.query.set('order', 'worst');
    this.showFilters();
    this.list.replaceChildren();
    await this.load(0);
    if (!moved) return;
    this.node.scrollIntoView({ block: 'start' });
    this.title.focus({ preventScroll: true });
  }

  go(name, value) {
    const changed = new URLSearchParams(this.query);
    if (value) changed.set(name, value);
    else changed.delete(name);
    location.hash = `${path('evals', this.id)}?${changed}`;
  }

  select(label, name, options) {
    const chosen = this.query.get(name) ?? '';
    const control = el(
      'select',
      { onchange: (event) => this.go(name, event.target.value) },
      options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
    );
    return field(label, control);
  }

  showFilters() {
    const names = (parts) => [['', 'all'], ...Object.keys(parts).map((name) => [name, name])];
    const ranges = ['score', 'confidence']
      .map((name) => [name, rangeText(this.query, name)])
      .filter(([, text]) => text);
    this.bar.replaceChildren(
      this.select('Order', 'order', [
        ['worst', 'worst first'],
        ['best', 'best first'],
        ['recorded', 'as recorded'],
      ]),
      this.select('Source', 'source', names(this.report.by_source)),
      this.select('Tool', 'tool', names(this.report.by_tool)),
      ...ranges.map(([name, text]) =>
        button(`${text} ✕`, () => this.without(name), {
          class: 'chip',
          'aria-label': `Remove: ${text}`,
        }),
      ),
    );
  }

  without(name) {
    const changed = new URLSearchParams(this.query);
    changed.delete(`${name}_from`);
    changed.delete(`${name}_to`);
    location.hash = `${path('evals', this.id)}?${changed}`;
  }

  async load(from) {
    try {
      const page = await get(
        `${path('evals', this.id, 'steps')}?${this.query}&from=${from}&limit=${PAGE}`,
        this.signal,
      );
      this.title.replaceChildren(
        'Steps ',
        el('span', { class: 'soft' }, plural(page.total, 'step')),
      );
      this.list.append(...page.steps.map((step) => this.row(step)));
      const next = from + page.steps.length;
      this.more.replaceChildren(
        ...(next < page.total
          ? [button(`Show more (${count(page.total - next)} left)`, () => this.load(next))]
          : []),
      );
    } catch (problem) {
      this.more.replaceChildren(alertBox(problem.message));
    }
  }

  row(step) {
    const summary = el(
      'summary',
      null,
      el(
        'span',
        { class: `score ${step.score >= (this.report.right_score ?? 0.95) ? 'good' : 'poor'}` },
        score(step.score),
      ),
      sourceBadge(step.source),
      confidenceMeter(step.confidence),
      el(
        'span',
        { class: 'what' },
        el('b', null, step.tool),
        ' ',
        el('span', { class: 'mono' }, step.call),
      ),
    );
    const details = el('details', { class: 'card' }, summary);
    details.addEventListener(
      'toggle',
      () => details.open && details.childElementCount === 1 && this.fill(details, step),
    );
    return el('li', null, details);
  }

  async fill(details, brief) {
    const content = el('div', null, el('p', { class: 'soft' }, 'Loading…'));
    details.append(content);
    try {
      const step = await get(path('evals', this.id, 'steps', String(brief.index)), this.signal);
      content.replaceChildren(
        el(
          'p',
          { class: 'soft' },
          `step ${count(brief.step)} of trace `,
          el('code', null, brief.trace_id),
          ` in ${brief.file}`,
        ),
        stepContent(step),
      );
    } catch (problem) {
      content.replaceChildren(alertBox(problem.message));
    }
  }
}
