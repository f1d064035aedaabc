// The server's API, with the key that it may ask for.

const KEY = 'wmh-key';

/** What the server refused. */
export class ApiError extends Error {
  constructor(status, body) {
    super(messageOf(body) ?? `the server answered ${status}`);
    this.status = status;
  }
}

/** `detail` is a text, or a list of what is wrong with the body. */
function messageOf(body) {
  const detail = body?.detail;
  if (Array.isArray(detail))
    return detail.map((each) => `${(each.loc ?? []).join('.')}: ${each.msg}`).join('; ');
  return typeof detail === 'string' ? detail : undefined;
}

let askForKey = async () => null;
let asking = null;

/** `ask` shows a dialog and gives the key, or null. */
export function onKeyNeeded(ask) {
  askForKey = ask;
}

/** Asks once, however many calls wait for it. */
export async function needKey(why) {
  asking ??= askForKey(why).finally(() => (asking = null));
  const key = await asking;
  if (key) sessionStorage.setItem(KEY, key);
  return Boolean(key);
}

export const hasKey = () => sessionStorage.getItem(KEY) !== null;

function headersWith(more) {
  const key = sessionStorage.getItem(KEY);
  return { ...(key && { Authorization: `Bearer ${key}` }), ...more };
}

async function send(path, options, more) {
  try {
    return await fetch(path, { ...options, headers: headersWith(more), cache: 'no-store' });
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    throw new Error('The server cannot be reached. Is it still running?');
  }
}

/** An answer that is none of a missing or wrong key. */
async function answerOf(path, options, more) {
  let response = await send(path, options, more);
  while (
    response.status === 401 &&
    (await needKey(hasKey() ? 'The key was refused.' : 'This server asks for an API key.'))
  )
    response = await send(path, options, more);
  if (response.ok) return response;
  throw new ApiError(response.status, await response.json().catch(() => null));
}

/** Sends a request and reads the JSON that is answered. */
export async function call(method, path, { body, signal, headers } = {}) {
  const more = { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers };
  const response = await answerOf(
    path,
    { method, signal, body: body === undefined ? undefined : JSON.stringify(body) },
    more,
  );
  return response.json();
}

export const get = (path, signal) => call('GET', path, { signal });

/** A path of segments, each encoded. */
export const path = (...segments) => `/${segments.map(encodeURIComponent).join('/')}`;

/** The event of a block of lines; undefined for a comment. */
function eventOf(block) {
  const event = { name: 'message', data: '', id: undefined };
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'event') event.name = value;
    if (field === 'data') event.data += value;
    if (field === 'id') event.id = value;
  }
  return event.data ? { ...event, data: JSON.parse(event.data) } : undefined;
}

/** Server-sent events until the stream ends. Unlike an EventSource it sends the key. */
export async function* events(url, signal) {
  const response = await answerOf(url, { signal }, { Accept: 'text/event-stream' });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (unread + value).split('\n\n');
    unread = blocks.pop();
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}
