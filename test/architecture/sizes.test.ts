import assert from 'node:assert/strict'
import { test } from 'node:test'
import { larger, tooLong } from './sizes.ts'
import { readTree } from './source.ts'

const measured = (lines: number) => [{ path: 'src/a.ts', line: 1, name: 'src/a.ts', lines }]

test('what is larger for a reason may shrink, but never grow', () => {
  const listed = { 'src/a.ts': 340 }
  const found = (lines: number) => tooLong(measured(lines), 300, listed, 'cut it').length
  assert.deepEqual([339, 340, 341].map(found), [1, 0, 1])
  assert.equal(found(299), 1)
})

test('the list of what is larger names only files that are there', () => {
  const paths = new Set(readTree().map(({ path }) => path))
  const gone = Object.keys(larger).filter((name) => !paths.has(name.split(' ')[0]!))
  assert.deepEqual(gone, [])
})
