// Builds under way and done.
import { events, get, path } from './api.js';
import { alertBox, announce, el } from './dom.js';

/** How far a stage has come, as {event, bytes, bytes_total} tells it; null for other events. */
function progressOf(data) {
  const name = Object.keys(data).find((key) => key.endsWith('_total'));
  if (!name || !(data[name] > 0)) return null;
  const unit = name.slice(0, -'_total'.length);
  return { unit, done: data[unit], total: data[name] };
}

function lineOf(data) {
  const progress = progressOf(data);
  if (progress) return `${data.event}: ${progress.done} of ${progress.total} ${progress.unit}`;
  return data.error ? `${data.event}: ${data.error}` : String(data.event);
}

class BuildView {
  constructor(build, signal) {
    this.build = build;
    this.signal = signal;
    this.status = el('span', { class: 'badge' }, build.status);
    this.progress = el('progress', { max: 1, 'aria-label': 'Progress' });
    this.progress.hidden = build.status !== 'running';
    this.problem = el('div');
    this.log = el('ol', {
      class: 'log',
      tabindex: 0,
      role: 'log',
      'aria-label': 'Events of the build',
    });
    this.node = el(
      'div',
      { class: 'view' },
      el('div', { class: 'title' }, el('h1', null, 'Build of ', build.name), this.status),
      this.progress,
      this.problem,
      el('section', { class: 'card' }, el('h2', null, 'Events'), this.log),
    );
    if (build.error) this.problem.replaceChildren(alertBox(String(build.error)));
  }

  take(event) {
    this.log.append(el('li', null, lineOf(event.data)));
    const progress = progressOf(event.data);
    if (progress) this.progress.value = progress.done / progress.total;
  }

  /** Events come from the first one on; when they end the build is asked how it went. */
  async follow() {
    try {
      for await (const event of events(
        path('world_models', 'builds', this.build.build_id, 'events'),
        this.signal,
      ))
        this.take(event);
      const ended = await get(path('world_models', 'builds', this.build.build_id), this.signal);
      this.status.textContent = ended.status;
      this.progress.hidden = ended.status !== 'running';
      if (ended.error) this.problem.replaceChildren(alertBox(String(ended.error)));
      announce(`Build of ${ended.name}: ${ended.status}`);
    } catch (problem) {
      if (problem.name !== 'AbortError') this.problem.replaceChildren(alertBox(problem.message));
    }
  }
}

export async function buildPage([id], signal) {
  const view = new BuildView(await get(path('world_models', 'builds', id), signal), signal);
  view.follow();
  return { node: view.node, title: `build of ${view.build.name}` };
}
