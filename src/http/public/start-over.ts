// "Start over": asks once, deletes the conversation where it is kept, forgets the session and begins a new one.
import { startAnew } from './connection.js';
import { currentSession } from './session.js';
import { element, words } from './settings.js';

export function offerStartOver(): void {
  const dialog = element<HTMLDialogElement>('start-over');
  const fault = element('start-over-fault');
  const confirm = element<HTMLButtonElement>('confirm-start-over');

  element('open-start-over').addEventListener('click', () => {
    fault.textContent = '';
    dialog.showModal();
  });
  element('keep-chat').addEventListener('click', () => dialog.close());
  confirm.addEventListener('click', async () => {
    confirm.disabled = true;
    const deleted = await deleteConversation();
    confirm.disabled = false;
    if (deleted) startAnew();
    else fault.textContent = words('start-over-failed');
  });
}

/** False where it may still be there: then nothing is forgotten, so that the patient can try again. */
async function deleteConversation(): Promise<boolean> {
  const session = currentSession();
  if (!session) return true;
  const url = `${session.domain}/conversations/${encodeURIComponent(session.conversationId)}`;
  try {
    const { ok, status } = await fetch(url, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${session.token}` },
    });
    // Gone already; or kept by a service that has no such request, and lets go of it by itself.
    return ok || [401, 403, 404, 405].includes(status);
  } catch {
    return !isOurs(session.domain) && navigator.onLine;
  }
}

function isOurs(domain: string): boolean {
  return new URL(domain).origin === location.origin;
}
