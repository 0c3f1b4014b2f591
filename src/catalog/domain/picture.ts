import { Refusal } from '../../lib/refusal.ts'
import { sha256 } from '../../lib/json.ts'
import { createRepeats } from './repeats.ts'

/** A drawing, and the SHA-256 of its text, by which it is found. */
export type Picture = { hash: Buffer; svg: string }

export const PICTURE_BYTES = 65_536
const DEEPEST = 100
const SVG = 'http://www.w3.org/2000/svg'

/**
 * What a drawing may be made of. Not among them: what runs (script, animation that sets links),
 * holds another document (foreignObject, image), or repeats a part over and over (use, filters),
 * since a small file could keep a browser busy for ever.
 */
const elements = new Set(
  (
    'svg g defs symbol title desc metadata style path rect circle ellipse line polyline polygon ' +
    'text tspan linearGradient radialGradient stop clipPath mask pattern'
  ).split(' '),
)

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?'
const ATTRIBUTE = `\\s+(${NAME})\\s*=\\s*("[^"<]*"|'[^'<]*')`
const PROLOG = /^\uFEFF?<\?xml(?:\s+\w+\s*=\s*(?:"[\w.-]*"|'[\w.-]*'))*\s*\?>/
/** A comment as XML and HTML both read it, an end tag, a tag with its attributes, or text. */
const TOKEN = new RegExp(
  `<!--(?!-?>)(?:(?!--)[^])*-->|</(?<end>${NAME})\\s*>|` +
    `<(?<start>${NAME})(?<attributes>(?:${ATTRIBUTE})*)\\s*(?<empty>/?)>|(?<text>[^<]+)`,
  'y',
)

/** Ways in which style can ask for something that is not in the drawing. */
const REACHES_OUT = /url\((?!\s*["']?\s*#)|(?:image|image-set|cross-fade|src)\(|@import|\\/i

/**
 * A drawing that can be shown to anybody: one `<svg>` that is well formed, of known elements, and
 * asks for nothing outside itself. Else `picture_invalid`, which says what stands in the way.
 */
export function decidePicture(svg: string): Picture | Refusal {
  const fault = faultIn(svg)
  if (fault === undefined) return { hash: sha256(svg), svg }
  return new Refusal('picture_invalid', { field: '/svg', detail: fault })
}

function faultIn(svg: string): string | undefined {
  const bytes = Buffer.byteLength(svg)
  if (bytes > PICTURE_BYTES) return `It has ${bytes} bytes; ${PICTURE_BYTES} are the most`
  const text = svg.replace(PROLOG, '')
  const open: string[] = []
  const repeats = createRepeats()
  let hasRoot = false
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)
    if (!token) return `It is not well formed at ${excerpt(text, at)}`
    const { end, start, attributes = '', empty, text: words } = token.groups!
    if (words !== undefined) {
      const fault = faultInText(words, open.at(-1))
      if (fault) return fault
      if (open.at(-1) === 'style') repeats.style(decoded(words)!)
    } else if (end !== undefined) {
      if (open.pop() !== end) return `</${end}> closes what was not opened`
      repeats.leave()
    } else if (open.at(-1) === 'style') {
      // Texts on both sides of it are read as one.
      return 'A <style> holds one text and nothing else'
    } else if (start !== undefined) {
      if (open.length === 0 && hasRoot) return 'It has more than one root element'
      const fault = hasRoot
        ? faultInElement(start, attributes)
        : (faultInRoot(start, attributes) ?? faultInElement(start, attributes))
      if (fault) return fault
      hasRoot = true
      repeats.enter(start, readAttributes(attributes))
      if (empty) repeats.leave()
      if (!empty && open.push(start) > DEEPEST) return `It is nested deeper than ${DEEPEST}`
    }
  }
  if (!hasRoot) return 'It has no <svg> element'
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : repeats.fault()
}

/** Those of an element without fault, with their character references read. */
function readAttributes(attributes: string): [key: string, value: string][] {
  return attributesOf(attributes).map(([key, raw]) => [key, decoded(raw)!])
}

function faultInRoot(name: string, attributes: string): string | undefined {
  if (name !== 'svg') return `Its root is <${name}>, not <svg>`
  const isSvg = attributesOf(attributes).some(([key, value]) => key === 'xmlns' && value === SVG)
  return isSvg ? undefined : `<svg> needs xmlns="${SVG}"`
}

function faultInElement(name: string, attributes: string): string | undefined {
  if (!elements.has(name)) return `The element <${name}> is not allowed`
  const seen = new Set<string>()
  for (const [key, raw] of attributesOf(attributes)) {
    if (seen.has(key)) return `The attribute ${key} of <${name}> stands twice`
    seen.add(key)
    const value = decoded(raw)
    if (value === undefined) return `The attribute ${key} of <${name}> is not well formed`
    if (!isHarmless(key, value)) return `The attribute ${key} of <${name}> is not allowed`
  }
  return undefined
}

/** True where an attribute neither runs anything nor asks for anything outside the drawing. */
function isHarmless(key: string, value: string): boolean {
  if (key === 'xmlns') return value === SVG
  if (key.startsWith('xmlns:')) return true
  if (key.includes(':') && !['xlink:href', 'xml:space', 'xml:lang'].includes(key)) return false
  if (/^on/i.test(key) || /^(?:src|action|formaction|ping)$/i.test(key)) return false
  if (/^(?:xlink:)?href$/i.test(key)) return value.startsWith('#')
  return !REACHES_OUT.test(value)
}

function faultInText(words: string, parent: string | undefined): string | undefined {
  const value = decoded(words)
  if (value === undefined || value.includes(']]>')) return 'A text in it is not well formed'
  if (parent === undefined && value.trim() !== '') return 'There is text outside <svg>'
  if (parent === 'style' && REACHES_OUT.test(value)) return 'Its <style> asks for something outside'
  return undefined
}

function attributesOf(attributes: string): [key: string, value: string][] {
  const found = attributes.matchAll(new RegExp(ATTRIBUTE, 'g'))
  return [...found].map(([, key, quoted]) => [key!, quoted!.slice(1, -1)])
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its character references read; undefined where one is none that XML knows. */
function decoded(text: string): string | undefined {
  let isWell = true
  const read = text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g, (...found) => {
    const [, decimal, hex, name] = found as (string | undefined)[]
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    const char = point === undefined ? named[name ?? ''] : charOf(point)
    if (char === undefined) isWell = false
    return char ?? ''
  })
  return isWell && !/[^\P{Cc}\t\n\r]/u.test(read) ? read : undefined
}

function charOf(point: number): string | undefined {
  const isChar = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return isChar ? String.fromCodePoint(point) : undefined
}

function excerpt(text: string, at: number): string {
  return JSON.stringify(text.slice(at, at + 30))
}
