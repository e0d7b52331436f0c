// The line that says in words how the connection stands, and offers what can be done about it.
import { element, words } from './settings.js';

export type StatusId = 'connecting' | 'offline' | 'reconnecting' | 'ended' | 'unreachable' | 'too-many' | 'renewed';

interface Remedy {
  readonly label: 'start-new' | 'try-again';
  act(): void;
}

const bar = element('status');
const text = element('status-words');
const action = element<HTMLButtonElement>('status-action');
let remedy: Remedy | undefined;
action.addEventListener('click', () => remedy?.act());

export function showStatus(id: StatusId, offered?: Remedy): void {
  bar.dataset.state = id;
  text.textContent = words(`status-${id}`);
  remedy = offered;
  action.hidden = offered === undefined;
  action.textContent = offered ? words(offered.label) : '';
}

export function clearStatus(): void {
  delete bar.dataset.state;
  text.textContent = '';
  action.hidden = true;
}

export function currentStatus(): string | undefined {
  return bar.dataset.state;
}
