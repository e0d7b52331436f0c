// A command is read before a reply: it may take neither a sentence of a reply list nor the words on a button.

import { createCommandReader } from '../commands';
import { type Lists, TemplateError, wholePattern } from '../pattern';
import type { Content } from '../schema';
import { createExpander } from '../template-sentences';
import { tokenize } from '../text';
import { type PlacedTemplate, templatesIn } from './check-templates';
import { type Check, type Finding, findingAt } from './finding';

/** How many sentences of one template are tried, those of the fewest words first. */
const TRIED = { command: 300, reply: 40 };

export const checkCommands: Check = (content) => {
  try {
    return [...checkReplies(content), ...checkButtonTexts(content), ...checkContested(content)];
  } catch (error) {
    // checkTemplates reports it.
    if (error instanceof TemplateError) return [];
    throw error;
  }
};

interface ReplyList {
  readonly lists: Lists;
  readonly templates: readonly PlacedTemplate[];
}

/** The lists whose templates are whole replies. */
function replyLists({ screening, commands }: Content): ReplyList[] {
  const { replies, age, lists } = screening;
  const whole = { yes: replies.yes, no: replies.no, unsure: replies.unsure };
  const ages = { under22: age.under22, atLeast22: age.atLeast22, skip: age.skip };
  return [
    { lists, templates: [...templatesIn(whole, 'screening/replies'), ...templatesIn(ages, 'screening/age')] },
    ...screening.questions.map(({ id, reads }) => ({
      lists,
      templates: templatesIn({ no: reads.no, alone: reads.alone }, `question/${id}/reads`),
    })),
    { lists: commands.lists, templates: templatesIn(commands.consent, 'commands/consent') },
    { lists: commands.lists, templates: templatesIn(commands.confirm, 'commands/confirm') },
  ];
}

function checkReplies(content: Content): Finding[] {
  const { readCommand } = createCommandReader(content);
  const expandCommand = createExpander(content.commands.lists, TRIED.command);
  const commands = Object.entries(content.commands.commands).flatMap(([command, templates]) =>
    templates.flatMap((template) => expandCommand(template).map((sentence) => ({ command, sentence }))),
  );
  const isWorthReading = vocabularyTest(content);
  return replyLists(content).flatMap(({ lists, templates }) => {
    const pattern = wholePattern(
      templates.map(({ template }) => template),
      lists,
    );
    // Both ways: reply sentences with courtesy words in them, and command sentences that a wide reply template allows.
    const taken = new Map<string, { command: string; sentence: string }>();
    for (const { command, sentence } of commands) {
      const template = pattern.find(sentence);
      if (template !== undefined && !taken.has(template)) taken.set(template, { command, sentence });
    }
    const expandReply = createExpander(lists, TRIED.reply);
    for (const { template } of templates) {
      if (taken.has(template)) continue;
      for (const sentence of expandReply(template)) {
        const command = isWorthReading(sentence) ? readCommand(sentence) : undefined;
        if (command) taken.set(template, { command, sentence });
      }
    }
    return templates.flatMap(({ template, key }) => {
      const found = taken.get(template);
      if (!found) return [];
      return findingAt(content, key, {
        id: 'command-swallows-reply',
        what: `The reply "${found.sentence}" is read as the command "${found.command}".`,
        why: 'Commands are read first, so the answer of a patient who says this is lost.',
        fix: 'Remove it from the command in commands.yaml, or from this list.',
      });
    });
  });
}

/** A sentence with a word that stands in no command and no word of courtesy needs no reading: nearly all do. */
function vocabularyTest({ commands: { commands, courtesy, lists } }: Content): (sentence: string) => boolean {
  const texts = templatesIn([commands, courtesy, lists], '').map(({ template }) => template);
  if (texts.some((text) => /\.\.\.|\*/.test(text))) return () => true;
  const words = new Set(texts.flatMap(tokenize));
  return (sentence) => sentence.split(' ').every((word) => words.has(word));
}

const BUTTON_PHRASES = ['agree', 'decline', 'confirm', 'change', 'keep', 'none', 'skip'].map(
  (name) => `choice-${name}`,
);

function checkButtonTexts(content: Content): Finding[] {
  const { readCommand } = createCommandReader(content);
  const { choices, questions } = content.screening;
  const texts = [
    ...templatesIn(choices, 'screening/choices'),
    ...questions.map(({ id, name }) => ({ template: name, key: `question/${id}/name` })),
    ...content.entries.map(({ id, question }) => ({ template: question, key: `entry/${id}/question` })),
    ...BUTTON_PHRASES.flatMap((id) => templatesIn(content.phrases[id], `phrase/${id}`)),
  ];
  return texts.flatMap(({ template, key }) => {
    const command = readCommand(template);
    if (!command) return [];
    return findingAt(content, key, {
      id: 'command-swallows-button',
      what: `The button "${template}" is read as the command "${command}".`,
      why: 'A tap sends the words on the button, and commands are read first.',
      fix: 'Word the button in another way, or remove its words from the command in commands.yaml.',
    });
  });
}

/** Lists of which a message may fit only one. */
function checkContested(content: Content): Finding[] {
  const { lists, commands, consent, confirm } = content.commands;
  const rivals = [
    { root: 'command', named: commands, severity: 'warning', why: 'The first of them is always taken.' },
    { root: 'commands/consent', named: consent, severity: 'error', why: 'It is then read as neither.' },
    { root: 'commands/confirm', named: confirm, severity: 'error', why: 'It is then read as neither.' },
  ] as const;
  const expand = createExpander(lists, TRIED.command);
  return rivals.flatMap(({ root, named, severity, why }) => {
    const earlier: { name: string; find: (sentence: string) => string | undefined }[] = [];
    return Object.entries(named).flatMap(([name, templates]) => {
      const findings = templatesIn(templates, `${root}/${name}`).flatMap(({ template, key }) => {
        for (const sentence of expand(template)) {
          const rival = earlier.find(({ find }) => find(sentence) !== undefined);
          if (!rival) continue;
          const what = `"${sentence}" stands under "${rival.name}" and under "${name}".`;
          return [findingAt(content, key, { id: 'command-contested', severity, what, why, fix: 'Keep it under one.' })];
        }
        return [];
      });
      earlier.push({ name, find: wholePattern(templates, lists).find });
      return findings;
    });
  });
}
