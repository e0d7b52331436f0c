// What is read aloud holds the words of a reply, and nothing that only eyes can use.
import fc from 'fast-check';
import { loadContent } from '../../../knowledge';
import { speechOf } from '../../../src/bot/speech';
import { createPatient, startApp } from '../../support/running-app';

jest.setTimeout(60_000);

test.each([
  ['Here:\n- one\n- two!\n\nThat **is** all.', 'Here: one. two! That is all.'],
  ['1. first\n2. second', 'first. second.'],
  ['See [our page](https://clinic.example/a_b) or https://clinic.example/x?y.', 'See our page or'],
  ['Well done 👍🏽 👩‍⚕️ 1️⃣', 'Well done 1'],
  ['a <b>bold</b> word, `code`', 'a bold word, code'],
  ['', ''],
])('%j is read as %j', (text, speech) => {
  expect(speechOf(text)).toBe(speech);
});

test('no markup survives, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('*', '_', '[', ']', '(', ')', '-', ' ', '\n', 'a', '<', '>', '👍', '#') }),
      (text) => {
        expect(speechOf(text)).not.toMatch(/[*_`~#>|\\\n👍]|^\s|\s$/u);
      },
    ),
  );
});

test('every phrase and answer can be read aloud', () => {
  const { phrases, entries } = loadContent();
  const texts = [...Object.values(phrases).flat(), ...entries.map(({ answer }) => answer)];
  for (const text of texts) expect(speechOf(text)).toMatch(/^[^*_`~#\n]+$/);
});

test.each(['emulator', 'msteams', 'webchat', 'directline', 'sms'])(
  'on %s each message is spoken, and says whether it waits for a reply',
  async (channel) => {
    const app = await startApp({ CLINIC_BOOKING_URL: 'https://clinic.example/book' });
    const patient = createPatient(app, channel);
    const hintsOf = (activities: readonly Record<string, unknown>[]) =>
      activities
        .filter(({ type }) => type === 'message')
        .map(({ speak, inputHint }) => {
          expect(speak).toMatch(/^[^*_`~#\n]+$/);
          expect(speak).not.toMatch(/https?:|(^|\s)- /);
          return inputHint;
        });
    const arrival = await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
    expect(hintsOf(arrival.activities).at(-1)).toBe('acceptingInput');
    expect(hintsOf((await patient.say('check if I should wait')).activities).at(-1)).toBe('expectingInput');
    expect(hintsOf((await patient.say('yes')).activities).at(-1)).toBe('expectingInput');
    expect(hintsOf((await patient.say('17')).activities).at(-1)).toBe('expectingInput');
    const verdict = hintsOf((await patient.say('Yes, this is right')).activities);
    expect(verdict.at(-1)).toBe('acceptingInput');
    expect(verdict.slice(0, -1)).toEqual(verdict.slice(0, -1).map(() => 'ignoringInput'));
    await app.stop();
  },
);
