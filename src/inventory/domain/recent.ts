type Levels = { quantity: number; free: number }

/** What moved a row on hand: by so much, and what it left. */
export type Moved = Levels & {
  id: string
  tx: string
  version: number
  change: number
  freeChange: number
}

/** What is known of a row on hand: as it is, and what moved it lately, by version. */
export type Recent = Levels & { moves: readonly Moved[] }

/**
 * A row as it was when nothing had been recorded yet that came after an id, and as somebody knew it
 * who had not heard of some transactions; undefined where nothing was there. Of two processes that
 * wait for each other the later one may have made its id first: the order of movements is that of
 * their versions, so the last one before is the highest of them.
 */
export function decideBefore(
  { moves, ...now }: Recent,
  id: string,
  unheard: ReadonlySet<string> = new Set(),
): Levels | undefined {
  const [first] = moves
  if (!first) return now
  const at = moves.findLastIndex((move) => move.id < id)
  if (at < 0 && first.version === 1) return undefined
  let { quantity, free } = at < 0 ? beforeOf(first) : moves[at]!
  for (const move of moves.slice(0, at + 1)) {
    if (!unheard.has(move.tx)) continue
    quantity -= move.change
    free -= move.freeChange
  }
  return { quantity, free }
}

function beforeOf({ quantity, free, change, freeChange }: Moved): Levels {
  return { quantity: quantity - change, free: free - freeChange }
}
