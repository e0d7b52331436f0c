// The button on the clinic's own site, and the frame with the chat that it opens. One classic script without dependencies.
// Invariants: nothing of the host page reaches in or is touched (a shadow root; a style sheet that is an object and not
// an element, so that the host's policy may be as strict as it likes); the chat is loaded only when it is opened; of the
// conversation nothing but "a message has come" ever reaches the host page.
(() => {
  const KEY = 'Preconsult';
  const global = window as unknown as Record<string, unknown>;
  const script = document.currentScript as HTMLScriptElement | null;
  // Included twice, it is there once.
  if (global[KEY] || !script) return;

  interface Settings {
    readonly color: string;
    readonly onColor: string;
    readonly languages: readonly {
      readonly locale: string;
      readonly language: string;
      readonly open: string;
      readonly close: string;
      readonly frame: string;
    }[];
  }
  const settings = JSON.parse('%settings%') as Settings;
  const { color, label, lang, side } = script.dataset;
  /** The words in the language that the host says, else in that of its page. */
  const named = [lang, document.documentElement.lang].flatMap((tag) => {
    const wanted = (tag ?? '').trim().toLowerCase();
    const primary = wanted.split(/[-_]/)[0];
    return settings.languages.filter(({ locale }) => [wanted, primary].includes(locale.toLowerCase()));
  })[0];
  const words = named ?? settings.languages[0];
  if (!words) return;
  const origin = new URL(script.src).origin;

  type EventName = 'open' | 'close' | 'message-received';
  const listeners = new Map<string, Set<() => void>>();
  const tell = (name: EventName): void => {
    for (const listener of listeners.get(name) ?? []) {
      try {
        listener();
      } catch (fault) {
        // The host's own fault is the host's to see, and stops nothing here.
        reportError(fault);
      }
    }
  };

  const STYLE = `
:host{all:initial!important;position:fixed!important;inset:auto!important;z-index:2147483000!important;display:block!important}
button{all:unset;box-sizing:border-box;position:fixed;inset-block-end:max(20px,env(safe-area-inset-bottom));
inset-inline-end:max(20px,env(safe-area-inset-right));display:flex;align-items:center;gap:10px;max-inline-size:min(320px,calc(100vw - 40px));
min-block-size:52px;padding:10px 20px;border-radius:26px;background:var(--color);color:var(--on);
font:600 16px/1.25 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere;hyphens:auto;cursor:pointer;
box-shadow:0 2px 6px rgb(0 0 0/.2),0 8px 24px rgb(0 0 0/.18)}
:host(.start) button{inset-inline:max(20px,env(safe-area-inset-left)) auto}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:3px solid var(--on);outline-offset:-6px;box-shadow:0 0 0 3px var(--color)}
svg{flex:none;inline-size:24px;block-size:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
dialog{all:unset;display:none;position:fixed;box-sizing:border-box;inset-block-end:88px;inset-inline-end:max(20px,env(safe-area-inset-right));
inline-size:min(420px,calc(100vw - 40px));block-size:min(680px,calc(100vh - 108px));block-size:min(680px,calc(100dvh - 108px));
border-radius:16px;overflow:hidden;background:Canvas;color-scheme:light dark;box-shadow:0 4px 12px rgb(0 0 0/.18),0 16px 48px rgb(0 0 0/.24)}
:host(.start) dialog{inset-inline:max(20px,env(safe-area-inset-left)) auto}
dialog[open]{display:block;animation:rise .18s ease-out}
dialog::backdrop{background:none}
iframe{display:block;inline-size:100%;block-size:100%;border:0;color-scheme:light dark}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
@media (prefers-reduced-motion:reduce){dialog[open]{animation:none}}
@media (max-width:480px),(max-height:480px){
dialog,:host(.start) dialog{inset:0;inline-size:100%;block-size:100%;border-radius:0}}
@media (forced-colors:active){button{border:2px solid ButtonText}}
@media print{:host{display:none!important}}`;
  const small = matchMedia('(max-width:480px),(max-height:480px)');

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const button = document.createElement('button');
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const text = document.createElement('span');
  const dialog = document.createElement('dialog');
  let frame: HTMLIFrameElement | undefined;
  let isReady = false;
  let isOpen = false;

  const BUBBLE = 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z';
  const CROSS = 'M6 6l12 12M18 6L6 18';
  const show = (): void => {
    button.setAttribute('aria-expanded', String(isOpen));
    text.textContent = isOpen ? words.close : label || words.open;
    path.setAttribute('d', isOpen ? CROSS : BUBBLE);
  };

  const say = (notice: 'hello' | 'open'): void => frame?.contentWindow?.postMessage({ preconsult: notice }, origin);

  /** On a phone the chat covers the page, which is then out of reach; elsewhere the page stays usable beside it. */
  const place = (): void => {
    if (dialog.open) dialog.close();
    if (small.matches) dialog.showModal();
    else dialog.show();
  };

  const open = (): void => {
    if (isOpen) return;
    isOpen = true;
    if (!frame) {
      frame = document.createElement('iframe');
      frame.title = words.frame;
      // Where the host names none of our languages, the browser may.
      frame.src = named ? `${origin}/chat?lang=${named.locale}` : `${origin}/chat`;
      // The chat's page may be loaded anew ("start over"); it must hear each time who is there.
      frame.addEventListener('load', () => say('hello'));
      dialog.append(frame);
    }
    place();
    show();
    frame.focus();
    if (isReady) say('open');
    tell('open');
  };

  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    dialog.close();
    show();
    button.focus();
    tell('close');
  };

  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    const notice = data?.preconsult;
    if (notice === 'ready') {
      isReady = true;
      if (isOpen) say('open');
    } else if (notice === 'close') close();
    else if (notice === 'message-received') tell(notice);
  });
  // Also what a phone's "back" gesture or the Escape key does to a dialog by itself.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close();
  });
  button.addEventListener('click', () => (isOpen ? close() : open()));
  small.addEventListener('change', () => {
    if (isOpen) place();
  });

  const draw = (): void => {
    button.type = 'button';
    // Words of the host's are in the language that it says; without a word about it, in that of its page.
    const language = label ? lang : words.language;
    if (language) button.lang = language;
    button.setAttribute('aria-controls', 'chat');
    dialog.id = 'chat';
    dialog.setAttribute('aria-label', words.frame);
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(path);
    button.append(icon, text);
    host.dir = getComputedStyle(document.documentElement).direction;
    // "left" and "right" as they are seen; without a side, the end of a line of the host's language.
    const isStart = side === 'left' || side === 'right' ? (side === 'left') === (host.dir === 'ltr') : false;
    host.className = isStart ? 'start' : '';
    const given = /^#([\da-f]{3}|[\da-f]{6})$/i.test(color ?? '') ? (color as string) : undefined;
    host.style.setProperty('--color', given ?? settings.color);
    host.style.setProperty('--on', given ? readable(given) : settings.onColor);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      const sheet = document.createElement('style');
      sheet.textContent = STYLE;
      root.append(sheet);
    }
    root.append(button, dialog);
    show();
    // Beside the body and above all: a transform, filter or zoom of the body would take the button along.
    document.documentElement.append(host);
    try {
      host.popover = 'manual';
      host.showPopover();
    } catch {
      // Older browsers know no such layer, and show it where it is.
    }
  };

  /** White or near black, whichever is read more easily on the colour. */
  const readable = (hex: string): string => {
    const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18333 ? '#000000' : '#ffffff';
  };

  global[KEY] = Object.freeze({
    open,
    close,
    /** Calls the listener on every 'open', 'close' and 'message-received'; gives a function that ends this. */
    on(name: EventName, listener: () => void) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
  });

  if (document.body) draw();
  else document.addEventListener('DOMContentLoaded', draw);
})();
