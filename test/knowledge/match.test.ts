// What the matcher understands of single messages; how often it is right on hundreds is scored by `npm run evaluate`.
import { loadContent } from '../../knowledge/load';
import { createMatcher, type Understanding } from '../../knowledge/match';
import { createTextReader } from '../../knowledge/matching/reading';
import { openKnowledge } from '../../src/open-knowledge';

const { content, lessons } = openKnowledge();
const matcher = createMatcher(content, createTextReader(content, lessons.text));

function answered({ match }: Understanding): readonly string[] {
  return match.kind === 'answer' ? match.entries.map((entry) => entry.id) : [];
}

function silentOn({ subjects }: Understanding): readonly string[] {
  return subjects.map((subject) => subject.id);
}

describe('a question that the article answers', () => {
  test.each([
    ['Does it hurt?', 'pain'],
    ['how long is the whole appointment', 'duration'],
    ['when is my face back to normal', 'recovery-time'],
    ['when can i put on mascara', 'makeup-after'],
    ['spf afterwards', 'sunscreen-after'],
    ['when do i restart my tret', 'retinol-aha-after'],
    ['do i need to stop my tret before', 'prep-topicals'],
    ['how many sittings do i need for old scars', 'number-of-sessions'],
  ])('"%s" is answered by %s', (text, id) => {
    expect(answered(matcher.understand(text))).toEqual([id]);
  });

  test('is understood through a misspelt word', () => {
    expect(answered(matcher.understand('colagen prodction, how does it work'))).toEqual(['how-it-works']);
  });

  test('is told apart by before and after', () => {
    expect(answered(matcher.understand('can i use retinol before'))).toEqual(['prep-topicals']);
    expect(answered(matcher.understand('can i use retinol after'))).toEqual(['retinol-aha-after']);
  });

  test('names the words that spoke for the answer', () => {
    const [first] = matcher.understand('when can i wear foundation again').candidates;
    expect(first).toMatchObject({ kind: 'entry', id: 'makeup-after' });
    expect(first?.words).toContain('foundation');
  });
});

describe('two questions in one message', () => {
  test('are both answered', () => {
    expect(answered(matcher.understand('does it hurt and how long does it take?'))).toEqual(['pain', 'duration']);
  });

  test('are an answer and a silent subject, where the article knows one of them', () => {
    const understanding = matcher.understand('how much does it cost? is it painful?');
    expect(answered(understanding)).toEqual(['pain']);
    expect(silentOn(understanding)).toEqual(['price']);
  });
});

describe('a subject on which the article is silent', () => {
  test.each([
    ['what would three visits set me back', 'price'],
    ['i am pregnant, can i have it', 'pregnancy'],
    ['will my insurance pay for the scars', 'insurance'],
    ['how long until it wears off', 'permanence'],
  ])('"%s" is named, and not answered', (text, id) => {
    const understanding = matcher.understand(text);
    expect(understanding.match.kind).toBe('none');
    expect(understanding.screening).toBeUndefined();
    expect(silentOn(understanding)).toEqual([id]);
  });
});

describe('whether somebody may have it', () => {
  test.each([
    ['i take eliquis, can i still have it', 'bleeding-blood-thinners'],
    ['had botox two weeks ago is that a problem', 'recent-botox'],
    ['my eczema is flaring up am i ok to come', 'eczema-psoriasis'],
    ['20 yrs old am i allowed to have it', 'age-requirement'],
  ])('"%s" asks for oneself, with a condition', (text, id) => {
    expect(matcher.understand(text).screening?.entry?.id).toBe(id);
  });

  test('asks for oneself without a condition', () => {
    const { screening } = matcher.understand('am i a good candidate');
    expect(screening).toEqual({});
  });

  test.each([
    ['is it allowed for people on blood thinners', 'bleeding-blood-thinners'],
    ['my mum takes warfarin, could she have it', 'bleeding-blood-thinners'],
    ['does the acne have to be gone first', 'active-acne'],
    ['can i go in the sun after', 'sun-exposure'],
  ])('"%s" is a general question or about somebody else, and is answered', (text, id) => {
    const understanding = matcher.understand(text);
    expect(understanding.screening).toBeUndefined();
    expect(answered(understanding)).toEqual([id]);
  });
});

describe('a message that is no question to the article', () => {
  test.each([
    ['can somebody ring me', 'person'],
    ['any appointments on friday', 'person'],
    ['hello there', 'greeting'],
    ['thanks so much', 'thanks'],
    ['bye for now', 'goodbye'],
    ['are you a robot', 'about-bot'],
  ])('"%s" is understood as %s', (text, intent) => {
    expect(matcher.understand(text)).toMatchObject({ intent, match: { kind: 'none' } });
  });

  test.each(['how do i bake sourdough bread', 'who won the cricket', 'zzkqw', '', '   ', '🙂🙂', 'book me a flight'])(
    '"%s" gets no answer',
    (text) => {
      const understanding = matcher.understand(text);
      expect(answered(understanding)).toEqual([]);
      expect(understanding.screening).toBeUndefined();
    },
  );
});

describe('a follow-up that leans on the last answer', () => {
  test.each([
    ['how long?', 'retinol-aha-after', 'retinol-aha-after'],
    ['and after?', 'prep-topicals', 'retinol-aha-after'],
    ['why?', 'makeup-after', 'makeup-after'],
    ['how long?', 'what-is-microneedling', 'duration'],
  ])('"%s" after %s is answered by %s', (text, last, id) => {
    expect(answered(matcher.understand(text, [last]))).toEqual([id]);
  });

  test('a question with a subject of its own does not lean', () => {
    expect(answered(matcher.understand('does it hurt', ['makeup-after']))).toEqual(['pain']);
  });

  test('"ok" after an answer asks for nothing', () => {
    expect(matcher.understand('ok', ['pain']).intent).toBe('acknowledgement');
  });
});

test('the same message is always understood alike, also by what is learned anew', () => {
  const text = 'is it safe for keloid skin and does it bleed';
  expect(matcher.understand(text)).toEqual(createMatcher(loadContent()).understand(text));
});
