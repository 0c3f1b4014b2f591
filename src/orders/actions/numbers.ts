import { codeOf, type Database } from '../../platform/db/index.ts'
import { createNumbers, drawNumbers } from '../store/capture.ts'

const BLOCK = 256
const UNDEFINED_TABLE = '42P01'

/**
 * Order numbers, drawn in blocks outside the orders' transactions: a number costs nothing when an
 * order is written, and one that is not used is a gap, nothing more.
 */
export function createNumberBook(db: Database) {
  const stock = new Map<number, number[]>()
  return {
    /** Makes sure that `take` has `count` numbers for the channel. */
    async fill(channelId: number, count: number): Promise<void> {
      const numbers = stock.get(channelId) ?? []
      if (numbers.length >= count) return
      const drawn = await drawOrCreate(db, channelId, Math.max(BLOCK, count))
      // Taken from the end, so the smallest stands last.
      stock.set(channelId, [...drawn.toReversed(), ...numbers])
    },
    take(channelId: number): number {
      const number = stock.get(channelId)?.pop()
      if (number === undefined) throw new Error(`no order number of channel ${channelId} is left`)
      return number
    },
  }
}

export type NumberBook = ReturnType<typeof createNumberBook>

async function drawOrCreate(db: Database, channelId: number, count: number): Promise<number[]> {
  try {
    return await drawNumbers(db, channelId, count)
  } catch (error) {
    if (codeOf(error) !== UNDEFINED_TABLE) throw error
    // Two processes may make it at once; then one of them hears that it is there.
    await createNumbers(db, channelId).catch(() => undefined)
    return drawNumbers(db, channelId, count)
  }
}
