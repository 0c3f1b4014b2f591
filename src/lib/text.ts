/** A line of a file is never longer, so that one without line ends does not fill the memory. */
export const LINE_MOST = 10_000

/**
 * The pointer to the first text (or key) that PostgreSQL could not store as it is, undefined if all
 * are fine: NUL characters, and surrogates without their other half.
 */
export function findBadText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : pointer
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) return pointer
    const found = findBadText(member, `${pointer}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** True where the text holds neither NUL nor a lone surrogate. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
