// Scores a reader of messages against labelled questions. Pure: rows and decisions in, figures out; reading files is the caller's.
/** What a message is by its label; see the table of labels in the README of test/questions. */
export const KINDS = ['covered', 'not-covered', 'off-topic', 'screening', 'human', 'smalltalk', 'urgent'] as const;
export type Kind = (typeof KINDS)[number];

export interface LabelledQuestion {
  readonly q: string;
  /** Entry ids of which any is a right answer; empty where the article is silent. */
  readonly accept: readonly string[];
  readonly kind: Kind;
  readonly style?: string;
}

/** What was decided about a message, in as far as it is scored: a route's name and the entries answered or offered. */
export interface Scored {
  readonly route: string;
  readonly topics: readonly string[];
  readonly choices: readonly string[];
}

export const OUTCOMES = ['right', 'offered', 'missed', 'wrong'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Judged {
  readonly row: LabelledQuestion;
  readonly scored: Scored;
  readonly outcome: Outcome;
}

export interface KindFigures extends Readonly<Record<Outcome, number>> {
  readonly total: number;
}

export interface Confusion {
  readonly expected: string;
  readonly got: string;
  readonly count: number;
}

export interface Evaluation {
  readonly kinds: ReadonlyMap<Kind, KindFigures>;
  readonly judged: readonly Judged[];
  /** What was expected against what was given, for all that was wrong or missed, the most frequent first. */
  readonly confusions: readonly Confusion[];
}

/** Scores every row, in order. */
export function scoreQuestions(rows: readonly LabelledQuestion[], decide: (text: string) => Scored): Evaluation {
  const judged = rows.map((row): Judged => {
    const scored = decide(row.q);
    return { row, scored, outcome: judge(row, scored) };
  });
  const kinds = new Map<Kind, KindFigures>();
  for (const kind of KINDS) {
    const ofKind = judged.filter(({ row }) => row.kind === kind);
    if (ofKind.length > 0) kinds.set(kind, figuresOf(ofKind));
  }
  return { kinds, judged, confusions: confusionsOf(judged) };
}

/**
 * right: the label's own route, with accepted entries alone; offered: choices (an accepted one among them, where the label
 * has any); wrong: an answer that is none, or an alarm that is none; missed: everything else.
 */
export function judge({ accept, kind }: LabelledQuestion, { route, topics, choices }: Scored): Outcome {
  if (kind !== 'urgent' && route === 'urgent') return 'wrong';
  const answered = route === 'answer';
  if (kind === 'covered') {
    if (answered && topics.length > 0) return topics.every((topic) => accept.includes(topic)) ? 'right' : 'wrong';
    return choices.some((choice) => accept.includes(choice)) ? 'offered' : 'missed';
  }
  if (ROUTES_OF[kind].includes(route)) return 'right';
  if (answered) return 'wrong';
  return choices.length > 0 ? 'offered' : 'missed';
}

/** The two kinds that get no answer are told apart by wording alone, so either route is right for both. */
const ROUTES_OF: Readonly<Record<Exclude<Kind, 'covered'>, readonly string[]>> = {
  'not-covered': ['not-covered', 'off-topic'],
  'off-topic': ['off-topic', 'not-covered'],
  screening: ['screening'],
  human: ['person'],
  smalltalk: ['smalltalk'],
  urgent: ['urgent'],
};

function figuresOf(judged: readonly Judged[]): KindFigures {
  const count = (outcome: Outcome): number => judged.filter((one) => one.outcome === outcome).length;
  return {
    total: judged.length,
    right: count('right'),
    offered: count('offered'),
    missed: count('missed'),
    wrong: count('wrong'),
  };
}

function confusionsOf(judged: readonly Judged[]): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { row, scored, outcome } of judged) {
    if (outcome === 'right' || outcome === 'offered') continue;
    const expected = row.accept.length > 0 && row.kind === 'covered' ? row.accept.join(' | ') : row.kind;
    const got = [...scored.topics, ...scored.choices].join(' + ') || scored.route;
    const key = `${expected} -> ${got}`;
    counts.set(key, { expected, got, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.expected.localeCompare(b.expected));
}
