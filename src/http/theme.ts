// The clinic's colour -> the colours of the page, as CSS. Whatever the colour, text on it and in it can be read: WCAG's 4.5 to 1.
import { createHash } from 'node:crypto';

export interface Theme {
  /** Where the style sheet is served, by its content. */
  readonly name: string;
  readonly css: string;
  readonly color: string;
  readonly onColor: string;
}

const READABLE = 4.5;
/** The surfaces of chat.css on which the colour has the least contrast: its bubbles. */
const LIGHT_SURFACE = '#eef2f4';
const DARK_SURFACE = '#232b31';

/** `color`: "#rgb" or "#rrggbb". */
export function themeOf(color: string): Theme {
  const base = long(color);
  const onColor = contrast(base, '#ffffff') >= READABLE ? '#ffffff' : '#000000';
  const css = `:root{--clinic:${base};--on-clinic:${onColor};--accent:${readableOn(base, LIGHT_SURFACE)}}
@media (prefers-color-scheme:dark){:root{--accent:${readableOn(base, DARK_SURFACE)}}}
`;
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12);
  return { name: `theme-${hash}.css`, css, color: base, onColor };
}

/** The colour, made darker or lighter until it can be read as text on the surface. */
export function readableOn(color: string, surface: string): string {
  const goal = luminance(surface) > 0.5 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(color, goal, share);
    if (contrast(mixed, surface) >= READABLE) return mixed;
  }
  return mix(color, goal, 1);
}

/** WCAG 2's contrast of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(color: string, goal: number, share: number): string {
  const mixed = channels(color).map((value) => Math.round(value + (goal - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function long(color: string): string {
  const digits = color.slice(1).toLowerCase();
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}
