// What `npm run dev` starts anew on each change: the page is built where it has changed, and the service runs from its source.
import { buildWeb } from './build-web.mjs';

buildWeb();
await import('../src/main.ts');
