/** The tones of one colour: where light falls, the thing itself, where it folds. */
export type Ink = { light: string; base: string; shade: string }

/** A drawing within 96 by 96, in one ink; things of different styles differ in a detail. */
export type Drawing = (ink: Ink, style: Style) => string
export type Style = 0 | 1 | 2

/** The tones of a colour by its name; soft enough to stand on white and on black. */
export const inks: Readonly<Record<string, Ink>> = {
  navy: { light: '#5b72a6', base: '#3b4f7d', shade: '#2c3c61' },
  charcoal: { light: '#868c96', base: '#646a74', shade: '#4c515a' },
  sand: { light: '#eadbc0', base: '#d8c29c', shade: '#bda57b' },
  sage: { light: '#bccbb3', base: '#9db092', shade: '#7f9575' },
  rust: { light: '#d58a6c', base: '#ba5d3f', shade: '#96452b' },
  ivory: { light: '#fbf8f0', base: '#f0e9d9', shade: '#d6cbb4' },
  black: { light: '#6c6f77', base: '#44464d', shade: '#303238' },
  plum: { light: '#a3708f', base: '#7f4b6b', shade: '#623652' },
  sky: { light: '#bdd7eb', base: '#97bbd8', shade: '#7299ba' },
  ochre: { light: '#e7c37c', base: '#d29f44', shade: '#af802c' },
}

/** A thin grey edge keeps ivory visible on white and black on black. */
const EDGE = 'stroke="#8a8c93" stroke-opacity=".6" stroke-width=".8" stroke-linejoin="round"'

export function svgOf(parts: readonly (string | false)[]): string {
  const drawn = parts.filter((part) => part !== false).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">${drawn}</svg>`
}

/** The outline of a thing, filled. */
export function shape(fill: string, d: string): string {
  return `<path ${EDGE} fill="${fill}" d="${d}"/>`
}

/** A surface within a shape. */
export function patch(fill: string, d: string): string {
  return `<path fill="${fill}" d="${d}"/>`
}

/** Seams, ribs, stripes. */
export function lines(colour: string, d: string, width = 1.4): string {
  return stroke(colour, width, 'stroke-linecap="round"', d)
}

/** Stitches, woven rows. */
export function dashes(colour: string, d: string, dash: string, width = 1.2): string {
  return stroke(colour, width, `stroke-dasharray="${dash}"`, d)
}

/** Round dots of one size, `x,y` each: buttons, a pattern. They are lines of no length. */
export function dots(colour: string, r: number, at: string): string {
  return lines(colour, at.replaceAll(/(\S+),(\S+) ?/g, 'M$1 $2h.01'), 2 * r)
}

function stroke(colour: string, width: number, how: string, d: string): string {
  return `<path fill="none" stroke="${colour}" stroke-width="${width}" ${how} d="${d}"/>`
}
