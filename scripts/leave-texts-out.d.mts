/** The types of the other scripts nobody asks for; these functions a test calls. */
export function withoutExamples(source: string, file: string): string;
export function withoutTexts(source: string, file: string): string;
