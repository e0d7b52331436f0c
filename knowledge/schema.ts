// The shapes of all content. Every type is inferred from its zod schema, so the YAML and the code cannot drift apart.
// What may be absent here without breaking the code is reported by check.ts, with a finding that says how to mend it.
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by "-", like "recovery-time"');
const words = z.string().trim().min(1, 'must not be empty');
const phrasings = z.array(words);
/** Sentence templates; the little language is described in pattern.ts. */
const templates = z.array(words).default([]);
const lists = z.record(id, z.array(words).min(1)).default({});

export const VERDICTS = ['under-age', 'avoid', 'ask-provider', 'no-exclusion-found'] as const;
export const CHOICES = ['yes', 'no', 'unsure', 'under-22', '22-or-over'] as const;

export const topicSchema = z.strictObject({ id, section: words });

export const entrySchema = z.strictObject({
  id,
  section: z.string().trim().default(''),
  question: words,
  alsoAsked: phrasings,
  answer: words,
  related: z.array(id).default([]),
});

/** A subject on which the article is silent: recognised, so that it is named rather than answered wrongly. */
export const subjectSchema = z.strictObject({ id, name: words, alsoAsked: phrasings.min(3) });

/** What a patient wants that is no question to the article, recognised by examples like an entry. */
export const intentSchema = z.strictObject({
  id: z.enum([
    'screening',
    'person',
    'greeting',
    'thanks',
    'goodbye',
    'acknowledgement',
    'about-bot',
    'privacy',
    'worried',
  ]),
  alsoAsked: phrasings.min(5),
});

export const ruleSchema = z.strictObject({
  id,
  when: z.strictObject({ question: id, answer: z.enum(CHOICES) }),
  verdict: z.enum(VERDICTS),
  section: words,
  /** True where this answer makes every later question needless. */
  ends: z.boolean().default(false),
});

const findingWords = z.strictObject({ reason: words, discuss: words });

export const questionSchema = z.strictObject({
  id,
  kind: z.enum(['age', 'yes-no']),
  /** The FAQ entry that tells more about it. */
  topic: id,
  /** How the review names it. */
  name: words,
  ask: words,
  rephrase: words,
  why: z.string().trim().default(''),
  /** True where the question is about the past as well ("have you ever"): then "years ago" is no doubt. */
  ever: z.boolean().default(false),
  /** Lists with the names of what is asked about, and of what is near it and is no answer. */
  names: z.array(id).default([]),
  near: z.array(id).default([]),
  /** How replies to this question read, besides what every yes/no question shares (`replies`). */
  reads: z
    .strictObject({
      /** Pieces that deny; a "no" is a reply that consists of such pieces and neutral ones alone. */
      no: templates,
      neutral: templates,
      /** Looked for in every clause that is not denied; `unsure` outweighs `yes`, and `yes` outweighs `hints`. */
      yes: templates,
      unsure: templates,
      hints: templates,
      /** Said of the family, and reason enough for doubt even next to a "no". */
      family: templates,
      /** A whole clause that is an answer only when it stands alone ("yesterday"). */
      alone: z.strictObject({ yes: templates, unsure: templates }).prefault({}),
      /** Sounds like a yes and is none ("acne scars"): taken out before a yes is looked for. */
      besides: templates,
    })
    .prefault({}),
  /** What the verdict says of an answer that is not a plain "no". */
  findings: z.partialRecord(z.enum(CHOICES), findingWords).default({}),
});

export const screeningSchema = z.strictObject({
  choices: z.record(z.enum(CHOICES), words),
  lists,
  /** Names of diseases and drugs whose misspellings are mended, and words that only look like one. */
  spelling: z
    .strictObject({
      lists: z.array(id).default([]),
      leave: z.array(words).default([]),
      /** Words that are known however long their letters are drawn: "nopeee". */
      drawn: z.array(words).default([]),
    })
    .prefault({}),
  replies: z.strictObject({
    /** The whole reply, or a whole clause of it. */
    yes: templates,
    unsure: templates,
    /** Pieces that deny, and pieces that change nothing next to them. */
    no: templates,
    /** Says no only where it is the whole reply. */
    noAlone: templates,
    neutral: templates,
    /** Anywhere in a clause: a denial of something good ("never clear"), which is no "no" whatever stands around it. */
    flips: templates,
    /** May begin a piece. */
    joints: templates,
    /** A clause that begins so is a yes, unless it is denied. */
    startsYes: templates,
    /** Anywhere in a clause: what follows or precedes is not certain. */
    hedges: templates,
    /** Anywhere in the reply: it asks back, jokes or contradicts itself, and says nothing. */
    unclear: templates,
    /** A sentence that begins so is a question back. */
    asks: templates,
    /** Words that change nothing and are dropped from the ends of a reply. */
    fillers: templates,
    /** Words at which a new clause begins. */
    turns: templates,
    /** A clause about somebody else, or about the past, is never the patient's own "yes". */
    otherPerson: templates,
    past: templates,
    negation: templates,
    /** Looks like a denial and is none ("won't go away"). */
    besides: templates,
    /** Anywhere in a reply: what makes an exception, so that a learned "no" must be surer. */
    exceptions: templates,
    /** Lists whose members are alike to the learner of replies: people, times. */
    marks: z.array(id).default([]),
    /** Words by their sort (denying, past …), from which the learner takes the outline of a reply. */
    sorts: lists,
    /** At one of these words the patient speaks of themselves again, after a word about somebody else. */
    returns: z.array(words).default([]),
  }),
  /** How ages are told: whole replies first, then what is said around each number. */
  age: z.strictObject({
    under22: templates,
    atLeast22: templates,
    skip: templates,
    /** Anywhere in a reply: it is about somebody else's age; or it mends an age that was told before. */
    forOthers: templates,
    mended: templates,
    /** Words at which a clause begins, and words that may stand before an age, make it the patient's own, or follow it. */
    turns: templates,
    lead: templates,
    self: templates,
    follow: templates,
    /** Anywhere in a clause, `nn` being the number in question: it is no age of today, or not the patient's. */
    notAge: templates,
    theirs: templates,
    /** The birthday has been; is still to come; is some day of this year. */
    reached: templates,
    next: templates,
    thisYear: templates,
    stated: templates,
    roughly: templates,
    over: templates,
    under: templates,
    /** One of several numbers: each of them must lie on the same side of 22. */
    either: templates,
    between: templates,
    decade: templates,
    /** The second half of a decade: "late twenties" are past 22. */
    laterDecade: templates,
    /** Words that may stand around a date of birth, and those that make a year of two digits. */
    birth: templates,
    born: templates,
    numbers: z.record(words, z.number().int()),
    /** What may stand for the nought of "the big 4-0", and between tens and ones ("treinta y dos"). */
    noughts: z.array(words).default([]),
    joins: z.array(words).default([]),
    decades: z.record(words, z.number().int()),
    months: z.record(words, z.number().int().min(1).max(12)),
  }),
  questions: z.array(questionSchema).min(1),
});

/** Replies to the yes/no questions by what they are read as, from which the reader learns; keyed by question id. */
export const replyExamplesSchema = z.record(
  id,
  z.strictObject({ yes: phrasings, no: phrasings, unsure: phrasings, unclear: phrasings }),
);

/** Messages that tell of an alarm sign, by its id, and messages that sound like one and are none. */
export const alarmExamplesSchema = z.strictObject({
  /** What patients put around such a message, "{message}" being the place of it: it must not hide a sign. */
  frames: z.array(words.regex(/\{message\}/, 'must say where the {message} stands')).default([]),
  signs: z.record(id, phrasings.min(1)),
  none: phrasings,
});

export const phrasesSchema = z.record(id, z.union([words, z.array(words).min(1)]));

export const commandsSchema = z.strictObject({
  lists,
  /** Words of courtesy that may stand before or after a command. */
  courtesy: templates,
  commands: z.strictObject({
    cancel: templates,
    back: templates,
    'start-over': templates,
    help: templates,
    'delete-data': templates,
    'my-questions': templates,
    review: templates,
    ask: templates,
  }),
  why: templates,
  consent: z.strictObject({ agree: templates, decline: templates }),
  confirm: z.strictObject({ yes: templates, change: templates }),
  noneOfThese: templates,
  /** Marks of somebody asking for themselves whether they may have it; looked for anywhere. */
  eligibility: templates,
  /** Marks of a patient's own body, past or medicine; looked for anywhere. */
  personal: templates,
  /** Marks that a question is about somebody else; looked for anywhere. */
  otherPerson: templates,
  /** Words that show that a message is about the skin or the treatment at all. */
  domain: z.array(words).min(1),
  intents: z.array(intentSchema),
  /** Messages that have nothing to do with skin, so that what is like them is not taken for a question of ours. */
  offTopic: phrasings.default([]),
});

const someTemplates = z.array(words).min(1);

export const alarmsSchema = z.strictObject({
  /** How a message is cut into clauses, and which of them tell of now; the file says what each list does. */
  reading: z.strictObject({
    asks: someTemplates,
    'asks-first': someTemplates,
    imagines: someTemplates,
    tells: someTemplates,
    glue: someTemplates,
    turns: someTemplates,
    now: someTemplates,
    'right-now': someTemplates,
    past: someTemplates,
    over: someTemplates,
    always: someTemplates,
    harmless: someTemplates,
    denied: someTemplates,
    idle: someTemplates,
    known: someTemplates,
  }),
  lists,
  signs: z
    .array(
      z.strictObject({
        id,
        phrase: id,
        /** Enough alone. */
        templates: someTemplates,
        /** Names of lists that are a sign together: "{a} > {b}", "{a} + {b}", "{a} & {b}". */
        together: templates,
        /** Weak signs: `need` of the lists make the sign. */
        several: z.array(z.strictObject({ need: z.number().int().min(2), of: z.array(id).min(2) })).default([]),
      }),
    )
    .min(1),
});

export const lexiconSchema = z.strictObject({
  terms: z.record(words, z.array(words).min(1)),
  spellings: z.record(words, words),
  /** Words that begin a question, and words that join two, for messages that ask several things. */
  asking: z.array(words).default([]),
  joining: z.array(words).default([]),
  /** A message of these words alone has no subject of its own: it leans on the last answer. */
  leaning: z.array(words).default([]),
});

/** What tells that a name or an address follows, for the scrub of questions that are kept for the clinic (scrub.ts). */
export const scrubSchema = z.strictObject({
  lists,
  names: someTemplates,
  contacts: someTemplates,
  /** Words that have a capital wherever they stand and name nobody. */
  capitals: z.array(words).default([]),
});

export type Topic = z.infer<typeof topicSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type Subject = z.infer<typeof subjectSchema>;
export type Intent = z.infer<typeof intentSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Screening = z.infer<typeof screeningSchema>;
export type Phrases = z.infer<typeof phrasesSchema>;
export type Commands = z.infer<typeof commandsSchema>;
export type Command = keyof Commands['commands'];
export type Alarms = z.infer<typeof alarmsSchema>;
export type ReplyExamples = z.infer<typeof replyExamplesSchema>;
export type AlarmExamples = z.infer<typeof alarmExamplesSchema>;
export type Lexicon = z.infer<typeof lexiconSchema>;
export type Scrub = z.infer<typeof scrubSchema>;
export type VerdictName = (typeof VERDICTS)[number];
export type Choice = (typeof CHOICES)[number];

/** What a patient's reply was read as and what is stored: an age in whole years, or one of the closed choices. */
export type Answer = Choice | number;
export type Answers = Readonly<Record<string, Answer>>;

/** Where a piece of content stands, for messages to those who mend it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** All content of one language, frozen. `version` changes when a question or a rule does (see load.ts). */
export interface Content {
  readonly locale: string;
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly rules: readonly Rule[];
  readonly entries: readonly Entry[];
  readonly subjects: readonly Subject[];
  readonly screening: Screening;
  readonly phrases: Phrases;
  readonly commands: Commands;
  readonly alarms: Alarms;
  readonly replyExamples: ReplyExamples;
  readonly alarmExamples: AlarmExamples;
  readonly lexicon: Lexicon;
  readonly scrub: Scrub;
  /** Keyed "entry/pain", "question/botox", "rule/…", "phrase/…", "subject/…". */
  readonly places: ReadonlyMap<string, Place>;
}
