// The box in which the patient writes takes no more than the service does, and says so when it is full.
import { element, settings, words } from './settings.js';

export function limitMessages(): void {
  const chat = element('chat');
  const note = element('message-full');
  chat.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) target.maxLength = settings.longestMessage;
  });
  chat.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    note.textContent = target.value.length >= settings.longestMessage ? words('message-full') : '';
  });
  // Enter sends it, and empties the box without an event.
  chat.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') note.textContent = '';
  });
  chat.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('button')) note.textContent = '';
  });
}
