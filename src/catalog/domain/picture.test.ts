import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { decidePicture, PICTURE_BYTES } from './picture.ts'

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
const svgOf = (inner: string, attributes = '') => `<svg ${XMLNS}${attributes}>${inner}</svg>`

/** Drawings that are fine: nested groups of shapes. */
const values = fc.constantFrom('#2b3a55', 'url(#g)', 'url( "#g" )', 'M0 0h9v9z', 'a&amp;b', '1')
const keys = fc.uniqueArray(fc.constantFrom('d', 'fill', 'style', 'id', 'xml:space'))
const attributes = fc
  .tuple(keys, fc.array(values, { minLength: 5, maxLength: 5 }))
  .map(([names, given]) => names.map((name, i) => ` ${name}='${given[i]}'`).join(''))
const { drawing } = fc.letrec<{ drawing: string }>((tie) => ({
  drawing: fc.oneof(
    { depthSize: 'small' },
    attributes.map((some) => `<path${some}/>`),
    fc.constantFrom('<!-- made by hand -->', ' ', '<title>A &lt; b</title>'),
    fc.tuple(attributes, fc.array(tie('drawing'), { maxLength: 4 })).map(([some, inner]) => {
      return `<g${some}>${inner.join('\n')}</g>`
    }),
  ),
}))

/** What must never be in a drawing, wherever it stands. */
const harmful = [
  '<script>alert(1)</script>',
  '<SCRIPT/>',
  '<path onload="alert(1)"/>',
  "<path\nONCLICK = 'x'/>",
  '<foreignObject/>',
  '<image href="#a"/>',
  '<a href="#a"><path/></a>',
  '<use href="https://example.com/a.svg#b"/>',
  '<use href="#a"/>',
  '<animate attributeName="href" values="x"/>',
  '<set/>',
  '<linearGradient href="other.svg#g"/>',
  '<linearGradient xlink:href="&#104;ttps://example.com/"/>',
  '<path fill="url(https://example.com/#g)"/>',
  '<path fill="&#x75;rl(//example.com)"/>',
  '<path style="fill:u\\72l(//example.com)"/>',
  '<path style="background:image-set(\'//example.com\')"/>',
  '<style>@import "//example.com"</style>',
  '<style>path{fill:url(//example.com)}</style>',
  '<style>path{fill:&#117;rl(//example.com)}</style>',
  '<style>@im<!-- -->port "//example.com"</style>',
  '<style>path{fill:<g/>red}</style>',
  '<path xml:base="https://example.com/"/>',
  '<g xmlns="http://www.w3.org/1999/xhtml"/>',
  '<html:script/>',
  '<?php x ?>',
  '<!DOCTYPE svg>',
  '<![CDATA[x]]>',
  '<!--><script/>-->',
  '<!-- a -- b -->',
  '<path d="1" d="2"/>',
  '<path d=1/>',
  '<path d="<"/>',
  '&copy;',
  '&#0;',
  '&#xD800;',
  'a & b',
  '</g>',
  '<g>',
  ']]>',
]

function faultOf(svg: string): string | undefined {
  const decided = decidePicture(svg)
  if (!(decided instanceof Refusal)) return undefined
  assert.equal(decided.code, 'picture_invalid')
  return decided.message
}

describe('a picture', () => {
  it('is kept as it is where it only draws, and has one hash', () => {
    fc.assert(
      fc.property(fc.array(drawing), (inner) => {
        const svg = svgOf(inner.join(''))
        const decided = decidePicture(svg)
        assert.ok(!(decided instanceof Refusal), svg)
        assert.equal(decided.svg, svg)
        assert.equal(decided.hash.length, 32)
        assert.deepEqual(decidePicture(svg), decided)
      }),
    )
  })

  it('is refused with anything harmful in it, wherever that stands', () => {
    const inner = fc.array(drawing, { maxLength: 4 })
    fc.assert(
      fc.property(inner, inner, fc.constantFrom(...harmful), (before, behind, harm) => {
        const svg = svgOf(`${before.join('')}<g>${harm}</g>${behind.join('')}`)
        assert.notEqual(faultOf(svg), undefined, svg)
      }),
      { numRuns: 500 },
    )
    for (const harm of harmful) assert.notEqual(faultOf(svgOf(harm)), undefined, harm)
  })

  it('repeats parts, but none that repeat others', () => {
    const a = (inner: string, more = '') => `<pattern id="a"${more}>${inner}</pattern>`
    const b = '<mask id="b"><path/></mask>'
    for (const fine of [
      `${a('<path/>')}<path fill="url(#a)"/>`,
      `${a('<path fill="url(#g)"/>')}${b}<g mask="url(#b)"><path fill="url(#a)"/></g>`,
      `${a('<path/>')}<linearGradient id="h" href="#g"/><style>path{fill:url(#h)}</style>`,
      `<g fill="url(#a)"><path/></g>${a('<path/>')}`,
    ]) {
      assert.equal(faultOf(svgOf(fine)), undefined, fine)
    }
    for (const hostile of [
      `${b}${a('<path mask="url(#b)"/>')}`,
      `${a('<path style="mask:url( &quot;#b&quot; )"/>')}${b}`,
      `${a('<g><g><path mask="url(#&#98;)"/></g></g>')}${b}`,
      `${a('<path mask="url(#%62)"/>')}${b}`,
      `${a('<path mask="url(\'#&#9;b\')"/>')}${b}`,
      `${a('<path/>', ' mask="url(#b)"')}${b}`,
      `${a('', ' href="#c"')}<pattern id="c"><path/></pattern>`,
      `<g fill="url(#a)"><clipPath id="c"><path/></clipPath></g>${a('<path/>')}`,
      `${a('<path/>')}${b}<style>path{mask:url(#b)}</style>`,
      a('<path fill="url(#a)"/>'),
    ]) {
      assert.match(faultOf(svgOf(hostile)) ?? '', /must not reach/, hostile)
    }
  })

  it('is one whole <svg>: whatever is cut off it or put beside it makes it none', () => {
    fc.assert(
      fc.property(fc.array(drawing), fc.nat(), (inner, at) => {
        const svg = svgOf(inner.join(''))
        assert.notEqual(faultOf(svg.slice(0, at % svg.length)), undefined)
      }),
    )
    const whole = svgOf('<path/>')
    const none = [`${whole}x`, `x${whole}`, whole + whole, '<path/>', '<svg/>', '', ' ']
    none.push(`<html>${whole}</html>`, whole.replace('svg ', 'svg onload="x" '))
    for (const svg of none) assert.notEqual(faultOf(svg), undefined, svg)
    for (const svg of [
      `<?xml version="1.0"?>\n${whole}\n`,
      `\uFEFF<?xml version='1.0'?>${whole}`,
    ]) {
      assert.equal(faultOf(svg), undefined, svg)
    }
  })

  it('is at most 64 KB and not nested without end; a hostile one costs no time', () => {
    const room = PICTURE_BYTES - svgOf('').length
    assert.equal(faultOf(svgOf(' '.repeat(room))), undefined)
    assert.match(faultOf(svgOf(' '.repeat(room + 1)))!, /65537 bytes/)
    assert.match(faultOf(svgOf('é'.repeat(room / 2 + 1)))!, /bytes/)
    assert.match(faultOf(svgOf('<g>'.repeat(200) + '</g>'.repeat(200)))!, /deeper/)
    const began = performance.now()
    for (const part of ['<a', ' ', ' a=""', '<!--', '&', '<path ', '"', '-']) {
      assert.notEqual(faultOf(`<svg ${part.repeat(60_000 / part.length)}`), undefined)
    }
    assert.ok(performance.now() - began < 1000)
  })

  it('is nothing that somebody makes up', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.notEqual(faultOf(text), undefined)))
  })
})
