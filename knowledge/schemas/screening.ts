// screening.yaml, reply-examples.yaml and rules.yaml: what is asked, how replies read, and what each answer means.
import { z } from 'zod';
import { CHOICES, id, lists, phrasings, templates, VERDICTS, words } from './shared';

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
