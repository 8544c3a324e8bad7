/** The two assertions that the suite's helpers use, for a worker, which has no `node:assert`. */
class AssertionError extends Error {}

function ok(value: unknown, message?: string): asserts value {
  if (!value) throw new AssertionError(message ?? `${String(value)} is not truthy`);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) throw new AssertionError(message ?? `${String(actual)} is not ${String(expected)}`);
}

export default { ok, equal };
