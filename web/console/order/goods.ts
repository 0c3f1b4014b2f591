import type { Formats } from '../../lib/format.ts'

/** What is sold, and how its quantities are counted: in base units of so many decimals. */
export type Unit = { name: string; unit: string; decimals: number }

/** Units as one reads them: `2 × Chair`, `1.5 m × Linen`. */
export function goodsText(units: number, of: Unit, { formats }: { formats: Formats }): string {
  const count = quantityText(units / 10 ** of.decimals, of.unit, formats)
  return `${unbroken(`${count} × `)}${brief(of.name)}`
}

/** Pieces are just counted; everything else has its unit. */
export function quantityText(quantity: number, unit: string, formats: Formats): string {
  const count = formats.number(quantity)
  return unit === 'piece' ? count : unbroken(`${count} ${unit}`)
}

const BRIEF = 48

/** A name within a sentence: cut after a word where it is too long for one. */
export function brief(name: string): string {
  if (name.length <= BRIEF) return name
  const cut = name.slice(0, BRIEF)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), BRIEF / 2)).replace(/[\s,;:]+$/, '')} …`
}

/** What a line must not end in the middle of. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** A word of a program as one of a text: `address_check` is Address check. */
export function plainly(word: string): string {
  const words = word.replaceAll(/[_.]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A difference of quantities without what binary fractions add to it. */
export function rounded(quantity: number): number {
  return Number(quantity.toFixed(6))
}
