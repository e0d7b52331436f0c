// The language of a page: what its address asks for (?lang=es), else the first of ours that the browser wants, else our first.
import Negotiator from 'negotiator';
import type { Request, Response } from 'restify';
import { languageFor } from '../../dialogs';
import type { PageLanguage } from './web-pages';

/** Picks it, and says so in the headers of the response. */
export function pageLanguage(languages: readonly PageLanguage[], request: Request, response: Response): PageLanguage {
  const locales = languages.map(({ locale }) => locale);
  const asked = languageFor(locales, new URLSearchParams(request.getQuery()).get('lang') ?? undefined);
  const wanted = asked ?? new Negotiator(request).language(locales);
  const language = languages.find(({ locale }) => locale === wanted) ?? languages[0];
  if (!language) throw new Error('A page needs a language.');
  response.header('Content-Language', language.web.language);
  response.header('Vary', 'Accept-Language');
  return language;
}
