// What the patient takes to the dermatologist: answers as they were read, the verdict where there is one, the questions kept.
// Pure, and all of it words: whoever shows it adds form alone.
import { answeredQuestions, type Content, type Day, evaluate, sayPhrase, webWords } from '../knowledge';
import { answerTitle } from './open-question';
import type { ConversationState } from './state';
import type { Clinic } from './turn';
import { findingsOf, VERDICT_PHRASES } from './verdict';

export interface SummarySection {
  readonly title: string;
  readonly text?: string;
  readonly items?: readonly string[];
}

export interface Summary {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  /** Who made it, and when. */
  readonly origin: string;
  readonly sections: readonly SummarySection[];
  /** What it is not. */
  readonly note: string;
}

export interface SummaryParts {
  readonly content: Content;
  readonly clinic: Pick<Clinic, 'name'>;
  readonly state: ConversationState | undefined;
  readonly day: Day;
}

export function summarize({ content, clinic, state: stored, day }: SummaryParts): Summary {
  const { web, phrases } = content;
  const state = stored && current(content, stored);
  const findings = [
    ...answersSection(content, state),
    ...verdictSections(content, state),
    ...keptSection(content, state),
  ];
  const isEmpty = findings.length === 0;
  return {
    language: web.language,
    direction: web.direction,
    title: webWords(web, 'summary-title'),
    origin: webWords(web, 'summary-origin', { clinic: clinic.name, date: dateIn(web.language, day) }),
    sections: [
      ...(isEmpty ? [] : findings),
      {
        title: webWords(web, 'summary-next'),
        text: isEmpty ? webWords(web, 'summary-nothing') : sayPhrase(phrases, 'closing-verdict'),
        ...(isEmpty ? { items: [sayPhrase(phrases, 'closing')] } : {}),
      },
    ],
    note: sayPhrase(phrases, 'verdict-no-diagnosis'),
  };
}

/** Answers to questions that have changed since are never reinterpreted, nor shown as if they still stood. */
function current(content: Content, state: ConversationState): ConversationState {
  if (state.version === content.version) return state;
  const { screening: _outdated, ...rest } = state;
  return rest;
}

function answersSection(content: Content, state: ConversationState | undefined): SummarySection[] {
  const lines = answeredQuestions(content, state?.screening?.answers ?? {}).map(([question, answer]) =>
    sayPhrase(content.phrases, 'review-line', {
      values: { name: question.name, answer: answerTitle(content, question, answer) },
    }),
  );
  return lines.length === 0 ? [] : [{ title: webWords(content.web, 'summary-answers'), items: lines }];
}

/** A verdict is shown where the patient was given one; before that nothing is foretold. */
function verdictSections(content: Content, state: ConversationState | undefined): SummarySection[] {
  const { web, phrases, rules } = content;
  const { stage, answers = {} } = state?.screening ?? {};
  if (Object.keys(answers).length === 0) return [];
  const title = webWords(web, 'summary-result');
  if (stage !== 'done') return [{ title, text: webWords(web, 'summary-unfinished') }];
  const { verdict, reasons } = evaluate(rules, answers);
  const findings = findingsOf(content, answers, reasons);
  const points = findings.map(({ discuss }) => discuss);
  return [
    { title, text: sayPhrase(phrases, VERDICT_PHRASES[verdict]) },
    ...(findings.length === 0
      ? []
      : [
          {
            title: webWords(web, 'summary-reasons'),
            items: findings.map((values) => sayPhrase(phrases, 'reason', { values })),
          },
        ]),
    {
      title: webWords(web, 'summary-discuss'),
      items: points.length > 0 ? points : [sayPhrase(phrases, 'discuss-no-exclusion-found')],
    },
  ];
}

function keptSection(content: Content, state: ConversationState | undefined): SummarySection[] {
  const kept = state?.kept ?? [];
  return kept.length === 0 ? [] : [{ title: webWords(content.web, 'summary-questions'), items: kept }];
}

function dateIn(language: string, { year, month, day }: Day): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
