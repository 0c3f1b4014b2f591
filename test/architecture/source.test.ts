import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importsOf, partsOf } from './source.ts'

const text = [
  "import { a as z, type B, e } from './a.ts' // from './comment.ts'",
  'export type {',
  '  C,',
  "} from '../c.ts'",
  "import './side.ts'",
  "const d = await import('../lib/d.ts')",
  'const words = "it\'s // no comment"',
  'const pattern = value.replace(/[\'"`/]/g, "") / 2',
  'const query = sql`select ${of({ it: `in ${words}` })} from ${sql`x.y`} where \\` = 1`',
  "export const from = 'e' /* the",
  "end */ + 'f'",
].join('\n')
const source = { path: 'src/orders/x.ts', text }

test('the parts of a text have its places and nothing twice', () => {
  const { code, comments, sql } = partsOf(source)
  for (const part of [code, comments, sql]) {
    assert.equal(part.length, text.length)
    assert.deepEqual(newlinesOf(part), newlinesOf(text))
  }
})

test('comments, strings, regular expressions and templates are told apart', () => {
  const { code, comments, sql } = partsOf(source)
  assert.deepEqual(wordsOf(comments), ["// from './comment.ts'", '/* the', 'end */'])
  assert.deepEqual(wordsOf(sql), ['select', 'from', 'x.y', 'where \\` = 1'])
  const lines = code.split('\n')
  assert.match(lines[6]!, /^const words = " +"$/)
  assert.match(lines[7]!, /^const pattern = value\.replace\( +g, ""\) \/ 2$/)
  assert.match(lines[8]!, /of\(\{ it: ` +\$\{words\}` \}\)\} +\$\{sql` +`\} +`$/)
})

test('imports are found with their line, their file and whether they are of types only', () => {
  assert.deepEqual(importsOf(source), [
    { target: 'src/orders/a.ts', typeOnly: false, values: ['a', 'e'], line: 1 },
    { target: 'src/c.ts', typeOnly: true, values: ['C'], line: 4 },
    { target: 'src/orders/side.ts', typeOnly: false, values: [], line: 5 },
    { target: 'src/lib/d.ts', typeOnly: false, values: [], line: 6 },
  ])
})

function newlinesOf(part: string): number[] {
  return [...part.matchAll(/\n/g)].map(({ index }) => index)
}

/** What stands in a part between blanks of two and more. */
function wordsOf(part: string): string[] {
  return part.split(/\s{2,}|\n/).filter((words) => words.trim() !== '')
}
