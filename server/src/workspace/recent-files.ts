/** For who goes through many files once: those looked at last stay in memory, so that it does not grow with their number. */
import type { Analysis } from './analysis.ts';

/** Files kept in memory behind the one in hand: a client's plan, catalogue and scripts stand beside it. */
const KEPT_FILES = 32;

/** The files that were looked at last, whoever named them. What was not needed for a while is let go by `letGo`. */
export class RecentFiles {
  private readonly files = new Set<string>();

  constructor(private readonly letGo: (uri: string) => void) {}

  used({ document, dependsOn, project }: Analysis): void {
    for (const uri of [...dependsOn.keys(), ...project.touched.keys(), document.uri]) {
      this.files.delete(uri);
      this.files.add(uri);
    }
    for (const uri of this.files) {
      if (this.files.size <= KEPT_FILES) return;
      this.files.delete(uri);
      this.letGo(uri);
    }
  }
}
