// Counting: hits, misses, precision, recall and how sure one can be of them.

/** Wilson's 95 % interval of a share: `[low, high]`, shares 0–1; `[0, 1]` for no cases. */
export function interval(successes, cases) {
  if (cases === 0) return [0, 1];
  const z = 1.96;
  const share = successes / cases;
  const centre = share + (z * z) / (2 * cases);
  const width = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  const scale = 1 + (z * z) / cases;
  return [(centre - width) / scale, (centre + width) / scale];
}

/**
 * @param {{violation: boolean, flagged: boolean, rightRule: boolean}[]} cases
 * Flagged means any finding at warning or above; `rightRule` says whether one of them carries an expected rule.
 */
export function scores(cases) {
  const count = (test) => cases.filter(test).length;
  const hit = count((c) => c.violation && c.flagged);
  const named = count((c) => c.violation && c.rightRule);
  const missed = count((c) => c.violation && !c.flagged);
  const falseAlarm = count((c) => !c.violation && c.flagged);
  const quiet = count((c) => !c.violation && !c.flagged);
  const precision = hit + falseAlarm === 0 ? 1 : hit / (hit + falseAlarm);
  const recall = hit + missed === 0 ? 1 : hit / (hit + missed);
  return {
    cases: cases.length,
    hit,
    missed,
    falseAlarm,
    quiet,
    named,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    falsePositiveRate: falseAlarm + quiet === 0 ? 0 : falseAlarm / (falseAlarm + quiet),
    precisionInterval: interval(hit, hit + falseAlarm),
    recallInterval: interval(hit, hit + missed),
  };
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** Scores by a key of the cases, as Markdown table rows; `all` comes first. */
export function scoreTable(cases, keys) {
  const lines = [
    '| cases | n | precision | recall | F1 | false-positive rate | right rule named |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  const row = (name, subset) => {
    const s = scores(subset);
    const [pl, ph] = s.precisionInterval;
    const [rl, rh] = s.recallInterval;
    lines.push(
      `| ${name} | ${s.cases} | ${percent(s.precision)} (${percent(pl)}–${percent(ph)}) | ${percent(s.recall)} (${percent(rl)}–${percent(rh)}) | ${s.f1.toFixed(3)} | ${percent(s.falsePositiveRate)} | ${s.named} of ${s.hit} |`,
    );
  };
  row('all', cases);
  for (const key of keys) {
    const values = [...new Set(cases.flatMap((c) => c[key]))].sort();
    for (const value of values)
      row(
        `${key}: ${value}`,
        cases.filter((c) => [c[key]].flat().includes(value)),
      );
  }
  return lines.join('\n');
}
