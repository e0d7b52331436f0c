// A new chat shows its welcome from the beginning. Web Chat does so for later messages, but scrolls to the end of the first.
import { element } from './settings.js';

export function showBeginning(): void {
  const chat = element('chat');
  const hold = ({ target }: Event): void => {
    const transcript = target as Element;
    if (transcript.scrollTop === 0 || !transcript.matches('.webchat__basic-transcript__scrollable')) return;
    // It stops where somebody turns a wheel.
    transcript.dispatchEvent(new WheelEvent('wheel'));
    transcript.scrollTop = 0;
  };
  const release = ({ isTrusted }: Event): void => {
    if (isTrusted) chat.removeEventListener('scroll', hold, { capture: true });
  };
  chat.addEventListener('scroll', hold, { capture: true });
  // From then on it is the patient who says what is to be seen.
  for (const kind of ['pointerdown', 'wheel', 'keydown'] as const) {
    window.addEventListener(kind, release, { capture: true, passive: true });
  }
}
