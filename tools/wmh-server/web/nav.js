// The list on the left: models, evals, and builds where the server makes some.
import { get, path } from './api.js';
import { alertBox, el } from './dom.js';
import { moment, percent, score } from './format.js';
import { modelTiles } from './models.js';

const group = (title, items, none) =>
  el(
    'section',
    null,
    el('h2', null, title),
    items.length > 0 ? el('ul', { class: 'plain' }, items) : el('p', { class: 'soft' }, none),
  );

const item = (href, name, note) =>
  el('li', null, el('a', { href }, el('span', null, name), el('small', null, note)));

async function partsOf(features) {
  const [{ models }, { evals }] = await Promise.all([get('/world_models'), get('/evals')]);
  const builds = features.builds
    ? (await get('/world_models/builds').catch(() => ({ builds: [] }))).builds
    : null;
  return { models, evals, builds };
}

/** Fills the list; gives what is in it. */
export async function showNav(features) {
  const nav = document.getElementById('nav');
  try {
    const { models, evals, builds } = await partsOf(features);
    nav.replaceChildren(
      group(
        'Models',
        models.map((each) =>
          item(`#${path('models', each.name)}`, each.name, percent(each.held_out_accuracy)),
        ),
        'None is served.',
      ),
      group(
        'Evals',
        evals.map((each) =>
          item(
            `#${path('evals', each.id)}`,
            each.suite || each.id.slice(0, 8),
            `${score(each.fidelity)} · ${moment(each.started_at)}`,
          ),
        ),
        'None yet: wmh eval run SUITE',
      ),
      ...(builds
        ? [
            group(
              'Builds',
              builds.map((each) =>
                item(`#${path('builds', each.build_id)}`, each.name, each.status),
              ),
              'None.',
            ),
          ]
        : []),
    );
    markCurrent();
    return { models, evals };
  } catch (problem) {
    nav.replaceChildren(alertBox(problem.message));
    return { models: [], evals: [] };
  }
}

/** Marks where the reader is. */
export function markCurrent() {
  const here = location.hash.split('?')[0];
  for (const link of document.querySelectorAll('#nav a')) {
    const href = link.getAttribute('href');
    if (here === href || here.startsWith(`${href}/`)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** What is shown before anything is chosen. */
export function homePage({ models, evals }) {
  const node = el(
    'div',
    { class: 'view' },
    el('h1', null, 'World models'),
    models.length === 0 && el('p', { class: 'soft' }, 'No model is served here.'),
    models.map((model) =>
      el(
        'section',
        { class: 'card', 'aria-label': model.name },
        el('h2', null, el('a', { href: `#${path('models', model.name)}` }, model.name)),
        modelTiles(model),
      ),
    ),
    evals.length > 0 &&
      el(
        'p',
        null,
        'Newest evaluation: ',
        el('a', { href: `#${path('evals', evals[0].id)}` }, evals[0].suite || evals[0].id),
        ` (fidelity ${score(evals[0].fidelity)})`,
      ),
  );
  return { node, title: 'world models' };
}
