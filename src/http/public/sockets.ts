// Tells when the stream of replies opens and breaks: Direct Line's client says it is online until it has another one. A line of
// our own service that is silent for too long is broken as well, though nobody hung up: a phone changed its network, or slept.

/** Our service gives a sign of life every 15 seconds; two may be late. Others promise none. */
const SILENT_AFTER_MILLISECONDS = 35_000;

export function watchSockets(on: { opened(): void; closed(): void }): void {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const isOurs = new URL(url).host === location.host;
      let silence: ReturnType<typeof setTimeout> | undefined;
      const heard = (): void => {
        clearTimeout(silence);
        if (isOurs) silence = setTimeout(cut, SILENT_AFTER_MILLISECONDS);
      };
      const cut = (): void => {
        this.close();
        // The browser itself would wait for the other side to say goodbye, which is not there.
        this.dispatchEvent(new CloseEvent('close', { code: 1006 }));
      };
      this.addEventListener('open', () => {
        heard();
        on.opened();
      });
      this.addEventListener('message', heard);
      this.addEventListener(
        'close',
        () => {
          clearTimeout(silence);
          on.closed();
        },
        { once: true },
      );
    }
  };
}
