/**
 * Parts of a drawing that are painted anew wherever they are referred to. One that refers to
 * another multiplies: a few of them in a row, each referring to the next many times, keep a browser
 * busy for ever. So none may reach another, whether by what is in it, by what it inherits or by a
 * style sheet, whose rules may meet any part.
 */
const repeating = new Set(['clipPath', 'mask', 'pattern'])

const REFERENCE = /url\(\s*["']?\s*#([^"')]*)/gi
const PLAIN = /^[\p{L}\p{N}_.:-]+$/u

type Attributes = readonly (readonly [key: string, value: string])[]

export type Repeats = {
  /** An element begins, within those that are open. */
  enter(name: string, attributes: Attributes): void
  leave(): void
  style(text: string): void
  /** What stands in the way, when all has been read. */
  fault(): string | undefined
}

export function createRepeats(): Repeats {
  const open: { repeats: boolean; refers: readonly string[] }[] = []
  const ids = new Set<string>()
  const reached = new Set<string>()

  function reach(references: readonly string[]): void {
    for (const id of references) reached.add(id)
  }

  return {
    enter(name, attributes) {
      const repeats = repeating.has(name)
      const refers = attributes.flatMap(([key, value]) => referencesOf(key, value))
      if (repeats) {
        for (const [key, value] of attributes) if (key === 'id') ids.add(value)
        for (const outer of open) reach(outer.refers)
      }
      const isInside = repeats || open.some((outer) => outer.repeats)
      if (isInside) reach(refers)
      open.push({ repeats, refers })
    },
    leave: () => void open.pop(),
    style: (text) => reach(referencesOf('style', text)),
    fault() {
      const id = [...reached].find((one) => ids.has(one) || !PLAIN.test(one))
      if (id === undefined || ids.size === 0) return undefined
      return `A mask, clipPath or pattern must not reach another, nor a <style> one: #${id}`
    },
  }
}

/** Ids that an attribute refers to; a link of any element may be one that is painted. */
function referencesOf(key: string, value: string): string[] {
  if (/^(?:xlink:)?href$/i.test(key)) return [value.replace(/^#/, '')]
  return [...value.matchAll(REFERENCE)].map(([, id]) => id!.trim())
}
