/** How the program is compiled while a command runs. Node alone knows it: nothing of the linter may. */
import { setFlagsFromString } from 'node:v8';

/**
 * A command runs for seconds and does the same thing thousands of times. By default functions are compiled for speed before
 * it is known what they are called with, and then twice more: that took a third of a command's processor time.
 */
export function compileLater(): void {
  setFlagsFromString('--interrupt-budget=400000');
}
