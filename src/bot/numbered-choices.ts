// On channels without buttons the choices are shown as a numbered list; a number alone then stands for the choice's words.
// This serves every list alike, also those of which the dialogs keep no record: the welcome's, and what patients ask next.
import type { Message } from '../../dialogs';

/** The message with the words of the choice that its number names, where it is such a number. */
export function withChosenWords(message: Message, choices: readonly string[]): Message {
  const number = /^\s{0,9}(\d{1,2})[.)]?\s{0,9}$/.exec(message.text)?.[1];
  const chosen = number === undefined ? undefined : choices[Number(number) - 1];
  return chosen === undefined ? message : { ...message, text: chosen };
}
