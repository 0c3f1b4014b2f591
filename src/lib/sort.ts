/**
 * Compares by the first differing number of two equally long keys: the order in which rows lock.
 */
export function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const difference = a[i]! - b[i]!
    if (difference !== 0) return difference
  }
  return 0
}
