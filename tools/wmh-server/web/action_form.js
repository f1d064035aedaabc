// What to do next: a tool by its form, an action as JSON, or a message.
import { button, el, field, newId } from './dom.js';
import { plural } from './format.js';

const isSimple = (type) => ['string', 'integer', 'number', 'boolean'].includes(type);

/** The one type of a schema; undefined when it has several or none. */
const typeOf = (schema) => (Array.isArray(schema.type) ? undefined : schema.type);

function choice(values) {
  return el(
    'select',
    null,
    el('option', { value: '' }, '(left out)'),
    values.map((value) => el('option', { value: JSON.stringify(value) }, String(value))),
  );
}

function controlFor(schema) {
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return choice(schema.enum);
  if (typeOf(schema) === 'boolean') return choice([true, false]);
  const plain = isSimple(typeOf(schema));
  const attributes = { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' };
  if (!plain) return el('textarea', { ...attributes, rows: 2, class: 'mono' });
  return el('input', {
    ...attributes,
    class: 'mono',
    inputmode: typeOf(schema) === 'string' ? 'text' : 'decimal',
  });
}

/** The value of a control; undefined when it is left out. Throws what is wrong. */
function valueOf(control, schema, name) {
  const text = control.value;
  const isText = control.tagName !== 'SELECT' && typeOf(schema) === 'string';
  if (isText) return text;
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (typeOf(schema) === undefined || Array.isArray(schema.type)) return text;
    throw new Error(`${name}: this is no ${typeOf(schema) ?? 'JSON value'}`);
  }
}

function textFor(control, schema, value) {
  if (value === undefined) return '';
  const isText =
    control.tagName !== 'SELECT' &&
    typeof value === 'string' &&
    (typeOf(schema) === 'string' || !typeOf(schema));
  return isText ? value : JSON.stringify(value);
}

/** The fields of one tool. */
class ToolFields {
  constructor(tool) {
    this.tool = tool;
    this.required = new Set(tool.input_schema.required ?? []);
    this.inputs = Object.entries(tool.input_schema.properties ?? {}).map(([name, schema]) => ({
      name,
      schema: schema ?? {},
      control: controlFor(schema ?? {}),
    }));
  }

  arguments() {
    const given = {};
    for (const { name, schema, control } of this.inputs) {
      const value = valueOf(control, schema, name);
      if (value === undefined || (value === '' && !this.required.has(name))) continue;
      given[name] = value;
    }
    return given;
  }

  fill(values) {
    for (const { name, schema, control } of this.inputs)
      control.value = textFor(control, schema, values[name]);
  }

  node() {
    const { tool } = this;
    const hint = (schema) =>
      [Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type, schema.description]
        .filter(Boolean)
        .join(': ');
    return el(
      'div',
      null,
      tool.description && el('p', { class: 'soft' }, tool.description),
      this.examples(),
      this.inputs.length === 0 && el('p', { class: 'soft' }, 'It takes no arguments.'),
      this.inputs.map(({ name, schema, control }) =>
        field(this.required.has(name) ? name : `${name} (optional)`, control, hint(schema)),
      ),
    );
  }

  examples() {
    const { examples, recorded_calls: calls } = this.tool;
    if (examples.length === 0 || this.inputs.length === 0) return null;
    const title = newId('examples');
    return el(
      'div',
      { class: 'examples', role: 'group', 'aria-labelledby': title },
      el('small', { id: title }, `Recorded arguments (${plural(calls, 'call')}):`),
      examples.map((each) =>
        button(JSON.stringify(each), () => this.fill(each), {
          class: 'quiet mono clip',
          title: 'Fill in these',
        }),
      ),
    );
  }
}

const modes = [
  ['tool', 'Call'],
  ['json', 'JSON'],
  ['message', 'Say'],
];

/** A form that gives actions to `onaction`, which resolves to whether they were taken. */
export class ActionForm {
  constructor(tools, onaction) {
    this.tools = tools;
    this.onaction = onaction;
    this.mode = tools.length > 0 ? 'tool' : 'message';
    this.problem = el('p', { class: 'alert', role: 'alert', hidden: true });
    this.submit = el('button', { class: 'primary' }, 'Take the step');
    this.chosen = el(
      'select',
      { id: 'tool', onchange: () => this.chooseTool(), 'aria-keyshortcuts': 't' },
      tools.map((tool) =>
        el('option', { value: tool.name }, `${tool.name} · ${tool.recorded_calls}×`),
      ),
    );
    this.toolFields = el('div');
    this.json = el('textarea', { class: 'mono', rows: 9, spellcheck: 'false' });
    this.message = el('textarea', { rows: 4, 'aria-keyshortcuts': 'm', id: 'message' });
    this.panels = {
      tool: el('div', null, field('Tool', this.chosen), this.toolFields),
      json: field(
        'Action',
        this.json,
        'kind, name and arguments; or kind "message" and content. Ctrl+Enter takes the step.',
      ),
      message: field('Message', this.message, 'Enter takes the step, Shift+Enter begins a line.'),
    };
    this.node = this.build();
    this.chooseTool();
    this.show(this.mode);
  }

  build() {
    const tabs = el(
      'fieldset',
      { class: 'tabs' },
      el('legend', { class: 'unseen' }, 'How to say what to do'),
      modes.map(([mode, name]) => this.tab(mode, name)),
    );
    const node = el(
      'form',
      { class: 'card act', 'aria-label': 'Next step', onsubmit: (event) => this.send(event) },
      tabs,
      Object.values(this.panels),
      this.problem,
      el('div', { class: 'controls' }, this.submit),
    );
    node.addEventListener('keydown', (event) => {
      const inMessage = event.target === this.message && !event.shiftKey && !event.isComposing;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || inMessage)) this.send(event);
    });
    return node;
  }

  tab(mode, name) {
    const radio = el('input', {
      type: 'radio',
      name: 'mode',
      value: mode,
      checked: mode === this.mode,
      disabled: mode === 'tool' && this.tools.length === 0,
      onchange: () => this.show(mode),
    });
    return el('label', null, radio, el('span', null, name));
  }

  chooseTool() {
    const tool = this.tools.find((each) => each.name === this.chosen.value);
    this.fields = tool && new ToolFields(tool);
    this.toolFields.replaceChildren(this.fields ? this.fields.node() : '');
  }

  /** What was entered so far goes along from the form to JSON. */
  show(mode) {
    if (mode === 'json') this.json.value ||= this.draft();
    this.mode = mode;
    for (const [name, panel] of Object.entries(this.panels)) panel.hidden = name !== mode;
    for (const radio of this.node.querySelectorAll('[name=mode]'))
      radio.checked = radio.value === mode;
  }

  draft() {
    try {
      return JSON.stringify(this.action(), null, 2);
    } catch {
      return '{\n  "kind": "tool_call",\n  "name": "",\n  "arguments": {}\n}';
    }
  }

  action() {
    if (this.mode === 'message') return { kind: 'message', content: this.message.value };
    if (this.mode === 'json') return JSON.parse(this.json.value);
    return { kind: 'tool_call', name: this.fields.tool.name, arguments: this.fields.arguments() };
  }

  complain(text) {
    this.problem.textContent = text ?? '';
    this.problem.hidden = !text;
  }

  async send(event) {
    event.preventDefault();
    if (this.submit.disabled) return;
    this.complain();
    try {
      const action = this.action();
      this.submit.disabled = true;
      this.submit.textContent = 'Waiting for the answer…';
      await this.onaction(action);
      this.message.value = '';
    } catch (problem) {
      this.complain(problem.message);
    }
    this.submit.disabled = false;
    this.submit.textContent = 'Take the step';
  }

  /** Shows a mode and puts the cursor where it begins. */
  focus(mode) {
    if (mode === 'tool' && this.tools.length === 0) return;
    this.show(mode);
    this.panels[mode].querySelector('select, textarea').focus();
  }
}
