// What the web pages share, put together once at start: the built files, the clinic, its colours, the words, who may embed.
import type { Clinic } from '../../dialogs';
import { type Content, type Web, webWords } from '../../knowledge';
import { type Asset, type BuiltPage, readBuiltPage, textAsset } from './assets';
import { type Theme, themeOf } from './theme';

export interface WebPages {
  readonly built: BuiltPage;
  readonly theme: Theme;
  /** The first is that of browsers which want none of them. */
  readonly languages: readonly PageLanguage[];
  /** How many characters a message may have. */
  readonly longestMessage: number;
  /** The origins whose pages may show the chat in a frame, besides our own. */
  readonly embedders: readonly string[];
  /** Origins besides our own to which the chat may talk. */
  readonly services: readonly string[];
}

/** The words of a page, and the name of the clinic in them. */
export interface PageLanguage {
  readonly locale: string;
  readonly web: Web;
  readonly clinic: Pick<Clinic, 'name'>;
}

export interface WebSettings {
  readonly color: string;
  readonly longestMessage: number;
  readonly embedders: readonly string[];
  /** Addresses besides our own with which the chat talks: a public name of ours, a Direct Line elsewhere. */
  readonly services: readonly string[];
}

export function createWebPages(
  languages: readonly { readonly content: Content; readonly clinic: Clinic }[],
  settings: WebSettings,
): WebPages {
  const { color, embedders, longestMessage } = settings;
  const services = settings.services.flatMap((url) => socketOrigins(new URL(url).origin));
  return {
    built: readBuiltPage(),
    theme: themeOf(color),
    languages: languages.map(({ content, clinic }) => ({ locale: content.locale, web: content.web, clinic })),
    embedders,
    services,
    longestMessage,
  };
}

/** Everything under /assets. */
export function assetsOf({ built, theme }: WebPages): ReadonlyMap<string, Asset> {
  return new Map([...built.files, [theme.name, textAsset(theme.css, '.css', { forEver: true })]]);
}

/** /widget.js with the clinic's colour and the words of all languages in it; it takes those of the page that it is on. */
export function widgetAsset({ built, languages, theme }: WebPages): Asset {
  const settings = {
    color: theme.color,
    onColor: theme.onColor,
    languages: languages.map(({ locale, web, clinic }) => ({
      locale,
      language: web.language,
      open: webWords(web, 'widget-open'),
      close: webWords(web, 'widget-close'),
      frame: webWords(web, 'widget-frame', { clinic: clinic.name }),
    })),
  };
  return textAsset(
    built.widget.replace(/(['"])%settings%\1/, () => JSON.stringify(JSON.stringify(settings))),
    '.js',
  );
}

function socketOrigins(origin: string): string[] {
  return [origin, origin.replace(/^http/, 'ws')];
}
