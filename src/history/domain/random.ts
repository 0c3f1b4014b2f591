/** Numbers in [0, 1), the same for the same seed (mulberry32, T. Ettinger, public domain). */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `count` members in random order, fewer where there are fewer (Fisher and Yates, in part). */
export function draw<Member>(
  from: readonly Member[],
  count: number,
  random: () => number,
): Member[] {
  const rest = [...from]
  const most = Math.min(count, rest.length)
  for (let i = 0; i < most; i += 1) {
    const other = i + Math.floor(random() * (rest.length - i))
    const taken = rest[other]!
    rest[other] = rest[i]!
    rest[i] = taken
  }
  return rest.slice(0, most)
}
