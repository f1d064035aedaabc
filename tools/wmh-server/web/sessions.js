// The sessions that were opened in this tab: the server tells them to nobody who does not know their ids.

const KEY = 'wmh-sessions';
const MOST = 30;

const all = () => JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
const keep = (sessions) => sessionStorage.setItem(KEY, JSON.stringify(sessions.slice(0, MOST)));

export const sessionsOf = (model) => all().filter((each) => each.model === model);

export function forget(model, id) {
  keep(all().filter((each) => each.model !== model || each.id !== id));
}

export function remember(model, id, task) {
  const others = all().filter((each) => each.model !== model || each.id !== id);
  keep([{ model, id, task: (task ?? '').slice(0, 120) }, ...others]);
}
