// A clinic's own site on another origin, with the widget's one line on it: a strict policy, and styles that spare nothing.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  /** As another site than the service's: by number, where that is reached by name. */
  readonly url: string;
  /** What the page shows from now on; `service`: where the widget comes from. */
  show(page: {
    readonly service: string;
    readonly attributes?: string;
    readonly direction?: string;
    readonly language?: string;
    readonly twice?: boolean;
    /** Rules beside those of every such page. */
    readonly style?: string;
  }): void;
  stop(): Promise<void>;
}

/** Listens to everything that is said to the page, and takes hold of every element that it can reach. */
const SCRIPT = `
window.heard = [];
addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));
window.before = Object.keys(window);`;
const STYLE = `
* { font-size: 60px !important; color: #050 !important; visibility: hidden; transform: rotate(9deg); letter-spacing: 9px; }
div, button, dialog, iframe { display: none !important; background: lime !important; }
body, h1 { visibility: visible; transform: none; display: block !important; }`;

export async function startHostPage(): Promise<HostPage> {
  let service = '';
  let markup = '';
  let styles = STYLE;
  const send = (response: ServerResponse, type: string, text: string): void => {
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self' ${service}; style-src 'self'; frame-src ${service}; img-src data:; require-trusted-types-for 'script'`,
    );
    response.end(text);
  };
  const server = createServer((request, response) => {
    if (request.url === '/host.js') send(response, 'text/javascript', SCRIPT);
    else if (request.url === '/host.css') send(response, 'text/css', styles);
    else send(response, 'text/html', markup);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show({ service: from, attributes = '', direction = 'ltr', language = 'en', twice = false, style = '' }) {
      service = from;
      styles = STYLE + style;
      const line = `<script src="${from}/widget.js" async ${attributes}></script>`;
      markup = `<!doctype html><html lang="${language}" dir="${direction}"><head><title>A clinic</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/host.css"><script src="/host.js"></script></head>
<body><main><h1>A clinic</h1></main>${line}${twice ? line : ''}</body></html>`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
