import assert from 'node:assert/strict'
import { it } from 'node:test'
import { csvOf } from './csv.ts'

it('keeps rows as a table that cannot calculate', () => {
  assert.equal(
    csvOf([
      ['A-1', 'It "left"'],
      ['=1+1', '-'],
    ]),
    `"A-1","It ""left"""\r\n"'=1+1","'-"`,
  )
})
