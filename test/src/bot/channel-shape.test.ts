// What each channel gets: nothing that a reply says is lost, only its form changes.
import type { Activity, CardAction } from 'botbuilder';
import fc from 'fast-check';
import { replyActivity } from '../../../dialogs';
import { shapeForChannel } from '../../../src/bot/channel-shape';
import { traitsOf } from '../../../src/bot/channels';
import { createPatient, startApp } from '../../support/running-app';

jest.setTimeout(30_000);

const CHANNELS = [
  'emulator',
  'msteams',
  'webchat',
  'directline',
  'test',
  'sms',
  'email',
  '',
  '__proto__',
  'constructor',
  'Emulator',
];

interface Shown {
  readonly text: string;
  readonly suggested: readonly string[];
  readonly cards: readonly (readonly CardAction[])[];
}

function shownOf({ text = '', suggestedActions, attachments = [] }: Partial<Activity>): Shown {
  return {
    text,
    suggested: (suggestedActions?.actions ?? []).map(({ title }) => title),
    cards: attachments.map(({ content }) => content.buttons as CardAction[]),
  };
}

const reply = fc.record({
  text: fc.string({ minLength: 1 }),
  choices: fc.array(
    fc.stringMatching(/^[a-z]{1,9}$/).map((title) => ({ title })),
    { maxLength: 12 },
  ),
  link: fc.constantFrom({ title: 'Book', url: 'https://clinic.example/a_b*c' }),
});

test.each(CHANNELS)('on the channel "%s" no choice and no link is lost', (channelId) => {
  const traits = traitsOf(channelId);
  const hasCards = traits.cards !== 'none';
  fc.assert(
    fc.property(reply, (one) => {
      const shown = shapeForChannel(replyActivity(one, { expectsInput: true }), traits).map(shownOf);
      const buttons = shown.flatMap(({ suggested, cards }) => [
        ...suggested,
        ...cards.flat().map(({ title }) => title),
      ]);
      const words = shown.map(({ text }) => text).join('\n');
      for (const { title } of one.choices)
        expect(hasCards ? buttons : words).toContain(hasCards ? title : `. ${title}`);
      if (hasCards)
        expect(shown.flatMap(({ cards }) => cards.flat().map(({ value }) => value as unknown))).toContain(one.link.url);
      else expect(words).toContain(one.link.url);
      for (const { suggested, cards } of shown) {
        expect(suggested.length).toBeLessThanOrEqual(traits.suggestedActions);
        for (const card of cards) expect(card.length).toBeLessThanOrEqual(6);
      }
    }),
  );
});

test('Teams shows three suggested actions at most', () => {
  expect(traitsOf('msteams')).toMatchObject({ suggestedActions: 3, cards: 'adaptive' });
});

test('traces are for the Emulator alone', () => {
  expect(CHANNELS.filter((channelId) => traitsOf(channelId).trace)).toEqual(['emulator']);
});

test('where choices are numbered, a number picks one: in the welcome, for the age, and in the middle', async () => {
  const app = await startApp();
  const patient = createPatient(app, 'sms');
  const arrival = await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
  expect(arrival.text).toMatch(/\n1\. .+\n2\. .+\n3\. /);
  const consent = await patient.say('2');
  expect(consent.text).toMatch(/\n1\. .+\n2\. /);
  const age = await patient.say(' 1. ');
  const over = /^2\. (.+)$/m.exec(age.text)?.[1] ?? 'no second choice';
  const next = await patient.say('2');
  expect(next.text).toContain(over);
  const no = /^2\. (.+)$/m.exec(next.text)?.[1] ?? 'no second choice';
  const after = await patient.say('2)');
  expect(after.text).toMatch(new RegExp(`^.*${no}`));
  expect(after.text.split('\n\n')[1]).not.toBe(next.text.split('\n\n')[1]);
  expect((await patient.say('7')).text).not.toBe('');
  await app.stop();
});
