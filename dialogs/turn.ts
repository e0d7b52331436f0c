// One turn: what came in, the state as it changes, and the replies as they gather. Dialogs share it through the turn context.
import type { TurnContext } from 'botbuilder-core';
import type { Candidate, Content, Day, PhraseId, PhraseValues, VerdictName } from '../knowledge';
import { sayPhrase } from '../knowledge';
import type { LanguageChange, LanguageHint } from './language';
import type { Choice, Link, PartKind, Row, Said } from './replies';
import type { Route, RouteName, Situation } from './route';
import { type ConversationState, type Mark, openQuestion, questionMark } from './state';

/** What the clinic sets: its name, how it is reached, and the numbers for emergencies. */
export interface Clinic {
  readonly name: string;
  readonly phone?: string;
  readonly bookingUrl?: string;
  readonly emergencyNumber: string;
  readonly crisisLine: string;
  /** How many days a conversation is kept. */
  readonly retentionDays: number;
  /** How many days the scrubbed words of questions without an answer are kept; absent where they are not. */
  readonly gapDays?: number;
}

/**
 * The value of the route trace that clinic staff read in the Emulator, in the order in which they read it: the long list last.
 * It goes nowhere else, as it quotes the patient.
 */
export interface RouteTrace {
  readonly route: RouteName | 'welcome' | null;
  readonly topics: readonly string[];
  readonly choices: readonly string[];
  readonly question: string | null;
  readonly verdict: VerdictName | null;
  readonly confidence: number;
  /** The language of the reply. */
  readonly language: string;
  /** Ids of the rules behind a verdict, all that fired. */
  readonly rules: readonly string[];
  /** The alarm sign that was heard, and by which template. */
  readonly alarm: { readonly sign: string; readonly template: string; readonly words: string } | null;
  /** What the message may have been about, best first, with the words that spoke for each. */
  readonly candidates: readonly Candidate[];
}

export interface Message {
  readonly text: string;
  /** True for pictures, files and voice, which the bot cannot read. */
  readonly hasAttachments: boolean;
  /** What the tapped button belongs to; absent where the patient typed. */
  readonly button?: Mark;
  /** True where a message was changed that had been sent before. */
  readonly isEdit?: boolean;
  /** True where the bot was mentioned and nothing was said. */
  readonly isMention?: boolean;
}

/** What comes in: the message, today's date, and whether others read along. */
export interface Incoming {
  readonly message: Message;
  readonly today: Day;
  /** True in a group chat or a channel: there nobody is asked about their health, and nothing of it is kept. */
  readonly isShared?: boolean;
  /** The language that the channel says the patient has, such as "es-MX". */
  readonly locale?: string;
  /** What the message says of languages; see language.ts. */
  readonly languageHint?: LanguageHint;
  /** Opens the private chat with the bot, where the channel has such a link. */
  readonly privateChatUrl?: string;
}

/** What goes with a text: buttons, and how it looks on a card. */
interface Extras {
  readonly choices?: readonly Choice[];
  readonly link?: Link;
  readonly kind?: PartKind;
  readonly rows?: readonly Row[];
}

type PhraseArguments<Id extends PhraseId> = keyof PhraseValues<Id> extends never ? [] : [values: PhraseValues<Id>];

export class Turn {
  state: ConversationState;
  trace: Omit<RouteTrace, 'question' | 'language'> = {
    route: null,
    topics: [],
    choices: [],
    verdict: null,
    confidence: 0,
    rules: [],
    alarm: null,
    candidates: [],
  };
  readonly replies: Said[] = [];
  /** What the router decided, once it has. */
  decided?: Route;
  /** True where nothing was known of the patient before. */
  isFirst = false;
  /** False where the message cannot be meant for the question that is open now. */
  isRepliable = true;
  /** Set where the patient wants everything forgotten: what is stored must be erased, not only written over. */
  forgets = false;
  /** The situation in which the message was read. */
  situation?: Situation;
  /** The language of what is said, where it is not that of the turn. */
  spokenLocale?: string;
  /** Set where the conversation goes on in another language. */
  change?: LanguageChange & { readonly kind: 'change' };
  /** True on the turn that welcomes the patient. */
  isWelcoming = false;
  /** Set on an urgent turn: the phrase that fitted the sign. */
  urgentPhrase?: string;

  constructor(
    readonly content: Content,
    readonly clinic: Clinic,
    readonly incoming: Incoming,
    state: ConversationState,
    /** The other languages that can be offered. */
    readonly others: readonly Content[] = [],
  ) {
    this.state = state;
  }

  get text(): string {
    return this.incoming.message.text;
  }

  phrase<Id extends PhraseId>(id: Id, ...[values]: PhraseArguments<Id>): string {
    return sayPhrase(this.content.phrases, id, { turn: this.state.turn, ...(values ? { values } : {}) });
  }

  choice(id: PhraseId & `choice-${string}`): Choice {
    return { title: sayPhrase(this.content.phrases, id) };
  }

  /** The buttons of what is open, each saying what it replies to. */
  marked(choices: readonly Choice[]): Choice[] {
    const mark = questionMark(this.content, this.state);
    return choices.map(({ title }) => ({ title, ...(mark ? { mark } : {}) }));
  }

  say(text: string, extras: Extras = {}): void {
    this.replies.push({ text, ...extras });
  }

  /** False where others read along. */
  get isPrivate(): boolean {
    return this.incoming.isShared !== true;
  }

  /** The way to the private chat as a button, where the channel has one. */
  privateLink(): { readonly link?: Link } {
    const { privateChatUrl } = this.incoming;
    return privateChatUrl ? { link: { title: this.phrase('choice-private'), url: privateChatUrl } } : {};
  }

  /** The booking page as a button, where the clinic has one. */
  bookingLink(): { readonly link?: Link } {
    const { bookingUrl } = this.clinic;
    return bookingUrl ? { link: { title: this.phrase('choice-booking'), url: bookingUrl } } : {};
  }

  /** The finished trace: the open question is read off the state as the turn leaves it. */
  routeTrace(): RouteTrace {
    const open = this.state.screening?.paused ? undefined : openQuestion(this.content, this.state);
    const { route, topics, choices, verdict, confidence, ...rest } = this.trace;
    const doubt = this.state.offered.length > 0 ? 'choices' : null;
    const question = this.state.language.offered ? 'language' : (open?.id ?? doubt);
    return { route, topics, choices, question, verdict, confidence, language: this.content.locale, ...rest };
  }
}

const TURN = Symbol('preconsult.turn');

export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}

export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('No turn was set on this context; dialogs run through createConversation() only.');
  return turn;
}
