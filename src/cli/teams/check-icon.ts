// The two icons: their sizes and colours as Teams asks for them.
import { PNG } from 'pngjs';
import type { PackFault } from './pack-fault';

const OPAQUE = 255;
const WHITE = 255;

interface IconRule {
  readonly size: number;
  /** What is wrong with its pixels, if anything. */
  readonly pixels: (pixels: readonly Pixel[]) => string | undefined;
  readonly why: string;
}

interface Pixel {
  readonly white: boolean;
  readonly alpha: number;
}

export const ICONS: Readonly<Record<string, IconRule>> = {
  color: {
    size: 192,
    pixels: (pixels) => (pixels.some(({ alpha }) => alpha < OPAQUE) ? 'has see-through parts' : undefined),
    why: 'Teams shows the colour icon at 192 by 192 pixels, and rounds its corners itself.',
  },
  outline: {
    size: 32,
    pixels: (pixels) => {
      const drawn = pixels.filter(({ alpha }) => alpha > 0);
      if (drawn.length === 0) return 'is empty';
      if (drawn.length === pixels.length) return 'has no see-through background';
      return drawn.every(({ white }) => white) ? undefined : 'has another colour than white';
    },
    why: 'Teams shows the outline icon at 32 by 32 pixels, white on nothing, and colours it itself.',
  },
};

/** `kind`: a key of ICONS; `bytes`: undefined where the file is missing. */
export function checkIcon(kind: string, name: string, bytes: Uint8Array | undefined): PackFault[] {
  const rule = ICONS[kind];
  if (!rule) return [];
  const { size, why } = rule;
  const fault = (id: string, what: string): PackFault => ({
    id,
    what: `The ${kind} icon, ${name}, ${what}.`,
    why,
    fix: `Draw teams/${kind}.svg anew, and run: node scripts/render-icons.mjs`,
  });
  if (!bytes) return [fault('icon-missing', 'is not in the package')];
  const image = decoded(bytes);
  if (!image) return [fault('icon-unreadable', 'is no PNG that can be read')];
  const faults: PackFault[] = [];
  if (image.width !== size || image.height !== size) {
    faults.push(fault('icon-size', `is ${image.width} by ${image.height} pixels and must be ${size} by ${size}`));
  }
  const wrong = rule.pixels(pixelsOf(image));
  return wrong === undefined ? faults : [...faults, fault('icon-colors', wrong)];
}

function decoded(bytes: Uint8Array): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}

function pixelsOf({ data }: PNG): Pixel[] {
  return Array.from({ length: data.length / 4 }, (_, index) => {
    const [red, green, blue, alpha = 0] = data.subarray(index * 4, index * 4 + 4);
    return { white: red === WHITE && green === WHITE && blue === WHITE, alpha };
  });
}
