/** Options that several commands share, with their checks. */
import { UsageError } from './terminal.ts';

/** A reader for commander: one of a few words. */
export function oneOf<T extends string>(option: string, values: readonly T[]): (value: string) => T {
  return (value) => {
    const found = values.find((candidate) => candidate === value);
    if (!found) throw new UsageError(`${option} is one of ${values.join(', ')}, not "${value}"`);
    return found;
  };
}
