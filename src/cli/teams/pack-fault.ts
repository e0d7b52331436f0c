// What is wrong with the Teams app: told to whoever runs `npm run teams:pack`, all of it at once.
export interface PackFault {
  /** Stable, so that tests and people can name it. */
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

export function printedFault({ id, what, why, fix }: PackFault): string {
  return `error ${id}\n  what  ${what}\n  why   ${why}\n  fix   ${fix}\n`;
}
