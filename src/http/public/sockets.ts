// Tells when the stream of replies opens and breaks: Direct Line's client says it is online until it has another one.
export function watchSockets(on: { opened(): void; closed(): void }): void {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('open', () => on.opened());
      this.addEventListener('close', () => on.closed());
    }
  };
}
