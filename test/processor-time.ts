/**
 * Milliseconds of processor time of a run, the least of several: what a test says of cost must hold on a busy machine too.
 * Never compare wall time; limits in wall time only end what hangs.
 */
export function processorTime(run: () => void, runs = 2): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    run();
    // the sum is exact; how it is shared out between the two is sampled, and a short run may be told as none of either
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
