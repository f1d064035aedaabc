// A model: its metrics, its tools, and the way into a session.
import { call, get, path } from './api.js';
import { alertBox, el, field, lazyDetails, pairs, tile } from './dom.js';
import { count, percent, plural } from './format.js';
import { remember, sessionsOf } from './sessions.js';
import { jsonBox } from './text.js';

export const servedBy = (model) =>
  model.serve_model ? `${model.serve_provider} · ${model.serve_model}` : model.serve_provider;

export function modelTiles(model) {
  return el(
    'div',
    { class: 'tiles' },
    tile(
      'Held-out accuracy',
      percent(model.held_out_accuracy),
      model.held_out_accuracy === null ? 'not measured' : 'on traces it has not seen',
    ),
    tile('Recorded steps', count(model.steps)),
    tile(
      'Answers come from',
      servedBy(model),
      model.serve_provider === 'offline' && 'recordings alone',
    ),
    tile(
      'Prompt search',
      plural(model.rollouts_used, 'rollout'),
      plural(model.frontier_size, 'prompt') + ' on the frontier',
    ),
  );
}

function startFrom(form) {
  const value = (name) => form.elements[name].value.trim();
  const body = {};
  if (value('task')) body.task = value('task');
  if (value('world')) body.world = value('world');
  if (value('seed')) body.seed = Number(value('seed'));
  if (body.seed !== undefined && !Number.isSafeInteger(body.seed))
    throw new Error('The seed is a whole number.');
  if (!value('state')) return body;
  try {
    body.seed_state = { structured: JSON.parse(value('state')), scratchpad: '' };
  } catch {
    throw new Error('The state is no JSON object.');
  }
  return body;
}

function startForm(model) {
  const problem = el('div');
  const start = async (event) => {
    event.preventDefault();
    problem.replaceChildren();
    try {
      const body = startFrom(event.target);
      const { session_id: id } = await call('POST', path('world_models', model, 'sessions'), {
        body,
      });
      remember(model, id, body.task);
      location.hash = path('models', model, 'sessions', id);
    } catch (failure) {
      problem.replaceChildren(alertBox(failure.message));
    }
  };
  return el(
    'form',
    { class: 'card', onsubmit: start, 'aria-labelledby': 'start-title' },
    el('h2', { id: 'start-title' }, 'Start a session'),
    field(
      'Task (optional)',
      el('input', { name: 'task', id: 'task', autocomplete: 'off' }),
      'What the agent is to do; a recorded task, letter by letter, makes answers surer.',
    ),
    el(
      'details',
      null,
      el('summary', null, 'State, world and seed'),
      field(
        'State',
        el('textarea', { name: 'state', class: 'mono', rows: 3, spellcheck: 'false' }),
        'A JSON object to begin with.',
      ),
      field(
        'World',
        el('input', { name: 'world', autocomplete: 'off' }),
        'Sessions of one world agree with each other.',
      ),
      field(
        'Seed',
        el('input', { name: 'seed', inputmode: 'numeric', autocomplete: 'off' }),
        'For language models that take one.',
      ),
    ),
    problem,
    el('div', { class: 'controls' }, el('button', { class: 'primary' }, 'Start')),
  );
}

function sessionList(model) {
  const sessions = sessionsOf(model);
  if (sessions.length === 0) return null;
  return el(
    'section',
    { class: 'card', 'aria-labelledby': 'sessions-title' },
    el('h2', { id: 'sessions-title' }, 'Sessions of this tab'),
    el(
      'ul',
      { class: 'plain' },
      sessions.map((each) =>
        el(
          'li',
          null,
          el(
            'a',
            { href: `#${path('models', model, 'sessions', each.id)}` },
            el('code', null, each.id.slice(0, 8)),
          ),
          each.task && el('span', { class: 'soft' }, ` ${each.task}`),
        ),
      ),
    ),
  );
}

function toolNode(tool) {
  const required = new Set(tool.input_schema.required ?? []);
  const names = Object.keys(tool.input_schema.properties ?? {}).map((name) =>
    required.has(name) ? name : `${name}?`,
  );
  const summary = [
    el('code', { class: 'name' }, tool.name),
    el('code', { class: 'soft' }, `(${names.join(', ')})`),
    ' ',
    el(
      'small',
      null,
      `${plural(tool.recorded_calls, 'call')}${tool.failed_calls ? `, ${count(tool.failed_calls)} refused` : ''}`,
    ),
  ];
  return el(
    'li',
    null,
    lazyDetails(summary, () =>
      el(
        'div',
        null,
        pairs([
          ['about', tool.description || null],
          ['schema', tool.declared ? 'declared by the traces' : 'induced from the calls'],
        ]),
        tool.examples.length > 0 && el('p', { class: 'soft' }, 'Recorded arguments'),
        tool.examples.map((each) => jsonBox(each, `Recorded arguments of ${tool.name}`)),
      ),
    ),
  );
}

function toolList({ tools, messages }) {
  return el(
    'section',
    { class: 'card', 'aria-labelledby': 'tools-title' },
    el(
      'h2',
      { id: 'tools-title' },
      `Tools `,
      el('span', { class: 'soft' }, `${tools.length}; ${plural(messages, 'message')} recorded`),
    ),
    el('ul', { class: 'plain tools' }, tools.map(toolNode)),
  );
}

function cardNode(card) {
  if (!card) return null;
  const tags = (card.tags ?? []).map((tag) => el('span', { class: 'badge' }, tag));
  return el('p', { class: 'soft' }, card.description, ' ', tags);
}

export async function modelPage([name], signal) {
  const { models } = await get('/world_models', signal);
  const model = models.find((each) => each.name === name);
  if (!model) throw new Error(`No world model ${name} is served here.`);
  const tools = await get(path('world_models', name, 'tools'), signal).then(toolList, (problem) =>
    alertBox(problem.message),
  );
  const node = el(
    'div',
    { class: 'view' },
    el(
      'div',
      { class: 'title' },
      el('div', null, el('h1', null, model.card?.title || name), cardNode(model.card)),
    ),
    modelTiles(model),
    el('div', { class: 'columns' }, el('div', null, startForm(name), sessionList(name)), tools),
  );
  return { node, title: name, keys: { n: () => node.querySelector('#task').focus() } };
}
