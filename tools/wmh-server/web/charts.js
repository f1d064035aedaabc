// Charts as SVG. Bars are links to the steps behind them; a table says the same in words.
import { el, svg } from './dom.js';
import { count, percent, plural, short } from './format.js';

const W = 360;
const H = 190;
const AREA = { left: 34, right: 10, top: 18, bottom: 30 };
const x = (share) => AREA.left + share * (W - AREA.left - AREA.right);
const y = (share) => H - AREA.bottom - share * (H - AREA.top - AREA.bottom);

const label = (text, at, attributes) => svg('text', { x: at[0], y: at[1], ...attributes }, text);

function frame(xTitle, marks) {
  const lines = [0, 0.25, 0.5, 0.75, 1].map((share) => [
    svg('line', { class: 'grid', x1: x(0), x2: x(1), y1: y(share), y2: y(share) }),
    label(marks ? marks(share) : short(share), [x(0) - 5, y(share) + 3.5], { class: 'end' }),
  ]);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) =>
    label(share.toFixed(1), [x(share), H - AREA.bottom + 13], { class: 'mid' }),
  );
  return svg(
    'g',
    { 'aria-hidden': 'true' },
    lines,
    ticks,
    label(xTitle, [x(0.5), H - 3], { class: 'mid' }),
  );
}

function asTable(heads, rows) {
  return el(
    'details',
    { class: 'numbers' },
    el('summary', null, 'As a table'),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Figures of the chart' },
      el(
        'table',
        null,
        el(
          'thead',
          null,
          el(
            'tr',
            null,
            heads.map((head) => el('th', { scope: 'col' }, head)),
          ),
        ),
        el(
          'tbody',
          null,
          rows.map((row) =>
            el(
              'tr',
              null,
              row.map((cell) => el('td', null, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function figure(title, note, drawing, table) {
  return el(
    'figure',
    { class: 'card' },
    el('figcaption', null, el('b', null, title), ' ', el('span', null, note)),
    drawing,
    table,
  );
}

const drawing = (name, ...children) =>
  svg('svg', { viewBox: `0 0 ${W} ${H}`, role: 'group', 'aria-label': name }, children);

const bar = (href, name, kind, shape) =>
  svg(
    'a',
    { href, 'aria-label': name },
    svg('title', null, name),
    svg('rect', { class: 'hit', x: shape.x, width: shape.width, y: y(1), height: y(0) - y(1) }),
    svg('rect', { class: kind, ...shape }),
  );

function upright(from, to, share, gap = 1) {
  const height = Math.max(share > 0 ? 1.5 : 0, y(0) - y(share));
  return { x: x(from) + gap, width: x(to) - x(from) - 2 * gap, y: y(0) - height, height };
}

/** How many steps got which score. `link(from, to)` leads to them. */
export function histogram(counts, rightScore, link) {
  const most = Math.max(1, ...counts);
  const size = 1 / counts.length;
  const range = (at) => `${short(at * size)} to ${short((at + 1) * size)}`;
  const bars = counts.map(
    (steps, at) =>
      steps > 0 &&
      bar(
        link(at * size, (at + 1) * size),
        `${plural(steps, 'step')} with a score of ${range(at)}`,
        (at + 1) * size > rightScore ? 'good' : 'poor',
        upright(at * size, (at + 1) * size, steps / most),
      ),
  );
  const total = counts.reduce((sum, each) => sum + each, 0);
  return figure(
    'Scores',
    `${count(total)} steps; blue counts as right (${short(rightScore)} and above)`,
    drawing(
      'Histogram of scores',
      frame('score', (share) => count(Math.round(share * most))),
      bars,
    ),
    asTable(
      ['score', 'steps'],
      counts.map((steps, at) => [range(at), count(steps)]),
    ),
  );
}

/** Bars: share right; marks: the confidence that was stated. */
export function calibration(figures, link) {
  const bins = figures.bins
    .map((bin, at) => ({ ...bin, from: at / 10, to: (at + 1) / 10 }))
    .filter((bin) => bin.n_steps > 0);
  const name = (bin) =>
    `Stated ${short(bin.confidence)} on average, right ${percent(bin.right)}: ${plural(bin.n_steps, 'step')}`;
  const drawn = bins.map((bin) => [
    bar(link(bin.from, bin.to), name(bin), 'good', upright(bin.from, bin.to, bin.right, 2)),
    svg('line', {
      class: 'mark',
      x1: x(bin.from) + 2,
      x2: x(bin.to) - 2,
      y1: y(bin.confidence),
      y2: y(bin.confidence),
    }),
    label(count(bin.n_steps), [x((bin.from + bin.to) / 2), AREA.top - 6], {
      class: 'mid',
      'aria-hidden': 'true',
    }),
  ]);
  const ideal = svg('line', { class: 'ideal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) });
  return figure(
    'Calibration',
    `bar: share right, mark: stated confidence, above: steps; ECE ${figures.ece.toFixed(3)}, Brier ${figures.brier.toFixed(3)}`,
    drawing('Share right by stated confidence', frame('stated confidence'), ideal, drawn),
    asTable(
      ['confidence', 'stated', 'right', 'steps'],
      bins.map((bin) => [
        `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`,
        short(bin.confidence),
        percent(bin.right),
        count(bin.n_steps),
      ]),
    ),
  );
}

/** What answering only the surest steps gains. */
export function riskCoverage(figures) {
  const line = (key) =>
    figures.curve
      .map((point) => `${x(point.answered).toFixed(1)},${y(point[key]).toFixed(1)}`)
      .join(' ');
  const first = figures.curve[0];
  const shown = figures.curve.filter(
    (_, at) => at % Math.ceil(figures.curve.length / 12) === 0 || at === figures.curve.length - 1,
  );
  return figure(
    'Surest answers first',
    `fidelity (line) and share right (dashes) over the share answered; AURC ${figures.aurc.toFixed(3)}`,
    drawing(
      `From ${short(first?.fidelity)} fidelity for the surest answers to ${short(figures.curve.at(-1)?.fidelity)} for all`,
      frame('share answered'),
      svg('polyline', { class: 'curve right', points: line('right') }),
      svg('polyline', { class: 'curve', points: line('fidelity') }),
    ),
    asTable(
      ['answered', 'confidence', 'fidelity', 'right'],
      shown.map((point) => [
        percent(point.answered),
        `≥ ${short(point.confidence)}`,
        short(point.fidelity),
        percent(point.right),
      ]),
    ),
  );
}
