// The only door of the dialogs layer.

export type { Answered } from './cards/reply-card';
export { type Conversation, createConversation, type TurnResult } from './conversation';
export type { Gap } from './gap';
export { createMultilingual, type Language, languageFor } from './multilingual';
export { answeredActivity, joinReplies, type Reply, replyActivity } from './replies';
export type { Route, RouteName, Situation } from './route';
export { createRouter, type Router } from './router';
export { type ConversationState, conversationStateSchema, type Mark, newState, openQuestion } from './state';
export { type Summary, type SummaryParts, type SummarySection, summarize } from './summary';
export type { Clinic, Incoming, Message, RouteTrace } from './turn';
