// Shows /openapi.json, and sends requests to the server that this page is from.

/** An element; text children stay text. Properties go to the element, `data` to its attributes. */
function el(tag, properties = {}, ...children) {
  const { data = {}, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data)) node.setAttribute(name, value);
  node.append(...children.flat().filter((each) => each !== null && each !== ''));
  return node;
}

const byId = (id) => document.getElementById(id);
let document_ = null;  // what /openapi.json says
let session = '';  // the last one that was opened here

/** What a "#/components/..." reference stands for; anything else is itself. */
function resolved(part) {
  if (!part?.$ref) return part;
  return part.$ref.slice(2).split('/').reduce((at, name) => at[name], document_);
}

const nameOf = (reference) => reference.split('/').pop();

// Schemas

function typeText(schema) {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const bounds = [];
  if (schema.minimum !== undefined) bounds.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) bounds.push(`to ${schema.maximum}`);
  if (schema.maxItems !== undefined) bounds.push(`at most ${schema.maxItems}`);
  if (schema.default !== undefined) bounds.push(`default ${schema.default}`);
  const type = [schema.type ?? 'anything'].flat().join(' | ');
  return bounds.length ? `${type} (${bounds.join(', ')})` : type;
}

/** The type of a schema in a line, with links to those it names. */
function typeOf(schema) {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return el('a', { href: `#schema-${name}` }, name);
  }
  if (schema.anyOf) {
    const parts = schema.anyOf.flatMap((each, at) => [at ? ' | ' : '', typeOf(each)]);
    return el('span', {}, parts);
  }
  if (schema.type === 'array') return el('span', {}, 'list of ', typeOf(schema.items ?? {}));
  return el('span', { className: 'quiet' }, typeText(schema));
}

function membersOf(schema) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const inner = member.properties ? membersOf(member) : '';
    const about = member.description ? ` – ${member.description}` : '';
    const optional = required.has(name) ? '' : el('span', { className: 'quiet' }, ' optional');
    return el('li', {}, el('code', {}, name), ' ', typeOf(member), optional, about, inner);
  });
  return rows.length ? el('ul', { className: 'schema' }, rows) : '';
}

function schemaPanel(name, schema) {
  const example = schema.example
    ? [el('h3', {}, 'Example'), el('pre', {}, JSON.stringify(schema.example, null, 2))] : [];
  const title = el('summary', {}, el('span', { className: 'path' }, name));
  return el('details', { id: `schema-${name}` }, title, el('div', {}, membersOf(schema), example));
}

// Operations

function answersOf(operation) {
  const rows = Object.entries(operation.responses).map(([status, reference]) => {
    const answer = resolved(reference);
    const bodies = Object.entries(answer.content ?? {}).flatMap(
      ([type, body]) => [' ', typeOf(body.schema), ' ', el('small', { className: 'quiet' }, type)]);
    const headers = Object.keys(answer.headers ?? {});
    const sent = headers.length ? el('small', { className: 'quiet' }, ` ${headers.join(', ')}`) : '';
    return el('li', {}, el('code', {}, status), ` ${answer.description}`, bodies, sent);
  });
  return [el('h3', {}, 'Answers'), el('ul', { className: 'schema' }, rows)];
}

/** The input of a parameter, with its name in the request. */
function fieldOf(parameter) {
  const input = el('input', {
    name: parameter.name, value: parameter.example ?? (parameter.name === 'session' ? session : ''), autocomplete: 'off',
    placeholder: String(parameter.schema.default ?? ''), data: { 'data-in': parameter.in },
  });
  const hint = parameter.description ? el('small', {}, parameter.description) : '';
  return el('label', {}, el('code', {}, parameter.name), input, hint);
}

/** What the fields of a form ask for. */
function requestOf(form, method, path) {
  let url = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const input of form.querySelectorAll('input')) {
    const { name, value } = input;
    if (input.type === 'file') continue;
    if (input.dataset.in === 'path' && value) url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (value && input.dataset.in === 'query') query.set(name, value);
    else if (value) headers[name] = value;
  }
  const file = form.querySelector('input[type=file]')?.files[0];
  const body = file ?? (form.querySelector('textarea')?.value || undefined);
  if (body !== undefined) headers['Content-Type'] = file ? 'application/octet-stream' : 'application/json';
  if (byId('key').value) headers.Authorization = `Bearer ${byId('key').value}`;
  return { method: method.toUpperCase(), url: query.size ? `${url}?${query}` : url, headers, body };
}

/** JSON in one line; anything else as it is. */
function compact(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curlOf({ method, url, headers, body }) {
  const parts = ['curl'];
  if (method !== (body === undefined ? 'GET' : 'POST')) parts.push('-X', method);
  parts.push(quoted(location.origin + url));
  for (const [name, value] of Object.entries(headers))
    parts.push('-H', quoted(`${name}: ${name === 'Authorization' ? 'Bearer KEY' : value}`));
  if (body instanceof File) parts.push('--data-binary', quoted(`@${body.name}`));
  else if (body !== undefined) parts.push('-d', quoted(compact(body)));
  return parts.join(' ');
}

/** Text as it comes; JSON is laid out once it is complete. */
async function show(answer, output) {
  const head = `${answer.status} ${answer.headers.get('X-Request-Id') ?? ''}\n`;
  const decoder = new TextDecoder();
  let text = '';
  output.textContent = head;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    output.textContent = head + text;
  }
  if (answer.headers.get('Content-Type') !== 'application/json') return;
  const value = JSON.parse(text);
  output.textContent = head + JSON.stringify(value, null, 2);
  const opened = value.session_id ?? value.session_ids?.[0];
  if (opened) useSession(opened);
}

/** The forms that are about a session are about this one from now on. */
function useSession(id) {
  session = id;
  for (const input of document.querySelectorAll('input[name=session]')) {
    input.value = id;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Sends what the form says, or stops what it sent: events come until they are stopped. */
async function send(form, method, path) {
  const output = form.querySelector('output');
  const button = form.querySelector('button');
  if (form.sending) return form.sending.abort();
  const request = requestOf(form, method, path);
  form.sending = new AbortController();
  button.textContent = 'Stop';
  output.parentElement.hidden = false;
  try {
    await show(await fetch(request.url, { ...request, signal: form.sending.signal }), output);
  } catch (problem) {
    output.append(`\n${problem.name === 'AbortError' ? 'stopped' : problem.message}`);
  } finally {
    form.sending = null;
    button.textContent = 'Send';
  }
}

/** Where the body is entered: JSON, or a file to choose. */
function bodyOf(operation) {
  const content = operation.requestBody?.content ?? {};
  if (content['application/octet-stream'])
    return el('label', {}, 'Body: ', el('input', { type: 'file' }));
  const body = content['application/json'];
  if (!body) return '';
  const text = JSON.stringify(body.example, null, 2);
  return el('label', {}, 'Body: ', typeOf(body.schema), el('textarea', { spellcheck: false, value: text }));
}

function formOf(method, path, operation, parameters) {
  const line = el('code');
  const form = el('form', {},
    el('div', { className: 'fields' }, parameters.map(fieldOf)),
    bodyOf(operation),
    el('pre', {}, line),
    el('div', { className: 'row' }, el('button', {}, 'Send')),
    el('pre', { hidden: true }, el('output', { data: { 'aria-live': 'polite' } })));
  const update = () => { line.textContent = curlOf(requestOf(form, method, path)); };
  form.addEventListener('input', update);
  byId('key').addEventListener('input', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form, method, path);
  });
  update();
  return form;
}

function operationPanel(path, method, item) {
  const operation = item[method];
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolved);
  const title = el('summary', {},
    el('span', { className: `method ${method}` }, method.toUpperCase()),
    el('span', { className: 'path' }, path),
    el('span', { className: 'quiet' }, operation.summary));
  const panel = el('details', { id: operation.operationId, data: { 'data-find': `${method} ${path} ${operation.summary}`.toLowerCase() } }, title);
  // Most panels are never opened: what is in them is made when it is wanted.
  panel.addEventListener('toggle', () => {
    if (panel.childElementCount > 1) return;
    panel.append(el('div', {}, operation.description ? el('p', {}, operation.description) : '',
      formOf(method, path, operation, parameters), answersOf(operation)));
  });
  return panel;
}

// The page

function sections() {
  const byTag = new Map(document_.tags.map((tag) => [tag.name, []]));
  for (const [path, item] of Object.entries(document_.paths))
    for (const method of ['get', 'post', 'put', 'delete'])
      if (item[method]) byTag.get(item[method].tags[0])?.push(operationPanel(path, method, item));
  const found = document_.tags.map(({ name, description }) =>
    el('section', {}, el('h2', {}, name), el('p', { className: 'quiet' }, description ?? ''), byTag.get(name)));
  const schemas = Object.entries(document_.components.schemas)
    .map(([name, schema]) => schemaPanel(name, schema));
  return [...found, el('section', {}, el('h2', {}, 'schemas'), schemas)];
}

function filter() {
  const wanted = byId('find').value.trim().toLowerCase();
  for (const panel of document.querySelectorAll('details')) {
    const text = panel.dataset.find ?? panel.id.toLowerCase();
    panel.hidden = !text.includes(wanted);
  }
}

/** Opens what the address names. */
function openNamed() {
  const panel = byId(decodeURIComponent(location.hash.slice(1)));
  if (panel?.tagName !== 'DETAILS') return;
  panel.hidden = false;
  panel.open = true;
  panel.scrollIntoView();
  panel.querySelector('summary').focus({ preventScroll: true });
}

async function begin() {
  byId('key').value = sessionStorage.getItem('wmh-key') ?? '';
  byId('key').addEventListener('change', () => sessionStorage.setItem('wmh-key', byId('key').value));
  byId('find').addEventListener('input', filter);
  byId('page-controls').addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', openNamed);
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.closest('input, textarea')) return;
    event.preventDefault();
    byId('find').focus();
  });
  document_ = await (await fetch('/openapi.json')).json();
  byId('about').textContent = document_.info.description;
  byId('operations').replaceChildren(...sections());
  openNamed();
}

begin().catch((problem) => { byId('status').textContent = `Cannot read /openapi.json: ${problem.message}`; });
