// An eval result: figures, charts, tables, and the steps behind them.
import { get, path } from './api.js';
import { calibration, histogram, riskCoverage } from './charts.js';
import { el, pairs, tile } from './dom.js';
import { EvalSteps } from './eval_steps.js';
import { count, money, moment, percent, plural, score, short } from './format.js';
import { sourceBadge } from './timeline.js';

const link = (id, filter) => `#${path('evals', id)}?${new URLSearchParams(filter)}`;

const bounds = (name) => (id) => (from, to) =>
  link(id, { [`${name}_from`]: from.toFixed(2), [`${name}_to`]: to.toFixed(2) });
const byScore = bounds('score');
const byConfidence = bounds('confidence');

function tiles(report) {
  const { calibration: stated, spending } = report;
  return el(
    'div',
    { class: 'tiles' },
    tile('Fidelity', score(report.overall_fidelity), `± ${score(report.overall_std)} of the steps`),
    tile('Right', percent(report.right), `${percent(report.exact)} word for word`),
    tile(
      'Steps',
      count(report.total_steps),
      report.failed_steps ? `${plural(report.failed_steps, 'step')} without a score` : 'all scored',
    ),
    tile(
      'Calibration error',
      stated ? score(stated.ece) : '–',
      stated ? `Brier ${score(stated.brier)}` : 'no confidence stated',
    ),
    spending?.cost_usd > 0 && tile('Cost', money(spending.cost_usd)),
  );
}

function charts(id, report) {
  return el(
    'div',
    { class: 'charts' },
    histogram(report.histogram, report.right_score ?? 0.95, byScore(id)),
    report.calibration && calibration(report.calibration, byConfidence(id)),
    report.risk_coverage && riskCoverage(report.risk_coverage),
  );
}

function partRow(id, key, name, part) {
  const share = el('span');
  share.style.width = `${100 * part.mean_score}%`;
  const shown = key === 'source' ? sourceBadge(name) : name;
  return el(
    'tr',
    null,
    el(
      'th',
      { scope: 'row' },
      el('a', { href: link(id, { [key]: name }), 'aria-label': `Steps of ${name}` }, shown),
    ),
    el('td', null, count(part.n_steps)),
    el('td', { class: 'wide' }, percent(part.coverage)),
    el(
      'td',
      null,
      el('span', { class: 'meter', 'aria-hidden': 'true' }, share),
      score(part.mean_score),
    ),
    el('td', null, percent(part.right)),
  );
}

function partTable(id, title, key, parts) {
  const rows = Object.entries(parts).sort(([, a], [, b]) => b.n_steps - a.n_steps);
  return el(
    'section',
    { class: 'card', 'aria-label': title },
    el(
      'div',
      { class: 'scroll tall', tabindex: 0, role: 'group', 'aria-label': `${title}, table` },
      el(
        'table',
        null,
        el(
          'thead',
          null,
          el(
            'tr',
            null,
            [title, 'steps', 'share', 'fidelity', 'right'].map((head) =>
              el('th', { scope: 'col', class: head === 'share' && 'wide' }, head),
            ),
          ),
        ),
        el(
          'tbody',
          null,
          rows.map(([name, part]) => partRow(id, key, name, part)),
        ),
      ),
    ),
  );
}

function settings({ suite_config: suite, config, started_at, report }) {
  return el(
    'details',
    { class: 'card' },
    el('summary', null, 'Settings'),
    pairs([
      [
        'predictor',
        `${config.provider}${config.model && config.model !== config.provider ? ` · ${config.model}` : ''}`,
      ],
      ['judge', report.judge],
      ['started', moment(started_at)],
      ['files', (suite.files ?? []).join(', ')],
      ['split', `${short(suite.train_split)} learned from, by ${suite.split_by}`],
      ['turns', suite.sample_turns],
      ['shown steps', count(suite.top_k)],
      ['stopped', report.stopped],
    ]),
  );
}

export async function evalPage([id], signal, query) {
  const result = await get(path('evals', id), signal);
  const { report, suite_config: suite } = result;
  const steps = new EvalSteps(id, report, signal);
  await steps.show(query);
  const node = el(
    'div',
    { class: 'view' },
    el(
      'div',
      { class: 'title' },
      el(
        'div',
        null,
        el('h1', null, suite.title || result.suite || 'Evaluation'),
        el(
          'p',
          { class: 'soft' },
          [result.suite, moment(result.started_at), `judge ${report.judge}`]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ),
    suite.description && el('p', null, suite.description),
    tiles(report),
    charts(id, report),
    el(
      'div',
      { class: 'columns parts' },
      el('div', null, partTable(id, 'By source', 'source', report.by_source), settings(result)),
      partTable(id, 'By tool', 'tool', report.by_tool),
    ),
    steps.node,
  );
  return {
    node,
    title: suite.title || result.suite || 'evaluation',
    update: (changed) => steps.show(changed, true),
  };
}
