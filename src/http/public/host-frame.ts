// The page that shows this one in a frame, where there is one: it hears that the chat wants to close, or that a message has
// come. Invariant: nothing of the conversation goes there, and nothing is said to a page that may not embed the chat.
import { settings } from './settings.js';

export type Notice = 'ready' | 'close' | 'message-received';

/** The origin that has shown itself as an embedder we know; until then there is nobody to tell. */
let host: string | undefined;

export function tellHost(notice: Notice): void {
  if (host !== undefined) window.parent.postMessage({ preconsult: notice }, host);
}

export function isEmbedded(): boolean {
  return host !== undefined;
}

/** `greeted`: the widget has said hello; `opened`: the patient has opened the chat, and the cursor belongs here. */
export function listenToHost(on: { greeted(): void; opened(): void }): void {
  if (window.parent === window) return;
  const allowed = [location.origin, ...settings.embedders];
  window.addEventListener('message', ({ source, origin, data }: MessageEvent) => {
    if (source !== window.parent || !allowed.includes(origin)) return;
    const said: unknown = typeof data === 'object' && data !== null ? data.preconsult : undefined;
    if (said === 'hello') {
      host = origin;
      on.greeted();
      tellHost('ready');
    } else if (said === 'open' && origin === host) on.opened();
  });
}
