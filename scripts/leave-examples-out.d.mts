import type { Plugin } from 'esbuild';

export function withoutExamples(source: string, file: string): string;
export const leaveExamplesOut: Plugin;
