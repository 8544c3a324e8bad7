/**
 * Milliseconds of processor time of a run, the least of several: what a test says of cost must hold on a busy machine too.
 * Never compare wall time; limits in wall time only end what hangs.
 */
export function processorTime(run: () => void, runs = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    run();
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  return least;
}
