/** What tells a variant from its siblings: `{ size: 'M', colour: 'navy' }`. */
export type Options = Readonly<Record<string, string>>

/** Options that people name last, and that stand across in a table, by their usual names. */
const MEASURES = new Set(['size', 'größe', 'length', 'width', 'volume', 'waist'])

export function isMeasure(name: string): boolean {
  return MEASURES.has(name.toLowerCase())
}

/** As people name it, the size last: `navy · M`. */
export function variantOf(options: Options): string {
  return inOrder(options)
    .map(([, value]) => value)
    .join(' · ')
}

export function inOrder(options: Options): [name: string, value: string][] {
  return Object.entries(options).toSorted(([a], [b]) => Number(isMeasure(a)) - Number(isMeasure(b)))
}

const SIZES = ['xxxs', 'xxs', 'xs', 's', 'small', 'm', 'medium', 'l', 'large', 'xl', 'xxl', 'xxxl']

/** Sizes in their order, numbers by value, all else by the alphabet. */
export function compareValues(a: string, b: string): number {
  const [sizeA, sizeB] = [a, b].map((value) => SIZES.indexOf(value.toLowerCase()))
  if (sizeA! >= 0 && sizeB! >= 0) return sizeA! - sizeB!
  return a.localeCompare(b, undefined, { numeric: true })
}

/** Variants as one looks for them: one colour after the other, from small to large. */
export function compareVariants(a: Options, b: Options): number {
  const [ones, others] = [inOrder(a), inOrder(b)]
  for (const [index, [, value]] of ones.entries()) {
    const by = compareValues(value, others[index]?.[1] ?? '')
    if (by !== 0) return by
  }
  return ones.length - others.length
}
