/** Chance that can be repeated: the same seed and name give the same draws. */
export type Random = {
  /** From 0 up to but not 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  isOne(share: number): boolean
  pick<Value>(from: readonly Value[]): Value
}

/** Chance by a seed and what it is for (mulberry32, started from an FNV-1a hash of both). */
export function randomOf(seed: number, name: string): Random {
  let state = hashOf(`${seed} ${name}`)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    isOne: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)]!,
  }
}

/** One draw from 0 up to 1 that a name always gets. */
export function shareOf(name: string): number {
  return randomOf(0, name).next()
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash
}
