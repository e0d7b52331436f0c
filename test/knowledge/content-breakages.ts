// One fault each, put into a copy of the content, and the id of the finding that must tell it.
import { LONGEST_ANSWER } from '../../knowledge/checks/check-entries';
import type { Content } from '../../knowledge/schema';
import type { Thawed } from '../support/content-copy';

export type Draft = Thawed<Content>;
export type Breakage = readonly [id: string, how: string, change: (content: Draft) => void];

export function at<T>(items: readonly T[], index = 0): T {
  const item = items.at(index);
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
}

export function entry(content: Draft, id: string): Draft['entries'][number] {
  return at(content.entries.filter((one) => one.id === id));
}

export function question(content: Draft, id: string): Draft['screening']['questions'][number] {
  return at(content.screening.questions.filter((one) => one.id === id));
}

function replies(content: Draft, id: string): Draft['replyExamples'][string] {
  const examples = content.replyExamples[id];
  if (!examples) throw new Error(`There are no examples for ${id}.`);
  return examples;
}

export function rule(content: Draft, id: string): Draft['rules'][number] {
  return at(content.rules.filter((one) => one.id === id));
}

export const HARD =
  'Practitioners unanimously recommend individualised dermatological consultation preceding microneedling.';
const LONG_BUTTON = 'A button that goes on and on until nobody can read it on a phone';

export const ALARM_BREAKAGES: readonly Breakage[] = [
  [
    'examples-without-sign',
    'examples of a sign that is none',
    (c) => Object.assign(c.alarmExamples.signs, { 'full-moon': ['i howl'] }),
  ],
  ['sign-without-examples', 'no examples', (c) => Reflect.deleteProperty(c.alarmExamples.signs, 'fever')],
];

export const ENTRY_BREAKAGES: readonly Breakage[] = [
  ['topic-without-entry', 'a topic more', (c) => c.topics.push({ id: 'moon-phases', section: 'A Quick Review' })],
  ['entry-without-section', 'no section', (c) => Object.assign(entry(c, 'pain'), { section: '' })],
  ['section-differs', 'another section', (c) => Object.assign(entry(c, 'pain'), { section: 'A Quick Review' })],
  ['too-few-phrasings', 'eleven phrasings', (c) => entry(c, 'pain').alsoAsked.splice(11)],
  ['related-missing', 'a related entry that is none', (c) => entry(c, 'pain').related.splice(0, 1, 'moon-phases')],
  ['related-itself', 'itself', (c) => entry(c, 'pain').related.splice(0, 1, 'pain')],
  ['related-count', 'one related entry', (c) => entry(c, 'pain').related.splice(1)],
  [
    'related-count',
    'four related entries',
    (c) => Object.assign(entry(c, 'pain'), { related: c.entries.slice(0, 4).map(({ id }) => id) }),
  ],
  [
    'related-twice',
    'one of them twice',
    (c) => Object.assign(entry(c, 'pain'), { related: ['numbing', 'numbing', 'duration'] }),
  ],
  [
    'answer-too-long',
    'a long answer',
    (c) => Object.assign(entry(c, 'pain'), { answer: 'It is so. '.repeat(80).slice(0, LONGEST_ANSWER + 1) }),
  ],
  ['answer-hard-to-read', 'long words', (c) => Object.assign(entry(c, 'pain'), { answer: HARD })],
  ['choice-too-long', 'a long question', (c) => Object.assign(entry(c, 'pain'), { question: LONG_BUTTON })],
  ['duplicate-phrasing', 'a phrasing twice', (c) => entry(c, 'pain').alsoAsked.push(`${entry(c, 'pain').question}!`)],
  [
    'contested-phrasing',
    'a phrasing of two entries',
    (c) => entry(c, 'pain').alsoAsked.push(entry(c, 'duration').question.toUpperCase()),
  ],
  [
    'contested-phrasing',
    'a phrasing of an entry and a subject',
    (c) => at(c.subjects).alsoAsked.push(entry(c, 'pain').question),
  ],
  [
    'contested-phrasing',
    'a phrasing of an entry and an intent',
    (c) => at(c.commands.intents).alsoAsked.push(entry(c, 'pain').question),
  ],
  ['contested-term', 'a phrase under two terms', (c) => Object.assign(c.lexicon.terms, { 'moon phase': ['botox'] })],
];

export const SCREENING_BREAKAGES: readonly Breakage[] = [
  ['question-without-why', 'no why', (c) => Object.assign(question(c, 'botox'), { why: '' })],
  ['question-topic-missing', 'a topic that is none', (c) => Object.assign(question(c, 'botox'), { topic: 'moon' })],
  ['choice-without-finding', 'no words for a yes', (c) => delete question(c, 'botox').findings.yes],
  [
    'finding-foreign-choice',
    'words for an answer of another question',
    (c) => Object.assign(question(c, 'botox').findings, { 'under-22': { reason: 'a', discuss: 'b' } }),
  ],
  ['choice-too-long', 'a long name', (c) => Object.assign(question(c, 'botox'), { name: LONG_BUTTON })],
  ['choice-too-long', 'a long choice', (c) => Object.assign(c.screening.choices, { unsure: LONG_BUTTON })],
  [
    'examples-without-question',
    'examples of a question that is none',
    (c) => Object.assign(c.replyExamples, { moons: { yes: ['aye'], no: ['nay'], unsure: ['hm'], unclear: ['eh'] } }),
  ],
  ['reading-without-examples', 'no example', (c) => replies(c, 'botox').unsure.splice(0)],
  [
    'contested-example',
    'one under two readings',
    (c) => replies(c, 'botox').no.push(`${at(replies(c, 'botox').yes)}!`),
  ],
  ['reply-list-missing', 'a name that is no list', (c) => question(c, 'botox').near.push('moons')],
  ['reply-list-missing', 'a mark that is no list', (c) => c.screening.replies.marks.push('moons')],
  ['spelling-list-missing', 'a list that is none', (c) => c.screening.spelling.lists.push('moons')],
  [
    'question-without-rule',
    'no rule',
    (c) => Object.assign(c, { rules: c.rules.filter(({ when }) => when.question !== 'botox') }),
  ],
  [
    'choice-without-rule',
    'no rule for one answer',
    (c) => Object.assign(c, { rules: c.rules.filter(({ id }) => id !== 'botox-unsure') }),
  ],
  [
    'rule-unknown-question',
    'a rule about nothing',
    (c) => c.rules.push({ ...rule(c, 'botox-yes'), id: 'moon-yes', when: { question: 'moon', answer: 'yes' } }),
  ],
  [
    'rule-foreign-choice',
    'a rule about an answer of another question',
    (c) =>
      c.rules.push({ ...rule(c, 'botox-yes'), id: 'botox-under-22', when: { question: 'botox', answer: 'under-22' } }),
  ],
  ['rule-contested', 'two rules for one answer', (c) => c.rules.push({ ...rule(c, 'botox-yes'), id: 'botox-again' })],
  ['rule-too-mild', 'a yes that clears', (c) => Object.assign(rule(c, 'botox-yes'), { verdict: 'no-exclusion-found' })],
  [
    'rule-too-mild',
    'a doubt that clears',
    (c) => Object.assign(rule(c, 'botox-unsure'), { verdict: 'no-exclusion-found' }),
  ],
  [
    'rule-too-mild',
    'a young age that clears',
    (c) => Object.assign(rule(c, 'age-under-22'), { verdict: 'no-exclusion-found' }),
  ],
  ['rule-unknown-section', 'a heading that is none', (c) => Object.assign(rule(c, 'botox-yes'), { section: 'Moons' })],
];

export const PHRASE_BREAKAGES: readonly Breakage[] = [
  ['phrase-missing', 'one away', (c) => delete c.phrases.closing],
  ['phrase-unused', 'one more', (c) => Object.assign(c.phrases, { moon: 'The moon is full.' })],
  ['web-word-missing', 'a word of the page away', (c) => delete c.web.words.summary],
  ['web-word-unused', 'a word of the page more', (c) => Object.assign(c.web.words, { moon: 'The moon is full.' })],
  ['placeholder-unknown', 'one on the page', (c) => Object.assign(c.web.words, { summary: 'Hi {moon}.' })],
  ['placeholder-missing', 'none on the page', (c) => Object.assign(c.web.words, { 'page-title': 'Hi.' })],
  ['placeholder-unknown', 'a wrong placeholder', (c) => Object.assign(c.phrases, { thanks: ['Hi.', 'Hi {moon}.'] })],
  ['placeholder-missing', 'no placeholder', (c) => Object.assign(c.phrases, { noted: ['Noted.', 'Thanks.'] })],
  ['choice-too-long', 'a long button', (c) => Object.assign(c.phrases, { 'choice-none': LONG_BUTTON })],
  ['sign-phrase-not-urgent', 'a mild phrase', (c) => Object.assign(at(c.alarms.signs), { phrase: 'thanks' })],
  ['sign-phrase-not-urgent', 'no phrase', (c) => Object.assign(at(c.alarms.signs), { phrase: 'urgent-moon' })],
];

export const TEMPLATE_BREAKAGES: readonly Breakage[] = [
  ['template-unreadable', 'screening', (c) => question(c, 'botox').reads.no.push('no (botox')],
  ['template-unreadable', 'replies', (c) => c.screening.replies.hedges.push('i {moon}')],
  ['template-unreadable', 'a list', (c) => Object.assign(c.screening.lists, { moon: ['full]'] })],
  ['template-unreadable', 'commands', (c) => c.commands.commands.cancel.push('stop | halt')],
  ['template-unreadable', 'alarms', (c) => at(c.alarms.signs).templates.push('my {throat')],
  ['template-too-open', 'alarms', (c) => at(c.alarms.signs).templates.push('[my] [throat]')],
  ['template-never-fits', 'commands', (c) => c.commands.commands.cancel.push('moon - cancel')],
  ['command-swallows-reply', 'a yes', (c) => c.screening.replies.yes.push('[oh] (moon|start over)')],
  ['command-swallows-reply', 'a no of one question', (c) => question(c, 'botox').reads.no.push('please [do] cancel')],
  ['command-swallows-reply', 'an age', (c) => c.screening.age.under22.push('restart')],
  ['command-swallows-reply', 'consent', (c) => c.commands.consent.agree.push('start again')],
  ['command-swallows-reply', 'a wide template', (c) => c.commands.confirm.change.push('delete ...')],
  ['command-swallows-button', 'a phrase', (c) => Object.assign(c.phrases, { 'choice-keep': 'Start over' })],
  ['command-swallows-button', 'a name', (c) => Object.assign(question(c, 'botox'), { name: 'Help me' })],
  ['command-contested', 'two commands', (c) => c.commands.commands.help.push('start over')],
  ['command-contested', 'yes and no', (c) => c.commands.consent.decline.push('i agree')],
];

export const ID_BREAKAGES: readonly Breakage[] = [
  ['duplicate-id', 'signs', (c) => c.alarms.signs.push({ ...at(c.alarms.signs), templates: ['the moon fell'] })],
  [
    'duplicate-id',
    'subjects',
    (c) => c.subjects.push({ ...at(c.subjects), alsoAsked: ['moon one', 'moon two', 'moon three'] }),
  ],
  ['duplicate-id', 'intents', (c) => c.commands.intents.push({ ...at(c.commands.intents), alsoAsked: ['moon'] })],
  [
    'duplicate-id',
    'entries',
    (c) =>
      c.entries.push({
        ...entry(c, 'pain'),
        question: 'Why the moon?',
        alsoAsked: Array.from({ length: 12 }, (_, index) => `moon ${index}`),
      }),
  ],
];
