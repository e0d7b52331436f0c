// Tests name phrases by id, so that wording can change: this finds out whether a text holds a phrase, in any of its variants.
import { CLOSING_PHRASES, type Content, type PhraseId } from '../../knowledge';

export function saysPhrase(content: Content, text: string, id: PhraseId): boolean {
  const words = content.phrases[id];
  if (words === undefined) throw new Error(`There is no phrase "${id}".`);
  return [words].flat().some((variant) => phraseExpression(variant).test(text));
}

/** True where the text recommends a dermatologist in one of the closing's ways. */
export function recommendsDermatologist(content: Content, text: string): boolean {
  return CLOSING_PHRASES.some((id) => saysPhrase(content, text, id));
}

function phraseExpression(words: string): RegExp {
  const parts = words.trim().split(/\{[a-z-]+\}/);
  return new RegExp(parts.map(withoutForm).join('[\\s\\S]*?'));
}

/** The words as they are, whatever space a channel puts between them. */
function withoutForm(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
