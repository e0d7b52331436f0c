// What the web pages share, put together once at start: the built files, the clinic, its colours, the words, who may embed.
import { type Content, type Web, webWords } from '../../knowledge';
import { type Asset, type BuiltPage, readBuiltPage, textAsset } from './assets';
import { type Theme, themeOf } from './theme';

export interface WebPages {
  readonly built: BuiltPage;
  readonly clinic: { readonly name: string };
  readonly theme: Theme;
  readonly web: Web;
  /** How many characters a message may have. */
  readonly longestMessage: number;
  /** The origins whose pages may show the chat in a frame, besides our own. */
  readonly embedders: readonly string[];
  /** Origins besides our own to which the chat may talk. */
  readonly services: readonly string[];
}

export interface WebSettings {
  readonly clinic: { readonly name: string };
  readonly color: string;
  readonly longestMessage: number;
  readonly embedders: readonly string[];
  /** Addresses besides our own with which the chat talks: a public name of ours, a Direct Line elsewhere. */
  readonly services: readonly string[];
}

export function createWebPages(content: Content, settings: WebSettings): WebPages {
  const { clinic, color, embedders, longestMessage } = settings;
  const services = settings.services.flatMap((url) => socketOrigins(new URL(url).origin));
  return {
    built: readBuiltPage(),
    clinic,
    theme: themeOf(color),
    web: content.web,
    embedders,
    services,
    longestMessage,
  };
}

/** Everything under /assets. */
export function assetsOf({ built, theme }: WebPages): ReadonlyMap<string, Asset> {
  return new Map([...built.files, [theme.name, textAsset(theme.css, '.css', { forEver: true })]]);
}

/** /widget.js with the clinic's colour and the words of its language in it. */
export function widgetAsset({ built, clinic, theme, web }: WebPages): Asset {
  const settings = {
    color: theme.color,
    onColor: theme.onColor,
    language: web.language,
    open: webWords(web, 'widget-open'),
    close: webWords(web, 'widget-close'),
    frame: webWords(web, 'widget-frame', { clinic: clinic.name }),
  };
  return textAsset(
    built.widget.replace(/(['"])%settings%\1/, () => JSON.stringify(JSON.stringify(settings))),
    '.js',
  );
}

function socketOrigins(origin: string): string[] {
  return [origin, origin.replace(/^http/, 'ws')];
}
