// A session to play in.
import { call, events, get, path } from './api.js';
import { ActionForm } from './action_form.js';
import { alertBox, announce, button, el, pairs } from './dom.js';
import { count, money, percent, plural, seconds, short } from './format.js';
import { remember, forget } from './sessions.js';
import { jsonBox, textBox } from './text.js';
import { stepSummary, Timeline } from './timeline.js';

const PAGE = 50;
// There the answer would appear below the form, out of sight.
const narrow = matchMedia('(max-width: 1000px)');

function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** A labelled part of the side, whose content is replaced. */
function panel(title, open = true) {
  const content = el('div');
  const node = el(
    'details',
    { class: 'card panel', open },
    el('summary', null, el('h2', null, title)),
    content,
  );
  return { node, show: (...nodes) => content.replaceChildren(...nodes.filter(Boolean)) };
}

class SessionView {
  constructor(model, id, tools, signal) {
    this.model = model;
    this.id = id;
    this.signal = signal;
    this.form = new ActionForm(tools, (action) => this.step(action));
    this.timeline = new Timeline(model, (at) => this.fork(at));
    this.state = panel('State and scratchpad');
    this.usage = panel('Usage and cost');
    this.verdict = el('div', { 'aria-live': 'polite' });
    this.pending = {};
  }

  url(...more) {
    return path('world_models', this.model, 'sessions', this.id, ...more);
  }

  async open() {
    const newest = await get(`${this.url()}?limit=0`, this.signal);
    await this.load(Math.max(0, newest.steps_taken - PAGE), PAGE);
    remember(this.model, this.id, newest.task);
    this.showState(newest.state);
    await this.showUsage();
    this.follow(newest.steps_taken);
    return this.content(newest);
  }

  title(session) {
    const about = [
      session.world && `world ${session.world}`,
      session.seed !== null && `seed ${session.seed}`,
    ];
    const model = el('a', { href: `#${path('models', this.model)}` }, this.model);
    return el(
      'div',
      { class: 'title' },
      el(
        'div',
        null,
        el('h1', null, 'Session ', el('code', null, this.id.slice(0, 8))),
        el(
          'p',
          { class: 'soft' },
          'of ',
          model,
          about.filter(Boolean).map((each) => ` · ${each}`),
        ),
      ),
      el(
        'div',
        { class: 'controls' },
        button('Fork', () => this.fork()),
        button('Score', () => this.score()),
        button('End the session', () => this.end(), { class: 'danger' }),
      ),
    );
  }

  content(session) {
    const { task } = session;
    const begin = task?.length > 110 ? `${task.slice(0, 110)}…` : task;
    return el(
      'div',
      { class: 'view' },
      this.title(session),
      task &&
        el(
          'details',
          { class: 'task' },
          el('summary', null, `Task: ${begin}`),
          el('p', null, task),
        ),
      this.verdict,
      el(
        'div',
        { class: 'play' },
        this.form.node,
        this.timeline.node,
        el('div', { class: 'panels' }, this.state.node, this.usage.node),
      ),
    );
  }

  async load(from, limit) {
    const part = await get(`${this.url()}?from=${from}&limit=${limit}`, this.signal);
    part.history.forEach((step, at) => this.timeline.add(part.first_step + at, step));
    // What a session has forgotten cannot be asked for.
    const reached = part.first_step <= from;
    this.timeline.offerOlder(
      reached
        ? (oldest) =>
            this.load(Math.max(0, oldest - PAGE), Math.min(PAGE, oldest)).catch((problem) =>
              this.tell(problem),
            )
        : () => {},
    );
    if (!reached) this.timeline.older.replaceChildren();
  }

  /** A step that may have been taken without an answer is sent again with its key. */
  async step(action) {
    const text = JSON.stringify(action);
    if (this.pending.text !== text) this.pending = { text, key: randomKey() };
    const headers = { 'Idempotency-Key': this.pending.key };
    const answer = await call('POST', this.url('step'), {
      body: { action },
      headers,
      signal: this.signal,
    });
    this.pending = {};
    this.take(answer.step, { action, observation: answer.observation });
    this.showState(answer.state);
    this.showUsage().catch(() => {});
    if (narrow.matches) this.timeline.node.scrollIntoView({ block: 'start' });
  }

  take(index, step) {
    if (this.timeline.add(index, step)) announce(stepSummary(index, step));
  }

  /** Steps that others take in the session appear too. */
  async follow(from) {
    try {
      for await (const event of events(`${this.url('events')}?from=${from}`, this.signal)) {
        if (event.name === 'end') return;
        if (event.name !== 'step' || this.timeline.shown.has(event.data.index)) continue;
        this.take(event.data.index, event.data.step);
        this.showState((await get(`${this.url()}?limit=0`, this.signal)).state);
        await this.showUsage();
      }
    } catch {
      // Left, or the server went away: the next step will say so.
    }
  }

  showState(state) {
    const facts = Object.keys(state.structured).length > 0;
    this.state.show(
      facts
        ? jsonBox(state.structured, 'Structured state')
        : el('p', { class: 'soft' }, 'No structured state.'),
      state.scratchpad
        ? textBox(state.scratchpad, 'Scratchpad')
        : el('p', { class: 'soft' }, 'The scratchpad is empty.'),
    );
  }

  async showUsage() {
    const used = await get(this.url('usage'), this.signal);
    const sources = Object.entries(used.steps_by_source)
      .map(([name, steps]) => `${name} ${count(steps)}`)
      .join(', ');
    this.usage.show(
      pairs([
        [
          'steps',
          `${count(used.steps)}${used.failed_steps ? `, ${count(used.failed_steps)} failed` : ''}`,
        ],
        ['by source', sources || '–'],
        ['model calls', count(used.total.calls)],
        ['tokens', `${count(used.total.input_tokens)} in, ${count(used.total.output_tokens)} out`],
        ['cost', money(used.total.cost_usd)],
        [
          'saved',
          `${plural(used.calls_saved, 'call')}${used.cost_saved_usd ? `, ${money(used.cost_saved_usd)}` : ''}`,
        ],
        ['open for', seconds(used.duration_seconds)],
      ]),
    );
  }

  tell(problem) {
    this.verdict.replaceChildren(alertBox(problem.message));
  }

  async fork(at) {
    try {
      const body = at === undefined ? {} : { at };
      const {
        session_ids: [id],
      } = await call('POST', this.url('fork'), { body, signal: this.signal });
      location.hash = path('models', this.model, 'sessions', id);
    } catch (problem) {
      this.tell(problem);
    }
  }

  async score() {
    this.verdict.replaceChildren(el('p', { class: 'card soft' }, 'Judging the session…'));
    try {
      const verdict = await call('POST', this.url('score'), { signal: this.signal });
      this.verdict.replaceChildren(
        el(
          'section',
          { class: 'card', 'aria-label': 'Score' },
          el(
            'p',
            null,
            el('b', null, `Reward ${short(verdict.reward)}`),
            verdict.success ? ' · success' : ' · no success',
            !verdict.valid && ' · not valid',
          ),
          el('p', null, verdict.critique),
          verdict.step_rewards.length > 0 &&
            el('p', { class: 'soft' }, `by step: ${verdict.step_rewards.map(percent).join(', ')}`),
        ),
      );
    } catch (problem) {
      this.tell(problem);
    }
  }

  async end() {
    try {
      await call('DELETE', this.url(), { signal: this.signal });
      forget(this.model, this.id);
      announce('The session has ended.');
      location.hash = path('models', this.model);
    } catch (problem) {
      this.tell(problem);
    }
  }
}

export async function sessionPage([model, , id], signal) {
  const tools = get(path('world_models', model, 'tools'), signal).catch(() => ({ tools: [] }));
  const view = new SessionView(model, id, (await tools).tools, signal);
  const node = await view.open();
  return {
    node,
    title: `session of ${model}`,
    keys: { t: () => view.form.focus('tool'), m: () => view.form.focus('message') },
  };
}
