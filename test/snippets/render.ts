/** The part of VS Code's snippet syntax that our snippets use: `$0`, `${1:default}`, `${1|a,b|}`, escapes. */

const STOP = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|])*)\|)?\}/g;

/** The body with every placeholder filled with its default, every choice with its first word, final stops empty. */
export function render(body: string): string {
  return body.replace(STOP, (_, escaped, _bare, _number, text: string | undefined, choices: string | undefined) => {
    if (escaped) return escaped;
    if (choices !== undefined) return unescaped(choices.split(/(?<!\\),/)[0]!);
    return unescaped(text ?? '');
  });
}

/** Numbers of the tab stops in the order in which they stand. */
export function tabstops(body: string): readonly number[] {
  return [...body.matchAll(STOP)].filter((match) => !match[1]).map((match) => Number(match[2] ?? match[3]));
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
