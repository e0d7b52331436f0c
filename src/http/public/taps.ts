// Two taps in a row at the same place are one: the second would answer a question that the patient has not read yet.
import { element } from './settings.js';

export function takeTapsOnce(): void {
  const chat = element('chat');
  chat.addEventListener(
    'click',
    (event) => {
      if (event.detail < 2 || !(event.target as Element).closest('.webchat__suggested-action')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  // Web Chat makes its box read-only for a moment, so that a phone shows no keyboard after a tap; when that happens twice at
  // once, it stays so. Whoever touches the box or types in it means to write.
  for (const kind of ['pointerdown', 'keydown'] as const) {
    chat.addEventListener(kind, ({ target }) => (target as Element).closest('textarea')?.removeAttribute('readonly'), {
      capture: true,
    });
  }
}
