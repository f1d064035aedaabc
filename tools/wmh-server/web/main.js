// Which page is shown: the part of the address behind '#'.
import { hasKey, needKey, onKeyNeeded } from './api.js';
import { buildPage } from './builds.js';
import { alertBox, el } from './dom.js';
import { evalPage } from './evals.js';
import { askForKey, listenToKeys, showShortcuts } from './keys.js';
import { modelPage } from './models.js';
import { homePage, markCurrent, showNav } from './nav.js';
import { sessionPage } from './session.js';

const main = document.getElementById('main');
let listed = { models: [], evals: [] };
let features = {};
let shown = { place: null, leave: new AbortController(), page: {} };

function pageFor([kind, ...rest]) {
  if (kind === 'models' && rest[1] === 'sessions' && rest.length === 3) return sessionPage;
  if (kind === 'models' && rest.length === 1) return modelPage;
  if (kind === 'evals' && rest.length === 1) return evalPage;
  if (kind === 'builds' && rest.length === 1) return buildPage;
  return () => homePage(listed);
}

async function open(place, parts, query) {
  shown.leave.abort();
  const leave = new AbortController();
  shown = { place, leave, page: {} };
  main.setAttribute('aria-busy', 'true');
  const page = await Promise.resolve(pageFor(parts)(parts.slice(1), leave.signal, query)).catch(
    (problem) => ({
      node: el(
        'div',
        { class: 'view' },
        el('h1', null, 'This cannot be shown'),
        alertBox(problem.message),
      ),
      title: 'error',
    }),
  );
  if (leave.signal.aborted) return;
  shown.page = page;
  document.title = `${page.title} · wmh console`;
  main.replaceChildren(page.node);
  main.removeAttribute('aria-busy');
}

function partsOf(place) {
  try {
    return place.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return [];
  }
}

async function route(event) {
  const [place, query = ''] = location.hash.slice(1).split('?');
  const parameters = new URLSearchParams(query);
  if (event && place === shown.place && shown.page.update) return shown.page.update(parameters);
  showMenu(false);
  await open(place, partsOf(place), parameters);
  markCurrent();
  if (event) main.focus({ preventScroll: true });
  if (event) scrollTo(0, 0);
}

function showMenu(open) {
  document.body.classList.toggle('browsing', open);
  document.getElementById('menu').setAttribute('aria-expanded', String(open));
}

async function start() {
  features = await fetch('/assets/server.json')
    .then((response) => response.json())
    .catch(() => ({}));
  const key = document.getElementById('key');
  key.hidden = !features.keys;
  if (features.keys && !hasKey()) await needKey('This server asks for an API key.');
  listed = await showNav(features);
  await route();
}

onKeyNeeded(askForKey);
listenToKeys(() => shown.page.keys ?? {});
document.getElementById('shortcuts').addEventListener('click', showShortcuts);
document
  .getElementById('menu')
  .addEventListener('click', () => showMenu(!document.body.classList.contains('browsing')));
document.getElementById('key').addEventListener('click', async () => {
  const had = hasKey();
  if (
    await needKey(
      had ? 'Another key takes the place of the one in use.' : 'This server asks for an API key.',
    )
  )
    start();
});
addEventListener('hashchange', route);
start();
