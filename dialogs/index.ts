// The only door of the dialogs layer.
export { type Conversation, createConversation, type Incoming, type TurnResult } from './conversation';
export { joinReplies, type Reply, replyActivities } from './replies';
export { createRouter, type Route, type RouteName, type Router, type Situation } from './route';
export { type ConversationState, conversationStateSchema, newState, openQuestion } from './state';
export type { Clinic, Message, RouteTrace } from './turn';
