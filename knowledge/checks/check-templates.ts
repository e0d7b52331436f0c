// The sentence templates: every one can be read, and none is so open that it fits any message.

import { type Lists, PIECE, TemplateError, wholePattern } from '../pattern';
import type { Content } from '../schema';
import { createExpander, type Expander } from '../template-sentences';
import { normalize } from '../text';
import { type Check, type Finding, findingAt } from './finding';

/** A template and the key of its place. */
export interface PlacedTemplate {
  readonly template: string;
  readonly key: string;
}

export const checkTemplates: Check = (content) =>
  templateGroups(content).flatMap(({ lists, templates, members }) => {
    const expand = createExpander(lists, 1);
    return [
      ...templates.flatMap((placed) => checkSyntax(content, placed, lists) ?? checkWords(content, placed, expand)),
      ...members.flatMap((placed) => checkSyntax(content, placed, lists) ?? []),
    ];
  });

function checkSyntax(content: Content, { template, key }: PlacedTemplate, lists: Lists): Finding[] | undefined {
  // Plain words cannot be wrong, and most members of lists are.
  if (!/[()[\]{}|]/.test(template)) return undefined;
  try {
    wholePattern([template], lists);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // A fault inside a list is reported once, at the member of the list, and not for every template that names the list.
    if (!error.message.includes(`"${template}"`)) return [];
    return [
      findingAt(content, key, {
        id: 'template-unreadable',
        what: error.message,
        why: 'The bot could not start with it.',
        fix: 'Close every bracket, keep "|" inside of brackets, and use lists of the same file; the head of the file shows how.',
      }),
    ];
  }
}

function checkWords(content: Content, { template, key }: PlacedTemplate, expand: Expander): Finding[] {
  // "?" is a template as well: it stands for a message without any word.
  if (!/[\p{L}\d.]/u.test(template)) return [];
  if (expand(template)[0] === '')
    return [
      findingAt(content, key, {
        id: 'template-too-open',
        what: `The template "${template}" needs no word at all.`,
        why: 'It would fit messages that have nothing to do with it.',
        fix: 'Take at least one word out of the [square brackets].',
      }),
    ];
  const lost = (template.match(PIECE) ?? []).find(
    (piece) => /^[^\p{L}\d.*()[\]|{}]+$/u.test(piece) && normalize(piece) === '',
  );
  if (lost === undefined) return [];
  return [
    findingAt(content, key, {
      id: 'template-never-fits',
      what: `The template "${template}" wants a "${lost}" between its words.`,
      why: 'Punctuation is taken out of messages before they are compared, so it fits none.',
      fix: `Take the "${lost}" out.`,
    }),
  ];
}

interface TemplateGroup {
  readonly lists: Lists;
  readonly templates: readonly PlacedTemplate[];
  readonly members: readonly PlacedTemplate[];
}

function templateGroups({ screening, commands, alarms, scrub }: Content): TemplateGroup[] {
  const { questions, age } = screening;
  const { intents, domain, lists, commands: named, ...others } = commands;
  return [
    {
      lists: screening.lists,
      templates: [
        ...templatesIn(screening.replies, 'screening/replies'),
        ...templatesIn(age, 'screening/age'),
        ...questions.flatMap(({ id, reads }) => templatesIn(reads, `question/${id}/reads`)),
      ],
      members: templatesIn(screening.lists, 'screening/lists'),
    },
    {
      lists,
      templates: [...templatesIn(named, 'command'), ...templatesIn(others, 'commands')],
      members: templatesIn(lists, 'commands/lists'),
    },
    {
      lists: alarms.lists,
      templates: [
        ...templatesIn(alarms.reading, 'alarms/reading'),
        ...alarms.signs.flatMap(({ id, templates }) => templatesIn(templates, `sign/${id}/templates`)),
        ...alarms.signs.flatMap(({ id, together }) => placedLists(together, `sign/${id}/together`)),
        ...alarms.signs.flatMap(({ id, several }) =>
          several.flatMap(({ of }, at) => placedLists(of, `sign/${id}/several/${at}`)),
        ),
      ],
      members: templatesIn(alarms.lists, 'alarms/lists'),
    },
    {
      lists: scrub.lists,
      templates: [...templatesIn(scrub.names, 'scrub/names'), ...templatesIn(scrub.contacts, 'scrub/contacts')],
      members: templatesIn(scrub.lists, 'scrub/lists'),
    },
  ];
}

/** Every template inside a value, however deep, with the key of its place. */
export function templatesIn(value: unknown, key: string): PlacedTemplate[] {
  if (typeof value === 'string') return [{ template: value, key }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => templatesIn(inner, `${key}/${name}`));
}

/** The lists that a sign is made of, each as a template, so that a name without a list is told. */
function placedLists(sources: readonly string[], key: string): PlacedTemplate[] {
  return sources.flatMap((source, at) =>
    source.split(/ [>+&] /).map((name) => ({ template: `{${name.replace(/^\{(.*)\}$/, '$1')}}`, key: `${key}/${at}` })),
  );
}
