import { codeOf, type Database } from '../../platform/db/index.ts'
import { createNumbers, drawNumbers } from '../store/capture.ts'

const BLOCK = 256
const UNDEFINED_TABLE = '42P01'

/** Order numbers that one batch has for itself, by channel. */
export type Numbers = {
  take(channelId: number): number
  /** What was taken was not written after all: it is taken again, from the first on. */
  restart(): void
  giveBack(): void
}

/**
 * Order numbers, drawn in blocks outside the orders' transactions: a number costs nothing when an
 * order is written, and one that is not used goes to the next batch or is a gap, nothing more.
 */
export function createNumberBook(db: Database) {
  const stock = new Map<number, number[]>()

  /** Takes `count` numbers out of the stock, so that no other batch can have them. */
  async function takeOut(channelId: number, count: number): Promise<number[]> {
    while ((stock.get(channelId)?.length ?? 0) < count) {
      const drawn = await drawOrCreate(db, channelId, Math.max(BLOCK, count))
      stock.set(channelId, [...(stock.get(channelId) ?? []), ...drawn])
    }
    return stock.get(channelId)!.splice(0, count)
  }

  return {
    /** Numbers for a batch that wants so many of each channel. */
    async reserve(wanted: ReadonlyMap<number, number>): Promise<Numbers> {
      const reserved = new Map<number, number[]>()
      for (const [channelId, count] of wanted) {
        reserved.set(channelId, await takeOut(channelId, count))
      }
      const taken = new Map<number, number>()
      return {
        take(channelId) {
          const next = taken.get(channelId) ?? 0
          const number = reserved.get(channelId)?.[next]
          if (number === undefined) throw new Error('a batch took more order numbers than it has')
          taken.set(channelId, next + 1)
          return number
        },
        restart: () => taken.clear(),
        giveBack() {
          for (const [channelId, all] of reserved) {
            const left = all.slice(taken.get(channelId) ?? 0)
            stock.set(channelId, [...left, ...(stock.get(channelId) ?? [])])
          }
        },
      }
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
