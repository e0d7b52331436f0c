// Activities as a channel sends them, for tests that go below createPatient.
import type { Patient } from './running-app';

let count = 0;

/** A message that is right in everything; each has an id of its own. */
export function messageActivity(more: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    type: 'message',
    id: `sent-${count}`,
    timestamp: new Date(Date.UTC(2026, 0, 2) + count).toISOString(),
    channelId: 'emulator',
    serviceUrl: 'http://localhost',
    deliveryMode: 'expectReplies',
    from: { id: 'patient' },
    recipient: { id: 'bot' },
    conversation: { id: `attack-${count}` },
    text: 'hello',
    ...more,
  };
}

/** Leads a patient into the screening, to its second question, by the buttons; the question's id. */
export async function reachSecondQuestion(patient: Pick<Patient, 'send' | 'say'>): Promise<string> {
  const arrival = await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
  const consent = await patient.say(arrival.buttons[1] ?? '');
  await patient.say(consent.buttons[0] ?? '');
  const { trace } = await patient.say('34');
  if (typeof trace?.question !== 'string') throw new Error('The screening has no second question.');
  return trace.question;
}
