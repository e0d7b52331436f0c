// Cuts a reply into known pieces. A reply is only denied when every word of it belongs to a piece that was foreseen:
// one word that nobody thought of ("no, except ...") and it is not a "no".
import type { Pattern } from './pattern';

const LONGEST_PIECE = 16;
const LONGEST_REPLY = 48;

/** True where the whole text can be cut into denying and neutral pieces, at least one of which denies. */
export function consistsOf(normalized: string, { denying, neutral }: { denying: Pattern; neutral: Pattern }): boolean {
  const words = normalized.split(' ');
  if (words.length > LONGEST_REPLY) return false;
  // Per position: can it be reached by neutral pieces alone, and can it be reached with a denial among them?
  const plain = [true, ...words.map(() => false)];
  const denied = [false, ...words.map(() => false)];
  for (let start = 0; start < words.length; start++) {
    if (!plain[start] && !denied[start]) continue;
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_PIECE); end++) {
      if (denied[end]) continue;
      const piece = words.slice(start, end).join(' ');
      if (denying.find(piece)) denied[end] = true;
      else if (neutral.find(piece)) {
        plain[end] ||= plain[start] === true;
        denied[end] ||= denied[start] === true;
      }
    }
  }
  return denied[words.length] === true;
}
