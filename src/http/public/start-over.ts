// "Start over": asks once, deletes the conversation where it is kept, forgets the session and begins a new one.
// Invariant: it never begins anew as if something were deleted that was not.
import { startAnew } from './connection.js';
import { currentSession } from './session.js';
import { element, words } from './settings.js';

/** `too-old`: nobody can tell any more that this conversation is the patient's own. */
type Deletion = 'deleted' | 'too-old' | 'failed';

export function offerStartOver(): void {
  const dialog = element<HTMLDialogElement>('start-over');
  const fault = element('start-over-fault');
  const confirm = element<HTMLButtonElement>('confirm-start-over');
  const leave = element<HTMLButtonElement>('leave-chat');

  const show = (deletion: Exclude<Deletion, 'deleted'> | undefined): void => {
    fault.textContent = deletion === undefined ? '' : words(`start-over-${deletion}`);
    confirm.hidden = deletion === 'too-old';
    leave.hidden = !confirm.hidden;
    if (!leave.hidden) leave.focus();
  };
  element('open-start-over').addEventListener('click', () => {
    show(undefined);
    dialog.showModal();
  });
  element('keep-chat').addEventListener('click', () => dialog.close());
  leave.addEventListener('click', () => startAnew());
  confirm.addEventListener('click', async () => {
    confirm.disabled = true;
    const deletion = await deleteConversation();
    confirm.disabled = false;
    if (deletion === 'deleted') startAnew();
    else show(deletion);
  });
}

async function deleteConversation(): Promise<Deletion> {
  const session = currentSession();
  if (!session) return 'deleted';
  try {
    const { status } = await fetch('/api/summary', {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${session.pass}` },
    });
    if (status === 204 || status === 404) return 'deleted';
    return status === 403 ? 'too-old' : 'failed';
  } catch {
    return 'failed';
  }
}
