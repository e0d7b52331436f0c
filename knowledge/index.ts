// The only door of the knowledge layer.
export { type Alarm, type AlarmDetector, type AlarmSpotter, createAlarmDetector, createAlarmSpotter } from './alarms';
export { checkContent, compareLanguages, type Finding } from './check';
export { type CommandReader, createCommandReader } from './commands';
export { createLanguageDetector, type DetectedLanguage, type LanguageDetector } from './languages';
export { type Knowledge, type Lessons, learn } from './learn';
export { createGrouper, type Grouper } from './likeness';
export {
  ContentError,
  type ContentFault,
  DEFAULT_LOCALE,
  deepFreeze,
  KNOWLEDGE_FOLDER,
  type LoadOptions,
  loadContent,
  localesIn,
} from './load';
export { type Candidate, createMatcher, type IntentId, type Match, type Matcher, type Understanding } from './match';
export { createTextReader, type TextReader } from './matching/reading';
export { CLOSING_PHRASES, PHRASES, type PhraseId, type PhraseValues, sayPhrase } from './phrases';
export { choiceOf, evaluate, ruleFor, type Verdict } from './rules';
export type {
  Answer,
  Answers,
  Choice,
  Command,
  Content,
  Entry,
  Question,
  Rule,
  Subject,
  VerdictName,
  Web,
} from './schema';
export { type Evaluation, type KindFigures, type LabelledQuestion, type Scored, scoreQuestions } from './scoring';
export {
  answeredQuestions,
  createReplyReader,
  type Day,
  isFalseClearance,
  nextQuestion,
  type Reading,
  type ReplyReader,
} from './screening';
export { createScrubber, type Scrubber } from './scrub';
export { LONGEST_TEXT, normalize, sentences } from './text';
export { WEB_WORDS, type WebWordId, webWords } from './web-words';
