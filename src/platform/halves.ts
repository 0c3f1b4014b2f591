import { Refusal } from '../lib/refusal.ts'

/** An item that could not be worked on, and why. */
export type Failed<Item> = { item: Item; error: unknown }

/**
 * Works on items together; where that fails, on their halves, so that one that always fails keeps
 * nobody else waiting. Answers those that failed by themselves. What concerns all of them, such as
 * a lost database, is thrown.
 */
export async function inHalves<Item>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<unknown>,
): Promise<Failed<Item>[]> {
  if (items.length === 0) return []
  try {
    await work(items)
    return []
  } catch (error) {
    if (error instanceof Refusal && error.code === 'database_unavailable') throw error
    if (items.length === 1) return [{ item: items[0]!, error }]
    const middle = Math.ceil(items.length / 2)
    const first = await inHalves(items.slice(0, middle), work)
    return [...first, ...(await inHalves(items.slice(middle), work))]
  }
}
