// Numbers, times and calls as people read them.

const whole = new Intl.NumberFormat('en');
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

export const count = (value) => (isNumber(value) ? whole.format(value) : '–');
export const score = (value) => (isNumber(value) ? value.toFixed(3) : '–');
export const short = (value) => (isNumber(value) ? value.toFixed(2) : '–');
export const percent = (value) => (isNumber(value) ? `${(100 * value).toFixed(1)} %` : '–');
export const plural = (number, one, many = `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;

export function money(value) {
  if (!isNumber(value)) return 'unknown';
  return `$${value.toFixed(value !== 0 && Math.abs(value) < 0.1 ? 5 : 2)}`;
}

export function seconds(value) {
  if (!isNumber(value)) return '–';
  if (value < 1) return `${(1000 * value).toFixed(1)} ms`;
  if (value < 120) return `${value.toFixed(1)} s`;
  return value < 7200 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
}

/** "2026-01-31 12:00", in the reader's time. */
export function moment(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso || '–';
  const two = (number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** What an agent did, in one line. */
export function callText(action) {
  if (action.kind === 'message') return action.content ?? '';
  return `${action.name ?? '(unnamed)'} ${JSON.stringify(action.arguments ?? {})}`;
}

/** The parsed object or array of a JSON text, else undefined. */
export function parsedJson(text) {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON texts with line breaks, others as they are. Numbers keep their digits or nothing is changed. */
export function readable(text) {
  const value = parsedJson(text);
  if (value === undefined) return text;
  const same = JSON.stringify(value).replace(/\s/g, '') === text.replace(/\s/g, '');
  return same ? JSON.stringify(value, null, 2) : text;
}
