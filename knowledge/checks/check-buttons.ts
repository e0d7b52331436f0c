// Whatever may stand on a button is short enough for one.
import { type Check, findingAt } from './finding';

/** The most characters that a button shows on a phone without being cut. */
export const LONGEST_BUTTON = 60;

export const checkButtons: Check = (content) => {
  const { choices, questions } = content.screening;
  const texts: (readonly [key: string, text: string])[] = [
    ...Object.entries(choices).map(([choice, text]) => [`screening/choices/${choice}`, text] as const),
    ...questions.map(({ id, name }) => [`question/${id}/name`, name] as const),
    ...content.entries.map(({ id, question }) => [`entry/${id}/question`, question] as const),
    ...Object.entries(content.phrases)
      .filter(([id]) => id.startsWith('choice-'))
      .flatMap(([id, words]) => [words].flat().map((text) => [`phrase/${id}`, text] as const)),
  ];
  return texts
    .filter(([, text]) => text.length > LONGEST_BUTTON)
    .map(([key, text]) =>
      findingAt(content, key, {
        id: 'choice-too-long',
        what: `"${text}" has ${text.length} characters; ${LONGEST_BUTTON} fit on a button.`,
        why: 'It stands on a button, where the end of it would be cut off.',
        fix: 'Shorten it.',
      }),
    );
};
