// The page's beginning: a session, old or new, joined to Web Chat; and the buttons around it.
import { connect, resumeAnew, startAnew } from './connection.js';
import { isEmbedded, listenToHost, tellHost } from './host-frame.js';
import { currentSession, takeNotice } from './session.js';
import { element } from './settings.js';
import { offerStartOver } from './start-over.js';
import { showStatus } from './status.js';
import { offerSummary } from './summary-view.js';
import { takeTapsOnce } from './taps.js';
import { beginSession, keepRenewing, type Outcome, resumeSession } from './tokens.js';
import { focusInput } from './web-chat.js';

const notice = takeNotice();
offerStartOver();
offerSummary();
refuseFiles();
takeTapsOnce();
listenToHost({
  greeted() {
    element('close-chat').hidden = false;
  },
  opened: focusInput,
});
element('close-chat').addEventListener('click', () => tellHost('close'));
document.addEventListener('keydown', ({ key, defaultPrevented }) => {
  const asks = document.querySelector('dialog[open]');
  if (key === 'Escape' && !asks && !defaultPrevented && isEmbedded()) tellHost('close');
});
await begin();

async function begin(): Promise<void> {
  showStatus(navigator.onLine ? 'connecting' : 'offline');
  const kept = currentSession();
  const outcome = kept ? await resumeSession(kept) : await beginSession();
  if (kept && outcome === 'gone') return startAnew(kept.begun ? 'renewed' : undefined);
  const session = currentSession();
  if ((outcome !== 'ok' && outcome !== 'revived') || !session) return offerAgain(outcome);
  try {
    await connect(session);
  } catch {
    return offerAgain('unreachable');
  }
  if (notice === 'renewed') showStatus('renewed');
  keepRenewing(resumeAnew);
  if (window.parent === window) focusInput();
}

/** By a tap, or by itself once the device is online again. */
function offerAgain(outcome: Outcome): void {
  if (!navigator.onLine) {
    showStatus('offline');
    window.addEventListener('online', () => void begin(), { once: true });
    return;
  }
  showStatus(outcome === 'too-many' ? 'too-many' : 'unreachable', { label: 'try-again', act: () => void begin() });
}

/** The bot reads words alone, and pictures of skin are not ours to have: Web Chat would take what is dropped or pasted. */
function refuseFiles(): void {
  const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
  const refuse = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  for (const kind of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => hasFiles(event.dataTransfer) && refuse(event), { capture: true });
  }
  window.addEventListener('paste', (event) => hasFiles(event.clipboardData) && refuse(event), { capture: true });
}
