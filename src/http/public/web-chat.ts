// Microsoft's Web Chat on our page: loaded when it is needed, in our colours, without upload and speech.
import { takeDraft } from './session.js';
import { element, nonce, settings, words } from './settings.js';

export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly from?: { readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string; readonly retryOf?: string };
}

export interface Action {
  readonly type: string;
  readonly meta?: { readonly clientActivityID?: string };
  readonly payload?: { readonly activity?: Activity; readonly activityID?: string };
}

export type Middleware = (store: {
  dispatch(action: object): void;
}) => (next: (action: Action) => unknown) => (action: Action) => unknown;

export interface DirectLine {
  readonly connectionStatus$: { subscribe(observer: (status: number) => void): unknown };
}

interface WebChatBundle {
  createDirectLine(options: object): DirectLine;
  createStore(state: object, ...middleware: readonly Middleware[]): { dispatch(action: object): void };
  renderWebChat(properties: object, container: HTMLElement): void;
}

let loading: Promise<WebChatBundle> | undefined;

/** Fetches the bundle, once. */
export function loadWebChat(): Promise<WebChatBundle> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = settings.webChat;
    script.onload = () => resolve((window as unknown as { readonly WebChat: WebChatBundle }).WebChat);
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error('The chat could not be loaded.'));
    };
    document.head.append(script);
  });
  return loading;
}

export function drawWebChat(bundle: WebChatBundle, directLine: DirectLine, middleware: readonly Middleware[]): void {
  const store = bundle.createStore({}, ...middleware);
  const draft = takeDraft();
  if (draft !== undefined) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: draft } });
  bundle.renderWebChat(
    {
      directLine,
      store,
      nonce,
      locale: settings.language,
      dir: document.documentElement.dir,
      styleOptions: STYLE,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: words('input-placeholder') },
    },
    element('chat'),
  );
}

/** What stands in the box where the patient writes. */
export function typedText(): string {
  return findInput()?.value ?? '';
}

/** Puts the cursor into that box, now or as soon as Web Chat has drawn it. */
export function focusInput(): void {
  const drawn = findInput();
  if (drawn) {
    drawn.focus();
    return;
  }
  const drawing = new MutationObserver(() => {
    const input = findInput();
    if (!input) return;
    drawing.disconnect();
    input.focus();
  });
  drawing.observe(element('chat'), { childList: true, subtree: true });
}

function findInput(): HTMLTextAreaElement | null {
  return document.querySelector('[data-id="webchat-sendbox-input"]');
}

/** Colours are variables of chat.css, so that light and dark follow the device without drawing anew. */
const STYLE = {
  accent: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  subtle: 'var(--quiet)',
  primaryFont: 'var(--font)',
  monospaceFont: 'var(--font)',
  fontSizeSmall: '85%',
  rootZIndex: 0,
  bubbleBackground: 'var(--bubble)',
  bubbleBorderWidth: 0,
  bubbleBorderRadius: 14,
  bubbleTextColor: 'var(--text)',
  bubbleMaxWidth: 620,
  bubbleMinWidth: 0,
  bubbleFromUserBackground: 'var(--clinic)',
  bubbleFromUserBorderWidth: 0,
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: 'var(--on-clinic)',
  bubbleNubSize: 0,
  bubbleFromUserNubSize: 0,
  messageActivityWordBreak: 'break-word',
  paddingRegular: 12,
  paddingWide: 16,
  timestampColor: 'var(--quiet)',
  hideUploadButton: true,
  sendBoxBackground: 'var(--surface)',
  sendBoxTextColor: 'var(--text)',
  sendBoxPlaceholderColor: 'var(--quiet)',
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnDisabled: 'var(--quiet)',
  sendBoxButtonColorOnHover: 'var(--accent)',
  sendBoxButtonShadeColorOnHover: 'var(--bubble)',
  sendBoxButtonShadeColorOnActive: 'var(--bubble)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
  sendBoxBorderTop: 'solid 1px var(--line)',
  sendBoxHeight: 52,
  sendBoxTextWrap: true,
  sendBoxMaxHeight: 140,
  suggestedActionLayout: 'flow',
  suggestedActionsFlowMaxHeight: 'var(--most-actions)',
  suggestedActionsStackedLayoutButtonTextWrap: true,
  suggestedActionHeight: 'auto',
  suggestedActionBorderRadius: 22,
  suggestedActionBorderWidth: 1,
  suggestedActionBorderColor: 'var(--accent)',
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionBackgroundColor: 'var(--surface)',
  suggestedActionBackgroundColorOnHover: 'var(--bubble)',
  suggestedActionBackgroundColorOnActive: 'var(--bubble)',
  suggestedActionBackgroundColorOnFocus: 'var(--surface)',
  suggestedActionTextColorOnFocus: 'var(--accent)',
  suggestedActionBorderColorOnDisabled: 'var(--line)',
  suggestedActionTextColorOnDisabled: 'var(--quiet)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderRadius: 20,
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptOverlayButtonBackground: 'var(--text)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--text)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--text)',
  transcriptOverlayButtonColor: 'var(--surface)',
  cardEmphasisBackgroundColor: 'var(--bubble)',
  notificationText: 'var(--quiet)',
  hideToaster: true,
  // Our own words have none; what comes from outside stays text.
  markdownRenderHTML: false,
};
