import { inSlices } from '../../lib/slices.ts'
import { nameOf } from '../domain/counter.ts'
import type { Fences, Share } from '../domain/fences.ts'
import type { By } from '../domain/ledger.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { readFenceLevels } from '../store/fences.ts'
import { cutAnew, inTurn, keyOfFence, release, rowsOf, tryCut } from './fence-cuts.ts'
import { fencesInForce, othersTurn, type Fence, type KnownFences } from './fences-in-force.ts'

/** What a ring-fence was last found to be cut right for. */
type Look = {
  terms: string
  pool: string
  stamp: number
  /** Of all ring-fences of the SKU: another list when any of them changed. */
  shares: readonly Share[] | undefined
}

/** What a process remembers from one look to the next. */
export type FencesSeen = {
  known?: KnownFences
  /** Those for which what is over was ended. */
  released?: KnownFences
  /** By name of the fence. */
  looks: Map<string, Look>
  /** Which of the slices is looked at whether or not its stock has moved. */
  turn: number
}

/** So many are looked at in one go; others get their turn between. */
const SLICE = 1000
/** So many rows are locked in one transaction; who sells them waits as long. */
const ROWS = 1000
const SKUS = 250

/**
 * Cuts ring-fences into shares anew where stock has moved, where their channel took units or gave
 * some back, and where a rule began, changed or ended. Each process looks, on what it believes;
 * what differs is cut some SKUs at a time, by one process at a time. What nobody may see any more
 * of a change between two looks is that others may claim a moment later what it set free.
 */
export async function cutFences(world: InventoryWorld, seen: FencesSeen, by: By): Promise<void> {
  const known = (seen.known = await fencesInForce(world, seen.known, by.now))
  const { believed } = await world.rules.fences()
  if (known !== seen.released) {
    // First of all: what they let go, another may be short of.
    if (!(await releaseOver(world, known, believed, by))) return
    for (const name of seen.looks.keys()) if (!known.names.has(name)) seen.looks.delete(name)
    seen.released = known
  }
  const slices = inSlices(known.fences, SLICE)
  seen.turn = (seen.turn + 1) % Math.max(1, slices.length)
  for (const [i, slice] of slices.entries()) {
    // Units may be counted without any that moves; and few are looked at each time.
    const due = slice.filter((fence) => i === seen.turn || mayDiffer(world, seen, fence, believed))
    // Another process is cutting: what it does is heard of, and the rest is looked at then.
    if (due.length > 0 && !(await lookAt(world, seen, { known, due, believed }, by))) return
    await othersTurn()
  }
}

type Believed = Fences['believed']

/** Cheap, for all of them: most have not moved. */
function mayDiffer(
  world: InventoryWorld,
  { looks }: FencesSeen,
  fence: Fence,
  believed: Believed,
): boolean {
  const look = looks.get(fence.name)
  if (!look) return true
  const { stamp, terms, pool, shares } = lookOf(world, fence, believed)
  return (
    look.stamp !== stamp || look.shares !== shares || look.terms !== terms || look.pool !== pool
  )
}

function lookOf({ index }: InventoryWorld, fence: Fence, believed: Believed): Look {
  const { skuId, terms, pool } = fence
  return { terms, pool: pool.text, stamp: index.stampOf(skuId), shares: believed.get(skuId) }
}

/** Cuts those that differ from what they should be; false where another process is cutting. */
async function lookAt(
  world: InventoryWorld,
  seen: FencesSeen,
  { known, due, believed }: { known: KnownFences; due: readonly Fence[]; believed: Believed },
  by: By,
): Promise<boolean> {
  const { platform, index, skus } = world
  const skuIds = new Set(due.map(({ skuId }) => skuId))
  await skus.loadIds([...skuIds])
  const levels = await readFenceLevels(platform.db, due.map(keyOfFence), by.now)
  const differing: { fence: Fence; rows: number }[] = []
  for (const fence of due) {
    const { name, skuId } = fence
    const look = lookOf(world, fence, believed)
    const rows = rowsOf(index, skuId)
    const stock = { decimals: skus.byId(skuId)!.decimals, rows }
    const { isSame } = tryCut(fence, stock, levels.get(name), look.shares)
    if (isSame) seen.looks.set(name, look)
    else differing.push({ fence, rows: rows.filter(isPlaceOf(fence)).length })
  }
  for (const chunk of chunksOf(differing)) {
    if (!(await inTurn(world, known, (tx) => cutAnew(tx, world, chunk, by)))) return false
    await othersTurn()
  }
  return true
}

function isPlaceOf({ pool }: Fence): (row: { locationId: number }) => boolean {
  return ({ locationId }) => pool.ids.has(locationId)
}

/** In chunks that lock few rows. */
function chunksOf(fences: readonly { fence: Fence; rows: number }[]): Fence[][] {
  const chunks: Fence[][] = []
  let chunk: Fence[] = []
  let room = 0
  for (const { fence, rows } of fences) {
    if (chunks.length === 0 || rows > room || chunk.length === SKUS) {
      chunks.push((chunk = []))
      room = ROWS
    }
    chunk.push(fence)
    room -= rows
  }
  return chunks
}

/** Ends shares of ring-fences that are over; false where another process is cutting. */
async function releaseOver(
  world: InventoryWorld,
  known: KnownFences,
  believed: Believed,
  by: By,
): Promise<boolean> {
  const over: Share[] = []
  for (const shares of believed.values()) {
    for (const share of shares)
      if (!known.names.has(nameOf({ ...share, key: '' }))) over.push(share)
  }
  for (const some of inSlices(over, ROWS)) {
    if (!(await inTurn(world, known, (tx) => release(tx, world, some, by)))) return false
    await othersTurn()
  }
  return true
}
